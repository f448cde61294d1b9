//! What regen reads: the hand-written and pinned files of `spec/`, and the downloads.

use super::digest::sha256;
use super::emit::MARK;
use super::fetch::{self, FetchOptions, ZipLimits};
use super::load::schema::Schema;
use super::load::specification::Specification;
use super::model::Model;
use super::names::Frozen;
use super::overlay::Overlay;
use super::pin::{Lock, LockedSource, Pin};
use super::write::Plan;
use crate::flags::{RegenFlags, SourceFlags};
use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

/// The file of the pin that holds the specification.
const SPECIFICATION: &str = "specification.json";

/// The hand-written files of `spec/`, and what the last run recorded there.
pub(super) struct Spec {
    pub(super) overlay: Overlay,
    pub(super) names: Frozen,
    /// The model of the last run; empty if there was none.
    pub(super) model: Model,
    resources: Vec<String>,
    lock: Option<String>,
}

/// `spec/resources.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Selection {
    resources: Vec<String>,
}

impl Spec {
    pub(super) fn read(root: &Path) -> Result<Self> {
        let directory = root.join("spec");
        let selection = read(&directory.join("resources.toml"))?;
        let selection: Selection =
            toml::from_str(&selection).context("cannot read spec/resources.toml")?;
        let names = match read_if_there(&directory.join("names.lock"))? {
            Some(text) => Frozen::parse("spec/names.lock", &text)?,
            None => Frozen::default(),
        };
        let model = match read_if_there(&directory.join("model.json"))? {
            Some(text) => Model::from_json("spec/model.json", &text).unwrap_or_default(),
            None => Model::default(),
        };
        Ok(Self {
            overlay: Overlay::parse(&overlay_files(&directory.join("overlay"))?)?,
            names,
            model,
            resources: selection.resources,
            lock: read_if_there(&directory.join("spec.lock"))?,
        })
    }

    /// `spec/spec.lock`, if something is pinned.
    pub(super) fn lock(&self) -> Result<Option<Lock>> {
        self.lock
            .as_deref()
            .map(|text| Lock::parse("spec/spec.lock", text))
            .transpose()
    }

    /// The resource types that `spec/resources.toml` selects out of `names`.
    pub(super) fn selected(&self, names: &BTreeSet<String>) -> Result<BTreeSet<String>> {
        let mut selected = BTreeSet::new();
        for pattern in &self.resources {
            let before = selected.len();
            match pattern.strip_suffix('*') {
                Some(prefix) => selected.extend(
                    names
                        .iter()
                        .filter(|name| name.starts_with(prefix))
                        .cloned(),
                ),
                None => selected.extend(names.get(pattern).cloned()),
            }
            if selected.len() == before {
                bail!(
                    "spec/resources.toml selects `{}`, which AWS's files do not have (or an earlier line selects already)",
                    pattern.escape_debug()
                );
            }
        }
        Ok(selected)
    }
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn read_if_there(path: &Path) -> Result<Option<String>> {
    if path.exists() {
        read(path).map(Some)
    } else {
        Ok(None)
    }
}

fn overlay_files(directory: &Path) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let entries = std::fs::read_dir(directory)
        .with_context(|| format!("cannot read {}", directory.display()))?;
    for entry in entries {
        let path = entry
            .with_context(|| format!("cannot read {}", directory.display()))?
            .path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.insert(format!("spec/overlay/{name}"), read(&path)?);
        }
    }
    Ok(files)
}

/// Both upstream files, as they came.
pub(super) struct Downloads {
    pub(super) specification: Vec<u8>,
    /// The schemas by file name.
    pub(super) schemas: BTreeMap<String, Vec<u8>>,
    specification_from: Origin,
    schemas_from: Origin,
}

/// Where a download is from, and what it was.
struct Origin {
    location: String,
    sha256: String,
    size: u64,
}

impl Downloads {
    pub(super) fn fetch(root: &Path, flags: &SourceFlags) -> Result<Self> {
        let mut options = FetchOptions {
            quiet: flags.quiet,
            ..FetchOptions::new(cache(root))
        };
        if let Some(seconds) = flags.idle_timeout {
            options.idle_timeout = Duration::from_secs(seconds.max(1));
        }
        let load = |source: &fetch::Source, given: &Option<fetch::Location>| {
            let location = match given {
                Some(location) => location.clone(),
                None => source.url.parse()?,
            };
            fetch::fetch(source, &location, &options)
        };
        let specification = load(&fetch::SPECIFICATION, &flags.spec)?;
        let schemas = load(&fetch::SCHEMAS, &flags.schemas)?;
        let schemas_from = Origin::new(schemas.location.clone(), &schemas.bytes);
        let location = specification.location;
        let bytes = fetch::gunzip_if_gzip(specification.bytes, options.max_bytes)
            .with_context(|| format!("cannot unpack {location}"))?;
        Ok(Self {
            specification_from: Origin::new(location, &bytes),
            specification: bytes,
            schemas: fetch::read_schema_zip(&schemas.bytes, &ZipLimits::default())
                .with_context(|| format!("cannot unpack {}", schemas.location))?,
            schemas_from,
        })
    }

    /// The resource types of both files.
    pub(super) fn names(&self) -> Result<BTreeSet<String>> {
        super::pin::resource_types(&self.specification, &self.schemas)
            .with_context(|| self.refused())
    }

