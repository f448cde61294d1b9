//! The version of Rust, which three files name and none takes from another.

use anyhow::{Context as _, Result};
use std::path::Path;

/// Whatever disagrees with `rust-version` in Cargo.toml.
pub(super) fn problems(root: &Path) -> Result<Vec<String>> {
    let read = |name: &str| {
        std::fs::read_to_string(root.join(name)).with_context(|| format!("cannot read {name}"))
    };
    disagreements(
        &read("Cargo.toml")?,
        &read("rust-toolchain.toml")?,
        &read("README.md")?,
    )
}

fn disagreements(manifest: &str, toolchain: &str, readme: &str) -> Result<Vec<String>> {
    let manifest: toml::Table = manifest.parse().context("Cargo.toml is no TOML")?;
    let toolchain: toml::Table = toolchain
        .parse()
        .context("rust-toolchain.toml is no TOML")?;
    let text = |table: &toml::Table, path: &[&str]| {
        let (last, tables) = path.split_last()?;
        let table = tables
            .iter()
            .try_fold(table, |table, key| table.get(*key)?.as_table())?;
        Some(table.get(*last)?.as_str()?.to_owned())
    };
    let least = text(&manifest, &["workspace", "package", "rust-version"])
        .context("Cargo.toml has no workspace.package.rust-version")?;
    let used = text(&toolchain, &["toolchain", "channel"])
        .context("rust-toolchain.toml has no toolchain.channel")?;
    let mut problems = Vec::new();
    // Tests run with that one only, so nobody knows whether an older one does.
    if used != least
        && used
            .strip_prefix(&least)
            .is_none_or(|rest| !rest.starts_with('.'))
    {
        problems.push(format!(
            "rust-toolchain.toml has Rust {used}, and Cargo.toml promises {least}"
        ));
    }
    if !readme.contains(&format!("Rust {least}")) {
        problems.push(format!("README.md does not say that it takes Rust {least}"));
    }
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_files_must_agree() {
        let manifest = "[workspace.package]\nrust-version = \"1.95\"\n";
        let found = |channel: &str, readme: &str| {
            let toolchain = format!("[toolchain]\nchannel = \"{channel}\"\n");
            disagreements(manifest, &toolchain, readme).unwrap()
        };
        assert_eq!(found("1.95.0", "needs Rust 1.95 or newer"), [""; 0]);
        assert_eq!(found("1.95", "Rust 1.95"), [""; 0]);
        assert_eq!(
            found("1.96.0", "Rust 1.94"),
            [
                "rust-toolchain.toml has Rust 1.96.0, and Cargo.toml promises 1.95",
                "README.md does not say that it takes Rust 1.95"
            ]
        );
        assert_eq!(found("1.950.0", "Rust 1.95").len(), 1);
        disagreements("", "", "").unwrap_err();
    }
}
