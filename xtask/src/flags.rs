//! The command line of `cargo xtask`.

use crate::regen::fetch::Location;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// The code generator and the chores of cognito-cdk.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub struct Flags {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Downloads AWS's files, pins them in spec/, and generates the crate in generated/.
    Regen(RegenFlags),
    /// Says what a new specification adds, removes, retypes and newly requires. Changes nothing.
    ApiDiff(SourceFlags),
    /// Checks the layout of the repository: dependencies, file sizes, module comments.
    Tidy,
}

/// Flags of `regen`.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
#[derive(Debug, Args)]
pub struct RegenFlags {
    /// Where AWS's files are.
    #[command(flatten)]
    pub sources: SourceFlags,
    /// Generates from what is pinned in spec/, without network.
    #[arg(long, conflicts_with_all = ["spec", "schemas"])]
    pub offline: bool,
    /// Changes nothing; fails with a diff if the generated files are stale. Needs no network.
    #[arg(long, conflicts_with_all = ["spec", "schemas", "all"])]
    pub check: bool,
    /// Generates a crate with every resource type of both files, to prove the generator.
    #[arg(long, requires = "out", conflicts_with = "offline")]
    pub all: bool,
    /// The directory that the crate of `--all` is written to.
    #[arg(long, value_name = "DIR", requires = "all")]
    pub out: Option<PathBuf>,
    /// Accepts that published names change or vanish, and records the new ones in spec/names.lock.
    #[arg(long, conflicts_with_all = ["check", "all"])]
    pub accept_renames: bool,
    /// What spec.lock says about where the specification is from, if it is not its address.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["offline", "check", "all"])]
    pub spec_origin: Option<String>,
    /// What spec.lock says about where the schemas are from, if it is not their address.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["offline", "check", "all"])]
    pub schemas_origin: Option<String>,
}

/// Where AWS's files are.
#[derive(Debug, Args)]
pub struct SourceFlags {
    /// The resource specification; AWS's own address unless given.
    #[arg(long, value_name = "URL|FILE")]
    pub spec: Option<Location>,
    /// The zip archive of the resource provider schemas; AWS's own address unless given.
    #[arg(long, value_name = "URL|FILE")]
    pub schemas: Option<Location>,
    /// How long a server may send nothing before it is asked again; 30 unless given.
    #[arg(long, value_name = "SECONDS")]
    pub idle_timeout: Option<u64>,
    /// Prints errors and warnings only.
    #[arg(long, short)]
    pub quiet: bool,
}
