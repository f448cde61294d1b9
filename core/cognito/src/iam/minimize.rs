//! Minimizing: statements that differ in one element only become one.

use super::principal::Kind;
use super::statement::{PolicyStatement, add};
use crate::Json;

/// The statements with all that can be merged merged, and actions and resources sorted.
pub(super) fn minimized(statements: &[PolicyStatement]) -> Vec<PolicyStatement> {
    let mut statements: Vec<_> = statements.iter().cloned().map(sorted).collect();
    // A merge can make two statements alike that were not, so this goes on until nothing changes.
    while merge_once(&mut statements) {}
    statements
}

/// Merges into each statement those behind it; whether there was any.
fn merge_once(statements: &mut Vec<PolicyStatement>) -> bool {
    let before = statements.len();
    let mut merged: Vec<PolicyStatement> = Vec::with_capacity(before);
    for statement in statements.drain(..) {
        let into = merged
            .iter_mut()
            .find_map(|other| Some((merge(other, &statement)?, other)));
        match into {
            Some((both, other)) => *other = both,
            None => merged.push(statement),
        }
    }
    *statements = merged;
    statements.len() < before
}

/// Two statements as one, if they differ in nothing but their actions, their resources or their principals.
fn merge(left: &PolicyStatement, right: &PolicyStatement) -> Option<PolicyStatement> {
    let alike = left.effect == right.effect
        && left.conditions == right.conditions
        && left.not_actions == right.not_actions
        && left.not_resources == right.not_resources
        && left.sid.is_none()
        && right.sid.is_none();
    if !alike {
        return None;
    }
    let actions = left.actions == right.actions;
    let resources = left.resources == right.resources;
    let principals = left.principals == right.principals;
    let mut both = left.clone();
    match (actions, resources, principals) {
        (_, true, true) if has_both(&left.actions, &right.actions) => {
            add(&mut both.actions, right.actions.iter().cloned());
        }
        (true, _, true) if has_both(&left.resources, &right.resources) => {
            add(&mut both.resources, right.resources.iter().cloned());
        }
        (true, true, _) if can_share(&left.principals, &right.principals) => {
            for principal in &right.principals {
                if !both.principals.contains(principal) {
                    both.principals.push(principal.clone());
                }
            }
        }
        (true, true, true) => {}
        _ => return None,
    }
    Some(sorted(both))
}

/// A statement without resources is not about those of another one.
fn has_both(left: &[Json], right: &[Json]) -> bool {
    !left.is_empty() && !right.is_empty()
}

/// Everyone stays in a statement of its own.
fn can_share(left: &[Kind], right: &[Kind]) -> bool {
    let named = |principals: &[Kind]| !principals.is_empty() && !principals.contains(&Kind::Star);
    named(left) && named(right)
}

fn sorted(mut statement: PolicyStatement) -> PolicyStatement {
    let lists = [
        &mut statement.actions,
        &mut statement.not_actions,
        &mut statement.resources,
        &mut statement.not_resources,
    ];
    for list in lists {
        sort(list);
    }
    statement.principals.sort_by_cached_key(|one| {
        let json = one.to_json();
        (one.key(), json.as_str().is_none(), json.to_string())
    });
    statement
}

/// Sorts texts before expressions, whose order is that of their text.
fn sort(list: &mut [Json]) {
    list.sort_by_cached_key(|element| (element.as_str().is_none(), element.to_string()));
}
