//! The step `validate`: AWS's CloudFormation validator on every template, in one process.

use super::Run;
use super::findings::{Finding, Level, VALIDATOR};
use super::lint::place;
use super::subjects::Template;
use anyhow::{Context as _, Result};
use serde::Deserialize;
use std::time::Duration;

const LIMIT: Duration = Duration::from_mins(5);

/// What `tests/e2e/validate.js` prints.
#[derive(Debug, Deserialize)]
struct Report {
    version: String,
    findings: Vec<Diagnostic>,
}

#[derive(Debug, Deserialize)]
struct Diagnostic {
    file: String,
    level: Level,
    rule: String,
    path: String,
    message: String,
}

pub(super) fn run(run: &Run) -> Result<String> {
    let templates = &run.subjects()?.templates;
    let files: Vec<_> = templates
        .iter()
        .map(|template| template.file.to_string_lossy())
        .collect();
    let ended = run
        .tools
        .node(LIMIT)?
        .arg(run.tools.script("validate.js"))
        .input(serde_json::to_string(&files)?)
        .succeed()?;
    let report: Report = serde_json::from_str(&ended.stdout)
        .context("what tests/e2e/validate.js printed is no report")?;
    let version = &report.version;
    let findings = report
        .findings
        .into_iter()
        .map(|diagnostic| diagnostic.finding(templates))
        .collect::<Result<Vec<_>>>()?;
    let judgement = run.expectations.judge(VALIDATOR, templates, &findings)?;
    Ok(format!("{judgement} (version {version})"))
}

impl Diagnostic {
    fn finding(self, templates: &[Template]) -> Result<Finding> {
        Ok(Finding {
            level: self.level,
            rule: self.rule,
            template: place(&self.file, templates)?,
            path: self.path,
            message: self.message,
        })
    }
}
