//! `Stage`: stacks that are deployed together, such as those of production.

use super::arena::{Arena, Index, Kind, ROOT};
use super::env::Environment;
use super::node::Node;
use super::scope::Scope;
use crate::finding::Rule;
use std::panic::Location;

/// A group of stacks that is deployed as one and has a cloud assembly of its own.
///
/// References and dependencies cannot leave a stage. Its name stands before the names of its stacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage(Node);

/// What a [`Stage`] can be told.
#[derive(Clone, Debug, Default)]
pub struct StageProps {
    stage_name: Option<String>,
    env: Environment,
}

impl StageProps {
    /// A stage that is named as its id.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The name, where the id is not it.
    #[must_use]
    pub fn stage_name(mut self, name: impl Into<String>) -> Self {
        self.stage_name = Some(name.into());
        self
    }

    /// Where stacks are deployed to that do not say it themselves.
    #[must_use]
    pub fn env(mut self, env: Environment) -> Self {
        self.env = env;
        self
    }
}

#[derive(Default)]
pub(crate) struct StageData {
    pub(crate) name: String,
    pub(crate) env: Environment,
}

impl Stage {
    /// A stage in `scope`, which is an app or another stage.
    #[track_caller]
    pub fn new(scope: &impl Scope, id: impl AsRef<str>) -> Self {
        Self::with_props(scope, id, StageProps::new())
    }

    /// A stage with settings of its own.
    #[track_caller]
    pub fn with_props(scope: &impl Scope, id: impl AsRef<str>, props: StageProps) -> Self {
        let (scope, id) = (scope.node(), id.as_ref());
        let position = Location::caller();
        let own = props.stage_name.unwrap_or_else(|| id.to_owned());
        let (name, env) = {
            let arena = scope.tree.read();
            let outer = arena.stage_of(scope.index);
            let env = props.env.or(&arena.stage_env(outer));
            match &arena.node(outer).kind {
                Kind::Stage(stage) => (format!("{}-{own}", stage.name), env),
                _ => (own, env),
            }
        };
        let kind = Kind::Stage(Box::new(StageData { name, env }));
        let node = scope.child(id, kind, position);
        let mut characters = id.chars();
        let valid = characters.next().is_some_and(|c| c.is_ascii_alphabetic())
            && characters.all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        if !valid && !id.is_empty() {
            node.report(
                Rule::InvalidId,
                format!("`{}` cannot be the name of a stage", id.escape_debug()),
                "begin with a letter, and use letters, digits, `-`, `_` and `.`",
                position,
            );
        }
        Self(node)
    }

    /// The innermost stage that has `scope` inside; nothing if that is the app.
    #[must_use]
    pub fn of(scope: &impl Scope) -> Option<Self> {
        let node = scope.node();
        let stage = node.tree.read().stage_of(node.index);
        (stage != ROOT).then(|| Self(node.at(stage)))
    }

    /// The name, with those of the stages around it.
    #[must_use]
    pub fn stage_name(&self) -> String {
        match &self.0.tree.read().node(self.0.index).kind {
            Kind::Stage(stage) => stage.name.clone(),
            _ => String::new(),
        }
    }

    /// The name of its cloud assembly, such as `assembly-Prod`.
    #[must_use]
    pub fn artifact_id(&self) -> String {
        self.0.tree.read().stage_artifact_id(self.0.index)
    }
}

impl Arena {
    pub(crate) fn stage_env(&self, stage: Index) -> Environment {
        match &self.node(stage).kind {
            Kind::Stage(stage) => stage.env.clone(),
            _ => Environment::default(),
        }
    }

    /// The name of a nested cloud assembly and of its directory.
    pub(crate) fn stage_artifact_id(&self, stage: Index) -> String {
        let path = self.path(stage).replace('/', "-");
        format!("assembly-{}", path.trim_matches('-'))
    }
}

impl Scope for Stage {
    fn node(&self) -> &Node {
        &self.0
    }
}
