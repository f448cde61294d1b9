//! The whole way from upstream's files to Rust: what comes out is Rust, and no text of upstream is code.

use super::check_message;
use anyhow::{Context as _, Result};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value as Data;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use xtask::regen::emit::{self, Target};
use xtask::regen::load::schema::Schema;
use xtask::regen::load::specification::Specification;
use xtask::regen::model::{self, Model};
use xtask::regen::names::Names;

/// What every free text of the input ends with: outside of a literal it is a text that has become code.
const MARK: &str = "zqmark";

/// The keys of free texts.
const TEXTS: [&str; 6] = [
    "Documentation",
    "ResourceSpecificationVersion",
    "description",
    "documentationUrl",
    "pattern",
    "title",
];

/// The input is `{"specification": …, "schemas": […]}`.
pub(super) fn generator(input: &[u8]) {
    if has_mark(input) {
        return;
    }
    let Ok(mut input) = serde_json::from_slice::<Data>(input) else {
        return;
    };
    mark(&mut input);
    match generate(&input) {
        Ok((model, files)) => {
            check_model(&model);
            assert!(!files.is_empty(), "nothing was generated");
            for (path, bytes) in &files {
                check_file(path, bytes);
            }
        }
        Err(error) => {
            let message = format!("{error:#}");
            check_message(&message);
            assert!(!message.contains("panicked"), "{message}");
        }
    }
}

/// Whether a name may have the mark, and so become code with it.
fn has_mark(input: &[u8]) -> bool {
    let letters = input.iter().filter(|byte| byte.is_ascii_alphanumeric());
    let letters: Vec<u8> = letters.map(u8::to_ascii_lowercase).collect();
    letters
        .windows(MARK.len())
        .any(|window| window == MARK.as_bytes())
}

/// Puts the mark at the end of every free text; a pattern is still one, and not always the same one.
fn mark(data: &mut Data) {
    match data {
        Data::Array(items) => items.iter_mut().for_each(mark),
        Data::Object(members) => {
            for (key, value) in members {
                match value {
                    Data::String(text) if TEXTS.contains(&key.as_str()) => {
                        let is_anchored = text.ends_with('$') && !text.ends_with("\\$");
                        let end = if is_anchored { text.pop() } else { None };
                        text.push_str(MARK);
                        text.extend(end);
                    }
                    value => mark(value),
                }
            }
        }
        _ => {}
    }
}

type Files = BTreeMap<String, Vec<u8>>;

fn generate(input: &Data) -> Result<(Model, Files)> {
    let part = |key: &str| input.get(key).cloned().unwrap_or_default();
    let specification = part("specification").to_string();
    let specification = Specification::parse("specification.json", specification.as_bytes())?;
    let mut schemas = BTreeMap::new();
    for schema in part("schemas").as_array().into_iter().flatten() {
        let schema = Schema::parse("schema.json", schema.to_string().as_bytes())?;
        schemas.insert(schema.type_name.clone(), schema);
    }
    let names = specification.resource_types.keys().chain(schemas.keys());
    let selected: BTreeSet<String> = names.cloned().collect();
    let model = model::build(&specification, &schemas, &selected)?;
    let names = Names::assign(&model)?;
    // A pattern that no table can check stops the one, and not the other.
    let everything = Target::Everything {
        template: "../template".to_owned(),
    };
    let files = emit::emit(&model, &names, &Target::Repository)
        .or_else(|_| emit::emit(&model, &names, &everything))
        .context("cannot emit")?;
    Ok((model, files))
}

/// What is written to `spec/model.json` is the model.
fn check_model(model: &Model) {
    let text = model.to_json().unwrap_or_else(|error| panic!("{error}"));
    let read = Model::from_json("model.json", &text);
    assert_eq!(read.ok().as_ref(), Some(model), "the model got lost");
}

fn check_file(path: &str, bytes: &[u8]) {
    let is_plain =
        |part: &str| !part.is_empty() && part != ".." && part.bytes().all(is_plain_in_a_path);
    assert!(path.split('/').all(is_plain), "the path {path:?}");
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
    match Path::new(path).extension().and_then(|end| end.to_str()) {
        Some("rs") => check_rust(path, text),
        Some("toml") => check_manifest(path, text),
        _ => {}
    }
}

const fn is_plain_in_a_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// The code parses, and has no mark, nothing unsafe, and no macro but those of the generator.
fn check_rust(path: &str, code: &str) {
    let parsed = syn::parse_file(code);
    parsed.unwrap_or_else(|error| panic!("{path}: {error}\n{code}"));
    let tokens: TokenStream = code
        .parse()
        .unwrap_or_else(|error| panic!("{path}: {error}"));
    check_tokens(path, tokens);
}

fn check_tokens(path: &str, tokens: TokenStream) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => check_tokens(path, group.stream()),
            TokenTree::Ident(ident) => {
                let ident = ident.to_string();
                assert!(
                    !ident.to_ascii_lowercase().contains(MARK),
                    "{path}: a text has become the code `{ident}`"
                );
                assert!(
                    !["unsafe", "extern"].contains(&ident.as_str()),
                    "{path}: `{ident}`"
                );
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The manifest is one, and depends on what it always depends on.
fn check_manifest(path: &str, text: &str) {
    let manifest: toml::Table = text
        .parse()
        .unwrap_or_else(|error| panic!("{path}: {error}"));
    let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
    let dependencies = dependencies.into_iter().flat_map(toml::Table::keys);
    let dependencies: Vec<&String> = dependencies.collect();
    assert_eq!(dependencies, ["cognito-cdk-template"], "{path}");
    assert!(!text.contains(MARK), "{path}: a text is in the manifest");
}
