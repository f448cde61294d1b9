//! Tags: given to a scope, they reach every taggable resource in it, in the shape that its type wants.

use crate::names::order::{collate, sort_like_members};
use crate::tree::arena::{Arena, Index, ROOT};
use crate::tree::node::Node;
use crate::tree::scope::Scope;
use crate::type_filter::TypeFilter;
use cognito_cdk_template::schema::{TagsSchema, TagsShape};
use cognito_cdk_template::{IntoValue, Json, Object};

/// The type by which options select stacks themselves.
pub(crate) const STACK_TYPE: &str = "aws:cdk:stack";
/// The priority of tags that a resource was made with.
const OWN: u32 = 50;
/// The priority of [`Tags::add`].
const ADDED: u32 = 100;
/// The priority of [`Tags::remove`].
const REMOVED: u32 = 200;

/// The tags of a scope: of every taggable resource in it, and of the stacks in it.
///
/// ```
/// use cognito_cdk_synth::{App, Stack, TagOptions, Tags};
///
/// let stack = Stack::new(&App::new(), "Auth");
/// Tags::of(&stack).add("owner", "identity");
/// let options = TagOptions::new().exclude("AWS::Cognito::IdentityPool");
/// Tags::of(&stack).add_with("cost", "42", options);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tags(Node);

/// Which resources a tag is for, and which of several tags of one key counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagOptions {
    types: TypeFilter,
    priority: Option<u32>,
}

impl TagOptions {
    /// All resources, with the usual priority.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Only resources of this type, and of others that are included.
    #[must_use]
    pub fn include(mut self, cfn_type: impl Into<String>) -> Self {
        self.types.include(cfn_type);
        self
    }

    /// No resources of this type. `aws:cdk:stack` is the stack itself.
    #[must_use]
    pub fn exclude(mut self, cfn_type: impl Into<String>) -> Self {
        self.types.exclude(cfn_type);
        self
    }

    /// The priority: the higher one counts, of equal ones the one of the inner scope. Tags that a resource
    /// was made with have 50, [`Tags::add`] has 100, and [`Tags::remove`] 200.
    #[must_use]
    pub const fn priority(mut self, priority: u32) -> Self {
        self.priority = Some(priority);
        self
    }
}

/// A tag that is set, or removed, in a scope.
#[derive(Clone, Debug)]
pub(crate) struct TagChange {
    key: String,
    value: Option<Json>,
    options: TagOptions,
}

impl Tags {
    /// The tags of `scope`.
    #[must_use]
    pub fn of(scope: &impl Scope) -> Self {
        Self(scope.node().clone())
    }

    /// Sets a tag.
    pub fn add(&self, key: impl Into<String>, value: impl IntoValue<String>) {
        self.add_with(key, value, TagOptions::new());
    }

    /// Sets a tag of some of the resources.
    pub fn add_with(
        &self,
        key: impl Into<String>,
        value: impl IntoValue<String>,
        options: TagOptions,
    ) {
        self.change(key.into(), Some(value.into_value().into()), options);
    }

    /// Removes a tag that an outer scope has set.
    pub fn remove(&self, key: impl Into<String>) {
        self.remove_with(key, TagOptions::new());
    }

    /// Removes a tag of some of the resources.
    pub fn remove_with(&self, key: impl Into<String>, options: TagOptions) {
        self.change(key.into(), None, options);
    }

    fn change(&self, key: String, value: Option<Json>, options: TagOptions) {
        let change = TagChange {
            key,
            value,
            options,
        };
        let mut arena = self.0.tree.write();
        arena.node_mut(self.0.index).extra().tags.push(change);
    }
}

/// What the scopes around a construct say about its tags, outermost first.
pub(crate) fn changes(arena: &Arena, index: Index, cfn_type: &str) -> Vec<TagChange> {
    let mut changes = Vec::new();
    let mut at = index;
    loop {
        let node = arena.node(at);
        let own = node.extra.iter().flat_map(|extra| extra.tags.iter().rev());
        changes.extend(own.filter(|change| change.options.types.has(cfn_type)));
        if at == ROOT {
            break;
        }
        at = node.parent;
    }
    changes.into_iter().rev().cloned().collect()
}

