//! The files of a cloud assembly: manifests, asset manifests, templates and metadata.

use super::metadata::{Metadata, Warnings, is_warned};
use super::pretty::Pretty;
use super::synthesizer::{BOOTSTRAP_VERSION, Bootstrap, LOOKUP_VERSION};
use super::{AssemblyFile, Contents, StackArtifact, StagedAsset, tree};
use crate::finding::Finding;
use crate::names;
use crate::resolve::Synthesis;
use crate::tags;
use crate::tree::app::AppData;
use crate::tree::arena::{Arena, Index, Kind, ROOT};
use std::collections::HashMap;
use std::path::PathBuf;

/// The lowest version of the cloud assembly schema that has everything that is written here, so that the
/// widest range of command lines takes it.
const SCHEMA_VERSION: &str = "36.0.0";

/// About how many bytes a stack takes beside its metadata.
const STACK_BYTES: usize = 1024;

/// The directory of a stage below that of the whole assembly.
pub(super) fn directory(arena: &Arena, stage: Index) -> PathBuf {
    let mut names = Vec::new();
    let mut at = stage;
    while at != ROOT {
        names.push(arena.stage_artifact_id(at));
        at = arena.stage_of(arena.node(at).parent);
    }
    names.iter().rev().collect()
}

/// Notes in each stack which stacks are deployed before it.
pub(super) fn dependencies(synthesis: &Synthesis<'_>, stacks: &mut [StackArtifact]) {
    let names: HashMap<Index, String> = stacks
        .iter()
        .map(|stack| (stack.index, stack.artifact_id.clone()))
        .collect();
    for stack in stacks {
        let before = synthesis.stack_edges.iter();
        let before = before.filter(|edge| edge.consumer == stack.index);
        stack.dependencies = before
            .filter_map(|edge| names.get(&edge.producer).cloned())
            .collect();
    }
}

/// The assets that are copied into the assembly, each once.
pub(super) fn staged(synthesis: &Synthesis<'_>) -> Vec<StagedAsset> {
    let arena = synthesis.tree.read();
    let stacks = synthesis.stacks.iter();
    let assets = stacks.filter_map(|stack| Some(&arena.node(*stack).stack()?.assets));
    let mut staged: Vec<StagedAsset> = Vec::new();
    for asset in assets.flatten() {
        let name = asset.staged();
        if !staged.iter().any(|other| other.name == name) {
            staged.push(StagedAsset {
                source: asset.source.clone(),
                name,
                directory: asset.directory,
            });
        }
    }
    staged
}

/// What the files say about the constructs, as far as it is known before the templates are checked.
pub(super) struct Constructs {
    /// The metadata of each stack, without warnings.
    metadata: Metadata,
    /// `tree.json`, unless it shows properties, which come from the templates.
    tree: Option<Vec<u8>>,
    /// How often the tree had been changed.
    changes: u64,
}

impl Constructs {
    pub(super) fn of(synthesis: &Synthesis<'_>) -> Self {
        let arena = synthesis.tree.read();
        let stacks = apart(&arena, synthesis);
        let ready = |app: &&AppData| app.tree_metadata && !app.tree_properties;
        Self {
            metadata: Metadata::of(&arena, synthesis, &stacks, &Warnings::new()),
            tree: (arena.app().filter(ready)).map(|_| tree::document(&arena, synthesis)),
            changes: synthesis.tree.changes(),
        }
    }

    /// The same, unless lazy values or validations have changed the constructs since.
    fn or_again(self, synthesis: &Synthesis<'_>) -> Self {
        if self.changes == synthesis.tree.changes() {
            self
        } else {
            Self::of(synthesis)
        }
    }
}

