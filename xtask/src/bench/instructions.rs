//! `cargo xtask instructions`: how many instructions the hot paths take, beside those that the repository remembers.
//!
//! Time varies with what else the machine does; instructions do not. What still varies are the random seeds of hash
//! tables, by less than 0.1 %. The counts belong to a compiler and a target, so the baseline names both.

use super::{Places, process, regen, remove, say};
use crate::flags::InstructionsFlags;
use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Where the baseline is.
const BASELINE: &str = "xtask/instructions.toml";

/// By how much a path may grow.
const TOLERANCE: f64 = 1.10;

/// What a path took when the baseline was made, and what that was made with.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Baseline {
    compiler: String,
    target: String,
    valgrind: String,
    instructions: BTreeMap<String, u64>,
}

/// Counts, prints, and compares or remembers.
pub fn run(root: &Path, flags: &InstructionsFlags) -> Result<()> {
    let path = root.join(BASELINE);
    let valgrind = process::version("valgrind").context(
        "counting instructions needs valgrind, and `valgrind --version` does not run \
         (Debian: apt-get install valgrind)",
    )?;
    let compiler = process::version("rustc").context("`rustc --version` does not run")?;
    let target = format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS);
    let baseline = match fs::read_to_string(&path) {
        Ok(text) => {
            Some(toml::from_str(&text).with_context(|| format!("{BASELINE} is no baseline"))?)
        }
        Err(_) if flags.update => None,
        Err(error) => {
            return Err(error).with_context(|| {
                format!("cannot read {BASELINE}; `cargo xtask instructions --update` makes it")
            });
        }
    };
    let now = Baseline {
        compiler,
        target,
        valgrind,
        instructions: count(&Places::of(root)?)?,
    };
    println!("{}", table(&now, baseline.as_ref()));
    if flags.update {
        return fs::write(&path, now.toml()).with_context(|| format!("cannot write {BASELINE}"));
    }
    match baseline {
        Some(baseline) if flags.check => compare(&now, &baseline),
        _ => Ok(()),
    }
}

/// Runs each path under callgrind, whose files stay in the working place for `callgrind_annotate`.
fn count(places: &Places) -> Result<BTreeMap<String, u64>> {
    let scale = places.scale()?;
    let xtask = places.xtask()?;
    let out = places.empty("instructions")?;
    let tree = regen::tree(places)?;
    remove(&tree.join("generated/src"))?;

    let mut synth = Command::new(&scale);
    synth
        .args(["--stacks", "20", "--pools", "80", "--out"])
        .arg(out.join("cdk.out"));
    // This one reads what the one before has written.
    let mut read = Command::new(&scale);
    read.arg("--read").arg(out.join("cdk.out"));
    let mut generator = Command::new(&xtask);
    generator
        .args(["regen", "--offline", "--quiet"])
        .current_dir(&tree);
    let paths = [
        ("synth-8000-resources", synth),
        ("read-8000-resources", read),
        ("regen-offline", generator),
    ];

    let mut counts = BTreeMap::new();
    for (name, program) in paths {
        say(&format!("counting the instructions of {name}"));
        let file = out.join(format!("{name}.callgrind"));
        let mut command = under_callgrind(&program, &file);
        process::measure(&mut command).with_context(|| format!("cannot count {name}"))?;
        let text = fs::read_to_string(&file)
            .with_context(|| format!("callgrind wrote no {}", file.display()))?;
        let total = total(&text)
            .with_context(|| format!("{} has no line `totals:` with a number", file.display()))?;
        counts.insert(name.to_owned(), total);
    }
    Ok(counts)
}

/// The same program, watched by callgrind.
fn under_callgrind(program: &Command, file: &Path) -> Command {
    let mut option = std::ffi::OsString::from("--callgrind-out-file=");
    option.push(file);
    let mut command = Command::new("valgrind");
    command
        .args(["--quiet", "--tool=callgrind"])
        .arg(option)
        .arg(program.get_program())
        .args(program.get_args())
        .env_remove("CDK_OUTDIR")
        .env_remove("CDK_CONTEXT_JSON");
    if let Some(directory) = program.get_current_dir() {
        command.current_dir(directory);
    }
    command
}

/// The sum of all instructions in a file of callgrind.
fn total(text: &str) -> Option<u64> {
    let line = text
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("totals:"))?;
    line.trim().parse().ok()
}

fn table(now: &Baseline, baseline: Option<&Baseline>) -> String {
    let mut text = "| path | instructions | baseline | ratio |\n|---|--:|--:|--:|\n".to_owned();
    for (name, count) in &now.instructions {
        let before = baseline.and_then(|baseline| baseline.instructions.get(name));
        let (before, ratio) = before.map_or_else(Default::default, |before| {
            (grouped(*before), format!("{:.3}", ratio(*count, *before)))
        });
        let _ = writeln!(
            text,
            "| {name} | {} | {before} | {ratio} |",
            grouped(*count)
        );
    }
    text
}

