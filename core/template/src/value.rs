//! `Value<T>`: what a property holds, a literal or an expression that CloudFormation evaluates.

use crate::expr::Expr;
use crate::into_value::IntoValue;
use crate::json::{Json, ToJson};
use crate::target::Target;
use crate::text::{Text, TextBounds};
use std::borrow::Cow;

/// A list whose elements may each be an expression.
pub type List<T> = Vec<Value<T>>;

/// A map with literal keys whose values may each be an expression.
///
/// It is kept and written in key order; one that was read from a template keeps the order that it had
/// there. It is a list, as maps in templates are small; a tree would cost each program a lot of code for
/// every type of values.
#[derive(Clone, Debug)]
pub struct Map<T> {
    entries: Vec<(Cow<'static, str>, Value<T>)>,
    /// Whether the entries are in another order than that of the keys.
    unsorted: bool,
}

impl<T> Map<T> {
    /// A map without entries.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
            unsorted: false,
        }
    }

    /// A map of entries whose keys are known to differ, in this order.
    pub(crate) fn from_unique(entries: Vec<(Cow<'static, str>, Value<T>)>) -> Self {
        Self {
            unsorted: !entries.is_sorted_by(|(a, _), (b, _)| a < b),
            entries,
        }
    }

    /// Sets the value of `key`, and gives back the one that it had.
    pub fn insert(
        &mut self,
        key: impl Into<Cow<'static, str>>,
        value: impl IntoValue<T>,
    ) -> Option<Value<T>> {
        let (key, value) = (key.into(), value.into_value());
        match self.position(&key) {
            Ok(at) => self
                .entries
                .get_mut(at)
                .map(|(_, old)| std::mem::replace(old, value)),
            Err(at) => {
                self.entries.insert(at, (key, value));
                None
            }
        }
    }

    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value<T>> {
        self.entries
            .get(self.position(key).ok()?)
            .map(|(_, value)| value)
    }

    /// The value of `key`, to change it.
    #[must_use]
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value<T>> {
        let at = self.position(key).ok()?;
        self.entries.get_mut(at).map(|(_, value)| value)
    }

    /// Takes the entry of `key` out.
    pub fn remove(&mut self, key: &str) -> Option<Value<T>> {
        Some(self.entries.remove(self.position(key).ok()?).1)
    }

    /// The entries in order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value<T>)> {
        self.entries
            .iter()
            .map(|(key, value)| (key.as_ref(), value))
    }

    /// How many entries there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) const fn entries(&self) -> &Vec<(Cow<'static, str>, Value<T>)> {
        &self.entries
    }

    /// Where the entry of `key` is, or else where it goes: before the first one with a greater key.
    fn position(&self, key: &str) -> Result<usize, usize> {
        if !self.unsorted {
            return self
                .entries
                .binary_search_by(|(other, _)| other.as_ref().cmp(key));
        }
        let mut keys = self.entries.iter().map(|(other, _)| other.as_ref());
        let greater = keys.clone().position(|other| other > key);
        keys.position(|other| other == key)
            .ok_or_else(|| greater.unwrap_or(self.entries.len()))
    }
}

impl<T: PartialEq> PartialEq for Map<T> {
    /// The order makes no difference.
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(key, value)| other.get(key) == Some(value))
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, K: Into<Cow<'static, str>>, U: IntoValue<T>> FromIterator<(K, U)> for Map<T> {
    /// Of two entries with the same key the later one stays.
    fn from_iter<I: IntoIterator<Item = (K, U)>>(entries: I) -> Self {
        let mut map = Self::new();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

/// The value of a property: a literal `T`, or an expression that CloudFormation evaluates to a `T`.
///
/// References are values and never marker strings, so a string method cannot corrupt one: `to_uppercase`
/// exists on a literal only. Setters take [`impl IntoValue<T>`](crate::IntoValue), which accepts literals,
/// values and expressions alike.
///
/// ```
/// use cognito_cdk_template::{IntoValue, Value, intrinsics};
///
/// let literal: Value<String> = "acme".into_value();
/// assert_eq!(literal.as_literal().map(String::as_str), Some("acme"));
///
/// let computed: Value<String> = intrinsics::join("-", [literal, intrinsics::region()]);
/// assert!(computed.as_literal().is_none());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Value<T> {
    /// A value that is known when the program runs.
    Literal(T),
    /// An expression that CloudFormation evaluates during the deployment.
    Expr(Box<Expr>),
}

impl<T> Value<T> {
    /// A value that CloudFormation computes by `expression`.
    ///
    /// The type is the caller's claim: nothing here can check what the expression will evaluate to.
    #[must_use]
    pub fn from_expr(expression: Expr) -> Self {
        Self::Expr(Box::new(expression))
    }

    /// `Ref` to `target`.
    #[must_use]
    pub fn reference(target: Target) -> Self {
        Self::from_expr(Expr::Ref(target))
    }

    /// `Fn::GetAtt` of the attribute `name` of `target`.
    #[must_use]
    pub fn attribute(target: Target, name: impl Into<Cow<'static, str>>) -> Self {
        Self::from_expr(Expr::GetAtt(target, name.into()))
    }

    /// The literal, unless the value is an expression.
    #[must_use]
    pub fn as_literal(&self) -> Option<&T> {
        match self {
            Self::Literal(literal) => Some(literal),
            Self::Expr(_) => None,
        }
    }

    /// The literal to change in place, unless the value is an expression.
    #[must_use]
    pub fn as_literal_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Literal(literal) => Some(literal),
            Self::Expr(_) => None,
        }
    }
}

impl<T: ToJson> Value<T> {
    /// Gives up the type: the result fits every property.
    ///
    /// It is the explicit way around the typed references, for values whose kind the compiler cannot
    /// know, such as the id of a pool that arrives through a template parameter.
    #[must_use]
    pub fn cast(self) -> Expr {
        match self {
            Self::Literal(literal) => Expr::Json(literal.to_json()),
            Self::Expr(expression) => *expression,
        }
    }
}

impl From<&str> for Value<String> {
    fn from(literal: &str) -> Self {
        Self::Literal(literal.to_owned())
    }
}

impl From<String> for Value<String> {
    fn from(literal: String) -> Self {
        Self::Literal(literal)
    }
}

impl<B: TextBounds> From<Value<Text<B>>> for Value<String> {
    fn from(value: Value<Text<B>>) -> Self {
        value.into_value()
    }
}

impl<T: ToJson> ToJson for Value<T> {
    fn to_json(&self) -> Json {
        match self {
            Self::Literal(literal) => literal.to_json(),
            Self::Expr(expression) => Json::from((**expression).clone()),
        }
    }
}
