//! Owns the judgement of what the tools find: `tests/e2e/expected.toml` says what is expected, and why.
//!
//! The list works both ways. A finding that it does not have fails the step, and so does an entry without a finding:
//! it is out of date, or it belongs to a template that is broken on purpose and the tool has not noticed.

use super::subjects::Template;
use anyhow::{Context as _, Result, bail, ensure};
use glob::{MatchOptions, Pattern};
use serde::Deserialize;
use std::fmt::{self, Write as _};
use std::path::Path;

/// How many findings an error shows.
const SHOWN: usize = 30;

/// The tools that have findings.
pub(super) const LINTER: &str = "cfn-lint";
pub(super) const VALIDATOR: &str = "cloudformation-validate";
pub(super) const REHEARSAL: &str = "rehearsal";
const TOOLS: [&str; 3] = [LINTER, VALIDATOR, REHEARSAL];

/// What a tool says of a template.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Finding {
    pub(super) level: Level,
    pub(super) rule: String,
    /// The `place` of the template.
    pub(super) template: String,
    /// The way to the property, as the tool writes it.
    pub(super) path: String,
    pub(super) message: String,
}

/// How bad a finding is. What a tool mentions for information only is no finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    Error,
    #[default]
    Warning,
}

/// The list of what is expected.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expectations {
    #[serde(default)]
    expected: Vec<Expected>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    tools: Vec<String>,
    rule: String,
    #[serde(default)]
    level: Level,
    r#where: Vec<String>,
    reason: String,
    /// Whether it is all right if nothing is found, because that depends on the day.
    #[serde(default)]
    sometimes: bool,
}

impl Expectations {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("{} is not right", path.display()))
    }

    fn parse(text: &str) -> Result<Self> {
        let list: Self = toml::from_str(text)?;
        for entry in &list.expected {
            ensure!(
                !entry.reason.trim().is_empty(),
                "{entry}: an entry needs a reason"
            );
            ensure!(
                !entry.r#where.is_empty(),
                "{entry}: `where` names no template"
            );
            for tool in &entry.tools {
                ensure!(
                    TOOLS.contains(&tool.as_str()),
                    "{entry}: there is no tool `{tool}`"
                );
            }
            for place in &entry.r#where {
                Pattern::new(place).with_context(|| format!("{entry}: `{place}`"))?;
            }
        }
        Ok(list)
    }

    /// Compares what a tool has found in the templates with what is expected of it, and sums it up.
    pub(super) fn judge(
        &self,
        tool: &str,
        templates: &[Template],
        findings: &[Finding],
    ) -> Result<String> {
        let entries: Vec<&Expected> = self
            .expected
            .iter()
            .filter(|entry| entry.tools.iter().any(|named| named == tool))
            .collect();
        let unexpected: Vec<&Finding> = findings
            .iter()
            .filter(|finding| !entries.iter().any(|entry| entry.covers(finding)))
            .collect();
        let mut problems = String::new();
        for finding in unexpected.iter().take(SHOWN) {
            let _ = write!(problems, "\n  {finding}");
        }
        if unexpected.len() > SHOWN {
            let _ = write!(problems, "\n  and {} more", unexpected.len() - SHOWN);
        }
        for entry in entries.iter().filter(|entry| !entry.sometimes) {
            for place in entry.places_without(findings) {
                let _ = write!(
                    problems,
                    "\n  tests/e2e/expected.toml expects {entry} in {place}, but {tool} does not find it there"
                );
            }
        }
        if !problems.is_empty() {
            bail!("{tool} does not find what is expected:{problems}");
        }
        let errors = findings.iter().filter(|f| f.level == Level::Error).count();
        let controls = templates.iter().filter(|template| template.is_control());
        let controls = controls.count();
        Ok(format!(
            "{} templates, and {controls} that are broken on purpose: {errors} errors and {} warnings, \
             each expected for a reason",
            templates.len() - controls,
            findings.len() - errors,
        ))
    }
}

impl Expected {
    fn covers(&self, finding: &Finding) -> bool {
        self.is_about(finding)
            && self
                .r#where
                .iter()
                .any(|place| matches(place, &finding.template))
    }

    fn is_about(&self, finding: &Finding) -> bool {
        self.rule == finding.rule && self.level == finding.level
    }

