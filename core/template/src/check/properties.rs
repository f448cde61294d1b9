//! Properties against the schema of their type: required ones, kinds, bounds, values.

use super::{Finding, Report, Rule, literals, push_cut, push_key};
use crate::json::{Json, Object};
use crate::schema::{
    IntSchema, ListSchema, PropertySchema, ResourceSchema, Shape, TextSchema, count_chars,
};
use crate::template::Template;
use std::borrow::Cow;
use std::fmt::Write as _;

/// Checks the rendered properties of the resource `element` against the schema of its type.
///
/// Expressions are left alone, as only CloudFormation knows their values. As CloudFormation does, a check
/// takes a text for a number or a boolean if it reads as one.
#[must_use]
pub fn check_properties(
    element: &str,
    properties: &Object,
    schema: &'static ResourceSchema,
) -> Vec<Finding> {
    let mut checker = Checker::new();
    checker.resource(element, properties, schema);
    checker.report.0
}

/// Checks the properties of all resources of a template whose type is known.
pub(super) fn check(template: &Template, report: &mut Report) {
    let mut checker = Checker::new();
    for (id, entry) in template.resources().iter() {
        let Some(schema) = entry.resource().schema() else {
            continue;
        };
        match entry.properties() {
            Cow::Borrowed(properties) => checker.resource(id, properties, schema),
            Cow::Owned(properties) => {
                let found = check_properties(id, &properties, schema);
                checker.report.0.extend(found);
            }
        }
    }
    report.0.append(&mut checker.report.0);
}

enum Segment<'a> {
    Key(&'a str),
    Index(usize),
}

struct Checker<'a> {
    element: &'a str,
    /// The type whose property is looked at, for messages.
    owner: &'static str,
    path: Vec<Segment<'a>>,
    report: Report,
}

impl<'a> Checker<'a> {
    const fn new() -> Self {
        Self {
            element: "",
            owner: "",
            path: Vec::new(),
            report: Report(Vec::new()),
        }
    }

    fn resource(
        &mut self,
        element: &'a str,
        properties: &'a Object,
        schema: &'static ResourceSchema,
    ) {
        (self.element, self.owner) = (element, schema.cfn_type);
        self.object(properties, schema.properties, schema.additional_properties);
    }

    fn add(&mut self, rule: Rule, message: impl Into<String>, remedy: impl Into<String>) {
        let mut path = String::from("Properties");
        for segment in &self.path {
            match segment {
                Segment::Key(key) => {
                    path.push('.');
                    push_key(&mut path, key);
                }
                // Writing into a `String` cannot fail.
                Segment::Index(index) => drop(write!(path, "[{index}]")),
            }
        }
        self.report.add(rule, self.element, path, message, remedy);
    }

    fn within(&mut self, segment: Segment<'a>, check: impl FnOnce(&mut Self)) {
        self.path.push(segment);
        check(self);
        self.path.pop();
    }

    fn object(&mut self, object: &'a Object, properties: &'static [PropertySchema], open: bool) {
        /// Rendered members and schema are sorted alike, so that the next one is a few steps ahead. To compare
        /// names for equality is quicker than to ask which comes first, as most differ in length.
        const AHEAD: usize = 12;
        let mut next = 0;
        let mut present = 0;
        for (key, value) in object.iter() {
            let ahead = properties.get(next..).unwrap_or_default().iter();
            let skipped = ahead.take(AHEAD).position(|property| property.name == key);
            let position = match skipped {
                Some(skipped) => Some(next + skipped),
                None => properties
                    .binary_search_by(|property| property.name.cmp(key))
                    .ok(),
            };
            let Some((position, property)) =
                position.and_then(|at| Some((at, properties.get(at)?)))
            else {
                if !open {
                    self.unknown_property(key, properties);
                }
                continue;
            };
            next = position + 1;
            present += usize::from(property.required);
            self.within(Segment::Key(key), |checker| {
                checker.value(value, &property.shape);
            });
        }
        if present
            < properties
                .iter()
                .filter(|property| property.required)
                .count()
        {
            for property in properties
                .iter()
                .filter(|property| property.required && object.get(property.name).is_none())
            {
                let message = format!(
                    "required property `{}` of `{}` is not set",
                    property.name, self.owner
                );
                self.within(Segment::Key(property.name), |checker| {
                    checker.add(
                        Rule::MissingProperty,
                        message,
                        "set it, or take back the override that deletes it",
                    );
                });
            }
        }
    }

