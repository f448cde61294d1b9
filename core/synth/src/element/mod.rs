//! Elements: the constructs that end up in a template.

pub(crate) mod declarations;
pub(crate) mod inspect;
pub(crate) mod options;
pub(crate) mod overrides;
mod resource;

use crate::finding::{Position, Rule};
use crate::names;
use crate::resolve::strength::ReferenceStrength;
use crate::tree::arena::{Arena, ElementKey, Index, Kind};
use crate::tree::node::Node;
use crate::tree::scope::Scope;
use crate::tree::stack::Stack;
use cognito_cdk_template::{
    Condition, Error, FromJson, IntoValue, Mapping, Misfit, Object, Output, Parameter, RawResource,
    Reference, Resource, ResourceRef, ResourceType, Rule as CfnRule, SectionKind, Target, Value,
    read_resource,
};
use options::CfnOptions;
pub(crate) use options::RemovalPolicy;
use overrides::Patch;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::panic::Location;
use std::sync::Arc;

/// What an [`Element`] can be of: any [`ResourceType`], or [`AnyResource`].
pub trait ElementType: 'static {
    /// The resource itself.
    type L1: Resource;
    /// The handle with the attributes of the type.
    type Ref: Reference;
}

impl<R: ResourceType> ElementType for R {
    type L1 = R;
    type Ref = R::Ref;
}

/// A resource type that the compiler does not know; see [`CfnResource`].
#[derive(Clone, Copy, Debug)]
pub enum AnyResource {}

impl ElementType for AnyResource {
    type L1 = RawResource;
    type Ref = ResourceRef;
}

/// A resource in the construct tree. It is cheap to clone.
///
/// It dereferences to the handle of its type, which has `ref_()` and the attributes, and has everything
/// that AWS CDK's `CfnResource` has. Properties that take the id or ARN of such a resource take `&element`
/// too.
///
/// ```
/// use cognito_cdk_synth::{App, CfnOutput, CfnResource, RawResource, RemovalPolicy, Stack, Object};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "Messages");
/// let topic = CfnResource::new(&stack, "Topic", RawResource::new("AWS::SNS::Topic", Object::new()));
/// topic.apply_removal_policy(RemovalPolicy::Retain);
/// topic.add_property_override("TopicName", "news");
/// CfnOutput::new(&stack, "TopicArn", topic.ref_());
/// # app.build()?;
/// # Ok::<(), cognito_cdk_synth::SynthError>(())
/// ```
pub struct Element<T: ElementType> {
    node: Node,
    reference: T::Ref,
    kind: PhantomData<fn() -> T>,
}

/// A resource of any type: one that the crate does not have, or one whose type is of no interest.
pub type CfnResource = Element<AnyResource>;

/// What is in the arena for an element. It is a part of the node, so that going through the tree does not lead
/// all over the memory.
pub(crate) struct ElementData {
    pub(crate) body: Body,
    /// The logical id, where it does not follow from the path.
    pub(crate) logical_id: Option<Box<str>>,
    /// Whether the logical id is fixed, because something has been named after it.
    pub(crate) locked: bool,
}

/// What an element is. A synthesis shares it with the threads that render it.
#[derive(Clone)]
pub(crate) enum Body {
    Resource(Arc<ResourceData>),
    Parameter(Arc<Parameter>),
    Mapping(Arc<Mapping>),
    Condition(Arc<Condition>),
    Rule(Arc<CfnRule>),
    Output(Arc<Output>),
}

pub(crate) struct ResourceData {
    /// The resource; it is taken out while code of the user changes it.
    pub(crate) l1: Option<Box<dyn Resource>>,
    pub(crate) options: CfnOptions,
    pub(crate) overrides: Patch,
    pub(crate) strength: Option<ReferenceStrength>,
    /// The resource as it stands in the template that it was included from.
    pub(crate) included: Option<Object>,
}

impl ResourceData {
    pub(crate) fn new(l1: Box<dyn Resource>) -> Self {
        Self {
            l1: Some(l1),
            options: CfnOptions::default(),
            overrides: Patch::default(),
            strength: None,
            included: None,
        }
    }
}

