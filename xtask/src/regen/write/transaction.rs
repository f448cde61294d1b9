//! The transaction: stages the new files, writes the journal, makes the steps, and takes them back
//! when one fails or when a run was killed among them.
//!
//! The tree is whole at every moment in this sense: without a journal it is all old or all new, and
//! with a journal the old state is restored from it. So there is one moment that decides, the
//! deletion of the journal.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, ensure};

use super::disk::{Disk, Fault, JOURNAL_DRAFT, STAGED_NEW, STAGED_OLD, shown};
use super::journal::{self, JOURNAL, Step, new, old, touched};
use super::lock::Lock;
use super::path::{Kind, ancestors, kind_inside, parent};
use super::rollback::{recover_locked, take_back};
use super::survey::Survey;
use super::{Applied, Plan, STAGING};

const UNTOUCHED: &str =
    "the generated files could not be brought into the tree; nothing was changed";

pub(super) fn apply(plan: &Plan, root: &Path, fault: Fault<'_>) -> Result<Applied> {
    let _lock = Lock::take(root)?;
    let mut disk = Disk { root, fault };
    // The caller has recovered and reported that already; a run that died since then is rare and
    // needs no words.
    recover_locked(&mut disk)?;
    let survey = Survey::of(plan, root)?;
    let steps = steps(plan, &survey, root)?;
    if !steps.is_empty() {
        run(&mut disk, plan, &steps)?;
    }
    let stale = survey.stale.into_keys();
    Ok(Applied {
        written: survey.outdated.into_keys().collect(),
        removed: stale
            .chain(survey.hollow.iter().map(|dir| format!("{dir}/")))
            .collect(),
        unchanged: survey.unchanged,
    })
}

/// The steps from the surveyed tree to the plan, or an error if something stands in the way that is
/// not ours.
fn steps(plan: &Plan, survey: &Survey, root: &Path) -> Result<Vec<Step>> {
    let mut steps = Vec::new();
    let moved: BTreeMap<&String, Kind> = survey
        .stale
        .iter()
        .chain(&survey.outdated)
        .map(|(path, kind)| (path, *kind))
        .collect();
    for (path, kind) in moved {
        match kind {
            Kind::Absent => {}
            Kind::Directory => ensure!(
                survey.hollow.contains(path),
                "`{path}` is a directory, but a generated file must stand there: move it away"
            ),
            Kind::File | Kind::Symlink | Kind::Special => {
                steps.push(Step::Backup {
                    path: path.clone(),
                    slot: steps.len(),
                });
            }
        }
    }
    steps.extend(
        survey
            .hollow
            .iter()
            .rev()
            .map(|dir| Step::RemoveDir { path: dir.clone() }),
    );
    let dirs: BTreeSet<&str> = survey
        .outdated
        .keys()
        .flat_map(|path| ancestors(path))
        .collect();
    for dir in dirs {
        match kind_inside(root, dir)? {
            Kind::Directory => {}
            Kind::Absent => steps.push(Step::MakeDir {
                path: dir.to_owned(),
            }),
            Kind::File | Kind::Symlink | Kind::Special => {
                ensure!(
                    survey.stale.contains_key(dir),
                    "`{dir}` is no directory, but generated files must stand in it: move it away"
                );
                steps.push(Step::MakeDir {
                    path: dir.to_owned(),
                });
            }
        }
    }
    for (slot, path) in survey.outdated.keys().enumerate() {
        let bytes = plan.files.get(path).map(Vec::as_slice).unwrap_or_default();
        steps.push(Step::Install {
            path: path.clone(),
            slot,
            sha256: crate::regen::digest::sha256(bytes),
        });
    }
    Ok(steps)
}

fn run(disk: &mut Disk<'_>, plan: &Plan, steps: &[Step]) -> Result<()> {
    if let Err(cause) = stage(disk, plan, steps) {
        // If this fails too, the next run does it.
        let _ = disk.clean();
        return Err(cause.context(UNTOUCHED));
    }
    if let Err(cause) = change(disk, steps) {
        let taken_back = take_back(disk, steps);
        return Err(match taken_back {
            Ok(()) => {
                let _ = disk.finish();
                cause.context(UNTOUCHED)
            }
            Err(stuck) => cause.context(stuck),
        });
    }
    // The new state is decided; should tidying up fail, the next run does it.
    let _ = disk.finish();
    Ok(())
}

/// Everything that needs room or rights, done where it changes nothing.
fn stage(disk: &mut Disk<'_>, plan: &Plan, steps: &[Step]) -> Result<()> {
    for dir in [STAGED_NEW, STAGED_OLD] {
        disk.make_dir(dir)?;
    }
    for step in steps {
        if let Step::Install { path, slot, .. } = step
            && let Some(bytes) = plan.files.get(path)
        {
            disk.write(&new(*slot), bytes, &format!(" for `{path}`"))?;
        }
    }
    for dir in existing(disk.root, &touched(steps.iter()))? {
        let place = disk.root.join(dir);
        // A temporary file that vanishes by itself: no other question about rights is answered
        // reliably.
        disk.act(&format!("make a file in {}", shown(dir)), || {
            tempfile::tempfile_in(place)
        })?;
    }
    Ok(())
}

/// The directories themselves, or where they are yet to be made, the ones above them that are
/// there.
fn existing<'s>(root: &Path, dirs: &BTreeSet<&'s str>) -> Result<BTreeSet<&'s str>> {
    let mut existing = BTreeSet::new();
    for &(mut dir) in dirs {
        while !dir.is_empty() && kind_inside(root, dir)? != Kind::Directory {
            dir = parent(dir);
        }
        existing.insert(dir);
    }
    Ok(existing)
}

/// From the journal to its deletion. Whatever fails in here is taken back.
fn change(disk: &mut Disk<'_>, steps: &[Step]) -> Result<()> {
    disk.write(JOURNAL_DRAFT, &journal::to_bytes(steps), "")?;
    disk.relocate(JOURNAL_DRAFT, JOURNAL)?;
    disk.flush(STAGING)?;
    disk.flush("")?;
    // All backups are safely on the disk before the first new file can be: a file is never in
    // neither place.
    perform(disk, steps.iter().filter(|step| step.clears()))?;
    disk.flush(STAGED_OLD)?;
    perform(disk, steps.iter().filter(|step| !step.clears()))?;
    disk.delete(JOURNAL)
}

fn perform<'s>(disk: &mut Disk<'_>, steps: impl Iterator<Item = &'s Step> + Clone) -> Result<()> {
    for step in steps.clone() {
        match step {
            Step::Backup { path, slot } => disk.relocate(path, &old(*slot)),
            Step::RemoveDir { path } => disk.remove_dir(path),
            Step::MakeDir { path } => disk.make_dir(path),
            Step::Install { path, slot, .. } => disk.relocate(&new(*slot), path),
        }?;
    }
    for dir in touched(steps) {
        disk.flush(dir)?;
    }
    Ok(())
}
