//! The overlay: hand-written facts in `spec/overlay/` that upstream lacks, hides or gets wrong.
//!
//! An entry that no longer applies is an error, so that none outlives its reason.

mod entry;
mod facts;
#[cfg(test)]
mod tests;

use super::model::{Identifier, Model, TextBounds};
use super::names;
use anyhow::{Context as _, Result, bail};
pub use entry::{Address, Entry};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// All entries and identifiers of `spec/overlay/`.
#[derive(Debug, Default)]
pub struct Overlay {
    identifiers: BTreeMap<String, Identifier>,
    /// Each entry with the file and line that it is at.
    entries: Vec<(String, Entry)>,
    /// Where each fact is stated.
    stated: BTreeMap<(String, String), String>,
}

/// A file of the overlay, its parts still to be read: so that all mistakes in them are reported at once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    identifier: Vec<Spanned<toml::Table>>,
    #[serde(default)]
    entry: Vec<Spanned<toml::Table>>,
}

/// A kind of id or ARN, as it is written down.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct NamedIdentifier {
    name: String,
    what: String,
    min_length: Option<u32>,
    max_length: Option<u32>,
    pattern: Option<String>,
    example: String,
    link: String,
}

impl Overlay {
    /// Reads the files, given by name and content.
    pub fn parse(files: &BTreeMap<String, String>) -> Result<Self> {
        let mut overlay = Self::default();
        let mut problems = Vec::new();
        for (name, text) in files {
            let file: File = match toml::from_str(text) {
                Ok(file) => file,
                Err(error) => {
                    problems.push(format!("{name}: {}", error.to_string().trim_end()));
                    continue;
                }
            };
            let place = |table: &Spanned<toml::Table>| {
                let before = text.get(..table.span().start).unwrap_or_default();
                format!("{name}:{}", before.matches('\n').count() + 1)
            };
            for table in file.identifier {
                let place = place(&table);
                if let Err(error) = overlay.identifier(table.into_inner()) {
                    problems.push(format!("{place}: {}", on_one_line(&error)));
                }
            }
            for table in file.entry {
                let place = place(&table);
                if let Err(error) = overlay.entry(&place, table.into_inner()) {
                    problems.push(format!("{place}: {}", on_one_line(&error)));
                }
            }
        }
        if problems.is_empty() {
            return Ok(overlay);
        }
        bail!("the overlay has mistakes:\n  {}", problems.join("\n  "))
    }

    fn identifier(&mut self, table: toml::Table) -> Result<()> {
        let NamedIdentifier {
            name,
            what,
            min_length,
            max_length,
            pattern,
            example,
            link,
        } = table.try_into().context("cannot read the identifier")?;
        let shown = name.escape_debug().to_string();
        if !names::is_type(&name) {
            bail!("`{shown}` cannot be the name of a type: write one such as `UserPoolId`");
        }
        if what.trim().is_empty() {
            bail!("the identifier `{shown}` does not say what it is");
        }
        entry::check_link(&link).with_context(|| format!("the identifier `{shown}`"))?;
        let identifier = Identifier {
            what,
            bounds: TextBounds {
                min_length,
                max_length,
                pattern,
            },
            example,
            link,
        };
        if self.identifiers.insert(name, identifier).is_some() {
            bail!("the identifier `{shown}` is declared twice");
        }
        Ok(())
    }

    fn entry(&mut self, place: &str, table: toml::Table) -> Result<()> {
        let at = table.get("at").and_then(toml::Value::as_str).map_or_else(
            || "without `at`".to_owned(),
            |at| format!("at `{}`", at.escape_debug()),
        );
        self.checked_entry(place, table)
            .with_context(|| format!("the entry {at}"))
    }

    fn checked_entry(&mut self, place: &str, table: toml::Table) -> Result<()> {
        let entry: Entry = table.try_into()?;
        entry.validate()?;
        for (fact, _) in entry.facts() {
            let key = (entry.at.to_string(), fact.clone());
            if let Some(first) = self.stated.insert(key, place.to_owned()) {
                bail!("`{}` is stated at {first} already", fact.escape_debug());
            }
        }
        self.entries.push((place.to_owned(), entry));
        Ok(())
    }

    /// Puts every entry into the model.
    pub fn apply(&self, model: &mut Model) -> Result<()> {
        model.identifiers.clone_from(&self.identifiers);
        let mut facts: Vec<_> = self
            .entries
            .iter()
            .flat_map(|(place, entry)| entry.facts().map(move |fact| (place, entry, fact)))
            .collect();
        facts.sort_by_key(|(_, _, (fact, _))| facts::stage(fact));
        let mut problems = Vec::new();
        for (place, entry, (fact, wanted)) in facts {
            if let Err(error) = facts::apply(model, entry, fact, wanted) {
                problems.push(format!("{place}: the entry at `{}`: {error:#}", entry.at));
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

/// The reader of TOML ends some of its messages with a second line.
fn on_one_line(error: &anyhow::Error) -> String {
    format!("{error:#}").trim_end().replace('\n', " ")
}
