//! Files move to their places in a directory one by one. If one cannot, those before it are taken back.

use super::staging::Staging;
use super::{Part, parent};
use crate::finding::SynthError;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes all parts into a directory inside of the target first, and then moves each to its place.
pub(super) fn write(parts: &[Part<'_>], target: &Path) -> Result<(), SynthError> {
    if parts.is_empty() {
        return Ok(());
    }
    let staging = Staging::inside(target)
        .map_err(|error| SynthError::output("writing into", target, error))?;
    let mut moves = Vec::with_capacity(parts.len());
    for part in parts {
        moves.push((staging.stage(part)?, target.join(part.path())));
    }
    let mut done: Vec<(&Path, Option<PathBuf>)> = Vec::new();
    for (number, (staged, place)) in moves.iter().enumerate() {
        let old = staging.directory().join(format!("old-{number}"));
        match install(staged, place, old) {
            Ok(old) => done.push((place, old)),
            Err(error) => {
                take_back(done);
                return Err(SynthError::output("writing", place, error));
            }
        }
    }
    Ok(())
}

/// Moves one part to its place, and gives where a copy of the old one is.
fn install(staged: &Path, place: &Path, copy: PathBuf) -> io::Result<Option<PathBuf>> {
    fs::create_dir_all(parent(place))?;
    let old = if place.is_file() {
        // A second name for the old file costs nothing; where there are no links, it is copied.
        fs::hard_link(place, &copy).or_else(|_| fs::copy(place, &copy).map(drop))?;
        Some(copy)
    } else {
        None
    };
    fs::rename(staged, place)?;
    Ok(old)
}

fn take_back(done: Vec<(&Path, Option<PathBuf>)>) {
    for (place, old) in done.into_iter().rev() {
        // It is the way back from a failure that is reported; there is nothing better to do.
        let _ = match old {
            Some(old) => fs::rename(old, place),
            None if place.is_dir() => fs::remove_dir_all(place),
            None => fs::remove_file(place),
        };
    }
}
