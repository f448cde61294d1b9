//! A program of any size, for measuring: `cargo xtask bench` and `cargo xtask instructions` run it.
//!
//! - `scale --stacks 20 --pools 80 --out DIR` does what the same program for AWS CDK does
//!   (`tests/peers/scale.js`), and writes a cloud assembly.
//! - `scale --read DIR` reads the templates of such an assembly back.
//! - `scale --measure 1,20,100 --runs 7` prints what the parts take; [`measure`] says in which form.

mod measure;
mod program;

use cognito_cdk_template::Template;
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: scale [--stacks NUMBER] [--pools NUMBER] [--out DIRECTORY]
       scale --read DIRECTORY
       scale --measure STACKS,… [--pools NUMBER] [--runs NUMBER]";

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What the command line asks for.
struct Arguments {
    stacks: usize,
    pools: usize,
    runs: usize,
    out: String,
    read: Option<String>,
    measure: Option<Vec<usize>>,
}

fn run() -> Result<(), Failure> {
    let arguments = arguments(std::env::args().skip(1))?;
    if let Some(directory) = arguments.read {
        return read(Path::new(&directory));
    }
    if let Some(sizes) = arguments.measure {
        let report = measure::report(&sizes, arguments.pools, arguments.runs)?;
        println!("{report:#}");
        return Ok(());
    }
    let app = program::app(arguments.stacks, arguments.pools, &arguments.out);
    app.synth()?;
    Ok(())
}

fn arguments(mut given: impl Iterator<Item = String>) -> Result<Arguments, Failure> {
    let mut arguments = Arguments {
        stacks: 1,
        pools: 1,
        runs: 7,
        out: "cdk.out".to_owned(),
        read: None,
        measure: None,
    };
    while let Some(option) = given.next() {
        let value = given.next().ok_or(USAGE)?;
        let number = || positive(&value);
        match option.as_str() {
            "--stacks" => arguments.stacks = number()?,
            "--pools" => arguments.pools = number()?,
            "--runs" => arguments.runs = number()?,
            "--out" => arguments.out = value,
            "--read" => arguments.read = Some(value),
            "--measure" => {
                arguments.measure = Some(value.split(',').map(positive).collect::<Result<_, _>>()?);
            }
            _ => return Err(USAGE.into()),
        }
    }
    Ok(arguments)
}

fn positive(text: &str) -> Result<usize, Failure> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("`{text}` is no number above 0\n{USAGE}").into()),
    }
}

/// Reads every template of a cloud assembly.
fn read(directory: &Path) -> Result<(), Failure> {
    let mut resources = 0;
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".template.json") {
            let text = std::fs::read_to_string(&path)?;
            let template = Template::from_json(&text)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            resources += template.resources().len();
        }
    }
    println!("{resources} resources");
    if resources == 0 {
        return Err(format!("{} has no template", directory.display()).into());
    }
    Ok(())
}
