//! The last pass: brings the generated files into the tree, all of them or none.
//!
//! A `Plan` says which files there are to be and which directories belong to the generator.
//! [`Plan::check`] compares it with the tree and [`render`] shows the differences; [`Plan::apply`]
//! makes the tree agree with it. What a killed run leaves behind, [`recover`] takes back; it is
//! called before either.
//!
//! The rules, in the order in which they hold a run together:
//!
//! - A path is data: it stays inside the root, and no symlink is followed ([`path`]).
//! - One run at a time ([`lock`]).
//! - What is already as planned is not touched ([`survey`]).
//! - New files are complete on the disk before the tree changes, and old ones are kept until it has
//!   changed ([`transaction`], [`rollback`]).

mod check;
mod disk;
mod journal;
mod lock;
mod path;
mod rollback;
mod survey;
#[cfg(test)]
mod tests;
mod transaction;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use anyhow::{Result, bail};

pub(crate) use check::{Difference, render};
pub(crate) use rollback::recover;

/// The staging directory in the root. It must be ignored by git.
const STAGING: &str = ".regen";

/// Whether a file of an owned directory, given by its path relative to that directory, belongs to
/// the generator.
pub(crate) type Belongs = fn(&str) -> bool;

/// The files that there are to be, and the directories in which there are to be no others.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    files: BTreeMap<String, Vec<u8>>,
    owned: BTreeMap<String, Belongs>,
    /// Each planned file and the directories above it, by their names in lower case.
    names: BTreeMap<String, Name>,
}

#[derive(Debug, PartialEq, Eq)]
struct Name {
    path: String,
    is_file: bool,
}

/// What [`Plan::apply`] did. Paths are relative to the root; a removed directory ends with `/`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Applied {
    pub(crate) written: Vec<String>,
    pub(crate) removed: Vec<String>,
    pub(crate) unchanged: usize,
}

impl Plan {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a file with all its bytes. `path` is relative to the root, with `/` between its names.
    ///
    /// # Errors
    ///
    /// When the path is not safe or not portable, or does not fit to the files that are planned
    /// already.
    pub(crate) fn file(
        &mut self,
        path: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<()> {
        let path = path.into();
        path::check_portable(&path)?;
        for name in path::ancestors(&path).chain([path.as_str()]) {
            let is_file = name == path;
            let wanted = Name {
                path: name.to_owned(),
                is_file,
            };
            match self.names.entry(name.to_ascii_lowercase()) {
                Entry::Vacant(free) => {
                    free.insert(wanted);
                }
                Entry::Occupied(taken) if *taken.get() == wanted => {
                    if is_file {
                        bail!("the file `{path}` is planned twice: two things have the same name");
                    }
                }
                Entry::Occupied(taken) if taken.get().path == name => {
                    bail!("`{name}` is planned both as a file and as a directory (for `{path}`)");
                }
                Entry::Occupied(taken) => bail!(
                    "`{name}` and `{}` are both planned: they are one where case does not count",
                    taken.get().path
                ),
            }
        }
        self.files.insert(path, bytes.into());
        Ok(())
    }

    /// Gives the generator a directory: a file in it, at whatever depth, for which `belongs` is
    /// true is deleted unless it is planned, and so is a directory with nothing left in it.
    ///
    /// # Errors
    ///
    /// When the path is not safe or not portable, or the directory is owned already.
    pub(crate) fn own(&mut self, dir: impl Into<String>, belongs: Belongs) -> Result<()> {
        let dir = dir.into();
        path::check_portable(&dir)?;
        match self.owned.entry(dir) {
            Entry::Vacant(free) => {
                free.insert(belongs);
                Ok(())
            }
            Entry::Occupied(taken) => bail!("the directory `{}` is owned twice", taken.key()),
        }
    }

    /// Compares the tree with the plan and touches nothing. The differences are in the order of
    /// their paths.
    ///
    /// # Errors
    ///
    /// When the tree cannot be read, when a path leads through a symlink, or while another run
    /// changes the tree.
    pub(crate) fn check(&self, root: &Path) -> Result<Vec<Difference<'_>>> {
        check::check(self, root)
    }

    /// Makes the tree agree with the plan, or leaves it as it is and says why.
    ///
    /// # Errors
    ///
    /// When another run is at work, when something that is not the generator's stands in the way,
    /// or when the disk does not do its part.
    pub(crate) fn apply(&self, root: &Path) -> Result<Applied> {
        transaction::apply(self, root, &mut |_| Ok(()))
    }
}