impl Clone for ResourceData {
    fn clone(&self) -> Self {
        Self {
            l1: self.l1.as_ref().map(|l1| l1.boxed()),
            options: self.options.clone(),
            overrides: self.overrides.clone(),
            strength: self.strength,
            included: self.included.clone(),
        }
    }
}

impl ElementData {
    pub(crate) const fn new(body: Body) -> Self {
        Self {
            body,
            logical_id: None,
            locked: false,
        }
    }

    pub(crate) fn resource(&self) -> Option<&ResourceData> {
        match &self.body {
            Body::Resource(resource) => Some(resource),
            _ => None,
        }
    }
}

impl Body {
    /// The section of the template that the element stands in.
    pub(crate) const fn section(&self) -> SectionKind {
        match self {
            Self::Resource(_) => SectionKind::Resources,
            Self::Parameter(_) => SectionKind::Parameters,
            Self::Mapping(_) => SectionKind::Mappings,
            Self::Condition(_) => SectionKind::Conditions,
            Self::Rule(_) => SectionKind::Rules,
            Self::Output(_) => SectionKind::Outputs,
        }
    }
}

/// What a reference to the element at `node` points at until the synthesis knows its logical id.
pub(crate) fn target(node: &Node) -> Target {
    let key = ElementKey {
        app: node.tree.number,
        mode: 0,
        index: node.index,
    };
    Target::Element(key.id())
}

impl<T: ElementType> Element<T> {
    pub(crate) fn create(scope: &Node, id: &str, resource: T::L1, position: Position) -> Self {
        let body = Body::Resource(Arc::new(ResourceData::new(Box::new(resource))));
        Self::create_element(scope, id, ElementData::new(body), position)
    }

    pub(crate) fn create_element(
        scope: &Node,
        id: &str,
        data: ElementData,
        position: Position,
    ) -> Self {
        Self::at(scope.child(id, Kind::Element(data), position))
    }

    /// The handle of a node that is known to be an element of that type.
    fn at(node: Node) -> Self {
        Self {
            reference: T::Ref::from_target(target(&node)),
            node,
            kind: PhantomData,
        }
    }

    fn read<V>(&self, read: impl FnOnce(&ResourceData) -> V) -> Option<V> {
        let arena = self.node.tree.read();
        let element = arena.node(self.node.index).element()?;
        element.resource().map(read)
    }

    fn change(&self, change: impl FnOnce(&mut ResourceData)) {
        let mut arena = self.node.tree.write();
        if let Some(Body::Resource(resource)) = arena
            .element_mut(self.node.index)
            .map(|element| &mut element.body)
        {
            change(Arc::make_mut(resource));
        }
    }
}

impl CfnResource {
    /// A resource of a type that the crate does not have.
    #[track_caller]
    pub fn new(scope: &impl Scope, id: impl AsRef<str>, resource: RawResource) -> Self {
        Self::create(scope.node(), id.as_ref(), resource, Location::caller())
    }

    /// The resource that `scope` is, if it is one.
    #[must_use]
    pub fn of(scope: &impl Scope) -> Option<Self> {
        Self::of_node(scope.node())
    }

    pub(crate) fn of_node(node: &Node) -> Option<Self> {
        let is_resource = {
            let arena = node.tree.read();
            let element = arena.node(node.index).element();
            element.is_some_and(|element| element.resource().is_some())
        };
        is_resource.then(|| Self::at(node.clone()))
    }

    /// The same resource as one of a type that the compiler knows, if it is of that type.
    #[must_use]
    pub fn typed<R: ResourceType>(&self) -> Option<Element<R>> {
        let is_typed = self.read(|resource| {
            let any: Option<&dyn std::any::Any> = resource.l1.as_deref().map(|l1| l1 as _);
            any.is_some_and(<dyn std::any::Any>::is::<R>)
        });
        is_typed?.then(|| Element::at(self.node.clone()))
    }
}

impl CfnResource {
    /// Makes a resource that was included one of a type that the compiler knows, so that its properties can
    /// be read and changed; says which of its values do not fit that type, and are kept as they are.
    ///
    /// # Errors
    /// If it is of another type, or lacks a property that the type requires. It then stays what it was.
    pub fn read_as<R: ResourceType + FromJson>(&self) -> Result<(Element<R>, Vec<Misfit>), Error> {
        let id = self.logical_id();
        let l1 = |resource: &ResourceData| {
            let l1 = resource.l1.as_deref()?;
            Some(read_resource::<R>(&id, l1))
        };
        let Some(result) = self.read(l1).flatten() else {
            let problem = "it is being changed right now".to_owned();
            return Err(Error::typed(&id, R::TYPE, vec![problem]));
        };
        let (l1, misfits) = result?;
        self.change(|resource| resource.l1 = Some(Box::new(l1)));
        Ok((Element::at(self.node.clone()), misfits))
    }
}

