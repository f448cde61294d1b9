//! Bounded literals: `Text<B>` and `Int<B>` know the length, pattern or range that AWS accepts.

use crate::json::{Json, ToJson};
use crate::schema::{IntSchema, TextSchema};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// The bounds of a kind of text. Generated marker types implement it.
pub trait TextBounds: 'static {
    /// The bounds, and the property or identifier that they belong to.
    const SCHEMA: &'static TextSchema;
}

/// A kind of text that names nothing: any `Value<String>` may stand for it.
///
/// The ids and ARNs of resources are not of this kind, so that a reference to the wrong kind of resource
/// does not compile.
pub trait FreeText: TextBounds {}

/// A text with the bounds of `B`: the value of one property, or the id or ARN of one kind of thing.
///
/// - A literal is checked by the compiler with [`text!`](crate::text!) or in a `const` item.
/// - A text that is known only when the program runs is made with `From`, and is checked with everything
///   else when the template is: see [`Template::check`](crate::Template::check).
pub struct Text<B> {
    text: Cow<'static, str>,
    bounds: PhantomData<fn() -> B>,
}

impl<B: TextBounds> Text<B> {
    /// A literal that the compiler checks. Call it in a `const` item or through [`text!`](crate::text!).
    ///
    /// # Panics
    /// If the literal breaks the bounds. In a constant that is a compile error; use `From` for texts that
    /// are only known when the program runs.
    #[must_use]
    #[track_caller]
    #[allow(clippy::panic, reason = "in a constant the panic is the compile error")]
    pub const fn literal(text: &'static str) -> Self {
        assert!(B::SCHEMA.accepts(text), "{}", B::SCHEMA.refusal);
        Self {
            text: Cow::Borrowed(text),
            bounds: PhantomData,
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<B> Clone for Text<B> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            bounds: PhantomData,
        }
    }
}

impl<B> PartialEq for Text<B> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<B> Eq for Text<B> {}

impl<B> fmt::Debug for Text<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl<B> fmt::Display for Text<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<B> ToJson for Text<B> {
    fn to_json(&self) -> Json {
        Json::String(self.text.clone())
    }
}

impl<B> From<&str> for Text<B> {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl<B> From<&String> for Text<B> {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl<B> From<String> for Text<B> {
    fn from(text: String) -> Self {
        Cow::<'static, str>::Owned(text).into()
    }
}

impl<B> From<Cow<'static, str>> for Text<B> {
    fn from(text: Cow<'static, str>) -> Self {
        Self {
            text,
            bounds: PhantomData,
        }
    }
}

impl<B> From<Text<B>> for String {
    fn from(text: Text<B>) -> Self {
        text.text.into_owned()
    }
}

/// The bounds of a whole number. Generated marker types implement it.
pub trait IntBounds: 'static {
    /// The bounds, and the property that they belong to.
    const SCHEMA: &'static IntSchema;
}

/// A whole number with the bounds of `B`: the value of one property.
///
/// [`int!`](crate::int!) checks a literal at compile time; a number that is known only when the program
/// runs is made with `From` and checked with the template.
pub struct Int<B> {
    number: i64,
    bounds: PhantomData<fn() -> B>,
}

impl<B: IntBounds> Int<B> {
    /// A literal that the compiler checks. Call it in a `const` item or through [`int!`](crate::int!).
    ///
    /// # Panics
    /// If the literal is out of the range. In a constant that is a compile error; use `From` for numbers
    /// that are only known when the program runs.
    #[must_use]
    #[track_caller]
    #[allow(clippy::panic, reason = "in a constant the panic is the compile error")]
    pub const fn literal(number: i64) -> Self {
        assert!(B::SCHEMA.accepts(number), "{}", B::SCHEMA.refusal);
        Self {
            number,
            bounds: PhantomData,
        }
    }
}

impl<B> Int<B> {
    /// The number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.number
    }
}

impl<B> Clone for Int<B> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<B> Copy for Int<B> {}

impl<B> PartialEq for Int<B> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<B> Eq for Int<B> {}

impl<B> fmt::Debug for Int<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.number, f)
    }
}

impl<B> ToJson for Int<B> {
    fn to_json(&self) -> Json {
        Json::from(self.number)
    }
}

impl<B> From<i64> for Int<B> {
    fn from(number: i64) -> Self {
        Self {
            number,
            bounds: PhantomData,
        }
    }
}

/// A literal whose length and pattern the compiler checks against the property that takes it.
///
/// ```
/// # use cognito_cdk_template::{Text, TextBounds, IntoValue, Value, text};
/// # use cognito_cdk_template::schema::TextSchema;
/// # struct Prefix;
/// # static PREFIX: TextSchema = TextSchema::new("`Domain` takes 1 to 63 characters").length(Some(1), Some(63));
/// # impl TextBounds for Prefix { const SCHEMA: &'static TextSchema = &PREFIX; }
/// fn domain(value: impl IntoValue<Text<Prefix>>) -> Value<Text<Prefix>> { value.into_value() }
///
/// domain(text!("acme"));
/// ```
#[macro_export]
macro_rules! text {
    ($literal:expr) => {
        const { $crate::Text::literal($literal) }
    };
}

/// A whole number whose range the compiler checks against the property that takes it.
///
/// ```
/// # use cognito_cdk_template::{Int, IntBounds, IntoValue, Value, int};
/// # use cognito_cdk_template::schema::IntSchema;
/// # struct Days;
/// # static DAYS: IntSchema = IntSchema::new("`Days` takes 0 to 365").range(Some(0), Some(365));
/// # impl IntBounds for Days { const SCHEMA: &'static IntSchema = &DAYS; }
/// fn days(value: impl IntoValue<Int<Days>>) -> Value<Int<Days>> { value.into_value() }
///
/// days(int!(7));
/// ```
#[macro_export]
macro_rules! int {
    ($literal:expr) => {
        const { $crate::Int::literal($literal) }
    };
}
