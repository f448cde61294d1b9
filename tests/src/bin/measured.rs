//! Runs a program, and writes what it took into a file as JSON: `measured FILE PROGRAM ARGUMENT…`.
//!
//! `cargo xtask bench` starts small programs by way of this one. The system counts the memory of the process that starts
//! another as memory of that one, and this is a small process.

use serde_json::json;
use std::process::{Command, ExitCode};
use std::time::Instant;
use wait4::Wait4;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(file), Some(program)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: measured FILE PROGRAM ARGUMENT…");
        return ExitCode::FAILURE;
    };
    let mut command = Command::new(&program);
    command.args(arguments);
    let start = Instant::now();
    let end = command.spawn().and_then(Wait4::wait4);
    let wall = start.elapsed().as_secs_f64();
    let end = match end {
        Ok(end) => end,
        Err(error) => {
            eprintln!("cannot run {}: {error}", program.display());
            return ExitCode::FAILURE;
        }
    };
    let cpu = (end.rusage.utime + end.rusage.stime).as_secs_f64();
    let took = json!({ "wall": wall, "cpu": cpu, "peak": end.rusage.maxrss });
    if let Err(error) = std::fs::write(&file, took.to_string()) {
        eprintln!("cannot write {}: {error}", file.display());
        return ExitCode::FAILURE;
    }
    if !end.status.success() {
        eprintln!("{} failed ({})", program.display(), end.status);
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
