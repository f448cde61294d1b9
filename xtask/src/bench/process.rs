//! Owns the processes that are measured: what each takes of time, processor and memory, by the system's own account.

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use std::io::{Read as _, Seek as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4 as _;

/// How much of what a failed process printed an error shows.
const SHOWN_LINES: usize = 30;

/// What a process took.
#[derive(Debug)]
pub(super) struct Usage {
    /// Seconds from its start to its end.
    pub(super) wall: f64,
    /// Seconds of processor time, those of its children included.
    pub(super) cpu: f64,
    /// The greatest number of bytes that it, or a child of it, had in memory.
    pub(super) peak: f64,
    pub(super) stdout: String,
}

/// Runs a program to its end, which must be a success.
pub(super) fn measure(command: &mut Command) -> Result<Usage> {
    let shown = command.get_program().to_string_lossy().into_owned();
    // Into files, because nobody empties a pipe while the process runs.
    let (mut stdout, mut stderr) = (tempfile::tempfile()?, tempfile::tempfile()?);
    command
        .stdin(Stdio::null())
        .stdout(stdout.try_clone()?)
        .stderr(stderr.try_clone()?);
    let start = Instant::now();
    let child = command
        .spawn()
        .with_context(|| format!("cannot start `{shown}`"))?;
    let end = child
        .wait4()
        .with_context(|| format!("cannot wait for `{shown}`"))?;
    let wall = start.elapsed().as_secs_f64();
    let stdout = text(&mut stdout)?;
    if !end.status.success() {
        bail!(
            "`{shown}` failed ({}){}",
            end.status,
            printed(&stdout, &text(&mut stderr)?)
        );
    }
    #[allow(
        clippy::cast_precision_loss,
        reason = "no process has 2^52 bytes in memory"
    )]
    let peak = end.rusage.maxrss as f64;
    Ok(Usage {
        wall,
        cpu: (end.rusage.utime + end.rusage.stime).as_secs_f64(),
        peak,
        stdout,
    })
}

/// What the program `measured` writes.
#[derive(Debug, Deserialize)]
struct Took {
    wall: f64,
    cpu: f64,
    peak: f64,
}

/// The same by way of the program `measured`. The memory of the process that starts another counts as memory of that
/// one, and this process is larger than some that it measures.
pub(super) fn measure_by(measured: &Path, command: &Command) -> Result<Usage> {
    let file = tempfile::NamedTempFile::new()?;
    let mut launcher = Command::new(measured);
    launcher
        .arg(file.path())
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => launcher.env(name, value),
            None => launcher.env_remove(name),
        };
    }
    if let Some(directory) = command.get_current_dir() {
        launcher.current_dir(directory);
    }
    let usage = measure(&mut launcher)?;
    let text = std::fs::read_to_string(file.path())?;
    let took: Took =
        serde_json::from_str(&text).context("`measured` wrote something else than expected")?;
    Ok(Usage {
        wall: took.wall,
        cpu: took.cpu,
        peak: took.peak,
        stdout: usage.stdout,
    })
}

/// The version that a program says it has, if it is there at all.
pub(super) fn version(program: &str) -> Option<String> {
    let usage = measure(Command::new(program).arg("--version")).ok()?;
    Some(usage.stdout.lines().next()?.trim().to_owned())
}

/// The cargo that this program was started by.
pub(super) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // Each build says where it goes.
    cargo
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET_DIR");
    cargo
}

fn text(file: &mut std::fs::File) -> Result<String> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The last lines of what a process printed.
fn printed(stdout: &str, stderr: &str) -> String {
    let lines: Vec<&str> = stdout.lines().chain(stderr.lines()).collect();
    let Some(shown) = lines.get(lines.len().saturating_sub(SHOWN_LINES)..) else {
        return String::new();
    };
    shown.iter().fold(String::new(), |mut text, line| {
        text.push_str("\n    ");
        text.push_str(line);
        text
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut shell = Command::new("sh");
        shell.args(["-c", script]);
        shell
    }

    #[test]
    fn a_process_is_measured_with_its_children() {
        let busy = "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; echo done";
        let usage = measure(&mut shell(&format!("sh -c '{busy}'"))).unwrap();
        assert_eq!(usage.stdout, "done\n");
        assert!(usage.wall > 0.0 && usage.cpu > 0.0, "{usage:?}");
        assert!(usage.peak > 100_000.0, "{usage:?}");
    }

    #[test]
    fn a_failure_shows_the_end_of_what_was_printed() {
        let script = "for i in 1 2 3; do echo line $i; done; echo why >&2; exit 3";
        let error = measure(&mut shell(script)).unwrap_err().to_string();
        assert!(
            error.starts_with("`sh` failed (exit status: 3)\n"),
            "{error}"
        );
        assert!(error.ends_with("line 3\n    why"), "{error}");
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = measure(&mut Command::new("no-such-program")).unwrap_err();
        assert_eq!(error.to_string(), "cannot start `no-such-program`");
        assert_eq!(version("no-such-program"), None);
    }
}
