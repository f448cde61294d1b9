//! Documents: from the elements of stacks to checked templates as text.

use super::StackArtifact;
use super::manifest::Constructs;
use super::parallel::{self, Queue};
use super::texts::{Job, Made, Making, Open, Source, Written};
use crate::check;
use crate::finding::Rule;
use crate::names;
use crate::resolve::Synthesis;
use crate::resolve::depends::Dependencies;
use crate::resolve::draft::{LateDraft, NestedDraft};
use crate::resolve::work::{VERSION_CHECK, add};
use crate::tags::put_sorted;
use crate::tree::arena::{Arena, Index};
use cognito_cdk_template::{
    Json, Object, Parameter, QuickHash, Rule as CfnRule, Template, intrinsics,
};
use std::collections::HashMap;

/// Renders, checks and writes the templates of all stacks on so many threads; each comes after those that are
/// nested in it.
///
/// Most templates are written as soon as they are rendered. Should a reference of another stack add something to
/// one, it is made once more.
pub(super) fn documents(
    synthesis: &mut Synthesis<'_>,
    dependencies: &Dependencies,
    threads: usize,
) -> (Vec<StackArtifact>, Constructs) {
    let making = Making::new(synthesis);
    let ((stacks, constructs), made) = parallel::map(
        threads,
        |job| making.make(job),
        |queue| {
            let mut stacks = synthesis.stacks.clone();
            stacks.retain(|stack| {
                synthesis.name_elements(*stack);
                let job = job(synthesis, *stack, dependencies, Vec::new());
                job.map(|job| queue.push(job)).is_some()
            });
            (stacks, Constructs::of(synthesis))
        },
    );
    let mut made: HashMap<Index, Made, QuickHash> = stacks.into_iter().zip(made).collect();
    draft_open(synthesis, &mut made);
    let (documents, again) = parallel::map(
        threads,
        |job| making.make(job),
        |queue| {
            let order = postorder(synthesis).into_iter();
            let finish =
                |stack| finish(synthesis, dependencies, stack, made.remove(&stack)?, queue);
            order.filter_map(finish).collect::<Vec<_>>()
        },
    );
    let mut again = again.into_iter();
    let mut artifacts = Vec::with_capacity(documents.len());
    for (document, written) in documents {
        let written = match written.map(Made::Written).or_else(|| again.next()) {
            Some(Made::Written(written)) => written,
            Some(Made::Open(open)) => {
                changed(synthesis, &open);
                Written::default()
            }
            None => continue,
        };
        artifacts.push(artifact(synthesis, document, written));
    }
    check::duplicate_stacks(synthesis, &artifacts);
    (artifacts, constructs)
}

/// How the template of a stack is made, with what references have added to it.
fn job(
    synthesis: &Synthesis<'_>,
    stack: Index,
    dependencies: &Dependencies,
    late: Vec<LateDraft>,
) -> Option<Job> {
    let mut work = synthesis.work(stack, dependencies)?;
    let arena = synthesis.tree.read();
    // A nested stack and those around it need each other's templates.
    let mut nested = synthesis.stacks.iter().filter_map(|it| arena.nested(*it));
    work.is_apart = arena.nested(stack).is_none() && !nested.any(|it| it.parent == stack);
    work.late = late;
    work.version_check = version_check(&arena, stack);
    let data = arena.node(stack).stack();
    Some(Job {
        of: Source::Work(work),
        compact: data.is_some_and(|stack| stack.compact),
    })
}

/// Drafts what is open in all stacks, in the order of the tree.
fn draft_open(synthesis: &mut Synthesis<'_>, made: &mut HashMap<Index, Made, QuickHash>) {
    let mut all = Vec::new();
    for (stack, made) in &*made {
        if let Made::Open(open) = made {
            let elements = open.elements.iter();
            let elements = elements.filter_map(|at| Some((*at, open.work.elements.get(*at)?)));
            all.extend(elements.map(|(at, element)| (element.index, *stack, at)));
        }
    }
    if all.is_empty() {
        return;
    }
    let order = synthesis.order.iter().enumerate();
    let order: HashMap<Index, usize, QuickHash> = order.map(|(at, index)| (*index, at)).collect();
    all.sort_unstable_by_key(|(index, ..)| order.get(index).copied());
    for (_, stack, at) in all {
        if let Some(Made::Open(open)) = made.get_mut(&stack)
            && let Some(element) = open.work.elements.get(at)
        {
            synthesis.draft_open(element, &mut open.template, stack);
        }
    }
}

