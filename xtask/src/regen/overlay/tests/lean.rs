//! The overlay of the repository against leaner files: AWS's own schemas have fewer checks than the pinned
//! ones, and a regeneration from them must lose none.

use super::super::Overlay;
use crate::regen::load::schema::Schema;
use crate::regen::load::specification::Specification;
use crate::regen::model::{self, Model};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The keywords that one publisher of the schemas has and another one lacks.
const CHECKS: &[&str] = &[
    "enum",
    "format",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "pattern",
    "uniqueItems",
];

/// What stands in a schema below these keys are names of properties and definitions, not keywords.
const NAMES: &[&str] = &["properties", "definitions", "patternProperties"];

fn spec() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a directory, by name.
fn files(directory: &Path, extension: &str) -> BTreeMap<String, String> {
    std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| {
            (
                path.file_name().unwrap().to_str().unwrap().to_owned(),
                read(&path),
            )
        })
        .collect()
}

/// Takes the checks out of a schema; says how many.
fn strip(schema: &mut Value) -> usize {
    match schema {
        Value::Object(keywords) => {
            let before = keywords.len();
            keywords.retain(|keyword, _| !CHECKS.contains(&keyword.as_str()));
            let mut taken = before - keywords.len();
            for (keyword, value) in keywords {
                taken += if NAMES.contains(&keyword.as_str()) {
                    let named = value.as_object_mut().unwrap();
                    named.values_mut().map(strip).sum()
                } else {
                    strip(value)
                };
            }
            taken
        }
        Value::Array(items) => items.iter_mut().map(strip).sum(),
        _ => 0,
    }
}

/// The model of the pinned files, with the schemas changed, and how many checks `change` took out.
fn model(change: impl Fn(&str, &mut Value) -> usize) -> (anyhow::Result<Model>, usize) {
    let upstream = spec().join("upstream");
    let specification = read(&upstream.join("specification.json"));
    let specification =
        Specification::parse("specification.json", specification.as_bytes()).unwrap();
    let mut taken = 0;
    let mut schemas = BTreeMap::new();
    for (file, text) in files(&upstream.join("schemas"), "json") {
        let mut schema: Value = serde_json::from_str(&text).unwrap();
        taken += change(&file, &mut schema);
        let schema = Schema::parse(&file, schema.to_string().as_bytes()).unwrap();
        schemas.insert(schema.type_name.clone(), schema);
    }
    let selected: BTreeSet<String> = schemas.keys().cloned().collect();
    let mut model = model::build(&specification, &schemas, &selected).unwrap();
    let overlay = Overlay::parse(&files(&spec().join("overlay"), "toml")).unwrap();
    (overlay.apply(&mut model).map(|()| model), taken)
}

/// The lines of a resource type's model that only one of the two has.
fn differences(pinned: &Model, lean: &Model) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, resource) in &pinned.resources {
        let before = serde_json::to_value(resource).unwrap();
        let after = serde_json::to_value(&lean.resources[name]).unwrap();
        compare(name, &before, &after, &mut lines);
    }
    lines
}

fn compare(at: &str, before: &Value, after: &Value, lines: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
            for key in keys {
                let none = Value::Null;
                let [before, after] = [before, after].map(|side| side.get(key).unwrap_or(&none));
                compare(&format!("{at}/{key}"), before, after, lines);
            }
        }
        _ if before == after => {}
        _ => lines.push(format!("{at}: {before} became {after}")),
    }
}

#[test]
fn leaner_schemas_lose_no_check_of_cognito() {
    let committed = read(&spec().join("model.json"));
    let committed = Model::from_json("spec/model.json", &committed).unwrap();
    let is_cognito = |file: &str| file.starts_with("aws-cognito-");
    let (lean, taken) = model(|file, schema| if is_cognito(file) { strip(schema) } else { 0 });
    assert!(taken > 200, "only {taken} checks were taken out");
    let lean = lean.unwrap_or_else(|error| panic!("{error:#}"));
    let differences = differences(&committed, &lean);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_pinned_files_make_the_committed_model() {
    let (pinned, _) = model(|_, _| 0);
    let text = pinned.unwrap().to_json().unwrap();
    assert!(
        text == read(&spec().join("model.json")),
        "spec/model.json is stale: run `cargo xtask regen --offline`"
    );
}
