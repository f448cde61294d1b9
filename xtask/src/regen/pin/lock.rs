//! `spec/spec.lock`: where the pinned files came from, and what they must be.

use crate::regen::digest::sha256;
use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const HEADER: &str = "\
# What spec/upstream/ was made of, and the SHA-256 of each file in it.
#
# `cargo xtask regen` writes this file and every run of it checks the files; never edit them or it by hand.

";

/// The lock of the pinned files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The resource specification.
    pub specification: LockedSource,
    /// The archive of the provider schemas.
    pub schemas: LockedSource,
    /// The SHA-256 of each pinned file, by its path below `spec/upstream/`.
    pub files: BTreeMap<String, String>,
}

/// An upstream file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedSource {
    /// Its URL, or another honest account of where it came from.
    pub source: String,
    /// Its version, as far as it has one.
    pub version: String,
    /// The SHA-256 of the file as decoded.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
}

impl Lock {
    /// Reads a lock; `file` names it in messages.
    ///
    /// # Errors
    ///
    /// It is not what [`Lock::render`] makes.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        const HELP: &str =
            "restore it from version control, or delete it and run `cargo xtask regen`";
        let lock: Self =
            toml::from_str(text).with_context(|| format!("cannot read {file}: {HELP}"))?;
        let sources = [
            ("specification", &lock.specification),
            ("schemas", &lock.schemas),
        ];
        let digests = sources
            .map(|(name, source)| (name, &source.sha256))
            .into_iter();
        for (name, digest) in digests.chain(
            lock.files
                .iter()
                .map(|(path, digest)| (path.as_str(), digest)),
        ) {
            let is_digest = digest.len() == 64
                && digest
                    .bytes()
                    .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            if !is_digest {
                bail!(
                    "{file}: expected a SHA-256 for `{}`, found `{}`: {HELP}",
                    name.escape_debug(),
                    digest.escape_debug()
                );
            }
        }
        if let Some(path) = lock.files.keys().find(|path| !is_inside(path)) {
            bail!(
                "{file}: `{}` is no path below spec/upstream: {HELP}",
                path.escape_debug()
            );
        }
        Ok(lock)
    }

    /// The lock as it is committed.
    ///
    /// # Errors
    ///
    /// TOML cannot hold it: a size is beyond `i64`.
    pub fn render(&self) -> Result<String> {
        let lock = toml::to_string(self).context("cannot write the lock")?;
        Ok(format!("{HEADER}{lock}"))
    }

    /// Checks that the files of `upstream` in `spec_dir` are those of the lock, and names each that is not.
    ///
    /// # Errors
    ///
    /// A file differs, is missing, or is not listed; or one cannot be read.
    pub fn verify(&self, spec_dir: &Path) -> Result<()> {
        let upstream = spec_dir.join("upstream");
        let mut found = BTreeSet::new();
        if upstream.exists() {
            walk(&upstream, "", &mut found)?;
        }
        let mut problems = String::new();
        for (path, digest) in &self.files {
            if !found.remove(path) {
                problem(&mut problems, path, "is missing");
                continue;
            }
            let file = upstream.join(path);
            let bytes =
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            if sha256(&bytes) != *digest {
                problem(&mut problems, path, "is not what was pinned");
            }
        }
        for path in &found {
            problem(&mut problems, path, "is not listed in spec.lock");
        }
        if problems.is_empty() {
            return Ok(());
        }
        bail!(
            "the pinned files are not those of {}:{problems}\nrestore them from version control or run `cargo xtask regen`",
            spec_dir.join("spec.lock").display()
        )
    }
}

fn problem(problems: &mut String, path: &str, what: &str) {
    // Writing to a string cannot fail.
    let _ = write!(problems, "\n  upstream/{} {what}", path.escape_debug());
}

/// Whether a path leads to a place below the directory that it is relative to, on every system.
fn is_inside(path: &str) -> bool {
    let is_name =
        |name: &str| !matches!(name, "" | "." | "..") && !name.contains(['\\', ':', '\0']);
    path.split('/').all(is_name)
}

/// Collects the files below a directory; whatever is neither a file nor a directory counts as a file.
fn walk(directory: &Path, prefix: &str, found: &mut BTreeSet<String>) -> Result<()> {
    let context = || format!("cannot read {}", directory.display());
    for entry in fs::read_dir(directory).with_context(context)? {
        let entry = entry.with_context(context)?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().with_context(context)?.is_dir() {
            walk(&entry.path(), &format!("{path}/"), found)?;
        } else {
            found.insert(path);
        }
    }
    Ok(())
}
