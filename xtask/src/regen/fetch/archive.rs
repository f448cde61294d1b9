//! Owns the unpacking of what was fetched: gzip files, the schema archive, and what bytes look like.
//!
//! Archives are taken for hostile: names are checked before anything is unpacked, and sizes are
//! bounded while unpacking, since headers can claim anything.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use flate2::read::MultiGzDecoder;
use indicatif::DecimalBytes;
use zip::ZipArchive;
use zip::read::ZipFile;

const GZIP_MAGIC: &[u8] = b"\x1f\x8b";
const ZIP_MAGIC: &[u8] = b"PK\x03\x04";
const EMPTY_ZIP_MAGIC: &[u8] = b"PK\x05\x06";
const CENTRAL_HEADER_MAGIC: &[u8] = b"PK\x01\x02";
const CENTRAL_HEADER_BYTES: usize = 46;

/// The bounds of an archive, with room for ten times what AWS publishes today.
#[derive(Debug, Clone, Copy)]
pub struct ZipLimits {
    /// The cap on the number of entries.
    pub entries: usize,
    /// The cap on one unpacked entry.
    pub entry_bytes: u64,
    /// The cap on all unpacked entries together.
    pub total_bytes: u64,
}

impl Default for ZipLimits {
    fn default() -> Self {
        Self {
            entries: 20_000,
            entry_bytes: 10_000_000,
            total_bytes: 200_000_000,
        }
    }
}

/// What the first bytes look like, for messages about a file that is not what it should be.
#[must_use]
pub fn describe(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(GZIP_MAGIC) {
        return "a gzip file";
    }
    if bytes.starts_with(ZIP_MAGIC) || bytes.starts_with(EMPTY_ZIP_MAGIC) {
        return "a zip archive";
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return "UTF-16 text";
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = text.trim_ascii_start();
    let starts_with = |word: &str| {
        text.get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    match text.first() {
        None => "an empty file",
        Some(b'<')
            if ["<!doctype html", "<html", "<head", "<body"]
                .iter()
                .any(|word| starts_with(word)) =>
        {
            "an HTML page"
        }
        Some(b'<') => "an XML document",
        Some(b'{' | b'[') => "a JSON document",
        Some(_) => {
            let start = text.get(..512).unwrap_or(text);
            let is_text = |&byte: &u8| byte >= b' ' || byte.is_ascii_whitespace();
            if start.iter().all(is_text) {
                "plain text"
            } else {
                "binary data"
            }
        }
    }
}

/// Unpacks `bytes` if they are a gzip file, whatever its name or headers said, else returns them.
pub fn gunzip_if_gzip(bytes: Vec<u8>, max_bytes: u64) -> Result<Vec<u8>> {
    if !bytes.starts_with(GZIP_MAGIC) {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    MultiGzDecoder::new(bytes.as_slice())
        .take(max_bytes.saturating_add(1))
        .read_to_end(&mut unpacked)
        .context("the gzip file is damaged or cut off")?;
    ensure!(
        unpacked.len() as u64 <= max_bytes,
        "the gzip file unpacks to more than the cap of {}",
        DecimalBytes(max_bytes)
    );
    Ok(unpacked)
}

/// Unpacks the `*.json` files of the schema archive, by file name.
///
/// # Errors
///
/// Anything that no schema archive has, such as a path that leads elsewhere, a name that comes twice
/// or an entry over its cap; the error names the entry.
pub fn read_schema_zip(bytes: &[u8], limits: &ZipLimits) -> Result<BTreeMap<String, Vec<u8>>> {
    ensure!(
        bytes.starts_with(ZIP_MAGIC) || bytes.starts_with(EMPTY_ZIP_MAGIC),
        "this is not a zip archive: it looks like {}",
        describe(bytes)
    );
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).context("the zip archive is damaged or cut off")?;
    if archive.has_duplicate_names() {
        let name = usize::try_from(archive.central_directory_start())
            .ok()
            .and_then(|start| duplicate_name(bytes.get(start..)?))
            .unwrap_or_default();
        bail!("the zip archive has two entries of the name {name:?}");
    }
    ensure!(
        archive.len() <= limits.entries,
        "the zip archive has {} entries, more than the cap of {}",
        archive.len(),
        limits.entries
    );
    let mut files = BTreeMap::new();
    let mut left = limits.total_bytes;
    for index in 0..archive.len() {
        let name = match archive.name_for_index(index) {
            Some(name) => name
                .with_context(|| format!("entry {index} of the zip archive has no legible name"))?
                .into_owned(),
            None => bail!("the zip archive has no entry {index}"),
        };
        let mut entry = archive
            .by_index(index)
            .with_context(|| format!("{name:?} in the zip archive cannot be unpacked"))?;
        check_entry(&name, &entry)
            .with_context(|| format!("{name:?} in the zip archive is refused"))?;
        if Path::new(&name).extension().is_none_or(|end| end != "json") {
            continue;
        }
        let content = unpack(&mut entry, limits, left)
            .with_context(|| format!("{name:?} in the zip archive cannot be unpacked"))?;
        left = left.saturating_sub(content.len() as u64);
        // Two different byte strings may stand for one name, in two encodings.
        if files.insert(name.clone(), content).is_some() {
            bail!("the zip archive has two entries of the name {name:?}");
        }
    }
    ensure!(!files.is_empty(), "the zip archive has no *.json file");
    Ok(files)
}

/// Accepts a regular file at the top level.
fn check_entry<R: Read>(name: &str, entry: &ZipFile<'_, R>) -> Result<()> {
    ensure!(!entry.is_symlink(), "it is a symbolic link");
    ensure!(!name.contains('\\'), "its name has a backslash");
    ensure!(!name.starts_with('/'), "its name is an absolute path");
    ensure!(
        !name.split('/').any(|part| part == ".."),
        "its name leads to a parent directory"
    );
    ensure!(!name.contains(':'), "its name has a drive letter or stream");
    ensure!(
        !name.contains('/'),
        "it is in a directory, and only files at the top level are expected"
    );
    ensure!(
        !name.is_empty() && !name.chars().any(char::is_control),
        "its name is empty or has control characters"
    );
    Ok(())
}

fn unpack(entry: &mut impl Read, limits: &ZipLimits, left: u64) -> Result<Vec<u8>> {
    let cap = limits.entry_bytes.min(left);
    let mut content = Vec::new();
    entry
        .take(cap.saturating_add(1))
        .read_to_end(&mut content)?;
    if content.len() as u64 > cap {
        let (what, cap) = if cap == limits.entry_bytes {
            ("one file", limits.entry_bytes)
        } else {
            ("all files together", limits.total_bytes)
        };
        bail!("it exceeds the cap of {} for {what}", DecimalBytes(cap));
    }
    Ok(content)
}

/// The first name that the central directory lists twice, which [`ZipArchive`] does not keep.
fn duplicate_name(directory: &[u8]) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut rest = directory;
    while rest.starts_with(CENTRAL_HEADER_MAGIC) {
        let length = |at: usize| {
            let field = rest.get(at..at + 2)?.try_into().ok()?;
            Some(usize::from(u16::from_le_bytes(field)))
        };
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        let name_end = CENTRAL_HEADER_BYTES + name;
        let name = rest.get(CENTRAL_HEADER_BYTES..name_end)?;
        if !seen.insert(name) {
            return Some(String::from_utf8_lossy(name).into_owned());
        }
        rest = rest.get(name_end + extra + comment..)?;
    }
    None
}
