//! `Resource`: what every resource can do, typed or raw, and the attributes beside its properties.

use crate::error::Error;
use crate::from_json::{FromJson, Misfit, read_resource};
use crate::json::{Json, Object};
use crate::reference::{ConditionRef, ResourceRef};
use crate::schema::ResourceSchema;
use crate::target::{Reference, Target};
use std::any::Any;
use std::borrow::Cow;
use std::fmt::Debug;

/// A resource of a template: it knows its type and renders its properties.
///
/// Generated code implements it for the struct of each resource type, [`RawResource`] for any other.
pub trait Resource: Any + Debug + Send + Sync {
    /// The type, such as `AWS::Cognito::UserPool`.
    fn cfn_type(&self) -> &str;

    /// The properties as they go into the template, sorted by name.
    fn properties(&self) -> Object;

    /// The same without a copy, where the resource holds them as they are written.
    fn stored_properties(&self) -> Option<&Object> {
        None
    }

    /// What is known about the properties of the type.
    fn schema(&self) -> Option<&'static ResourceSchema>;

    /// A copy of the resource.
    fn boxed(&self) -> Box<dyn Resource>;
}

/// A resource type that the compiler knows.
pub trait ResourceType: Resource + Clone {
    /// The name of the type, such as `AWS::Cognito::UserPool`.
    const TYPE: &'static str;

    /// The handle that gives the attributes of the type.
    type Ref: Reference;
}

/// A resource of any type, with properties that nothing checks but the template's checks.
///
/// It is for resource types that the crate does not have; see [`Template::add_raw`](crate::Template::add_raw).
#[derive(Clone, Debug, PartialEq)]
pub struct RawResource {
    /// The type, such as `AWS::SQS::Queue`.
    pub cfn_type: Cow<'static, str>,
    /// The properties in the order in which they are written.
    pub properties: Object,
    /// What is known about the type, if anything is.
    pub schema: Option<&'static ResourceSchema>,
}

impl PartialEq for ResourceSchema {
    /// There is one table for each type.
    fn eq(&self, other: &Self) -> bool {
        self.cfn_type == other.cfn_type
    }
}

impl RawResource {
    /// A resource of that type and with those properties.
    pub fn new(cfn_type: impl Into<Cow<'static, str>>, properties: Object) -> Self {
        Self {
            cfn_type: cfn_type.into(),
            properties,
            schema: None,
        }
    }
}

impl Resource for RawResource {
    fn cfn_type(&self) -> &str {
        &self.cfn_type
    }

    fn properties(&self) -> Object {
        self.properties.clone()
    }

    fn stored_properties(&self) -> Option<&Object> {
        Some(&self.properties)
    }

    fn schema(&self) -> Option<&'static ResourceSchema> {
        self.schema
    }

    fn boxed(&self) -> Box<dyn Resource> {
        Box::new(self.clone())
    }
}

/// A resource in a template: the resource itself, and what CloudFormation attaches to it.
///
/// ```
/// use cognito_cdk_template::{DeletionPolicy, Object, RawResource, Template};
///
/// let mut template = Template::new();
/// let queue = template.add_raw("Queue", RawResource::new("AWS::SQS::Queue", Object::new()));
/// if let Some(entry) = template.resource_mut(&queue) {
///     entry.deletion_policy(DeletionPolicy::Retain).metadata("Owner", "identity");
/// }
/// ```
#[derive(Debug)]
pub struct ResourceEntry {
    resource: Box<dyn Resource>,
    pub(crate) depends_on: Vec<Target>,
    pub(crate) update_replace_policy: Option<Json>,
    pub(crate) deletion_policy: Option<Json>,
    more: Option<Box<More>>,
}

/// What few resources have. A template has many resources, and each of them would be twice as large with it.
#[derive(Clone, Debug)]
pub(crate) struct More {
    pub(crate) creation_policy: Option<Json>,
    pub(crate) update_policy: Option<Json>,
    pub(crate) version: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) metadata: Object,
    pub(crate) condition: Option<Target>,
    /// The resource as it is written, if that is to stay.
    pub(crate) written: Option<Object>,
}

static NOTHING_MORE: More = More::NOTHING;

impl More {
    const NOTHING: Self = Self {
        creation_policy: None,
        update_policy: None,
        version: None,
        description: None,
        metadata: Object::new(),
        condition: None,
        written: None,
    };
}

impl Clone for ResourceEntry {
    fn clone(&self) -> Self {
        Self {
            resource: self.resource.boxed(),
            depends_on: self.depends_on.clone(),
            update_replace_policy: self.update_replace_policy.clone(),
            deletion_policy: self.deletion_policy.clone(),
            more: self.more.clone(),
        }
    }
}

