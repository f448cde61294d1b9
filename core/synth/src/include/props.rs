//! What `CfnInclude` can be told.

use cognito_cdk_template::Json;
use cognito_cdk_template::schema::ResourceSchema;
use std::fmt;

/// What is known about the properties of a resource type.
pub(super) type Schemas<'a> = Box<dyn Fn(&str) -> Option<&'static ResourceSchema> + 'a>;

/// What a [`CfnInclude`](super::CfnInclude) can be told.
///
/// ```
/// use cognito_cdk_synth::{App, CfnInclude, CfnIncludeProps, Stack};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "Messages");
/// let template = r#"{
///     "Parameters": {"Name": {"Type": "String"}},
///     "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "Name"}}}}
/// }"#;
/// let props = CfnIncludeProps::new().parameter("Name", "news");
/// CfnInclude::with_props(&stack, "Old", template, props);
/// let assembly = app.build()?;
/// let written = assembly.stack("Messages").map(|stack| stack.template()).unwrap_or_default();
/// assert!(written.contains(r#""TopicName": "news""#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct CfnIncludeProps<'a> {
    pub(super) schemas: Schemas<'a>,
    pub(super) parameters: Vec<(String, Json)>,
    pub(super) preserve_logical_ids: bool,
    pub(super) nested: Vec<Nested<'a>>,
}

/// The template of a nested stack.
pub(super) struct Nested<'a> {
    pub(super) logical_id: String,
    pub(super) template: String,
    pub(super) props: CfnIncludeProps<'a>,
}

impl<'a> CfnIncludeProps<'a> {
    /// The template as it is.
    #[must_use]
    pub fn new() -> Self {
        Self {
            schemas: Box::new(|_| None),
            parameters: Vec::new(),
            preserve_logical_ids: true,
            nested: Vec::new(),
        }
    }

    /// What is known about resource types, such as `cognito_cdk_l1::resource_schema`: the resources are
    /// checked as if they had been written in Rust.
    #[must_use]
    pub fn schemas(
        mut self,
        schemas: impl Fn(&str) -> Option<&'static ResourceSchema> + 'a,
    ) -> Self {
        self.schemas = Box::new(schemas);
        self
    }

    /// Takes a parameter out of the template, and puts `value` wherever it is referred to.
    #[must_use]
    pub fn parameter(mut self, logical_id: impl Into<String>, value: impl Into<Json>) -> Self {
        self.parameters.push((logical_id.into(), value.into()));
        self
    }

    /// Includes the template of a nested stack too: the resource of that logical id becomes a
    /// [`NestedStack`](crate::NestedStack), whose template is published with the app, and no longer from the
    /// address that the resource has. [`CfnInclude::nested_stack`](super::CfnInclude::nested_stack) gives it.
    /// Parameters that `props` gives values to are no longer passed.
    #[must_use]
    pub fn load_nested_stack(
        mut self,
        logical_id: impl Into<String>,
        template: impl Into<String>,
        props: CfnIncludeProps<'a>,
    ) -> Self {
        self.nested.push(Nested {
            logical_id: logical_id.into(),
            template: template.into(),
            props,
        });
        self
    }

    /// Whether the elements keep the logical ids that they have in the template, as they do unless this says
    /// otherwise. Without them a template can be included twice: references, dependencies, conditions and the
    /// names in `Fn::Sub` follow; names in `Metadata` are texts and stay. [`CfnInclude`](super::CfnInclude)
    /// finds the elements by the ids of the template all the same.
    #[must_use]
    pub const fn preserve_logical_ids(mut self, preserve: bool) -> Self {
        self.preserve_logical_ids = preserve;
        self
    }
}

impl Default for CfnIncludeProps<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Nested<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Nested").field(&self.logical_id).finish()
    }
}

impl fmt::Debug for CfnIncludeProps<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CfnIncludeProps")
            .field("parameters", &self.parameters)
            .field("preserve_logical_ids", &self.preserve_logical_ids)
            .field("nested", &self.nested)
            .finish_non_exhaustive()
    }
}
