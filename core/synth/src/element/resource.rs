//! What a resource in the construct tree can do: AWS CDK's `CfnResource`.

use super::inspect::TreeInspector;
use super::options::{CfnOptions, RemovalPolicy, RemovalPolicyOptions, WITH_SNAPSHOTS};
use super::{CfnElement, CfnResource, Element, ElementType};
use crate::finding::{Position, Rule};
use crate::resolve::strength::ReferenceStrength;
use crate::tags::Tags;
use crate::tree::scope::Scope;
use cognito_cdk_template::{Json, Object, RawResource, Reference, Value};
use std::any::Any;
use std::borrow::Cow;
use std::panic::Location;
use std::rc::Rc;

impl<T: ElementType> Element<T> {
    /// The handle of the type: what `Ref` and `Fn::GetAtt` are made of.
    #[must_use]
    pub const fn reference(&self) -> &T::Ref {
        &self.reference
    }

    /// The same resource when its type is of no interest.
    #[must_use]
    pub fn as_resource(&self) -> CfnResource {
        CfnResource::at(self.node.clone())
    }

    /// The type, such as `AWS::Cognito::UserPool`.
    #[must_use]
    pub fn cfn_resource_type(&self) -> String {
        self.read(|resource| resource.l1.as_ref().map(|l1| l1.cfn_type().to_owned()))
            .flatten()
            .unwrap_or_default()
    }

    /// Whether a construct is a resource.
    #[must_use]
    pub fn is_cfn_resource(scope: &impl Scope) -> bool {
        CfnResource::of(scope).is_some()
    }

    /// Changes the resource as it was made: its typed properties.
    #[track_caller]
    pub fn with_mut(&self, change: impl FnOnce(&mut T::L1)) {
        self.with_l1(Location::caller(), |l1| {
            if let Some(l1) = l1.downcast_mut() {
                change(l1);
            }
        });
    }

    /// Reads the resource as it was made. Nothing if it is being changed right now.
    pub fn with<V>(&self, read: impl FnOnce(&T::L1) -> V) -> Option<V> {
        self.read(|resource| {
            let l1: &dyn Any = &**resource.l1.as_ref()?;
            l1.downcast_ref().map(read)
        })
        .flatten()
    }

    /// The properties as they are now, rendered. References in them are not resolved yet.
    #[must_use]
    pub fn properties(&self) -> Object {
        self.read(|resource| resource.l1.as_ref().map(|l1| l1.properties()))
            .flatten()
            .unwrap_or_default()
    }

    /// The resource is taken out while `change` runs, so that it may use the tree.
    fn with_l1(&self, position: Position, change: impl FnOnce(&mut dyn Any)) {
        let mut taken = None;
        self.change(|resource| taken = resource.l1.take());
        let Some(mut l1) = taken else {
            return self.node.report(
                Rule::Locked,
                "the resource is changed while it is being changed",
                "make one change after the other",
                position,
            );
        };
        change(&mut *l1);
        self.change(|resource| resource.l1 = Some(l1));
    }

    /// `Fn::GetAtt` of the attribute `name`, for those that the handle of the type does not have.
    #[must_use]
    pub fn get_att(&self, name: impl Into<Cow<'static, str>>) -> Value<String> {
        Value::attribute(self.reference.target().clone(), name)
    }

    /// Overrides a value of the resource as it stands in the template: `path` is `Metadata.Owner`,
    /// `DependsOn`, or `Properties.Schema.1.Mutable`; a dot that belongs to a name is written `\.`.
    #[track_caller]
    pub fn add_override(&self, path: &str, value: impl Into<Json>) {
        self.set_override(path, Some(value.into()), Location::caller());
    }

    fn set_override(&self, path: &str, value: Option<Json>, position: Position) {
        let mut is_set = true;
        self.change(|resource| is_set = resource.overrides.set(path, value));
        if !is_set {
            self.node.report(
                Rule::Override,
                "the path of the override leads deeper than any template is",
                "write a shorter path; a dot that belongs to a name is `\\.`",
                position,
            );
        }
    }

    /// Overrides a property; `path` begins below `Properties`.
    #[track_caller]
    pub fn add_property_override(&self, path: &str, value: impl Into<Json>) {
        self.add_override(&format!("Properties.{path}"), value);
    }

    /// Deletes a value of the resource as it stands in the template.
    #[track_caller]
    pub fn add_deletion_override(&self, path: &str) {
        self.set_override(path, None, Location::caller());
    }

    /// Deletes a property; `path` begins below `Properties`.
    #[track_caller]
    pub fn add_property_deletion_override(&self, path: &str) {
        self.add_deletion_override(&format!("Properties.{path}"));
    }

    /// Says what becomes of the deployed resource when it is no longer wanted or is replaced.
    #[track_caller]
    pub fn apply_removal_policy(&self, policy: RemovalPolicy) {
        self.apply_removal_policy_with(Some(policy), RemovalPolicyOptions::default());
    }

