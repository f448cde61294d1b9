//! Files that are no JSON, and the words for places in those that are.

#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes the expected texts, with hashes"
)]

use super::{Here, Notes, parse};
use expect_test::expect;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The document with one of its values replaced or removed, in every way that a test should survive.
pub(crate) fn mutations(document: &Value) -> Vec<Value> {
    let mut places = Vec::new();
    collect(document, String::new(), &mut places);
    let odd = [
        json!(null),
        json!(true),
        json!(-1.5),
        json!("odd"),
        json!([]),
        json!([{}]),
        json!({}),
        json!({"": 1}),
    ];
    let mut mutations = Vec::new();
    for place in places {
        for value in &odd {
            let mut document = document.clone();
            *document.pointer_mut(&place).unwrap() = value.clone();
            mutations.push(document);
        }
        let (parent, key) = place.rsplit_once('/').unwrap_or(("", ""));
        let mut document = document.clone();
        if let Some(object) = document.pointer_mut(parent).and_then(Value::as_object_mut) {
            object.remove(&key.replace("~1", "/").replace("~0", "~"));
            mutations.push(document);
        }
    }
    mutations
}

fn collect(value: &Value, place: String, places: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                collect(
                    value,
                    format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")),
                    places,
                );
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                collect(value, format!("{place}/{at}"), places);
            }
        }
        _ => {}
    }
    places.push(place);
}

