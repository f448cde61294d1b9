//! Circles of stacks, with everything on the way round that makes one wait for the next.

use crate::finding::{Finding, Rule};
use crate::resolve::Synthesis;
use crate::resolve::depends::StackEdge;
use crate::tree::arena::{Arena, ElementKey, Index};
use cognito_cdk_template::{Expr, Json, Object, Target};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// Finds the stacks that wait for each other in a circle.
pub(crate) fn stack_cycles(synthesis: &mut Synthesis<'_>) {
    let mut edges: HashMap<Index, Vec<&StackEdge>> = HashMap::new();
    for edge in &synthesis.stack_edges {
        edges.entry(edge.consumer).or_default().push(edge);
    }
    let mut found = Vec::new();
    let mut done = HashSet::new();
    for start in &synthesis.stacks {
        // The way from `start`: each stack with the number of its edges that were followed.
        let mut way: Vec<(Index, usize)> = vec![(*start, 0)];
        while let Some((stack, followed)) = way.last_mut() {
            let stack = *stack;
            let next = edges.get(&stack).and_then(|edges| edges.get(*followed));
            let Some(edge) = next.filter(|_| !done.contains(&stack)) else {
                done.insert(stack);
                way.pop();
                continue;
            };
            *followed += 1;
            if let Some(at) = way.iter().position(|(open, _)| *open == edge.producer) {
                let round = way.iter().skip(at);
                let round = round.filter_map(|(stack, followed)| {
                    edges.get(stack)?.get(followed.checked_sub(1)?).copied()
                });
                found.push(round.cloned().collect::<Vec<_>>());
            } else if !done.contains(&edge.producer) {
                way.push((edge.producer, 0));
            }
        }
    }
    let arena = synthesis.tree.read();
    for round in found {
        let Some(first) = round.first() else {
            continue;
        };
        let mut message = String::from("the stacks wait for each other: ");
        for edge in &round {
            // Writing into a `String` cannot fail.
            let _ = write!(message, "`{}` → ", arena.path(edge.consumer));
        }
        let _ = write!(message, "`{}`", arena.path(first.consumer));
        let remedy =
            "break the circle: make one of the references weak, or move what is referred to";
        let path = arena.path(first.consumer);
        let position = arena.node(first.consumer).position;
        let mut finding = Finding::of(Rule::StackCycle, path, message, remedy).position(position);
        finding.steps = round
            .iter()
            .map(|edge| step(&arena, edge, synthesis.tree.number))
            .collect();
        synthesis.findings.push(finding);
    }
}

/// Why one stack waits for another one.
fn step(arena: &Arena, edge: &StackEdge, app: u32) -> String {
    let (from, to) = (arena.path(edge.from), arena.path(edge.to));
    if let Some(position) = edge.position {
        return format!("`{from}` depends on `{to}`, at {position}");
    }
    let property = property_with(arena, edge.from, edge.to, app).unwrap_or_default();
    let position = arena.node(edge.from).position;
    format!("`{from}`{property} refers to `{to}`, at {position}")
}

/// The property of `from` that refers to `to`.
fn property_with(arena: &Arena, from: Index, to: Index, app: u32) -> Option<String> {
    let resource = arena.node(from).element()?.resource()?;
    let properties = resource.l1.as_ref()?.properties();
    let mut path = String::from(" Properties");
    find_in_object(&properties, to, app, &mut path).then_some(path)
}

fn find_in_object(object: &Object, to: Index, app: u32, path: &mut String) -> bool {
    let length = path.len();
    object.iter().any(|(key, value)| {
        path.truncate(length);
        path.push('.');
        path.push_str(key);
        find(value, to, app, path)
    })
}

fn find(value: &Json, to: Index, app: u32, path: &mut String) -> bool {
    match value {
        Json::Object(object) => find_in_object(object, to, app, path),
        Json::List(elements) => {
            let length = path.len();
            elements.iter().enumerate().any(|(index, element)| {
                path.truncate(length);
                // Writing into a `String` cannot fail.
                let _ = write!(path, "[{index}]");
                find(element, to, app, path)
            })
        }
        Json::Expr(_) => {
            let mut found = false;
            value.for_each_expr(&mut |expression| {
                if let Expr::Ref(Target::Element(id)) | Expr::GetAtt(Target::Element(id), _) =
                    expression
                {
                    let key = ElementKey::of(*id);
                    found |= key.app == app && key.index == to && key.mode != ElementKey::LAZY;
                }
            });
            found
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => false,
    }
}
