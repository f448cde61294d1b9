//! Runs a program and compares what the rules of Cognito say of it.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use cognito_cdk::{App, Stack, rules};
use expect_test::Expect;

/// What the rules say of the program that `build` makes in a stack.
pub(crate) fn check(build: impl FnOnce(&Stack), expected: &Expect) {
    let app = App::new();
    rules::install(&app);
    build(&Stack::new(&app, "Auth"));
    expected.assert_eq(&of(&app));
}

/// What the rules say of a program: findings with the name of the test's file alone, and without its lines.
pub(crate) fn of(app: &App) -> String {
    let found = match app.build() {
        Err(error) => error.findings().to_vec(),
        Ok(assembly) => assembly.warnings().to_vec(),
    };
    let ours = found
        .iter()
        .filter(|finding| finding.rule.starts_with("COG"));
    let texts: Vec<String> = ours.map(ToString::to_string).collect();
    let text = texts.join("\n");
    let lines = text.lines().map(|line| match line.split_once("  at ") {
        Some((before, place)) => format!("{before}  at {}.rs\n", file(place)),
        None => format!("{line}\n"),
    });
    lines.collect()
}

/// The name of the file of a place, without what follows it: the place must have a line.
fn file(place: &str) -> &str {
    let (path, line) = place.split_once(".rs:").expect("a file of Rust and a line");
    assert!(line.starts_with(|c: char| c.is_ascii_digit()), "{place}");
    path.rsplit('/').next().expect("a name")
}
