//! Owns AWS CDK as a program to measure: the same task as ours, in `tests/peers/scale.js`.

use super::{Places, process};
use anyhow::{Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where AWS CDK is installed.
#[derive(Debug)]
pub(super) struct Cdk {
    modules: PathBuf,
    program: PathBuf,
}

/// AWS CDK as `cargo xtask e2e` installs it.
pub(super) fn installed(places: &Places) -> Result<Cdk> {
    ensure!(
        process::version("node").is_some(),
        "the comparison with AWS CDK needs Node.js, and `node --version` does not run \
         (Debian: apt-get install nodejs npm); \
         `--only json --only regen --only l1 --only program` does without"
    );
    let modules = places.target.join("e2e/node/node_modules");
    ensure!(
        modules.join("aws-cdk-lib").is_dir(),
        "AWS CDK is not in {}",
        modules.display()
    );
    Ok(Cdk {
        modules,
        program: places.root.join("tests/peers/scale.js"),
    })
}

impl Cdk {
    /// The program of a size. Without validation it is as fast as AWS CDK can be.
    pub(super) fn scale(
        &self,
        stacks: usize,
        pools: usize,
        validation: bool,
        out: &Path,
    ) -> Command {
        let mut command = Command::new("node");
        command
            .arg(&self.program)
            .env("NODE_PATH", &self.modules)
            .env("STACKS", stacks.to_string())
            .env("POOLS", pools.to_string())
            .env("OUT", out);
        for name in [
            "CDK_VALIDATION",
            "CDK_OUTDIR",
            "CDK_CONTEXT_JSON",
            "NODE_OPTIONS",
        ] {
            command.env_remove(name);
        }
        if !validation {
            command.env("CDK_VALIDATION", "false");
        }
        command
    }
}