    /// The same with options.
    #[track_caller]
    pub fn apply_removal_policy_with(
        &self,
        policy: Option<RemovalPolicy>,
        options: RemovalPolicyOptions,
    ) {
        let policy = policy.unwrap_or(options.default);
        let (deletion, replacement) = policy.policies();
        self.change(|resource| {
            resource.options.deletion_policy = Some(deletion);
            if options.apply_to_update_replace_policy {
                resource.options.update_replace_policy = Some(replacement);
            }
        });
        let cfn_type = self.cfn_resource_type();
        if policy == RemovalPolicy::Snapshot && !WITH_SNAPSHOTS.contains(&cfn_type.as_str()) {
            self.node.report(
                Rule::RemovalPolicy,
                format!("CloudFormation takes no snapshots of `{cfn_type}`"),
                "write `RemovalPolicy::Retain` to keep what it holds",
                Location::caller(),
            );
        }
    }

    /// Adds metadata under `key`.
    pub fn add_metadata(&self, key: impl Into<Cow<'static, str>>, value: impl Into<Json>) {
        let (key, value) = (key.into(), value.into());
        self.change(|resource| resource.options.metadata.insert(key, value));
    }

    /// The metadata under `key`.
    #[must_use]
    pub fn get_metadata(&self, key: &str) -> Option<Json> {
        self.read(|resource| resource.options.metadata.get(key).cloned())
            .flatten()
    }

    /// What CloudFormation attaches to the resource beside its properties.
    #[must_use]
    pub fn cfn_options(&self) -> CfnOptions {
        self.read(|resource| resource.options.clone())
            .unwrap_or_default()
    }

    /// Changes what CloudFormation attaches to the resource.
    pub fn cfn_options_mut(&self, change: impl FnOnce(&mut CfnOptions)) {
        let mut options = self.cfn_options();
        change(&mut options);
        self.change(|resource| resource.options = options);
    }

    /// Deploys this resource after `other`, which may be in another stack.
    #[track_caller]
    pub fn add_dependency<U: ElementType>(&self, other: &Element<U>) {
        let position = Location::caller();
        if !Rc::ptr_eq(&self.node.tree, &other.node.tree) {
            return self.node.report(
                Rule::ForeignReference,
                format!("a dependency on `{}` of another app", other.node.path()),
                "keep both in one app",
                position,
            );
        }
        let to = other.node.index;
        let mut arena = self.node.tree.write();
        let depends_on = &mut arena.node_mut(self.node.index).extra().depends_on;
        if !depends_on.iter().any(|(old, _)| *old == to) {
            depends_on.push((to, position));
        }
    }

    /// Takes a dependency back.
    pub fn remove_dependency<U: ElementType>(&self, other: &Element<U>) {
        let to = other.node.index;
        if let Some(extra) = &mut self.node.tree.write().node_mut(self.node.index).extra {
            extra.depends_on.retain(|(old, _)| *old != to);
        }
    }

    /// Depends on `new` where it depended on `old`. Without such a dependency the synthesis fails.
    #[track_caller]
    pub fn replace_dependency<U: ElementType, V: ElementType>(
        &self,
        old: &Element<U>,
        new: &Element<V>,
    ) {
        if !self.obtain_dependencies().contains(&old.as_resource()) {
            return self.node.report(
                Rule::Dependency,
                format!("there is no dependency on `{}` to replace", old.node.path()),
                "add the dependency with `add_dependency`",
                Location::caller(),
            );
        }
        self.remove_dependency(old);
        self.add_dependency(new);
    }

    /// The resources that this one was told to depend on.
    #[must_use]
    pub fn obtain_dependencies(&self) -> Vec<CfnResource> {
        let arena = self.node.tree.read();
        let extra = arena.node(self.node.index).extra.iter();
        extra
            .flat_map(|extra| &extra.depends_on)
            .map(|(to, _)| CfnResource::at(self.node.at(*to)))
            .collect()
    }

    /// Says how references from other stacks reach this resource, unless they say it themselves.
    pub fn apply_cross_stack_reference_strength(&self, strength: ReferenceStrength) {
        self.change(|resource| resource.strength = Some(strength));
    }

    /// Shows the resource to an inspector: its type, logical id and properties.
    pub fn inspect(&self, inspector: &mut TreeInspector) {
        inspector.add_attribute("aws:cdk:cloudformation:type", self.cfn_resource_type());
        inspector.add_attribute("aws:cdk:cloudformation:logicalId", self.logical_id());
        inspector.add_attribute("aws:cdk:cloudformation:props", self.properties());
    }

    /// The tags of this resource.
    #[must_use]
    pub fn tags(&self) -> Tags {
        Tags::of(self)
    }
}

impl CfnResource {
    /// Changes the properties of a resource that was made of a [`RawResource`].
    #[track_caller]
    pub fn with_properties(&self, change: impl FnOnce(&mut Object)) {
        self.with_l1(Location::caller(), |l1| {
            if let Some(raw) = l1.downcast_mut::<RawResource>() {
                change(&mut raw.properties);
            }
        });
    }
}
