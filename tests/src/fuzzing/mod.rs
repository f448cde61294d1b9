//! The fuzz targets: what must hold for any input, one function for each target.
//!
//! `tests/fuzz` runs them under libFuzzer, and the test `fuzzing` on the corpus and on mutations of it.

mod generator;
mod include;
mod sources;
mod templates;
mod texts;

use std::fs;

/// What the tests keep of a target: its name, and what must hold for any input.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name, which is that of the folder of its corpus.
    pub name: &'static str,
    /// Panics if something does not hold.
    pub run: fn(&[u8]),
}

/// All targets.
pub const TARGETS: [Target; 9] = [
    Target {
        name: "specification",
        run: sources::specification,
    },
    Target {
        name: "schema",
        run: sources::schema,
    },
    Target {
        name: "generator",
        run: generator::generator,
    },
    Target {
        name: "template_json",
        run: templates::json,
    },
    Target {
        name: "template_yaml",
        run: templates::yaml,
    },
    Target {
        name: "include",
        run: include::include,
    },
    Target {
        name: "overrides",
        run: include::overrides,
    },
    Target {
        name: "arn",
        run: texts::arn,
    },
    Target {
        name: "callback_url",
        run: texts::callback_url,
    },
];

/// Runs the target of that name.
///
/// # Panics
/// If something does not hold for the input, or there is no such target.
pub fn run(name: &str, input: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    match target {
        Some(target) => (target.run)(input),
        None => panic!("there is no target `{name}`"),
    }
}

/// The inputs that are kept for a target, by file name.
///
/// # Panics
/// If there are none.
#[must_use]
pub fn corpus(name: &str) -> Vec<(String, Vec<u8>)> {
    let paths = crate::files(&format!("tests/fuzz/corpus/{name}"), "");
    assert!(!paths.is_empty(), "the target `{name}` has no corpus");
    let read = |path: String| match fs::read(crate::repository().join(&path)) {
        Ok(bytes) => (path, bytes),
        Err(error) => panic!("cannot read {path}: {error}"),
    };
    paths.into_iter().map(read).collect()
}

/// A message is for a terminal: not empty, of a readable length, and nothing in it that the terminal obeys.
fn check_message(message: &str) {
    const LONGEST: usize = 20_000;
    assert!(!message.trim().is_empty(), "an error without a word");
    assert!(
        message.len() < LONGEST,
        "an error of {} bytes",
        message.len()
    );
    let strange = message.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(strange, None, "in {message:?}");
}
