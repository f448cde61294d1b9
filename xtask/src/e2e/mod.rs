//! `cargo xtask e2e`: real tools on every template, in steps that are independent of each other.
//!
//! | step | module | what has the word |
//! |---|---|---|
//! | `lint` | [`lint`] | cfn-lint |
//! | `validate` | [`validate`] | AWS's CloudFormation validator |
//! | `cli` | [`cli`] | the AWS CDK command line |
//! | `rehearse` | [`rehearse`] | the service model of boto3, and moto |
//! | `peers` | [`peers`] | AWS CDK |
//!
//! This module is the order of the steps and the table at the end. `docs/TESTING.md` says how to use it.

mod child;
mod cli;
mod findings;
mod lint;
mod peers;
mod rehearse;
mod subjects;
mod tools;
mod validate;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use cargo_metadata::{Metadata, MetadataCommand};
use clap::{Args, ValueEnum};
use findings::Expectations;
use std::cell::OnceCell;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use subjects::Subjects;
use tools::Tools;

/// Flags of `e2e`.
#[derive(Debug, Args)]
pub struct E2eFlags {
    /// Runs this step only; can be given several times.
    #[arg(long, value_name = "STEP", conflicts_with = "list")]
    pub only: Vec<Step>,
    /// Lists the steps.
    #[arg(long)]
    pub list: bool,
    /// Takes what the examples give now as their golden templates.
    #[arg(long, conflicts_with = "list")]
    pub bless: bool,
}

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// Every template through cfn-lint.
    Lint,
    /// Every template through AWS's CloudFormation validator.
    Validate,
    /// The AWS CDK command line on what the examples write, and with the examples as its app.
    Cli,
    /// Every Cognito resource created on a server that plays Cognito, and a user who signs in there.
    Rehearse,
    /// The programs behind the golden templates of AWS CDK, synthesized again.
    Peers,
}

/// What the steps share.
#[derive(Debug)]
struct Run {
    root: PathBuf,
    metadata: Metadata,
    tools: Tools,
    expectations: Expectations,
    subjects: OnceCell<Result<Subjects, String>>,
    bless: bool,
}

/// What a step came to.
#[derive(Debug)]
struct Outcome {
    step: &'static str,
    time: Duration,
    /// What was checked, or what went wrong.
    result: Result<String>,
}

/// Runs the steps that the flags ask for, and prints a table.
pub fn run(root: &Path, flags: &E2eFlags) -> Result<()> {
    if flags.list {
        for step in Step::value_variants() {
            println!("{:<10}{}", step.name(), step.about());
        }
        return Ok(());
    }
    ensure!(
        !flags.bless || flags.only.is_empty() || flags.only.contains(&Step::Cli),
        "--bless is of the step cli, which --only leaves out"
    );
    child::end_on_interrupt()?;
    let run = Run::new(root, flags.bless)?;
    let wanted = Step::value_variants()
        .iter()
        .filter(|step| flags.only.is_empty() || flags.only.contains(step));
    let outcomes: Vec<Outcome> = wanted.map(|step| run.step(*step)).collect();
    println!("\n{}", table(&outcomes));
    let failed = outcomes.iter().filter(|outcome| outcome.result.is_err());
    let failed: Vec<&str> = failed.map(|outcome| outcome.step).collect();
    if failed.is_empty() {
        return Ok(());
    }
    bail!(
        "{} failed; `cargo xtask e2e --only {}` runs that step again",
        failed.join(", "),
        failed.first().unwrap_or(&"STEP")
    )
}

/// The directory of the Node.js packages that `tests/e2e` pins, which are installed unless they are there.
pub(crate) fn node_modules(root: &Path, target: &Path) -> Result<PathBuf> {
    let tools = Tools::new(root.join("tests/e2e"), target.join("e2e"))?;
    Ok(tools.node_modules()?.to_path_buf())
}

