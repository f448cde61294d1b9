//! Documents: from drafts to checked templates as text.

use super::StackArtifact;
use super::parallel::{self, Queue};
use super::texts::{Job, Writing, Written};
use crate::check;
use crate::finding::Rule;
use crate::names;
use crate::resolve::Synthesis;
use crate::resolve::depends::Dependencies;
use crate::resolve::draft::{Late, LateDraft, NestedDraft, StackDraft};
use crate::tags::put_sorted;
use crate::tree::arena::{Arena, Index, ROOT};
use cognito_cdk_template::{Json, Object, QuickHash, Template, intrinsics};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Drafts, checks and writes the templates of all stacks on so many threads; each comes after those that are
/// nested in it.
///
/// A template is written as soon as its elements are drafted, while those of other stacks still are. Should one
/// of these refer to it, so that something is added, it is written once more.
///
/// Gives the templates too that nobody needs any more, as it takes a while to drop them.
pub(super) fn documents(
    synthesis: &mut Synthesis<'_>,
    dependencies: &Dependencies,
    threads: usize,
) -> (Vec<StackArtifact>, Vec<Template>) {
    let writing = Writing::new(&synthesis.tree.read());
    let (finished, written) = parallel::map(
        threads,
        |job| writing.write(job),
        |queue| {
            let mut early = Early::default();
            synthesis.draft_all(dependencies, &mut |synthesis, stack| {
                if threads > 1 {
                    early.begin(synthesis, stack, queue);
                }
            });
            finish(synthesis, early, queue)
        },
    );
    let mut written: Vec<_> = written.into_iter().map(Some).collect();
    let mut take = |number: usize| written.get_mut(number).and_then(Option::take);
    let is_complete = |one: &Finished| matches!(one, Finished::Document(..));
    let (documents, again) = parallel::map(
        if finished.iter().all(is_complete) {
            1
        } else {
            threads
        },
        |job| writing.write(job),
        |queue| {
            let complete = |one| match one {
                Finished::Document(document, number) => (document, take(number)),
                Finished::Again(stack, mut draft, number) => {
                    draft.template = take(number)
                        .and_then(|old| old.template)
                        .unwrap_or_default();
                    let (document, job) = document(synthesis, stack, *draft);
                    queue.push(job);
                    (document, None)
                }
            };
            finished.into_iter().map(complete).collect::<Vec<_>>()
        },
    );
    let mut again = again.into_iter();
    let mut artifacts = Vec::with_capacity(documents.len());
    let mut leftover = Vec::new();
    for (document, written) in documents {
        if let Some(written) = written.or_else(|| again.next()) {
            artifacts.push(artifact(synthesis, document, written, &mut leftover));
        }
    }
    check::duplicate_stacks(synthesis, &artifacts);
    (artifacts, leftover)
}

/// The templates that are written before all others are drafted: their numbers in the queue, by stack.
#[derive(Default)]
struct Early(HashMap<Index, (usize, Arc<AtomicBool>), QuickHash>);

impl Early {
    /// Has the template of a stack written, unless something is missing that other stacks know, or that comes
    /// last.
    fn begin(&mut self, synthesis: &mut Synthesis<'_>, stack: Index, queue: &mut Queue<Job>) {
        let arena = synthesis.tree.read();
        let Some(draft) = synthesis.drafts.get_mut(&stack) else {
            return;
        };
        let bootstrap = arena.bootstrap(stack);
        let is_nested = arena.nested(stack).is_some();
        if is_nested
            || !draft.nested.is_empty()
            || !draft.late.is_empty()
            || bootstrap.is_some_and(|bootstrap| bootstrap.version_rule)
        {
            return;
        }
        let mut template = std::mem::take(&mut draft.template);
        head(&arena, stack, &mut template);
        let stale = Arc::new(AtomicBool::new(false));
        let job = Job {
            template,
            compact: is_compact(&arena, stack),
            stale: Some(Arc::clone(&stale)),
        };
        self.0.insert(stack, (queue.push(job), stale));
    }
}

