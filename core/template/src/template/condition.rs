//! Conditions and rules: what decides whether resources, properties and outputs exist.

use crate::expr::{Expr, Function};
use crate::into_value::IntoValue;
use crate::json::{Json, Object, ToJson};
use crate::reference::ConditionRef;
use crate::value::{List, Value};

/// CloudFormation takes at most this many operands in one `Fn::And` or `Fn::Or`.
const MAX_OPERANDS: usize = 10;

/// The expression of a condition.
///
/// ```
/// use cognito_cdk_template::{Condition, Parameter, Template, intrinsics};
///
/// let mut template = Template::new();
/// let stage = template.add_parameter("Stage", Parameter::string().default("dev"));
/// let is_prod = template.add_condition("IsProd", Condition::equals(stage.value_as_string(), "prod"));
/// let protection = intrinsics::if_::<String>(&is_prod, "ACTIVE", "INACTIVE");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Condition(Json);

impl Condition {
    /// Holds if both texts are the same, upper and lower case counting as different.
    #[must_use]
    pub fn equals(left: impl IntoValue<String>, right: impl IntoValue<String>) -> Self {
        Self::call(
            Function::Equals,
            vec![left.into_value().to_json(), right.into_value().to_json()],
        )
    }

    /// Holds if all of `conditions` hold. More than ten are nested, which is CloudFormation's limit.
    #[must_use]
    pub fn and<C: Into<Self>>(conditions: impl IntoIterator<Item = C>) -> Self {
        Self::group(
            Function::And,
            conditions.into_iter().map(Into::into).collect(),
        )
    }

    /// Holds if at least one of `conditions` holds. More than ten are nested.
    #[must_use]
    pub fn or<C: Into<Self>>(conditions: impl IntoIterator<Item = C>) -> Self {
        Self::group(
            Function::Or,
            conditions.into_iter().map(Into::into).collect(),
        )
    }

    /// Holds if `condition` does not.
    #[must_use]
    #[allow(
        clippy::should_implement_trait,
        reason = "it is CloudFormation's name, beside `and` and `or`"
    )]
    pub fn not(condition: impl Into<Self>) -> Self {
        Self::call(Function::Not, vec![condition.into().0])
    }

    /// Holds if `value` is one of `list`. For rules only.
    #[must_use]
    pub fn contains(list: impl IntoValue<List<String>>, value: impl IntoValue<String>) -> Self {
        Self::call(
            Function::Contains,
            vec![list.into_value().to_json(), value.into_value().to_json()],
        )
    }

    /// Holds if each member of `list` is `value`. For rules only.
    #[must_use]
    pub fn each_member_equals(
        list: impl IntoValue<List<String>>,
        value: impl IntoValue<String>,
    ) -> Self {
        Self::call(
            Function::EachMemberEquals,
            vec![list.into_value().to_json(), value.into_value().to_json()],
        )
    }

    /// Holds if each member of `list` is one of `allowed`. For rules only.
    #[must_use]
    pub fn each_member_in(
        list: impl IntoValue<List<String>>,
        allowed: impl IntoValue<List<String>>,
    ) -> Self {
        Self::call(
            Function::EachMemberIn,
            vec![list.into_value().to_json(), allowed.into_value().to_json()],
        )
    }

    /// A condition from an expression that was written or read elsewhere.
    #[must_use]
    pub const fn from_json(expression: Json) -> Self {
        Self(expression)
    }

    /// The expression.
    #[must_use]
    pub const fn as_json(&self) -> &Json {
        &self.0
    }

    /// Replaces expressions, as [`Json::replace_exprs`] does.
    pub fn replace_exprs(&mut self, replace: &mut dyn FnMut(&mut Expr) -> Option<Json>) {
        self.0.replace_exprs(replace);
    }

    fn call(function: Function, arguments: Vec<Json>) -> Self {
        Self(Json::from(Expr::call(function, Json::List(arguments))))
    }

    fn group(function: Function, mut conditions: Vec<Self>) -> Self {
        while conditions.len() > MAX_OPERANDS {
            conditions = conditions
                .chunks(MAX_OPERANDS)
                .map(|chunk| Self::group(function, chunk.to_vec()))
                .collect();
        }
        match conditions.pop() {
            Some(only) if conditions.is_empty() => only,
            last => {
                conditions.extend(last);
                Self::call(
                    function,
                    conditions
                        .into_iter()
                        .map(|condition| condition.0)
                        .collect(),
                )
            }
        }
    }
}

impl From<&ConditionRef> for Condition {
    fn from(condition: &ConditionRef) -> Self {
        Self(Json::from(Expr::Condition(condition.target().clone())))
    }
}

/// A rule: what CloudFormation verifies about the parameters before it does anything.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Rule {
    pub(crate) condition: Option<Condition>,
    pub(crate) assertions: Vec<(Condition, Option<Value<String>>)>,
}

impl Rule {
    /// A rule without assertions.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Applies the rule only if `condition` holds.
    #[must_use]
    pub fn when(mut self, condition: impl Into<Condition>) -> Self {
        self.condition = Some(condition.into());
        self
    }

    /// Stops the deployment unless `condition` holds, and shows `description`.
    #[must_use]
    pub fn assert(
        mut self,
        condition: impl Into<Condition>,
        description: impl IntoValue<String>,
    ) -> Self {
        self.assertions
            .push((condition.into(), Some(description.into_value())));
        self
    }

    /// Replaces expressions, as [`Json::replace_exprs`] does.
    pub fn replace_exprs(&mut self, replace: &mut dyn FnMut(&mut Expr) -> Option<Json>) {
        if let Some(condition) = &mut self.condition {
            condition.replace_exprs(replace);
        }
        for (condition, description) in &mut self.assertions {
            condition.replace_exprs(replace);
            if let Some(text) = description {
                let mut json = text.to_json();
                json.replace_exprs(replace);
                *text = Value::from_expr(Expr::Json(json));
            }
        }
    }

    pub(crate) fn to_object(&self) -> Object {
        let mut object = Object::new();
        if let Some(condition) = &self.condition {
            object.insert("RuleCondition", condition.as_json().clone());
        }
        let assertions = self.assertions.iter().map(|(condition, description)| {
            let mut assertion = Object::new();
            assertion.insert("Assert", condition.as_json().clone());
            if let Some(description) = description {
                assertion.insert("AssertDescription", description.to_json());
            }
            assertion
        });
        object.insert("Assertions", Json::list(assertions));
        object
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_ten_operands_are_nested() {
        let many = Condition::or((0..23).map(|i| Condition::equals(format!("{i}"), "x")));
        let Json::Expr(expression) = many.as_json() else {
            panic!("not an expression")
        };
        let Expr::Call(Function::Or, argument) = &**expression else {
            panic!("not Fn::Or")
        };
        assert_eq!(argument.as_list().map(<[Json]>::len), Some(3));
    }

    #[test]
    fn one_operand_stands_for_itself() {
        let one = Condition::equals("a", "b");
        assert_eq!(Condition::and([one.clone()]), one);
    }
}
