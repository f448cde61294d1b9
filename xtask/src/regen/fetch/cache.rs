//! Owns the download cache: one body and one metadata file for each address.
//!
//! The cache is only ever a shortcut. A damaged entry is dropped and a cache that cannot be written
//! is reported as a warning; neither can fail a download, or slip wrong bytes into one.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::regen::digest::sha256;
use anyhow::{Context, Result, bail, ensure};
use reqwest::Url;
use reqwest::header::HeaderValue;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::read_capped;

/// The largest metadata file that is read; a real one has a few hundred bytes.
const MAX_METADATA_BYTES: u64 = 64 * 1024;

/// What a server said about a body, to be asked again with the next request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Validators {
    /// The address that answered after all redirects: the validators mean nothing to another one.
    pub(super) served_by: String,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// A body from an earlier run, whose hash has been checked.
#[derive(Debug)]
pub(super) struct Cached {
    pub(super) validators: Validators,
    pub(super) bytes: Vec<u8>,
}

/// The metadata file, as it is on disk.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Metadata {
    url: String,
    served_by: String,
    etag: Option<String>,
    last_modified: Option<String>,
    sha256: String,
    size: u64,
}

/// The two files of one address.
#[derive(Debug)]
pub(super) struct Slot {
    url: String,
    directory: PathBuf,
    body: PathBuf,
    metadata: PathBuf,
}

impl Slot {
    /// Names the files of `url` by its hash, so that any address makes a valid file name.
    pub(super) fn new(directory: &Path, url: &Url) -> Self {
        let key = sha256(url.as_str().as_bytes());
        Self {
            url: url.to_string(),
            directory: directory.to_owned(),
            body: directory.join(format!("{key}.body")),
            metadata: directory.join(format!("{key}.json")),
        }
    }

    /// The entry, if there is one. An error means that it is damaged and should be dropped.
    pub(super) fn load(&self, max_bytes: u64) -> Result<Option<Cached>> {
        let text = match read_capped(&self.metadata, MAX_METADATA_BYTES) {
            Ok(text) => text,
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => return Err(error).with_context(|| in_file(&self.metadata)),
        };
        let metadata: Metadata =
            serde_json::from_slice(&text).with_context(|| in_file(&self.metadata))?;
        let bytes = read_capped(&self.body, max_bytes).with_context(|| in_file(&self.body))?;
        ensure!(
            metadata.url == self.url,
            "{} belongs to another address",
            self.metadata.display()
        );
        if metadata.size != bytes.len() as u64 || metadata.sha256 != sha256(&bytes) {
            bail!("{} does not have the recorded SHA-256", self.body.display());
        }
        for validator in [&metadata.etag, &metadata.last_modified]
            .into_iter()
            .flatten()
        {
            HeaderValue::from_str(validator).with_context(|| in_file(&self.metadata))?;
        }
        Ok(Some(Cached {
            validators: Validators {
                served_by: metadata.served_by,
                etag: metadata.etag,
                last_modified: metadata.last_modified,
            },
            bytes,
        }))
    }

    /// Replaces the entry, each file by rename. A body without validators is not worth keeping.
    ///
    /// When a run is killed between the two renames, the hash does not fit and the next run drops
    /// the entry.
    pub(super) fn store(&self, validators: Validators, bytes: &[u8]) -> Result<()> {
        if validators.etag.is_none() && validators.last_modified.is_none() {
            return self.discard();
        }
        let metadata = Metadata {
            url: self.url.clone(),
            served_by: validators.served_by,
            etag: validators.etag,
            last_modified: validators.last_modified,
            sha256: sha256(bytes),
            size: bytes.len() as u64,
        };
        let text = serde_json::to_vec_pretty(&metadata)?;
        fs::create_dir_all(&self.directory).with_context(|| in_file(&self.directory))?;
        self.replace(&self.body, bytes)?;
        self.replace(&self.metadata, &text)
    }

    /// Removes the entry; that there is none is fine.
    pub(super) fn discard(&self) -> Result<()> {
        for path in [&self.metadata, &self.body] {
            match fs::remove_file(path) {
                Err(error) if !is_absent(&error) => {
                    return Err(error).with_context(|| in_file(path));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let mut temporary =
            NamedTempFile::new_in(&self.directory).with_context(|| in_file(&self.directory))?;
        temporary.write_all(bytes).with_context(|| in_file(path))?;
        temporary.persist(path).with_context(|| in_file(path))?;
        Ok(())
    }
}

/// Whether the file or its directory does not exist.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn in_file(path: &Path) -> String {
    path.display().to_string()
}
