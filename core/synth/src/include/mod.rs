//! `CfnInclude`: an existing template becomes constructs, with the logical ids that it has.

mod connect;
mod nested;
pub(crate) mod props;
mod read;

pub use nested::IncludedNestedStack;

use crate::element::declarations::{CfnCondition, CfnMapping, CfnOutput, CfnParameter, CfnRule};
use crate::element::{CfnResource, Element};
use crate::finding::{Position, Rule};
use crate::tree::arena::Kind;
use crate::tree::nested::NestedStack;
use crate::tree::node::Node;
use crate::tree::scope::Scope;
use cognito_cdk_template::schema::ResourceSchema;
use cognito_cdk_template::{Error, FromJson, Reference, ResourceType};
use props::CfnIncludeProps;
use read::Include;
use std::panic::Location;

/// An existing template in a stack: its elements keep their logical ids, and go out as they came in.
///
/// Each of them is a construct, so that resources can be referred to, overridden and depended on;
/// [`get_resource`](Self::get_resource) gives one with typed properties.
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

/// The scopes of the elements that are neither resources nor parameters, whose ids may be those of resources.
/// They are AWS CDK's, as logical ids can be made of them.
const SCOPES: [(&str, &str); 4] = [
    ("Mappings", "$Mappings"),
    ("Conditions", "$Conditions"),
    ("Rules", "$Rules"),
    ("Outputs", "$Ouputs"),
];

impl CfnInclude {
    /// Includes a template, written as JSON or, with the feature `yaml`, as YAML. What is wrong with it,
    /// the synthesis reports.
    #[track_caller]
    pub fn new(scope: &impl Scope, id: impl AsRef<str>, template: &str) -> Self {
        let (scope, id) = (scope.node(), id.as_ref());
        Self::create(
            scope,
            id,
            template,
            CfnIncludeProps::new(),
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
        let props = CfnIncludeProps::new().schemas(schemas);
        Self::with_props(scope, id, template, props)
    }

    /// The same with settings.
    #[track_caller]
    pub fn with_props(
        scope: &impl Scope,
        id: impl AsRef<str>,
        template: &str,
        props: CfnIncludeProps<'_>,
    ) -> Self {
        let (scope, id) = (scope.node(), id.as_ref());
        Self::create(scope, id, template, props, Location::caller())
    }

    pub(super) fn create(
        scope: &Node,
        id: &str,
        template: &str,
        props: CfnIncludeProps<'_>,
        position: Position,
    ) -> Self {
        let node = scope.child(id, Kind::Construct, position);
        let mut include = Include {
            node: &node,
            props,
            position,
            added: Vec::new(),
        };
        match include.read(template) {
            Ok(()) => include.report_missing_nested(),
            Err(error) => {
                let remedy = "correct the template, or what makes it";
                node.report(Rule::Include, error.to_string(), remedy, position);
            }
        }
        include.connect();
        drop(include);
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
        let node = self.element("Resources", logical_id)?;
        let nested = || Some(NestedStack::of_node(&node)?.resource().clone());
        CfnResource::of(&node).or_else(nested)
    }

    /// The nested stack of a logical id, if its template was loaded with
    /// [`load_nested_stack`](CfnIncludeProps::load_nested_stack).
    #[must_use]
    pub fn nested_stack(&self, logical_id: &str) -> Option<IncludedNestedStack> {
        let node = self.element("Resources", logical_id)?;
        let stack = NestedStack::of_node(&node)?;
        let template = node.find_child(logical_id)?;
        Some(IncludedNestedStack::new(stack, Self { node: template }))
    }

    /// The resource of a logical id as one of a type that the compiler knows: AWS CDK's `getResource` with a
    /// cast. Its properties can be read and changed, and go out as they came in where nothing is changed.
    ///
    /// Values that do not fit their property are kept as expressions, and properties that the type does not
    /// have as its [`OtherProperties`](crate::OtherProperties); [`CfnResource::read_as`] says which they are.
    /// The resource is checked from now on as one that was written in Rust.
    ///
    /// # Errors
    /// If there is no such resource, it is of another type, or it lacks a property that the type requires.
    pub fn get_resource<R: ResourceType + FromJson>(
        &self,
        logical_id: &str,
    ) -> Result<Element<R>, Error> {
        let Some(resource) = self.resource(logical_id) else {
            let children = self.node.children();
            let resources = children.iter().filter_map(CfnResource::of);
            let same_type = resources.filter(|resource| resource.cfn_resource_type() == R::TYPE);
            let same_type: Vec<_> = same_type.map(|resource| resource.node().id()).collect();
            return Err(Error::no_resource(logical_id, R::TYPE, &same_type));
        };
        Ok(resource.read_as()?.0)
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
