//! The overlay: hand-written facts in `spec/overlay/` that upstream lacks, hides or gets wrong.
//!
//! An entry that no longer applies is an error, so that none outlives its reason.

mod entry;
mod facts;
#[cfg(test)]
mod tests;

use super::model::{Identifier, Model};
use anyhow::{Context as _, Result, bail};
pub use entry::{Address, Entry};
use serde::Deserialize;
use std::collections::BTreeMap;

/// All entries and identifiers of `spec/overlay/`.
#[derive(Debug, Default)]
pub struct Overlay {
    identifiers: BTreeMap<String, Identifier>,
    /// Each entry with the file that it is in.
    entries: Vec<(String, Entry)>,
}

/// A file of the overlay.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    identifier: Vec<NamedIdentifier>,
    #[serde(default)]
    entry: Vec<Entry>,
}

#[derive(Deserialize)]
struct NamedIdentifier {
    name: String,
    #[serde(flatten)]
    identifier: Identifier,
}

impl Overlay {
    /// Reads the files, given by name and content.
    pub fn parse(files: &BTreeMap<String, String>) -> Result<Self> {
        let mut overlay = Self::default();
        for (name, text) in files {
            let file: File = toml::from_str(text).with_context(|| format!("cannot read {name}"))?;
            for NamedIdentifier {
                name: identifier,
                identifier: facts,
            } in file.identifier
            {
                if overlay
                    .identifiers
                    .insert(identifier.clone(), facts)
                    .is_some()
                {
                    bail!("{name}: the identifier `{identifier}` is declared twice");
                }
            }
            for entry in file.entry {
                entry
                    .validate()
                    .with_context(|| format!("{name}: the entry at `{}`", entry.at))?;
                overlay.entries.push((name.clone(), entry));
            }
        }
        Ok(overlay)
    }

    /// Puts every entry into the model.
    pub fn apply(&self, model: &mut Model) -> Result<()> {
        model.identifiers.clone_from(&self.identifiers);
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by_key(|(_, entry)| entry.stage());
        let mut problems = Vec::new();
        for (file, entry) in entries {
            if let Err(error) = facts::apply(model, entry) {
                problems.push(format!("{file}: the entry at `{}`: {error:#}", entry.at));
            }
        }
        if problems.is_empty() {
            return Ok(());
        }
        bail!(
            "the overlay does not fit what AWS publishes any more:\n  {}\ncorrect or remove these entries",
            problems.join("\n  ")
        )
    }
}
