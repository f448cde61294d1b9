//! Templates as text: how each is checked and written, on whatever thread.

use crate::tree::arena::{Arena, TemplateCheck};
use cognito_cdk_template::{Finding, Template};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A template that is to be checked and written.
pub(super) struct Job {
    pub(super) template: Template,
    /// Whether it is written on one line.
    pub(super) compact: bool,
    /// For one that may not be final: whether it is known not to be.
    pub(super) stale: Option<Arc<AtomicBool>>,
}

/// A template as text, and what is wrong with it.
#[derive(Default)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) found: Vec<Finding>,
    /// The template, where something is still to be said about it or added to it.
    pub(super) template: Option<Template>,
}

/// How templates are checked and written.
pub(super) struct Writing {
    checks: Vec<TemplateCheck>,
    /// Whether the properties of resources are shown in the tree.
    shown: bool,
}

impl Writing {
    pub(super) fn new(arena: &Arena) -> Self {
        let checks = arena.template_checks.iter();
        Self {
            checks: checks.map(|(_, check)| *check).collect(),
            shown: arena.app().is_some_and(|app| app.tree_properties),
        }
    }

    /// Checks and writes a template. It is dropped right away if it can be, so that the next one gets its memory.
    pub(super) fn write(&self, job: Job) -> Written {
        let template = job.template;
        let is_stale = |stale: &Arc<AtomicBool>| stale.load(Ordering::Relaxed);
        if job.stale.as_ref().is_some_and(is_stale) {
            return Written {
                template: Some(template),
                ..Written::default()
            };
        }
        let mut found = template.check();
        found.extend(self.checks.iter().flat_map(|check| check(&template)));
        let text = if job.compact {
            template.to_compact_text()
        } else {
            template.to_text()
        };
        let is_kept = self.shown || !found.is_empty() || job.stale.is_some();
        Written {
            text,
            found,
            template: is_kept.then_some(template),
        }
    }
}
