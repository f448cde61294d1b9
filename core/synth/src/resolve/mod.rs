//! Resolution: from constructs to drafts of templates, in which every reference has its logical id.

pub(crate) mod depends;
pub(crate) mod draft;
pub(crate) mod exports;
pub(crate) mod json_text;
pub(crate) mod lazy;
pub(crate) mod places;
mod references;
pub(crate) mod strength;
pub(crate) mod work;

use crate::finding::{Finding, Rule};
use crate::names;
use crate::tree::arena::{Arena, ElementKey, Index, Kind, ROOT, Tree};
use cognito_cdk_template::{Expr, Function, IntoValue, Json, QuickHash, Target, Value, intrinsics};
use draft::StackDraft;
use places::Places;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// How deep lazy values may give lazy values.
const MAX_LAZY: usize = 64;

/// The synthesis of one app: what is known of it, and the drafts of its templates.
pub(crate) struct Synthesis<'a> {
    pub(crate) tree: &'a Rc<Tree>,
    /// All constructs of the tree, each before its children.
    pub(crate) order: Vec<Index>,
    pub(crate) places: Arc<Places>,
    /// The stacks, each before those that are nested in it.
    pub(crate) stacks: Vec<Index>,
    pub(crate) drafts: HashMap<Index, StackDraft, QuickHash>,
    pub(crate) stack_edges: Vec<depends::StackEdge>,
    pub(crate) findings: Vec<Finding>,
    /// The properties of resources as JSON, where the app wants to show them.
    pub(crate) shown: HashMap<Index, String, QuickHash>,
    lazy_depth: usize,
    /// Whether a lazy value has put a literal where a reference stood.
    literals: bool,
}

impl<'a> Synthesis<'a> {
    /// Takes stock of the tree: its stacks, and what is in each of them.
    pub(crate) fn new(tree: &'a Rc<Tree>) -> Self {
        let arena = tree.read();
        let mut places = Places::new(tree.number, arena.len());
        let mut synthesis = Self {
            tree,
            places: Arc::default(),
            order: Vec::with_capacity(arena.len()),
            stacks: Vec::new(),
            drafts: HashMap::default(),
            stack_edges: Vec::new(),
            findings: arena.findings.clone(),
            shown: HashMap::default(),
            lazy_depth: 0,
            literals: false,
        };
        let mut waiting = vec![(ROOT, None)];
        while let Some((index, around)) = waiting.pop() {
            let node = arena.node(index);
            let owner = match node.kind {
                Kind::Stack(_) => {
                    synthesis.stacks.push(index);
                    let draft = StackDraft::new(&arena, index);
                    synthesis.drafts.insert(index, draft);
                    Some(index)
                }
                _ => around,
            };
            synthesis.order.push(index);
            places.set_owner(index, owner);
            if node.element().is_some()
                && let Some(draft) = owner.and_then(|owner| synthesis.drafts.get_mut(&owner))
            {
                draft.elements.push(index);
            }
            let below = arena.children(index);
            waiting.extend(below.iter().rev().map(|child| (*child, owner)));
        }
        drop(arena);
        synthesis.places = Arc::new(places);
        synthesis
    }

    /// How many elements there are.
    pub(crate) fn elements(&self) -> usize {
        self.drafts.values().map(|draft| draft.elements.len()).sum()
    }

    /// Whether the tree shows the properties of resources.
    pub(crate) fn shows_properties(&self) -> bool {
        let arena = self.tree.read();
        arena.app().is_some_and(|app| app.tree_properties)
    }

    /// Gives the elements of a stack their logical ids.
    pub(crate) fn name_elements(&mut self, stack: Index) {
        let Some(mut draft) = self.drafts.remove(&stack) else {
            return;
        };
        let tree = self.tree;
        let arena = tree.read();
        let mut elements = std::mem::take(&mut draft.elements);
        draft.reserve(elements.len());
        let mut scratch = (Vec::new(), String::new());
        elements.retain(|index| {
            let id = self.name(&arena, *index, &mut draft, &mut scratch);
            id.map(|id| self.places.set_id(*index, id)).is_some()
        });
        let data = arena.node(stack).stack();
        for (old, new, position) in data.iter().flat_map(|stack| &stack.renames) {
            if !draft.renamed.contains(old) {
                let message = format!("no element has the logical id `{old}` to be `{new}`");
                let remedy = "take the rename back, or correct the old id";
                let finding = Finding::of(Rule::LogicalId, arena.path(stack), message, remedy);
                self.findings.push(finding.position(position));
            }
        }
        draft.elements = elements;
        self.drafts.insert(stack, draft);
    }