    /// The places of this entry where nothing was found.
    fn places_without<'a>(&'a self, findings: &[Finding]) -> impl Iterator<Item = &'a str> {
        self.r#where
            .iter()
            .map(String::as_str)
            .filter(move |place| {
                !findings
                    .iter()
                    .any(|finding| self.is_about(finding) && matches(place, &finding.template))
            })
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} {}", self.level, self.rule)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            level,
            rule,
            template,
            path,
            message,
        } = self;
        write!(f, "{level} {rule} in {template} at {path}: {message}")
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

fn matches(pattern: &str, place: &str) -> bool {
    let options = MatchOptions {
        require_literal_separator: true,
        ..MatchOptions::new()
    };
    Pattern::new(pattern).is_ok_and(|pattern| pattern.matches_with(place, options))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"
        [[expected]]
        tools = ["cfn-lint"]
        rule = "W1"
        where = ["golden/*.json", "examples/**/*.json"]
        reason = "AWS CDK writes it so"

        [[expected]]
        tools = ["cfn-lint"]
        rule = "E1"
        level = "error"
        where = ["controls/broken.json"]
        reason = "broken on purpose"

        [[expected]]
        tools = ["rehearsal"]
        rule = "W9"
        where = ["golden/*.json"]
        reason = "of another step"

        [[expected]]
        tools = ["cfn-lint", "rehearsal"]
        rule = "W3"
        where = ["golden/*.json"]
        sometimes = true
        reason = "depends on the day"
    "#;

    fn finding(level: Level, rule: &str, template: &str) -> Finding {
        Finding {
            level,
            rule: rule.to_owned(),
            template: template.to_owned(),
            path: "Resources/Pool".to_owned(),
            message: "hm".to_owned(),
        }
    }

    fn all_expected() -> Vec<Finding> {
        vec![
            finding(Level::Warning, "W1", "golden/a.json"),
            finding(Level::Warning, "W1", "examples/web/cdk.out/A.json"),
            finding(Level::Error, "E1", "controls/broken.json"),
        ]
    }

    fn judge(findings: &[Finding]) -> Result<String> {
        Expectations::parse(LIST)
            .unwrap()
            .judge(LINTER, &[], findings)
    }

    #[test]
    fn what_is_expected_passes() {
        assert_eq!(
            judge(&all_expected()).unwrap(),
            "0 templates, and 0 that are broken on purpose: 1 errors and 2 warnings, \
             each expected for a reason"
        );
    }

    #[test]
    fn what_depends_on_the_day_may_be_found_or_not() {
        let mut findings = all_expected();
        findings.push(finding(Level::Warning, "W3", "golden/a.json"));
        judge(&findings).unwrap();
        findings.push(finding(Level::Warning, "W3", "examples/a.json"));
        judge(&findings).unwrap_err();
    }

    #[test]
    fn what_is_not_expected_fails() {
        let others = [
            finding(Level::Warning, "W2", "golden/a.json"),
            finding(Level::Error, "W1", "golden/a.json"),
            finding(Level::Warning, "W1", "golden/deeper/a.json"),
            finding(Level::Warning, "W9", "golden/a.json"),
        ];
        for other in others {
            let mut findings = all_expected();
            findings.push(other.clone());
            let error = judge(&findings).unwrap_err().to_string();
            assert_eq!(
                error,
                format!("cfn-lint does not find what is expected:\n  {other}")
            );
        }
    }

    #[test]
    fn what_is_expected_and_not_found_fails() {
        for missing in 0..3 {
            let mut findings = all_expected();
            let gone = findings.remove(missing);
            let error = judge(&findings).unwrap_err().to_string();
            assert!(
                error.contains("but cfn-lint does not find it there"),
                "{error}"
            );
            assert!(
                error.contains(&format!("the {} {}", gone.level, gone.rule)),
                "{error}"
            );
        }
    }

    #[test]
    fn an_entry_that_is_not_right_is_refused() {
        let broken = [
            LIST.replace("of another step", " "),
            LIST.replace(r#"["controls/broken.json"]"#, "[]"),
            LIST.replace("golden/*.json", "golden/***.json"),
            LIST.replace("rule = ", "rules = "),
            LIST.replace("rehearsal", "no-such-tool"),
        ];
        for text in broken {
            Expectations::parse(&text).unwrap_err();
        }
    }
}
