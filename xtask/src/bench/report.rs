//! Owns what a run found: the rows, as a Markdown table, as JSON, and in the documentation.

use super::process;
use super::sample::{self, Samples, median};
use anyhow::{Context as _, Result, bail};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::Path;

/// Between these two lines of `docs/BENCHMARKS.md` is the last table.
const MARKERS: [&str; 2] = [
    "<!-- cargo xtask bench: begin -->",
    "<!-- cargo xtask bench: end -->",
];

/// The results of a run.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) machine: Machine,
    pub(super) rows: Vec<Row>,
    pub(super) notes: Vec<String>,
}

/// One thing that was measured.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    /// The task, such as `20 stacks, 8,000 resources`.
    pub(super) what: String,
    /// Who did it.
    pub(super) program: String,
    pub(super) samples: Samples,
    /// The median of its wall time, divided by that of cognito-cdk at the same task.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) times_ours: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) budget: Option<Budget>,
}

/// What the design allows, and whether it holds.
#[derive(Debug, Serialize)]
pub(super) struct Budget {
    pub(super) text: String,
    pub(super) met: bool,
}

impl Row {
    pub(super) fn new(what: &str, program: &str, samples: Samples) -> Self {
        Self {
            what: what.to_owned(),
            program: program.to_owned(),
            samples,
            times_ours: None,
            budget: None,
        }
    }

    /// Compares the row with what cognito-cdk took.
    pub(super) fn against(mut self, ours: &Samples) -> Self {
        self.times_ours = Some(median(&self.samples.wall) / median(&ours.wall));
        self
    }

    /// Holds a number against the most that it may be. What is not a number meets nothing.
    pub(super) fn at_most(mut self, value: f64, limit: f64, text: String) -> Self {
        self.budget = Some(Budget {
            text,
            met: value <= limit,
        });
        self
    }

    /// Demands that cognito-cdk is so many times faster than this row.
    pub(super) fn at_least_times_ours(mut self, factor: f64) -> Self {
        self.budget = Some(Budget {
            text: format!("ours at least {factor} × faster"),
            met: self.times_ours.is_some_and(|times| times >= factor),
        });
        self
    }
}

/// What the numbers were measured on.
#[derive(Debug, Serialize)]
pub(super) struct Machine {
    pub(super) processor: String,
    pub(super) processors: usize,
    pub(super) memory: String,
    pub(super) system: String,
    pub(super) versions: Vec<String>,
}

impl Machine {
    /// This machine, as far as the system tells.
    pub(super) fn this() -> Self {
        let field = |file: &str, key: &str| {
            let text = std::fs::read_to_string(file).ok()?;
            let line = text.lines().find(|line| line.starts_with(key))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        };
        let unknown = || "unknown".to_owned();
        let memory = field("/proc/meminfo", "MemTotal").and_then(|text| {
            let kibibytes: f64 = text.strip_suffix(" kB")?.parse().ok()?;
            Some(format!("{:.0} GiB", kibibytes / f64::from(1 << 20)))
        });
        let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
        let node = process::version("node").map(|version| format!("Node.js {version}"));
        Self {
            processor: field("/proc/cpuinfo", "model name").unwrap_or_else(unknown),
            processors: std::thread::available_parallelism().map_or(0, usize::from),
            memory: memory.unwrap_or_else(unknown),
            system: format!("{} {}", std::env::consts::OS, kernel.trim())
                .trim()
                .to_owned(),
            versions: process::version("rustc").into_iter().chain(node).collect(),
        }
    }
}

impl Report {
    /// The results as a person reads them.
    pub(super) fn markdown(&self) -> String {
        let machine = &self.machine;
        let mut text = format!(
            "{} ({} processors), {} of memory, {}; {}.\n\n\
             | what | program | wall time | processor time | peak memory | to ours | budget | |\n\
             |---|---|--:|--:|--:|--:|---|---|\n",
            machine.processor,
            machine.processors,
            machine.memory,
            machine.system,
            machine.versions.join(", ")
        );
        let mut last = "";
        for row in &self.rows {
            let what = if row.what == last {
                ""
            } else {
                row.what.as_str()
            };
            let (budget, met) = match &row.budget {
                Some(Budget { text, met: true }) => (text.as_str(), "met"),
                Some(Budget { text, met: false }) => (text.as_str(), "**missed**"),
                None => ("", ""),
            };
            let _ = writeln!(
                text,
                "| {what} | {} | {} | {} | {} | {} | {budget} | {met} |",
                row.program,
                sample::times(&row.samples.wall),
                sample::times(&row.samples.cpu),
                sample::memory(&row.samples.peak),
                row.times_ours.map(sample::ratio).unwrap_or_default(),
            );
            last = &row.what;
        }
        text.push_str(
            "\nEach number is the median, with the least and the greatest in parentheses.\n",
        );
        for note in &self.notes {
            let _ = writeln!(text, "{note}");
        }
        text
    }

