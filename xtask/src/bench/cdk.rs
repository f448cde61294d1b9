//! Owns AWS CDK as a program to measure: the same task as ours, in `tests/peers/scale.js`.

use super::Places;
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where AWS CDK is installed.
#[derive(Debug)]
pub(super) struct Cdk {
    modules: PathBuf,
    program: PathBuf,
}

/// AWS CDK, which is installed unless it is there.
pub(super) fn installed(places: &Places) -> Result<Cdk> {
    let modules = crate::e2e::node_modules(&places.root, &places.target).context(
        "the comparison with AWS CDK is not possible; \
         `--only json --only regen --only l1 --only program` does without it",
    )?;
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
