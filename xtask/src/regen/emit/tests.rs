//! Tests of the pass: generated crates of invented resource types, as files and as programs.
//!
//! Each directory of `xtask/tests/fixtures` is a case: what AWS would publish, the overlay, a program that
//! uses the generated crate, and in `expected/` what comes out. `UPDATE_EXPECT=1` rewrites the latter.

/// Whether the generated crates compile and work.
mod compiled;
/// Comments that upstream's text goes into.
mod docs;

use super::{Target, emit};
use crate::regen::load::schema::Schema;
use crate::regen::load::specification::Specification;
use crate::regen::model::{self, Model};
use crate::regen::names::Names;
use crate::regen::overlay::Overlay;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const CASES: [&str; 3] = ["plain", "obstacles", "hostile"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn fixture(case: &str) -> PathBuf {
    root().join("xtask/tests/fixtures").join(case)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files below a directory, with their paths below it.
fn files(directory: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![directory.to_owned()];
    while let Some(next) = open.pop() {
        let Ok(entries) = next.read_dir() else {
            continue;
        };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(directory).unwrap();
                let name = name.to_str().unwrap().replace('\\', "/");
                files.insert(name, read(&path));
            }
        }
    }
    files
}

fn model(case: &str) -> Model {
    let fixture = fixture(case);
    let specification = read(&fixture.join("specification.json"));
    let specification = Specification::parse("specification.json", specification.as_bytes());
    let specification = specification.unwrap();
    let mut schemas = BTreeMap::new();
    for (file, text) in files(&fixture.join("schemas")) {
        let schema = Schema::parse(&file, text.as_bytes()).unwrap();
        schemas.insert(schema.type_name.clone(), schema);
    }
    let names = specification.resource_types.keys().chain(schemas.keys());
    let names: BTreeSet<String> = names.cloned().collect();
    let mut model = model::build(&specification, &schemas, &names).unwrap();
    let overlay = read(&fixture.join("overlay.toml"));
    let overlay = Overlay::parse(&BTreeMap::from([("overlay.toml".to_owned(), overlay)]));
    overlay.unwrap().apply(&mut model).unwrap();
    model
}

/// The generated crate of a case.
fn generate(case: &str) -> BTreeMap<String, String> {
    let model = model(case);
    let names = Names::assign(&model).unwrap();
    let target = Target::Everything {
        template: root().join("core/template").to_str().unwrap().to_owned(),
    };
    let files = emit(&model, &names, &target).unwrap();
    let text = |(path, bytes)| (path, String::from_utf8(bytes).unwrap());
    files.into_iter().map(text).collect()
}

/// Compares texts with the files of a directory, or rewrites them.
fn compare(directory: &Path, actual: &BTreeMap<String, String>) {
    let mut expected = files(directory);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        for stale in expected.keys().filter(|path| !actual.contains_key(*path)) {
            std::fs::remove_file(directory.join(stale)).unwrap();
        }
        for (path, text) in actual {
            let path = directory.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        return;
    }
    for (path, text) in actual {
        let expected = expected.remove(path).unwrap_or_default();
        let difference = similar::TextDiff::from_lines(expected.as_str(), text.as_str());
        let difference = difference.unified_diff().to_string();
        assert!(
            expected == *text,
            "{path} of {} is another one; run again with UPDATE_EXPECT=1 if that is right\n{difference}",
            directory.display()
        );
    }
    let left: Vec<_> = expected.into_keys().collect();
    assert!(
        left.is_empty(),
        "these are not generated any more: {left:?}"
    );
}

fn golden(case: &str) {
    let mut actual = generate(case);
    // The manifest names the directory of the repository, and the tables of patterns are tested on their own.
    actual.retain(|path, _| path.starts_with("src/") && path != "src/patterns.rs");
    compare(&fixture(case).join("expected"), &actual);
}

#[test]
fn every_kind_of_property() {
    golden("plain");
}

#[test]
fn names_and_shapes_on_the_obstacle_course() {
    golden("obstacles");
}

#[test]
fn hostile_text_stays_text() {
    golden("hostile");
}

#[test]
fn the_same_model_gives_the_same_files() {
    assert!(CASES.iter().all(|case| generate(case) == generate(case)));
}
