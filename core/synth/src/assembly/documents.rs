//! Documents: from drafts to checked templates as text.

use super::{StackArtifact, parallel};
use crate::check;
use crate::finding::Rule;
use crate::names;
use crate::resolve::Synthesis;
use crate::resolve::draft::{Late, LateDraft, NestedDraft, StackDraft};
use crate::tags::put_sorted;
use crate::tree::arena::{Arena, Index, ROOT};
use cognito_cdk_template::{Finding, Json, Object, Template, intrinsics};
use std::rc::Rc;

/// From this many resources on, the templates are checked and written on all processors. Below, starting
/// threads takes longer than it saves.
const PARALLEL_FROM: usize = 1_000;

/// The templates of all stacks, each after those that are nested in it.
pub(super) fn documents(synthesis: &mut Synthesis<'_>) -> Vec<StackArtifact> {
    let order: Vec<Index> = {
        let arena = synthesis.tree.read();
        let mut order = Vec::new();
        postorder_stacks(&arena, &mut order);
        order
    };
    let mut documents = Vec::with_capacity(order.len());
    for stack in order {
        if let Some(draft) = synthesis.drafts.remove(&stack) {
            documents.push(document(synthesis, stack, draft));
        }
    }
    let (documents, templates): (Vec<_>, Vec<_>) = documents.into_iter().unzip();
    let written = write_all(synthesis, templates);
    let artifacts = documents.into_iter().zip(written);
    let artifacts: Vec<_> = artifacts
        .map(|(document, written)| artifact(synthesis, document, written))
        .collect();
    check::duplicate_stacks(synthesis, &artifacts);
    artifacts
}

/// What is known of a stack beside its finished template.
struct Document {
    stack: Index,
    /// The hash by which the stack around it knows the template, if it is nested.
    nested_hash: Option<String>,
    /// The constructs of the elements, by logical id.
    names: Vec<(Rc<str>, Index)>,
    /// What references have added: paths below the stack and logical ids.
    added: Vec<(String, String)>,
}

/// A finished template, and whether it is written on one line.
type Finished = (Template, bool);

/// A template as text, and what is wrong with it.
struct Written {
    text: String,
    found: Vec<Finding>,
    /// The template, where something is still to be said about it.
    template: Option<Template>,
}

/// Checks and writes all templates. Each is dropped when that is done, so that the next one gets its memory.
fn write_all(synthesis: &Synthesis<'_>, templates: Vec<Finished>) -> Vec<Written> {
    let (added, shown) = {
        let arena = synthesis.tree.read();
        let shown = arena.app().is_some_and(|app| app.tree_properties);
        (arena.template_checks.clone(), shown)
    };
    let write = |(template, compact): Finished| {
        let mut found = template.check();
        found.extend(added.iter().flat_map(|(_, check)| check(&template)));
        let text = if compact {
            template.to_compact_text()
        } else {
            template.to_text()
        };
        let template = (shown || !found.is_empty()).then_some(template);
        Written {
            text,
            found,
            template,
        }
    };
    let resources = templates
        .iter()
        .map(|(template, _)| template.resources().len());
    if resources.sum::<usize>() < PARALLEL_FROM {
        return templates.into_iter().map(write).collect();
    }
    parallel::map(templates, write)
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
fn document(
    synthesis: &mut Synthesis<'_>,
    stack: Index,
    draft: StackDraft,
) -> (Document, Finished) {
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
        let data = arena.node(stack).stack();
        (
            arena.bootstrap(stack),
            nested.map(|nested| (nested.parent, nested.resource)),
            data.is_some_and(|stack| stack.compact),
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
    (document, (template, compact))
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

fn head(arena: &Arena, stack: Index, template: &mut Template) {
    if let Some(data) = arena.node(stack).stack() {
        template.description.clone_from(&data.description);
        template.transforms.clone_from(&data.transforms);
        template.format_version.clone_from(&data.format_version);
        template.metadata.clone_from(&data.metadata);
    }
}

/// What the assembly has of a template. What is wrong with it is reported.
fn artifact(synthesis: &mut Synthesis<'_>, document: Document, written: Written) -> StackArtifact {
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
