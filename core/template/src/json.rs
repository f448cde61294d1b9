//! `Json`: data with expressions inside, and `ToJson`, how typed values become it.

use crate::expr::Expr;
use crate::from_json::Generated;
use crate::value::{List, Map, Value};
use serde_json::Number;
use std::borrow::Cow;

/// JSON data in which an expression may stand wherever a value may.
///
/// Everything that goes into a template is one of these in the end. Properties that AWS declares as
/// free-form JSON take it directly:
///
/// ```
/// use cognito_cdk_template::{Json, intrinsics};
///
/// let settings = Json::object([
///     ("region", Json::from(intrinsics::region())),
///     ("enabled", Json::from(true)),
/// ]);
/// assert_eq!(settings.to_string(), r#"{"region":{"Ref":"AWS::Region"},"enabled":true}"#);
/// ```
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    String(Cow<'static, str>),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(Object),
    /// An expression.
    Expr(Box<Expr>),
}

/// Does something with each part of some data that may have an expression inside: to read it with `iter` and
/// `as_ref`, to change it with `iter_mut` and `as_mut`.
macro_rules! each_part {
    ($json:expr, $iter:ident, $as:ident, |$part:ident| $visit:expr) => {
        match $json {
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
            Json::List(elements) => {
                for $part in elements.$iter().filter(|part| part.may_hold_expr()) {
                    $visit;
                }
            }
            Json::Object(Object(members)) => {
                for (_, $part) in members.$iter().filter(|(_, part)| part.may_hold_expr()) {
                    $visit;
                }
            }
            Json::Expr(expression) => match expression.$as() {
                Expr::Ref(_) | Expr::GetAtt(..) | Expr::Condition(_) => {}
                Expr::If {
                    then, otherwise, ..
                } => {
                    for $part in [then, otherwise] {
                        $visit;
                    }
                }
                Expr::FindInMap {
                    map: _,
                    top,
                    second,
                    default,
                } => {
                    for $part in [top, second].into_iter().chain(default) {
                        $visit;
                    }
                }
                Expr::Sub {
                    body: _,
                    variables: Object(variables),
                } => {
                    for (_, $part) in variables.$iter() {
                        $visit;
                    }
                }
                Expr::Call(_, $part) => $visit,
                Expr::Json($part) => $visit,
            },
        }
    };
}

impl Json {
    /// An object with these members, in this order.
    pub fn object<K: Into<Cow<'static, str>>, V: Into<Json>>(
        members: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        Self::Object(
            members
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }

    /// A list of these elements.
    pub fn list<V: Into<Json>>(elements: impl IntoIterator<Item = V>) -> Self {
        Self::List(elements.into_iter().map(Into::into).collect())
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The object, if it is one.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The elements, if it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Json]> {
        match self {
            Self::List(elements) => Some(elements),
            _ => None,
        }
    }

    /// What kind of data it is, for messages.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
            Self::Expr(_) => "an expression",
        }
    }

    /// Whether there may be an expression inside: nearly all data are texts and numbers.
    pub(crate) const fn may_hold_expr(&self) -> bool {
        matches!(self, Self::List(_) | Self::Object(_) | Self::Expr(_))
    }

    /// Calls `visit` for each expression inside, the outer ones first.
    pub fn for_each_expr<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        if let Self::Expr(expression) = self {
            visit(expression);
        }
        each_part!(self, iter, as_ref, |part| part.for_each_expr(visit));
    }

    /// Replaces expressions, the inner ones first: where `replace` gives data, it takes the place of the
    /// expression.
    pub fn replace_exprs(&mut self, replace: &mut dyn FnMut(&mut Expr) -> Option<Json>) {
        each_part!(self, iter_mut, as_mut, |part| part.replace_exprs(replace));
        if let Self::Expr(expression) = self
            && let Some(json) = replace(expression)
        {
            *self = json;
        }
    }
}

/// A JSON object that keeps the order of its members.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Object(Vec<(Cow<'static, str>, Json)>);

impl Object {
    /// An object without members.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// An object for the properties of a type that has so many.
    #[doc(hidden)]
    #[must_use]
    pub fn with_room(properties: usize) -> Self {
        /// Few objects have more properties of a type, however many there are.
        const MOST: usize = 16;
        Self(Vec::with_capacity(properties.min(MOST)))
    }

    /// An object of members whose names are known to differ.
    pub(crate) const fn from_unique(members: Vec<(Cow<'static, str>, Json)>) -> Self {
        Self(members)
    }

    /// Sets a member; a member of that name keeps its place and gets the new value.
    pub fn insert(&mut self, key: impl Into<Cow<'static, str>>, value: impl Into<Json>) {
        let key = key.into();
        match self.get_mut(&key) {
            Some(old) => *old = value.into(),
            None => self.0.push((key, value.into())),
        }
    }

    /// Adds a member that is known to be new.
    fn push(&mut self, key: &'static str, value: Json) {
        self.0.push((Cow::Borrowed(key), value));
    }

    /// The member of that name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.0
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// The member of that name, to change it.
    #[must_use]
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        self.0
            .iter_mut()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// Takes the member of that name out.
    pub fn remove(&mut self, key: &str) -> Option<Json> {
        let index = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(index).1)
    }

