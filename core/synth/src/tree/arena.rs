//! The arena behind all handles: one list of nodes for each app.

use super::app::AppData;
use super::nested::NestedData;
use super::stack::StackData;
use super::stage::StageData;
use crate::annotations::Acknowledgement;
use crate::aspects::{Aspect, Visits};
use crate::element::ElementData;
use crate::finding::{Finding, Position, Rule};
use crate::names::order::array_index;
use crate::tags::TagChange;
use cognito_cdk_template::check::Finding as TemplateFinding;
use cognito_cdk_template::{ElementId, Json, QuickHash, Template};
use serde_json::Value as Data;
use std::any::{Any, TypeId};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell, RefMut};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A check of every template of an app, beside those that templates have anyway.
pub type TemplateCheck = fn(&Template) -> Vec<TemplateFinding>;

/// The place of a node in the arena.
pub(crate) type Index = u32;

/// The root of the tree: the app.
pub(crate) const ROOT: Index = 0;

/// From this many children on, a scope looks them up in a table.
const TABLE_FROM: usize = 8;

/// Tells the elements of one app from those of another one in the same process.
static APPS: AtomicU32 = AtomicU32::new(1);

/// The construct tree of one app.
pub(crate) struct Tree {
    pub(crate) number: u32,
    arena: RefCell<Arena>,
    changes: Cell<u64>,
}

pub(crate) struct Arena {
    root: Node,
    /// The nodes but the root: number `n` is at `n - 1`.
    nodes: Vec<Node>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) lazies: Vec<Rc<dyn Fn() -> Json>>,
    pub(crate) aspects: Vec<Rc<dyn Aspect>>,
    pub(crate) visits: Visits,
    pub(crate) template_checks: Vec<(&'static str, TemplateCheck)>,
}

pub(crate) struct Node {
    pub(crate) id: Rc<str>,
    pub(crate) parent: Index,
    pub(crate) children: Vec<Index>,
    pub(crate) kind: Kind,
    pub(crate) position: Position,
    pub(crate) extra: Option<Box<Extra>>,
    /// Whether a child has an id that is a number, and so does not stand where it was added.
    has_indexes: bool,
    /// Whether the construct is outside of the tree, because something is wrong with its id.
    refused: bool,
}

pub(crate) enum Kind {
    Construct,
    App(Box<AppData>),
    Stage(Box<StageData>),
    Stack(Box<StackData>),
    Element(ElementData),
}

/// What few constructs have.
#[derive(Default)]
pub(crate) struct Extra {
    pub(crate) context: Vec<(String, Data)>,
    pub(crate) metadata: Vec<(String, Json, Position)>,
    pub(crate) validations: Vec<Rc<dyn Fn() -> Vec<String>>>,
    pub(crate) dependencies: Vec<(Index, Position)>,
    /// What a resource itself was told to wait for.
    pub(crate) depends_on: Vec<(Index, Position)>,
    pub(crate) aspects: Vec<(u32, usize)>,
    pub(crate) tags: Vec<TagChange>,
    pub(crate) acknowledgements: Vec<Acknowledgement>,
    pub(crate) default_child: Option<Index>,
    pub(crate) locked: bool,
    pub(crate) provided: Vec<(TypeId, Rc<dyn Any>)>,
    /// The children by id, if they are many.
    table: Option<HashMap<Rc<str>, Index, QuickHash>>,
}

impl Tree {
    pub(crate) fn new(app: AppData, position: Position) -> Rc<Self> {
        Rc::new(Self {
            number: APPS.fetch_add(1, Ordering::Relaxed),
            arena: RefCell::new(Arena {
                root: Node::new(Rc::from(""), ROOT, Kind::App(Box::new(app)), position),
                nodes: Vec::new(),
                findings: Vec::new(),
                lazies: Vec::new(),
                aspects: Vec::new(),
                visits: Visits::default(),
                template_checks: Vec::new(),
            }),
            changes: Cell::new(0),
        })
    }

