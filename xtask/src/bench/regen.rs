//! Owns the measurements of the generator: `regen --offline`, and `regen --all` if AWS's whole files are at hand.

use super::report::{Report, Row};
use super::sample::median;
use super::{Places, Runs, copy, in_turns, process, remove};
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

/// The most seconds that `regen --offline` may take.
const OFFLINE: f64 = 1.0;

/// The most seconds that `regen --all` may take.
const ALL: f64 = 10.0;

/// Measures the generator on a copy, so that the repository stays as it is.
pub(super) fn measure(
    places: &Places,
    full: Option<&(PathBuf, PathBuf)>,
    runs: Runs,
    report: &mut Report,
) -> Result<()> {
    let xtask = places.xtask()?;
    let tree = tree(places)?;
    let sources = tree.join("generated/src");
    let samples = in_turns(
        "regen --offline",
        runs.programs,
        process::measure,
        &mut [Box::new(|| {
            // Every file is written anew.
            remove(&sources)?;
            let mut command = Command::new(&xtask);
            command
                .args(["regen", "--offline", "--quiet"])
                .current_dir(&tree);
            Ok(command)
        })],
    )?;
    for samples in samples {
        let wall = median(&samples.wall);
        let row = Row::new("the generator", "`regen --offline`", samples);
        report
            .rows
            .push(row.at_most(wall, OFFLINE, format!("under {OFFLINE} s")));
    }

    let Some((spec, schemas)) = full else {
        report.notes.push(
            "\n`regen --all` was left out: it needs AWS's whole files (`--spec FILE --schemas FILE`)."
                .to_owned(),
        );
        return Ok(());
    };
    let out = places.work.join("all");
    let samples = in_turns(
        "regen --all",
        runs.builds,
        process::measure,
        &mut [Box::new(|| {
            remove(&out)?;
            let mut command = Command::new(&xtask);
            command
                .args(["regen", "--quiet", "--all", "--out"])
                .arg(&out)
                .arg("--spec")
                .arg(spec)
                .arg("--schemas")
                .arg(schemas)
                // It writes to `out` only, and the package that it makes there depends on the crate of templates.
                .current_dir(&places.root);
            Ok(command)
        })],
    )?;
    for samples in samples {
        let wall = median(&samples.wall);
        let row = Row::new("the generator", "`regen --all`: every AWS type", samples);
        report
            .rows
            .push(row.at_most(wall, ALL, format!("under {ALL} s")));
    }
    Ok(())
}

/// A copy of what the generator reads and writes.
pub(super) fn tree(places: &Places) -> Result<PathBuf> {
    let tree = places.empty("regen")?;
    for directory in ["spec", "generated"] {
        copy(&places.root.join(directory), &tree.join(directory))?;
    }
    Ok(tree)
}
