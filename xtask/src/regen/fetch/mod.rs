//! Owns the download pass: brings an upstream file from an address or a path into memory.
//!
//! Whatever a server or a file does, the outcome is either the whole content or an error that names
//! the address and says what to do. Nothing here writes anywhere but into the download cache.

mod archive;
mod body;
mod cache;
mod failure;
mod http;
mod location;
mod progress;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, anyhow};
use indicatif::DecimalBytes;

pub use archive::{ZipLimits, describe, gunzip_if_gzip, read_schema_zip};
pub use location::Location;
use progress::{Progress, Style};

/// An upstream file: what messages call it, and where it is by default.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// The name in messages, with its article.
    pub name: &'static str,
    /// The command-line option that gives another location.
    pub option: &'static str,
    /// The address at AWS.
    pub url: &'static str,
}

/// The resource specification of us-east-1, which AWS serves with `Content-Encoding: gzip`.
pub const SPECIFICATION: Source = Source {
    name: "the resource specification",
    option: "--spec",
    url: "https://d1uauaxba7bl26.cloudfront.net/latest/gzip/CloudFormationResourceSpecification.json",
};

/// The resource provider schemas of us-east-1, a zip archive with one JSON file for each type.
pub const SCHEMAS: Source = Source {
    name: "the resource provider schemas",
    option: "--schemas",
    url: "https://schema.cloudformation.us-east-1.amazonaws.com/CloudformationSchema.zip",
};

/// The bounds of a download.
#[derive(Debug, Clone)]
pub struct FetchOptions {
    /// How long a connection may take to be made.
    pub connect_timeout: Duration,
    /// How long a server may send nothing.
    pub idle_timeout: Duration,
    /// How long everything may take, all attempts and the waits between them included. It is
    /// checked before each further attempt and whenever bytes arrive.
    pub total_timeout: Duration,
    /// How often a failed attempt is repeated, when repeating may help.
    pub retries: u32,
    /// The wait before the second attempt; it doubles for each one after that.
    pub first_backoff: Duration,
    /// The longest wait between two attempts, whatever `Retry-After` asks for.
    pub longest_backoff: Duration,
    /// The cap on what is received, and again on what that unpacks to.
    pub max_bytes: u64,
    /// How many redirects are followed.
    pub max_redirects: usize,
    /// Where bodies are kept for conditional requests.
    pub cache_dir: PathBuf,
    /// Prints warnings only.
    pub quiet: bool,
}

impl FetchOptions {
    /// Bounds with room for files several times as large as today's, over a slow line.
    pub fn new(cache_dir: impl Into<PathBuf>) -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(30),
            total_timeout: Duration::from_mins(10),
            retries: 3,
            first_backoff: Duration::from_millis(500),
            longest_backoff: Duration::from_secs(30),
            max_bytes: 100_000_000,
            max_redirects: 5,
            cache_dir: cache_dir.into(),
            quiet: false,
        }
    }
}

/// Where the bytes came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The server sent them.
    Downloaded,
    /// The server confirmed the copy of an earlier run.
    NotModified,
    /// They were read from disk.
    File,
}

/// A file in memory, with any content encoding undone.
#[derive(Debug)]
pub struct Fetched {
    /// The content.
    pub bytes: Vec<u8>,
    /// The address or path that it was asked from.
    pub location: String,
    /// How it came.
    pub outcome: Outcome,
}

/// Brings `source` from `location` into memory, whole or not at all.
///
/// # Errors
///
/// What went wrong, at which address or path, and which options help.
pub fn fetch(source: &Source, location: &Location, options: &FetchOptions) -> Result<Fetched> {
    let mut stderr = io::stderr();
    let style = match (options.quiet, stderr.is_terminal()) {
        (true, _) => Style::Quiet,
        (false, true) => Style::Bar,
        (false, false) => Style::Lines,
    };
    fetch_with(
        source,
        location,
        options,
        &mut Progress::new(&mut stderr, style),
    )
}

fn fetch_with(
    source: &Source,
    location: &Location,
    options: &FetchOptions,
    progress: &mut Progress<'_>,
) -> Result<Fetched> {
    match location {
        Location::Url(url) => http::download(source, url, options, progress),
        Location::File(path) => read_file(source, path, options.max_bytes),
    }
}

fn read_file(source: &Source, path: &Path, max_bytes: u64) -> Result<Fetched> {
    let bytes = read_capped(path, max_bytes).map_err(|error| {
        let why = match error.kind() {
            ErrorKind::NotFound => "there is no such file".to_owned(),
            ErrorKind::IsADirectory => "this is a directory, not a file".to_owned(),
            _ => error.to_string(),
        };
        anyhow!(
            "cannot read {} from `{}`\n  why:  {why}\n  help: `{}` takes a file or an https:// address",
            source.name,
            path.display(),
            source.option,
        )
    })?;
    Ok(Fetched {
        bytes,
        location: path.display().to_string(),
        outcome: Outcome::File,
    })
}

/// Reads a file of at most `max_bytes`, whatever size its metadata claims.
fn read_capped(path: &Path, max_bytes: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::new();
    file.take(max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes {
        return Err(io::Error::other(format!(
            "the file is larger than the cap of {}",
            DecimalBytes(max_bytes)
        )));
    }
    Ok(bytes)
}
