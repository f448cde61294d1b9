//! The staging directory `.regen/` and the lock in it: one run at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};

use super::STAGING;
use super::disk::{JOURNAL_DRAFT, STAGED_NEW, STAGED_OLD};
use super::journal::JOURNAL;
use super::path::{Kind, kind};

const LOCK: &str = ".regen/lock";

/// The right to change the tree. The system gives it back when the process ends, in whatever way.
///
/// The file itself stays: were it deleted, a run that had just opened it could hold a lock that
/// nobody else sees.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Drop for Lock {
    /// Closing the file is not enough while a process that was just started still shares it.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

impl Lock {
    /// Takes the lock; makes the staging directory if there is none.
    pub(super) fn take(root: &Path) -> Result<Self> {
        ensure!(
            root.is_dir(),
            "`{}` is no directory, so it is no repository root",
            root.display()
        );
        if staging_kind(root)? == Kind::Absent {
            // Another run may make it at the same moment, which is as good.
            match fs::create_dir(root.join(STAGING)) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(error).with_context(|| {
                        format!("could not make the staging directory `{STAGING}`")
                    });
                }
                _ => {}
            }
        }
        let place = root.join(LOCK);
        let opening = || format!("could not open `{LOCK}`");
        ensure!(
            matches!(
                kind(&place).with_context(opening)?,
                Kind::Absent | Kind::File
            ),
            "`{LOCK}` is no plain file: delete it"
        );
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&place)
            .with_context(opening)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => bail!(
                "another `cargo xtask regen` is at work in this repository and holds `{LOCK}`: wait \
                 until it has ended, then run the command again"
            ),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("could not lock `{LOCK}`"))
            }
        }
    }
}

/// Whether a run is at work, or was interrupted and has left something to tidy up.
pub(super) fn staging_in_use(root: &Path) -> Result<bool> {
    if staging_kind(root)? == Kind::Absent {
        return Ok(false);
    }
    for name in [JOURNAL, JOURNAL_DRAFT, STAGED_NEW, STAGED_OLD] {
        if kind(&root.join(name)).with_context(|| format!("could not look at `{name}`"))?
            != Kind::Absent
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `Absent` or `Directory`; anything else is an error, above all a symlink to somebody's files.
fn staging_kind(root: &Path) -> Result<Kind> {
    match kind(&root.join(STAGING)).with_context(|| format!("could not look at `{STAGING}`"))? {
        fine @ (Kind::Absent | Kind::Directory) => Ok(fine),
        Kind::File | Kind::Symlink | Kind::Special => {
            bail!("`{STAGING}` is no directory, but generated files are staged there: move it away")
        }
    }
}
