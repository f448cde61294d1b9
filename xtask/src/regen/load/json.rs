//! JSON with good errors: parsing, a cursor that knows its path, and the notes that are collected on the
//! way.

#[cfg(test)]
pub(crate) mod tests;

use anyhow::{Error, Result, anyhow};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};
use std::collections::BTreeMap;
use std::fmt;

/// Parses `bytes`, which `file` names in messages.
///
/// A key that an object has twice with different values is an error: which of them counts would be a
/// guess.
pub(crate) fn parse(file: &str, bytes: &[u8]) -> Result<Value> {
    let json = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if json.trim_ascii().is_empty() {
        return Err(anyhow!("{file}: expected JSON, found an empty file"));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let value = Tree.deserialize(&mut deserializer);
    value
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| explain(file, json, &error))
}

/// Turns a parser's error into one that says what the file looks like.
fn explain(file: &str, bytes: &[u8], error: &serde_json::Error) -> Error {
    let place = format!("line {}, column {}", error.line(), error.column());
    let text = error.to_string();
    let reason = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(reason, _)| reason);
    if error.is_eof() {
        return anyhow!(
            "{file}: the JSON ends too early, at {place}, after {} bytes: the file is truncated; it begins with {}",
            bytes.len(),
            beginning(bytes),
        );
    }
    if reason.starts_with("recursion limit") {
        return anyhow!(
            "{file}: the JSON is nested too deep, at {place}: at most 127 levels are read"
        );
    }
    if error.is_data() {
        return anyhow!("{file}: {reason}, at {place}");
    }
    anyhow!(
        "{file}: this is no JSON: {reason}, at {place}; it begins with {}",
        beginning(bytes)
    )
}

/// The first bytes of a file for a message, with what they give away about it.
fn beginning(bytes: &[u8]) -> String {
    const SHOWN: usize = 40;
    let start = bytes.get(..SHOWN).unwrap_or(bytes);
    let kind = match bytes.trim_ascii_start() {
        [0x1F, 0x8B, ..] => " (gzip data: decompress it first)",
        [b'P', b'K', ..] => " (a zip archive: unpack it first)",
        [b'<', ..] => " (an HTML or XML page: not the file itself)",
        _ => "",
    };
    let text = String::from_utf8_lossy(start);
    format!("`{}`{kind}", text.escape_debug())
}

/// Builds a [`Value`] and refuses contradictory keys on the way.
struct Tree;

impl<'de> DeserializeSeed<'de> for Tree {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom("a number is out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Tree)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(Tree)?;
            match object.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(entry) if *entry.get() == value => {}
                Entry::Occupied(entry) => {
                    return Err(A::Error::custom(format_args!(
                        "the key `{}` is there twice, with different values",
                        shorten(entry.key())
                    )));
                }
            }
        }
        Ok(Value::Object(object))
    }
}

/// A value in a document, with the way to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Here<'p, 'v> {
    file: &'p str,
    parent: Option<&'p Here<'p, 'v>>,
    step: Step<'p>,
    value: &'v Value,
}

#[derive(Debug, Clone, Copy)]
enum Step<'p> {
    Root,
    Key(&'p str),
    Index(usize),
}

impl<'p, 'v> Here<'p, 'v> {
    /// The document itself.
    pub(crate) fn root(file: &'p str, value: &'v Value) -> Self {
        Self {
            file,
            parent: None,
            step: Step::Root,
            value,
        }
    }

    /// The value that a JSON pointer such as `#/properties/Arn` leads to.
    pub(crate) fn pointed(file: &'p str, pointer: &'p str, value: &'v Value) -> Self {
        Self {
            file,
            parent: None,
            step: Step::Key(pointer),
            value,
        }
    }

