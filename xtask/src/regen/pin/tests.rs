//! What is pinned of invented sources, and what the lock notices.

#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes the expected texts, with hashes"
)]

use super::{Lock, LockedSource, Pin, pin, resource_types};
use expect_test::expect;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Types that refer to each other, to `Tag`, and, through `Tag`, to `Color`.
fn specification() -> Value {
    json!({
        "ResourceTypes": {
            "AWS::Farm::Barn": {"Properties": {"Tags": {"Type": "List", "ItemType": "Tag"}, "Door": {"Type": "Door"}}},
            "AWS::Farm::BarnDoor": {"Properties": {"Label": {"Type": "Label"}}},
            "AWS::Farm::Silo": {"Properties": {}, "Attributes": {"Label": {"Type": "Label"}}},
        },
        "PropertyTypes": {
            "Tag": {"Properties": {"Color": {"Type": "Color"}}},
            "Color": {"PrimitiveType": "String"},
            "Label": {"Properties": {}},
            "AWS::Farm::Barn.Unused": {"Properties": {}},
            "AWS::Farm::Barn.Door": {"Properties": {"Lock": {"Type": "Map", "ItemType": "AWS::Farm::Silo.Lid"}}},
            "AWS::Farm::BarnDoor.Label": {"Properties": {}},
            "AWS::Farm::Silo.Lid": {"Properties": {}},
        },
        "ResourceSpecificationVersion": "1.2.3",
    })
}

fn schemas() -> BTreeMap<String, Vec<u8>> {
    let barn = json!({
        "typeName": "AWS::Farm::Barn",
        "title": "Barn",
        "$comment": "A comment.",
        "description": "A barn.",
        "properties": {
            "description": {"description": "A property of this name.", "type": "string", "default": {"description": "kept"}},
            "title": {"$ref": "#/definitions/examples", "title": "Title"},
            "handlers": {"type": "array", "items": {"title": "Handler", "type": "string"}, "examples": ["one"]},
            "Note": {"type": "string", "enum": ["title", "description"], "const": {"title": "kept"}, "maximum": 1.0},
        },
        "definitions": {
            "examples": {"description": "A definition.", "oneOf": [{"title": "One", "required": ["title"]}]},
            "description": {"patternProperties": {"description": {"description": "A pattern."}}},
        },
        "if": {"properties": {"title": {"description": "Prose.", "const": "x"}}},
        "dependencies": {"title": ["description"], "description": {"description": "Prose."}},
        "additionalProperties": {"description": "Prose."},
        "required": ["title", "description"],
        "handlers": {"create": {"permissions": ["farm:CreateBarn"]}},
        "readOnlyProperties": ["/properties/description"],
    });
    let coop = json!({"typeName": "AWS::Farm::Coop", "properties": {}});
    [("aws-farm-barn.json", barn), ("aws-farm-coop.json", coop)]
        .into_iter()
        .map(|(file, schema)| (file.to_owned(), bytes(&schema)))
        .collect()
}

fn bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn pinned(selected: &[&str]) -> Pin {
    pin(&bytes(&specification()), &schemas(), &names(selected)).unwrap()
}

fn text<'a>(pin: &'a Pin, file: &str) -> &'a str {
    std::str::from_utf8(pin.file(file).unwrap()).unwrap()
}

#[test]
fn the_specification_keeps_what_is_selected_and_what_that_reaches() {
    let types = |selected: &[&str]| {
        let specification: Value =
            serde_json::from_str(text(&pinned(selected), "specification.json")).unwrap();
        let keys = |key: &str| {
            specification[key]
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
                .join(" ")
        };
        format!("{} | {}", keys("ResourceTypes"), keys("PropertyTypes"))
    };
    assert_eq!(
        types(&["AWS::Farm::Barn"]),
        "AWS::Farm::Barn | AWS::Farm::Barn.Door AWS::Farm::Barn.Unused Color Tag"
    );
    // Its `Label` is its own.
    assert_eq!(
        types(&["AWS::Farm::BarnDoor"]),
        "AWS::Farm::BarnDoor | AWS::Farm::BarnDoor.Label"
    );
    assert_eq!(
        types(&["AWS::Farm::Silo"]),
        "AWS::Farm::Silo | AWS::Farm::Silo.Lid Label"
    );
    assert_eq!(types(&["AWS::Farm::Coop"]), " | ");
}