    /// What the selected types of both files are cut down to.
    pub(super) fn pin(&self, selected: &BTreeSet<String>) -> Result<Pin> {
        super::pin::pin(&self.specification, &self.schemas, selected)
            .with_context(|| self.refused())
    }

    /// The head of an error in the files, which says where they came from.
    fn refused(&self) -> String {
        format!(
            "cannot use {} with {}",
            self.specification_from.location, self.schemas_from.location
        )
    }

    /// Both files whole, as typed structs.
    pub(super) fn parse(&self) -> Result<(Specification, BTreeMap<String, Schema>)> {
        let specification =
            Specification::parse(&self.specification_from.location, &self.specification)?;
        Ok((
            specification,
            parse_schemas(
                self.schemas
                    .iter()
                    .map(|(name, bytes)| (name.as_str(), bytes)),
            )?,
        ))
    }

    /// The lock of the pin. A file that is the same as the pinned one keeps its recorded origin.
    pub(super) fn lock(&self, pin: &Pin, old: Option<&Lock>, flags: &RegenFlags) -> Result<Lock> {
        let specification = Specification::parse(SPECIFICATION, pin.file(SPECIFICATION)?)
            .with_context(|| self.refused())?;
        let version = specification.version;
        let types = format!("{} resource types", self.schemas.len());
        Ok(Lock {
            specification: self.specification_from.locked(
                version,
                flags.spec_origin.as_deref(),
                old.map(|lock| &lock.specification),
            ),
            schemas: self.schemas_from.locked(
                types,
                flags.schemas_origin.as_deref(),
                old.map(|lock| &lock.schemas),
            ),
            files: pin.digests(),
        })
    }
}

impl Origin {
    fn new(location: String, bytes: &[u8]) -> Self {
        let sha256 = sha256(bytes);
        Self {
            location,
            sha256,
            size: bytes.len() as u64,
        }
    }

    fn locked(
        &self,
        version: String,
        given: Option<&str>,
        old: Option<&LockedSource>,
    ) -> LockedSource {
        let recorded = old
            .filter(|old| old.sha256 == self.sha256)
            .map(|old| old.source.as_str());
        let source = given.or(recorded).unwrap_or(&self.location).to_owned();
        LockedSource {
            source,
            version,
            sha256: self.sha256.clone(),
            size: self.size,
        }
    }
}

/// The directory of the download cache: in the build directory, which is not committed.
fn cache(root: &Path) -> std::path::PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root.join("target"), |target| root.join(target));
    target.join("xtask/cache")
}

/// The pinned files as typed structs.
pub(super) fn parse_pinned(
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<(Specification, BTreeMap<String, Schema>)> {
    let bytes = files
        .get(SPECIFICATION)
        .context("spec/upstream/specification.json is not pinned")?;
    let specification = Specification::parse("spec/upstream/specification.json", bytes)?;
    let schemas = files.iter().filter(|(name, _)| *name != SPECIFICATION);
    Ok((
        specification,
        parse_schemas(schemas.map(|(name, bytes)| (name.as_str(), bytes)))?,
    ))
}

fn parse_schemas<'a>(
    files: impl Iterator<Item = (&'a str, &'a Vec<u8>)>,
) -> Result<BTreeMap<String, Schema>> {
    let mut schemas = BTreeMap::new();
    for (file, bytes) in files {
        let schema = Schema::parse(file, bytes)?;
        let name = schema.type_name.clone();
        if schemas.insert(name.clone(), schema).is_some() {
            bail!(
                "{file}: the resource type `{}` has two schemas",
                name.escape_debug()
            );
        }
    }
    Ok(schemas)
}

/// Tells the maintainer what in the sources was not understood and does not matter so far.
pub(super) fn print_notes(specification: &Specification, schemas: &BTreeMap<String, Schema>) {
    let notes = schemas.values().flat_map(|schema| &schema.notes);
    for note in specification.notes.iter().chain(notes) {
        eprintln!("note: {note}");
    }
}

/// The resource types of both sources.
pub(super) fn names<'a>(
    specification: &'a Specification,
    schemas: impl Iterator<Item = &'a String>,
) -> BTreeSet<String> {
    specification
        .resource_types
        .keys()
        .chain(schemas)
        .cloned()
        .collect()
}

/// The plan of a crate outside of the repository. Only a directory that an earlier run made is replaced.
pub(super) fn crate_plan(out: &Path, files: BTreeMap<String, Vec<u8>>) -> Result<Plan> {
    let manifest = out.join("Cargo.toml");
    let occupied = out
        .read_dir()
        .is_ok_and(|mut entries| entries.next().is_some());
    let mark = MARK.trim_start_matches("// ");
    // The crate of the repository has the mark too, and another name.
    let ours = || {
        std::fs::read_to_string(&manifest)
            .is_ok_and(|text| text.contains(mark) && text.contains("name = \"everything-l1\""))
    };
    if occupied && !ours() {
        bail!(
            "{} is not empty, and no earlier run has made it; choose another directory",
            out.display()
        );
    }
    let mut plan = Plan::new();
    plan.own("src", |_| true)?;
    for (path, bytes) in files {
        plan.file(path, bytes)?;
    }
    Ok(plan)
}
