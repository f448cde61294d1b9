//! The guide: each of its Rust blocks is run, and what the block after it shows is what it gives.
//! `UPDATE_EXPECT=1` writes what the programs give into the pages.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

mod links;
mod view;

use cognito_cdk::CloudAssembly;
use cognito_cdk_tests::pages::{self, Block};
use cognito_cdk_tests::{files, repository, text};
use expect_test::expect_file;
use std::collections::BTreeSet;
use std::error::Error;

/// A Rust block of the guide that makes an app, as a function.
struct Snippet {
    /// The file in `docs/guide`.
    page: &'static str,
    /// The line of the page on which the block begins.
    line: usize,
    /// The number of lines before it in the source that the build script has made.
    begin: usize,
    run: fn() -> Result<CloudAssembly, Box<dyn Error>>,
}

#[allow(
    clippy::all,
    clippy::pedantic,
    clippy::expect_used,
    clippy::unwrap_used,
    unused,
    reason = "the snippets are written to be read in a page, each by itself"
)]
mod snippets {
    use super::Snippet;
    use cognito_cdk::{App, CloudAssembly, Stack};
    use std::error::Error;

    include!(concat!(env!("OUT_DIR"), "/guide.rs"));

    pub(super) fn all() -> &'static [Snippet] {
        SNIPPETS
    }
}

#[test]
fn the_pages_show_what_their_programs_give() {
    let mut problems = Vec::new();
    for path in files("docs/guide", ".md") {
        let page = text(&path);
        let name = path.rsplit('/').next().expect("a name");
        let mut current = None;
        let mut new = page.clone();
        // From the end on, so that the lines before stay where they are.
        let blocks = pages::blocks(&page);
        let mut changes = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            if block.program().is_some() {
                let snippets = snippets::all().iter();
                let snippet = snippets
                    .clone()
                    .find(|snippet| snippet.page == name && snippet.line == block.line);
                current = snippet.map(|snippet| (snippet, (snippet.run)()));
                if let Some((_, result)) = &current {
                    let shown = blocks
                        .get(index + 1)
                        .is_some_and(|next| next.info == "text");
                    let place = format!("{path}:{}", block.line);
                    let findings = findings(result);
                    if !shown && !findings.is_empty() {
                        problems.push(format!("{place}: {findings}"));
                    }
                }
            } else if let Some((snippet, result)) = &current
                && let Some(given) = given(snippet, result, block)
            {
                changes.push((block, given));
            }
        }
        for (block, given) in changes.into_iter().rev() {
            new = replaced(&new, block, &given);
        }
        expect_file![repository().join(&path)].assert_eq(&new);
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What is wrong with a program, errors or else warnings.
fn findings(result: &Result<CloudAssembly, Box<dyn Error>>) -> String {
    match result {
        Ok(assembly) => {
            let warnings = assembly.warnings().iter();
            warnings
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        }
        Err(error) => error.to_string(),
    }
}

/// What a block of a page should show, if it shows what the program before it gives.
fn given(
    snippet: &Snippet,
    result: &Result<CloudAssembly, Box<dyn Error>>,
    block: &Block,
) -> Option<String> {
    let mut words = block.info.split(' ');
    match words.next()? {
        "json" => {
            let assembly = result.as_ref().ok()?;
            let selectors: Vec<&str> = words.collect();
            Some(view::excerpt(assembly, &selectors))
        }
        "text" => Some(view::in_the_snippet(&findings(result), snippet.begin)),
        _ => None,
    }
}

/// The page with other code in a block.
fn replaced(page: &str, block: &Block, code: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let (before, rest) = lines.split_at(block.line - 1);
    let after = rest.get(block.code.lines().count()..).unwrap_or_default();
    let mut new: Vec<&str> = before.to_vec();
    new.extend(code.lines());
    new.extend(after);
    new.join("\n") + "\n"
}

#[test]
fn the_index_names_every_page() {
    let index = text("docs/guide/README.md");
    let named: BTreeSet<String> = links::of(&index).into_iter().collect();
    for path in files("docs/guide", ".md") {
        let name = path.rsplit('/').next().expect("a name");
        assert!(
            name == "README.md" || named.contains(name),
            "the index lacks {name}"
        );
    }
}