#[test]
fn the_specification_is_sorted_and_otherwise_unchanged() {
    expect![[r#"
        {
          "PropertyTypes": {
            "AWS::Farm::BarnDoor.Label": {
              "Properties": {}
            }
          },
          "ResourceSpecificationVersion": "1.2.3",
          "ResourceTypes": {
            "AWS::Farm::BarnDoor": {
              "Properties": {
                "Label": {
                  "Type": "Label"
                }
              }
            }
          }
        }
    "#]]
    .assert_eq(text(
        &pinned(&["AWS::Farm::BarnDoor"]),
        "specification.json",
    ));
}

#[test]
fn a_schema_loses_its_prose_and_no_property() {
    expect![[r##"
        {
          "additionalProperties": {},
          "definitions": {
            "description": {
              "patternProperties": {
                "description": {}
              }
            },
            "examples": {
              "oneOf": [
                {
                  "required": [
                    "title"
                  ]
                }
              ]
            }
          },
          "dependencies": {
            "description": {},
            "title": [
              "description"
            ]
          },
          "if": {
            "properties": {
              "title": {
                "const": "x"
              }
            }
          },
          "properties": {
            "Note": {
              "const": {
                "title": "kept"
              },
              "enum": [
                "title",
                "description"
              ],
              "maximum": 1.0,
              "type": "string"
            },
            "description": {
              "default": {
                "description": "kept"
              },
              "type": "string"
            },
            "handlers": {
              "items": {
                "type": "string"
              },
              "type": "array"
            },
            "title": {
              "$ref": "#/definitions/examples"
            }
          },
          "readOnlyProperties": [
            "/properties/description"
          ],
          "required": [
            "title",
            "description"
          ],
          "typeName": "AWS::Farm::Barn"
        }
    "##]]
    .assert_eq(text(
        &pinned(&["AWS::Farm::Barn"]),
        "schemas/aws-farm-barn.json",
    ));
}

#[test]
fn a_type_may_be_in_one_source_only() {
    let pin = pinned(&["AWS::Farm::Silo", "AWS::Farm::Coop"]);
    let files: Vec<_> = pin.files.keys().map(String::as_str).collect();
    assert_eq!(files, ["schemas/aws-farm-coop.json", "specification.json"]);
}

#[test]
fn pinning_is_deterministic_and_idempotent() {
    let selected = names(&["AWS::Farm::Barn", "AWS::Farm::Coop", "AWS::Farm::Silo"]);
    let first = pin(&bytes(&specification()), &schemas(), &selected).unwrap();

    let schemas = first
        .files
        .iter()
        .filter_map(|(file, bytes)| Some((file.strip_prefix("schemas/")?, bytes)));
    let schemas = schemas
        .map(|(file, bytes)| (file.to_owned(), bytes.clone()))
        .collect();
    assert_eq!(
        pin(
            first.file("specification.json").unwrap(),
            &schemas,
            &selected
        )
        .unwrap(),
        first
    );

    let mut reversed = specification();
    for object in reversed
        .as_object_mut()
        .unwrap()
        .values_mut()
        .filter_map(Value::as_object_mut)
    {
        *object = std::mem::take(object).into_iter().rev().collect();
    }
    assert_eq!(pin(&bytes(&reversed), &schemas, &selected).unwrap(), first);
}

#[test]
fn all_types_of_both_sources_are_listed() {
    let listed = resource_types(&bytes(&specification()), &schemas()).unwrap();
    let expected = names(&[
        "AWS::Farm::Barn",
        "AWS::Farm::BarnDoor",
        "AWS::Farm::Coop",
        "AWS::Farm::Silo",
    ]);
    assert_eq!(listed, expected);
}

#[test]
fn a_selection_that_is_nowhere_is_an_error() {
    let mut errors = String::new();
    for name in [
        "AWS::Farm::Pond",
        "AWS::Farm::barnDoor",
        "AWS::farm::coop",
        "",
        "x\n`y`",
    ] {
        let error = pin(&bytes(&specification()), &schemas(), &names(&[name])).unwrap_err();
        writeln!(errors, "{error:#}").unwrap();
    }
    expect![[r#"
        the selected resource type `AWS::Farm::Pond` is neither in the resource specification nor in the schemas: correct or remove it in spec/resources.toml
        the selected resource type `AWS::Farm::barnDoor` is neither in the resource specification nor in the schemas: did you mean `AWS::Farm::BarnDoor`?
        the selected resource type `AWS::farm::coop` is neither in the resource specification nor in the schemas: did you mean `AWS::Farm::Coop`?
        the selected resource type `` is neither in the resource specification nor in the schemas: correct or remove it in spec/resources.toml
        the selected resource type `x\n`y`` is neither in the resource specification nor in the schemas: correct or remove it in spec/resources.toml
    "#]].assert_eq(&errors);
}

#[test]
fn a_source_that_is_broken_is_an_error() {
    let good = bytes(&specification());
    let with = |file: &str, bytes: &[u8]| BTreeMap::from([(file.to_owned(), bytes.to_vec())]);
    let cases = [
        (&b"<html>"[..], schemas()),
        (b"{}", schemas()),
        (
            br#"{"ResourceSpecificationVersion": "1", "ResourceTypes": [], "PropertyTypes": {}}"#,
            schemas(),
        ),
        (&good, with("aws-farm-barn.json", b"{\"typeName\": ")),
        (&good, with("aws-farm-barn.json", b"{\"typeName\": 5}")),
        (&good, with("aws-farm-barn.json", b"[]")),
    ];
    let mut errors = String::new();
    for (specification, schemas) in &cases {
        let error = pin(specification, schemas, &names(&["AWS::Farm::Barn"])).unwrap_err();
        writeln!(errors, "{error:#}").unwrap();
        assert_eq!(
            resource_types(specification, schemas)
                .unwrap_err()
                .to_string(),
            error.to_string()
        );
    }
    expect![[r#"
        the resource specification: this is no JSON: expected value, at line 1, column 1; it begins with `<html>` (an HTML or XML page: not the file itself)
        the resource specification: expected the key `ResourceSpecificationVersion`, found an empty object
        the resource specification: ResourceTypes: expected an object, found an empty list
        aws-farm-barn.json: the JSON ends too early, at line 1, column 13, after 13 bytes: the file is truncated; it begins with `{\"typeName\": `
        aws-farm-barn.json: typeName: expected a string, found the number 5
        aws-farm-barn.json: expected an object, found an empty list
    "#]].assert_eq(&errors);
}

#[test]
fn a_broken_schema_that_is_not_selected_stops_nobody() {
    let schemas = BTreeMap::from([("aws-farm-coop.json".to_owned(), b"{".to_vec())]);
    assert!(
        pin(
            &bytes(&specification()),
            &schemas,
            &names(&["AWS::Farm::Barn"])
        )
        .is_ok()
    );
}

#[test]
fn a_name_that_leads_out_of_the_directory_makes_no_file() {
    let name = "AWS::../../x";
    let schema = json!({"typeName": name, "properties": {}});
    let schemas = BTreeMap::from([("aws-../../x.json".to_owned(), bytes(&schema))]);
    let error = pin(&bytes(&specification()), &schemas, &names(&[name])).unwrap_err();
    expect!["aws-../../x.json: typeName: expected the name of a resource type such as `AWS::Cognito::UserPool`, found `AWS::../../x`"].assert_eq(&error.to_string());
}

fn lock(pin: &Pin) -> Lock {
    let source = |source: &str, version: &str| LockedSource {
        source: source.to_owned(),
        version: version.to_owned(),
        sha256: "0123456789abcdef".repeat(4),
        size: 15_201_685,
    };
    Lock {
        specification: source("https://example.com/specification.json", "1.2.3"),
        schemas: source("a \"copy\" of\n2026", "2 resource types"),
        files: pin.digests(),
    }
}

#[test]
fn a_lock_survives_the_round_trip() {
    let lock = lock(&pinned(&["AWS::Farm::BarnDoor", "AWS::Farm::Coop"]));
    let text = lock.render().unwrap();
    expect![[r##"
        # What spec/upstream/ was made of, and the SHA-256 of each file in it.
        #
        # `cargo xtask regen` writes this file and every run of it checks the files; never edit them or it by hand.

        [specification]
        source = "https://example.com/specification.json"
        version = "1.2.3"
        sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
        size = 15201685

        [schemas]
        source = """
        a "copy" of
        2026"""
        version = "2 resource types"
        sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
        size = 15201685

        [files]
        "schemas/aws-farm-coop.json" = "6e6f715e26744c8f42fda52a625e06ab0ed573d08413a6f37c78c7c312d60915"
        "specification.json" = "20b203496aeb2945892de495107ce5f90495ac4e183c77e1a2d0545db60c19a4"
    "##]].assert_eq(&text);
    assert_eq!(Lock::parse("spec.lock", &text).unwrap(), lock);
}

#[test]
fn a_lock_that_is_broken_is_an_error() {
    let good = lock(&pinned(&["AWS::Farm::Coop"])).render().unwrap();
    let cases = [
        String::new(),
        good.replace("size = 15201685", "size = \"big\""),
        good.replace("[schemas]", "[schemas]\nmirror = \"x\""),
        good.replace("0123456789abcdef", "0123456789ABCDEF"),
        good.replace("\"specification.json\"", "\"../specification.json\""),
        good.replace("\"specification.json\"", "\"C:\\\\specification.json\""),
        good.replace(
            "\"schemas/aws-farm-coop.json\" = \"",
            "\"schemas/aws-farm-coop.json\" = \"00",
        ),
        "<<<<<<< HEAD\n".to_owned() + &good,
    ];
    let mut errors = String::new();
    for case in cases {
        assert_ne!(case, good);
        writeln!(errors, "{:#}", Lock::parse("spec.lock", &case).unwrap_err()).unwrap();
    }
    expect![[r#"
        cannot read spec.lock: restore it from version control, or delete it and run `cargo xtask regen`: TOML parse error at line 1, column 1
          |
        1 | 
          | ^
        missing field `specification`

        cannot read spec.lock: restore it from version control, or delete it and run `cargo xtask regen`: TOML parse error at line 17, column 8
           |
        17 | size = "big"
           |        ^^^^^
        invalid type: string "big", expected u64

        cannot read spec.lock: restore it from version control, or delete it and run `cargo xtask regen`: TOML parse error at line 12, column 1
           |
        12 | mirror = "x"
           | ^^^^^^
        unknown field `mirror`, expected one of `source`, `version`, `sha256`, `size`

        spec.lock: expected a SHA-256 for `specification`, found `0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF`: restore it from version control, or delete it and run `cargo xtask regen`
        spec.lock: `../specification.json` is no path below spec/upstream: restore it from version control, or delete it and run `cargo xtask regen`
        spec.lock: `C:\\specification.json` is no path below spec/upstream: restore it from version control, or delete it and run `cargo xtask regen`
        spec.lock: expected a SHA-256 for `schemas/aws-farm-coop.json`, found `006e6f715e26744c8f42fda52a625e06ab0ed573d08413a6f37c78c7c312d60915`: restore it from version control, or delete it and run `cargo xtask regen`
        cannot read spec.lock: restore it from version control, or delete it and run `cargo xtask regen`: TOML parse error at line 1, column 9
          |
        1 | <<<<<<< HEAD
          |         ^
        key with no value, expected `=`

    "#]].assert_eq(&errors);
}

/// Writes the pin as regen does, and gives its lock.
fn committed(spec: &Path) -> Lock {
    let pin = pinned(&["AWS::Farm::Barn", "AWS::Farm::Coop"]);
    for (path, bytes) in &pin.files {
        let path = spec.join("upstream").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    lock(&pin)
}

#[test]
fn untouched_files_pass() {
    let spec = tempfile::tempdir().unwrap();
    committed(spec.path()).verify(spec.path()).unwrap();
}

#[test]
fn every_tampering_is_named() {
    let spec = tempfile::tempdir().unwrap();
    let lock = committed(spec.path());
    let upstream = spec.path().join("upstream");
    fs::remove_file(upstream.join("schemas/aws-farm-coop.json")).unwrap();
    fs::write(upstream.join("specification.json"), "{}").unwrap();
    fs::create_dir_all(upstream.join("more")).unwrap();
    fs::write(upstream.join("more/extra.json"), "{}").unwrap();
    let error = lock.verify(spec.path()).unwrap_err().to_string();
    let error = error.replace(&*spec.path().to_string_lossy(), "spec");
    expect![[r#"
        the pinned files are not those of spec/spec.lock:
          upstream/schemas/aws-farm-coop.json is missing
          upstream/specification.json is not what was pinned
          upstream/more/extra.json is not listed in spec.lock
        restore them from version control or run `cargo xtask regen`"#]]
    .assert_eq(&error);
}

#[test]
fn a_directory_that_is_missing_is_named_by_its_files() {
    let spec = tempfile::tempdir().unwrap();
    let error = lock(&pinned(&["AWS::Farm::Coop"]))
        .verify(spec.path())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("upstream/specification.json is missing"),
        "{error}"
    );
}