    /// Writes the results as JSON, samples and all.
    pub(super) fn write_json(&self, path: &Path) -> Result<()> {
        let mut text = serde_json::to_string_pretty(self).context("the results are no JSON")?;
        text.push('\n');
        std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Puts the table into the documentation, in the place of the last one.
    pub(super) fn write_docs(&self, path: &Path) -> Result<()> {
        let old = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let new = between_markers(&old, &self.markdown())
            .with_context(|| format!("cannot put the table into {}", path.display()))?;
        std::fs::write(path, new).with_context(|| format!("cannot write {}", path.display()))
    }
}

fn between_markers(document: &str, table: &str) -> Result<String> {
    let [begin, end] = MARKERS;
    let parts = document
        .split_once(begin)
        .and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let Some((before, after)) = parts else {
        bail!("it has no line `{begin}` with a line `{end}` after it");
    };
    Ok(format!(
        "{before}{begin}\n\n{}\n\n{end}{after}",
        table.trim_end()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    fn report() -> Report {
        let ours = Samples {
            wall: vec![0.002, 0.003, 0.0021],
            cpu: vec![0.0015; 3],
            peak: vec![3_200_000.0; 3],
        };
        let theirs = Samples::of_wall(vec![1.8, 1.7, 1.9]);
        Report {
            machine: Machine {
                processor: "A processor".into(),
                processors: 2,
                memory: "24 GiB".into(),
                system: "linux 6".into(),
                versions: vec!["rustc 1".into(), "Node.js v20".into()],
            },
            rows: vec![
                Row::new("1 stack", "cognito-cdk", ours.clone()).at_most(
                    3.2,
                    16.0,
                    "under 16 MiB".into(),
                ),
                Row::new("1 stack", "AWS CDK", theirs)
                    .against(&ours)
                    .at_least_times_ours(900.0),
            ],
            notes: vec!["A note.".into()],
        }
    }

    #[test]
    fn the_table_says_what_is_met_and_missed() {
        expect![[r"
            A processor (2 processors), 24 GiB of memory, linux 6; rustc 1, Node.js v20.

            | what | program | wall time | processor time | peak memory | to ours | budget | |
            |---|---|--:|--:|--:|--:|---|---|
            | 1 stack | cognito-cdk | 2.10 ms (2.00–3.00) | 1.50 ms (1.50–1.50) | 3.05 MiB (3.05–3.05) |  | under 16 MiB | met |
            |  | AWS CDK | 1.80 s (1.70–1.90) |  |  | 857 × | ours at least 900 × faster | **missed** |

            Each number is the median, with the least and the greatest in parentheses.
            A note.
        "]]
        .assert_eq(&report().markdown());
    }

    #[test]
    fn what_was_not_measured_meets_no_budget() {
        let row = Row::new("", "", Samples::default());
        assert!(
            !row.at_most(median(&[]), 1.0, String::new())
                .budget
                .unwrap()
                .met
        );
    }

    #[test]
    fn the_documentation_keeps_what_is_around_the_table() {
        let [begin, end] = MARKERS;
        let document = format!("# Title\n\n{begin}\nold\n{end}\n\nMore.\n");
        let once = between_markers(&document, "new\n").unwrap();
        assert_eq!(
            once,
            format!("# Title\n\n{begin}\n\nnew\n\n{end}\n\nMore.\n")
        );
        assert_eq!(between_markers(&once, "new\n").unwrap(), once);
        between_markers(&format!("{end}\n{begin}\n"), "new").unwrap_err();
        between_markers("", "new").unwrap_err();
    }

    #[test]
    fn the_documentation_has_the_markers() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let document = std::fs::read_to_string(root.join("docs/BENCHMARKS.md")).unwrap();
        between_markers(&document, "").unwrap();
    }
}
