//! Directories in which files are prepared.

use super::{Part, parent};
use crate::assembly::StagedAsset;
use crate::assembly::assets::files;
use crate::assembly::parallel;
use crate::finding::SynthError;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the name of such a directory has; the number of the process follows.
const MARK: &str = ".new-";
/// From this age on, such a directory belongs to a run that was killed.
const ABANDONED: Duration = Duration::from_hours(1);
/// How many names are tried: others are taken by threads of this process, or by processes that were killed.
const NAMES: u32 = 100;

/// A directory in which files are prepared. It goes away with this value, and all that is in it.
pub(super) struct Staging {
    directory: PathBuf,
}

impl Staging {
    /// One inside of the directory that the files are for.
    pub(super) fn inside(target: &Path) -> io::Result<Self> {
        Self::create(target, MARK)
    }

    /// One beside the directory that the files are for.
    pub(super) fn beside(target: &Path) -> io::Result<Self> {
        let name = target.file_name().ok_or(io::ErrorKind::Unsupported)?;
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(MARK);
        // A name that is no text has no prefix that others could be compared with.
        let prefix = hidden.to_str().ok_or(io::ErrorKind::Unsupported)?;
        Self::create(&parent(target), prefix)
    }

    fn create(parent: &Path, prefix: &str) -> io::Result<Self> {
        remove_abandoned(parent, prefix);
        let process = std::process::id();
        for number in 0..NAMES {
            let directory = parent.join(format!("{prefix}{process}-{number}"));
            match fs::create_dir(&directory) {
                Ok(()) => return Ok(Self { directory }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    pub(super) fn directory(&self) -> &Path {
        &self.directory
    }

    /// Prepares all parts at their places below this directory.
    pub(super) fn stage_all(&self, parts: &[Part<'_>]) -> Result<(), SynthError> {
        let threads = parallel::threads_for_bytes(parts.iter().map(Part::bytes).sum());
        let work = |part: &Part<'_>| self.stage(part).map(drop);
        let ((), staged) = parallel::map(threads, work, |queue| {
            for part in parts {
                queue.push(part);
            }
        });
        staged.into_iter().collect()
    }

    /// Prepares a part at its place below this directory, and gives the path.
    pub(super) fn stage(&self, part: &Part<'_>) -> Result<PathBuf, SynthError> {
        let staged = self.directory.join(part.path());
        match part {
            Part::Asset(asset) => stage_asset(asset, &staged)?,
            Part::File(_, contents) => in_parent(&staged, || fs::write(&staged, contents))
                .map_err(|error| SynthError::output("writing", &staged, error))?,
        }
        Ok(staged)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed does no harm: the command line does not look at it.
        let _ = fs::remove_dir_all(&self.directory);
    }
}

fn in_parent<T>(path: &Path, write: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    fs::create_dir_all(parent(path))?;
    write()
}

fn stage_asset(asset: &StagedAsset, staged: &Path) -> Result<(), SynthError> {
    let copy = |from: &Path, to: &Path| {
        in_parent(to, || fs::copy(from, to))
            .map(drop)
            .map_err(|error| SynthError::output("copying", from, error))
    };
    if !asset.directory {
        return copy(&asset.source, staged);
    }
    let all = fs::create_dir_all(staged).and_then(|()| files(&asset.source));
    let all = all.map_err(|error| SynthError::output("reading", &asset.source, error))?;
    all.iter()
        .try_for_each(|(name, source)| copy(source, &staged.join(name)))
}

/// Removes what runs that were killed have left behind. A run that is under way is not as old as that.
fn remove_abandoned(parent: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let is_staging = entry.file_name().to_string_lossy().starts_with(prefix);
        let changed = || entry.metadata().and_then(|metadata| metadata.modified());
        let age = || changed().ok()?.elapsed().ok();
        if is_staging && age().is_some_and(|age| age > ABANDONED) {
            // What cannot be removed does no harm.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