    /// The logical id of an element, unless another element of the same section has it.
    fn name<'n>(
        &mut self,
        arena: &'n Arena,
        index: Index,
        draft: &mut StackDraft,
        (components, allocated): &mut (Vec<&'n str>, String),
    ) -> Option<Arc<str>> {
        let node = arena.node(index);
        let element = node.element()?;
        let id = if let Some(id) = &element.logical_id {
            id
        } else {
            arena.put_ids_below(draft.stack(), index, components);
            names::set_unique_id(allocated, components);
            draft.rename(arena, allocated)
        };
        if id.is_empty() {
            let message = "the ids on the way to the element leave nothing for its logical id";
            let remedy = "give it an id with a letter or a digit that is not `Default`";
            let finding = Finding::of(Rule::LogicalId, arena.path(index), message, remedy);
            self.findings.push(finding.position(node.position));
            return None;
        }
        let id: Arc<str> = Arc::from(id);
        if let Some(other) = draft.claim(element.body.section(), &id, index) {
            let message = format!(
                "the logical id `{id}` is that of `{}` too, made at {}",
                arena.path(other),
                arena.node(other).position
            );
            let remedy = "give one of them another id, or override its logical id";
            let finding = Finding::of(Rule::LogicalId, arena.path(index), message, remedy);
            self.findings.push(finding.position(node.position));
            return None;
        }
        Some(id)
    }

    pub(crate) fn owner(&self, index: Index) -> Option<Index> {
        self.places.owner(index)
    }

    pub(crate) fn id(&self, index: Index) -> Option<&Arc<str>> {
        self.places.id(index)
    }

    /// Resolves the references in a value of the element `consumer`.
    pub(crate) fn resolve(&mut self, json: &mut Json, consumer: Index, stack: Index) {
        json.replace_exprs(&mut |expression| self.resolve_expr(expression, consumer, stack));
    }

    pub(crate) fn resolve_expr(
        &mut self,
        expression: &mut Expr,
        consumer: Index,
        stack: Index,
    ) -> Option<Json> {
        if self.places.settle(expression, stack) {
            return match expression {
                Expr::Call(Function::Join, argument) if self.literals => minimized(argument),
                _ => None,
            };
        }
        let (target, attribute) = match expression {
            Expr::Ref(target) => (target, None),
            Expr::GetAtt(target, attribute) => (target, Some(&*attribute)),
            Expr::Condition(target)
            | Expr::If {
                condition: target, ..
            }
            | Expr::FindInMap { map: target, .. } => {
                self.local_only(target, consumer, stack);
                return Some(Json::from(intrinsics::no_value()));
            }
            _ => return None,
        };
        let Target::Element(id) = target else {
            return None;
        };
        let key = ElementKey::of(*id);
        if attribute.is_none() && key.app == self.tree.number && key.mode == ElementKey::LAZY {
            return Some(self.resolve_lazy(key.index, consumer, stack));
        }
        Some(self.resolve_reference(key, attribute, consumer, stack))
    }

    fn resolve_lazy(&mut self, index: Index, consumer: Index, stack: Index) -> Json {
        let produce = usize::try_from(index)
            .ok()
            .and_then(|index| self.tree.read().lazies.get(index).cloned());
        let Some(produce) = produce else {
            return Json::Null;
        };
        if self.lazy_depth >= MAX_LAZY {
            self.problem(
                Rule::ForeignReference,
                consumer,
                "a lazy value gives itself, again and again",
                "let it give something else",
            );
            return Json::Null;
        }
        let mut value = produce();
        self.lazy_depth += 1;
        self.resolve(&mut value, consumer, stack);
        self.lazy_depth -= 1;
        self.literals |= matches!(value, Json::String(_));
        value
    }

    /// Reports the use of a condition or a mapping that is not in the template.
    fn local_only(&mut self, target: &Target, consumer: Index, stack: Index) {
        let Target::Element(id) = target else {
            return;
        };
        let key = ElementKey::of(*id);
        let own = key.app == self.tree.number && self.owner(key.index) == Some(stack);
        let refused = own || self.tree.read().is_refused(key.index);
        if key.app != self.tree.number || !refused {
            self.problem(
                Rule::ForeignReference,
                consumer,
                "a condition or a mapping of another stack is used",
                "make one in this stack too",
            );
        }
    }

    /// Records what is wrong with a construct.
    pub(crate) fn problem(
        &mut self,
        rule: Rule,
        index: Index,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let arena = self.tree.read();
        let finding = Finding::of(rule, arena.path(index), message, remedy);
        let position = arena.node(index).position;
        self.findings.push(finding.position(position));
    }
}

/// A join whose parts have become literals, written as short as it can be.
fn minimized(argument: &Json) -> Option<Json> {
    let [Json::String(delimiter), Json::List(parts)] = argument.as_list()? else {
        return None;
    };
    let parts = parts.iter().map(|part| -> Value<String> {
        match part {
            Json::String(text) => Value::Literal(text.clone().into_owned()),
            other => Expr::Json(other.clone()).into_value(),
        }
    });
    Some(Json::from(intrinsics::join(delimiter.clone(), parts)))
}
