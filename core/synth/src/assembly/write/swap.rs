//! A prepared directory and the one that it replaces change places in one step.

use super::Part;
use super::staging::Staging;
use std::fs;
use std::io;
use std::path::Path;

/// How deep the directories may be that are kept.
const MAX_DEPTH: usize = 64;
/// How many files are kept. To give a second name to more of them takes too long.
const MOST_KEPT: usize = 10_000;

/// Prepares a directory with the parts and with everything else that is in `target`, and puts it in its
/// place. Whoever looks at the directory sees the old one or the new one, whenever this is interrupted.
///
/// An error means that nothing has changed.
pub(super) fn write(parts: &[Part<'_>], target: &Path) -> io::Result<()> {
    if is_current(target)? {
        return Err(io::ErrorKind::Unsupported.into());
    }
    // Whoever may not write into the directory may not replace it either.
    drop(Staging::inside(target)?);
    let staging = Staging::beside(target)?;
    staging.stage_all(parts).map_err(io::Error::other)?;
    let mut kept = 0;
    keep(target, staging.directory(), 0, &mut kept)?;
    exchange(staging.directory(), target)?;
    // What is beside the target now is the old directory, and goes away with `staging`.
    move_late(staging.directory(), target);
    Ok(())
}

/// Whether the program runs in the directory: it would stay in the old one.
fn is_current(target: &Path) -> io::Result<bool> {
    let current = std::env::current_dir()?;
    Ok(current.starts_with(fs::canonicalize(target)?))
}

/// Gives all files of the old directory a second name in the new one, unless that has one of that name.
fn keep(old: &Path, new: &Path, depth: usize, kept: &mut usize) -> io::Result<()> {
    if depth > MAX_DEPTH {
        return Err(io::ErrorKind::Unsupported.into());
    }
    for entry in fs::read_dir(old)? {
        let entry = entry?;
        *kept += 1;
        if *kept > MOST_KEPT {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let (from, to) = (entry.path(), new.join(entry.file_name()));
        let kind = entry.file_type()?;
        if kind.is_dir() {
            // A file that is there already is an error.
            fs::create_dir_all(&to)?;
            keep(&from, &to, depth + 1, kept)?;
        } else if !to.try_exists()? {
            if kind.is_symlink() {
                link_alike(&from, &to)?;
            } else {
                fs::hard_link(&from, &to)?;
            }
        } else if to.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
    }
    be_alike(old, new)
}

/// Moves what has come into the old directory since the new one was prepared.
fn move_late(old: &Path, new: &Path) {
    let Ok(entries) = fs::read_dir(old) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let place = new.join(entry.file_name());
        if fs::symlink_metadata(&place).is_err() {
            // What cannot be moved is lost, and there is nobody who could do anything about it.
            let _ = fs::rename(entry.path(), place);
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod system {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use std::fs;
    use std::io;
    use std::os::unix::fs::{MetadataExt, chown, symlink};
    use std::path::Path;

    /// Lets two directories change places in one step.
    pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    /// Makes a link that points where `from` does.
    pub(super) fn link_alike(from: &Path, to: &Path) -> io::Result<()> {
        symlink(fs::read_link(from)?, to)
    }

    /// Gives a new directory the owner and the permissions of the old one. They are of one file system, for
    /// what is mounted below the old one cannot be kept.
    pub(super) fn be_alike(old: &Path, new: &Path) -> io::Result<()> {
        let (wanted, given) = (fs::metadata(old)?, fs::metadata(new)?);
        if wanted.dev() != given.dev() {
            return Err(io::ErrorKind::CrossesDevices.into());
        }
        if (wanted.uid(), wanted.gid()) != (given.uid(), given.gid()) {
            chown(new, Some(wanted.uid()), Some(wanted.gid()))?;
        }
        fs::set_permissions(new, wanted.permissions())
    }
}

/// Other systems cannot exchange directories.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
mod system {
    use std::io;
    use std::path::Path;

    pub(super) fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn link_alike(_from: &Path, _to: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn be_alike(_old: &Path, _new: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

use system::{be_alike, exchange, link_alike};
