//! `CfnInclude`: an existing template becomes constructs, with the logical ids that it has.

use crate::element::declarations::{CfnCondition, CfnMapping, CfnOutput, CfnParameter, CfnRule};
use crate::element::{Body, CfnResource, ElementData, ResourceData, target};
use crate::finding::{Position, Rule};
use crate::tree::arena::{Index, Kind};
use crate::tree::node::Node;
use crate::tree::scope::Scope;
use crate::tree::stack::Stack;
use cognito_cdk_template::schema::ResourceSchema;
use cognito_cdk_template::{
    Error, Expr, Json, Object, RawResource, Reference, ResourceType, Target, Template,
};
use serde_json::Value as Data;
use std::collections::HashMap;
use std::panic::Location;

/// An existing template in a stack: its elements keep their logical ids, and go out as they came in.
///
/// Each of them is a construct, so that resources can be referred to, overridden and depended on.
///
/// ```
/// use cognito_cdk_synth::{App, CfnInclude, CfnOutput, Stack};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "Messages");
/// let template = r#"{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}"#;
/// let old = CfnInclude::new(&stack, "Old", template);
/// let topic = old.resource("Topic").ok_or("the template has a topic")?;
/// topic.add_property_override("TopicName", "news");
/// CfnOutput::new(&stack, "TopicArn", topic.ref_());
/// # app.build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CfnInclude {
    node: Node,
}

/// What is known about the properties of a resource type.
type Schemas<'a> = &'a dyn Fn(&str) -> Option<&'static ResourceSchema>;

/// The scopes of the elements that are no resources, whose ids may be those of resources.
const SCOPES: [(&str, &str); 5] = [
    ("Parameters", "$Parameters"),
    ("Mappings", "$Mappings"),
    ("Conditions", "$Conditions"),
    ("Rules", "$Rules"),
    ("Outputs", "$Outputs"),
];

impl CfnInclude {
    /// Includes a template, written as JSON or, with the feature `yaml`, as YAML. What is wrong with it,
    /// the synthesis reports.
    #[track_caller]
    pub fn new(scope: &impl Scope, id: impl AsRef<str>, template: &str) -> Self {
        Self::create(
            scope.node(),
            id.as_ref(),
            template,
            &|_| None,
            Location::caller(),
        )
    }

    /// The same with what is known about resource types, such as `cognito_cdk_l1::resource_schema`: the
    /// resources are checked as if they had been written in Rust.
    #[track_caller]
    pub fn with_schemas(
        scope: &impl Scope,
        id: impl AsRef<str>,
        template: &str,
        schemas: impl Fn(&str) -> Option<&'static ResourceSchema>,
    ) -> Self {
        Self::create(
            scope.node(),
            id.as_ref(),
            template,
            &schemas,
            Location::caller(),
        )
    }

    fn create(
        scope: &Node,
        id: &str,
        template: &str,
        schemas: Schemas<'_>,
        position: Position,
    ) -> Self {
        let node = scope.child(id, Kind::Construct, position);
        let mut include = Include {
            node: &node,
            schemas,
            position,
            added: Vec::new(),
        };
        if let Err(error) = include.read(template) {
            let remedy = "correct the template, or what makes it";
            node.report(Rule::Include, error.to_string(), remedy, position);
        }
        include.connect();
        Self { node }
    }

    fn element(&self, section: &str, logical_id: &str) -> Option<Node> {
        let scope = SCOPES.iter().find(|(name, _)| *name == section);
        let scope = match scope {
            Some((_, scope)) => self.node.find_child(scope)?,
            None => self.node.clone(),
        };
        scope.find_child(logical_id)
    }

    /// The resource of a logical id.
    #[must_use]
    pub fn resource(&self, logical_id: &str) -> Option<CfnResource> {
        CfnResource::of(&self.element("Resources", logical_id)?)
    }

    /// A typed handle to the resource of a logical id, if it is of that type.
    #[must_use]
    pub fn reference<R: ResourceType>(&self, logical_id: &str) -> Option<R::Ref> {
        let resource = self.resource(logical_id)?;
        let is_typed = resource.cfn_resource_type() == R::TYPE;
        is_typed.then(|| R::Ref::from_target(resource.target().clone()))
    }

    /// The parameter of a logical id.
    #[must_use]
    pub fn parameter(&self, logical_id: &str) -> Option<CfnParameter> {
        self.element("Parameters", logical_id)
            .map(CfnParameter::create)
    }

    /// The mapping of a logical id.
    #[must_use]
    pub fn mapping(&self, logical_id: &str) -> Option<CfnMapping> {
        self.element("Mappings", logical_id).map(CfnMapping::create)
    }

    /// The condition of a logical id.
    #[must_use]
    pub fn condition(&self, logical_id: &str) -> Option<CfnCondition> {
        self.element("Conditions", logical_id)
            .map(CfnCondition::create)
    }

    /// The rule of a logical id.
    #[must_use]
    pub fn rule(&self, logical_id: &str) -> Option<CfnRule> {
        self.element("Rules", logical_id).map(CfnRule::create)
    }

