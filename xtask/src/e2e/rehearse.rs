//! The step `rehearse`: the Cognito resources of every template are created on a stand-in for Cognito, and users sign
//! in to the pools of the examples. `tests/e2e/rehearsal` does it; this module asks for it and judges.

use super::Run;
use super::findings::{Finding, REHEARSAL};
use super::subjects::Template;
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::Duration;

const LIMIT: Duration = Duration::from_mins(10);

/// The beginnings of the steps that some journey has to make: all that a user does at a pool.
const STEPS: [&str; 5] = ["signed up", "confirmed", "signed in", "refreshed", "joined"];

/// What the rehearsal prints.
#[derive(Debug, Deserialize)]
struct Report {
    findings: Vec<Finding>,
    /// How many resources were created.
    created: usize,
    /// How often an operation was held to the service model only.
    checked: BTreeMap<String, usize>,
    journeys: Vec<Journey>,
}

/// What a user did with a client.
#[derive(Debug, Deserialize)]
struct Journey {
    template: String,
    client: String,
    steps: Vec<String>,
}

pub(super) fn run(run: &Run) -> Result<String> {
    let subjects = run.subjects()?;
    let of_examples = subjects
        .examples
        .iter()
        .flat_map(|example| &example.templates);
    let job = serde_json::json!({
        "templates": subjects.templates.iter().map(entry).collect::<Vec<_>>(),
        "journeys": of_examples.map(|template| &template.place).collect::<Vec<_>>(),
    });
    let ended = run
        .tools
        .python(LIMIT)?
        .arg(run.tools.script("rehearsal"))
        .input(job.to_string())
        .succeed()?;
    let report: Report = serde_json::from_str(&ended.stdout)
        .context("what tests/e2e/rehearsal printed is no report")?;
    run.expectations
        .judge(REHEARSAL, &subjects.templates, &report.findings)?;
    for journey in &report.journeys {
        let Journey {
            template,
            client,
            steps,
        } = journey;
        println!("  {template}, client {client}: {}", steps.join(", "));
    }
    report.summary()
}

fn entry(template: &Template) -> serde_json::Value {
    serde_json::json!({"place": template.place, "file": template.file})
}

impl Report {
    /// What the rehearsal came to, if a user could do all that users do.
    fn summary(&self) -> Result<String> {
        let whole = self.journeys.iter().filter(|journey| {
            let made = |step: &&str| journey.steps.iter().any(|made| made.starts_with(step));
            STEPS.iter().all(made)
        });
        let whole = whole.count();
        ensure!(
            whole > 0,
            "no example has a pool at which a user can do all of this: {}",
            STEPS.join(", ")
        );
        let only_checked: Vec<&str> = self.checked.keys().map(String::as_str).collect();
        Ok(format!(
            "{} resources created, {} calls checked against the service model only ({}); \
             {} users signed in, {whole} of them did everything",
            self.created,
            self.checked.values().sum::<usize>(),
            only_checked.join(", "),
            self.journeys.len(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(steps: &[&str]) -> Report {
        Report {
            findings: Vec::new(),
            created: 7,
            checked: [("CreateTerms".to_owned(), 2)].into(),
            journeys: vec![Journey {
                template: "examples/web/web.template.json".to_owned(),
                client: "Web".to_owned(),
                steps: steps.iter().map(ToString::to_string).collect(),
            }],
        }
    }

    #[test]
    fn a_whole_journey_is_needed() {
        let whole = [
            "signed up",
            "confirmed",
            "signed in (SRP)",
            "refreshed",
            "joined admins",
        ];
        expect_test::expect![
            "7 resources created, 2 calls checked against the service model only (CreateTerms); \
             1 users signed in, 1 of them did everything"
        ]
        .assert_eq(&report(&whole).summary().unwrap());
        for gap in 0..whole.len() {
            let mut steps = whole.to_vec();
            steps.remove(gap);
            report(&steps).summary().unwrap_err();
        }
    }
}