/// All files of the assembly. A manifest comes after what it lists, and the one of the app last.
pub(super) fn files(
    synthesis: &Synthesis<'_>,
    constructs: Constructs,
    stacks: &[StackArtifact],
    warnings: &[Finding],
) -> Vec<AssemblyFile> {
    let constructs = constructs.or_again(synthesis);
    let arena = synthesis.tree.read();
    let is_stage = |index: &Index| matches!(arena.node(*index).kind, Kind::Stage(_));
    let stages = synthesis.order.iter().copied().filter(is_stage).collect();
    let mut writer = Assembly {
        arena: &arena,
        synthesis,
        constructs,
        warned: warned(&arena, synthesis, warnings),
        stages,
        stacks,
        files: Vec::new(),
    };
    writer.stage(ROOT);
    writer.files
}

/// The stacks that are deployed on their own. The metadata of those that are nested is with them.
fn apart(arena: &Arena, synthesis: &Synthesis<'_>) -> Vec<Index> {
    let stacks = synthesis.stacks.iter().copied();
    stacks
        .filter(|stack| arena.nested(*stack).is_none())
        .collect()
}

/// The metadata of the stacks that there are warnings about, if there are any.
fn warned(arena: &Arena, synthesis: &Synthesis<'_>, warnings: &[Finding]) -> Option<Metadata> {
    let mut by_construct = Warnings::new();
    for warning in warnings {
        let of_construct = by_construct.entry(&*warning.construct).or_default();
        of_construct.push(warning);
    }
    let mut stacks = apart(arena, synthesis);
    stacks.retain(|stack| is_warned(&by_construct, &arena.path(*stack)));
    (!stacks.is_empty()).then(|| Metadata::of(arena, synthesis, &stacks, &by_construct))
}

struct Assembly<'a> {
    arena: &'a Arena,
    synthesis: &'a Synthesis<'a>,
    constructs: Constructs,
    stages: Vec<Index>,
    stacks: &'a [StackArtifact],
    /// The metadata of the stacks that there are warnings about.
    warned: Option<Metadata>,
    files: Vec<AssemblyFile>,
}