impl ResourceEntry {
    /// The resource with nothing attached.
    #[must_use]
    pub fn new(resource: Box<dyn Resource>) -> Self {
        Self {
            resource,
            depends_on: Vec::new(),
            update_replace_policy: None,
            deletion_policy: None,
            more: None,
        }
    }

    /// What it has of that which few resources have.
    pub(crate) fn more(&self) -> &More {
        self.more.as_deref().unwrap_or(&NOTHING_MORE)
    }

    /// The same, to change it.
    pub(crate) fn more_mut(&mut self) -> &mut More {
        self.more.get_or_insert_with(|| Box::new(More::NOTHING))
    }

    /// A resource as it stands in a template: it is checked against `schema` and written unchanged.
    ///
    /// It is for resources that were overridden or included, whose keys and their order the other
    /// constructors cannot express.
    ///
    /// # Errors
    /// If the object is no resource of a template. The error says where.
    pub fn from_object(
        logical_id: &str,
        object: Object,
        schema: Option<&'static ResourceSchema>,
    ) -> Result<Self, Error> {
        let mut entry = crate::read::resource_from_object(logical_id, &object, schema)?;
        entry.more_mut().written = Some(object);
        Ok(entry)
    }

    /// The properties as they go into the template.
    #[must_use]
    pub fn properties(&self) -> Cow<'_, Object> {
        match self.resource.stored_properties() {
            Some(properties) => Cow::Borrowed(properties),
            None => Cow::Owned(self.resource.properties()),
        }
    }

    /// What the resource was told to wait for.
    #[must_use]
    pub fn given_dependencies(&self) -> &[Target] {
        &self.depends_on
    }

    /// The metadata of the resource.
    #[must_use]
    pub fn given_metadata(&self) -> &Object {
        &self.more().metadata
    }

    /// The resource.
    #[must_use]
    pub fn resource(&self) -> &dyn Resource {
        &*self.resource
    }

    /// Whether a condition decides if CloudFormation makes the resource.
    #[must_use]
    pub fn is_conditional(&self) -> bool {
        let more = self.more();
        let written = more.written.as_ref();
        more.condition.is_some()
            || written.is_some_and(|written| written.get("Condition").is_some())
    }

    /// What becomes of the resource when its stack no longer wants it, if that was said.
    #[must_use]
    pub const fn given_deletion_policy(&self) -> Option<&Json> {
        self.deletion_policy.as_ref()
    }

    /// The resource as the type that it was added as, to read it.
    #[must_use]
    pub fn typed<R: ResourceType>(&self) -> Option<&R> {
        let resource: &dyn Any = &*self.resource;
        resource.downcast_ref()
    }

    /// The resource as the type that it was added as, to change it.
    #[must_use]
    pub fn typed_mut<R: ResourceType>(&mut self) -> Option<&mut R> {
        let resource: &mut dyn Any = &mut *self.resource;
        resource.downcast_mut()
    }

    /// Makes a resource that was read from a template one of a type that the compiler knows, and says which
    /// of its values do not fit that type. Those are kept as they are; see [`FromJson`].
    ///
    /// # Errors
    /// If it is a resource of another type, or lacks a property that the type requires. It then stays what
    /// it was, and the error names it `logical_id`.
    pub fn read_as<R: ResourceType + FromJson>(
        &mut self,
        logical_id: &str,
    ) -> Result<Vec<Misfit>, Error> {
        let (resource, misfits) = read_resource::<R>(logical_id, &*self.resource)?;
        self.resource = Box::new(resource);
        // It would hide the changes that are made to the resource now.
        if let Some(more) = &mut self.more {
            more.written = None;
        }
        Ok(misfits)
    }

    /// Gives a raw resource what `lookup` knows about its type, so that the checks know it.
    pub(crate) fn attach_schema(
        &mut self,
        lookup: impl Fn(&str) -> Option<&'static ResourceSchema>,
    ) {
        let resource: &mut dyn Any = &mut *self.resource;
        if let Some(raw) = resource.downcast_mut::<RawResource>()
            && raw.schema.is_none()
        {
            raw.schema = lookup(&raw.cfn_type);
        }
    }

    /// Creates the resource after `other`, and deletes it before.
    pub fn depends_on(&mut self, other: &impl Reference) -> &mut Self {
        let target = other.target();
        if !self.depends_on.contains(target) {
            self.depends_on.push(target.clone());
        }
        self
    }

    /// What becomes of the resource when it leaves the stack, or the stack is deleted.
    pub fn deletion_policy(&mut self, policy: DeletionPolicy) -> &mut Self {
        self.deletion_policy = Some(Json::String(Cow::Borrowed(policy.as_str())));
        self
    }

    /// What becomes of the old resource when an update replaces it.
    pub fn update_replace_policy(&mut self, policy: DeletionPolicy) -> &mut Self {
        self.update_replace_policy = Some(Json::String(Cow::Borrowed(policy.as_str())));
        self
    }

    /// Creates the resource only if the condition holds.
    pub fn condition(&mut self, condition: &ConditionRef) -> &mut Self {
        self.more_mut().condition = Some(condition.target().clone());
        self
    }

    /// Which signals the creation waits for.
    pub fn creation_policy(&mut self, policy: impl Into<Json>) -> &mut Self {
        self.more_mut().creation_policy = Some(policy.into());
        self
    }

    /// How an update of the resource is rolled out.
    pub fn update_policy(&mut self, policy: impl Into<Json>) -> &mut Self {
        self.more_mut().update_policy = Some(policy.into());
        self
    }

    /// Metadata of the resource, under `key`.
    pub fn metadata(
        &mut self,
        key: impl Into<Cow<'static, str>>,
        value: impl Into<Json>,
    ) -> &mut Self {
        self.more_mut().metadata.insert(key, value);
        self
    }

    /// The version of a custom resource's type.
    pub fn version(&mut self, version: impl Into<String>) -> &mut Self {
        self.more_mut().version = Some(version.into());
        self
    }

    /// A text that goes with the resource in the template.
    pub fn description(&mut self, description: impl Into<String>) -> &mut Self {
        self.more_mut().description = Some(description.into());
        self
    }

    /// The resource as it stands in the template, keys in CloudFormation's usual order.
    #[must_use]
    pub fn to_object(&self) -> Object {
        if let Some(written) = &self.more().written {
            return written.clone();
        }
        let mut object = Object::new();
        object.insert("Type", self.resource.cfn_type());
        let properties = self.properties();
        if !properties.is_empty() {
            object.insert("Properties", properties.into_owned());
        }
        for (key, attribute) in self.attributes() {
            object.insert(key, attribute.to_json());
        }
        object
    }

    /// What stands beside the type and the properties, in CloudFormation's usual order.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'static str, Attribute<'_>)> {
        let more = self.more();
        let depends_on = Some(Attribute::Ids(&self.depends_on));
        let metadata = Some(Attribute::Object(&more.metadata));
        [
            (
                "DependsOn",
                depends_on.filter(|_| !self.depends_on.is_empty()),
            ),
            (
                "CreationPolicy",
                more.creation_policy.as_ref().map(Attribute::Json),
            ),
            (
                "UpdatePolicy",
                more.update_policy.as_ref().map(Attribute::Json),
            ),
            (
                "UpdateReplacePolicy",
                self.update_replace_policy.as_ref().map(Attribute::Json),
            ),
            (
                "DeletionPolicy",
                self.deletion_policy.as_ref().map(Attribute::Json),
            ),
            ("Version", more.version.as_deref().map(Attribute::Text)),
            (
                "Description",
                more.description.as_deref().map(Attribute::Text),
            ),
            ("Metadata", metadata.filter(|_| !more.metadata.is_empty())),
            ("Condition", more.condition.as_ref().map(Attribute::Id)),
        ]
        .into_iter()
        .filter_map(|(key, attribute)| Some((key, attribute?)))
    }
}