    /// The arena to read. It is never held while code of the user runs.
    pub(crate) fn read(&self) -> Ref<'_, Arena> {
        self.arena.borrow()
    }

    /// The arena to change. It is never held while code of the user runs.
    pub(crate) fn write(&self) -> RefMut<'_, Arena> {
        self.changes.set(self.changes.get() + 1);
        self.arena.borrow_mut()
    }

    /// How often the arena has been changed, so that somebody can see whether it is what it was.
    pub(crate) const fn changes(&self) -> u64 {
        self.changes.get()
    }

    /// Takes the findings from that number on out again. The constructs stay what they are.
    pub(crate) fn take_findings(&self, from: usize) -> Vec<Finding> {
        self.arena.borrow_mut().findings.split_off(from)
    }

    pub(crate) fn report(&self, finding: Finding) {
        self.write().findings.push(finding);
    }
}

impl Node {
    fn new(id: Rc<str>, parent: Index, kind: Kind, position: Position) -> Self {
        Self {
            id,
            parent,
            children: Vec::new(),
            kind,
            position,
            extra: None,
            has_indexes: false,
            refused: false,
        }
    }

    pub(crate) const fn stack(&self) -> Option<&StackData> {
        match &self.kind {
            Kind::Stack(stack) => Some(stack),
            _ => None,
        }
    }

    pub(crate) const fn element(&self) -> Option<&ElementData> {
        match &self.kind {
            Kind::Element(element) => Some(element),
            _ => None,
        }
    }

    fn table_mut(&mut self) -> Option<&mut HashMap<Rc<str>, Index, QuickHash>> {
        self.extra.as_mut()?.table.as_mut()
    }

    pub(crate) fn extra(&mut self) -> &mut Extra {
        self.extra.get_or_insert_default()
    }
}

impl Arena {
    pub(crate) fn node(&self, index: Index) -> &Node {
        position(index)
            .and_then(|at| self.nodes.get(at))
            .unwrap_or(&self.root)
    }

    pub(crate) fn node_mut(&mut self, index: Index) -> &mut Node {
        match position(index) {
            Some(at) if at < self.nodes.len() => self.nodes.get_mut(at).unwrap_or(&mut self.root),
            _ => &mut self.root,
        }
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len() + 1
    }

    pub(crate) fn app(&self) -> Option<&AppData> {
        match &self.root.kind {
            Kind::App(app) => Some(app),
            _ => None,
        }
    }

    pub(crate) fn element_mut(&mut self, index: Index) -> Option<&mut ElementData> {
        match &mut self.node_mut(index).kind {
            Kind::Element(element) => Some(element),
            _ => None,
        }
    }

    pub(crate) fn stack_mut(&mut self, index: Index) -> Option<&mut StackData> {
        match &mut self.node_mut(index).kind {
            Kind::Stack(stack) => Some(stack),
            _ => None,
        }
    }

    /// Adds a construct. A problem with its id is recorded, and then the construct stays outside of the
    /// tree: the app cannot be synthesized, and everything else that is wrong is still found.
    pub(crate) fn add(&mut self, parent: Index, id: &str, kind: Kind, position: Position) -> Index {
        let id: Rc<str> = Rc::from(sanitized(id));
        let index = Index::try_from(self.len()).unwrap_or(Index::MAX);
        let problem = self.problem_with_id(parent, &id, &kind);
        self.nodes
            .push(Node::new(id.clone(), parent, kind, position));
        if let Some(finding) = problem {
            self.findings.push(finding.position(position));
            self.node_mut(index).refused = true;
            return index;
        }
        let scope = self.node_mut(parent);
        scope.children.push(index);
        scope.has_indexes |= array_index(&id).is_some();
        if let Some(table) = scope.table_mut() {
            table.insert(id, index);
        } else if scope.children.len() == TABLE_FROM {
            let children = scope.children.clone();
            let children = children.into_iter();
            let table = children.map(|child| (self.node(child).id.clone(), child));
            let table = table.collect();
            self.node_mut(parent).extra().table = Some(table);
        }
        index
    }

