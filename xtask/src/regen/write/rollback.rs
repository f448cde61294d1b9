//! The way back: undoes the steps of a transaction, at once after an error or later from its
//! journal.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use anyhow::{Context as _, Error, Result, bail, ensure};

use super::STAGING;
use super::disk::{Disk, Fault};
use super::journal::{self, JOURNAL, Step, old, touched};
use super::lock::{Lock, staging_in_use};
use super::path::{Kind, kind, kind_inside};
use crate::regen::digest::sha256_of;

/// What [`recover`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recovery {
    /// No run was interrupted.
    Nothing,
    /// A run was interrupted before its first change of the tree or after its last one.
    Cleaned,
    /// A run was interrupted while it changed the tree, and this many files are as they were before
    /// it.
    RolledBack { files: usize },
}

impl Recovery {
    /// One line for the user, if there is something to tell.
    pub(crate) fn notice(self) -> Option<String> {
        let found = "an earlier `cargo xtask regen` was interrupted";
        match self {
            Self::Nothing => None,
            Self::Cleaned => Some(format!(
                "{found}; the tree is whole, and what was left in `{STAGING}` is deleted"
            )),
            Self::RolledBack { files } => Some(format!(
                "{found} while it changed the tree; it was taken back, and its files ({files}) are \
                 as they were before"
            )),
        }
    }
}

/// Takes back what an interrupted run has left behind. It may itself be interrupted, and called
/// again.
///
/// # Errors
///
/// When another run is at work, when the journal is damaged, or when a file cannot be put back.
pub(crate) fn recover(root: &Path) -> Result<Recovery> {
    recover_with(root, &mut |_| Ok(()))
}

pub(super) fn recover_with(root: &Path, fault: Fault<'_>) -> Result<Recovery> {
    // Without a lock, so that checks may run side by side and in a tree that is read-only.
    if !staging_in_use(root)? {
        return Ok(Recovery::Nothing);
    }
    let _lock = Lock::take(root)?;
    recover_locked(&mut Disk { root, fault })
}

/// The same for a run that holds the lock.
pub(super) fn recover_locked(disk: &mut Disk<'_>) -> Result<Recovery> {
    if let Some(steps) = journal::read(disk.root)? {
        take_back(disk, &steps).map_err(Error::msg)?;
        disk.finish()?;
        let files: BTreeSet<&str> = steps.iter().filter_map(Step::file).collect();
        return Ok(Recovery::RolledBack { files: files.len() });
    }
    if staging_in_use(disk.root)? {
        disk.clean()?;
        return Ok(Recovery::Cleaned);
    }
    Ok(Recovery::Nothing)
}

/// Undoes the steps that were made and leaves the others alone, then deletes the journal. One that
/// fails does not keep the others from being undone; the error text lists all that did.
pub(super) fn take_back(disk: &mut Disk<'_>, steps: &[Step]) -> Result<(), String> {
    let mut failures: Vec<Error> = Vec::new();
    for step in steps.iter().rev() {
        failures.extend(undo(disk, step, steps).err());
    }
    if failures.is_empty() {
        for dir in touched(steps.iter()) {
            failures.extend(disk.flush(dir).err());
        }
    }
    if failures.is_empty() && kind(&disk.root.join(JOURNAL)).is_ok_and(|kind| kind != Kind::Absent)
    {
        failures.extend(disk.delete(JOURNAL).err());
    }
    if failures.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = failures
        .iter()
        .map(|failure| format!("  - {failure:#}"))
        .collect();
    let list = list.join("\n");
    Err(format!(
        "the changes of an unfinished `cargo xtask regen` could not all be taken back:\n{list}\n\
         everything else is as it was before; remove the cause and run \
         `cargo xtask regen --offline`, which takes the rest back first, or do what is listed by \
         hand and delete `{STAGING}`"
    ))
}

/// Undoes a step if it was made. It goes by what is there, so it may be asked again and again.
fn undo(disk: &mut Disk<'_>, step: &Step, steps: &[Step]) -> Result<()> {
    let path = step.path();
    let place = disk.root.join(path);
    let stands = kind_inside(disk.root, path)?;
    let reading = || format!("could not read `{path}`");
    match step {
        Step::Backup { slot, .. } => {
            undo_backup(disk, path, &old(*slot), sha256_of_new(steps, path))?;
        }
        Step::RemoveDir { .. } => match stands {
            Kind::Directory => {}
            Kind::Absent => disk.make_dir(path)?,
            Kind::File | Kind::Symlink | Kind::Special => {
                bail!("`{path}` was a directory, but something else stands there now: move it away")
            }
        },
        // Somebody else's files in it keep it.
        Step::MakeDir { .. } => {
            if stands == Kind::Directory && is_empty(&place).with_context(reading)? {
                disk.remove_dir(path)?;
            }
        }
        // A backup will replace the file in one move. Without one, it is deleted if it is ours to
        // the byte; anything else was put there since.
        Step::Install { sha256, .. } => {
            let backed_up = steps
                .iter()
                .any(|step| step.clears() && step.file() == Some(path));
            if !backed_up
                && stands == Kind::File
                && sha256_of(&place).with_context(reading)? == *sha256
            {
                disk.delete(path)?;
            }
        }
    }
    Ok(())
}

/// Moves a backup back to its `path`. `new` is the SHA-256 of the file that was to replace it.
fn undo_backup(disk: &mut Disk<'_>, path: &str, backup: &str, new: Option<&str>) -> Result<()> {
    let stands = kind_inside(disk.root, path)?;
    let saved = kind_inside(disk.root, backup)?;
    let sha256 = |path: &str| {
        sha256_of(&disk.root.join(path)).with_context(|| format!("could not read `{path}`"))
    };
    let is_new = match new {
        Some(new) if stands == Kind::File => sha256(path)? == new,
        _ => false,
    };
    if saved == Kind::Absent {
        // It was never moved, or a recovery that was interrupted has moved it back.
        ensure!(
            stands != Kind::Absent && !is_new,
            "what `{path}` was before is lost, because `{backup}` is gone: restore it from git"
        );
    } else if stands == Kind::Absent || is_new {
        disk.put_back(backup, path)?;
    } else if (stands, saved) == (Kind::File, Kind::File) && sha256(path)? == sha256(backup)? {
        disk.delete(backup)?;
    } else {
        bail!(
            "`{path}` was changed after the interruption, and what it was before is in \
             `{backup}`: delete the one that you do not want"
        );
    }
    Ok(())
}

/// The SHA-256 of the file that the steps install at a path, if they do.
fn sha256_of_new<'s>(steps: &'s [Step], path: &str) -> Option<&'s str> {
    steps.iter().find_map(|step| match step {
        Step::Install {
            path: installed,
            sha256,
            ..
        } if installed == path => Some(sha256.as_str()),
        _ => None,
    })
}

fn is_empty(dir: &Path) -> io::Result<bool> {
    Ok(fs::read_dir(dir)?.next().is_none())
}
