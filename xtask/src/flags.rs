//! The command line of `cargo xtask`.

use crate::e2e::E2eFlags;
use crate::regen::fetch::Location;
use clap::{Args, Parser, Subcommand, ValueEnum};
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
    /// Tries every template with real tools: linters, the AWS CDK command line, a stand-in for Cognito, AWS CDK.
    E2e(E2eFlags),
    /// Checks the layout of the repository: dependencies, file sizes, module comments.
    Tidy,
    /// Measures the speed side by side with AWS CDK and others, and prints a table with the design's budgets.
    Bench(BenchFlags),
    /// Counts the instructions of the hot paths, which a busy machine does not change. Needs valgrind.
    Instructions(InstructionsFlags),
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

/// Flags of `bench`.
#[derive(Debug, Args)]
pub struct BenchFlags {
    /// Runs less often, and the largest size without AWS CDK.
    #[arg(long)]
    pub quick: bool,
    /// Measures this part only; can be given several times.
    #[arg(long, value_name = "NAME")]
    pub only: Vec<BenchPart>,
    /// How often each program is run; 7 unless given, 3 with `--quick`.
    #[arg(long, value_name = "NUMBER", value_parser = runs)]
    pub runs: Option<usize>,
    /// AWS's whole resource specification, for `regen --all`.
    #[arg(long, value_name = "FILE", requires = "schemas")]
    pub spec: Option<PathBuf>,
    /// AWS's whole archive of provider schemas, for `regen --all`.
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub schemas: Option<PathBuf>,
    /// Puts the table into docs/BENCHMARKS.md.
    #[arg(long, conflicts_with_all = ["quick", "only"])]
    pub write_docs: bool,
}

/// The parts of `bench`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BenchPart {
    /// Programs of several sizes as a whole, against AWS CDK.
    Scale,
    /// What is inside of such a program, against `serde_json`.
    Json,
    /// The generator.
    Regen,
    /// The clean build of the generated crate.
    L1,
    /// A user's program: its first build, and from a changed line to the template.
    Program,
}

fn runs(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(runs @ 1..=1000) => Ok(runs),
        _ => Err("a number from 1 to 1000 is expected".to_owned()),
    }
}

/// Flags of `instructions`.
#[derive(Debug, Args)]
pub struct InstructionsFlags {
    /// Fails if a path takes over 10 % more instructions than xtask/instructions.toml says.
    #[arg(long, conflicts_with = "update")]
    pub check: bool,
    /// Writes xtask/instructions.toml anew.
    #[arg(long)]
    pub update: bool,
}
