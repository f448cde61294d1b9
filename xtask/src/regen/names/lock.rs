//! The frozen names, `spec/names.lock`: every upstream name that has been published, and the Rust
//! path it was published as.
//!
//! One line a name, sorted, so that a review of the file's diff is a review of what users must
//! change.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail, ensure};

use super::quoted;

const HEADER: &str = "\
# Published names: what AWS calls it = where it is in Rust.
# `cargo xtask regen` adds new names. A name that would change or vanish is an error, unless the
# flag --accept-renames says that this is meant: programs that use the old path stop compiling.
";

/// Published names and their Rust paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frozen {
    paths: BTreeMap<String, String>,
}

impl Frozen {
    /// Reads the text of a lock; `file` is its name for messages.
    ///
    /// # Errors
    ///
    /// A line is no entry, or repeats one; the message has the number of the line.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let mut paths = BTreeMap::new();
        let mut lines = BTreeMap::new();
        for (line, number) in text.lines().zip(1_usize..) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, path) = entry(line).with_context(|| format!("{file}, line {number}"))?;
            if let Some(first) = lines.insert(name.clone(), number) {
                bail!(
                    "{file}, line {number}: {} stands in line {first} already: keep the line that was published",
                    quoted(&name)
                );
            }
            paths.insert(name, path);
        }
        Ok(Self { paths })
    }

    /// The text of the lock, which [`Frozen::parse`] reads.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = HEADER.to_owned();
        for (name, path) in &self.paths {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{} = {path}", escape(name));
        }
        text
    }

    /// The lock with the names of now: new ones are added, and what was published stays what it
    /// was.
    ///
    /// A published name with another path, or with none, is an error that lists all of them; with
    /// `accept` it is replaced or removed.
    ///
    /// # Errors
    ///
    /// Published names would change or vanish and `accept` is false, or a name is empty or a path
    /// no Rust path.
    pub fn merge(&self, current: &BTreeMap<String, String>, accept: bool) -> Result<Self> {
        for (name, path) in current {
            ensure!(
                !name.is_empty() && is_path(path),
                "the name {} and the Rust path {} cannot be frozen, for one of them is none: this is a fault of the generator",
                quoted(name),
                quoted(path)
            );
        }
        let mut renamed = String::new();
        let mut vanished = String::new();
        for (name, old) in &self.paths {
            // Writing to a string cannot fail.
            let _ = match current.get(name) {
                Some(new) if new == old => Ok(()),
                Some(new) => write!(renamed, "\n  {}: {old} -> {new}", escape(name)),
                None => write!(vanished, "\n  {}: {old}", escape(name)),
            };
        }
        let mut report = String::new();
        if !renamed.is_empty() {
            report += "published names would change:";
            report += &renamed;
            report += "\n";
        }
        if !vanished.is_empty() {
            report += "published names would vanish, for they are not generated any more:";
            report += &vanished;
            report += "\n";
        }
        ensure!(
            accept || report.is_empty(),
            "{report}programs that use them would stop compiling. If that is meant, make it a new major version and run \
             `cargo xtask regen` with --accept-renames; if not, look at what changed in spec/, or in the tables of \
             xtask/src/regen/names/"
        );
        Ok(Self {
            paths: current.clone(),
        })
    }
}

/// The name and the path of a line.
fn entry(line: &str) -> Result<(String, String)> {
    let expected = "expected `upstream name = rust::path`";
    let (name, path) = line
        .rsplit_once(" = ")
        .with_context(|| format!("{expected}, found {}", quoted(line)))?;
    let (name, path) = (name.trim(), path.trim());
    ensure!(
        !name.is_empty(),
        "{expected}, found no name before the ` = `"
    );
    ensure!(
        is_path(path),
        "{expected}, found {}, which is no Rust path",
        quoted(path)
    );
    let name = unescape(name).with_context(|| {
        format!(
            "{} has a `\\` that starts neither `\\\\` nor `\\u{{..}}`",
            quoted(name)
        )
    })?;
    Ok((name, path.to_owned()))
}

/// Whether a text is identifiers with `::` between them.
fn is_path(text: &str) -> bool {
    text.split("::").all(|part| {
        part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    })
}

/// A name on one line of ASCII, whatever it contains.
fn escape(name: &str) -> String {
    let last = name.chars().count().saturating_sub(1);
    let mut escaped = String::new();
    for (index, c) in name.chars().enumerate() {
        let edge = index == 0 && c == '#' || c == ' ' && (index == 0 || index == last);
        match c {
            '\\' => escaped += "\\\\",
            ' '..='~' if !edge => escaped.push(c),
            _ => escaped.extend(c.escape_unicode()),
        }
    }
    escaped
}

/// The name that [`escape`] wrote, if it did.
fn unescape(text: &str) -> Option<String> {
    let mut name = String::new();
    let mut rest = text;
    while let Some((plain, escaped)) = rest.split_once('\\') {
        name += plain;
        rest = if let Some(rest) = escaped.strip_prefix('\\') {
            name.push('\\');
            rest
        } else {
            let (code, rest) = escaped.strip_prefix("u{")?.split_once('}')?;
            name.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
            rest
        };
    }
    Some(name + rest)
}
