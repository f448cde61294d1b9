//! The report of `--check`: what in the tree is not as the generator makes it, and a diff of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use similar::{ChangeTag, TextDiff};

use super::Plan;
use super::journal::JOURNAL;
use super::path::{Kind, kind};
use super::survey::Survey;

/// Lines of context around a change.
const CONTEXT: usize = 3;
/// The lines of a file's diff that are shown, at most.
const FILE_LINES: usize = 60;
/// The lines of all diffs together that are shown, at most.
const REPORT_LINES: usize = 400;
/// The characters of a line that are shown, at most.
const LINE_CHARS: usize = 200;
/// A file with more bytes is not compared line by line.
const DIFF_BYTES: u64 = 1 << 20;

/// One thing in the tree that is not as planned.
#[derive(Debug)]
pub(crate) struct Difference<'p> {
    /// Relative to the root.
    pub(crate) path: String,
    what: What<'p>,
}

#[derive(Debug)]
enum What<'p> {
    Missing,
    Stale(Kind),
    EmptyDirectory,
    /// Something that is no plain file stands where one is planned.
    NoFile(Kind),
    /// The old bytes are there if they are few enough to compare.
    Changed {
        size: u64,
        old: Option<Vec<u8>>,
        new: &'p [u8],
    },
}

pub(super) fn check<'p>(plan: &'p Plan, root: &Path) -> Result<Vec<Difference<'p>>> {
    refuse_unfinished(root)?;
    let survey = Survey::of(plan, root)?;
    let mut found: BTreeMap<String, What<'p>> = BTreeMap::new();
    for (path, kind) in survey.outdated {
        let what = match kind {
            Kind::Absent => What::Missing,
            Kind::File => changed(
                root,
                &path,
                plan.files.get(&path).map(Vec::as_slice).unwrap_or_default(),
            )?,
            Kind::Directory | Kind::Symlink | Kind::Special => What::NoFile(kind),
        };
        found.insert(path, what);
    }
    found.extend(
        survey
            .stale
            .into_iter()
            .map(|(path, kind)| (path, What::Stale(kind))),
    );
    // A planned file's place may be an empty directory: then that is the report, not that it is
    // empty.
    for path in survey.empty {
        found.entry(path).or_insert(What::EmptyDirectory);
    }
    // What was read while another run changed the tree is worth nothing.
    refuse_unfinished(root)?;
    Ok(found
        .into_iter()
        .map(|(path, what)| Difference { path, what })
        .collect())
}

fn refuse_unfinished(root: &Path) -> Result<()> {
    let journal =
        kind(&root.join(JOURNAL)).with_context(|| format!("could not look at `{JOURNAL}`"))?;
    ensure!(
        journal == Kind::Absent,
        "the tree is between two states: a `cargo xtask regen` is at work in it, or was interrupted \
         (`{JOURNAL}` is there); wait until it has ended, or run `cargo xtask regen --offline`, \
         which first takes it back"
    );
    Ok(())
}

fn changed<'p>(root: &Path, path: &str, new: &'p [u8]) -> Result<What<'p>> {
    let place = root.join(path);
    let reading = || format!("could not read `{path}`");
    let size = fs::symlink_metadata(&place).with_context(reading)?.len();
    let old = if size <= DIFF_BYTES {
        Some(fs::read(&place).with_context(reading)?)
    } else {
        None
    };
    Ok(What::Changed { size, old, new })
}

/// The differences as a text for people: a list, the diffs, and what to do.
pub(crate) fn render(differences: &[Difference<'_>]) -> String {
    if differences.is_empty() {
        return "all generated files are up to date\n".to_owned();
    }
    let files = if differences.len() == 1 {
        "1 path is"
    } else {
        &format!("{} paths are", differences.len())
    };
    let mut report = format!("{files} not as the generator makes them:\n\n");
    for difference in differences {
        let (word, remark) = difference.what.summary();
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(report, "  {word:<8} {}{remark}", difference.path);
    }
    let mut lines_left = REPORT_LINES;
    for Difference { path, what } in differences {
        if let What::Changed { size, old, new } = what {
            let _ = write!(
                report,
                "\n--- {path} (in the tree)\n+++ {path} (generated)\n"
            );
            lines_left -= write_diff(
                &mut report,
                *size,
                old.as_deref(),
                new,
                lines_left.min(FILE_LINES),
            );
        }
    }
    report.push_str("\nrun `cargo xtask regen --offline` and commit the result\n");
    report
}

impl What<'_> {
    fn summary(&self) -> (&'static str, &'static str) {
        let other = |kind: Kind| match kind {
            Kind::Symlink => " (a symlink)",
            Kind::Special => " (no plain file)",
            Kind::Directory => " (a directory)",
            Kind::Absent | Kind::File => "",
        };
        match self {
            Self::Missing => ("missing", ""),
            Self::Stale(kind) => ("stale", other(*kind)),
            Self::EmptyDirectory => ("stale", "/ (an empty directory)"),
            Self::NoFile(Kind::Symlink) => ("changed", " (a symlink stands in its place)"),
            Self::NoFile(Kind::Directory) => ("changed", " (a directory stands in its place)"),
            Self::NoFile(_) => (
                "changed",
                " (something that is no file stands in its place)",
            ),
            Self::Changed { .. } => ("changed", ""),
        }
    }
}

/// Writes the hunks of a diff, at most `limit` lines of them, and returns how many it wrote.
fn write_diff(
    report: &mut String,
    size: u64,
    old: Option<&[u8]>,
    new: &[u8],
    limit: usize,
) -> usize {
    let Some(old) = old.filter(|_| new.len() as u64 <= DIFF_BYTES) else {
        let _ = writeln!(
            report,
            "too large for a diff ({size} bytes in the tree, {} generated)",
            new.len()
        );
        return 0;
    };
    let (Some(old), Some(new)) = (text(old), text(new)) else {
        let _ = writeln!(
            report,
            "binary files differ ({size} bytes in the tree, {} generated)",
            new.len()
        );
        return 0;
    };
    let diff = TextDiff::from_lines(old, new);
    let mut lines = Vec::new();
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        lines.push(hunk.header().to_string());
        for change in hunk.iter_changes() {
            let sign = match change.tag() {
                ChangeTag::Equal => ' ',
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            };
            let line = change.value();
            let ended = line.strip_suffix('\n');
            lines.push(format!("{sign}{}", printable(ended.unwrap_or(line))));
            if ended.is_none() {
                lines.push("\\ no newline at the end".to_owned());
            }
        }
    }
    let written = lines.len().min(limit);
    for line in lines.iter().take(limit) {
        let _ = writeln!(report, "{line}");
    }
    if lines.len() > limit {
        let _ = writeln!(report, "… {} more lines", lines.len() - limit);
    }
    written
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
}

/// A line that says on a terminal what is in it and does nothing else there, cut if it is long.
fn printable(line: &str) -> String {
    let mut shown = String::new();
    for char in line.chars().take(LINE_CHARS) {
        let reorders = matches!(char, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if (char.is_control() && char != '\t') || reorders {
            shown.extend(char.escape_default());
        } else {
            shown.push(char);
        }
    }
    let cut = line.chars().count().saturating_sub(LINE_CHARS);
    if cut > 0 {
        let _ = write!(shown, "… {cut} more characters");
    }
    shown
}
