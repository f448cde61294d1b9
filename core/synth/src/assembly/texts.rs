//! Templates as text: how each is rendered, checked and written, on whatever thread.

use crate::resolve::Synthesis;
use crate::resolve::places::Places;
use crate::resolve::work::StackWork;
use crate::tree::arena::TemplateCheck;
use cognito_cdk_template::{Finding, Template};
use std::sync::Arc;

/// A template that is to be made.
pub(super) struct Job {
    pub(super) of: Source,
    /// Whether it is written on one line.
    pub(super) compact: bool,
}

/// What a template is made of.
pub(super) enum Source {
    Work(StackWork),
    Template(Template),
}

/// What has become of a job.
pub(super) enum Made {
    Written(Written),
    Open(Box<Open>),
}

/// A template that is not complete.
pub(super) struct Open {
    pub(super) template: Template,
    /// The numbers of the elements that are open.
    pub(super) elements: Vec<usize>,
    pub(super) work: StackWork,
    pub(super) compact: bool,
}

/// A template as text, and what is wrong with it.
#[derive(Default)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) found: Vec<Finding>,
    /// The template, where something is still to be said about it.
    pub(super) template: Option<Box<Template>>,
}

/// How templates are made.
pub(super) struct Making {
    places: Arc<Places>,
    checks: Vec<TemplateCheck>,
    /// Whether the properties of resources are shown in the tree.
    shown: bool,
}

impl Making {
    pub(super) fn new(synthesis: &Synthesis<'_>) -> Self {
        let arena = synthesis.tree.read();
        let checks = arena.template_checks.iter();
        Self {
            places: Arc::clone(&synthesis.places),
            checks: checks.map(|(_, check)| *check).collect(),
            shown: synthesis.shows_properties(),
        }
    }

    pub(super) fn make(&self, job: Job) -> Made {
        match job.of {
            Source::Template(template) => Made::Written(self.write(template, job.compact)),
            Source::Work(mut work) => {
                let (template, elements) = work.render(&self.places);
                if work.is_apart && elements.is_empty() {
                    return Made::Written(self.write(template, job.compact));
                }
                Made::Open(Box::new(Open {
                    template,
                    elements,
                    work,
                    compact: job.compact,
                }))
            }
        }
    }

    /// Checks and writes a template. It is dropped right away if it can be, so that the next one gets its memory.
    fn write(&self, template: Template, compact: bool) -> Written {
        let mut found = template.check();
        found.extend(self.checks.iter().flat_map(|check| check(&template)));
        let text = if compact {
            template.to_compact_text()
        } else {
            template.to_text()
        };
        let is_kept = self.shown || !found.is_empty();
        Written {
            text,
            found,
            template: is_kept.then(|| Box::new(template)),
        }
    }
}
