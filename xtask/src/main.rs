//! `cargo xtask`: the code generator and the project's chores.

use clap::Parser as _;
use std::process::ExitCode;
use xtask::flags::Flags;

fn main() -> ExitCode {
    match xtask::run(Flags::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let text = format!("{error:#}");
            eprintln!("error: {}", text.trim_end());
            ExitCode::FAILURE
        }
    }
}
