//! The checks of a synthesis: templates, sizes, circles of stacks, and what the program validates itself.

mod cycles;

use crate::annotations::Acknowledgement;
use crate::assembly::StackArtifact;
use crate::finding::{Finding, Rule};
use crate::resolve::Synthesis;
use crate::tree::arena::{Arena, Index, ROOT};
use cognito_cdk_template::check as template_check;
use cognito_cdk_template::{Severity, Template};
pub(crate) use cycles::stack_cycles;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The greatest number of bytes of a template.
const MAX_TEMPLATE: usize = 1_048_576;
/// From this many bytes on, a template is nearly full.
const LARGE_TEMPLATE: usize = 800_000;

/// Says of each finding about a template which construct it is about.
pub(crate) fn template(
    synthesis: &mut Synthesis<'_>,
    stack: Index,
    template: &Template,
    found: Vec<template_check::Finding>,
) {
    if found.is_empty() {
        return;
    }
    let places = Arc::clone(&synthesis.places);
    let named = |node: &Index| Some((&**places.id(*node)?, *node));
    let elements = synthesis.drafts.get(&stack).map(|draft| &draft.elements);
    let elements = elements.into_iter().flatten();
    let nodes: HashMap<&str, Index> = elements.filter_map(named).collect();
    let arena = synthesis.tree.read();
    for old in found {
        let node = nodes.get(old.element.as_str()).copied().unwrap_or(stack);
        let mut severity = old.severity;
        if old.rule == template_check::Rule::NoResources.id() {
            // The command line leaves an empty stack out, and deletes one that is deployed.
            severity = Severity::Warning;
        }
        let mut finding = Finding::new(old.rule, severity, arena.path(node), old.message)
            .at(old.path)
            .remedy(old.remedy)
            .position(arena.node(node).position);
        finding.element = old.element;
        finding.steps = old
            .related
            .iter()
            .filter_map(|id| Some((id, *nodes.get(id.as_str())?)))
            .map(|(id, node)| {
                format!(
                    "`{id}` is {} at {}",
                    arena.path(node),
                    arena.node(node).position
                )
            })
            .collect();
        if old.rule == template_check::Rule::Limit.id() && finding.element == "Resources" {
            finding.steps = types(template);
        }
        synthesis.findings.push(finding);
    }
}

/// How many resources of each type there are, the most frequent first.
fn types(template: &Template) -> Vec<String> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for (_, entry) in template.resources().iter() {
        *counts.entry(entry.resource().cfn_type()).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
        .into_iter()
        .map(|(cfn_type, count)| format!("{count} of {cfn_type}"))
        .collect()
}

/// Checks the size of a template.
pub(crate) fn size(synthesis: &mut Synthesis<'_>, stack: Index, bytes: usize) {
    let remedy = "divide the stack, or use `suppress_template_indentation`";
    if bytes > MAX_TEMPLATE {
        let message =
            format!("the template has {bytes} bytes, and CloudFormation takes {MAX_TEMPLATE}");
        synthesis.problem(Rule::TemplateSize, stack, message, remedy);
    } else if bytes > LARGE_TEMPLATE {
        let message = format!(
            "the template has {bytes} of the {MAX_TEMPLATE} bytes that CloudFormation takes"
        );
        synthesis.problem(Rule::TemplateNearlyFull, stack, message, remedy);
    }
}

/// Finds stacks that would be written to the same file.
pub(crate) fn duplicate_stacks(synthesis: &mut Synthesis<'_>, stacks: &[StackArtifact]) {
    let mut files = HashMap::new();
    for stack in stacks {
        if let Some(other) = files.insert(stack.template_file(), stack) {
            let message = format!(
                "its template is written to `{}`, and so is that of `{}`",
                stack.template_file().display(),
                other.path()
            );
            let remedy = "give one of them an id that differs in letters and digits";
            synthesis.problem(Rule::DuplicateStack, stack.index(), message, remedy);
        }
    }
}

/// Runs the validations of the program.
pub(crate) fn validations(synthesis: &mut Synthesis<'_>) {
    let all: Vec<_> = {
        let arena = synthesis.tree.read();
        let of = |index: &Index| {
            let extra = arena.node(*index).extra.as_ref();
            let own = extra.map(|extra| extra.validations.clone());
            own.filter(|own| !own.is_empty()).map(|own| (*index, own))
        };
        synthesis.order.iter().filter_map(of).collect()
    };
    for (index, validations) in all {
        for message in validations.iter().flat_map(|validate| validate()) {
            synthesis.problem(Rule::Validation, index, message, "");
        }
    }
}

/// The findings of a synthesis, those that were acknowledged apart.
pub(crate) struct Judged {
    pub(crate) open: Vec<Finding>,
    pub(crate) acknowledged: Vec<(Finding, String)>,
}

/// Sets aside the warnings that the program has acknowledged.
pub(crate) fn judge(synthesis: &mut Synthesis<'_>) -> Judged {
    let findings = std::mem::take(&mut synthesis.findings);
    let arena = synthesis.tree.read();
    let known = acknowledgements(&arena, &synthesis.order);
    let mut judged = Judged {
        open: Vec::new(),
        acknowledged: Vec::new(),
    };
    for finding in findings {
        let reason = known.iter().find(|(path, acknowledgement)| {
            !finding.is_error()
                && acknowledgement.rule == finding.rule
                && is_within(&finding.construct, path)
        });
        match reason {
            Some((_, acknowledgement)) => judged
                .acknowledged
                .push((finding, acknowledgement.reason.clone())),
            None => judged.open.push(finding),
        }
    }
    judged
}

fn acknowledgements(arena: &Arena, order: &[Index]) -> Vec<(String, Acknowledgement)> {
    let mut known = Vec::new();
    for index in order {
        let extra = arena.node(*index).extra.as_ref();
        for acknowledgement in extra.iter().flat_map(|extra| &extra.acknowledgements) {
            let path = if *index == ROOT {
                String::new()
            } else {
                arena.path(*index)
            };
            known.push((path, acknowledgement.clone()));
        }
    }
    known
}

/// Whether a path is that of a scope or of something in it.
fn is_within(path: &str, scope: &str) -> bool {
    scope.is_empty()
        || path
            .strip_prefix(scope)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
