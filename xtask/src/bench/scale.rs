//! Owns the measurements of the program of any size: as a whole beside AWS CDK, and in parts beside `serde_json`.

use super::cdk::Cdk;
use super::process;
use super::report::{Report, Row};
use super::sample::{self, Samples, median};
use super::{Places, Runs, Task, in_turns};
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const OURS: &str = "cognito-cdk, all checks";
const CDK: &str = "AWS CDK, default";
const CDK_UNCHECKED: &str = "AWS CDK, validation off";

/// How large the program is, and what the design allows.
struct Size {
    stacks: usize,
    pools: usize,
    /// How many times faster than AWS CDK, by default and without validation.
    faster: Option<[f64; 2]>,
    /// The most that may be in memory, in MiB.
    memory: Option<f64>,
}

const SIZES: [Size; 4] = [
    Size {
        stacks: 1,
        pools: 1,
        faster: Some([400.0, 40.0]),
        memory: Some(16.0),
    },
    Size {
        stacks: 1,
        pools: 80,
        faster: Some([250.0, 30.0]),
        memory: None,
    },
    Size {
        stacks: 20,
        pools: 80,
        faster: Some([130.0, 40.0]),
        memory: Some(80.0),
    },
    Size {
        stacks: 100,
        pools: 80,
        faster: None,
        memory: None,
    },
];

/// How many times what 20 stacks take 100 may have in memory, if it grows with the number of stacks.
const MEMORY_GROWTH: f64 = 5.0;

/// How many times what 1 stack takes 100 may take: half again for caches that no longer hold all of it.
const TIME_GROWTH: f64 = 150.0;

/// How many times `serde_json::to_writer` the same documents may take.
const TO_WRITER: f64 = 3.0;

/// Where the programs write to.
struct Outs {
    ours: PathBuf,
    cdk: PathBuf,
    unchecked: PathBuf,
}

/// Measures whole programs. Gives what AWS CDK takes by default for one stack with one pool.
pub(super) fn whole_programs(
    places: &Places,
    cdk: &Cdk,
    runs: Runs,
    quick: bool,
    report: &mut Report,
) -> Result<Samples> {
    let (scale, measured) = (places.scale()?, places.measured()?);
    let measure = |command: &mut Command| process::measure_by(&measured, command);
    let outs = Outs {
        ours: places.empty("out/cognito-cdk")?,
        cdk: places.empty("out/aws-cdk")?,
        unchecked: places.empty("out/aws-cdk-unchecked")?,
    };
    let mut smallest = None;
    let mut before = None;
    for size in SIZES {
        let cdk = (!quick || size.faster.is_some()).then_some(cdk);
        let name = format!("{} × {} pools", size.stacks, size.pools);
        let mut tasks = size.tasks(&scale, cdk, &outs);
        let mut samples = in_turns(&name, runs.programs, measure, &mut tasks)?.into_iter();
        let made = resources(&outs.ours)?;
        if cdk.is_some() {
            let theirs = resources(&outs.cdk)?;
            ensure!(
                made == theirs,
                "the programs do not do the same thing: cognito-cdk made {made:?}, AWS CDK {theirs:?}"
            );
        }

        let resources: usize = made.values().sum();
        let what = format!("{}, {resources} resources", plural(size.stacks, "stack"));
        let own = samples.next().unwrap_or_default();
        let peak = median(&own.peak);
        let row = Row::new(&what, OURS, own.clone());
        report.rows.push(size.hold_memory(row, peak, before));
        before = Some(peak);
        for (index, (name, samples)) in [CDK, CDK_UNCHECKED].into_iter().zip(samples).enumerate() {
            smallest.get_or_insert_with(|| samples.clone());
            let row = Row::new(&what, name, samples).against(&own);
            let factor = size.faster.and_then(|faster| faster.get(index).copied());
            report.rows.push(match factor {
                Some(factor) => row.at_least_times_ours(factor),
                None => row,
            });
        }
    }
    if let Ok(nothing) = measure(&mut Command::new("true")) {
        report.notes.push(format!(
            "\nA process that does nothing has a peak of {}.",
            sample::memory(&[nothing.peak])
        ));
    }
    Ok(smallest.unwrap_or_default())
}

impl Size {
    /// The programs of this size, ours first.
    fn tasks<'a>(&'a self, scale: &'a Path, cdk: Option<&'a Cdk>, outs: &'a Outs) -> Vec<Task<'a>> {
        let mut tasks: Vec<Task<'a>> = vec![Box::new(move || {
            let mut command = Command::new(scale);
            command
                .args(["--stacks", &self.stacks.to_string()])
                .args(["--pools", &self.pools.to_string()])
                .arg("--out")
                .arg(&outs.ours)
                .env_remove("CDK_OUTDIR")
                .env_remove("CDK_CONTEXT_JSON");
            Ok(command)
        })];
        if let Some(cdk) = cdk {
            let task = move |validation, out| -> Task<'a> {
                Box::new(move || Ok(cdk.scale(self.stacks, self.pools, validation, out)))
            };
            tasks.extend([task(true, &*outs.cdk), task(false, &*outs.unchecked)]);
        }
        tasks
    }

    /// Holds the memory against its budget, or, at the largest size, against that of the size before.
    fn hold_memory(&self, row: Row, peak: f64, before: Option<f64>) -> Row {
        if let Some(limit) = self.memory {
            let bytes = limit * f64::from(1 << 20);
            return row.at_most(peak, bytes, format!("under {limit} MiB"));
        }
        match (self.faster, before) {
            (None, Some(before)) => {
                let times = peak / before;
                let text = format!(
                    "at most {MEMORY_GROWTH} × the memory of 20 stacks; it is {}",
                    sample::ratio(times)
                );
                row.at_most(times, MEMORY_GROWTH, text)
            }
            _ => row,
        }
    }
}

