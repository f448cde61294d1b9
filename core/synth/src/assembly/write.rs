//! Writing a cloud assembly so that a directory never has half of one.

use super::assets::files;
use super::{CloudAssembly, StagedAsset};
use crate::finding::SynthError;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the name of a directory begins with in which a run prepares its files; its number follows.
const STAGING: &str = ".new-";
/// From this age on, such a directory belongs to a run that was killed.
const ABANDONED: Duration = Duration::from_hours(1);

/// Writes all files into a directory inside of the target first, and then moves each to its place.
pub(super) fn write(assembly: &CloudAssembly, target: &Path) -> Result<(), SynthError> {
    fs::create_dir_all(target)
        .map_err(|error| SynthError::output("creating the directory", target, error))?;
    let staging = Staging::new(target)?;
    let mut moves = Vec::new();
    for asset in &assembly.staged {
        let place = target.join(&asset.name);
        // The name is the hash of the contents: what is there already is the same.
        if !place.exists() {
            moves.push((staging.stage_asset(asset)?, place));
        }
    }
    for file in &assembly.files {
        let place = target.join(&file.path);
        let contents = assembly.contents(file);
        if is_unchanged(&place, contents) {
            continue;
        }
        moves.push((staging.stage(&file.path, contents)?, place));
    }
    install(&moves, &staging)
}

/// Whether a file has these contents already.
fn is_unchanged(place: &Path, contents: &[u8]) -> bool {
    let length = fs::metadata(place).map(|old| old.len()).ok();
    length.and_then(|length| usize::try_from(length).ok()) == Some(contents.len())
        && fs::read(place).is_ok_and(|old| old == contents)
}

/// Moves each file to its place. If one cannot be moved, those before it are taken back.
fn install(moves: &[(PathBuf, PathBuf)], staging: &Staging) -> Result<(), SynthError> {
    let mut done: Vec<(&Path, Option<PathBuf>)> = Vec::new();
    for (number, (staged, place)) in moves.iter().enumerate() {
        let result = install_one(staged, place, &staging.directory, number);
        match result {
            Ok(old) => done.push((place, old)),
            Err(error) => {
                for (place, old) in done.into_iter().rev() {
                    // It is the way back from a failure that is reported; there is nothing better to do.
                    let _ = match old {
                        Some(old) => fs::rename(old, place),
                        None => fs::remove_file(place),
                    };
                }
                return Err(SynthError::output("writing", place, error));
            }
        }
    }
    Ok(())
}

/// Moves one file to its place, and gives where a copy of the old one is.
fn install_one(
    staged: &Path,
    place: &Path,
    staging: &Path,
    number: usize,
) -> io::Result<Option<PathBuf>> {
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent)?;
    }
    let old = if place.is_file() {
        let copy = staging.join(format!("old-{number}"));
        // A second name for the old file costs nothing; where there are no links, it is copied.
        fs::hard_link(place, &copy).or_else(|_| fs::copy(place, &copy).map(drop))?;
        Some(copy)
    } else {
        None
    };
    fs::rename(staged, place)?;
    Ok(old)
}

/// Removes what runs that were killed have left behind. A run that is under way is not as old as that.
fn remove_abandoned(target: &Path) {
    let Ok(entries) = fs::read_dir(target) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let is_staging = entry.file_name().to_string_lossy().starts_with(STAGING);
        let changed = entry.metadata().and_then(|metadata| metadata.modified());
        let age = changed.ok().and_then(|changed| changed.elapsed().ok());
        if is_staging && age.is_some_and(|age| age > ABANDONED) {
            // What cannot be removed does no harm.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// The directory in which files are written before they are moved. It goes away with this value.
struct Staging {
    directory: PathBuf,
}

impl Staging {
    fn new(target: &Path) -> Result<Self, SynthError> {
        remove_abandoned(target);
        let directory = target.join(format!("{STAGING}{}", std::process::id()));
        if directory.exists() {
            // It was left by a process of the same number that was killed.
            fs::remove_dir_all(&directory)
                .map_err(|error| SynthError::output("removing", &directory, error))?;
        }
        fs::create_dir(&directory)
            .map_err(|error| SynthError::output("writing into", target, error))?;
        let staging = Self { directory };
        Ok(staging)
    }

    fn stage(&self, path: &Path, contents: &[u8]) -> Result<PathBuf, SynthError> {
        let staged = self.directory.join(path);
        let write = || {
            if let Some(parent) = staged.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(&staged, contents)
        };
        write().map_err(|error| SynthError::output("writing", &staged, error))?;
        Ok(staged)
    }

    fn stage_asset(&self, asset: &StagedAsset) -> Result<PathBuf, SynthError> {
        let staged = self.directory.join(&asset.name);
        let copied = |source: &Path, to: &Path| -> io::Result<()> {
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::copy(source, to).map(drop)
        };
        let all = if asset.directory {
            fs::create_dir_all(&staged)
                .and_then(|()| files(&asset.source))
                .map_err(|error| SynthError::output("reading", &asset.source, error))?
        } else {
            vec![(String::new(), asset.source.clone())]
        };
        for (name, source) in all {
            let to = if name.is_empty() {
                staged.clone()
            } else {
                staged.join(name)
            };
            copied(&source, &to).map_err(|error| SynthError::output("copying", &source, error))?;
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