    fn problem_with_id(&self, parent: Index, id: &str, kind: &Kind) -> Option<Finding> {
        if id.is_empty() {
            return Some(Finding::of(
                Rule::InvalidId,
                self.path(parent),
                "a construct of this scope has an empty id",
                "give it a name that is unique in its scope",
            ));
        }
        let path = || match self.path(parent).as_str() {
            "" => id.to_owned(),
            scope => format!("{scope}/{id}"),
        };
        if matches!(kind, Kind::Element(_)) && self.stack_of(parent).is_none() {
            return Some(Finding::of(
                Rule::OutsideStack,
                path(),
                "the element is in no stack",
                "make it inside a `Stack`",
            ));
        }
        if let Some(other) = self.child(parent, id) {
            let message = format!(
                "there is already a construct of this id, made at {}",
                self.node(other).position
            );
            return Some(Finding::of(
                Rule::DuplicateId,
                path(),
                message,
                "give each construct of a scope its own id",
            ));
        }
        let locked = |node: &Node| node.extra.as_ref().is_some_and(|extra| extra.locked);
        if self.nearest(parent, locked).is_some() {
            let message = "the scope is locked, so that nothing can be added to it";
            let remedy = "make the construct before the scope is locked";
            return Some(Finding::of(Rule::Locked, path(), message, remedy));
        }
        None
    }

    /// The child of that id, which is sanitized as all ids are.
    pub(crate) fn child(&self, parent: Index, id: &str) -> Option<Index> {
        let id = sanitized(id);
        let node = self.node(parent);
        let extra = node.extra.as_ref();
        if let Some(table) = extra.and_then(|extra| extra.table.as_ref()) {
            return table.get(&*id).copied();
        }
        let mut children = node.children.iter().copied();
        children.find(|child| *self.node(*child).id == *id)
    }

    pub(crate) fn remove_child(&mut self, parent: Index, id: &str) {
        let Some(child) = self.child(parent, id) else {
            return;
        };
        let id = self.node(child).id.clone();
        let scope = self.node_mut(parent);
        scope.children.retain(|other| *other != child);
        if let Some(table) = scope.table_mut() {
            table.remove(&id);
        }
    }

