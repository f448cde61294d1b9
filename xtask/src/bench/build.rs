//! Owns the measurement of what the generated crate costs a build.

use super::process::{cargo, measure};
use super::report::{Report, Row};
use super::sample::{Samples, median};
use super::{Places, Runs, say};
use anyhow::Result;
use std::process::Command;

/// The most seconds of processor time that a clean debug build may take.
const CLEAN: f64 = 2.0;

/// Measures the clean debug build of `cognito-cdk-l1` alone: what it depends on is there already.
pub(super) fn l1(places: &Places, runs: Runs, report: &mut Report) -> Result<()> {
    let in_workspace = |what: &[&str]| -> Command {
        let mut cargo = cargo();
        cargo
            .args(what)
            .args(["--quiet", "-p", "cognito-cdk-l1", "--target-dir"])
            .arg(places.work.join("l1"))
            .current_dir(&places.root);
        cargo
    };
    say("building what cognito-cdk-l1 depends on");
    measure(&mut in_workspace(&["build"]))?;
    let mut samples = Samples::default();
    for run in 1..=runs.builds {
        say(&format!(
            "cognito-cdk-l1: clean build {run} of {}",
            runs.builds
        ));
        measure(&mut in_workspace(&["clean"]))?;
        samples.push(&measure(&mut in_workspace(&["build"]))?);
    }
    let cpu = median(&samples.cpu);
    let row = Row::new("clean debug build", "`cognito-cdk-l1` alone", samples);
    let text = format!("under {CLEAN} s of processor time");
    report.rows.push(row.at_most(cpu, CLEAN, text));
    Ok(())
}
