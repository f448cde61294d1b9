//! `Node`: the place of a construct in the tree, and all that every construct can do.

use super::arena::{Index, Kind, ROOT, TemplateCheck, Tree};
use super::scope::Scope;
use crate::element::CfnResource;
use crate::finding::{Finding, Position, Rule};
use crate::names;
use cognito_cdk_template::Json;
use serde_json::Value as Data;
use std::any::{Any, TypeId};
use std::fmt;
use std::panic::Location;
use std::rc::Rc;

/// The place of a construct in its tree. It is cheap to clone, and a scope like any other.
#[derive(Clone)]
pub struct Node {
    pub(crate) tree: Rc<Tree>,
    pub(crate) index: Index,
}

/// In which order constructs are visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Each construct before its children.
    PreOrder,
    /// Each construct after its children.
    PostOrder,
}

impl Scope for Node {
    fn node(&self) -> &Node {
        self
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.tree, &other.tree) && self.index == other.index
    }
}

impl Eq for Node {}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Node").field(&self.path()).finish()
    }
}

impl Node {
    pub(crate) fn at(&self, index: Index) -> Self {
        Self {
            tree: Rc::clone(&self.tree),
            index,
        }
    }

    pub(crate) fn child(&self, id: &str, kind: Kind, position: Position) -> Self {
        let index = self.tree.write().add(self.index, id, kind, position);
        self.at(index)
    }

    pub(crate) fn report(
        &self,
        rule: Rule,
        message: impl Into<String>,
        remedy: impl Into<String>,
        position: Position,
    ) {
        let finding = Finding::of(rule, self.path(), message, remedy).position(position);
        self.tree.report(finding);
    }

    /// The id inside the scope. A `/` or a line feed of the given id has become `--`.
    #[must_use]
    pub fn id(&self) -> String {
        self.tree.read().node(self.index).id.to_string()
    }

    /// The ids from below the app to this construct, with `/` in between.
    #[must_use]
    pub fn path(&self) -> String {
        self.tree.read().path(self.index)
    }

    /// An address of 42 characters that is unique in the tree and depends on the path alone.
    #[must_use]
    pub fn addr(&self) -> String {
        let arena = self.tree.read();
        let scopes = arena.scopes(self.index);
        names::address(scopes.into_iter().map(|scope| &*arena.node(scope).id))
    }

    /// An id of letters and digits that is unique in the tree; nothing if all ids on the way are hidden.
    #[must_use]
    pub fn unique_id(&self) -> Option<String> {
        let arena = self.tree.read();
        if self.index == ROOT {
            return Some(String::new());
        }
        names::unique_id(&arena.ids_below(ROOT, self.index))
    }

    /// The construct that this one was made in; the app has none.
    #[must_use]
    pub fn scope(&self) -> Option<Self> {
        let parent = self.tree.read().node(self.index).parent;
        (self.index != ROOT).then(|| self.at(parent))
    }

    /// The constructs from the app to this one.
    #[must_use]
    pub fn scopes(&self) -> Vec<Self> {
        let scopes = self.tree.read().scopes(self.index);
        scopes.into_iter().map(|index| self.at(index)).collect()
    }

    /// The app.
    #[must_use]
    pub fn root(&self) -> Self {
        self.at(ROOT)
    }

    /// The constructs that were made in this one, in the order of the template: as they were made, but
    /// ids that are numbers first.
    #[must_use]
    pub fn children(&self) -> Vec<Self> {
        let arena = self.tree.read();
        let children = arena.children(self.index);
        children.iter().map(|index| self.at(*index)).collect()
    }

    /// The child of that id.
    #[must_use]
    pub fn find_child(&self, id: &str) -> Option<Self> {
        let child = self.tree.read().child(self.index, id)?;
        Some(self.at(child))
    }

    /// Takes the child of that id out of the tree, if there is one.
    pub fn remove_child(&self, id: &str) {
        self.tree.write().remove_child(self.index, id);
    }