    fn unknown_property(&mut self, key: &'a str, properties: &'static [PropertySchema]) {
        let message = format!("`{}` has no property `{}`", self.owner, shorten(key));
        let known = properties
            .iter()
            .find(|property| property.name.eq_ignore_ascii_case(key));
        let remedy = known.map_or_else(
            || "check the name; if AWS has added it since, nothing is wrong".to_owned(),
            |property| format!("write `{}`", property.name),
        );
        self.within(Segment::Key(key), |checker| {
            checker.add(Rule::UnknownProperty, message, remedy);
        });
    }

    fn value(&mut self, value: &'a Json, shape: &'static Shape) {
        match (shape, value) {
            (Shape::Json, _)
            | (_, Json::Expr(_) | Json::Null)
            | (Shape::Text(None), Json::String(_) | Json::Number(_) | Json::Bool(_))
            | (Shape::Boolean, Json::Bool(_)) => {}
            (Shape::Text(Some(schema)), Json::String(text)) => self.text(text, schema),
            (Shape::Text(Some(schema)), Json::Number(_) | Json::Bool(_)) => {
                self.text(&value.to_string(), schema);
            }
            (Shape::Identifier(kind, own), Json::String(text)) => {
                self.text(text, kind);
                self.text(text, own);
            }
            (Shape::Integer(schema), Json::Number(number)) => {
                self.integer(number.as_i64(), *schema, value);
            }
            (Shape::Integer(schema), Json::String(text)) => {
                self.integer(text.parse().ok(), *schema, value);
            }
            (Shape::Double { minimum, maximum }, Json::Number(number)) => {
                self.double(number.as_f64(), *minimum, *maximum, value);
            }
            (Shape::Double { minimum, maximum }, Json::String(text)) => {
                self.double(text.parse().ok(), *minimum, *maximum, value);
            }
            (Shape::Boolean, Json::String(text)) if reads_as_boolean(text) => {}
            (Shape::Enum(values), Json::String(text)) => self.enumeration(text, values),
            (Shape::Object(schema), Json::Object(object)) => {
                let owner = std::mem::replace(&mut self.owner, schema.name);
                self.object(object, schema.properties, false);
                self.owner = owner;
            }
            (Shape::List(schema), Json::List(elements)) => self.list(elements, schema),
            (Shape::Map(schema), Json::Object(object)) => {
                self.count("map", "entries", object.len(), schema.min, schema.max, true);
                for (key, value) in object.iter() {
                    self.within(Segment::Key(key), |checker| {
                        checker.value(value, &schema.values);
                    });
                }
            }
            _ => {
                let message = format!("{} is set where {} is needed", value.kind(), shape.kind());
                self.add(Rule::WrongType, message, "");
            }
        }
    }

    fn text(&mut self, text: &str, schema: &'static TextSchema) {
        if !schema.accepts_length(text) {
            let message = format!(
                "the text has {} characters, and {} are allowed",
                count_chars(text),
                range(schema.min.map(i64::from), schema.max.map(i64::from)),
            );
            self.add(Rule::TextLength, message, "");
        }
        if let Some(pattern) = schema.pattern
            && !pattern.matches(text)
        {
            let message = format!("`{}` does not match `{}`", shorten(text), pattern.text());
            self.add(Rule::TextPattern, message, literals::remedy(pattern, text));
        }
    }