    /// The output of a logical id.
    #[must_use]
    pub fn output(&self, logical_id: &str) -> Option<CfnOutput> {
        self.element("Outputs", logical_id).map(CfnOutput::create)
    }
}

impl Scope for CfnInclude {
    fn node(&self) -> &Node {
        &self.node
    }
}

/// The template on its way into the tree.
struct Include<'a> {
    node: &'a Node,
    schemas: Schemas<'a>,
    position: Position,
    /// The elements: section, logical id and node.
    added: Vec<(&'static str, String, Index)>,
}

impl Include<'_> {
    fn read(&mut self, text: &str) -> Result<(), Error> {
        let (template, data) = parse(text)?;
        let Some(sections) = data.as_object() else {
            return Ok(());
        };
        if let Some(stack) = Stack::of(self.node) {
            head(&stack, &template);
        }
        for (section, elements) in sections {
            match section.as_str() {
                "Parameters" => self.each(template.parameters().iter(), "Parameters", |item| {
                    Body::Parameter(item.clone())
                }),
                "Mappings" => self.each(template.mappings().iter(), "Mappings", |item| {
                    Body::Mapping(item.clone())
                }),
                "Conditions" => self.each(template.conditions().iter(), "Conditions", |item| {
                    Body::Condition(item.clone())
                }),
                "Rules" => self.each(template.rules().iter(), "Rules", |item| {
                    Body::Rule(item.clone())
                }),
                "Outputs" => self.each(template.outputs().iter(), "Outputs", |item| {
                    Body::Output(Box::new(item.clone()))
                }),
                "Resources" => {
                    for (id, resource) in elements.as_object().into_iter().flatten() {
                        let data = self.resource(resource.clone())?;
                        self.add("Resources", id, Body::Resource(Box::new(data)));
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
            self.add(section, id, body(item));
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
        let schema = (self.schemas)(&cfn_type);
        let properties = match included.get_mut("Properties").map(std::mem::take) {
            Some(Json::Object(properties)) => properties,
            _ => Object::new(),
        };
        let mut raw = RawResource::new(cfn_type, properties);
        raw.schema = schema;
        let mut data = ResourceData::new(Box::new(raw));
        data.included = Some(included);
        Ok(data)
    }

    fn add(&mut self, section: &'static str, id: &str, body: Body) {
        let scope = SCOPES.iter().find(|(name, _)| *name == section);
        let scope = match scope {
            None => self.node.clone(),
            Some((_, scope)) => match self.node.find_child(scope) {
                Some(scope) => scope,
                None => self.node.child(scope, Kind::Construct, self.position),
            },
        };
        let mut data = ElementData::new(body);
        data.logical_id = Some(id.to_owned());
        let node = scope.child(id, Kind::Element(Box::new(data)), self.position);
        self.added.push((section, id.to_owned(), node.index));
    }

    /// Lets the references inside of the template point at the constructs, so that they follow when a
    /// logical id is overridden.
    fn connect(&self) {
        let targets: HashMap<(&str, &str), Target> = self
            .added
            .iter()
            .map(|(section, id, index)| ((*section, id.as_str()), target(&self.node.at(*index))))
            .collect();
        let find = |sections: &[&'static str], id: &Target| {
            let id = id.as_logical_id()?;
            let mut sections = sections.iter();
            sections.find_map(|section| targets.get(&(*section, id)).cloned())
        };
        let mut replace = |expression: &mut Expr| -> Option<Json> {
            let (target, sections): (&mut Target, &[&'static str]) = match expression {
                Expr::Ref(target) => (target, &["Resources", "Parameters"]),
                Expr::GetAtt(target, _) => (target, &["Resources"]),
                Expr::Condition(target)
                | Expr::If {
                    condition: target, ..
                } => (target, &["Conditions"]),
                Expr::FindInMap { map: target, .. } => (target, &["Mappings"]),
                _ => return None,
            };
            if let Some(found) = find(sections, target) {
                *target = found;
            }
            None
        };
        let mut arena = self.node.tree.write();
        for (_, _, index) in &self.added {
            let Some(element) = arena.element_mut(*index) else {
                continue;
            };
            match &mut element.body {
                Body::Condition(condition) => condition.replace_exprs(&mut replace),
                Body::Rule(rule) => rule.replace_exprs(&mut replace),
                Body::Output(output) => output.replace_exprs(&mut replace),
                Body::Resource(resource) => {
                    let l1: Option<&mut dyn std::any::Any> =
                        resource.l1.as_deref_mut().map(|l1| l1 as _);
                    if let Some(raw) = l1.and_then(|l1| l1.downcast_mut::<RawResource>()) {
                        for value in raw.properties.values_mut() {
                            value.replace_exprs(&mut replace);
                        }
                    }
                    for value in resource.included.iter_mut().flat_map(Object::values_mut) {
                        value.replace_exprs(&mut replace);
                    }
                }
                Body::Parameter(_) | Body::Mapping(_) => {}
            }
        }
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
