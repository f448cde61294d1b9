//! JSON text as data, without a loss: an object that has a key twice with different values is refused.

use crate::check::shorten;
use serde_core::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value as Data};
use std::fmt;

/// Data in which each key has one value. `serde_json` alone would keep the last of two members of one name, and so
/// lose a resource: which of them counts would be a guess.
pub(crate) struct UniqueKeys(pub(crate) Data);

impl<'de> Deserialize<'de> for UniqueKeys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Data, E> {
        Ok(Data::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Data, E> {
        Ok(Data::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Data, E> {
        Ok(Data::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Data, E> {
        // JSON has no numbers that are none.
        Ok(Number::from_f64(value).map_or(Data::Null, Data::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Data, E> {
        Ok(Data::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Data, E> {
        Ok(Data::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Data, A::Error> {
        let mut list = Vec::new();
        while let Some(UniqueKeys(element)) = elements.next_element()? {
            list.push(element);
        }
        Ok(Data::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Data, A::Error> {
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            let UniqueKeys(value) = members.next_value()?;
            match object.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(entry) if *entry.get() == value => {}
                Entry::Occupied(entry) => {
                    let key = shorten(entry.key());
                    return Err(A::Error::custom(format_args!(
                        "the key `{key}` is there twice, with different values"
                    )));
                }
            }
        }
        Ok(Data::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::UniqueKeys;
    use serde_json::{Value, json};

    fn parse(text: &str) -> serde_json::Result<Value> {
        serde_json::from_str(text).map(|UniqueKeys(data)| data)
    }

    #[test]
    fn it_reads_what_serde_json_reads() {
        let data = json!({
            "z": [null, true, -1, u64::MAX, 0.1, 1e300, "a \"quote\", \u{1F600} and \\"],
            "a": { "": {}, "b": [[], [{}]] },
        });
        for text in [data.to_string(), format!("{data:#}")] {
            let read = parse(&text).unwrap();
            assert_eq!(read, data);
            assert_eq!(read.to_string(), data.to_string(), "the order is kept");
        }
        for text in [
            "1E2",
            "\"\\ud83d\\ude00\"",
            "-0.0",
            "123456789012345678901234567890",
        ] {
            assert_eq!(
                parse(text).unwrap(),
                serde_json::from_str::<Value>(text).unwrap()
            );
        }
        for text in [
            "",
            "{",
            "{\"a\":}",
            "[1,]",
            "nul",
            "1 2",
            "\"\\ud83d\"",
            "1e999",
        ] {
            let ours = parse(text).unwrap_err().to_string();
            let theirs = serde_json::from_str::<Value>(text).unwrap_err().to_string();
            assert_eq!(ours, theirs, "{text}");
        }
    }

    #[test]
    fn a_key_has_one_value() {
        let text = "{\n  \"a\": 1,\n  \"b\": [{ \"c\": 1, \"d\": 2, \"c\": 3 }]\n}";
        let error = parse(text).unwrap_err().to_string();
        let expected = "the key `c` is there twice, with different values at line 3 column 34";
        assert_eq!(error, expected);
        assert_eq!(
            parse(r#"{"a": [1], "a": [1]}"#).unwrap(),
            json!({ "a": [1] })
        );
    }
}