impl Assembly<'_> {
    fn file(&mut self, path: PathBuf, contents: Vec<u8>) {
        let contents = Contents::Bytes(contents);
        self.files.push(AssemblyFile { path, contents });
    }

    /// The files of a stage and of the stages in it.
    fn stage(&mut self, stage: Index) {
        let directory = directory(self.arena, stage);
        let inner: Vec<Index> = {
            let around = |index: Index| self.arena.stage_of(self.arena.node(index).parent);
            let stages = self.stages.iter().copied();
            stages.filter(|inner| around(*inner) == stage).collect()
        };
        for stage in &inner {
            self.stage(*stage);
        }
        let mut manifest = Pretty::indented();
        manifest.reserve(self.constructs.metadata.len() + self.stacks.len() * STACK_BYTES);
        manifest.object(|w| {
            w.key("version").string(SCHEMA_VERSION);
            w.key("artifacts").object(|w| {
                for stage in &inner {
                    self.nested_assembly(w, *stage);
                }
                for (number, stack) in self.stacks.iter().enumerate() {
                    if self.arena.stage_of(stack.index) == stage {
                        self.files.push(AssemblyFile {
                            path: stack.template_file.clone(),
                            contents: Contents::Template(number),
                        });
                        if !stack.is_nested() {
                            self.stack(w, stack, &directory);
                        }
                    }
                }
                if stage == ROOT && self.arena.app().is_some_and(|app| app.tree_metadata) {
                    w.key("Tree").object(|w| {
                        w.key("type").string("cdk:tree");
                        w.key("properties")
                            .object(|w| w.key("file").string("tree.json"));
                    });
                    let tree = self.constructs.tree.take();
                    let tree = tree.unwrap_or_else(|| tree::document(self.arena, self.synthesis));
                    self.file(PathBuf::from("tree.json"), tree);
                }
            });
        });
        let mut version = Pretty::compact();
        version.object(|w| w.key("version").string(SCHEMA_VERSION));
        self.file(directory.join("cdk.out"), version.into_bytes());
        self.file(directory.join("manifest.json"), manifest.into_bytes());
    }

    fn nested_assembly(&self, w: &mut Pretty, stage: Index) {
        let id = self.arena.stage_artifact_id(stage);
        w.member(&id).object(|w| {
            w.key("type").string("cdk:cloud-assembly");
            w.key("properties").object(|w| {
                w.key("directoryName").string(&id);
                w.key("displayName").string(&self.arena.path(stage));
            });
        });
    }

    /// The artifact of a stack, and its asset manifest.
    fn stack(&mut self, w: &mut Pretty, stack: &StackArtifact, directory: &std::path::Path) {
        let bootstrap = self.arena.bootstrap(stack.index);
        let assets = format!("{}.assets", stack.artifact_id);
        let mut hash = String::new();
        if let Some(bootstrap) = &bootstrap {
            hash = names::sha256(stack.template.as_bytes());
            let file = format!("{assets}.json");
            w.member(&assets).object(|w| {
                w.key("type").string("cdk:asset-manifest");
                w.key("properties").object(|w| {
                    w.key("file").string(&file);
                    bootstrap_version(w, bootstrap, BOOTSTRAP_VERSION);
                });
            });
            let manifest = self.asset_manifest(stack, bootstrap, &hash);
            self.file(directory.join(file), manifest);
        }
        w.member(&stack.artifact_id).object(|w| {
            w.key("type").string("aws:cloudformation:stack");
            let data = self.arena.node(stack.index).stack();
            let env = data.map(|data| data.env.to_string()).unwrap_or_default();
            w.key("environment").string(&env);
            w.key("properties")
                .object(|w| self.properties(w, stack, bootstrap.as_ref(), &hash));
            let mut before = stack.dependencies.clone();
            before.extend(bootstrap.is_some().then_some(assets));
            if !before.is_empty() {
                w.key("dependencies").strings(&before);
            }
            w.key("metadata").object(|w| {
                w.ready(self.metadata(stack.index));
                for inner in self.stacks {
                    if self.top(inner.index) == stack.index {
                        added(w, inner);
                    }
                }
            });
            w.key("displayName").string(&stack.path);
        });
    }

    fn properties(
        &self,
        w: &mut Pretty,
        stack: &StackArtifact,
        bootstrap: Option<&Bootstrap>,
        hash: &str,
    ) {
        let Some(data) = self.arena.node(stack.index).stack() else {
            return;
        };
        let file = self.arena.template_file(stack.index);
        w.key("templateFile").string(&file);
        let protected = data.termination_protection.to_string();
        w.key("terminationProtection").raw(&protected);
        let tags = tags::of_stack(self.arena, stack.index);
        if !tags.is_empty() {
            w.key("tags").object(|w| {
                for (key, value) in &tags {
                    w.member(key).string(&tags::text_of(value));
                }
            });
        }
        w.key("validateOnSynth").raw("false");
        if !data.notification_arns.is_empty() {
            w.key("notificationArns").strings(&data.notification_arns);
        }
        if let Some(bootstrap) = bootstrap {
            w.key("assumeRoleArn").string(&bootstrap.role("deploy"));
            w.key("cloudFormationExecutionRoleArn")
                .string(&bootstrap.role("cfn-exec"));
            let key = bootstrap.object_key(hash, ".json");
            let url = format!("s3://{}/{key}", bootstrap.bucket());
            w.key("stackTemplateAssetObjectUrl").string(&url);
            bootstrap_version(w, bootstrap, BOOTSTRAP_VERSION);
            let assets = format!("{}.assets", stack.artifact_id);
            w.key("additionalDependencies").strings(&[assets]);
            w.key("lookupRole").object(|w| {
                w.key("arn").string(&bootstrap.role("lookup"));
                bootstrap_version(w, bootstrap, LOOKUP_VERSION);
            });
        }
        if data.name != stack.artifact_id {
            w.key("stackName").string(&data.name);
        }
    }

    /// The members of the metadata of a stack.
    fn metadata(&self, stack: Index) -> &str {
        let warned = self.warned.as_ref();
        let warned = warned.and_then(|warned| warned.of_stack(stack));
        let metadata = warned.or_else(|| self.constructs.metadata.of_stack(stack));
        metadata.unwrap_or_default()
    }

    /// What is published for a stack: its assets, those of the stacks nested in it, and the templates.
    fn asset_manifest(
        &self,
        stack: &StackArtifact,
        bootstrap: &Bootstrap,
        template_hash: &str,
    ) -> Vec<u8> {
        let mut files: Vec<(String, String, String, bool, String)> = Vec::new();
        let mut add = |entry: (String, String, String, bool, String)| {
            if !files.iter().any(|(hash, ..)| *hash == entry.0) {
                files.push(entry);
            }
        };
        let is_inside = |other: &&StackArtifact| self.top(other.index) == stack.index;
        for inner in self.stacks.iter().filter(is_inside) {
            let data = self.arena.node(inner.index).stack();
            for asset in data.iter().flat_map(|data| &data.assets) {
                add((
                    asset.hash.clone(),
                    asset.display_name.clone(),
                    self.path_to_root(stack.index) + &asset.staged(),
                    asset.directory,
                    asset.published_extension().to_owned(),
                ));
            }
            if let Some(hash) = &inner.nested_hash {
                let ids = self.arena.ids_below(stack.index, inner.index).join("/");
                add((
                    hash.clone(),
                    format!("{ids} Nested Stack Template"),
                    self.arena.template_file(inner.index),
                    false,
                    ".json".to_owned(),
                ));
            }
        }
        add((
            template_hash.to_owned(),
            format!("{} Template", stack.stack_name),
            self.arena.template_file(stack.index),
            false,
            ".json".to_owned(),
        ));
        let mut w = Pretty::indented();
        w.object(|w| {
            w.key("version").string(SCHEMA_VERSION);
            w.key("files").object(|w| {
                for (hash, name, path, directory, extension) in &files {
                    w.member(hash).object(|w| {
                        w.key("displayName").string(name);
                        w.key("source").object(|w| {
                            w.key("path").string(path);
                            let packaging = if *directory { "zip" } else { "file" };
                            w.key("packaging").string(packaging);
                        });
                        w.key("destinations")
                            .object(|w| destination(w, bootstrap, hash, extension));
                    });
                }
            });
            w.key("dockerImages").object(|_| {});
        });
        w.into_bytes()
    }

    fn top(&self, stack: Index) -> Index {
        let mut top = stack;
        while let Some(nested) = self.arena.nested(top) {
            top = nested.parent;
        }
        top
    }

    /// The way from the directory of a stack to that of the app, where assets are staged.
    fn path_to_root(&self, stack: Index) -> String {
        let stage = self.arena.stage_of(stack);
        let depth = directory(self.arena, stage).components().count();
        "../".repeat(depth)
    }
}

