//! `cargo xtask regen`: from AWS's files to the generated crate, in passes that are pure functions.
//!
//! fetch → pin → load → model → overlay → names → emit → write
//!
//! This module is the order of the passes; each pass is a module of its own.

pub mod api_diff;
mod digest;
pub mod emit;
pub mod fetch;
mod inputs;
pub mod load;
pub mod model;
pub mod names;
pub mod overlay;
pub mod pattern;
pub mod pin;
pub mod write;

use crate::flags::{RegenFlags, SourceFlags};
use anyhow::{Context as _, Result, bail};
use api_diff::ApiDiff;
use emit::Target;
use inputs::{Downloads, Spec};
use model::Model;
use names::{Frozen, Names};
use pin::Lock;
use std::collections::BTreeMap;
use std::path::Path;
use write::Plan;

/// Does what the flags ask for.
pub fn run(root: &Path, flags: &RegenFlags) -> Result<()> {
    if let Some(notice) = write::recover(root)?.notice() {
        eprintln!("{notice}");
    }
    let spec = Spec::read(root)?;
    if flags.check {
        return check(root, &spec);
    }
    let upstream = if flags.offline {
        Upstream::pinned(root, &spec)?
    } else {
        let downloads = Downloads::fetch(root, &flags.sources)?;
        if let Some(out) = &flags.out {
            return everything(root, &spec, &downloads, out, flags.sources.quiet);
        }
        Upstream::downloaded(&spec, &downloads, flags)?
    };
    let generated = Generated::new(&spec, &upstream.files, flags.accept_renames)?;
    let plan = generated.plan(&upstream)?;
    let applied = plan.apply(root)?;
    if !flags.sources.quiet {
        println!("{}", ApiDiff::between(&spec.model, &generated.model));
        println!(
            "{} resource types: {} files written, {} removed, {} unchanged",
            generated.model.resources.len(),
            applied.written.len(),
            applied.removed.len(),
            applied.unchanged
        );
    }
    Ok(())
}

/// Says what a new specification would change in the API.
pub fn api_diff(root: &Path, flags: &SourceFlags) -> Result<()> {
    let spec = Spec::read(root)?;
    let downloads = Downloads::fetch(root, flags)?;
    let pin = downloads.pin(&spec.selected(&downloads.names()?)?)?;
    let model = model(&spec, &pin.files)?;
    println!("{}", ApiDiff::between(&spec.model, &model));
    Ok(())
}

/// Fails with a diff if a generated file is stale, missing or stray.
fn check(root: &Path, spec: &Spec) -> Result<()> {
    let upstream = Upstream::pinned(root, spec)?;
    let plan = Generated::new(spec, &upstream.files, false)?.plan(&upstream)?;
    let differences = plan.check(root)?;
    if differences.is_empty() {
        return Ok(());
    }
    bail!(
        "the generated files are stale\n{}",
        write::render(&differences)
    )
}

/// Generates a crate with every resource type of both files.
fn everything(
    root: &Path,
    spec: &Spec,
    downloads: &Downloads,
    out: &Path,
    quiet: bool,
) -> Result<()> {
    let (specification, schemas) = downloads.parse()?;
    inputs::print_notes(&specification, &schemas);
    let selected = downloads.names()?;
    let mut model = model::build(&specification, &schemas, &selected)?;
    spec.overlay.apply(&mut model)?;
    let names = Names::assign(&model)?;
    let template = root
        .join("core/template")
        .canonicalize()
        .context("cannot find core/template")?;
    let target = Target::Everything {
        template: template.display().to_string(),
    };
    let files = emit::emit(&model, &names, &target)?;
    let plan = inputs::crate_plan(out, files)?;
    std::fs::create_dir_all(out)
        .with_context(|| format!("cannot make the directory {}", out.display()))?;
    let applied = plan.apply(out)?;
    if !quiet {
        let properties = model
            .resources
            .values()
            .map(|resource| resource.types.len())
            .sum::<usize>();
        println!(
            "{} resource types ({} in the specification, {} in the schemas) and {properties} property types: {} files in {}",
            model.resources.len(),
            specification.resource_types.len(),
            schemas.len(),
            applied.written.len() + applied.unchanged,
            out.display()
        );
    }
    Ok(())
}

/// The model of pinned files, overlay included.
fn model(spec: &Spec, files: &BTreeMap<String, Vec<u8>>) -> Result<Model> {
    let (specification, schemas) = inputs::parse_pinned(files)?;
    inputs::print_notes(&specification, &schemas);
    let names = inputs::names(&specification, schemas.keys());
    let mut model = model::build(&specification, &schemas, &spec.selected(&names)?)?;
    spec.overlay.apply(&mut model)?;
    Ok(model)
}

/// What is pinned, or is going to be.
struct Upstream {
    files: BTreeMap<String, Vec<u8>>,
    lock: Lock,
}

impl Upstream {
    /// What is in `spec/`, verified against `spec.lock`.
    fn pinned(root: &Path, spec: &Spec) -> Result<Self> {
        let lock = spec
            .lock()?
            .context("nothing is pinned yet: run `cargo xtask regen`")?;
        lock.verify(&root.join("spec"))?;
        let files = lock.files.keys().map(|name| {
            let path = root.join("spec/upstream").join(name);
            let bytes =
                std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            Ok((name.clone(), bytes))
        });
        Ok(Self {
            files: files.collect::<Result<_>>()?,
            lock,
        })
    }

    /// What has been downloaded, cut down to the selected types.
    fn downloaded(spec: &Spec, downloads: &Downloads, flags: &RegenFlags) -> Result<Self> {
        let selected = spec.selected(&downloads.names()?)?;
        let pin = downloads.pin(&selected)?;
        let lock = downloads.lock(&pin, spec.lock()?.as_ref(), flags)?;
        Ok(Self {
            files: pin.files,
            lock,
        })
    }
}

/// Everything that the passes make of the pinned files.
struct Generated {
    model: Model,
    names: Frozen,
    files: BTreeMap<String, Vec<u8>>,
}

impl Generated {
    fn new(spec: &Spec, files: &BTreeMap<String, Vec<u8>>, accept_renames: bool) -> Result<Self> {
        let model = model(spec, files)?;
        let names = Names::assign(&model)?;
        let frozen = spec.names.merge(&names.paths(), accept_renames)?;
        let files = emit::emit(&model, &names, &Target::Repository)?;
        Ok(Self {
            model,
            names: frozen,
            files,
        })
    }

    /// The files of `spec/` and `generated/` that belong together.
    fn plan(&self, upstream: &Upstream) -> Result<Plan> {
        let mut plan = Plan::new();
        plan.own("generated", |_| true)?;
        plan.own("spec/upstream", |_| true)?;
        for (path, bytes) in &self.files {
            plan.file(format!("generated/{path}"), bytes.clone())?;
        }
        for (path, bytes) in &upstream.files {
            plan.file(format!("spec/upstream/{path}"), bytes.clone())?;
        }
        plan.file("spec/spec.lock", upstream.lock.render()?.into_bytes())?;
        plan.file("spec/names.lock", self.names.render().into_bytes())?;
        plan.file("spec/model.json", self.model.to_json()?.into_bytes())?;
        Ok(plan)
    }
}
