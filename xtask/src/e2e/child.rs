//! Owns the processes that the steps start: each has a time limit, and none outlives the run.
//!
//! Each child leads a process group of its own, so that what it starts is ended with it: when its time is up, when it
//! leaves something behind, when a step fails, and on Ctrl-C.

use anyhow::{Context as _, Result, bail};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How much of what a child prints is kept; a tool that prints more has gone wrong.
const MAX_OUTPUT: u64 = 64 << 20;

/// How many lines of what a child printed an error shows.
const SHOWN_LINES: usize = 40;

/// How often a child is asked whether it has ended.
const POLL: Duration = Duration::from_millis(10);

/// The process groups of the children that run.
static RUNNING: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// What is to be run.
#[derive(Debug)]
pub(super) struct Call {
    command: Command,
    shown: String,
    input: String,
    limit: Duration,
}

/// What a child came to.
#[derive(Debug)]
pub(super) struct Ended {
    shown: String,
    status: ExitStatus,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl Call {
    /// A program that may take `limit`.
    pub(super) fn new(program: impl AsRef<Path>, limit: Duration) -> Self {
        let program = program.as_ref();
        Self {
            command: Command::new(program),
            shown: program
                .file_name()
                .unwrap_or(program.as_os_str())
                .to_string_lossy()
                .into_owned(),
            input: String::new(),
            limit,
        }
    }

    /// Adds an argument. Errors show the first few.
    pub(super) fn arg(mut self, argument: impl AsRef<std::ffi::OsStr>) -> Self {
        let argument = argument.as_ref();
        if self.shown.len() < 200 {
            self.shown.push(' ');
            self.shown.push_str(&argument.to_string_lossy());
        } else if !self.shown.ends_with(" …") {
            self.shown.push_str(" …");
        }
        self.command.arg(argument);
        self
    }

    /// Adds several arguments.
    pub(super) fn args<A: AsRef<std::ffi::OsStr>>(
        self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        arguments.into_iter().fold(self, Self::arg)
    }

    pub(super) fn directory(mut self, directory: &Path) -> Self {
        self.command.current_dir(directory);
        self
    }

    pub(super) fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(super) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// What the child reads from its standard input; nothing unless said.
    pub(super) fn input(mut self, input: String) -> Self {
        self.input = input;
        self
    }

    /// Runs the child to its end, whatever that is. An error is a child that could not be started, or took too long.
    pub(super) fn run(mut self) -> Result<Ended> {
        // Files, because nobody has to empty them while the child runs.
        let (mut stdout, mut stderr) = (tempfile::tempfile()?, tempfile::tempfile()?);
        let mut stdin = tempfile::tempfile()?;
        stdin.write_all(self.input.as_bytes())?;
        stdin.rewind()?;
        self.command
            .stdin(Stdio::from(stdin))
            .stdout(Stdio::from(stdout.try_clone()?))
            .stderr(Stdio::from(stderr.try_clone()?));
        let start = Instant::now();
        let mut group = Group::start(&mut self.command)
            .with_context(|| format!("cannot start `{}`", self.shown))?;
        while !group.leader_has_ended()? {
            if start.elapsed() > self.limit {
                drop(group);
                bail!(
                    "`{}` was ended because it took more than {} s{}",
                    self.shown,
                    self.limit.as_secs(),
                    printed(&text(&mut stdout)?, &text(&mut stderr)?),
                );
            }
            std::thread::sleep(POLL);
        }
        Ok(Ended {
            shown: self.shown,
            status: group.end()?,
            stdout: text(&mut stdout)?,
            stderr: text(&mut stderr)?,
        })
    }

    /// Runs the child; an exit code that is not 0 is an error that shows what was printed.
    pub(super) fn succeed(self) -> Result<Ended> {
        let ended = self.run()?;
        if ended.success() {
            return Ok(ended);
        }
        Err(ended.failure())
    }
}

impl Ended {
    pub(super) fn success(&self) -> bool {
        self.status.success()
    }

    /// The error that this end is where success was expected.
    pub(super) fn failure(&self) -> anyhow::Error {
        anyhow::anyhow!(
            "`{}` failed ({}){}",
            self.shown,
            self.status,
            printed(&self.stdout, &self.stderr)
        )
    }
}

/// Lets an interrupted run end its children before itself.
pub(super) fn end_on_interrupt() -> Result<()> {
    let handler = || {
        // The lock is kept, so that no child is started any more.
        let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        for &leader in &*running {
            platform::kill(leader);
        }
        std::process::exit(130);
    };
    ctrlc::set_handler(handler).context("cannot listen to interrupts")
}

/// A running child and all that it has started, which do not outlive this value.
#[derive(Debug)]
struct Group {
    leader: Child,
}

impl Group {
    fn start(command: &mut Command) -> Result<Self> {
        platform::lead_a_group(command);
        // Under the lock, so that an interrupt does not miss a child that has just been started.
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let leader = command.spawn()?;
        running.insert(leader.id());
        Ok(Self { leader })
    }

    /// Whether the child itself has ended. Its number is not given to another process before `end`.
    fn leader_has_ended(&mut self) -> Result<bool> {
        platform::has_ended(&mut self.leader).context("cannot wait for a child")
    }

