//! The changes of the disk that a transaction is made of, each with the words that its error uses.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};

use super::STAGING;
use super::path::{Kind, kind};

pub(super) const STAGED_NEW: &str = ".regen/new";
pub(super) const STAGED_OLD: &str = ".regen/old";
pub(super) const JOURNAL_DRAFT: &str = ".regen/journal.new";

/// Asked before every change of the disk, with the words that its error would use. It does nothing
/// in production; the tests let it fail, or die there.
pub(super) type Fault<'f> = &'f mut dyn FnMut(&str) -> io::Result<()>;

/// The tree, and the hook that is asked before each change of it.
pub(super) struct Disk<'a> {
    pub(super) root: &'a Path,
    pub(super) fault: Fault<'a>,
}

impl Disk<'_> {
    /// Makes the deletion of the journal last, and only then deletes what it could still need.
    pub(super) fn finish(&mut self) -> Result<()> {
        self.flush(STAGING)?;
        self.clean()
    }

    pub(super) fn clean(&mut self) -> Result<()> {
        for name in [STAGED_NEW, STAGED_OLD, JOURNAL_DRAFT] {
            let place = self.root.join(name);
            match kind(&place).with_context(|| format!("could not look at `{name}`"))? {
                Kind::Absent => {}
                Kind::Directory => {
                    self.act(&format!("delete `{name}`"), || fs::remove_dir_all(place))?;
                }
                Kind::File | Kind::Symlink | Kind::Special => self.delete(name)?,
            }
        }
        Ok(())
    }

    /// Writes a new file of the staging directory to the disk, not only to a cache.
    pub(super) fn write(&mut self, path: &str, bytes: &[u8], purpose: &str) -> Result<()> {
        let place = self.root.join(path);
        self.act(&format!("write `{path}`{purpose}"), || {
            let mut file = File::create_new(place)?;
            file.write_all(bytes)?;
            file.sync_all()
        })
    }

    /// Moves what stands at `from` to `to`, where nothing may stand.
    pub(super) fn relocate(&mut self, from: &str, to: &str) -> Result<()> {
        let (source, target) = (self.root.join(from), self.root.join(to));
        self.act(&format!("move `{from}` to `{to}`"), || {
            if kind(&target)? != Kind::Absent {
                return Err(io::Error::new(
                    io::ErrorKind::AlreadyExists,
                    "something stands there already",
                ));
            }
            fs::rename(source, target)
        })
    }

    /// Moves a backup to where it was, over the new file if that is there already.
    pub(super) fn put_back(&mut self, backup: &str, path: &str) -> Result<()> {
        let (source, target) = (self.root.join(backup), self.root.join(path));
        self.act(&format!("move `{backup}` back to `{path}`"), || {
            fs::rename(source, target)
        })
    }

    pub(super) fn make_dir(&mut self, path: &str) -> Result<()> {
        let place = self.root.join(path);
        self.act(&format!("make the directory `{path}`"), || {
            fs::create_dir(place)
        })
    }

    pub(super) fn remove_dir(&mut self, path: &str) -> Result<()> {
        let place = self.root.join(path);
        self.act(&format!("remove the directory `{path}`"), || {
            fs::remove_dir(place)
        })
    }

    pub(super) fn delete(&mut self, path: &str) -> Result<()> {
        let place = self.root.join(path);
        self.act(&format!("delete `{path}`"), || fs::remove_file(place))
    }

    /// Makes renames in a directory last through a loss of power. One that is gone has nothing to
    /// keep.
    pub(super) fn flush(&mut self, dir: &str) -> Result<()> {
        let place = self.root.join(dir);
        self.act(
            &format!("flush {} to the disk", shown(dir)),
            || match kind(&place)? {
                Kind::Directory => flush_directory(&place),
                _ => Ok(()),
            },
        )
    }

    /// Does one thing to the disk; `what` is how the error calls it, after "could not".
    pub(super) fn act<T>(
        &mut self,
        what: &str,
        change: impl FnOnce() -> io::Result<T>,
    ) -> Result<T> {
        (self.fault)(what)
            .and_then(|()| change())
            .map_err(|error| anyhow!(error).context(format!("could not {what}")))
    }
}

/// A directory in an error text.
pub(super) fn shown(dir: &str) -> String {
    if dir.is_empty() {
        "the repository root".to_owned()
    } else {
        format!("`{dir}`")
    }
}

#[cfg(unix)]
fn flush_directory(dir: &Path) -> io::Result<()> {
    match File::open(dir)?.sync_all() {
        // Some network file systems cannot; there is no better way then.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}

/// Other systems do not open directories as files, and keep the order of renames themselves.
#[cfg(not(unix))]
fn flush_directory(_dir: &Path) -> io::Result<()> {
    Ok(())
}
