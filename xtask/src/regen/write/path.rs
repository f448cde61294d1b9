//! Paths inside the repository: which ones are accepted, and what stands at one of them now.
//!
//! A path is a string relative to the root with `/` between its names, on every system. It is data:
//! it comes from upstream names or from a journal on the disk, so it is checked before it is joined
//! to the root.

use std::path::{Component, Path};
use std::{fs, io};

use anyhow::{Context as _, Result, bail, ensure};

/// What stands at a path. Nothing is followed: a symlink is a symlink, whatever it points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Absent,
    File,
    Directory,
    Symlink,
    /// A FIFO, socket or device, which must not even be opened.
    Special,
}

/// Accepts a path that leads to a place inside the root, outside of `.git` and of the staging
/// directory.
pub(super) fn check_inside(path: &str) -> Result<()> {
    let names: Vec<Component<'_>> = Path::new(path).components().collect();
    // The count differs for `a//b`, `./a`, `a/` and, where `\` separates too, for `a\b`.
    let plain = names.len() == path.split('/').count()
        && names
            .iter()
            .all(|name| matches!(name, Component::Normal(_)))
        && !path.contains('\0');
    ensure!(
        plain,
        "{path:?} is no path inside the repository: it must be relative, with `/` between its names \
         and without `.` and `..`"
    );
    let first = path.split('/').next().unwrap_or_default();
    ensure!(
        ![".git", super::STAGING]
            .iter()
            .any(|taken| first.eq_ignore_ascii_case(taken)),
        "{path:?} is inside `{first}`, where no generated file may go"
    );
    Ok(())
}

/// Accepts a path that, in addition, names the same file on every system.
pub(super) fn check_portable(path: &str) -> Result<()> {
    check_inside(path)?;
    ensure!(
        path.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte))
            && !path.split('/').any(|name| name.ends_with('.')),
        "{path:?} is no name for a generated file: only ASCII letters, digits, `.`, `_` and `-` mean \
         the same on every file system, and a name must not end with `.`"
    );
    Ok(())
}

/// The directories above a path, the uppermost first, without the root.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/')
        .filter_map(|(end, _)| path.get(..end))
}

/// The directory that a path is in; the root is the empty string.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// What stands at `path`, which must not lead through a symlink.
pub(super) fn kind_inside(root: &Path, path: &str) -> Result<Kind> {
    for ancestor in ancestors(path) {
        match kind(&root.join(ancestor))
            .with_context(|| format!("could not look at `{ancestor}`"))?
        {
            Kind::Directory => {}
            Kind::Symlink => bail!(
                "`{path}` leads through the symlink `{ancestor}`, which may point out of the \
                 repository: put a real directory in its place"
            ),
            Kind::Absent | Kind::File | Kind::Special => return Ok(Kind::Absent),
        }
    }
    kind(&root.join(path)).with_context(|| format!("could not look at `{path}`"))
}

/// What stands at a place in the file system.
pub(super) fn kind(place: &Path) -> io::Result<Kind> {
    let kind = match fs::symlink_metadata(place) {
        Ok(metadata) => metadata.file_type(),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Ok(Kind::Absent);
        }
        Err(error) => return Err(error),
    };
    Ok(if kind.is_symlink() {
        Kind::Symlink
    } else if kind.is_dir() {
        Kind::Directory
    } else if kind.is_file() {
        Kind::File
    } else {
        Kind::Special
    })
}

/// Whether a plain file has exactly these bytes. The length is asked first, so a huge stranger is
/// not read.
pub(super) fn holds(place: &Path, bytes: &[u8]) -> io::Result<bool> {
    Ok(fs::symlink_metadata(place)?.len() == bytes.len() as u64 && fs::read(place)? == bytes)
}
