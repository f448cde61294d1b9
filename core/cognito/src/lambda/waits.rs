//! What a function waits for: its role and the role's policies, except those that wait for the function.
//!
//! A policy that lets the trigger of a user pool use the pool waits for the pool, and the pool waits for the
//! trigger. Whether it is so is known when the app is complete, so this looks at the tree when the app is
//! synthesized.

use super::CfnFunction;
use crate::synth::{Aspects, CfnResource, Element, Node, Order, Scope, Stack};
use crate::{Expr, Json, Target};
use std::collections::{HashMap, HashSet};

/// Deploys a function after everything of its role that does not wait for the function.
pub(super) fn wait_for_policies(function: &Element<CfnFunction>, role: &Node) {
    // The tree holds the aspect, so the aspect must not hold the tree: it finds the role by its path.
    let role = role.path();
    Aspects::of(function).add(move |node: &Node| {
        let role = role
            .split('/')
            .try_fold(node.root(), |scope, id| scope.find_child(id));
        if let (Some(function), Some(role)) = (node.cfn_resource(), role) {
            wait(&function, &role);
        }
    });
}

fn wait(function: &CfnResource, role: &Node) {
    let Some(stack) = Stack::of(function) else {
        return;
    };
    let mut graph = None;
    for resource in resources(role) {
        if Stack::of(&resource).as_ref() != Some(&stack) {
            // The reference to the role orders the stacks.
            continue;
        }
        // Most policies name nothing of the app, and then there is no need to look at all of it.
        let closes_a_circle = is_policy_with_references(&resource)
            && graph
                .get_or_insert_with(|| Graph::of(&stack))
                .leads(resource.node(), function.node());
        if !closes_a_circle {
            function.add_dependency(&resource);
        }
    }
}

/// The resources in a scope.
fn resources(scope: &Node) -> impl Iterator<Item = CfnResource> {
    let all = scope.find_all(Order::PreOrder).into_iter();
    all.filter_map(|node| node.cfn_resource())
}

/// Whether the statements of a policy name anything that the app makes.
fn is_policy_with_references(resource: &CfnResource) -> bool {
    let properties = resource.properties();
    let document = properties.get("PolicyDocument");
    document.is_some_and(|document| !targets(document).is_empty())
}

/// What the references in a value point at.
fn targets(value: &Json) -> Vec<Target> {
    let mut found = Vec::new();
    value.for_each_expr(&mut |expression| {
        if let Expr::Ref(target) | Expr::GetAtt(target, _) = expression
            && matches!(target, Target::Element(_))
        {
            found.push(target.clone());
        }
    });
    found
}

/// What is deployed as one in a stack, a resource or a nested stack, by what references point at.
struct Graph(HashMap<Target, Node>);

impl Graph {
    fn of(stack: &Stack) -> Self {
        let unit = |resource: &CfnResource| {
            let scopes = resource.node().scopes().into_iter();
            let mut inner = scopes.skip_while(|scope| scope != stack.node()).skip(1);
            let nested = inner.find(|scope| Stack::of(scope).is_some_and(|of| of.node() == scope));
            nested.unwrap_or_else(|| resource.node().clone())
        };
        let resources = resources(stack.node());
        Self(
            resources
                .map(|resource| (resource.target().clone(), unit(&resource)))
                .collect(),
        )
    }

    /// Whether `from` waits for `to`, directly or through others.
    fn leads(&self, from: &Node, to: &Node) -> bool {
        let mut seen = HashSet::new();
        let mut waiting = vec![from.clone()];
        while let Some(unit) = waiting.pop() {
            if &unit == to {
                return true;
            }
            if seen.insert(unit.path()) {
                waiting.extend(self.next(&unit));
            }
        }
        false
    }

    /// What a resource or a nested stack waits for.
    fn next(&self, unit: &Node) -> Vec<Node> {
        let mut found = Vec::new();
        for resource in resources(unit) {
            found.extend(targets(&Json::Object(resource.properties())));
            let declared = resource.obtain_dependencies().into_iter();
            found.extend(declared.map(|other| other.target().clone()));
            let scopes = resource.node().scopes().into_iter();
            let others = scopes.flat_map(|scope| scope.dependencies());
            let others = others.flat_map(|other| resources(&other).collect::<Vec<_>>());
            found.extend(others.map(|other| other.target().clone()));
        }
        found
            .iter()
            .filter_map(|target| self.0.get(target).cloned())
            .collect()
    }
}
