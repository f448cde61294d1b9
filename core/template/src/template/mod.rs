//! The template document: its sections, their order, and how elements get in.

pub(crate) mod condition;
pub(crate) mod parameter;
mod section;

use crate::check::{Finding, check_template};
use crate::error::Error;
use crate::expr::{Expr, Function};
use crate::from_json::FromJson;
use crate::json::{Json, Object};
use crate::reference::{ConditionRef, MappingRef, ParameterRef, ResourceRef};
use crate::resource::{RawResource, ResourceEntry, ResourceType};
use crate::target::{Reference, Target};
use condition::{Condition, Rule};
use parameter::{Mapping, Output, Parameter};
pub use section::{Section, SectionKind};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The transform that some intrinsic functions need.
pub(crate) const LANGUAGE_EXTENSIONS: &str = "AWS::LanguageExtensions";

/// A CloudFormation template.
///
/// ```
/// use cognito_cdk_template::{Object, RawResource, Template};
///
/// let mut template = Template::new();
/// let topic = template.add_raw("Topic", RawResource::new("AWS::SNS::Topic", Object::new()));
/// template.add_output("TopicArn", topic.ref_());
/// let json = template.to_json()?;
/// assert!(json.contains(r#""Ref": "Topic""#));
/// # Ok::<(), cognito_cdk_template::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// A text that says what the template is for. At most 1,024 bytes.
    pub description: Option<String>,
    /// The macros that process the template, in order. `AWS::LanguageExtensions` is added by itself where
    /// a function needs it.
    pub transforms: Vec<Cow<'static, str>>,
    /// `AWSTemplateFormatVersion`. The only version is `2010-09-09`, and it is not needed.
    pub format_version: Option<Cow<'static, str>>,
    /// Metadata of the template as a whole.
    pub metadata: Object,
    parameters: Section<Parameter>,
    mappings: Section<Mapping>,
    conditions: Section<Condition>,
    rules: Section<Rule>,
    resources: Section<ResourceEntry>,
    outputs: Section<Output>,
    order: Vec<SectionKind>,
    duplicates: Vec<(SectionKind, Arc<str>)>,
}

macro_rules! sections {
    ($($field:ident, $field_mut:ident, $insert:ident, $kind:ident, $item:ty, $what:literal;)*) => {$(
        #[doc = concat!("The ", $what, " in order.")]
        #[must_use]
        pub const fn $field(&self) -> &Section<$item> {
            &self.$field
        }

        #[doc = concat!("The ", $what, " in order, to change them.")]
        pub const fn $field_mut(&mut self) -> &mut Section<$item> {
            &mut self.$field
        }

        fn $insert(&mut self, id: impl Into<Arc<str>>, item: $item) {
            if !self.order.contains(&SectionKind::$kind) {
                self.order.push(SectionKind::$kind);
            }
            if let Err(id) = self.$field.insert(id.into(), item) {
                self.duplicates.push((SectionKind::$kind, id));
            }
        }
    )*};
}

impl Template {
    /// A template without elements.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a resource under a logical id, and gives the handle that its references are made of.
    ///
    /// Adding never fails. A logical id that is taken is reported by [`check`](Self::check), and the first
    /// element keeps it.
    pub fn add<R: ResourceType>(
        &mut self,
        logical_id: impl Into<Cow<'static, str>>,
        resource: R,
    ) -> R::Ref {
        let logical_id = logical_id.into();
        let target = Target::LogicalId(logical_id.clone());
        self.insert_resource(logical_id, ResourceEntry::new(Box::new(resource)));
        R::Ref::from_target(target)
    }

    /// Adds a resource of a type that the crate does not have.
    pub fn add_raw(
        &mut self,
        logical_id: impl Into<Cow<'static, str>>,
        resource: RawResource,
    ) -> ResourceRef {
        self.add_entry(logical_id, resource.into())
    }

    /// Adds a resource with everything that is attached to it.
    pub fn add_entry(
        &mut self,
        logical_id: impl Into<Cow<'static, str>>,
        entry: ResourceEntry,
    ) -> ResourceRef {
        let logical_id = logical_id.into();
        let target = Target::LogicalId(logical_id.clone());
        self.insert_resource(logical_id, entry);
        ResourceRef::from_target(target)
    }

