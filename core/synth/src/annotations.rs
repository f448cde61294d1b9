//! Annotations: what the program itself says about its constructs.

use crate::finding::{Finding, Rule};
use crate::tree::node::Node;
use crate::tree::scope::Scope;
use std::borrow::Cow;
use std::panic::Location;

/// The annotations of a construct.
///
/// ```
/// use cognito_cdk_synth::{Annotations, App, Stack};
///
/// let stack = Stack::new(&App::new(), "Auth");
/// Annotations::of(&stack).add_warning("acme:owner", "nobody owns this stack");
/// Annotations::of(&stack).acknowledge("acme:owner", "it is a trial");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotations(Node);

/// A warning that is meant to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Acknowledgement {
    pub(crate) rule: String,
    pub(crate) reason: String,
}

impl Annotations {
    /// The annotations of `scope`.
    #[must_use]
    pub fn of(scope: &impl Scope) -> Self {
        Self(scope.node().clone())
    }

    /// Says something about the construct. The CDK command line shows it.
    #[track_caller]
    pub fn add_info(&self, message: impl Into<String>) {
        let message = message.into();
        let known = self.0.metadata();
        let info = (INFO.to_owned(), message.clone().into());
        if !known.contains(&info) {
            self.0.add_metadata(INFO, message);
        }
    }

    /// Warns of something. The id is what the warning is acknowledged by.
    #[track_caller]
    pub fn add_warning(&self, id: impl Into<Cow<'static, str>>, message: impl Into<String>) {
        let severity = Rule::WarningAnnotation.severity();
        self.add(Finding::new(id, severity, self.0.path(), message).position(Location::caller()));
    }

    /// Reports an error, which makes the synthesis fail.
    #[track_caller]
    pub fn add_error(&self, message: impl Into<String>) {
        let rule = Rule::ErrorAnnotation;
        let finding = Finding::new(rule.id(), rule.severity(), self.0.path(), message);
        self.add(finding.position(Location::caller()));
    }

    /// Says why the warnings of an id, or of a check such as `CFN107`, are meant to be in this construct
    /// and below. They are not shown any more.
    pub fn acknowledge(&self, id: impl Into<String>, reason: impl Into<String>) {
        let acknowledgement = Acknowledgement {
            rule: id.into(),
            reason: reason.into(),
        };
        let mut arena = self.0.tree.write();
        let extra = arena.node_mut(self.0.index).extra();
        extra.acknowledgements.push(acknowledgement);
    }

    fn add(&self, finding: Finding) {
        let mut arena = self.0.tree.write();
        let same = |old: &Finding| {
            old.rule == finding.rule
                && old.construct == finding.construct
                && old.message == finding.message
        };
        if !arena.findings.iter().any(same) {
            arena.findings.push(finding);
        }
    }
}

/// The kind of metadata of an information.
pub(crate) const INFO: &str = "aws:cdk:info";
/// The kind of metadata of a warning.
pub(crate) const WARNING: &str = "aws:cdk:warning";