    /// The children in the order in which AWS CDK visits them.
    pub(crate) fn children(&self, parent: Index) -> Cow<'_, [Index]> {
        let node = self.node(parent);
        if !node.has_indexes {
            return Cow::Borrowed(&node.children);
        }
        let mut children = node.children.clone();
        let index = |child: &Index| array_index(&self.node(*child).id);
        children.sort_by_key(|child| index(child).map_or((1, 0), |index| (0, index)));
        Cow::Owned(children)
    }

    /// The constructs from the root to `index`.
    pub(crate) fn scopes(&self, index: Index) -> Vec<Index> {
        let mut scopes = vec![index];
        let mut at = index;
        while at != ROOT {
            at = self.node(at).parent;
            scopes.push(at);
        }
        scopes.reverse();
        scopes
    }

    pub(crate) fn path(&self, index: Index) -> String {
        self.ids_below(ROOT, index).join("/")
    }

    /// The ids below `from`, which is not among them, down to `index`.
    pub(crate) fn ids_below(&self, from: Index, index: Index) -> Vec<&str> {
        let mut ids = Vec::new();
        self.put_ids_below(from, index, &mut ids);
        ids
    }

    /// Makes `ids` the ids below `from`, down to `index`.
    pub(crate) fn put_ids_below<'a>(&'a self, from: Index, index: Index, ids: &mut Vec<&'a str>) {
        ids.clear();
        let mut at = index;
        while at != from && at != ROOT {
            let node = self.node(at);
            ids.push(&*node.id);
            at = node.parent;
        }
        ids.reverse();
    }

    /// The innermost stack that has `index` inside or is it.
    pub(crate) fn stack_of(&self, index: Index) -> Option<Index> {
        self.nearest(index, |node| matches!(node.kind, Kind::Stack(_)))
    }

    /// Whether a construct or one around it was refused when it was made.
    pub(crate) fn is_refused(&self, index: Index) -> bool {
        self.nearest(index, |node| node.refused).is_some()
    }

    /// The innermost stage, which may be the app.
    pub(crate) fn stage_of(&self, index: Index) -> Index {
        self.nearest(index, |node| {
            matches!(node.kind, Kind::Stage(_) | Kind::App(_))
        })
        .unwrap_or(ROOT)
    }

    /// What a stack is nested in, if it is.
    pub(crate) fn nested(&self, stack: Index) -> Option<&NestedData> {
        self.node(stack).stack()?.nested.as_ref()
    }

    fn nearest(&self, index: Index, is_it: impl Fn(&Node) -> bool) -> Option<Index> {
        let mut at = index;
        loop {
            let node = self.node(at);
            if is_it(node) {
                return Some(at);
            }
            if at == ROOT {
                return None;
            }
            at = node.parent;
        }
    }

    /// The constructs from `start` on, each before its children. `enter` says whether to go below one.
    pub(crate) fn preorder(
        &self,
        start: Index,
        enter: impl Fn(Index, &Node) -> bool,
    ) -> Vec<Index> {
        let mut found = Vec::new();
        let mut waiting = vec![start];
        while let Some(index) = waiting.pop() {
            found.push(index);
            if index == start || enter(index, self.node(index)) {
                waiting.extend(self.children(index).iter().rev());
            }
        }
        found
    }

    /// Visits the constructs from `start` on with their paths, each before its children. `visit` says
    /// whether to go below one.
    pub(crate) fn walk(&self, start: Index, mut visit: impl FnMut(Index, &Node, &str) -> bool) {
        let mut path = self.path(self.node(start).parent);
        // With each construct that waits goes the length of the path of its scope.
        let mut waiting = vec![(start, path.len())];
        while let Some((index, length)) = waiting.pop() {
            let node = self.node(index);
            path.truncate(length);
            if length > 0 {
                path.push('/');
            }
            path.push_str(&node.id);
            if visit(index, node, &path) {
                let below = self.children(index);
                waiting.extend(below.iter().rev().map(|child| (*child, path.len())));
            }
        }
    }

    /// A value of the context, of the innermost construct that has one.
    pub(crate) fn context(&self, index: Index, key: &str) -> Option<&Data> {
        let mut at = index;
        loop {
            let node = self.node(at);
            let mut values = node.extra.iter().flat_map(|extra| &extra.context);
            if let Some((_, value)) = values.find(|(name, _)| name == key) {
                return Some(value);
            }
            if at == ROOT {
                return None;
            }
            at = node.parent;
        }
    }
}

fn position(index: Index) -> Option<usize> {
    usize::try_from(index).ok()?.checked_sub(1)
}

/// An id as it stands in paths: what separates ids there is replaced.
fn sanitized(id: &str) -> Cow<'_, str> {
    if id.bytes().any(|byte| matches!(byte, b'/' | b'\n')) {
        return Cow::Owned(id.replace(['/', '\n'], "--"));
    }
    Cow::Borrowed(id)
}

/// What an element id says: the app, how the reference crosses stacks, and the node or lazy value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ElementKey {
    pub(crate) app: u32,
    pub(crate) mode: u8,
    pub(crate) index: u32,
}

/// How many bits of an element id are the index.
const INDEX_BITS: u32 = 28;

impl ElementKey {
    /// The mode of a lazy value; the others are those of a reference.
    pub(crate) const LAZY: u8 = 15;

    pub(crate) fn id(self) -> ElementId {
        let low = (u32::from(self.mode) << INDEX_BITS) | self.index;
        ElementId::new((u64::from(self.app) << 32) | u64::from(low))
    }

    pub(crate) fn of(id: ElementId) -> Self {
        // The halves of 64 bits are 32 bits, so nothing is lost.
        let part = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).unwrap_or_default();
        let (app, low) = (part(id.get() >> 32), part(id.get()));
        Self {
            app,
            mode: u8::try_from(low >> INDEX_BITS).unwrap_or_default(),
            index: low & ((1 << INDEX_BITS) - 1),
        }
    }
}