/// Fails if a path has grown by too much, or cannot be compared.
fn compare(now: &Baseline, baseline: &Baseline) -> Result<()> {
    ensure!(
        (&now.compiler, &now.target) == (&baseline.compiler, &baseline.target),
        "{BASELINE} was made with {} for {}, and this is {} for {}: take a new one from a state that is known to be \
         good, by `cargo xtask instructions --update`",
        baseline.compiler,
        baseline.target,
        now.compiler,
        now.target
    );
    let names = |baseline: &Baseline| baseline.instructions.keys().cloned().collect::<Vec<_>>();
    ensure!(
        names(now) == names(baseline),
        "{BASELINE} has the paths {:?}, and these were counted: {:?}; `cargo xtask instructions --update` takes them",
        names(baseline),
        names(now)
    );
    let mut grown = Vec::new();
    for (name, count) in &now.instructions {
        let before = baseline.instructions.get(name).copied().unwrap_or_default();
        let ratio = ratio(*count, before);
        if ratio > TOLERANCE {
            grown.push(format!(
                "{name}: {ratio:.3} × ({} → {})",
                grouped(before),
                grouped(*count)
            ));
        } else if ratio < 1.0 / TOLERANCE {
            say(&format!(
                "{name} takes {ratio:.3} × the instructions of before: `cargo xtask instructions --update` keeps it so"
            ));
        }
    }
    if grown.is_empty() {
        return Ok(());
    }
    bail!(
        "over 10 % more instructions than {BASELINE} says:\n  {}\n\
         `callgrind_annotate target/bench/instructions/NAME.callgrind` shows where. If it is worth that, say so in the \
         commit, with a new baseline by `cargo xtask instructions --update`",
        grown.join("\n  ")
    )
}

#[allow(clippy::cast_precision_loss, reason = "a ratio has three digits")]
fn ratio(now: u64, before: u64) -> f64 {
    now as f64 / before as f64
}

/// `1_234_567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

impl Baseline {
    fn toml(&self) -> String {
        let mut text = format!(
            "# Written by `cargo xtask instructions --update`; `--check` fails if a path grows by over 10 %.\n\
             compiler = {}\ntarget = {}\nvalgrind = {}\n\n[instructions]\n",
            toml::Value::from(self.compiler.as_str()),
            toml::Value::from(self.target.as_str()),
            toml::Value::from(self.valgrind.as_str())
        );
        for (name, count) in &self.instructions {
            let _ = writeln!(text, "{name} = {}", grouped(*count));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baseline(count: u64) -> Baseline {
        Baseline {
            compiler: "rustc 1.95.0".into(),
            target: "x86_64-linux".into(),
            valgrind: "valgrind-3.19.0".into(),
            instructions: BTreeMap::from([("synth".into(), count), ("read".into(), 500)]),
        }
    }

    #[test]
    fn a_baseline_is_read_as_it_was_written() {
        let text = baseline(1_234_567).toml();
        assert!(text.contains("\nsynth = 1_234_567\n"), "{text}");
        assert_eq!(
            toml::from_str::<Baseline>(&text).unwrap(),
            baseline(1_234_567)
        );
    }

    #[test]
    fn growth_by_over_a_tenth_fails_and_says_by_how_much() {
        compare(&baseline(1_100), &baseline(1_000)).unwrap();
        compare(&baseline(10), &baseline(1_000)).unwrap();
        let error = compare(&baseline(1_101), &baseline(1_000))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("\n  synth: 1.101 × (1_000 → 1_101)\n"),
            "{error}"
        );
    }

    #[test]
    fn what_cannot_be_compared_fails() {
        let mut other = baseline(1_000);
        other.compiler = "rustc 1.96.0".into();
        let error = compare(&other, &baseline(1_000)).unwrap_err().to_string();
        assert!(
            error.contains("made with rustc 1.95.0 for x86_64-linux, and this is rustc 1.96.0"),
            "{error}"
        );
        let mut more = baseline(1_000);
        more.instructions.insert("new".into(), 1);
        compare(&more, &baseline(1_000)).unwrap_err();
    }

    #[test]
    fn the_sum_is_read_from_what_callgrind_writes() {
        assert_eq!(
            total("events: Ir\nsummary: 12\n\nfn=(1) main\n0 12\ntotals: 12\n"),
            Some(12)
        );
        assert_eq!(total("events: Ir\n"), None);
        assert_eq!(total("totals: many\n"), None);
    }

    #[test]
    fn the_baseline_of_the_repository_can_be_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let text = fs::read_to_string(root.join(BASELINE)).unwrap();
        let baseline: Baseline = toml::from_str(&text).unwrap();
        assert!(!baseline.instructions.is_empty());
    }
}
