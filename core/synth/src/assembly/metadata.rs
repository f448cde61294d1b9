//! What the manifest says about the constructs of a stack: logical ids, places in the program, messages.

use super::pretty::Pretty;
use crate::annotations::WARNING;
use crate::finding::{Finding, Position};
use crate::resolve::Synthesis;
use crate::tags;
use crate::tree::arena::{Arena, Index, Kind};
use cognito_cdk_template::{Json, QuickHash};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::panic::Location;

/// How deep in the manifest the members of the metadata of a stack are.
const LEVEL: usize = 4;

/// About how many bytes the metadata of a construct takes.
const BYTES: usize = 160;

/// The warnings that nobody has acknowledged, by the path of the construct.
pub(super) type Warnings<'a> = BTreeMap<&'a str, Vec<&'a Finding>>;

/// Whether there are warnings about the construct at a path, or about one in it.
pub(super) fn is_warned(warnings: &Warnings<'_>, path: &str) -> bool {
    let inside = format!("{path}/");
    let mut next = warnings.range(inside.as_str()..);
    warnings.contains_key(path)
        || next
            .next()
            .is_some_and(|(path, _)| path.starts_with(&inside))
}

/// The members of the metadata of each stack, as they stand in the manifest.
pub(super) struct Metadata {
    text: String,
    stacks: HashMap<Index, Range<usize>, QuickHash>,
}

impl Metadata {
    pub(super) fn of(
        arena: &Arena,
        synthesis: &Synthesis<'_>,
        stacks: &[Index],
        warnings: &Warnings<'_>,
    ) -> Self {
        let mut w = Pretty::members(LEVEL);
        w.reserve(synthesis.order.len() * BYTES);
        let ranges = stacks.iter().map(|stack| {
            let start = w.begin();
            of_stack(&mut w, arena, synthesis, warnings, *stack);
            (*stack, start..w.len())
        });
        Self {
            stacks: ranges.collect(),
            text: w.into_string(),
        }
    }

    /// The members of one of the stacks.
    pub(super) fn of_stack(&self, stack: Index) -> Option<&str> {
        self.text.get(self.stacks.get(&stack)?.clone())
    }

    /// How many bytes all of it has.
    pub(super) const fn len(&self) -> usize {
        self.text.len()
    }
}

fn of_stack(
    w: &mut Pretty,
    arena: &Arena,
    synthesis: &Synthesis<'_>,
    warnings: &Warnings<'_>,
    stack: Index,
) {
    let mut key = String::new();
    // Constructs that are made in a loop have few places in the program.
    let mut places = Places::default();
    arena.walk(stack, |index, node, path| {
        let other = index != stack && node.stack().is_some_and(|s| s.nested.is_none());
        if other || matches!(node.kind, Kind::Stage(_)) {
            return false;
        }
        let id = synthesis.id(index);
        let warnings = if warnings.is_empty() {
            None
        } else {
            warnings.get(path)
        };
        let own = node.extra.iter().flat_map(|extra| &extra.metadata);
        let tags = if index == stack {
            tags::of_stack(arena, stack)
        } else {
            Vec::new()
        };
        let plain = warnings.is_none() && own.clone().count() == 0 && tags.is_empty();
        if id.is_none() && plain {
            return true;
        }
        key.clear();
        key.push('/');
        key.push_str(path);
        let made = places.text(node.position);
        if let Some(id) = id.filter(|_| plain) {
            logical_id(w.member(&key), id, made);
            return true;
        }
        w.member(&key).list(|w| {
            if let Some(id) = id {
                entry(w, "aws:cdk:logicalId", |w| w.string(id), made);
            }
            for (kind, data, position) in own {
                let data = data.to_string();
                entry(w, kind, |w| w.raw(&data), &position.to_string());
            }
            for warning in warnings.into_iter().flatten() {
                let text = format!("{} [ack: {}]", warning.message, warning.rule);
                entry(w, WARNING, |w| w.string(&text), made);
            }
            if !tags.is_empty() {
                entry(w, "aws:cdk:stack-tags", |w| stack_tags(w, &tags), made);
            }
        });
        true
    });
}

/// Places in the program as texts, each made once.
#[derive(Default)]
struct Places(HashMap<*const Location<'static>, String, QuickHash>);

impl Places {
    fn text(&mut self, position: Position) -> &str {
        let known = self.0.entry(std::ptr::from_ref(position));
        known.or_insert_with(|| position.to_string())
    }
}

fn entry(w: &mut Pretty, kind: &str, data: impl FnOnce(&mut Pretty), position: &str) {
    w.element().object(|w| {
        w.key("type").string(kind);
        data(w.key("data"));
        w.key("trace").list(|w| w.element().string(position));
    });
}

/// The list with the one entry that nearly every element has. It always stands at the same depth, so that
/// what is around the texts is always the same.
fn logical_id(w: &mut Pretty, id: &str, position: &str) {
    w.raw(concat!(
        "[\n          {\n            \"type\": \"aws:cdk:logicalId\",\n",
        "            \"data\": "
    ));
    w.string(id);
    w.raw(",\n            \"trace\": [\n              ");
    w.string(position);
    w.raw("\n            ]\n          }\n        ]");
}

fn stack_tags(w: &mut Pretty, tags: &[(String, Json)]) {
    w.list(|w| {
        for (key, value) in tags {
            w.element().object(|w| {
                w.key("key").string(key);
                w.key("value").string(&tags::text_of(value));
            });
        }
    });
}