/// What `scale --measure` prints.
#[derive(Debug, Deserialize)]
struct Measured {
    sizes: Vec<Parts>,
}

/// What the parts of a run take, in nanoseconds.
#[derive(Debug, Deserialize)]
struct Parts {
    stacks: usize,
    resources: usize,
    bytes: usize,
    construct: Vec<f64>,
    synthesize: Vec<f64>,
    to_writer: Vec<f64>,
    to_writer_pretty: Vec<f64>,
}

/// Measures the parts of a run in one process.
pub(super) fn parts(scale: &Path, runs: Runs, report: &mut Report) -> Result<()> {
    super::say("1, 20 and 100 stacks in one process");
    let mut command = Command::new(scale);
    command
        .args(["--measure", "1,20,100", "--pools", "80", "--runs"])
        .arg(runs.programs.to_string());
    let printed = process::measure(&mut command)?.stdout;
    let measured: Measured = serde_json::from_str(&printed)
        .context("`scale --measure` printed something else than expected")?;
    let mut first = None;
    for size in &measured.sizes {
        rows(size, first, report);
        first.get_or_insert(median(&size.whole().wall));
    }
    Ok(())
}

impl Parts {
    /// From nothing to the templates.
    fn whole(&self) -> Samples {
        let sums = self.construct.iter().zip(&self.synthesize);
        seconds(sums.map(|(construct, synthesize)| construct + synthesize))
    }
}

fn seconds(nanoseconds: impl Iterator<Item = f64>) -> Samples {
    Samples::of_wall(nanoseconds.map(|time| time / 1e9).collect())
}

/// The rows of one size; `first` is the time of one stack.
fn rows(size: &Parts, first: Option<f64>, report: &mut Report) {
    let what = format!(
        "in one process: {}, {} resources, {} kB",
        plural(size.stacks, "stack"),
        size.resources,
        size.bytes / 1000
    );
    let whole = size.whole();
    let synthesize = seconds(size.synthesize.iter().copied());
    let to_writer = seconds(size.to_writer.iter().copied());
    let pretty = seconds(size.to_writer_pretty.iter().copied());
    let times = median(&synthesize.wall) / median(&to_writer.wall);
    let growth = first.map(|first| median(&whole.wall) / first);

    let mut row = Row::new(
        &what,
        "cognito-cdk: constructs and synthesis",
        whole.clone(),
    );
    if let (Some(growth), 100) = (growth, size.stacks) {
        let text = format!(
            "100 stacks at most {TIME_GROWTH} × the time of one; it is {}",
            sample::ratio(growth)
        );
        row = row.at_most(growth, TIME_GROWTH, text);
    }
    report.rows.push(row);
    let mut row =
        Row::new(&what, "cognito-cdk: synthesis with its checks", synthesize).against(&whole);
    if size.stacks == 20 {
        let text = format!(
            "at most {TO_WRITER} × `to_writer`; it is {}",
            sample::ratio(times)
        );
        row = row.at_most(times, TO_WRITER, text);
    }
    report.rows.push(row);
    let rows = [
        ("`serde_json::to_writer`", to_writer),
        ("`serde_json::to_writer_pretty`", pretty),
    ];
    for (name, samples) in rows {
        report
            .rows
            .push(Row::new(&what, name, samples).against(&whole));
    }
}

/// How many resources of each type the templates of an assembly have.
fn resources(directory: &Path) -> Result<BTreeMap<String, usize>> {
    let mut types = BTreeMap::new();
    let entries =
        fs::read_dir(directory).with_context(|| format!("cannot read {}", directory.display()))?;
    for entry in entries {
        let path = entry?.path();
        if !path.to_string_lossy().ends_with(".template.json") {
            continue;
        }
        let context = || format!("{} is no template", path.display());
        let template: Value = serde_json::from_slice(&fs::read(&path)?).with_context(context)?;
        let resources = template.get("Resources").and_then(Value::as_object);
        for resource in resources.with_context(context)?.values() {
            let name = resource
                .get("Type")
                .and_then(Value::as_str)
                .with_context(context)?;
            *types.entry(name.to_owned()).or_insert(0) += 1;
        }
    }
    ensure!(!types.is_empty(), "{} has no template", directory.display());
    Ok(types)
}

fn plural(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_are_counted_by_type() {
        let directory = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(directory.path().join(name), text).unwrap();
        resources(directory.path()).unwrap_err();
        write("manifest.json", "{}");
        write(
            "A.template.json",
            r#"{"Resources": {"A": {"Type": "X"}, "B": {"Type": "Y"}}}"#,
        );
        write("B.template.json", r#"{"Resources": {"A": {"Type": "X"}}}"#);
        let expected = BTreeMap::from([("X".to_owned(), 2), ("Y".to_owned(), 1)]);
        assert_eq!(resources(directory.path()).unwrap(), expected);
        write("B.template.json", "{}");
        let error = resources(directory.path()).unwrap_err().to_string();
        assert!(error.ends_with("B.template.json is no template"), "{error}");
    }
}