    /// The child that stands for the construct: `Resource` or `Default`, or the one that was set.
    #[must_use]
    pub fn default_child(&self) -> Option<Self> {
        let arena = self.tree.read();
        let set = arena.node(self.index).extra.as_ref();
        let child = set
            .and_then(|extra| extra.default_child)
            .or_else(|| arena.child(self.index, "Resource"))
            .or_else(|| arena.child(self.index, "Default"))?;
        drop(arena);
        Some(self.at(child))
    }

    /// Says which child stands for the construct.
    pub fn set_default_child(&self, child: &impl Scope) {
        let child = child.node().index;
        self.tree.write().node_mut(self.index).extra().default_child = Some(child);
    }

    /// This construct and all below it.
    #[must_use]
    pub fn find_all(&self, order: Order) -> Vec<Self> {
        let arena = self.tree.read();
        let found = match order {
            Order::PreOrder => arena.preorder(self.index, |_, _| true),
            Order::PostOrder => {
                let mut found = Vec::new();
                let mut waiting = vec![(self.index, false)];
                while let Some((index, entered)) = waiting.pop() {
                    if entered {
                        found.push(index);
                    } else {
                        waiting.push((index, true));
                        let children = arena.children(index);
                        waiting.extend(children.iter().rev().map(|child| (*child, false)));
                    }
                }
                found
            }
        };
        found.into_iter().map(|index| self.at(index)).collect()
    }

    /// Where the construct was made.
    #[must_use]
    pub fn position(&self) -> Position {
        self.tree.read().node(self.index).position
    }

    /// The resource, if the construct is one.
    #[must_use]
    pub fn cfn_resource(&self) -> Option<CfnResource> {
        CfnResource::of(self)
    }

    /// Sets a value of the context for this construct and all below it. It must be set before children
    /// are made, for they may have read it.
    #[track_caller]
    pub fn set_context(&self, key: impl Into<String>, value: impl Into<Data>) {
        let key = key.into();
        let mut arena = self.tree.write();
        let node = arena.node_mut(self.index);
        if node.children.is_empty() {
            let context = &mut node.extra().context;
            context.retain(|(name, _)| *name != key);
            return context.push((key, value.into()));
        }
        drop(arena);
        self.report(
            Rule::Context,
            format!("the context `{key}` is set after children were made"),
            "set the context first",
            Location::caller(),
        );
    }

    /// The value of the context under `key`, of this construct or the nearest above it.
    #[must_use]
    pub fn try_get_context(&self, key: &str) -> Option<Data> {
        self.tree.read().context(self.index, key).cloned()
    }

    /// All of the context that holds for this construct, in no particular order.
    #[must_use]
    pub fn all_context(&self) -> serde_json::Map<String, Data> {
        let arena = self.tree.read();
        let mut all = serde_json::Map::new();
        for scope in arena.scopes(self.index) {
            let extra = arena.node(scope).extra.as_ref();
            for (key, value) in extra.iter().flat_map(|extra| &extra.context) {
                all.insert(key.clone(), value.clone());
            }
        }
        all
    }

    /// Gives a value to this construct and all below it, which [`provided`](Self::provided) finds by its
    /// type: the settings of a construct library, for instance. A second value of a type replaces the
    /// first one.
    pub fn provide<T: Any>(&self, value: T) {
        let (kind, value): (_, Rc<dyn Any>) = (TypeId::of::<T>(), Rc::new(value));
        let mut arena = self.tree.write();
        let provided = &mut arena.node_mut(self.index).extra().provided;
        provided.retain(|(other, _)| *other != kind);
        provided.push((kind, value));
    }