/// The tags of one resource, each with its priority. A removed tag keeps its priority and no value.
#[derive(Default)]
struct TagSet(Vec<(String, Option<Json>, u32)>);

impl TagSet {
    fn change(&mut self, key: &str, value: Option<Json>, priority: u32) {
        match self.0.iter_mut().find(|(name, _, _)| name == key) {
            Some(tag) if tag.2 <= priority => (tag.1, tag.2) = (value, priority),
            Some(_) => {}
            None => self.0.push((key.to_owned(), value, priority)),
        }
    }

    fn apply(&mut self, changes: &[TagChange]) {
        for change in changes {
            let usual = if change.value.is_some() {
                ADDED
            } else {
                REMOVED
            };
            let priority = change.options.priority.unwrap_or(usual);
            self.change(&change.key, change.value.clone(), priority);
        }
    }

    /// The tags that are left, by key.
    fn into_sorted(self) -> Vec<(String, Json)> {
        let tags = self.0.into_iter();
        let mut tags: Vec<_> = tags
            .filter_map(|(key, value, _)| Some((key, value?)))
            .collect();
        tags.sort_by(|(left, _), (right, _)| collate(left, right));
        tags
    }
}

/// Merges the tags of the scopes into those of a resource; `false` if its own are an expression, which
/// nothing can be merged with.
pub(crate) fn apply(properties: &mut Object, schema: TagsSchema, changes: &[TagChange]) -> bool {
    let own = properties.get(schema.property);
    if own.is_none() && changes.is_empty() {
        return true;
    }
    let mut tags = TagSet::default();
    match own {
        None => {}
        Some(Json::Object(own)) => {
            for (key, value) in own.iter() {
                tags.change(key, Some(value.clone()), OWN);
            }
        }
        Some(Json::List(own)) => {
            for tag in own {
                let Some((Json::String(key), Some(value))) = tag
                    .as_object()
                    .and_then(|tag| Some((tag.get("Key")?, tag.get("Value").cloned())))
                else {
                    return changes.is_empty();
                };
                tags.change(key, Some(value), OWN);
            }
        }
        Some(_) => return changes.is_empty(),
    }
    tags.apply(changes);
    let mut tags = tags.into_sorted();
    if tags.is_empty() {
        properties.remove(schema.property);
        return true;
    }
    let value = match schema.shape {
        TagsShape::Map => {
            sort_like_members(&mut tags, |(key, _)| key);
            Json::object(tags)
        }
        _ => Json::list(
            tags.into_iter()
                .map(|(key, value)| Json::object([("Key", Json::from(key)), ("Value", value)])),
        ),
    };
    put_sorted(properties, schema.property, value);
    true
}

/// Sets a property in properties that are sorted by name.
pub(crate) fn put_sorted(properties: &mut Object, name: &'static str, value: Json) {
    if properties.get(name).is_some() {
        return properties.insert(name, value);
    }
    let mut value = Some(value);
    let mut sorted = Object::new();
    for (key, old) in std::mem::take(properties) {
        if *key > *name
            && let Some(value) = value.take()
        {
            sorted.insert(name, value);
        }
        sorted.insert(key, old);
    }
    if let Some(value) = value {
        sorted.insert(name, value);
    }
    *properties = sorted;
}

/// The tags of a stack itself: its own, and those of the scopes around it, with literal values.
pub(crate) fn of_stack(arena: &Arena, stack: Index) -> Vec<(String, Json)> {
    let mut tags = TagSet::default();
    let data = arena.node(stack).stack();
    for (key, value) in data.iter().flat_map(|stack| &stack.tags) {
        tags.change(key, Some(value.clone()), OWN);
    }
    tags.apply(&changes(arena, stack, STACK_TYPE));
    tags.into_sorted()
}

/// A text as it is, and an expression as JSON.
pub(crate) fn text_of(value: &Json) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
