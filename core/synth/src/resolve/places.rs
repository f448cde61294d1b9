//! Places: which element has which logical id, and in which stack.

use crate::tree::arena::{ElementKey, Index};
use cognito_cdk_template::{Expr, Target};
use std::sync::{Arc, OnceLock};

/// The place of each construct. The elements of a stack have their logical ids before it is rendered, so that the
/// threads that do it can read them while those of other stacks are still named.
#[derive(Debug, Default)]
pub(crate) struct Places {
    app: u32,
    /// The logical id of each element, by node.
    ids: Vec<OnceLock<Arc<str>>>,
    /// The stack of each node that is in the tree.
    owners: Vec<Option<Index>>,
}

impl Places {
    /// Room for those of so many constructs, which have none yet.
    pub(super) fn new(app: u32, constructs: usize) -> Self {
        Self {
            app,
            ids: vec![OnceLock::new(); constructs],
            owners: vec![None; constructs],
        }
    }

    pub(super) fn set_owner(&mut self, index: Index, owner: Option<Index>) {
        if let Some(slot) = slot(&mut self.owners, index) {
            *slot = owner;
        }
    }

    pub(super) fn set_id(&self, index: Index, id: Arc<str>) {
        let at = usize::try_from(index).ok();
        if let Some(slot) = at.and_then(|at| self.ids.get(at)) {
            // An element is named once.
            let _ = slot.set(id);
        }
    }

    pub(crate) fn owner(&self, index: Index) -> Option<Index> {
        *self.owners.get(usize::try_from(index).ok()?)?
    }

    pub(crate) fn id(&self, index: Index) -> Option<&Arc<str>> {
        self.ids.get(usize::try_from(index).ok()?)?.get()
    }

    /// Lets an expression in `stack` point at the logical id of its target, if both are in one stack: `false` if
    /// it takes more than that.
    pub(super) fn settle(&self, expression: &mut Expr, stack: Index) -> bool {
        match expression {
            Expr::Ref(target)
            | Expr::GetAtt(target, _)
            | Expr::Condition(target)
            | Expr::If {
                condition: target, ..
            }
            | Expr::FindInMap { map: target, .. } => {
                let Target::Element(id) = target else {
                    return true;
                };
                let key = ElementKey::of(*id);
                let is_local = key.app == self.app
                    && key.mode != ElementKey::LAZY
                    && self.owner(key.index) == Some(stack);
                let Some(id) = self.id(key.index).filter(|_| is_local) else {
                    return false;
                };
                *target = Target::logical_id(id.to_string());
                true
            }
            _ => true,
        }
    }
}

fn slot<T>(slots: &mut [T], index: Index) -> Option<&mut T> {
    slots.get_mut(usize::try_from(index).ok()?)
}
