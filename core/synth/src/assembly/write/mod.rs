//! Writing a cloud assembly so that a directory never has half of one.
//!
//! The new directory is prepared beside the old one, and the two change places in one step. Where that
//! cannot be done, the files are prepared inside of the directory and moved to their places one by one.

mod in_place;
mod staging;
mod swap;

use super::{CloudAssembly, StagedAsset};
use crate::finding::SynthError;
use staging::Staging;
use std::fs;
use std::path::{Path, PathBuf};

/// A file or an asset that the directory does not have yet.
enum Part<'a> {
    File(&'a Path, &'a [u8]),
    Asset(&'a StagedAsset),
}

impl Part<'_> {
    /// Where it goes, below the directory.
    fn path(&self) -> &Path {
        match self {
            Self::File(path, _) => path,
            Self::Asset(asset) => Path::new(&asset.name),
        }
    }

    /// How many bytes of it are at hand.
    const fn bytes(&self) -> usize {
        match self {
            Self::File(_, contents) => contents.len(),
            Self::Asset(_) => 0,
        }
    }
}

/// Makes the directory at `target` have the files of the assembly, and leaves what else is in it.
pub(super) fn write(assembly: &CloudAssembly, target: &Path) -> Result<(), SynthError> {
    // What a link points at is replaced, and not the link.
    let followed = fs::read_link(target).and_then(|_| fs::canonicalize(target));
    let target = &followed.unwrap_or_else(|_| target.to_owned());
    let parts = missing(assembly, target);
    if !target.exists() {
        return create(&parts, target);
    }
    // To move one file is one step anyway.
    if parts.len() > 1 && swap::write(&parts, target).is_ok() {
        return Ok(());
    }
    in_place::write(&parts, target)
}

/// What of the assembly is not in the directory as it is.
fn missing<'a>(assembly: &'a CloudAssembly, target: &Path) -> Vec<Part<'a>> {
    // The name of an asset is the hash of its contents: what is there already is the same.
    let assets = assembly.staged.iter();
    let assets = assets.filter(|asset| !target.join(&asset.name).exists());
    let files = assembly.files.iter();
    let files = files.map(|file| (file.path.as_path(), assembly.contents(file)));
    let files = files.filter(|(path, contents)| !is_unchanged(&target.join(path), contents));
    let files = files.map(|(path, contents)| Part::File(path, contents));
    assets.map(Part::Asset).chain(files).collect()
}

/// Whether a file has these contents already.
fn is_unchanged(place: &Path, contents: &[u8]) -> bool {
    let length = fs::metadata(place).map(|old| old.len()).ok();
    length.and_then(|length| usize::try_from(length).ok()) == Some(contents.len())
        && fs::read(place).is_ok_and(|old| old == contents)
}

/// Makes a directory that does not exist.
fn create(parts: &[Part<'_>], target: &Path) -> Result<(), SynthError> {
    let creating = |error| SynthError::output("creating the directory", target, error);
    fs::create_dir_all(parent(target)).map_err(creating)?;
    if let Ok(staging) = Staging::beside(target) {
        staging.stage_all(parts)?;
        if fs::rename(staging.directory(), target).is_ok() {
            return Ok(());
        }
    }
    fs::create_dir_all(target).map_err(creating)?;
    in_place::write(parts, target)
}

/// The directory that a path is in.
fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}
