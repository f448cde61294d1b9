//! The comparison of a plan with the tree: what is to be written, what is stale. It only looks.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};

use super::path::{Kind, ancestors, holds, kind_inside};
use super::{Belongs, Plan};

/// What an owned tree and a plan do not agree on. All paths are relative to the root.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The planned files that are not in the tree as planned, with what stands in their place.
    pub(super) outdated: BTreeMap<String, Kind>,
    /// The number of planned files that are in the tree as planned.
    pub(super) unchanged: usize,
    /// What belongs to the generator and is not planned: files, symlinks, special files.
    pub(super) stale: BTreeMap<String, Kind>,
    /// The directories that have nothing to hold any more once the stale files are gone.
    pub(super) hollow: BTreeSet<String>,
    /// Those of them that have no entry even now.
    pub(super) empty: BTreeSet<String>,
}

impl Survey {
    pub(super) fn of(plan: &Plan, root: &Path) -> Result<Self> {
        ensure!(
            root.is_dir(),
            "`{}` is no directory, so it is no repository root",
            root.display()
        );
        let mut survey = Self::default();
        let mut kept: BTreeSet<String> = BTreeSet::new();
        for (path, bytes) in &plan.files {
            let kind = kind_inside(root, path)?;
            let same = kind == Kind::File
                && holds(&root.join(path), bytes)
                    .with_context(|| format!("could not read `{path}`"))?;
            if same {
                survey.unchanged += 1;
            } else {
                survey.outdated.insert(path.clone(), kind);
            }
            kept.extend(ancestors(path).map(str::to_owned));
        }
        for (dir, belongs) in &plan.owned {
            survey.scan(plan, root, dir, *belongs, &mut kept)?;
        }
        survey.hollow.retain(|dir| !kept.contains(dir));
        survey.empty.retain(|dir| !kept.contains(dir));
        Ok(survey)
    }

    /// Walks an owned directory. All its directories are noted as hollow; `kept` collects those
    /// that are not.
    fn scan(
        &mut self,
        plan: &Plan,
        root: &Path,
        owned: &str,
        belongs: Belongs,
        kept: &mut BTreeSet<String>,
    ) -> Result<()> {
        match kind_inside(root, owned)? {
            Kind::Absent => return Ok(()),
            Kind::Directory => {}
            Kind::File | Kind::Symlink | Kind::Special => {
                bail!(
                    "`{owned}` is no directory, but generated files must stand in it: move it away"
                )
            }
        }
        // A list instead of recursion: the depth of a directory tree is not ours to trust.
        let mut pending = vec![owned.to_owned()];
        while let Some(dir) = pending.pop() {
            let mut entries = 0_usize;
            for name in names_in(root, &dir)? {
                entries += 1;
                let path = format!("{dir}/{name}");
                let kind = kind_inside(root, &path)?;
                if kind == Kind::Directory {
                    pending.push(path);
                } else if plan.files.contains_key(&path) {
                    // Already compared.
                } else if path.get(owned.len() + 1..).is_some_and(belongs) {
                    self.stale.insert(path, kind);
                } else {
                    kept.extend(ancestors(&path).map(str::to_owned));
                }
            }
            if entries == 0 {
                self.empty.insert(dir.clone());
            }
            self.hollow.insert(dir);
        }
        Ok(())
    }
}

/// The names in a directory. One that a report or a journal cannot hold as it is, is refused.
fn names_in(root: &Path, dir: &str) -> Result<Vec<String>> {
    let reading = || format!("could not read the directory `{dir}`");
    let mut names = Vec::new();
    for entry in fs::read_dir(root.join(dir)).with_context(reading)? {
        match entry.with_context(reading)?.file_name().into_string() {
            Ok(name) if name.contains(char::is_control) => {
                bail!("`{dir}` holds {name:?}, a name with control characters: rename or delete it")
            }
            Ok(name) => names.push(name),
            Err(name) => {
                bail!(
                    "`{dir}` holds `{}`, a name that is not UTF-8: rename or delete it",
                    name.display()
                )
            }
        }
    }
    Ok(names)
}
