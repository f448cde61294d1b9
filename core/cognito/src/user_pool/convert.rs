//! Conversions between kinds of values.

use cognito_cdk_l1::{FreeText, IntoValue, Text, TextBounds, Value};

/// The same text for another property.
pub(super) fn retext<A: TextBounds, B: FreeText>(value: &Value<Text<A>>) -> Value<Text<B>> {
    let text: Value<String> = value.clone().into_value();
    text.into_value()
}

/// A number for a property that takes it in decimal digits.
pub(super) fn decimal<B: TextBounds>(value: Value<i64>) -> Value<Text<B>> {
    match value {
        Value::Literal(number) => Value::Literal(number.to_string().into()),
        Value::Expr(expression) => Value::Expr(expression),
    }
}
