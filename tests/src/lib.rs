//! What the tests share: the way to the repository's files, and the generated source as data.
#![allow(
    clippy::panic,
    reason = "a file that cannot be read is a test that fails"
)]

pub mod fuzzing;
pub mod pages;
pub mod programs;
pub mod source;

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository.
#[must_use]
pub fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The text of a file, by its path from the root of the repository.
///
/// # Panics
/// If there is no such file.
#[must_use]
pub fn text(path: &str) -> String {
    fs::read_to_string(repository().join(path))
        .unwrap_or_else(|error| panic!("cannot read {path}: {error}"))
}

/// The same for a JSON file.
///
/// # Panics
/// If there is no such file, or it is no JSON.
#[must_use]
pub fn json(path: &str) -> serde_json::Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The same for a TOML file.
///
/// # Panics
/// If there is no such file, or it is no TOML.
#[must_use]
pub fn toml(path: &str) -> toml::Table {
    text(path)
        .parse()
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files of a directory whose names end in `extension`, sorted, as paths from the root of the repository.
///
/// # Panics
/// If there is no such directory.
#[must_use]
pub fn files(directory: &str, extension: &str) -> Vec<String> {
    let entries = fs::read_dir(repository().join(directory))
        .unwrap_or_else(|error| panic!("cannot read {directory}: {error}"));
    let mut files: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(extension))
        .map(|name| format!("{directory}/{name}"))
        .collect();
    files.sort();
    files
}

/// The paths of the templates that AWS CDK has made, from the root of the repository.
///
/// # Panics
/// If one has got lost.
#[must_use]
pub fn parity_templates() -> Vec<String> {
    let cases = "tests/golden/parity/cases";
    let directories = fs::read_dir(repository().join(cases))
        .unwrap_or_else(|error| panic!("cannot read {cases}: {error}"));
    let mut paths: Vec<String> = directories
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .flat_map(|case| files(&format!("{cases}/{case}"), ".json"))
        .collect();
    paths.extend(files("tests/golden/parity/minimal", ".json"));
    paths.sort();
    assert_eq!(paths.len(), 67, "templates of AWS CDK");
    paths
}
