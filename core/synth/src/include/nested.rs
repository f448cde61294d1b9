//! Nested stacks of an included template, whose templates are included too.

use super::CfnInclude;
use super::props::Nested;
use super::read::Include;
use crate::element::{Body, ResourceData};
use crate::finding::Rule;
use crate::resolve::draft::NESTED_STACK;
use crate::tree::nested::{NestedStack, NestedStackProps};
use crate::tree::scope::Scope;
use cognito_cdk_template::{Json, RawResource};
use std::any::Any;
use std::sync::Arc;

/// A nested stack of an included template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncludedNestedStack {
    stack: NestedStack,
    included_template: CfnInclude,
}

impl IncludedNestedStack {
    pub(super) const fn new(stack: NestedStack, included_template: CfnInclude) -> Self {
        Self {
            stack,
            included_template,
        }
    }

    /// The nested stack.
    #[must_use]
    pub const fn stack(&self) -> &NestedStack {
        &self.stack
    }

    /// What is in it.
    #[must_use]
    pub const fn included_template(&self) -> &CfnInclude {
        &self.included_template
    }
}

impl<'a> Include<'a> {
    /// The template that the program has for the nested stack of that logical id.
    pub(super) fn take_nested(&mut self, logical_id: &str) -> Option<Nested<'a>> {
        let mut all = self.props.nested.iter();
        let at = all.position(|nested| nested.logical_id == logical_id)?;
        Some(self.props.nested.swap_remove(at))
    }

    /// Makes a nested stack of a resource.
    pub(super) fn nest(&mut self, nested: Nested<'a>, mut data: ResourceData) {
        let Nested {
            logical_id: id,
            template,
            props,
        } = nested;
        let l1: Option<&mut dyn Any> = data.l1.as_deref_mut().map(|l1| l1 as _);
        let raw = l1.and_then(|l1| l1.downcast_mut::<RawResource>());
        let Some(raw) = raw.filter(|raw| raw.cfn_type == NESTED_STACK) else {
            self.node.report(
                Rule::Include,
                format!("the resource `{id}` is no `{NESTED_STACK}`, and has no template to load"),
                "check the logical id of the nested stack",
                self.position,
            );
            return self.add("Resources", &id, Body::Resource(Arc::new(data)));
        };
        // The synthesis puts the address of the template here.
        raw.properties.insert("TemplateURL", Json::Null);
        if let Some(Json::Object(parameters)) = raw.properties.get_mut("Parameters") {
            for (name, _) in &props.parameters {
                parameters.remove(name);
            }
            if parameters.is_empty() {
                raw.properties.remove("Parameters");
            }
        }
        let settings = NestedStackProps::new();
        let stack = NestedStack::create(self.node, &id, settings, self.position);
        CfnInclude::create(stack.node(), &id, &template, props, self.position);
        let resource = stack.resource().node().index;
        if let Some(element) = self.node.tree.write().element_mut(resource) {
            element.body = Body::Resource(Arc::new(data));
            if self.props.preserve_logical_ids {
                element.logical_id = Some(id.as_str().into());
            }
        }
        self.added.push(("Resources", id, resource));
    }

    /// Reports the templates for nested stacks that the template does not have.
    pub(super) fn report_missing_nested(&self) {
        for Nested { logical_id, .. } in &self.props.nested {
            self.node.report(
                Rule::Include,
                format!("the template has no nested stack `{logical_id}` to load a template for"),
                "check the logical id of the nested stack",
                self.position,
            );
        }
    }
}