    /// Adds a resource whose logical id others hold too.
    #[doc(hidden)]
    pub fn put_entry(&mut self, logical_id: Arc<str>, entry: ResourceEntry) {
        self.insert_resource(logical_id, entry);
    }

    /// Adds a parameter.
    pub fn add_parameter(
        &mut self,
        logical_id: impl Into<Cow<'static, str>>,
        parameter: Parameter,
    ) -> ParameterRef {
        let logical_id = logical_id.into();
        let target = Target::LogicalId(logical_id.clone());
        self.insert_parameter(logical_id, parameter);
        ParameterRef::from_target(target)
    }

    /// Adds a mapping.
    pub fn add_mapping(
        &mut self,
        logical_id: impl Into<Cow<'static, str>>,
        mapping: Mapping,
    ) -> MappingRef {
        let logical_id = logical_id.into();
        let target = Target::LogicalId(logical_id.clone());
        self.insert_mapping(logical_id, mapping);
        MappingRef::from_target(target)
    }

    /// Adds a condition.
    pub fn add_condition(
        &mut self,
        logical_id: impl Into<Cow<'static, str>>,
        condition: Condition,
    ) -> ConditionRef {
        let logical_id = logical_id.into();
        let target = Target::LogicalId(logical_id.clone());
        self.insert_condition(logical_id, condition);
        ConditionRef::from_target(target)
    }

    /// Adds a rule.
    pub fn add_rule(&mut self, logical_id: impl Into<Cow<'static, str>>, rule: Rule) {
        self.insert_rule(logical_id.into(), rule);
    }

    /// Adds an output: a value, or an [`Output`] with more to it.
    pub fn add_output(
        &mut self,
        logical_id: impl Into<Cow<'static, str>>,
        output: impl Into<Output>,
    ) {
        self.insert_output(logical_id.into(), output.into());
    }

    /// The resource behind a handle, to attach something to it.
    pub fn resource_mut(&mut self, reference: &impl Reference) -> Option<&mut ResourceEntry> {
        self.resources.get_mut(reference.target().as_logical_id()?)
    }

    /// The resource of a logical id as one of a type that the compiler knows, to change its properties. Of
    /// a template that was read, everything else stays as it is.
    ///
    /// [`ResourceEntry::read_as`] is the same, and says which values do not fit the type.
    ///
    /// # Errors
    /// If there is no such resource, it is of another type, or it lacks a property that the type requires.
    pub fn resource_as<R: ResourceType + FromJson>(
        &mut self,
        logical_id: &str,
    ) -> Result<&mut R, Error> {
        if self.resources.get(logical_id).is_none() {
            let resources = self.resources.iter();
            let same_type = resources
                .filter(|(_, entry)| entry.resource().cfn_type() == R::TYPE)
                .map(|(id, _)| id);
            let same_type: Vec<_> = same_type.collect();
            return Err(Error::no_resource(logical_id, R::TYPE, &same_type));
        }
        let missing = || Error::no_resource(logical_id, R::TYPE, &[""; 0]);
        let entry = self.resources.get_mut(logical_id).ok_or_else(missing)?;
        if entry.typed::<R>().is_none() {
            entry.read_as::<R>(logical_id)?;
        }
        entry.typed_mut::<R>().ok_or_else(missing)
    }

    sections! {
        parameters, parameters_mut, insert_parameter, Parameters, Parameter, "parameters";
        mappings, mappings_mut, insert_mapping, Mappings, Mapping, "mappings";
        conditions, conditions_mut, insert_condition, Conditions, Condition, "conditions";
        rules, rules_mut, insert_rule, Rules, Rule, "rules";
        resources, resources_mut, insert_resource, Resources, ResourceEntry, "resources";
        outputs, outputs_mut, insert_output, Outputs, Output, "outputs";
    }

    /// The logical ids that were added twice.
    pub(crate) fn duplicates(&self) -> &[(SectionKind, Arc<str>)] {
        &self.duplicates
    }

    /// Gives each raw resource what `lookup` knows about its type, so that [`check`](Self::check) holds a
    /// template that was read back to the same bounds as one that was written with typed resources.
    ///
    /// `cognito_cdk_l1::resource_schema` is such a lookup.
    pub fn attach_schemas(
        &mut self,
        lookup: impl Fn(&str) -> Option<&'static crate::schema::ResourceSchema>,
    ) {
        for (_, entry) in self.resources.iter_mut() {
            entry.attach_schema(&lookup);
        }
    }