/// The elements that the synthesis has added, so that the command line shows their paths.
fn added(w: &mut Pretty, stack: &StackArtifact) {
    for (path, id) in &stack.added {
        w.member(&format!("/{}/{path}", stack.path)).list(|w| {
            w.element().object(|w| {
                w.key("type").string("aws:cdk:logicalId");
                w.key("data").string(id);
            });
        });
    }
}

fn bootstrap_version(w: &mut Pretty, bootstrap: &Bootstrap, version: i64) {
    w.key("requiresBootstrapStackVersion")
        .raw(&version.to_string());
    w.key("bootstrapStackVersionSsmParameter")
        .string(&bootstrap.version_parameter());
}

fn destination(w: &mut Pretty, bootstrap: &Bootstrap, hash: &str, extension: &str) {
    let members = |w: &mut Pretty| {
        w.key("bucketName").string(&bootstrap.bucket());
        w.key("objectKey")
            .string(&bootstrap.object_key(hash, extension));
        if let Some(region) = &bootstrap.env().region {
            w.key("region").string(region);
        }
        w.key("assumeRoleArn")
            .string(&bootstrap.role("file-publishing"));
    };
    let mut compact = Pretty::compact();
    compact.object(members);
    let mut digits = names::sha256(&compact.into_bytes());
    digits.truncate(8);
    let env = bootstrap.env();
    let account = env.account.as_deref().unwrap_or("current_account");
    let region = env.region.as_deref().unwrap_or("current_region");
    w.member(&format!("{account}-{region}-{digits}"))
        .object(members);
}
