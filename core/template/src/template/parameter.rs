//! Parameters, mappings and outputs: what goes into a template, and what comes out of its stack.

use crate::expr::Expr;
use crate::into_value::IntoValue;
use crate::json::{Json, Object, ToJson};
use crate::reference::ConditionRef;
use crate::resource::target_id;
use crate::target::Target;
use std::borrow::Cow;

/// A parameter: a value that is given with each deployment.
///
/// ```
/// use cognito_cdk_template::{Parameter, Template};
///
/// let mut template = Template::new();
/// let stage = template.add_parameter("Stage", Parameter::string().allowed_values(["dev", "prod"]).default("dev"));
/// template.add_output("StageName", stage.value_as_string());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter(Object);

impl Parameter {
    /// A parameter of a CloudFormation type such as `AWS::SSM::Parameter::Value<String>`.
    #[must_use]
    pub fn of_type(parameter_type: impl Into<Cow<'static, str>>) -> Self {
        let mut object = Object::new();
        object.insert("Type", Json::String(parameter_type.into()));
        Self(object)
    }

    /// A text.
    #[must_use]
    pub fn string() -> Self {
        Self::of_type("String")
    }

    /// A number.
    #[must_use]
    pub fn number() -> Self {
        Self::of_type("Number")
    }

    /// A list of texts, given with commas in between.
    #[must_use]
    pub fn comma_delimited_list() -> Self {
        Self::of_type("CommaDelimitedList")
    }

    /// The value that is taken if none is given.
    #[must_use]
    pub fn default(self, value: impl Into<Json>) -> Self {
        self.with("Default", value)
    }

    /// The regular expression that a text must match as a whole.
    #[must_use]
    pub fn allowed_pattern(self, pattern: impl Into<Cow<'static, str>>) -> Self {
        self.with("AllowedPattern", pattern.into())
    }

    /// The values that may be given.
    #[must_use]
    pub fn allowed_values<V: Into<Json>>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.with("AllowedValues", Json::list(values))
    }

    /// What CloudFormation says when a value breaks a constraint.
    #[must_use]
    pub fn constraint_description(self, text: impl Into<Cow<'static, str>>) -> Self {
        self.with("ConstraintDescription", text.into())
    }

    /// What the parameter is for. At most 4,000 characters.
    #[must_use]
    pub fn description(self, text: impl Into<Cow<'static, str>>) -> Self {
        self.with("Description", text.into())
    }

    /// The least and the greatest number of characters of a text.
    #[must_use]
    pub fn length(self, min: u32, max: u32) -> Self {
        self.with("MaxLength", i64::from(max))
            .with("MinLength", i64::from(min))
    }

    /// The least and the greatest value of a number.
    #[must_use]
    pub fn range(self, min: f64, max: f64) -> Self {
        self.with("MaxValue", max).with("MinValue", min)
    }

    /// Hides the value wherever CloudFormation shows parameters. Secrets need it.
    #[must_use]
    pub fn no_echo(self) -> Self {
        self.with("NoEcho", true)
    }

    /// A parameter as it stands in a template.
    #[must_use]
    pub const fn from_object(object: Object) -> Self {
        Self(object)
    }

    /// The parameter as it stands in a template.
    #[must_use]
    pub const fn as_object(&self) -> &Object {
        &self.0
    }

    fn with(mut self, key: &'static str, value: impl Into<Json>) -> Self {
        self.0.insert(key, value);
        self
    }
}

/// A mapping: literal values by two levels of keys.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Mapping(Object);

impl Mapping {
    /// A mapping without entries.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the value under `top_level_key` and `second_level_key`.
    #[must_use]
    pub fn entry(
        mut self,
        top_level_key: impl Into<Cow<'static, str>>,
        second_level_key: impl Into<Cow<'static, str>>,
        value: impl Into<Json>,
    ) -> Self {
        let top = top_level_key.into();
        if let Some(Json::Object(second)) = self.0.get_mut(&top) {
            second.insert(second_level_key, value);
        } else {
            let mut second = Object::new();
            second.insert(second_level_key, value);
            self.0.insert(top, second);
        }
        self
    }

    /// A mapping as it stands in a template.
    #[must_use]
    pub const fn from_object(object: Object) -> Self {
        Self(object)
    }

    /// The mapping as it stands in a template.
    #[must_use]
    pub const fn as_object(&self) -> &Object {
        &self.0
    }
}

/// An output: a value that the stack shows, and that other stacks can import if it is exported.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    pub(crate) description: Option<String>,
    pub(crate) value: Json,
    pub(crate) export_name: Option<Json>,
    pub(crate) condition: Option<Target>,
}

impl Output {
    /// An output of `value`, which CloudFormation shows as a text.
    #[must_use]
    pub fn new(value: impl IntoValue<String>) -> Self {
        Self::from_json(value.into_value().to_json())
    }

    /// An output of a value that was written or read elsewhere.
    #[must_use]
    pub const fn from_json(value: Json) -> Self {
        Self {
            description: None,
            value,
            export_name: None,
            condition: None,
        }
    }

    /// What the output is. At most 1,024 bytes.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Exports the value under a name that is unique in the account and region.
    #[must_use]
    pub fn export(mut self, name: impl IntoValue<String>) -> Self {
        self.export_name = Some(name.into_value().to_json());
        self
    }

    /// Gives the output only if the condition holds.
    #[must_use]
    pub fn condition(mut self, condition: &ConditionRef) -> Self {
        self.condition = Some(condition.target().clone());
        self
    }

    /// Replaces expressions, as [`Json::replace_exprs`] does; the condition is one of them.
    pub fn replace_exprs(&mut self, replace: &mut dyn FnMut(&mut Expr) -> Option<Json>) {
        self.value.replace_exprs(replace);
        if let Some(name) = &mut self.export_name {
            name.replace_exprs(replace);
        }
        if let Some(target) = self.condition.take() {
            let mut condition = Expr::Condition(target);
            // Where data takes the place of the condition, the output has none any more.
            if replace(&mut condition).is_none()
                && let Expr::Condition(target) = condition
            {
                self.condition = Some(target);
            }
        }
    }

    /// The value.
    #[must_use]
    pub const fn value(&self) -> &Json {
        &self.value
    }

    /// The name that the value is exported under, if it is.
    #[must_use]
    pub const fn export_name(&self) -> Option<&Json> {
        self.export_name.as_ref()
    }

    pub(crate) fn to_object(&self) -> Object {
        let mut object = Object::new();
        if let Some(description) = &self.description {
            object.insert("Description", description.clone());
        }
        object.insert("Value", self.value.clone());
        if let Some(name) = &self.export_name {
            object.insert("Export", Json::object([("Name", name.clone())]));
        }
        if let Some(condition) = &self.condition {
            object.insert("Condition", target_id(condition));
        }
        object
    }
}

impl<V: IntoValue<String>> From<V> for Output {
    fn from(value: V) -> Self {
        Self::new(value)
    }
}
