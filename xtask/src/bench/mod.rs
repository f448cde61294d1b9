//! `cargo xtask bench`: the speed, side by side with AWS CDK and others, held against the budgets of the design.
//!
//! Whatever is compared is measured in the same run, one after the other in turns, so that a disturbance of the machine
//! hits all alike; medians count. `docs/BENCHMARKS.md` says how to read the table.

mod build;
mod cdk;
pub mod instructions;
mod process;
mod program;
mod regen;
mod report;
mod sample;
mod scale;

use crate::flags::{BenchFlags, BenchPart};
use anyhow::{Context as _, Result};
use cargo_metadata::MetadataCommand;
use process::Usage;
use report::{Machine, Report};
use sample::Samples;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where things are.
#[derive(Debug)]
struct Places {
    root: PathBuf,
    /// Cargo's target directory.
    target: PathBuf,
    /// What only measurements use, in the target directory.
    work: PathBuf,
}

/// How often each thing is run.
#[derive(Debug, Clone, Copy)]
struct Runs {
    programs: usize,
    builds: usize,
}

/// Measures what the flags ask for, prints the table, and writes `bench.json`.
pub fn run(root: &Path, flags: &BenchFlags) -> Result<()> {
    let places = Places::of(root)?;
    let asked = |part| flags.only.is_empty() || flags.only.contains(&part);
    let runs = Runs::of(flags);
    // What could fail does so before anything takes time.
    let cdk = asked(BenchPart::Scale)
        .then(|| cdk::installed(&places))
        .transpose()?;
    let full = match (&flags.spec, &flags.schemas) {
        (Some(spec), Some(schemas)) => Some((existing(spec)?, existing(schemas)?)),
        _ => None,
    };

    let mut report = Report {
        machine: Machine::this(),
        rows: Vec::new(),
        notes: Vec::new(),
    };
    let mut measure = || -> Result<()> {
        let mut cdk_run = None;
        if let Some(cdk) = &cdk {
            let run = scale::whole_programs(&places, cdk, runs, flags.quick, &mut report)?;
            cdk_run = Some(run);
        }
        if asked(BenchPart::Json) {
            scale::parts(&places.scale()?, runs, &mut report)?;
        }
        if asked(BenchPart::Regen) {
            regen::measure(&places, full.as_ref(), runs, &mut report)?;
        }
        if asked(BenchPart::L1) {
            build::l1(&places, runs, &mut report)?;
        }
        if asked(BenchPart::Program) {
            program::measure(&places, cdk_run.as_ref(), runs, &mut report)?;
        }
        Ok(())
    };
    let measured = measure();
    // What has been measured when a part fails took minutes, and is not lost.
    println!("{}", report.markdown());
    let json = places.target.join("bench.json");
    report.write_json(&json)?;
    say(&format!("all samples are in {}", json.display()));
    measured?;
    if flags.write_docs {
        report.write_docs(&root.join("docs/BENCHMARKS.md"))?;
    }
    Ok(())
}

impl Places {
    fn of(root: &Path) -> Result<Self> {
        let metadata = MetadataCommand::new()
            .manifest_path(root.join("Cargo.toml"))
            .no_deps()
            .exec()
            .context("`cargo metadata` failed")?;
        let target = metadata.target_directory.into_std_path_buf();
        let work = target.join("bench");
        fs::create_dir_all(&work).with_context(|| format!("cannot make {}", work.display()))?;
        Ok(Self {
            root: root.to_path_buf(),
            target,
            work,
        })
    }

    /// The release build of the program of any size.
    fn scale(&self) -> Result<PathBuf> {
        self.example("scale")
    }

    /// The release build of an example of the tests.
    fn example(&self, name: &str) -> Result<PathBuf> {
        let what = ["-p", "cognito-cdk-tests", "--example", name];
        self.release(&what, &format!("examples/{name}"))
    }

    /// The release build of the program that measures others.
    fn measured(&self) -> Result<PathBuf> {
        self.release(
            &["-p", "cognito-cdk-tests", "--bin", "measured"],
            "measured",
        )
    }

    /// The release build of this program.
    fn xtask(&self) -> Result<PathBuf> {
        self.release(&["-p", "xtask", "--bin", "xtask"], "xtask")
    }

    fn release(&self, what: &[&str], path: &str) -> Result<PathBuf> {
        let path = format!("{path}{}", std::env::consts::EXE_SUFFIX);
        say(&format!("building {path} (release)"));
        let mut cargo = process::cargo();
        cargo
            .args(["build", "--release", "--quiet"])
            .args(what)
            .arg("--target-dir")
            .arg(&self.target)
            .current_dir(&self.root);
        process::measure(&mut cargo)?;
        Ok(self.target.join("release").join(path))
    }

    /// A directory of the working place, empty.
    fn empty(&self, name: &str) -> Result<PathBuf> {
        let directory = self.work.join(name);
        remove(&directory)?;
        fs::create_dir_all(&directory)
            .with_context(|| format!("cannot make {}", directory.display()))?;
        Ok(directory)
    }
}

impl Runs {
    fn of(flags: &BenchFlags) -> Self {
        let programs = flags.runs.unwrap_or(if flags.quick { 3 } else { 7 });
        // A build takes long, and varies little.
        let builds = if flags.quick {
            1
        } else {
            programs.div_ceil(2).min(3)
        };
        Self { programs, builds }
    }
}

/// Makes ready what a command needs, and gives the command.
type Task<'a> = Box<dyn FnMut() -> Result<Command> + 'a>;

/// Measures each command once in every round, after one round that does not count.
fn in_turns(
    what: &str,
    rounds: usize,
    measure: impl Fn(&mut Command) -> Result<Usage>,
    tasks: &mut [Task<'_>],
) -> Result<Vec<Samples>> {
    let mut samples = vec![Samples::default(); tasks.len()];
    for round in 0..=rounds {
        if round > 0 {
            say(&format!("{what}: round {round} of {rounds}"));
        }
        for (task, samples) in tasks.iter_mut().zip(&mut samples) {
            let usage = measure(&mut task()?).with_context(|| what.to_owned())?;
            if round > 0 {
                samples.push(&usage);
            }
        }
    }
    Ok(samples)
}

/// Tells how far the run is.
fn say(text: &str) {
    eprintln!("bench: {text}");
}

fn existing(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).with_context(|| format!("cannot find {}", path.display()))
}

fn remove(directory: &Path) -> Result<()> {
    if directory.exists() {
        fs::remove_dir_all(directory)
            .with_context(|| format!("cannot remove {}", directory.display()))?;
    }
    Ok(())
}

/// Copies a directory with all that is in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let context = || format!("cannot copy {} to {}", from.display(), to.display());
    fs::create_dir_all(to).with_context(context)?;
    for entry in fs::read_dir(from).with_context(context)? {
        let entry = entry.with_context(context)?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target).with_context(context)?;
        }
    }
    Ok(())
}
