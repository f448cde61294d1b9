//! Conditions: when a statement holds.

use crate::{Json, Object, ToJson};
use std::borrow::Cow;

/// The [conditions](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html)
/// under which a statement holds; all of them must be met.
///
/// ```
/// use cognito_cdk::{Json, ToJson, iam::Conditions};
///
/// let conditions = Conditions::new()
///     .with("StringEquals", "aws:SourceAccount", "123456789012")
///     .with("ForAnyValue:StringLike", "aws:TagKeys", Json::list(["team", "stage"]));
/// assert_eq!(
///     conditions.to_json().to_string(),
///     r#"{"StringEquals":{"aws:SourceAccount":"123456789012"},"ForAnyValue:StringLike":{"aws:TagKeys":["team","stage"]}}"#,
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conditions(Object);

impl Conditions {
    /// No condition.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a condition: an operator such as `StringEquals`, a key, and a value or a list of values, of which
    /// one must match. A second value for the same operator and key replaces the first one.
    #[must_use]
    pub fn with(
        mut self,
        operator: impl Into<Cow<'static, str>>,
        key: impl Into<Cow<'static, str>>,
        value: impl Into<Json>,
    ) -> Self {
        self.insert(operator.into(), key.into(), value.into());
        self
    }

    fn insert(&mut self, operator: Cow<'static, str>, key: Cow<'static, str>, value: Json) {
        if let Some(Json::Object(keys)) = self.0.get_mut(&operator) {
            keys.insert(key, value);
        } else {
            self.0.insert(operator, Json::object([(key, value)]));
        }
    }

    /// Adds all conditions of `other`.
    pub(crate) fn merge(&mut self, other: Self) {
        for (operator, keys) in other.0 {
            if let Json::Object(keys) = keys {
                for (key, value) in keys {
                    self.insert(operator.clone(), key, value);
                }
            }
        }
    }

    /// Whether there is no condition.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl ToJson for Conditions {
    fn to_json(&self) -> Json {
        Json::Object(self.0.clone())
    }
}
