//! `IntoValue<T>`: what a setter takes, and every conversion into a property's value.

use crate::expr::Expr;
use crate::from_json::Generated;
use crate::json::{Json, ToJson};
use crate::text::{FreeText, Int, IntBounds, Text, TextBounds};
use crate::value::{List, Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What can be the value of a property of type `T`: a literal, a [`Value<T>`], or an [`Expr`].
///
/// It is a trait of its own, for with `From` the conversions would overlap. A [`Text`] that identifies
/// something, such as the id of a user pool, takes literals and references to that kind of thing only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the value of a property of type `{T}`",
    label = "the property takes a `{T}`, a `Value<{T}>` or an expression",
    note = "a reference to another kind of resource, or an expression whose kind the compiler cannot know, fits after an explicit `.cast()`"
)]
pub trait IntoValue<T> {
    /// The property's value.
    fn into_value(self) -> Value<T>;
}

impl<T> IntoValue<T> for Value<T> {
    fn into_value(self) -> Value<T> {
        self
    }
}

impl<T: Generated> IntoValue<T> for T {
    fn into_value(self) -> Value<T> {
        Value::Literal(self)
    }
}

impl<T> IntoValue<T> for Expr {
    fn into_value(self) -> Value<T> {
        Value::Expr(Box::new(self))
    }
}

macro_rules! literal {
    ($($source:ty => $target:ty),* $(,)?) => {$(
        impl IntoValue<$target> for $source {
            fn into_value(self) -> Value<$target> {
                Value::Literal(self.into())
            }
        }
    )*};
}

literal! {
    bool => bool,
    i8 => i64, i16 => i64, i32 => i64, i64 => i64, u8 => i64, u16 => i64, u32 => i64,
    f32 => f64, f64 => f64, i8 => f64, i16 => f64, i32 => f64, u8 => f64, u16 => f64, u32 => f64,
    &str => String, &String => String, String => String, Cow<'static, str> => String, char => String,
    Json => Json, serde_json::Value => Json, &str => Json, String => Json, bool => Json, i32 => Json, i64 => Json,
}

impl<T: ToJson> IntoValue<Json> for Map<T> {
    fn into_value(self) -> Value<Json> {
        Value::Literal(self.to_json())
    }
}

macro_rules! bounded_text {
    ($($source:ty),*) => {$(
        impl<B: TextBounds> IntoValue<Text<B>> for $source {
            fn into_value(self) -> Value<Text<B>> {
                Value::Literal(Text::from(self))
            }
        }
    )*};
}

bounded_text!(&str, &String, String, Cow<'static, str>);

impl<B: TextBounds> IntoValue<Self> for Text<B> {
    fn into_value(self) -> Value<Self> {
        Value::Literal(self)
    }
}

impl<B: TextBounds> IntoValue<String> for Text<B> {
    fn into_value(self) -> Value<String> {
        Value::Literal(self.into())
    }
}

impl<B: TextBounds> IntoValue<String> for Value<Text<B>> {
    fn into_value(self) -> Value<String> {
        match self {
            Self::Literal(text) => Value::Literal(text.into()),
            Self::Expr(expression) => Value::Expr(expression),
        }
    }
}

impl<B: FreeText> IntoValue<Text<B>> for Value<String> {
    fn into_value(self) -> Value<Text<B>> {
        match self {
            Self::Literal(text) => Value::Literal(text.into()),
            Self::Expr(expression) => Value::Expr(expression),
        }
    }
}

macro_rules! bounded_int {
    ($($source:ty),*) => {$(
        impl<B: IntBounds> IntoValue<Int<B>> for $source {
            fn into_value(self) -> Value<Int<B>> {
                Value::Literal(Int::from(i64::from(self)))
            }
        }
    )*};
}

bounded_int!(i8, i16, i32, i64, u8, u16, u32);

impl<B: IntBounds> IntoValue<Self> for Int<B> {
    fn into_value(self) -> Value<Self> {
        Value::Literal(self)
    }
}

impl<B: IntBounds> IntoValue<Int<B>> for Value<i64> {
    fn into_value(self) -> Value<Int<B>> {
        match self {
            Self::Literal(number) => Value::Literal(number.into()),
            Self::Expr(expression) => Value::Expr(expression),
        }
    }
}

impl<T, U: IntoValue<T>> IntoValue<List<T>> for Vec<U> {
    fn into_value(self) -> Value<List<T>> {
        Value::Literal(self.into_iter().map(IntoValue::into_value).collect())
    }
}

impl<T, U: IntoValue<T>, const N: usize> IntoValue<List<T>> for [U; N] {
    fn into_value(self) -> Value<List<T>> {
        Value::Literal(self.into_iter().map(IntoValue::into_value).collect())
    }
}

impl<T, U: IntoValue<T> + Clone> IntoValue<List<T>> for &[U] {
    fn into_value(self) -> Value<List<T>> {
        Value::Literal(self.iter().cloned().map(IntoValue::into_value).collect())
    }
}

impl<T> IntoValue<Self> for Map<T> {
    fn into_value(self) -> Value<Self> {
        Value::Literal(self)
    }
}

impl<T, K: Into<Cow<'static, str>>, U: IntoValue<T>> IntoValue<Map<T>> for BTreeMap<K, U> {
    fn into_value(self) -> Value<Map<T>> {
        Value::Literal(self.into_iter().collect())
    }
}

impl<T, K: Into<Cow<'static, str>>, U: IntoValue<T>, const N: usize> IntoValue<Map<T>>
    for [(K, U); N]
{
    fn into_value(self) -> Value<Map<T>> {
        Value::Literal(self.into_iter().collect())
    }
}

impl<T, K: Into<Cow<'static, str>>, U: IntoValue<T>> IntoValue<Map<T>> for Vec<(K, U)> {
    fn into_value(self) -> Value<Map<T>> {
        Value::Literal(self.into_iter().collect())
    }
}
