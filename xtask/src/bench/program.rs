//! Owns the measurements of a user's program: its first build, and the way from a changed line to the template.
//!
//! The same program for the crate `stratosphere` is in `tests/peers/stratosphere`; both must print the same template.

use super::process::{Usage, cargo, measure as run};
use super::report::{Report, Row};
use super::sample::{Samples, median};
use super::{Places, Runs, copy, remove, say};
use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The most seconds from a changed line to the template.
const EDIT: f64 = 0.5;

/// What is changed in the programs, which both have it once.
const EDITED: &str = "\"acme-customers\"";

/// A user's program, in a directory of its own.
struct Program {
    name: &'static str,
    directory: PathBuf,
    source: String,
    build: Samples,
    edit: Samples,
}

/// Measures both programs; `cdk` is what a run of AWS CDK takes, whose programs are not compiled.
pub(super) fn measure(
    places: &Places,
    cdk: Option<&Samples>,
    runs: Runs,
    report: &mut Report,
) -> Result<()> {
    let mut programs = [ours(places)?, stratosphere(places)?];
    for program in &programs {
        say(&format!("{}: fetching what it depends on", program.name));
        run(program.cargo().arg("fetch"))?;
    }
    for round in 1..=runs.builds {
        for program in &mut programs {
            say(&format!(
                "{}: clean build {round} of {}",
                program.name, runs.builds
            ));
            program.build()?;
        }
    }
    let templates = programs.each_ref().map(Program::template);
    let [ours, theirs] = templates;
    let (ours, theirs) = (ours?, theirs?);
    ensure!(
        ours == theirs,
        "the programs do not do the same thing: cognito-cdk made {ours}, stratosphere {theirs}"
    );
    for round in 0..=runs.programs {
        if round > 0 {
            say(&format!(
                "a changed line: round {round} of {}",
                runs.programs
            ));
        }
        for program in &mut programs {
            program.edit(round)?;
        }
    }
    rows(programs, cdk, report);
    Ok(())
}

impl Program {
    fn cargo(&self) -> Command {
        let mut cargo = cargo();
        cargo.current_dir(&self.directory);
        cargo
    }

    fn offline(&self, what: &str) -> Command {
        let mut cargo = self.cargo();
        cargo.args([what, "--quiet", "--offline", "--target-dir", "target"]);
        cargo
    }

    /// The first build, of the program and of all that it depends on.
    fn build(&mut self) -> Result<()> {
        remove(&self.directory.join("target"))?;
        let usage = run(&mut self.offline("build"))
            .with_context(|| format!("cannot build the program for {}", self.name))?;
        self.build.push(&usage);
        Ok(())
    }

    fn template(&self) -> Result<Value> {
        let usage = run(&mut self.offline("run"))?;
        let mut template: Value = serde_json::from_str(&usage.stdout)
            .with_context(|| format!("the program for {} printed no template", self.name))?;
        if let Some(sections) = template.as_object_mut() {
            // There is only one version of the format, and it may be left out.
            sections.remove("AWSTemplateFormatVersion");
        }
        Ok(template)
    }

    /// Changes a line, and waits for the template that has the change. Round 0 does not count.
    fn edit(&mut self, round: usize) -> Result<()> {
        let name = format!("\"acme-customers-{round}\"");
        let path = self.directory.join("src/main.rs");
        fs::write(&path, self.source.replace(EDITED, &name))
            .with_context(|| format!("cannot write {}", path.display()))?;
        let usage: Usage = run(&mut self.offline("run"))?;
        ensure!(
            usage.stdout.contains(&name),
            "the template of {} does not have the changed line",
            self.name
        );
        if round > 0 {
            self.edit.push(&usage);
        }
        Ok(())
    }
}

/// The example `pool_and_client` as a package of its own.
fn ours(places: &Places) -> Result<Program> {
    let directory = places.empty("ours")?;
    let library = places.root.join("core/cognito");
    let manifest = format!(
        "[package]\nname = \"ours\"\nedition = \"2024\"\n\n[dependencies]\n\
         cognito-cdk = {{ path = {} }}\n\n[workspace]\n",
        toml::Value::from(library.to_string_lossy().into_owned())
    );
    let source = places.root.join("tests/examples/pool_and_client.rs");
    fs::create_dir_all(directory.join("src"))?;
    fs::write(directory.join("Cargo.toml"), manifest)?;
    fs::copy(places.root.join("Cargo.lock"), directory.join("Cargo.lock"))?;
    fs::copy(&source, directory.join("src/main.rs"))
        .with_context(|| format!("cannot copy {}", source.display()))?;
    program("cognito-cdk", directory)
}

fn stratosphere(places: &Places) -> Result<Program> {
    let directory = places.empty("stratosphere")?;
    copy(&places.root.join("tests/peers/stratosphere"), &directory)?;
    program("stratosphere", directory)
}

fn program(name: &'static str, directory: PathBuf) -> Result<Program> {
    let path = directory.join("src/main.rs");
    let source =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let found = source.matches(EDITED).count();
    ensure!(
        found == 1,
        "{} has {EDITED} {found} times, not once",
        path.display()
    );
    Ok(Program {
        name,
        directory,
        source,
        build: Samples::default(),
        edit: Samples::default(),
    })
}

fn rows(programs: [Program; 2], cdk: Option<&Samples>, report: &mut Report) {
    let [ours, theirs] = programs;
    let what = "first debug build of a user's program";
    report
        .rows
        .push(Row::new(what, ours.name, ours.build.clone()));
    report
        .rows
        .push(Row::new(what, theirs.name, theirs.build).against(&ours.build));

    let what = "a changed line → template";
    let wall = median(&ours.edit.wall);
    let row = Row::new(what, ours.name, ours.edit.clone());
    report
        .rows
        .push(row.at_most(wall, EDIT, format!("under {EDIT} s")));
    report
        .rows
        .push(Row::new(what, theirs.name, theirs.edit).against(&ours.edit));
    if let Some(cdk) = cdk {
        report
            .rows
            .push(Row::new(what, "AWS CDK, default", cdk.clone()).against(&ours.edit));
    }
}