impl<T: ElementType> Scope for Element<T> {
    fn node(&self) -> &Node {
        &self.node
    }
}

impl<T: ElementType> Deref for Element<T> {
    type Target = T::Ref;

    fn deref(&self) -> &T::Ref {
        &self.reference
    }
}

impl<T: ElementType> Clone for Element<T> {
    fn clone(&self) -> Self {
        Self {
            node: self.node.clone(),
            reference: self.reference.clone(),
            kind: PhantomData,
        }
    }
}

impl<T: ElementType> PartialEq for Element<T> {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl<T: ElementType> Eq for Element<T> {}

impl<T: ElementType> fmt::Debug for Element<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Element").field(&self.to_string()).finish()
    }
}

impl<T: ElementType> fmt::Display for Element<T> {
    /// The path and the type: `Auth/Pool [AWS::Cognito::UserPool]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.node.path(), self.cfn_resource_type())
    }
}

impl<V, T: ElementType> IntoValue<V> for &Element<T>
where
    for<'a> &'a T::Ref: IntoValue<V>,
{
    fn into_value(self) -> Value<V> {
        (&self.reference).into_value()
    }
}

/// What every element of a template can do: resources, parameters, outputs and the others.
pub trait CfnElement: Scope {
    /// The logical id as it is now. It can still change: [`logical_id_value`](Self::logical_id_value)
    /// follows.
    fn logical_id(&self) -> String {
        let node = self.node();
        node.tree.read().logical_id(node.index).unwrap_or_default()
    }

    /// The logical id as a text that is settled at synthesis.
    fn logical_id_value(&self) -> Value<String> {
        let node = self.node().clone();
        let read = move || {
            let arena = node.tree.read();
            arena.logical_id(node.index).unwrap_or_default()
        };
        Value::from_expr(crate::resolve::lazy::lazy(self.node(), read))
    }

    /// Sets the logical id, whatever the path of the construct is.
    #[track_caller]
    fn override_logical_id(&self, logical_id: impl Into<String>) {
        let node = self.node();
        let mut arena = node.tree.write();
        let Some(element) = arena.element_mut(node.index) else {
            return;
        };
        if element.locked {
            drop(arena);
            return node.report(
                Rule::LogicalId,
                "the logical id is overridden after something was named after it",
                "override it before the value is exported",
                Location::caller(),
            );
        }
        element.logical_id = Some(logical_id.into().into());
    }

    /// The stack that the element is in. An element outside of any stack has none, and fails the
    /// synthesis.
    fn stack(&self) -> Option<Stack> {
        Stack::of(self.node())
    }

    /// Where the element was made, innermost place first.
    fn creation_stack(&self) -> Vec<String> {
        vec![self.node().position().to_string()]
    }

    /// Whether a construct is an element.
    fn is_cfn_element(scope: &impl Scope) -> bool
    where
        Self: Sized,
    {
        let node = scope.node();
        node.tree.read().node(node.index).element().is_some()
    }
}

impl<T: ElementType> CfnElement for Element<T> {}

impl Arena {
    /// The logical id that the path gives, before overrides and renames.
    pub(crate) fn allocated_id(&self, index: Index) -> Option<String> {
        let stack = self.stack_of(index)?;
        names::unique_id(&self.ids_below(stack, index))
    }

    /// The logical id of an element as it is now.
    pub(crate) fn logical_id(&self, index: Index) -> Option<String> {
        let element = self.node(index).element()?;
        if let Some(id) = &element.logical_id {
            return Some(id.to_string());
        }
        let id = self.allocated_id(index)?;
        let stack = self.node(self.stack_of(index)?).stack()?;
        let rename = stack.renames.iter().find(|(old, _, _)| *old == id);
        Some(rename.map_or(id, |(_, new, _)| new.clone()))
    }
}