    /// The value of a type that this construct, or the nearest above it, was given.
    #[must_use]
    pub fn provided<T: Any>(&self) -> Option<Rc<T>> {
        let arena = self.tree.read();
        let of = |index: Index| {
            let extra = arena.node(index).extra.as_ref()?;
            let mut provided = extra.provided.iter();
            let (_, value) = provided.find(|(kind, _)| *kind == TypeId::of::<T>())?;
            Rc::clone(value).downcast().ok()
        };
        let mut at = self.index;
        loop {
            if let Some(value) = of(at) {
                return Some(value);
            }
            if at == ROOT {
                return None;
            }
            at = arena.node(at).parent;
        }
    }

    /// Adds a check of every template of the app, unless one of that name is there. What it finds is
    /// reported with the construct and its place in the program.
    pub fn add_template_check(&self, name: &'static str, check: TemplateCheck) {
        let checks = &mut self.tree.write().template_checks;
        if !checks.iter().any(|(other, _)| *other == name) {
            checks.push((name, check));
        }
    }

    /// Adds an entry to the metadata of the construct, which goes into the cloud assembly.
    #[track_caller]
    pub fn add_metadata(&self, kind: impl Into<String>, data: impl Into<Json>) {
        let data = data.into();
        if data != Json::Null {
            let entry = (kind.into(), data, Location::caller());
            let mut arena = self.tree.write();
            arena.node_mut(self.index).extra().metadata.push(entry);
        }
    }

    /// The metadata of the construct: kind and data of each entry.
    #[must_use]
    pub fn metadata(&self) -> Vec<(String, Json)> {
        let arena = self.tree.read();
        let extra = arena.node(self.index).extra.as_ref();
        let entries = extra.iter().flat_map(|extra| &extra.metadata);
        entries
            .map(|(kind, data, _)| (kind.clone(), data.clone()))
            .collect()
    }

    /// Adds a validation, which runs with each synthesis: every text that it gives is an error.
    pub fn add_validation(&self, validate: impl Fn() -> Vec<String> + 'static) {
        let mut arena = self.tree.write();
        let extra = arena.node_mut(self.index).extra();
        extra.validations.push(Rc::new(validate));
    }

    /// Reports what is wrong with this construct. An error makes the synthesis fail.
    ///
    /// The construct and its position are filled in where the finding has none.
    pub fn add_finding(&self, mut finding: Finding) {
        if finding.construct.is_empty() {
            finding.construct = self.path();
        }
        let position = finding.position.unwrap_or_else(|| self.position());
        self.tree.report(finding.position(position));
    }

    /// Deploys all resources of this construct after those of `other`.
    #[track_caller]
    pub fn add_dependency(&self, other: &impl Scope) {
        let other = other.node();
        if !Rc::ptr_eq(&self.tree, &other.tree) {
            return self.report(
                Rule::ForeignReference,
                format!("a dependency on `{}` of another app", other.path()),
                "keep both in one app",
                Location::caller(),
            );
        }
        let dependency = (other.index, Location::caller());
        let mut arena = self.tree.write();
        let extra = arena.node_mut(self.index).extra();
        if !extra.dependencies.iter().any(|(to, _)| *to == other.index) {
            extra.dependencies.push(dependency);
        }
    }

    /// Takes a dependency back.
    pub fn remove_dependency(&self, other: &impl Scope) {
        let other = other.node().index;
        let mut arena = self.tree.write();
        let dependencies = &mut arena.node_mut(self.index).extra().dependencies;
        dependencies.retain(|(to, _)| *to != other);
    }

    /// What the construct depends on.
    #[must_use]
    pub fn dependencies(&self) -> Vec<Self> {
        let arena = self.tree.read();
        let extra = arena.node(self.index).extra.as_ref();
        let dependencies = extra.iter().flat_map(|extra| &extra.dependencies);
        dependencies.map(|(to, _)| self.at(*to)).collect()
    }

    /// Lets nothing more be made in this construct.
    pub fn lock(&self) {
        self.tree.write().node_mut(self.index).extra().locked = true;
    }
}
