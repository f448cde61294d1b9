//! How the values are read that are no structs: texts, numbers, lists, maps and the like.

use super::{FromJson, Generated, Reader, Step, is_function};
use crate::json::{Json, ToJson};
use crate::text::{Int, Text};
use crate::value::{List, Map};

impl FromJson for Json {
    fn from_json(json: &Json, _: &mut Reader) -> Option<Self> {
        Some(json.clone())
    }
}

impl FromJson for bool {
    fn from_json(json: &Json, reader: &mut Reader) -> Option<Self> {
        match json {
            Json::Bool(value) => Some(*value),
            _ => scalar(reader, "a boolean", json),
        }
    }
}

impl FromJson for i64 {
    fn from_json(json: &Json, reader: &mut Reader) -> Option<Self> {
        exact(
            reader,
            "a whole number",
            json,
            json.as_number().and_then(serde_json::Number::as_i64),
        )
    }
}

impl FromJson for f64 {
    fn from_json(json: &Json, reader: &mut Reader) -> Option<Self> {
        exact(
            reader,
            "a number",
            json,
            json.as_number().and_then(serde_json::Number::as_f64),
        )
    }
}

impl FromJson for String {
    fn from_json(json: &Json, reader: &mut Reader) -> Option<Self> {
        match json {
            Json::String(text) => Some(text.clone().into_owned()),
            _ => reader.misfit("a text", json),
        }
    }
}

impl<B> FromJson for Text<B> {
    fn from_json(json: &Json, reader: &mut Reader) -> Option<Self> {
        match json {
            Json::String(text) => Some(text.clone().into()),
            _ => reader.misfit("a text", json),
        }
    }
}

impl<B> FromJson for Int<B> {
    fn from_json(json: &Json, reader: &mut Reader) -> Option<Self> {
        i64::from_json(json, reader).map(Self::from)
    }
}

impl<T: Generated> FromJson for T {
    fn from_json(json: &Json, reader: &mut Reader) -> Option<Self> {
        T::read(json, reader)
    }
}

impl<T: FromJson> FromJson for List<T> {
    fn from_json(json: &Json, reader: &mut Reader) -> Option<Self> {
        let Json::List(elements) = json else {
            return reader.misfit("a list", json);
        };
        let mut list = Self::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            list.push(reader.value(&Step::Index(index), element));
        }
        Some(list)
    }
}

impl<T: FromJson> FromJson for Map<T> {
    fn from_json(json: &Json, reader: &mut Reader) -> Option<Self> {
        let object = match json {
            Json::Object(object) if !is_function(object) => object,
            _ => return reader.misfit("an object", json),
        };
        let mut entries = Vec::with_capacity(object.len());
        for (key, value) in object.members() {
            entries.push((key.clone(), reader.value(&Step::Key(key), value)));
        }
        Some(Self::from_unique(entries))
    }
}

/// A number that is written as it was read: `8.0` is no whole number, and no number that stays `8.0`.
fn exact<T: ToJson>(
    reader: &mut Reader,
    needed: &str,
    json: &Json,
    number: Option<T>,
) -> Option<T> {
    match number {
        Some(number) if number.to_json() == *json => Some(number),
        _ => scalar(reader, needed, json),
    }
}

/// Notes a value that is no boolean or number. It is short and no secret, so the note shows it.
fn scalar<T>(reader: &mut Reader, needed: &str, json: &Json) -> Option<T> {
    const SHORT: usize = 40;
    match json {
        Json::String(text) if text.len() > SHORT => reader.misfit(needed, json),
        Json::String(_) | Json::Number(_) | Json::Bool(_) => {
            reader.note(format!("{json} is set where {needed} is needed"))
        }
        _ => reader.misfit(needed, json),
    }
}
