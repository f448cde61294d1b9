//! The journal `.regen/journal.json`: the steps of a transaction, so that a later run can take them
//! back.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};

use super::path::{Kind, check_inside, kind, parent};

pub(super) const JOURNAL: &str = ".regen/journal.json";

/// The layout of the journal that this program writes and reads.
const VERSION: u64 = 1;

/// A larger journal is none of ours: this is room for over 100,000 steps.
const MAX_BYTES: u64 = 64 << 20;

/// One change of the tree. Each is one call to the system, so it happens or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Move what stands at `path` to `.regen/old/<slot>`.
    Backup { path: String, slot: usize },
    /// Remove a directory that has become empty.
    RemoveDir { path: String },
    /// Make a directory where nothing stands.
    MakeDir { path: String },
    /// Move `.regen/new/<slot>` to `path`, where nothing stands.
    Install {
        path: String,
        slot: usize,
        sha256: String,
    },
}

impl Step {
    pub(super) fn path(&self) -> &str {
        match self {
            Self::Backup { path, .. }
            | Self::RemoveDir { path }
            | Self::MakeDir { path }
            | Self::Install { path, .. } => path,
        }
    }

    /// The path, if what the step changes is a file there and not a directory.
    pub(super) fn file(&self) -> Option<&str> {
        match self {
            Self::Backup { path, .. } | Self::Install { path, .. } => Some(path),
            Self::RemoveDir { .. } | Self::MakeDir { .. } => None,
        }
    }

    /// Whether the step makes room; all these come before the ones that fill it.
    pub(super) fn clears(&self) -> bool {
        matches!(self, Self::Backup { .. } | Self::RemoveDir { .. })
    }

    fn to_json(&self) -> Value {
        match self {
            Self::Backup { path, slot } => json!({ "do": "backup", "path": path, "slot": slot }),
            Self::RemoveDir { path } => json!({ "do": "remove-dir", "path": path }),
            Self::MakeDir { path } => json!({ "do": "make-dir", "path": path }),
            Self::Install { path, slot, sha256 } => {
                json!({ "do": "install", "path": path, "slot": slot, "sha256": sha256 })
            }
        }
    }

    fn from_json(value: &Value) -> Result<Self> {
        let text = |key: &str| {
            let text = value.get(key).and_then(Value::as_str).map(str::to_owned);
            text.with_context(|| format!("`{key}` is missing or no string"))
        };
        let slot = || {
            let slot = value
                .get("slot")
                .and_then(Value::as_u64)
                .and_then(|slot| usize::try_from(slot).ok());
            slot.context("`slot` is missing or no number")
        };
        let path = text("path")?;
        check_inside(&path)?;
        Ok(match text("do")?.as_str() {
            "backup" => Self::Backup {
                path,
                slot: slot()?,
            },
            "remove-dir" => Self::RemoveDir { path },
            "make-dir" => Self::MakeDir { path },
            "install" => Self::Install {
                path,
                slot: slot()?,
                sha256: text("sha256")?,
            },
            other => bail!("{other:?} is no kind of step"),
        })
    }
}

/// Where the old content of a path is kept until the end.
pub(super) fn old(slot: usize) -> String {
    format!(".regen/old/{slot}")
}

/// Where the new content of a path waits.
pub(super) fn new(slot: usize) -> String {
    format!(".regen/new/{slot}")
}

/// The directories whose entries the steps change, the root as the empty string.
pub(super) fn touched<'s>(steps: impl Iterator<Item = &'s Step>) -> BTreeSet<&'s str> {
    steps.map(|step| parent(step.path())).collect()
}

/// The journal's bytes.
pub(super) fn to_bytes(steps: &[Step]) -> Vec<u8> {
    let journal = json!({
        "about": "An unfinished `cargo xtask regen`. Run it again: it takes these steps back. \
                  What a backup step moved away is in old/<slot>.",
        "version": VERSION,
        "steps": steps.iter().map(Step::to_json).collect::<Vec<_>>(),
    });
    format!("{journal:#}\n").into_bytes()
}

/// The steps of an unfinished transaction, if there is one.
pub(super) fn read(root: &Path) -> Result<Option<Vec<Step>>> {
    let place = root.join(JOURNAL);
    let looking = || format!("could not read `{JOURNAL}`");
    match kind(&place).with_context(looking)? {
        Kind::Absent => return Ok(None),
        Kind::File => {}
        Kind::Directory | Kind::Symlink | Kind::Special => {
            bail!("`{JOURNAL}` is no plain file: delete it")
        }
    }
    let size = fs::metadata(&place).with_context(looking)?.len();
    let steps = if size > MAX_BYTES {
        Err(anyhow::anyhow!(
            "it has {size} bytes, more than any journal of ours"
        ))
    } else {
        parse(&fs::read(&place).with_context(looking)?)
    };
    steps.map(Some).with_context(|| {
        format!(
            "`{JOURNAL}` is damaged, so the unfinished `cargo xtask regen` that it describes cannot \
             be taken back, and nothing was changed; look at the tree with `git status`, restore \
             from git what you need (old content is in `.regen/old`), then delete `.regen` and run \
             the command again"
        )
    })
}

fn parse(bytes: &[u8]) -> Result<Vec<Step>> {
    let journal: Value = serde_json::from_slice(bytes).context("it is no JSON")?;
    let version = journal.get("version").and_then(Value::as_u64);
    ensure!(version == Some(VERSION), "its `version` is not {VERSION}");
    let steps = journal
        .get("steps")
        .and_then(Value::as_array)
        .context("`steps` is missing or no list")?;
    let steps = steps.iter().enumerate();
    steps
        .map(|(index, step)| Step::from_json(step).with_context(|| format!("at `steps[{index}]`")))
        .collect()
}