/// What has become of a stack when all are drafted.
enum Finished {
    /// Its template is in the queue, under this number.
    Document(Document, usize),
    /// Something is to be added to the template that is in the queue.
    Again(Index, Box<StackDraft>, usize),
}

/// Has those templates written that are not yet.
fn finish(
    synthesis: &mut Synthesis<'_>,
    mut early: Early,
    queue: &mut Queue<Job>,
) -> Vec<Finished> {
    let order: Vec<Index> = {
        let arena = synthesis.tree.read();
        let mut order = Vec::new();
        postorder_stacks(&arena, &mut order);
        order
    };
    let mut finished = Vec::with_capacity(order.len());
    for stack in order {
        let Some(draft) = synthesis.drafts.remove(&stack) else {
            continue;
        };
        finished.push(match early.0.remove(&stack) {
            Some((number, _)) if draft.late.is_empty() => Finished::Document(
                Document {
                    stack,
                    nested_hash: None,
                    names: draft.names,
                    added: Vec::new(),
                },
                number,
            ),
            Some((number, stale)) => {
                stale.store(true, Ordering::Relaxed);
                Finished::Again(stack, Box::new(draft), number)
            }
            None => {
                let (document, job) = document(synthesis, stack, draft);
                Finished::Document(document, queue.push(job))
            }
        });
    }
    finished
}

/// What is known of a stack beside its template.
struct Document {
    stack: Index,
    /// The hash by which the stack around it knows the template, if it is nested.
    nested_hash: Option<String>,
    /// The constructs of the elements, by logical id.
    names: Vec<(Arc<str>, Index)>,
    /// What references have added: paths below the stack and logical ids.
    added: Vec<(String, String)>,
}

/// The stacks of the tree, each after the stacks in it.
fn postorder_stacks(arena: &Arena, found: &mut Vec<Index>) {
    let mut waiting = vec![(ROOT, false)];
    while let Some((index, entered)) = waiting.pop() {
        if entered {
            found.push(index);
            continue;
        }
        if arena.node(index).stack().is_some() {
            waiting.push((index, true));
        }
        if arena.node(index).element().is_none() {
            let children = arena.children(index);
            waiting.extend(children.iter().rev().map(|child| (*child, false)));
        }
    }
}

/// Completes a template: with what references have added, and with what nested stacks give to it.
fn document(synthesis: &mut Synthesis<'_>, stack: Index, draft: StackDraft) -> (Document, Job) {
    let StackDraft {
        mut template,
        names,
        nested,
        late,
        arguments,
        ..
    } = draft;
    head(&synthesis.tree.read(), stack, &mut template);
    for NestedDraft { node, id, resource } in nested {
        match resource.into_entry(&id) {
            Ok(entry) => {
                if let Some(place) = template.resources_mut().get_mut(&id) {
                    *place = entry;
                }
            }
            Err(error) => synthesis.no_resource(node, &error),
        }
    }
    let mut added = Vec::new();
    for LateDraft { id, path, element } in late {
        added.push((path, id.clone()));
        match element {
            Late::Parameter(parameter) => {
                template.add_parameter(id, parameter);
            }
            Late::Output(output) => template.add_output(id, *output),
            Late::Resource(resource) => {
                if let Ok(entry) = resource.into_entry(&id) {
                    template.add_entry(id, entry);
                }
            }
        }
    }
    let (bootstrap, nested, compact) = {
        let arena = synthesis.tree.read();
        let nested = arena.nested(stack);
        (
            arena.bootstrap(stack),
            nested.map(|nested| (nested.parent, nested.resource)),
            is_compact(&arena, stack),
        )
    };
    if let Some(bootstrap) = &bootstrap
        && bootstrap.version_rule
        && nested.is_none()
    {
        let (parameter, rule) = bootstrap.version_check();
        template.add_parameter("BootstrapVersion", parameter);
        template.add_rule("CheckBootstrapVersion", rule);
        let ids = ["BootstrapVersion", "CheckBootstrapVersion"];
        added.extend(ids.map(|id| (id.to_owned(), id.to_owned())));
    }
    let mut nested_hash = None;
    if let Some((parent, resource)) = nested {
        let hash = names::sha256(template.to_compact_text().as_bytes());
        let url = bootstrap.map(|bootstrap| {
            Json::from(intrinsics::concat([
                "https://s3.".into(),
                intrinsics::region(),
                ".".into(),
                intrinsics::url_suffix(),
                "/".into(),
                bootstrap.bucket_value(),
                format!("/{}", bootstrap.object_key(&hash, ".json")).into(),
            ]))
        });
        if url.is_none() {
            synthesis.problem(
                Rule::Asset,
                stack,
                "the template of a nested stack is published as an asset, and nothing publishes it",
                "give the stack around it the synthesizer `Synthesizer::bootstrapped()`",
            );
        }
        link(synthesis, parent, resource, url, arguments);
        nested_hash = Some(hash);
    }
    let document = Document {
        stack,
        nested_hash,
        names,
        added,
    };
    let job = Job {
        template,
        compact,
        stale: None,
    };
    (document, job)
}

