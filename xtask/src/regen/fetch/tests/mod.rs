//! Tests of the download pass against a scripted server on the loopback interface.

#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes its snapshots with them"
)]

#[path = "../../../../tests/support/loopback.rs"]
mod loopback;

mod archive;
mod cache;
mod conversation;
mod location;
mod trouble;

use std::time::Duration;

use tempfile::TempDir;

use super::progress::{Progress, Style};
use super::{FetchOptions, Fetched, Location, SPECIFICATION, fetch_with};
use loopback::LoopbackServer;

/// A server, an empty cache directory, and options that do not make a test wait.
struct Bench {
    server: LoopbackServer,
    options: FetchOptions,
    directory: TempDir,
}

impl Bench {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let mut options = FetchOptions::new(directory.path().join("cache"));
        options.first_backoff = Duration::from_millis(1);
        options.longest_backoff = Duration::from_millis(10);
        options.max_bytes = 1_000_000;
        Self {
            server: LoopbackServer::start().unwrap(),
            options,
            directory,
        }
    }

    /// What comes from a path of the server, and what a person sees meanwhile.
    fn run(&self, path: &str) -> (anyhow::Result<Fetched>, String) {
        let location: Location = self.server.url(path).parse().unwrap();
        let mut log = Vec::new();
        let result = fetch_with(
            &SPECIFICATION,
            &location,
            &self.options,
            &mut Progress::new(&mut log, Style::Lines),
        );
        (result, self.normalize(&String::from_utf8(log).unwrap()))
    }

    fn fetch(&self, path: &str) -> Fetched {
        self.run(path).0.unwrap()
    }

    fn error(&self, path: &str) -> String {
        let error = self.run(path).0.unwrap_err();
        self.normalize(&format!("{error:#}"))
    }

    /// Only the line of the error that gives the reason.
    fn why(&self, path: &str) -> String {
        let error = self.error(path);
        let why = error.lines().find_map(|line| line.strip_prefix("  why:  "));
        format!("{}\n", why.unwrap())
    }

    fn log(&self, path: &str) -> String {
        self.run(path).1
    }

    /// Replaces the port, the temporary directory and the duration of a download.
    fn normalize(&self, text: &str) -> String {
        let directory = self.directory.path().display().to_string();
        self.server
            .normalize(text)
            .replace(&directory, "TMP")
            .lines()
            .map(|line| match line.strip_prefix("downloaded ") {
                Some(rest) => {
                    let size = rest.split(" in ").next().unwrap();
                    format!("downloaded {size} in TIME\n")
                }
                None => format!("{line}\n"),
            })
            .collect()
    }

    fn requests(&self, path: &str) -> usize {
        self.server.requests(path).len()
    }
}
