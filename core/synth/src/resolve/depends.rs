//! Dependencies: between resources of one stack they become `DependsOn`, between stacks an order.

use super::Synthesis;
use crate::finding::{Position, Rule};
use crate::names::order::collate;
use crate::tree::arena::{Index, Kind};
use cognito_cdk_template::QuickHash;
use std::collections::HashMap;

/// One stack waits for another one.
#[derive(Clone, Debug)]
pub(crate) struct StackEdge {
    pub(crate) consumer: Index,
    pub(crate) producer: Index,
    /// The construct that needs something, and the one that it needs.
    pub(crate) from: Index,
    pub(crate) to: Index,
    /// Where the dependency was declared; a reference has none.
    pub(crate) position: Option<Position>,
}

/// What each resource was told to wait for.
pub(crate) type Dependencies = HashMap<Index, Vec<Index>, QuickHash>;

impl Synthesis<'_> {
    /// Turns the dependencies between constructs into those between resources and between stacks.
    pub(crate) fn dependencies(&mut self) -> Dependencies {
        let mut declared = Vec::new();
        {
            let arena = self.tree.read();
            for index in &self.order {
                let node = arena.node(*index);
                let own = node.extra.iter();
                let own = own.flat_map(|extra| extra.dependencies.iter().chain(&extra.depends_on));
                declared.extend(own.map(|(to, position)| (*index, *to, *position)));
            }
        }
        let mut dependencies = Dependencies::default();
        for (from, to, position) in declared {
            self.declare(from, to, position, &mut dependencies);
        }
        dependencies
    }

    fn declare(&mut self, from: Index, to: Index, position: Position, found: &mut Dependencies) {
        let is_stack = |index: Index| {
            let arena = self.tree.read();
            let stack = arena.node(index).stack();
            stack.is_some_and(|stack| stack.nested.is_none())
        };
        if is_stack(from) || is_stack(to) {
            match (self.owner(from), self.owner(to)) {
                (Some(consumer), Some(producer)) if consumer != producer => {
                    self.order_stacks(consumer, producer, from, to, Some(position));
                }
                (Some(_), Some(_)) if from != to => self.depends_on_parent(from, to),
                _ => {}
            }
            return;
        }
        let (sources, targets) = (self.resources_of(from), self.resources_of(to));
        for source in sources {
            for target in &targets {
                self.link(source, *target, position, found);
            }
        }
    }

    fn depends_on_parent(&mut self, from: Index, to: Index) {
        let path = self.tree.read().path(to);
        self.problem(
            Rule::Dependency,
            from,
            format!("a dependency on `{path}`, which it is a part of"),
            "depend on something inside of it",
        );
    }

    /// The resources that a construct stands for. A nested stack is one; other stacks are not entered.
    fn resources_of(&self, index: Index) -> Vec<Index> {
        let arena = self.tree.read();
        if let Some(nested) = arena.nested(index) {
            return vec![nested.resource];
        }
        let below = arena.preorder(index, |_, node| {
            !matches!(node.kind, Kind::Stack(_) | Kind::Stage(_))
        });
        let is_resource = |index: &Index| {
            let element = arena.node(*index).element();
            element.is_some_and(|element| element.resource().is_some())
        };
        below.into_iter().filter(is_resource).collect()
    }

    /// The stacks around a resource, innermost first, each with what stands for the resource in it.
    fn places(&self, resource: Index) -> Vec<(Index, Index)> {
        let arena = self.tree.read();
        let mut places = Vec::new();
        let mut at = self.owner(resource).map(|stack| (stack, resource));
        while let Some((stack, resource)) = at {
            places.push((stack, resource));
            at = arena
                .nested(stack)
                .map(|nested| (nested.parent, nested.resource));
        }
        places
    }

    fn link(&mut self, from: Index, to: Index, position: Position, found: &mut Dependencies) {
        if from == to {
            return;
        }
        let (sources, targets) = (self.places(from), self.places(to));
        for (stack, source) in &sources {
            let Some((_, target)) = targets.iter().find(|(other, _)| other == stack) else {
                continue;
            };
            if source == target {
                return self.depends_on_parent(from, to);
            }
            let waits_for = found.entry(*source).or_default();
            if !waits_for.contains(target) {
                waits_for.push(*target);
            }
            return;
        }
        if let (Some((consumer, _)), Some((producer, _))) = (sources.last(), targets.last()) {
            self.order_stacks(*consumer, *producer, from, to, Some(position));
        }
    }

    /// Deploys one stack after another one.
    pub(super) fn order_stacks(
        &mut self,
        consumer: Index,
        producer: Index,
        from: Index,
        to: Index,
        position: Option<Position>,
    ) {
        let (one_stage, path) = {
            let arena = self.tree.read();
            let one_stage = arena.stage_of(consumer) == arena.stage_of(producer);
            (one_stage, arena.path(to))
        };
        if !one_stage {
            return self.problem(
                Rule::ForeignReference,
                from,
                format!("it depends on `{path}` of another stage"),
                "keep both in one stage, or pass the value as a literal",
            );
        }
        let edge = StackEdge {
            consumer,
            producer,
            from,
            to,
            position,
        };
        let known = |old: &StackEdge| old.consumer == consumer && old.producer == producer;
        if consumer != producer && !self.stack_edges.iter().any(known) {
            self.stack_edges.push(edge);
        }
    }

    /// The logical ids that a resource waits for, in AWS CDK's order.
    pub(super) fn depends_on(&self, targets: &[Index]) -> Vec<String> {
        let arena = self.tree.read();
        let mut named: Vec<_> = targets
            .iter()
            .filter_map(|target| Some((arena.path(*target), self.id(*target)?)))
            .collect();
        named.sort_by(|(left, _), (right, _)| collate(left, right));
        named.into_iter().map(|(_, id)| id.to_string()).collect()
    }
}