#[test]
fn what_is_no_json_is_described() {
    let deep_lists = "[".repeat(100_000);
    let deep_objects = "{\"a\":".repeat(100_000);
    let cases: &[&[u8]] = &[
        b"",
        b" \n\n",
        b"\n<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head></html>",
        b"<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
        b"PK\x03\x04\x14\x00",
        b"{\"ResourceTypes\": {\n  \"AWS::X::Y\": {\"Prop",
        b"{\"a\": 1,}",
        b"{\"a\": 1} {\"b\": 2}",
        b"{\"a\": 1e999}",
        b"{\"a\": \"\xff\xfe\"}",
        b"version https://git-lfs.github.com/spec/v1\noid sha256:00",
        deep_lists.as_bytes(),
        deep_objects.as_bytes(),
        b"{\n  \"a at line 9\": 1,\n  \"a at line 9\": 2\n}",
    ];
    let mut errors = String::new();
    for case in cases {
        writeln!(errors, "{:#}", parse("file.json", case).unwrap_err()).unwrap();
    }
    expect![[r#"
        file.json: expected JSON, found an empty file
        file.json: expected JSON, found an empty file
        file.json: this is no JSON: expected value, at line 2, column 1; it begins with `\n<!DOCTYPE html>\n<html><head><title>403 ` (an HTML or XML page: not the file itself)
        file.json: this is no JSON: expected value, at line 1, column 1; it begins with `<?xml version=\"1.0\"?><Error><Code>Access` (an HTML or XML page: not the file itself)
        file.json: this is no JSON: expected value, at line 1, column 1; it begins with `\u{1f}�\u{8}\0\0\0\0\0` (gzip data: decompress it first)
        file.json: this is no JSON: expected value, at line 1, column 1; it begins with `PK\u{3}\u{4}\u{14}\0` (a zip archive: unpack it first)
        file.json: the JSON ends too early, at line 2, column 21, after 41 bytes: the file is truncated; it begins with `{\"ResourceTypes\": {\n  \"AWS::X::Y\": {\"Pro`
        file.json: this is no JSON: trailing comma, at line 1, column 9; it begins with `{\"a\": 1,}`
        file.json: this is no JSON: trailing characters, at line 1, column 10; it begins with `{\"a\": 1} {\"b\": 2}`
        file.json: this is no JSON: number out of range, at line 1, column 11; it begins with `{\"a\": 1e999}`
        file.json: this is no JSON: invalid unicode code point, at line 1, column 8; it begins with `{\"a\": \"��\"}`
        file.json: this is no JSON: expected value, at line 1, column 1; it begins with `version https://git-lfs.github.com/spec/`
        file.json: the JSON is nested too deep, at line 1, column 128: at most 127 levels are read
        file.json: the JSON is nested too deep, at line 1, column 636: at most 127 levels are read
        file.json: the key `a at line 9` is there twice, with different values, at line 4, column 1
    "#]].assert_eq(&errors);
}

#[test]
fn a_byte_order_mark_and_a_repeated_entry_are_harmless() {
    let value = parse(
        "file.json",
        b"\xEF\xBB\xBF{\"a\": [1], \"a\": [1], \"b\": -0.5}",
    )
    .unwrap();
    assert_eq!(value, json!({"a": [1], "b": -0.5}));
}

#[test]
fn numbers_are_kept_as_they_are() {
    let text = "[0,-1,1.0,0.1,18446744073709551615,-9223372036854775808,123456789.12345679]";
    let value = parse("file.json", text.as_bytes()).unwrap();
    assert_eq!(value.to_string(), text);
}

#[test]
fn a_path_is_readable_whatever_the_names_are() {
    let long = "x".repeat(200);
    let document =
        json!({"ResourceTypes": {"AWS::X::Y": [{"a.b": {"say \"hi\"\n": {(long): {"Type": 5}}}}]}});
    let root = Here::root("spec.json", &document);
    let mut paths = String::new();
    show(&root, &mut paths);
    expect![[r#"
        spec.json: expected nothing, found an object with `ResourceTypes`
        spec.json: ResourceTypes: expected nothing, found an object with `AWS::X::Y`
        spec.json: ResourceTypes."AWS::X::Y": expected nothing, found a list of 1
        spec.json: ResourceTypes."AWS::X::Y"[0]: expected nothing, found an object with `a.b`
        spec.json: ResourceTypes."AWS::X::Y"[0]."a.b": expected nothing, found an object with `say \"hi\"\n`
        spec.json: ResourceTypes."AWS::X::Y"[0]."a.b"."say \"hi\"\n": expected nothing, found an object with `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`
        spec.json: ResourceTypes."AWS::X::Y"[0]."a.b"."say \"hi\"\n".xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…: expected nothing, found an object with `Type`
        spec.json: ResourceTypes."AWS::X::Y"[0]."a.b"."say \"hi\"\n".xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx….Type: expected nothing, found the number 5
    "#]].assert_eq(&paths);
}

fn show(here: &Here<'_, '_>, paths: &mut String) {
    writeln!(paths, "{}", here.expected("nothing")).unwrap();
    match here.value() {
        Value::Object(_) => here
            .entries()
            .unwrap()
            .iter()
            .for_each(|entry| show(entry, paths)),
        Value::Array(_) => here
            .items()
            .unwrap()
            .iter()
            .for_each(|item| show(item, paths)),
        _ => {}
    }
}

#[test]
fn counts_are_whole_numbers() {
    for (text, count) in [
        ("0", Some(0)),
        ("10", Some(10)),
        ("10.0", Some(10)),
        ("18446744073709551615", Some(u64::MAX)),
    ]
    .into_iter()
    .chain(["-1", "-0.0", "1.5", "1e300", "\"10\"", "null"].map(|text| (text, None)))
    {
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(Here::root("x", &value).count().ok(), count, "{text}");
    }
}

#[test]
fn a_remark_that_repeats_is_one_note() {
    let document = json!({"a": 1, "b": 2, "c": 3});
    let root = Here::root("x.json", &document);
    let mut notes = Notes::default();
    for entry in root.entries().unwrap() {
        notes.add("odd", &entry);
    }
    notes.add("even", &root.need("b").unwrap());
    expect![[r#"
        x.json: b: even
        x.json: a: odd (and so at 2 more places)"#]]
    .assert_eq(&notes.into_lines().join("\n"));
}