    /// The members in order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Json)> {
        self.0.iter().map(|(key, value)| (key.as_ref(), value))
    }

    /// The members in order, with the names as they are kept.
    pub(crate) fn members(&self) -> impl ExactSizeIterator<Item = &(Cow<'static, str>, Json)> {
        self.0.iter()
    }

    /// The member of that name and where it is; it is looked for at `start` first.
    pub(crate) fn find_from(&self, start: usize, key: &str) -> Option<(usize, &Json)> {
        let named = |(_, (name, _)): &(usize, &(Cow<'static, str>, Json))| *name == key;
        let at_start = self
            .0
            .get(start)
            .map(|member| (start, member))
            .filter(named);
        let found = at_start.or_else(|| self.0.iter().enumerate().find(named));
        found.map(|(index, (_, value))| (index, value))
    }

    /// The values in order, to change them.
    pub fn values_mut(&mut self) -> impl ExactSizeIterator<Item = &mut Json> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// How many members there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no member.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(Cow<'static, str>, Json)> for Object {
    fn from_iter<I: IntoIterator<Item = (Cow<'static, str>, Json)>>(members: I) -> Self {
        let mut object = Self::new();
        for (key, value) in members {
            object.insert(key, value);
        }
        object
    }
}

impl IntoIterator for Object {
    type Item = (Cow<'static, str>, Json);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// How a typed value is written into a template.
pub trait ToJson {
    /// The value as data.
    fn to_json(&self) -> Json;
}

/// A field of a generated struct: a required value, or an optional one that may be left out.
#[doc(hidden)]
pub trait Field {
    /// Adds the value to `object`, if there is one.
    fn put(&self, key: &'static str, object: &mut Object);
}

// These run for every property of every type, so they are written to instantiate little code.
impl<T: ToJson> Field for Value<T> {
    fn put(&self, key: &'static str, object: &mut Object) {
        object.push(key, self.to_json());
    }
}

impl<T: ToJson> Field for Option<Value<T>> {
    fn put(&self, key: &'static str, object: &mut Object) {
        if let Some(value) = self {
            object.push(key, value.to_json());
        }
    }
}

/// The text of a generated enum, without a copy if it is one of the published `values`.
#[doc(hidden)]
#[must_use]
pub fn published(text: &str, values: &'static [&'static str]) -> Json {
    let published = values.iter().find(|value| **value == text);
    Json::String(published.map_or_else(
        || Cow::Owned(text.to_owned()),
        |value| Cow::Borrowed(*value),
    ))
}

impl ToJson for Json {
    fn to_json(&self) -> Json {
        self.clone()
    }
}

impl ToJson for bool {
    fn to_json(&self) -> Json {
        Json::Bool(*self)
    }
}

impl ToJson for i64 {
    fn to_json(&self) -> Json {
        Json::from(*self)
    }
}

impl ToJson for f64 {
    fn to_json(&self) -> Json {
        Json::from(*self)
    }
}

impl ToJson for String {
    fn to_json(&self) -> Json {
        Json::String(Cow::Owned(self.clone()))
    }
}

impl<T: Generated> ToJson for T {
    fn to_json(&self) -> Json {
        self.write()
    }
}

impl<T: ToJson> ToJson for List<T> {
    fn to_json(&self) -> Json {
        let mut elements = Vec::with_capacity(self.len());
        for element in self {
            elements.push(element.to_json());
        }
        Json::List(elements)
    }
}

impl<T: ToJson> ToJson for Map<T> {
    fn to_json(&self) -> Json {
        let mut members = Vec::with_capacity(self.len());
        for (key, value) in self.entries() {
            members.push((key.clone(), value.to_json()));
        }
        Json::Object(Object(members))
    }
}

impl From<Expr> for Json {
    fn from(expression: Expr) -> Self {
        match expression {
            Expr::Json(json) => json,
            other => Self::Expr(Box::new(other)),
        }
    }
}

impl<T: ToJson> From<Value<T>> for Json {
    fn from(value: Value<T>) -> Self {
        value.to_json()
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl From<Vec<Json>> for Json {
    fn from(elements: Vec<Json>) -> Self {
        Self::List(elements)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i32> for Json {
    fn from(value: i32) -> Self {
        Self::Number(value.into())
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<f64> for Json {
    /// A whole number is written without a decimal point; a value that JSON cannot express becomes `null`.
    fn from(value: f64) -> Self {
        /// Up to here every whole `f64` is exact, and so is its conversion to `i64`.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if value.fract() == 0.0 && value.abs() <= EXACT {
            #[allow(
                clippy::cast_possible_truncation,
                reason = "the value is whole and within the exact range"
            )]
            return Self::from(value as i64);
        }
        Number::from_f64(value).map_or(Self::Null, Self::Number)
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Self {
        Self::String(Cow::Owned(value.to_owned()))
    }
}

impl From<String> for Json {
    fn from(value: String) -> Self {
        Self::String(Cow::Owned(value))
    }
}

impl From<Cow<'static, str>> for Json {
    fn from(value: Cow<'static, str>) -> Self {
        Self::String(value)
    }
}

impl From<serde_json::Value> for Json {
    /// Takes the data as it is: an object such as `{"Ref": "Pool"}` stays data and is not made a reference.
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(value),
            serde_json::Value::Number(number) => Self::Number(number),
            serde_json::Value::String(text) => Self::String(Cow::Owned(text)),
            serde_json::Value::Array(elements) => {
                Self::List(elements.into_iter().map(Self::from).collect())
            }
            serde_json::Value::Object(members) => Self::Object(Object(
                members
                    .into_iter()
                    .map(|(key, value)| (Cow::Owned(key), value.into()))
                    .collect(),
            )),
        }
    }
}
