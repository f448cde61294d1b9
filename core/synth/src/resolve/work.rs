//! Work: all that a template is made of, so that any thread can make it.
//!
//! Most elements refer to elements of their own stack only. What does not, or is wrong, stays open: it changes
//! other stacks, or runs code of the user, and so it is drafted one after the other when the rest is done.

use super::Synthesis;
use super::depends::Dependencies;
use super::draft::{LateDraft, NESTED_STACK, ResourceDraft};
use super::places::Places;
use crate::element::{Body, ResourceData};
use crate::tags::{self, TagChange};
use crate::tree::arena::{Arena, Index};
use cognito_cdk_template::{
    Expr, Json, Object, Parameter, RawResource, ResourceEntry, Rule, Template,
};
use std::sync::Arc;

/// What one template is made of.
pub(crate) struct StackWork {
    pub(crate) stack: Index,
    /// The template without elements.
    pub(crate) head: Template,
    pub(crate) elements: Vec<ElementWork>,
    /// Whether nothing but references can add anything to the template.
    pub(crate) is_apart: bool,
    /// What references have added.
    pub(crate) late: Vec<LateDraft>,
    /// What verifies the version of the bootstrap stack.
    pub(crate) version_check: Option<(Parameter, Rule)>,
}

/// What one element is made of.
pub(crate) struct ElementWork {
    pub(crate) id: Arc<str>,
    pub(crate) index: Index,
    pub(super) body: Body,
    pub(super) attached: Attached,
}

/// What a resource gets from elsewhere in the tree.
#[derive(Default)]
pub(super) struct Attached {
    /// The logical ids of the resources that it waits for.
    pub(super) depends_on: Vec<String>,
    /// The changes to its tags, the outer ones first.
    pub(super) tags: Vec<TagChange>,
    /// The path of the construct, if the metadata shows it.
    pub(super) path: Option<String>,
    /// Whether a nested stack is behind the resource.
    pub(super) is_nested: bool,
}

impl Synthesis<'_> {
    /// What the template of a stack is made of.
    pub(crate) fn work(&self, stack: Index, dependencies: &Dependencies) -> Option<StackWork> {
        let arena = self.tree.read();
        let draft = self.drafts.get(&stack)?;
        let element = |index: &Index| {
            let body = arena.node(*index).element()?.body.clone();
            let attached = match &body {
                Body::Resource(data) => {
                    self.attached(&arena, *index, data, draft.path_metadata, dependencies)
                }
                _ => Attached::default(),
            };
            Some(ElementWork {
                id: Arc::clone(self.places.id(*index)?),
                index: *index,
                body,
                attached,
            })
        };
        Some(StackWork {
            stack,
            head: head(&arena, stack),
            elements: draft.elements.iter().filter_map(element).collect(),
            is_apart: false,
            late: Vec::new(),
            version_check: None,
        })
    }

    fn attached(
        &self,
        arena: &Arena,
        index: Index,
        data: &ResourceData,
        path_metadata: bool,
        dependencies: &Dependencies,
    ) -> Attached {
        let Some(l1) = data.l1.as_deref() else {
            return Attached::default();
        };
        let is_tagged = l1.schema().is_some_and(|schema| schema.tags.is_some());
        let tags = if is_tagged && data.included.is_none() {
            tags::changes(arena, index, l1.cfn_type())
        } else {
            Vec::new()
        };
        let depends_on = dependencies.get(&index);
        Attached {
            depends_on: depends_on.map_or_else(Vec::new, |targets| self.depends_on(targets)),
            tags,
            path: path_metadata.then(|| arena.path(index)),
            is_nested: l1.cfn_type() == NESTED_STACK && self.stands_for_stack(arena, index),
        }
    }

    /// Whether a nested stack is behind a resource.
    fn stands_for_stack(&self, arena: &Arena, index: Index) -> bool {
        let nested = self.stacks.iter().filter_map(|stack| arena.nested(*stack));
        nested.into_iter().any(|nested| nested.resource == index)
    }
}

/// The template of a stack without elements.
fn head(arena: &Arena, stack: Index) -> Template {
    let mut template = Template::new();
    if let Some(data) = arena.node(stack).stack() {
        template.description.clone_from(&data.description);
        template.transforms.clone_from(&data.transforms);
        template.format_version.clone_from(&data.format_version);
        template.metadata.clone_from(&data.metadata);
    }
    template
}

impl StackWork {
    /// The template as far as it can be made, and which of the elements are open. If none is, and the stack is
    /// apart, the template is complete.
    pub(crate) fn render(&mut self, places: &Places) -> (Template, Vec<usize>) {
        let mut template = std::mem::take(&mut self.head);
        // Nearly all elements are resources.
        template.resources_mut().reserve(self.elements.len());
        let elements = self.elements.iter().enumerate();
        let open = elements.filter(|(_, element)| !element.put(&mut template, places, self.stack));
        let open: Vec<_> = open.map(|(at, _)| at).collect();
        if self.is_apart && open.is_empty() {
            let late = std::mem::take(&mut self.late);
            add(&mut template, late, self.version_check.take());
        }
        (template, open)
    }
}

/// The logical ids of what verifies the version of the bootstrap stack: a parameter and a rule.
pub(crate) const VERSION_CHECK: [&str; 2] = ["BootstrapVersion", "CheckBootstrapVersion"];

/// Adds to a template what comes after its elements.
pub(crate) fn add(
    template: &mut Template,
    late: Vec<LateDraft>,
    version_check: Option<(Parameter, Rule)>,
) {
    for late in late {
        late.put(template);
    }
    if let Some((parameter, rule)) = version_check {
        let [of_parameter, of_rule] = VERSION_CHECK;
        template.add_parameter(of_parameter, parameter);
        template.add_rule(of_rule, rule);
    }
}

impl ElementWork {
    /// Puts the element into the template of its stack: `false` if it is open, and has only a place there.
    fn put(&self, template: &mut Template, places: &Places, stack: Index) -> bool {
        let mut settled = true;
        let mut settle = |expression: &mut Expr| {
            settled &= places.settle(expression, stack);
            None::<Json>
        };
        let id = || self.id.to_string();
        match &self.body {
            Body::Resource(data) => {
                let draft = if self.attached.is_nested {
                    None
                } else {
                    ResourceDraft::of(data, &self.attached)
                };
                let entry = draft.and_then(|(mut draft, merged)| {
                    draft.replace_exprs(&mut settle);
                    draft.into_entry(&self.id).ok().filter(|_| merged)
                });
                settled &= entry.is_some();
                let entry = entry.filter(|_| settled).unwrap_or_else(place);
                template.put_entry(Arc::clone(&self.id), entry);
            }
            Body::Parameter(parameter) => {
                template.add_parameter(id(), Parameter::clone(parameter));
            }
            Body::Mapping(mapping) => {
                template.add_mapping(id(), mapping.as_ref().clone());
            }
            Body::Condition(condition) => {
                let mut condition = condition.as_ref().clone();
                condition.replace_exprs(&mut settle);
                template.add_condition(id(), condition);
            }
            Body::Rule(rule) => {
                let mut rule = rule.as_ref().clone();
                rule.replace_exprs(&mut settle);
                template.add_rule(id(), rule);
            }
            Body::Output(output) => {
                let mut output = output.as_ref().clone();
                output.replace_exprs(&mut settle);
                template.add_output(id(), output);
            }
        }
        settled
    }
}

/// What stands in the place of a resource that is not drafted yet.
fn place() -> ResourceEntry {
    RawResource::new(NESTED_STACK, Object::new()).into()
}
