//! The code generator and the project's chores, as a library so that tests and benchmarks can reach them.

#![allow(
    clippy::missing_errors_doc,
    reason = "whatever fails is said to the person at the terminal"
)]
#![allow(
    rustdoc::private_intra_doc_links,
    reason = "the documentation is for those who change the tool"
)]

pub mod bench;
pub mod e2e;
pub mod flags;
pub mod regen;
pub mod tidy;

use anyhow::{Context as _, Result};
use flags::{Command, Flags};
use std::path::{Path, PathBuf};

/// Does what the command line asks for.
pub fn run(flags: Flags) -> Result<()> {
    let root = repository()?;
    match flags.command {
        Command::Regen(flags) => regen::run(&root, &flags),
        Command::ApiDiff(flags) => regen::api_diff(&root, &flags),
        Command::E2e(flags) => e2e::run(&root, &flags),
        Command::Tidy => tidy::run(&root),
        Command::Bench(flags) => bench::run(&root, &flags),
        Command::Instructions(flags) => bench::instructions::run(&root, &flags),
    }
}

/// The root of the repository: the nearest directory above the current one that has `spec/resources.toml`.
fn repository() -> Result<PathBuf> {
    let here = std::env::current_dir().context("cannot tell the current directory")?;
    let found = here
        .ancestors()
        .find(|directory| directory.join("spec/resources.toml").is_file());
    found.map(Path::to_path_buf).with_context(|| {
        format!(
            "{} is not in a cognito-cdk repository: there is no spec/resources.toml above it",
            here.display()
        )
    })
}