    /// The value.
    pub(crate) fn value(&self) -> &'v Value {
        self.value
    }

    /// The key under which the value is, or nothing if it is no object's.
    pub(crate) fn name(&self) -> &'p str {
        match self.step {
            Step::Key(key) => key,
            Step::Root | Step::Index(_) => "",
        }
    }

    /// The value as a string.
    pub(crate) fn string(&self) -> Result<&'v str> {
        self.value.as_str().ok_or_else(|| self.expected("a string"))
    }

    /// The value as `true` or `false`.
    pub(crate) fn boolean(&self) -> Result<bool> {
        self.value
            .as_bool()
            .ok_or_else(|| self.expected("true or false"))
    }

    /// The value as a number.
    pub(crate) fn number(&self) -> Result<&'v Number> {
        self.value
            .as_number()
            .ok_or_else(|| self.expected("a number"))
    }

    /// The value as a whole number from 0; it may be written as `1.0`.
    pub(crate) fn count(&self) -> Result<u64> {
        let number = self.number()?;
        let whole = number.as_u64().or_else(|| {
            let text = number.to_string();
            text.strip_suffix(".0")
                .and_then(|digits| digits.parse().ok())
        });
        whole.ok_or_else(|| self.expected("a whole number from 0"))
    }

    /// The value as an object.
    pub(crate) fn object(&self) -> Result<&'v Map<String, Value>> {
        self.value
            .as_object()
            .ok_or_else(|| self.expected("an object"))
    }

    /// The entries of an object, none of them with an empty name.
    pub(crate) fn entries<'s>(&'s self) -> Result<Vec<Here<'s, 'v>>>
    where
        'v: 's,
    {
        let entries = self.patterns()?;
        if entries.iter().any(|entry| entry.name().is_empty()) {
            return Err(self.error("an entry has an empty name"));
        }
        Ok(entries)
    }

    /// The entries of an object whose keys are patterns: an empty one matches everything.
    pub(crate) fn patterns<'s>(&'s self) -> Result<Vec<Here<'s, 'v>>>
    where
        'v: 's,
    {
        let entries = self.object()?.iter();
        Ok(entries
            .map(|(key, value)| self.step(Step::Key(key), value))
            .collect())
    }

    /// The items of a list.
    pub(crate) fn items<'s>(&'s self) -> Result<Vec<Here<'s, 'v>>>
    where
        'v: 's,
    {
        let list = self
            .value
            .as_array()
            .ok_or_else(|| self.expected("a list"))?;
        Ok(list
            .iter()
            .enumerate()
            .map(|(at, value)| self.step(Step::Index(at), value))
            .collect())
    }

    /// The entry `key` of an object, which must be there.
    pub(crate) fn need<'s>(&'s self, key: &'s str) -> Result<Here<'s, 'v>>
    where
        'v: 's,
    {
        let object = self.object()?;
        let value = object
            .get(key)
            .ok_or_else(|| self.expected(&format!("the key `{key}`")))?;
        Ok(self.step(Step::Key(key), value))
    }

    fn step<'s>(&'s self, step: Step<'s>, value: &'v Value) -> Here<'s, 'v>
    where
        'v: 's,
    {
        Here {
            file: self.file,
            parent: Some(self),
            step,
            value,
        }
    }

    /// An error about the value.
    pub(crate) fn error(&self, message: impl fmt::Display) -> Error {
        anyhow!("{self}: {message}")
    }

    /// The error that something else is expected here.
    pub(crate) fn expected(&self, what: &str) -> Error {
        self.error(format_args!(
            "expected {what}, found {}",
            describe(self.value)
        ))
    }

    fn write_path(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.write_path(formatter)?;
            if matches!(
                (self.step, parent.step),
                (Step::Key(_), Step::Key(_) | Step::Index(_))
            ) {
                formatter.write_str(".")?;
            }
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Index(at) => write!(formatter, "[{at}]"),
            Step::Key(key) if key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') => {
                formatter.write_str(&shorten(key))
            }
            Step::Key(key) => write!(formatter, "\"{}\"", shorten(key)),
        }
    }
}

/// The file and the JSON path: `spec.json: ResourceTypes."AWS::X::Y".Properties.Z`.
impl fmt::Display for Here<'_, '_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.file)?;
        if !matches!(self.step, Step::Root) {
            formatter.write_str(": ")?;
        }
        self.write_path(formatter)
    }
}

/// What a value is, for a message.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) if text.is_empty() => "an empty string".to_owned(),
        Value::String(text) => format!("the string \"{}\"", shorten(text)),
        Value::Array(items) if items.is_empty() => "an empty list".to_owned(),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(object) if object.is_empty() => "an empty object".to_owned(),
        Value::Object(object) => {
            let mut keys: Vec<_> = object
                .keys()
                .take(4)
                .map(|key| format!("`{}`", shorten(key)))
                .collect();
            if object.len() > keys.len() {
                keys.push("…".to_owned());
            }
            format!("an object with {}", keys.join(", "))
        }
    }
}

/// Upstream text for a message: escaped, and cut when it is long.
pub(crate) fn shorten(text: &str) -> String {
    const SHOWN: usize = 80;
    let mut short: String = text
        .chars()
        .take(SHOWN)
        .flat_map(char::escape_debug)
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        short.push('…');
    }
    short
}

/// What a maintainer should know and need not act on, each remark once.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// By remark: the first place, and how many there are.
    remarks: BTreeMap<String, (String, usize)>,
}

impl Notes {
    /// Remarks on a value.
    pub(crate) fn add(&mut self, remark: impl Into<String>, here: &Here<'_, '_>) {
        let first = self.remarks.entry(remark.into());
        first.or_insert_with(|| (here.to_string(), 0)).1 += 1;
    }

    /// The remarks as lines.
    pub(crate) fn into_lines(self) -> Vec<String> {
        let line = |(remark, (first, places)): (String, (String, usize))| match places {
            1 => format!("{first}: {remark}"),
            _ => format!("{first}: {remark} (and so at {} more places)", places - 1),
        };
        self.remarks.into_iter().map(line).collect()
    }
}