/// What stands beside the properties of a resource, as it is kept.
pub(crate) enum Attribute<'a> {
    Ids(&'a [Target]),
    Id(&'a Target),
    Json(&'a Json),
    Object(&'a Object),
    Text(&'a str),
}

impl Attribute<'_> {
    fn to_json(&self) -> Json {
        match self {
            Self::Ids(targets) => Json::list(targets.iter().map(target_id)),
            Self::Id(target) => target_id(target),
            Self::Json(json) => (*json).clone(),
            Self::Object(object) => Json::Object((*object).clone()),
            Self::Text(text) => Json::from(*text),
        }
    }
}

/// A target where a template takes a bare logical id.
pub(crate) fn target_id(target: &Target) -> Json {
    match target {
        Target::LogicalId(id) => Json::String(id.clone()),
        Target::Element(_) => Json::String(Cow::Owned(target.to_string())),
    }
}

impl From<RawResource> for ResourceEntry {
    fn from(resource: RawResource) -> Self {
        Self::new(Box::new(resource))
    }
}

/// What becomes of a deployed resource that its stack no longer wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DeletionPolicy {
    /// It is deleted.
    Delete,
    /// It stays, outside of any stack.
    Retain,
    /// It stays, unless its creation was part of the very deployment that failed.
    RetainExceptOnCreate,
    /// It is deleted after a snapshot was taken. Few types have snapshots, none of them Cognito's.
    Snapshot,
}

impl DeletionPolicy {
    /// The text in a template.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "Delete",
            Self::Retain => "Retain",
            Self::RetainExceptOnCreate => "RetainExceptOnCreate",
            Self::Snapshot => "Snapshot",
        }
    }
}

impl ResourceRef {
    /// The handle of any typed reference, when the type is of no interest.
    pub fn of(reference: &impl Reference) -> Self {
        Self::from_target(reference.target().clone())
    }
}
