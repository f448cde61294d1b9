//! Reading single values and structs, with a type as the generator writes it.

use super::{Generated, OtherProperties, Reader};
use crate::json::{Json, Object, ToJson};
use crate::value::{List, Map, Value};
use crate::{FromJson, intrinsics};
use std::borrow::Cow;

/// A property type, written and read as generated code does it.
struct Mail {
    from: Value<String>,
    retries: Option<Value<i64>>,
    other_properties: OtherProperties,
}

impl Generated for Mail {
    fn write(&self) -> Json {
        let mut object = Object::new();
        crate::Field::put(&self.from, "From", &mut object);
        crate::Field::put(&self.retries, "Retries", &mut object);
        self.other_properties.put(&mut object);
        Json::Object(object)
    }

    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let mut members = reader.members(json)?;
        Some(Self {
            from: members.required("From")?,
            retries: members.optional("Retries"),
            other_properties: members.rest(),
        })
    }
}

fn json(text: &str) -> Json {
    let data = serde_json::from_str(text).unwrap();
    Json::from_template_data(data).unwrap()
}

/// Reads a value, and says what it is then and what did not fit.
fn read<T: FromJson + ToJson>(text: &str) -> (Option<String>, Vec<String>) {
    let mut reader = Reader::new();
    let value: Option<T> = reader.read(&json(text));
    let misfits = reader.misfits().iter().map(ToString::to_string);
    (
        value.map(|value| value.to_json().to_string()),
        misfits.collect(),
    )
}

#[test]
fn a_number_is_written_as_it_was_read() {
    for text in ["0", "-7", "9007199254740993"] {
        assert_eq!(read::<i64>(text), (Some(text.to_owned()), Vec::new()));
    }
    for text in ["0.5", "-7", "1e+300"] {
        assert_eq!(read::<f64>(text), (Some(text.to_owned()), Vec::new()));
    }
    for text in ["8.0", "18446744073709551615", "\"8\"", "true"] {
        assert_eq!(read::<i64>(text).0, None, "{text}");
    }
    // As an `f64` it would be written as 8, and a large one as another number.
    for text in ["8.0", "9007199254740993", "-0.0"] {
        assert_eq!(read::<f64>(text).0, None, "{text}");
    }
}

#[test]
fn a_struct_keeps_what_it_does_not_know() {
    let text = r#"{"Retries":3,"Newer":{"b":1},"From":"a","Null":null}"#;
    let (written, misfits) = read::<Mail>(text);
    assert_eq!(written.as_deref(), Some(text));
    assert_eq!(
        misfits,
        [
            "Newer: an object is set, and the type has no such property",
            "Null: null is set, and the type has no such property",
        ]
    );
}

#[test]
fn a_struct_without_a_required_property_stays_data() {
    let text = r#"[{"Retries":"3"},{"From":{"Ref":"X"}}]"#;
    let (written, misfits) = read::<List<Mail>>(text);
    assert_eq!(written.as_deref(), Some(text));
    assert_eq!(misfits, ["[0]: the required property `From` is missing"]);
}

#[test]
fn a_function_is_no_struct() {
    for text in [
        r#"{"Fn::Newest":[1]}"#,
        r#"{"Ref":["no text"]}"#,
        r#"{"Fn::If":["C",{"From":"a"},{"Ref":"AWS::NoValue"}]}"#,
    ] {
        let list = format!("[{text}]");
        let (written, _) = read::<List<Mail>>(&list);
        assert_eq!(written, Some(list.clone()));
        let mut reader = Reader::new();
        let list: Option<List<Mail>> = reader.read(&json(&list));
        assert!(matches!(list.unwrap().as_slice(), [Value::Expr(_)]));
    }
}

#[test]
fn changes_keep_the_order() {
    let mut reader = Reader::new();
    let text = json(r#"{"Retries":3,"Newer":1,"From":"a"}"#);
    let mut mail: Mail = reader.read(&text).unwrap();
    mail.retries = None;
    mail.from = intrinsics::region();
    mail.other_properties.insert("Even", "newer");
    mail.other_properties.insert("Newer", 2);
    let written = mail.to_json().to_string();
    assert_eq!(
        written,
        r#"{"Even":"newer","Newer":2,"From":{"Ref":"AWS::Region"}}"#
    );
    mail.retries = Some(Value::Literal(1));
    assert_eq!(
        mail.other_properties.remove("Even"),
        Some(Json::from("newer"))
    );
    assert_eq!(mail.other_properties.remove("From"), None);
    assert_eq!(mail.other_properties.get("From"), None);
    let written = mail.to_json().to_string();
    assert_eq!(
        written,
        r#"{"Retries":1,"Newer":2,"From":{"Ref":"AWS::Region"}}"#
    );
}

#[test]
fn another_property_takes_the_place_of_one_of_the_type() {
    let mut mail: Mail = Reader::new().read(&json(r#"{"From":"a"}"#)).unwrap();
    mail.other_properties.insert("Retries", Json::Null);
    mail.other_properties.insert("From", "b");
    mail.other_properties.insert(Cow::Borrowed("A"), 1);
    let written = mail.to_json().to_string();
    assert_eq!(written, r#"{"A":1,"From":"b","Retries":null}"#);
}

#[test]
fn a_map_keeps_its_order() {
    let mut map: Map<String> = Reader::new()
        .read(&json(r#"{"z":"1","a":"2","c":5}"#))
        .unwrap();
    assert_eq!(map.get("a"), Some(&"2".into()));
    assert_eq!(map.get("b"), None);
    map.insert("b", "3");
    map.insert("z", "4");
    assert_eq!(
        map.to_json().to_string(),
        r#"{"b":"3","z":"4","a":"2","c":5}"#
    );
    assert_eq!(map.remove("z"), Some("4".into()));
    let sorted: Map<String> = [("a", "2"), ("b", "3")].into_iter().collect();
    map.remove("c");
    assert_eq!(map, sorted);
    map.insert("d", "");
    assert_ne!(map, sorted);
}
