//! An included template on its way into the tree.

use super::SCOPES;
use super::props::CfnIncludeProps;
use crate::element::{Body, ElementData, ResourceData};
use crate::finding::{Position, Rule};
use crate::tree::arena::{Index, Kind};
use crate::tree::node::Node;
use crate::tree::stack::Stack;
use cognito_cdk_template::{Error, Expr, Json, Object, RawResource, Template};
use serde_json::Value as Data;
use std::sync::Arc;

/// The template on its way into the tree.
pub(super) struct Include<'a> {
    pub(super) node: &'a Node,
    pub(super) props: CfnIncludeProps<'a>,
    pub(super) position: Position,
    /// The elements: section, logical id and node.
    pub(super) added: Vec<(&'static str, String, Index)>,
}

impl Include<'_> {
    pub(super) fn read(&mut self, text: &str) -> Result<(), Error> {
        let (template, data) = parse(text)?;
        let Some(sections) = data.as_object() else {
            return Ok(());
        };
        if let Some(stack) = Stack::of(self.node) {
            head(&stack, &template);
        }
        for (id, _) in &self.props.parameters {
            if template.parameters().get(id).is_none() {
                self.node.report(
                    Rule::Include,
                    format!("the template has no parameter `{id}` that could have a value"),
                    "check the name of the parameter",
                    self.position,
                );
            }
        }
        for (section, elements) in sections {
            match section.as_str() {
                "Parameters" => self.each(template.parameters().iter(), "Parameters", |item| {
                    Body::Parameter(Arc::new(item.clone()))
                }),
                "Mappings" => self.each(template.mappings().iter(), "Mappings", |item| {
                    Body::Mapping(Arc::new(item.clone()))
                }),
                "Conditions" => self.each(template.conditions().iter(), "Conditions", |item| {
                    Body::Condition(Arc::new(item.clone()))
                }),
                "Rules" => self.each(template.rules().iter(), "Rules", |item| {
                    Body::Rule(Arc::new(item.clone()))
                }),
                "Outputs" => self.each(template.outputs().iter(), "Outputs", |item| {
                    Body::Output(Arc::new(item.clone()))
                }),
                "Resources" => {
                    for (id, resource) in elements.as_object().into_iter().flatten() {
                        let data = self.resource(resource.clone())?;
                        match self.take_nested(id) {
                            Some(nested) => self.nest(nested, data),
                            None => self.add("Resources", id, Body::Resource(Arc::new(data))),
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn each<'t, T: 't>(
        &mut self,
        items: impl Iterator<Item = (&'t str, &'t T)>,
        section: &'static str,
        body: impl Fn(&T) -> Body,
    ) {
        for (id, item) in items {
            let mut values = self.props.parameters.iter();
            if section != "Parameters" || values.all(|(parameter, _)| parameter != id) {
                self.add(section, id, body(item));
            }
        }
    }

    /// The properties of a resource apart from the rest of it, which is kept as it is.
    fn resource(&self, resource: Data) -> Result<ResourceData, Error> {
        let Json::Object(mut included) = Json::from_template_data(resource)? else {
            return Ok(ResourceData::new(Box::new(RawResource::new(
                "",
                Object::new(),
            ))));
        };
        let cfn_type = included.get("Type").and_then(Json::as_str);
        let cfn_type = cfn_type.unwrap_or_default().to_owned();
        let schema = (self.props.schemas)(&cfn_type);
        let properties = match included.get_mut("Properties").map(std::mem::take) {
            Some(Json::Object(properties)) => properties,
            // A macro that makes the properties.
            Some(Json::Expr(expression)) => match *expression {
                Expr::Call(function, argument) => {
                    [(function.name().into(), *argument)].into_iter().collect()
                }
                _ => Object::new(),
            },
            _ => Object::new(),
        };
        let mut raw = RawResource::new(cfn_type, properties);
        raw.schema = schema;
        let mut data = ResourceData::new(Box::new(raw));
        data.included = Some(included);
        Ok(data)
    }

    pub(super) fn add(&mut self, section: &'static str, id: &str, body: Body) {
        let scope = SCOPES.iter().find(|(name, _)| *name == section);
        let scope = match scope {
            None => self.node.clone(),
            Some((_, scope)) => match self.node.find_child(scope) {
                Some(scope) => scope,
                None => self.node.child(scope, Kind::Construct, self.position),
            },
        };
        let mut data = ElementData::new(body);
        if self.props.preserve_logical_ids {
            data.logical_id = Some(id.into());
        }
        let node = scope.child(id, Kind::Element(data), self.position);
        self.added.push((section, id.to_owned(), node.index));
    }
}

/// What stands before the sections goes to the stack.
fn head(stack: &Stack, template: &Template) {
    if let Some(description) = &template.description {
        stack.append_description(description);
    }
    for transform in &template.transforms {
        stack.add_transform(transform.clone());
    }
    if let Some(version) = &template.format_version {
        stack.set_template_format_version(version.clone());
    }
    for (key, value) in template.metadata.clone() {
        stack.add_metadata(key, value);
    }
}

/// The template, and its text as data: the one to understand it, the other to write it as it was.
fn parse(text: &str) -> Result<(Template, Data), Error> {
    #[cfg(feature = "yaml")]
    if !text.trim_start().starts_with('{') {
        let template = Template::from_yaml(text)?;
        let data = serde_json::from_str(&template.to_text()).unwrap_or_default();
        return Ok((template, data));
    }
    let template = Template::from_json(text)?;
    Ok((template, serde_json::from_str(text).unwrap_or_default()))
}