    /// Ends what is left, and tells how the child ended.
    fn end(&mut self) -> Result<ExitStatus> {
        platform::kill(self.leader.id());
        let status = self.leader.wait().context("cannot wait for a child");
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        running.remove(&self.leader.id());
        status
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let is_running = running.contains(&self.leader.id());
        drop(running);
        if is_running {
            let _ = self.leader.kill();
            let _ = self.end();
        }
    }
}

#[cfg(unix)]
mod platform {
    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
    use std::io;
    use std::os::unix::process::CommandExt as _;
    use std::process::{Child, Command};

    pub(super) fn lead_a_group(command: &mut Command) {
        command.process_group(0);
    }

    pub(super) fn has_ended(child: &mut Child) -> io::Result<bool> {
        // `try_wait` would give the number free, and with it that of the group, before the rest of it is ended.
        let pid = Pid::from_child(child);
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        Ok(waitid(WaitId::Pid(pid), options)?.is_some())
    }

    pub(super) fn kill(leader: u32) {
        if let Some(pid) = i32::try_from(leader).ok().and_then(Pid::from_raw) {
            // A group without a living member is what is wanted.
            let _ = kill_process_group(pid, Signal::KILL);
        }
    }
}

#[cfg(not(unix))]
mod platform {
    use std::io;
    use std::process::{Child, Command};

    pub(super) fn lead_a_group(_: &mut Command) {}

    pub(super) fn has_ended(child: &mut Child) -> io::Result<bool> {
        Ok(child.try_wait()?.is_some())
    }

    /// There are no groups here: `Group::drop` ends the child itself.
    pub(super) fn kill(_: u32) {}
}

fn text(file: &mut File) -> Result<String> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.take(MAX_OUTPUT).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The last lines of what a child complained of, for an error; of what it printed, if it did not complain.
fn printed(stdout: &str, stderr: &str) -> String {
    let text = if stderr.trim().is_empty() {
        stdout.trim_end()
    } else {
        stderr.trim_end()
    };
    if text.is_empty() {
        return "; it printed nothing".to_owned();
    }
    let skipped = text.lines().count().saturating_sub(SHOWN_LINES);
    let mut shown = if skipped > 0 {
        format!(". The end of what it printed ({skipped} lines before are left out):")
    } else {
        ". It printed:".to_owned()
    };
    for line in text.lines().skip(skipped) {
        shown.push_str("\n    ");
        shown.push_str(line);
    }
    shown
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, limit: Duration) -> Call {
        Call::new("sh", limit).arg("-c").arg(script)
    }

    const LONG: Duration = Duration::from_mins(10);

    #[test]
    fn what_is_printed_and_read_goes_through() {
        let ended = shell("cat; echo oops >&2; exit 3", LONG)
            .input("hello".to_owned())
            .run()
            .unwrap();
        assert_eq!(
            (ended.stdout.as_str(), ended.stderr.as_str()),
            ("hello", "oops\n")
        );
        assert_eq!(ended.status.code(), Some(3));
    }

    #[test]
    fn a_failure_shows_the_call_and_what_was_printed() {
        let error = shell("echo why >&2; exit 3", LONG).succeed().unwrap_err();
        let text = error.to_string();
        assert!(
            text.starts_with("`sh -c echo why >&2; exit 3` failed"),
            "{text}"
        );
        assert!(text.ends_with("\n    why"), "{text}");
    }

    #[test]
    fn a_child_that_takes_too_long_is_ended_with_what_it_has_started() {
        let limit = Duration::from_millis(300);
        let error = run_to_the_last("sleep 1000 & sleep 1000", limit).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("was ended because it took more than"),
            "{error}"
        );
    }

    #[test]
    fn what_a_child_leaves_behind_is_ended() {
        let ended = run_to_the_last("sleep 1000 & exit 0", LONG).unwrap();
        assert!(ended.success());
    }

    /// Runs a script, and comes back once it and all that it has started have ended.
    fn run_to_the_last(script: &str, limit: Duration) -> Result<Ended> {
        use rustix::fs::{Mode, OFlags, open};
        let directory = tempfile::tempdir().unwrap();
        let pipe = directory.path().join("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        // Both the shell and what it starts hold the pipe open.
        let ended = shell(&format!("exec 3<>{}; {script}", pipe.display()), limit).run();
        // Only when no process has it open does a writer find no reader.
        while open(&pipe, OFlags::WRONLY | OFlags::NONBLOCK, Mode::empty()).is_ok() {
            std::thread::sleep(POLL);
        }
        ended
    }

    #[test]
    fn what_is_shown_is_the_end_of_the_complaints() {
        let lines: Vec<String> = (1..=50).map(|line| line.to_string()).collect();
        let many = lines.join("\n");
        for shown in [printed("noise", &many), printed(&many, "\n")] {
            assert!(shown.contains("10 lines before are left out"), "{shown}");
            assert!(shown.contains(":\n    11\n"), "{shown}");
            assert!(shown.ends_with("\n    50"), "{shown}");
        }
    }
}
