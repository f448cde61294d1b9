//! A program of any size, for measuring.
//!
//! `cargo run --release --example scale -- --stacks 20 --pools 80` does what the same program for AWS CDK
//! does, and `--measure` prints what the parts of it take: against `serde_json` writing the same
//! documents, and for 1 to 100 stacks.

mod program;

use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How often each part is measured; the best time counts.
const RUNS: usize = 7;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let mut pairs = arguments.windows(2);
        pairs.find_map(|pair| match pair {
            [key, value] if key == name => Some(value.as_str()),
            _ => None,
        })
    };
    let number = |name| value(name).map_or(Ok(1), str::parse::<usize>);
    let (Ok(stacks), Ok(pools)) = (number("--stacks"), number("--pools")) else {
        eprintln!("usage: scale [--stacks NUMBER] [--pools NUMBER] [--out DIRECTORY] [--measure]");
        return ExitCode::FAILURE;
    };
    let result = if arguments.iter().any(|argument| argument == "--measure") {
        measure()
    } else {
        let app = program::app(stacks, pools, value("--out").unwrap_or("cdk.out"));
        app.synth().map(drop).map_err(Into::into)
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

type Failure = Box<dyn std::error::Error>;

/// The best time of several runs.
fn best<T>(mut run: impl FnMut() -> Result<T, Failure>) -> Result<Duration, Failure> {
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        let start = Instant::now();
        let made = run()?;
        best = best.min(start.elapsed());
        drop(made);
    }
    Ok(best)
}

fn measure() -> Result<(), Failure> {
    println!("stacks  resources  construct  synthesize  serde_json   ratio");
    for stacks in [1, 5, 20, 50, 100] {
        let construct = best(|| Ok(program::app(stacks, 80, "cdk.out")))?;
        let app = program::app(stacks, 80, "cdk.out");
        let synthesize = best(|| Ok(app.build()?))?;
        let assembly = app.build()?;
        let documents: Vec<serde_json::Value> = assembly
            .stacks()
            .iter()
            .map(|stack| serde_json::from_str(stack.template()))
            .collect::<Result<_, _>>()?;
        let reference = best(|| {
            documents
                .iter()
                .map(|document| {
                    let mut text = Vec::new();
                    serde_json::to_writer_pretty(&mut text, document)?;
                    Ok(text)
                })
                .collect::<Result<Vec<_>, Failure>>()
        })?;
        println!(
            "{stacks:>6}  {:>9}  {construct:>9.1?}  {synthesize:>10.1?}  {reference:>10.1?}  {:>6.2}",
            stacks * 400,
            synthesize.as_secs_f64() / reference.as_secs_f64(),
        );
    }
    Ok(())
}