    fn integer(&mut self, number: Option<i64>, schema: Option<&'static IntSchema>, value: &Json) {
        let Some(number) = number else {
            let message = format!("{} is set where a whole number is needed", value.kind());
            return self.add(Rule::WrongType, message, "");
        };
        if let Some(schema) = schema
            && !schema.accepts(number)
        {
            let message = format!(
                "{number} is set, and {} is allowed",
                range(schema.minimum, schema.maximum)
            );
            self.add(Rule::NumberRange, message, "");
        }
    }

    fn double(
        &mut self,
        number: Option<f64>,
        minimum: Option<f64>,
        maximum: Option<f64>,
        value: &Json,
    ) {
        let Some(number) = number else {
            let message = format!("{} is set where a number is needed", value.kind());
            return self.add(Rule::WrongType, message, "");
        };
        if minimum.is_some_and(|minimum| number < minimum)
            || maximum.is_some_and(|maximum| number > maximum)
        {
            let message = format!(
                "{number} is set, and {} is allowed",
                range(minimum, maximum)
            );
            self.add(Rule::NumberRange, message, "");
        }
    }

    fn enumeration(&mut self, text: &str, values: &'static [&'static str]) {
        if !values.contains(&text) {
            let message = format!("`{}` is none of the published values", shorten(text));
            let remedy = format!(
                "write one of {}; if AWS has added it since, nothing is wrong",
                list_of(values)
            );
            self.add(Rule::UnknownValue, message, remedy);
        }
    }

    fn count(
        &mut self,
        what: &str,
        parts: &str,
        length: usize,
        min: Option<u32>,
        max: Option<u32>,
        exact: bool,
    ) {
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        let (min, max) = (min.map(i64::from), max.map(i64::from));
        if (exact && max.is_some_and(|max| length > max)) || min.is_some_and(|min| length < min) {
            let message = format!(
                "the {what} has {length} {parts}, and {} are allowed",
                range(min, max)
            );
            self.add(Rule::ListElements, message, "");
        }
    }

    fn list(&mut self, elements: &'a [Json], schema: &'static ListSchema) {
        // An element may be an `Fn::If` that comes out as nothing, so only a list of literals is too long.
        let literal = !elements
            .iter()
            .any(|element| matches!(element, Json::Expr(_)));
        self.count(
            "list",
            "elements",
            elements.len(),
            schema.min,
            schema.max,
            literal,
        );
        if schema.unique
            && let Some((_, twice)) = elements
                .iter()
                .enumerate()
                .find(|(at, element)| elements.iter().take(*at).any(|other| other == *element))
        {
            let message = format!("`{}` stands in the list twice", shorten(&twice.to_string()));
            self.add(Rule::ListElements, message, "leave one of them out");
        }
        for (index, element) in elements.iter().enumerate() {
            self.within(Segment::Index(index), |checker| {
                checker.value(element, &schema.items);
            });
        }
    }
}

impl Shape {
    /// What the shape takes, for messages.
    const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) | Self::Identifier(..) | Self::Enum(_) => "a string",
            Self::Integer(_) => "a whole number",
            Self::Double { .. } => "a number",
            Self::Boolean => "a boolean",
            Self::Json => "JSON",
            Self::Object(_) | Self::Map(_) => "an object",
            Self::List(_) => "a list",
        }
    }
}

/// CloudFormation takes `"True"` for `true`, as YAML does.
fn reads_as_boolean(text: &str) -> bool {
    ["true", "false"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word))
}

fn range<N: std::fmt::Display>(minimum: Option<N>, maximum: Option<N>) -> String {
    match (minimum, maximum) {
        (Some(minimum), Some(maximum)) => format!("{minimum} to {maximum}"),
        (Some(minimum), None) => format!("at least {minimum}"),
        (None, Some(maximum)) => format!("at most {maximum}"),
        (None, None) => "any number".to_owned(),
    }
}

fn list_of(values: &[&str]) -> String {
    values
        .iter()
        .map(|value| format!("`{value}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The beginning of a text that may be long, for messages.
pub(crate) fn shorten(text: &str) -> String {
    const MOST: usize = 60;
    let mut short = String::new();
    push_cut(&mut short, text, MOST);
    short.escape_debug().to_string()
}
