//! `docs/RULES.md`: it has a section for each rule, with its severity, the words of its documentation, a reason
//! and a link.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use cognito_cdk::rules;
use cognito_cdk_tests::text;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A rule, as its list in the source has it.
struct Rule {
    id: &'static str,
    severity: String,
    source: &'static str,
}

macro_rules! all {
    ($rules:expr, $source:literal) => {
        $rules.iter().map(|rule| Rule {
            id: rule.id(),
            severity: format!("{:?}", rule.severity()).to_lowercase(),
            source: $source,
        })
    };
}

fn rules() -> Vec<Rule> {
    let cognito = all!(rules::Rule::ALL, "core/cognito/src/rules/mod.rs");
    let synth = all!(cognito_cdk_synth::Check::ALL, "core/synth/src/finding.rs");
    let template = all!(
        cognito_cdk_template::check::Rule::ALL,
        "core/template/src/check/mod.rs"
    );
    cognito.chain(synth).chain(template).collect()
}

/// The documentation of the rules of a file, by their ids.
fn documentation(source: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut words: Vec<&str> = Vec::new();
    let source = text(source);
    for line in source.lines().map(str::trim) {
        if let Some(doc) = line.strip_prefix("/// ") {
            words.push(doc);
        } else {
            if let Some((_, rest)) = line.split_once(" = \"")
                && let Some((id, _)) = rest.split_once('"')
            {
                found.insert(id.to_owned(), words.join(" "));
            }
            words.clear();
        }
    }
    found
}

#[test]
fn every_rule_has_its_section() {
    let page = text("docs/RULES.md");
    let sections: Vec<&str> = page.split("\n### ").skip(1).collect();
    let headings: Vec<&str> = sections
        .iter()
        .filter_map(|section| section.lines().next())
        .collect();
    let expected: Vec<String> = rules()
        .iter()
        .map(|rule| format!("{} ({})", rule.id, rule.severity))
        .collect();
    assert_eq!(headings, expected);
}

#[test]
fn a_section_has_the_words_of_the_rule_a_reason_and_a_link() {
    let page = text("docs/RULES.md");
    let mut wrong = String::new();
    let mut documented: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
    for (rule, section) in rules().iter().zip(page.split("\n### ").skip(1)) {
        let all = documented
            .entry(rule.source)
            .or_insert_with(|| documentation(rule.source));
        let section = section.split("\n## ").next().unwrap_or_default();
        let lines: Vec<&str> = section
            .lines()
            .skip(1)
            .filter(|line| !line.is_empty())
            .collect();
        let says_why = lines.get(1).is_some_and(|line| line.len() > 30);
        let has_link = lines.last().is_some_and(|line| line.contains("](https://"));
        if lines.first().copied() != all.get(rule.id).map(String::as_str) || !says_why || !has_link
        {
            // Writing into a text cannot fail.
            let _ = writeln!(wrong, "{}: {lines:?}", rule.id);
        }
    }
    assert_eq!(wrong, "");
}
