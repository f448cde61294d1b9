//! `docs/CONDITIONS.md`: it has a row for each condition, and what its rows name exists. Beside it the conditions
//! that the bounds of AWS's schemas find, each with its text.
#![allow(
    clippy::expect_used,
    clippy::needless_raw_string_hashes,
    reason = "a test fails by a panic, and `expect!` writes hashes"
)]

mod bounds;
mod forms;

use cognito_cdk::rules::Rule;
use cognito_cdk::{App, Stack};
use cognito_cdk_template::check;
use cognito_cdk_tests::{repository, text};
use std::collections::BTreeSet;

/// What is wrong with the program that `build` makes in a stack: rule, path and message of each finding.
fn findings(build: impl FnOnce(&Stack)) -> String {
    let app = App::new();
    build(&Stack::new(&app, "Auth"));
    let found = match app.build() {
        Err(error) => error.findings().to_vec(),
        Ok(assembly) => assembly.warnings().to_vec(),
    };
    let lines = found.iter().map(|finding| {
        let text = finding.to_string();
        // Without the places in this directory, which change with every edit.
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("at "));
        let lines = lines.map(|line| line.split(" at tests/").next().unwrap_or_default());
        lines.collect::<Vec<_>>().join("\n")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The groups of conditions, each with how many there are.
const CONDITIONS: &[(&str, usize)] = &[
    ("Pool", 24),
    ("Attributes", 2),
    ("Private", 1),
    ("Email", 3),
    ("Client", 13),
    ("Resource server", 1),
    ("Domain", 4),
    ("Group", 4),
    ("IdP", 6),
    ("Identity pool", 5),
];

/// What AWS CDK gets wrong without a word.
const GAPS: usize = 28;

/// The cells of the rows of the page, but headings.
fn rows(page: &str) -> Vec<Vec<&str>> {
    let lines = page.lines().filter(|line| {
        line.starts_with("| ") && !line.starts_with("| condition") && !line.starts_with("| gap")
    });
    lines
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect()
}

#[test]
fn every_condition_has_its_row() {
    let page = text("docs/CONDITIONS.md");
    let ids: Vec<String> = rows(&page)
        .iter()
        .filter_map(|row| Some((*row.first()?).to_owned()))
        .collect();
    let conditions = CONDITIONS
        .iter()
        .flat_map(|(group, count)| (1..=*count).map(move |number| format!("{group} {number}")));
    let gaps = (1..=GAPS).map(|number| number.to_string());
    assert_eq!(ids, conditions.chain(gaps).collect::<Vec<_>>());
}

#[test]
fn what_a_row_names_exists() {
    let page = text("docs/CONDITIONS.md");
    let mut missing = Vec::new();
    for row in rows(&page) {
        let [id, _, how, shown] = row.as_slice() else {
            missing.push(format!("{row:?} has other than four cells"));
            continue;
        };
        let names: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
        missing.extend(
            names
                .iter()
                .filter(|name| !exists(name))
                .map(|name| format!("{id}: {name}")),
        );
        let needs_none = how.contains("there is no construct of identity pools");
        if names.is_empty() && !needs_none {
            missing.push(format!("{id}: nothing shows it"));
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// Whether there is such a program that must not compile, or such a test.
fn exists(name: &str) -> bool {
    let Some((file, function)) = name.split_once("::") else {
        let ui = repository().join(format!("tests/tests/{name}.rs"));
        return name.starts_with("ui/") && ui.is_file() && ui.with_extension("stderr").is_file();
    };
    let test = format!("#[test]\nfn {function}()");
    sources(file).iter().any(|source| source.contains(&test))
}

/// The sources of the tests that a name stands for.
fn sources(file: &str) -> Vec<String> {
    let files = match file {
        "conditions" => ["bounds", "forms"]
            .map(|file| format!("tests/tests/conditions/{file}.rs"))
            .to_vec(),
        "programs" | "defaults_table" => vec![format!("tests/tests/{file}.rs")],
        _ => vec![format!("core/cognito/tests/{file}.rs")],
    };
    let files = files
        .iter()
        .filter(|file| repository().join(file).is_file());
    files.map(|file| text(file)).collect()
}

#[test]
fn the_tests_of_a_row_find_what_the_row_says() {
    let page = text("docs/CONDITIONS.md");
    let mut missing = Vec::new();
    for row in rows(&page) {
        let [id, _, how, shown] = row.as_slice() else {
            continue;
        };
        let tests = shown.split('`').filter_map(|name| name.split_once("::"));
        let sources: Vec<String> = tests.flat_map(|(file, _)| sources(file)).collect();
        let found = |rule: &str| sources.iter().any(|source| source.contains(rule));
        missing.extend(
            rules_in(how)
                .filter(|rule| !found(rule))
                .map(|rule| format!("{id}: {rule}")),
        );
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// The ids of rules in a text.
fn rules_in(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| word.len() == 6 && (word.starts_with("COG") || word.starts_with("CFN")))
}

#[test]
fn the_rules_that_are_named_exist() {
    let page = text("docs/CONDITIONS.md");
    let known: BTreeSet<&str> = Rule::ALL
        .iter()
        .map(|rule| rule.id())
        .chain(check::Rule::ALL.iter().map(|rule| rule.id()))
        .collect();
    let unknown: Vec<&str> = rules_in(&page)
        .filter(|rule| !known.contains(rule))
        .collect();
    assert_eq!(unknown, Vec::<&str>::new());
}