impl Step {
    /// The name on the command line.
    fn name(self) -> &'static str {
        match self {
            Self::Lint => "lint",
            Self::Validate => "validate",
            Self::Cli => "cli",
            Self::Rehearse => "rehearse",
            Self::Peers => "peers",
        }
    }

    /// What the help of the command line says.
    fn about(self) -> String {
        let value = self.to_possible_value();
        let help = value.as_ref().and_then(|value| value.get_help());
        help.map(ToString::to_string).unwrap_or_default()
    }
}

impl Run {
    fn new(root: &Path, bless: bool) -> Result<Self> {
        let metadata = MetadataCommand::new()
            .manifest_path(root.join("Cargo.toml"))
            .no_deps()
            .exec()
            .context("`cargo metadata` failed")?;
        let pins = root.join("tests/e2e");
        let home = metadata.target_directory.as_std_path().join("e2e");
        Ok(Self {
            root: root.to_path_buf(),
            expectations: Expectations::read(&pins.join("expected.toml"))?,
            tools: Tools::new(pins, home)?,
            subjects: OnceCell::new(),
            metadata,
            bless,
        })
    }

    /// The examples and templates; the examples are built and run when a step first asks.
    fn subjects(&self) -> Result<&Subjects> {
        let gathered = self.subjects.get_or_init(|| {
            Subjects::gather(&self.root, &self.metadata, &self.tools)
                .map_err(|error| format!("{error:#}"))
        });
        gathered.as_ref().map_err(|error| anyhow!("{error}"))
    }

    fn step(&self, step: Step) -> Outcome {
        println!("{}: {}", step.name(), step.about());
        let start = Instant::now();
        let result = match step {
            Step::Lint => lint::run(self),
            Step::Validate => validate::run(self),
            Step::Cli => cli::run(self),
            Step::Rehearse => rehearse::run(self),
            Step::Peers => peers::run(self),
        };
        if let Err(error) = &result {
            eprintln!("{} failed: {error:#}", step.name());
        }
        Outcome {
            step: step.name(),
            time: start.elapsed(),
            result,
        }
    }
}

/// The table of a run, and a line that counts.
fn table(outcomes: &[Outcome]) -> String {
    let mut text = format!(
        "{:<10}{:<8}{:>8}  what was checked\n",
        "step", "result", "time"
    );
    for outcome in outcomes {
        let (result, what) = match &outcome.result {
            Ok(what) => ("passed", what.clone()),
            Err(error) => {
                let whole = format!("{error:#}");
                let line = whole.lines().next().unwrap_or_default();
                ("FAILED", line.trim_end_matches(':').to_owned())
            }
        };
        let (step, seconds) = (outcome.step, outcome.time.as_secs_f64());
        let _ = writeln!(text, "{step:<10}{result:<8}{seconds:>6.1} s  {what}");
    }
    let passed = outcomes.iter().filter(|outcome| outcome.result.is_ok());
    let passed = passed.count();
    let _ = write!(
        text,
        "\n{passed} passed, {} failed",
        outcomes.len() - passed
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_the_steps_are_those_of_the_command_line() {
        for step in Step::value_variants() {
            let value = step.to_possible_value().unwrap();
            assert_eq!(step.name(), value.get_name());
            assert!(!step.about().is_empty());
        }
    }

    #[test]
    fn the_table_says_what_was_checked_and_what_failed() {
        let outcome = |step, result| Outcome {
            step,
            time: Duration::from_millis(1540),
            result,
        };
        let outcomes = [
            outcome("lint", Ok("3 templates".to_owned())),
            outcome("cli", Err(anyhow!("cdk ls failed:\n  details"))),
        ];
        expect_test::expect![[r"
            step      result      time  what was checked
            lint      passed     1.5 s  3 templates
            cli       FAILED     1.5 s  cdk ls failed

            1 passed, 1 failed"]]
        .assert_eq(&table(&outcomes));
    }
}
