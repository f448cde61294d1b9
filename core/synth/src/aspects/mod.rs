//! Aspects: code that visits every construct of a scope before it is synthesized.

use crate::finding::{Finding, Rule};
use crate::tree::arena::{Index, ROOT, Tree};
use crate::tree::node::Node;
use crate::tree::scope::Scope;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// How often the tree is visited until the aspects have nothing more to add.
const MAX_ROUNDS: usize = 100;

/// The priority of an aspect: the lower one visits first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AspectPriority(pub u32);

impl AspectPriority {
    /// For aspects that change constructs.
    pub const MUTATING: Self = Self(200);
    /// For all others.
    pub const DEFAULT: Self = Self(500);
    /// For aspects that only look.
    pub const READONLY: Self = Self(1000);
}

/// What visits constructs. Every `Fn(&Node)` is one.
pub trait Aspect {
    /// Visits one construct.
    fn visit(&self, node: &Node);
}

impl<F: Fn(&Node)> Aspect for F {
    fn visit(&self, node: &Node) {
        self(node);
    }
}

/// The aspects of a scope.
///
/// ```
/// use cognito_cdk_synth::{App, Aspects, Node, RemovalPolicy, Stack};
///
/// let app = App::new();
/// Aspects::of(&app).add(|node: &Node| {
///     if let Some(resource) = node.cfn_resource() {
///         resource.apply_removal_policy(RemovalPolicy::Retain);
///     }
/// });
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aspects(Node);

impl Aspects {
    /// The aspects of `scope`.
    #[must_use]
    pub fn of(scope: &impl Scope) -> Self {
        Self(scope.node().clone())
    }

    /// Lets an aspect visit the scope and everything in it.
    pub fn add(&self, aspect: impl Aspect + 'static) {
        self.add_with_priority(aspect, AspectPriority::DEFAULT);
    }

    /// The same with a priority among the aspects of a construct.
    pub fn add_with_priority(&self, aspect: impl Aspect + 'static, priority: AspectPriority) {
        let mut arena = self.0.tree.write();
        let number = arena.aspects.len();
        arena.aspects.push(Rc::new(aspect));
        let extra = arena.node_mut(self.0.index).extra();
        extra.aspects.push((priority.0, number));
    }
}

/// Lets all aspects visit the tree, again for what they have added themselves.
pub(crate) fn invoke(tree: &Rc<Tree>) {
    let root = Node {
        tree: Rc::clone(tree),
        index: ROOT,
    };
    if tree.read().aspects.is_empty() {
        return;
    }
    // What an aspect has seen, it does not see again when the app is synthesized again.
    let mut visits = std::mem::take(&mut tree.write().visits);
    let settled = (0..MAX_ROUNDS).any(|_| !visits.round(&root));
    tree.write().visits = visits;
    if settled {
        return;
    }
    let message = format!("the aspects still change the tree after {MAX_ROUNDS} rounds");
    let remedy = "let no aspect add constructs or aspects each time it visits";
    tree.report(Finding::of(Rule::Aspects, "", message, remedy));
}

/// Who has visited what.
#[derive(Default)]
pub(crate) struct Visits {
    done: HashSet<(Index, usize)>,
    /// The priority of the last visit of a construct.
    last: HashMap<Index, u32>,
}

impl Visits {
    /// Visits every construct with the aspects that have not seen it; `false` if there was none.
    fn round(&mut self, root: &Node) -> bool {
        let mut any = false;
        let mut waiting = vec![(ROOT, Vec::<(u32, usize)>::new())];
        while let Some((index, inherited)) = waiting.pop() {
            let node = root.at(index);
            let mut all = inherited;
            {
                let arena = root.tree.read();
                let extra = arena.node(index).extra.as_ref();
                all.extend(extra.iter().flat_map(|extra| &extra.aspects));
            }
            all.sort_by_key(|(priority, _)| *priority);
            for (priority, number) in &all {
                if self.done.insert((index, *number)) {
                    any = true;
                    self.visit(&node, *priority, *number);
                }
            }
            let arena = root.tree.read();
            let children = arena.children(index);
            waiting.extend(children.iter().rev().map(|child| (*child, all.clone())));
        }
        any
    }

    fn visit(&mut self, node: &Node, priority: u32, number: usize) {
        if self
            .last
            .get(&node.index)
            .is_some_and(|last| *last > priority)
        {
            let message = format!(
                "an aspect of priority {priority} was added after one of a higher number had \
                 visited the construct"
            );
            let remedy = "give it a priority of at least that number, or add it earlier";
            let finding = Finding::of(Rule::Aspects, node.path(), message, remedy);
            return node.tree.report(finding.position(node.position()));
        }
        self.last.insert(node.index, priority);
        let aspect = node.tree.read().aspects.get(number).cloned();
        if let Some(aspect) = aspect {
            aspect.visit(node);
        }
    }
}
