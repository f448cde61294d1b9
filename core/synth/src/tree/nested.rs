//! `NestedStack`: a stack that is a resource of another one.

use super::arena::{Index, Kind};
use super::node::Node;
use super::scope::Scope;
use super::stack::{Stack, StackData};
use crate::element::{CfnResource, RemovalPolicy};
use crate::finding::{Position, Rule};
use cognito_cdk_template::{IntoValue, Json, Object, RawResource, Value, intrinsics};
use std::panic::Location;

/// A stack that its parent stack deploys as one of its resources.
///
/// References between it and other stacks become parameters and outputs. Its template is an asset, so the
/// stack around it needs a synthesizer that publishes assets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NestedStack {
    stack: Stack,
    resource: CfnResource,
}

/// What a [`NestedStack`] can be told.
#[derive(Clone, Debug, Default)]
pub struct NestedStackProps {
    parameters: Object,
    timeout_in_minutes: Option<u32>,
    notification_arns: Vec<Json>,
    removal_policy: Option<RemovalPolicy>,
    description: Option<String>,
}

impl NestedStackProps {
    /// A nested stack that is deleted with its parent.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of a parameter that the nested stack declares.
    #[must_use]
    pub fn parameter(mut self, name: &'static str, value: impl IntoValue<String>) -> Self {
        self.parameters.insert(name, value.into_value());
        self
    }

    /// How many minutes its creation may take.
    #[must_use]
    pub const fn timeout_in_minutes(mut self, minutes: u32) -> Self {
        self.timeout_in_minutes = Some(minutes);
        self
    }

    /// A topic that is told what happens to the stack.
    #[must_use]
    pub fn notification_arn(mut self, arn: impl IntoValue<String>) -> Self {
        self.notification_arns.push(arn.into_value().into());
        self
    }

    /// What becomes of it when it leaves its parent; it is deleted unless this says otherwise.
    #[must_use]
    pub const fn removal_policy(mut self, policy: RemovalPolicy) -> Self {
        self.removal_policy = Some(policy);
        self
    }

    /// What the stack is for. At most 1,024 bytes.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }
}

/// What a nested stack knows of its parent.
pub(crate) struct NestedData {
    pub(crate) parent: Index,
    pub(crate) resource: Index,
}

impl NestedStack {
    /// A nested stack in `scope`, which is a stack or any construct in one.
    #[track_caller]
    pub fn new(scope: &impl Scope, id: impl AsRef<str>) -> Self {
        Self::with_props(scope, id, NestedStackProps::new())
    }

    /// A nested stack with settings of its own.
    #[track_caller]
    pub fn with_props(scope: &impl Scope, id: impl AsRef<str>, props: NestedStackProps) -> Self {
        Self::create(scope.node(), id.as_ref(), props, Location::caller())
    }

    pub(crate) fn create(
        scope: &Node,
        id: &str,
        props: NestedStackProps,
        position: Position,
    ) -> Self {
        let parent = scope.tree.read().stack_of(scope.index);
        let env = parent.map_or_else(Default::default, |parent| Stack(scope.at(parent)).env());
        let mut data = StackData {
            env,
            description: props.description,
            ..StackData::default()
        };
        let mut properties = Object::new();
        if !props.notification_arns.is_empty() {
            properties.insert("NotificationARNs", props.notification_arns);
        }
        if !props.parameters.is_empty() {
            properties.insert("Parameters", props.parameters);
        }
        // The synthesis puts the address of the template here.
        properties.insert("TemplateURL", Json::Null);
        if let Some(minutes) = props.timeout_in_minutes {
            properties.insert("TimeoutInMinutes", i64::from(minutes));
        }
        if parent.is_none() {
            scope.report(
                Rule::OutsideStack,
                format!("the nested stack `{id}` is in no stack"),
                "make it inside a `Stack`",
                position,
            );
            let stack = Stack::create_nested(scope, id, data, position);
            let resource = RawResource::new("AWS::CloudFormation::Stack", properties);
            let resource = CfnResource::create(&stack.0, "Resource", resource, position);
            return Self { stack, resource };
        }
        // The construct comes first, so that its template is before the resource in all orders.
        data.nested = parent.map(|parent| NestedData {
            parent,
            resource: 0,
        });
        let stack = Stack::create_nested(scope, id, data, position);
        let holder = scope.child(&format!("{id}.NestedStack"), Kind::Construct, position);
        let resource = CfnResource::create(
            &holder,
            &format!("{id}.NestedStackResource"),
            RawResource::new("AWS::CloudFormation::Stack", properties),
            position,
        );
        resource.apply_removal_policy(props.removal_policy.unwrap_or(RemovalPolicy::Destroy));
        let mut arena = scope.tree.write();
        if let Some(nested) = arena
            .stack_mut(stack.0.index)
            .and_then(|stack| stack.nested.as_mut())
        {
            nested.resource = resource.node().index;
        }
        drop(arena);
        Self { stack, resource }
    }

    /// The nested stack that a node is, if it is one.
    pub(crate) fn of_node(node: &Node) -> Option<Self> {
        let resource = node.tree.read().nested(node.index)?.resource;
        Some(Self {
            stack: Stack(node.clone()),
            resource: CfnResource::of_node(&node.at(resource))?,
        })
    }

    /// The stack, for what any stack can do.
    #[must_use]
    pub const fn stack(&self) -> &Stack {
        &self.stack
    }

    /// The resource of the parent stack that stands for this one.
    #[must_use]
    pub const fn resource(&self) -> &CfnResource {
        &self.resource
    }

    /// Sets a parameter that the nested stack declares.
    pub fn set_parameter(&self, name: &'static str, value: impl IntoValue<String>) {
        let value: Json = value.into_value().into();
        self.resource.with_properties(|properties| {
            if let Some(Json::Object(parameters)) = properties.get_mut("Parameters") {
                parameters.insert(name, value);
            } else {
                properties.insert("Parameters", Json::object([(name, value)]));
            }
        });
    }

    /// The name of the deployed stack: `AWS::StackName` inside, and a part of its id outside.
    #[must_use]
    pub fn stack_name(&self, seen_from: &impl Scope) -> Value<String> {
        if Stack::of(seen_from).as_ref() == Some(&self.stack) {
            return intrinsics::stack_name();
        }
        let id: Value<String> = self.resource.ref_();
        intrinsics::select(1, intrinsics::split("/", id))
    }
}

impl Scope for NestedStack {
    fn node(&self) -> &Node {
        &self.stack.0
    }
}
