//! The step `lint`: cfn-lint on every template, in one process.

use super::Run;
use super::findings::{Finding, LINTER, Level};
use super::subjects::Template;
use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use serde_json::Value;
use std::time::Duration;

const LIMIT: Duration = Duration::from_mins(10);

/// Runs cfn-lint. Its package has no `__main__`, and its script has the path of the installation inside.
const MAIN: &str = "import sys; from cfnlint.runner import main; sys.exit(main())";

/// One entry of what cfn-lint prints.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Match {
    filename: String,
    level: String,
    message: String,
    location: Location,
    rule: Rule,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Location {
    path: Option<Vec<Value>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Rule {
    id: String,
}

pub(super) fn run(run: &Run) -> Result<String> {
    let subjects = run.subjects()?;
    // In a directory of its own, and with that as home, because cfn-lint looks for settings in both.
    let work = run.tools.work("lint")?;
    let ended = run
        .tools
        .python(LIMIT)?
        .args([
            "-c",
            MAIN,
            "--format",
            "json",
            "--non-zero-exit-code",
            "none",
            "--",
        ])
        .args(subjects.templates.iter().map(|template| &template.file))
        .directory(&work)
        .env("HOME", &work)
        .succeed()?;
    let findings = findings(&ended.stdout, &subjects.templates)?;
    run.expectations
        .judge(LINTER, &subjects.templates, &findings)
}

/// The findings in what cfn-lint printed.
fn findings(printed: &str, templates: &[Template]) -> Result<Vec<Finding>> {
    let matches: Vec<Match> =
        serde_json::from_str(printed).context("what cfn-lint printed is not what it says it is")?;
    let mut findings = Vec::new();
    for found in matches {
        let level = match found.level.as_str() {
            "Error" => Level::Error,
            "Warning" => Level::Warning,
            "Informational" => continue,
            other => bail!("cfn-lint has a level `{other}` that this step does not know"),
        };
        let path: Vec<String> = found
            .location
            .path
            .into_iter()
            .flatten()
            .map(|part| part.as_str().map_or(part.to_string(), str::to_owned))
            .collect();
        findings.push(Finding {
            level,
            rule: found.rule.id,
            template: place(&found.filename, templates)?,
            path: path.join("/"),
            message: found.message,
        });
    }
    Ok(findings)
}

/// The template that a tool names by its file.
pub(super) fn place(file: &str, templates: &[Template]) -> Result<String> {
    let template = templates
        .iter()
        .find(|template| template.file.to_string_lossy() == file)
        .with_context(|| format!("the tool speaks of {file}, which it was not asked about"))?;
    Ok(template.place.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn templates() -> Vec<Template> {
        vec![Template {
            place: "golden/a.json".to_owned(),
            file: "/somewhere/golden/a.json".into(),
        }]
    }

    fn printed(file: &str, level: &str) -> String {
        serde_json::json!([{
            "Filename": file, "Level": level, "Message": "no", "Id": "1", "ParentId": null,
            "Location": {"Start": {"LineNumber": 1}, "Path": ["Resources", "Pool", 0]},
            "Rule": {"Id": "E1", "Source": ""}
        }])
        .to_string()
    }

    #[test]
    fn a_match_is_a_finding() {
        let found = findings(&printed("/somewhere/golden/a.json", "Error"), &templates()).unwrap();
        let expected = Finding {
            level: Level::Error,
            rule: "E1".to_owned(),
            template: "golden/a.json".to_owned(),
            path: "Resources/Pool/0".to_owned(),
            message: "no".to_owned(),
        };
        assert_eq!(found, [expected]);
    }

    #[test]
    fn what_is_for_information_is_none() {
        let printed = printed("/somewhere/golden/a.json", "Informational");
        assert_eq!(findings(&printed, &templates()).unwrap(), []);
    }

    #[test]
    fn what_cannot_be_understood_is_an_error() {
        let broken = [
            printed("/elsewhere/a.json", "Error"),
            printed("/somewhere/golden/a.json", "Catastrophe"),
            "Traceback (most recent call last)".to_owned(),
            String::new(),
        ];
        for text in broken {
            findings(&text, &templates()).unwrap_err();
        }
    }
}
