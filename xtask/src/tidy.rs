//! `cargo xtask tidy`: the rules of the repository's layout that no compiler checks.

mod dependencies;
mod toolchain;

use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};

/// The greatest number of lines of a hand-written source file.
const MAX_LINES: usize = 600;

/// The directories with hand-written Rust.
const HAND_WRITTEN: [&str; 3] = ["core", "tests", "xtask"];

/// Checks every rule, and reports all that is broken.
pub fn run(root: &Path) -> Result<()> {
    let mut problems = dependencies::problems(root)?;
    problems.extend(toolchain::problems(root)?);
    for directory in HAND_WRITTEN {
        sources(root, &root.join(directory), &mut problems)?;
    }
    if problems.is_empty() {
        return Ok(());
    }
    bail!("the repository is not tidy:\n  {}", problems.join("\n  "))
}

fn sources(root: &Path, directory: &Path, problems: &mut Vec<String>) -> Result<()> {
    for path in children(directory)? {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            // Programs that must not compile are no modules, and what the generator makes is not hand-written.
            if !["target", "ui", "expected"].contains(&name.as_str()) {
                sources(root, &path, problems)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let shown = path.strip_prefix(root).unwrap_or(&path).display();
            problems.extend(
                source(&text)
                    .into_iter()
                    .map(|problem| format!("{shown}: {problem}")),
            );
        }
    }
    Ok(())
}

/// The entries of a directory, sorted.
fn children(directory: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(directory)
        .with_context(|| format!("cannot read {}", directory.display()))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

/// What is wrong with a source file.
fn source(text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if !text.starts_with("//! ") {
        problems.push("it does not begin with a `//!` comment that says what it owns".to_owned());
    }
    let lines = text.lines().count();
    if lines > MAX_LINES {
        problems.push(format!(
            "{lines} lines are more than {MAX_LINES}; divide it"
        ));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_file_says_what_it_owns_and_is_short() {
        assert_eq!(source("//! Owns nothing.\nfn f() {}\n"), [""; 0]);
        assert_eq!(source("fn f() {}\n").len(), 1);
        assert_eq!(
            source(&format!("//! Long.\n{}", "\n".repeat(MAX_LINES))).len(),
            1
        );
    }

    #[test]
    fn the_repository_is_tidy() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        run(root).unwrap();
    }
}