/// Gives the text of a stack whose template is final, and has that of another one made.
fn finish(
    synthesis: &mut Synthesis<'_>,
    dependencies: &Dependencies,
    stack: Index,
    made: Made,
    queue: &mut Queue<Job>,
) -> Option<(Document, Option<Written>)> {
    let draft = synthesis.drafts.get_mut(&stack)?;
    let late = std::mem::take(&mut draft.late);
    let added = late.iter().map(|late| (late.path.clone(), late.id.clone()));
    let mut document = Document {
        stack,
        nested_hash: None,
        added: added.collect(),
    };
    if version_check(&synthesis.tree.read(), stack).is_some() {
        let ids = VERSION_CHECK.map(|id| (id.to_owned(), id.to_owned()));
        document.added.extend(ids);
    }
    let job = match made {
        Made::Written(written) if late.is_empty() => return Some((document, Some(written))),
        Made::Written(_) => job(synthesis, stack, dependencies, late)?,
        Made::Open(mut open) => {
            open.work.late = late;
            Job {
                compact: open.compact,
                of: Source::Template(complete(synthesis, &mut document, *open)),
            }
        }
    };
    queue.push(job);
    Some((document, None))
}

/// Reports elements of a template that was complete when it was made, and is not when it is made once more: code
/// of the user has changed them in between.
fn changed(synthesis: &mut Synthesis<'_>, open: &Open) {
    let elements = open.elements.iter();
    for element in elements.filter_map(|at| open.work.elements.get(*at)) {
        synthesis.problem(
            Rule::Locked,
            element.index,
            "a lazy value has changed it, when its references were resolved already",
            "change it before the app is synthesized, or in an aspect",
        );
    }
}

/// What is known of a stack beside its template.
struct Document {
    stack: Index,
    /// The hash by which the stack around it knows the template, if it is nested.
    nested_hash: Option<String>,
    /// What references have added: paths below the stack and logical ids.
    added: Vec<(String, String)>,
}

/// The stacks of the tree, each after the stacks in it.
fn postorder(synthesis: &Synthesis<'_>) -> Vec<Index> {
    let arena = synthesis.tree.read();
    let mut found = Vec::with_capacity(synthesis.stacks.len());
    let mut open: Vec<Index> = Vec::new();
    for stack in &synthesis.stacks {
        let around = synthesis.owner(arena.node(*stack).parent);
        while let Some(last) = open.pop_if(|last| Some(*last) != around) {
            found.push(last);
        }
        open.push(*stack);
    }
    found.extend(open.into_iter().rev());
    found
}

/// Completes a template: with what references have added, and with what nested stacks give to it.
fn complete(synthesis: &mut Synthesis<'_>, document: &mut Document, open: Open) -> Template {
    let Open {
        mut template, work, ..
    } = open;
    let (nested, arguments) = match synthesis.drafts.get_mut(&work.stack) {
        Some(draft) => (
            std::mem::take(&mut draft.nested),
            std::mem::take(&mut draft.arguments),
        ),
        None => Default::default(),
    };
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
    add(&mut template, work.late, work.version_check);
    let (bootstrap, nested) = {
        let arena = synthesis.tree.read();
        let nested = arena.nested(document.stack);
        let nested = nested.map(|nested| (nested.parent, nested.resource));
        (arena.bootstrap(document.stack), nested)
    };
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
                document.stack,
                "the template of a nested stack is published as an asset, and nothing publishes it",
                "give the stack around it the synthesizer `Synthesizer::bootstrapped()`",
            );
        }
        link(synthesis, parent, resource, url, arguments);
        document.nested_hash = Some(hash);
    }
    template
}

/// What verifies the version of the bootstrap stack, for a stack that is deployed on its own.
fn version_check(arena: &Arena, stack: Index) -> Option<(Parameter, CfnRule)> {
    let bootstrap = arena.bootstrap(stack)?;
    let is_checked = bootstrap.version_rule && arena.nested(stack).is_none();
    is_checked.then(|| bootstrap.version_check())
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

/// What the assembly has of a template. What is wrong with it is reported.
fn artifact(synthesis: &mut Synthesis<'_>, document: Document, written: Written) -> StackArtifact {
    let Document {
        stack,
        nested_hash,
        added,
    } = document;
    let Written {
        text: template_text,
        found,
        template,
    } = written;
    if let Some(template) = &template {
        check::template(synthesis, stack, template, found);
        if synthesis.shows_properties() {
            show(synthesis, stack, template);
        }
    }
    check::size(synthesis, stack, template_text.len());
    let arena = &synthesis.tree.read();
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

/// Keeps the properties of the resources as they are in the template.
fn show(synthesis: &mut Synthesis<'_>, stack: Index, template: &Template) {
    let elements = synthesis.drafts.get(&stack).map(|draft| &draft.elements);
    let shown = elements.into_iter().flatten().filter_map(|node| {
        let entry = template.resources().get(synthesis.places.id(*node)?)?;
        let properties = Json::Object(entry.resource().properties());
        Some((*node, properties.to_string()))
    });
    synthesis.shown.extend(shown);
}