/// Puts the address of a nested template and its arguments into the resource of the parent.
fn link(
    synthesis: &mut Synthesis<'_>,
    parent: Index,
    resource: Index,
    url: Option<Json>,
    arguments: Object,
) {
    let Some(draft) = synthesis.drafts.get_mut(&parent) else {
        return;
    };
    let mut nested = draft.nested.iter_mut();
    let Some(NestedDraft { resource, .. }) = nested.find(|nested| nested.node == resource) else {
        return;
    };
    resource
        .properties
        .insert("TemplateURL", url.unwrap_or_default());
    if arguments.is_empty() {
        return;
    }
    let mut all = match resource.properties.remove("Parameters") {
        Some(Json::Object(declared)) => declared,
        _ => Object::new(),
    };
    for (id, value) in arguments {
        all.insert(id, value);
    }
    put_sorted(&mut resource.properties, "Parameters", Json::Object(all));
}

/// Whether the template of a stack is written on one line.
fn is_compact(arena: &Arena, stack: Index) -> bool {
    let data = arena.node(stack).stack();
    data.is_some_and(|stack| stack.compact)
}

fn head(arena: &Arena, stack: Index, template: &mut Template) {
    if let Some(data) = arena.node(stack).stack() {
        template.description.clone_from(&data.description);
        template.transforms.clone_from(&data.transforms);
        template.format_version.clone_from(&data.format_version);
        template.metadata.clone_from(&data.metadata);
    }
}

/// What the assembly has of a template. What is wrong with it is reported.
fn artifact(
    synthesis: &mut Synthesis<'_>,
    document: Document,
    written: Written,
    leftover: &mut Vec<Template>,
) -> StackArtifact {
    let Document {
        stack,
        nested_hash,
        names,
        added,
    } = document;
    let Written {
        text: template_text,
        found,
        template,
    } = written;
    if let Some(template) = &template {
        check::template(synthesis, stack, template, &names, found);
    }
    check::size(synthesis, stack, template_text.len());
    let arena = &synthesis.tree.read();
    if let Some(template) = &template
        && arena.app().is_some_and(|app| app.tree_properties)
    {
        let shown = names.iter().filter_map(|(id, node)| {
            let resource = template.resources().get(id)?.resource();
            Some((*node, Json::Object(resource.properties()).to_string()))
        });
        synthesis.shown.extend(shown);
    }
    leftover.extend(template);
    let data = arena.node(stack).stack();
    let text = |read: fn(&crate::tree::stack::StackData) -> &String| {
        data.map(read).cloned().unwrap_or_default()
    };
    let file = arena.template_file(stack);
    let path = arena.path(stack);
    StackArtifact {
        index: stack,
        artifact_id: if nested_hash.is_some() {
            path.clone()
        } else {
            text(|stack| &stack.artifact_id)
        },
        stack_name: text(|stack| &stack.name),
        path,
        template_file: super::manifest::directory(arena, arena.stage_of(stack)).join(&file),
        template: template_text,
        nested_hash,
        added,
        dependencies: Vec::new(),
    }
}
