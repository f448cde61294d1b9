//! Documents: from drafts to checked templates as text.

use super::StackArtifact;
use crate::check;
use crate::finding::Rule;
use crate::names;
use crate::resolve::Synthesis;
use crate::resolve::draft::{Late, LateDraft, NestedDraft, StackDraft};
use crate::tags::put_sorted;
use crate::tree::arena::{Arena, Index, ROOT};
use cognito_cdk_template::{Json, Object, Template, intrinsics};

/// The templates of all stacks, each after those that are nested in it.
pub(super) fn documents(synthesis: &mut Synthesis<'_>) -> Vec<StackArtifact> {
    let order: Vec<Index> = {
        let arena = synthesis.tree.read();
        let mut order = Vec::new();
        postorder_stacks(&arena, &mut order);
        order
    };
    let mut artifacts = Vec::with_capacity(order.len());
    for stack in order {
        let Some(draft) = synthesis.drafts.remove(&stack) else {
            continue;
        };
        artifacts.push(document(synthesis, stack, draft));
    }
    check::duplicate_stacks(synthesis, &artifacts);
    artifacts
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

fn document(synthesis: &mut Synthesis<'_>, stack: Index, draft: StackDraft) -> StackArtifact {
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
    check::template(synthesis, stack, &template, &names);
    let text = if compact {
        template.to_compact_text()
    } else {
        template.to_text()
    };
    check::size(synthesis, stack, text.len());
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
    let artifact = artifact(&synthesis.tree.read(), stack, text, nested_hash);
    StackArtifact { added, ..artifact }
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

fn artifact(
    arena: &Arena,
    stack: Index,
    template: String,
    nested_hash: Option<String>,
) -> StackArtifact {
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
        template,
        nested_hash,
        added: Vec::new(),
        dependencies: Vec::new(),
    }
}
