//! What depends on what: the packages on each other, all one way, and those of users on as little as possible.

use anyhow::{Context as _, Result, bail};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The packages that each package may depend on, besides crates from outside. Everything points one way.
const MAY_DEPEND_ON: [(&str, &[&str]); 6] = [
    ("cognito-cdk-template", &[]),
    ("cognito-cdk-l1", &["cognito-cdk-template"]),
    ("cognito-cdk-synth", &["cognito-cdk-template"]),
    (
        "cognito-cdk",
        &[
            "cognito-cdk-template",
            "cognito-cdk-l1",
            "cognito-cdk-synth",
        ],
    ),
    ("xtask", &[]),
    (
        "cognito-cdk-tests",
        &[
            "cognito-cdk",
            "cognito-cdk-l1",
            "cognito-cdk-synth",
            "cognito-cdk-template",
            "xtask",
        ],
    ),
];

/// The crates from outside that the packages of users may have.
const OUTSIDE: [(&str, &[&str]); 4] = [
    (
        "cognito-cdk-template",
        &["serde_core", "serde_json", "serde_yaml_ng"],
    ),
    ("cognito-cdk-l1", &[]),
    (
        "cognito-cdk-synth",
        &["serde_json", "md-5", "rustix", "sha1", "sha2"],
    ),
    ("cognito-cdk", &[]),
];

/// The crates that come with those. Whoever adds one says in docs/DESIGN.md what it is there for.
const BEHIND: [(&str, &[&str]); 4] = [
    (
        "serde_json",
        &[
            "equivalent",
            "foldhash",
            "hashbrown",
            "indexmap",
            "itoa",
            "memchr",
            "serde_core",
            "zmij",
        ],
    ),
    ("rustix", &["bitflags", "errno", "libc", "linux-raw-sys"]),
    ("serde_yaml_ng", &["ryu", "serde", "unsafe-libyaml"]),
    (
        "the hashes",
        &[
            "block-buffer",
            "cfg-if",
            "const-oid",
            "cpufeatures",
            "crypto-common",
            "digest",
            "hybrid-array",
            "libc",
            "typenum",
        ],
    ),
];

/// The systems on which users build; some crates are there for one of them only.
const TARGETS: [&str; 4] = [
    "aarch64-apple-darwin",
    "aarch64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "x86_64-unknown-linux-gnu",
];

/// Whatever depends on something that it must not.
pub(super) fn problems(root: &Path) -> Result<Vec<String>> {
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .no_deps()
        .exec()
        .context("`cargo metadata` failed")?;
    let mut problems = direct(&metadata);
    problems.extend(behind(&tree(root)?));
    let design = root.join("docs/DESIGN.md");
    let text = std::fs::read_to_string(&design)
        .with_context(|| format!("cannot read {}", design.display()))?;
    problems.extend(unexplained(&text));
    Ok(problems)
}

/// The direct dependencies of all packages.
fn direct(metadata: &Metadata) -> Vec<String> {
    let packages = metadata.workspace_packages();
    let is_member = |name: &str| packages.iter().any(|package| package.name.as_str() == name);
    let problems = |package: &&Package| of_package(package, is_member);
    packages.iter().flat_map(problems).collect()
}

fn of_package(package: &Package, is_member: impl Fn(&str) -> bool) -> Vec<String> {
    let name = package.name.as_str();
    let Some((_, allowed)) = MAY_DEPEND_ON.iter().find(|(member, _)| *member == name) else {
        return vec![format!(
            "{name}: say in xtask/src/tidy/dependencies.rs what it may depend on"
        )];
    };
    let outside = OUTSIDE.iter().find(|(member, _)| *member == name);
    let fits = |used: &str| {
        if is_member(used) {
            allowed.contains(&used)
        } else {
            outside.is_none_or(|(_, outside)| outside.contains(&used))
        }
    };
    package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind != DependencyKind::Development)
        .filter(|dependency| !fits(&dependency.name))
        .map(|dependency| format!("{name} must not depend on {}", dependency.name))
        .collect()
}

/// The names of all crates that a user of `cognito-cdk` builds, whatever the features and the system.
fn tree(root: &Path) -> Result<BTreeSet<String>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["tree", "--package", "cognito-cdk", "--all-features"])
        .args([
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .current_dir(root);
    for target in TARGETS {
        command.args(["--target", target]);
    }
    let output = command.output().context("cannot start `cargo tree`")?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        bail!("`cargo tree` failed:\n{}", errors.trim_end());
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = text
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    Ok(names.map(str::to_owned).collect())
}

/// What of the tree is neither ours, nor allowed, nor behind something that is; and what is listed in vain.
fn behind(tree: &BTreeSet<String>) -> Vec<String> {
    let members = MAY_DEPEND_ON.iter().map(|(member, _)| *member);
    let outside = OUTSIDE
        .iter()
        .flat_map(|(_, outside)| outside.iter().copied());
    let listed: BTreeSet<&str> = outside
        .chain(BEHIND.iter().flat_map(|(_, behind)| behind.iter().copied()))
        .collect();
    let known: BTreeSet<&str> = members.chain(listed.iter().copied()).collect();
    let new = tree
        .iter()
        .filter(|name| !known.contains(name.as_str()))
        .map(|name| {
            format!(
                "users would build the crate {name}: do without it, or list it in xtask/src/tidy/dependencies.rs"
            )
        });
    let gone = listed
        .iter()
        .filter(|name| !tree.contains(**name))
        .map(|name| {
            format!("{name}: no user builds it any more; xtask/src/tidy/dependencies.rs lists it")
        });
    new.chain(gone).collect()
}

/// The listed crates that the design does not speak of.
fn unexplained(design: &str) -> Vec<String> {
    OUTSIDE
        .iter()
        .chain(&BEHIND)
        .flat_map(|(_, names)| names.iter())
        .filter(|name| !design.contains(&format!("`{name}`")))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|name| format!("docs/DESIGN.md does not say why users get `{name}`"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
    }

    #[test]
    fn a_new_crate_and_one_that_is_gone_are_found() {
        let mut tree = tree(root()).unwrap();
        assert_eq!(behind(&tree), [""; 0]);
        tree.insert("left-pad".into());
        tree.remove("zmij");
        let problems = behind(&tree);
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].contains("the crate left-pad"), "{problems:?}");
        assert!(problems[1].contains("zmij"), "{problems:?}");
    }

    #[test]
    fn every_crate_must_be_explained() {
        let design = std::fs::read_to_string(root().join("docs/DESIGN.md")).unwrap();
        assert_eq!(unexplained(&design), [""; 0]);
        let less = design.replace("`typenum`", "");
        assert_eq!(
            unexplained(&less),
            ["docs/DESIGN.md does not say why users get `typenum`"]
        );
    }
}