    /// Everything that is wrong with the template: ids, references, bounds, limits.
    ///
    /// Findings of severity [`Error`](crate::Severity::Error) make [`to_json`](Self::to_json) fail.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        check_template(self)
    }

    /// The template as data, sections in the order in which their first elements came.
    #[must_use]
    pub fn to_object(&self) -> Object {
        let mut object = self.head();
        for kind in self.sections_in_order() {
            let section = match kind {
                SectionKind::Parameters => {
                    render(&self.parameters, |item| item.as_object().clone().into())
                }
                SectionKind::Mappings => {
                    render(&self.mappings, |item| item.as_object().clone().into())
                }
                SectionKind::Conditions => render(&self.conditions, |item| item.as_json().clone()),
                SectionKind::Rules => render(&self.rules, |item| item.to_object().into()),
                SectionKind::Resources => render(&self.resources, |item| item.to_object().into()),
                SectionKind::Outputs => render(&self.outputs, |item| item.to_object().into()),
            };
            object.insert(kind.name(), section);
        }
        object
    }

    /// The sections that have elements, in the order in which their first elements came.
    pub(crate) fn sections_in_order(&self) -> impl Iterator<Item = SectionKind> {
        self.order.iter().copied()
    }

    /// What stands before the sections.
    pub(crate) fn head(&self) -> Object {
        let mut object = Object::new();
        if let Some(description) = &self.description {
            object.insert("Description", description.clone());
        }
        if let Some(transform) = self.transform() {
            object.insert("Transform", transform);
        }
        if let Some(version) = &self.format_version {
            object.insert("AWSTemplateFormatVersion", version.clone());
        }
        if !self.metadata.is_empty() {
            object.insert("Metadata", self.metadata.clone());
        }
        object
    }

    /// `Transform`: one name, or a list of several.
    fn transform(&self) -> Option<Json> {
        let mut transforms: Vec<Cow<'static, str>> = Vec::new();
        for transform in &self.transforms {
            if !transforms.contains(transform) {
                transforms.push(transform.clone());
            }
        }
        if !transforms.iter().any(|name| name == LANGUAGE_EXTENSIONS)
            && self.needs_language_extensions()
        {
            transforms.push(Cow::Borrowed(LANGUAGE_EXTENSIONS));
        }
        match transforms.len() {
            0 => None,
            1 => transforms.pop().map(Json::String),
            _ => Some(Json::list(transforms)),
        }
    }

    /// Whether any function in the template needs the transform.
    fn needs_language_extensions(&self) -> bool {
        let mut found = false;
        let mut visit = |expression: &Expr| {
            found |= match expression {
                Expr::Call(function, _) => function.needs_language_extensions(),
                Expr::FindInMap { default, .. } => default.is_some(),
                _ => false,
            };
        };
        for (_, entry) in self.resources.iter() {
            let properties = entry.properties();
            let more = entry.more();
            let policies = [&more.creation_policy, &more.update_policy];
            let policies = policies.into_iter().flatten();
            let values = properties.iter().chain(more.metadata.iter());
            for value in values.map(|(_, value)| value).chain(policies) {
                value.for_each_expr(&mut visit);
            }
        }
        for (_, output) in self.outputs.iter() {
            output.value.for_each_expr(&mut visit);
        }
        for (_, condition) in self.conditions.iter() {
            condition.as_json().for_each_expr(&mut visit);
        }
        found
    }
}

fn render<T>(section: &Section<T>, to_json: impl Fn(&T) -> Json) -> Object {
    Object::from_unique(
        section
            .iter()
            .map(|(id, item)| (Cow::Owned(id.to_owned()), to_json(item)))
            .collect(),
    )
}

impl PartialEq for Template {
    /// Two templates are equal if they are written alike.
    fn eq(&self, other: &Self) -> bool {
        self.to_object() == other.to_object()
    }
}

impl fmt::Display for SectionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The intrinsic functions that only rules may use.
pub(crate) const fn is_rule_function(function: Function) -> bool {
    matches!(
        function,
        Function::Contains
            | Function::EachMemberEquals
            | Function::EachMemberIn
            | Function::RefAll
            | Function::ValueOf
            | Function::ValueOfAll
    )
}
