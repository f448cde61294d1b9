//! `Stack`: what is deployed as one CloudFormation stack, and one template.

use super::arena::{Arena, Index, Kind, ROOT};
use super::env::Environment;
use super::nested::NestedData;
use super::node::Node;
use super::scope::Scope;
use crate::assembly::assets::AssetData;
use crate::assembly::synthesizer::Synthesizer;
use crate::finding::{Position, Rule};
use crate::names::{self, NameRules};
use crate::resolve::exports;
use cognito_cdk_template::{IntoValue, Json, Object, Value, intrinsics};
use std::borrow::Cow;
use std::panic::Location;

/// The greatest number of characters of a stack's name.
const MAX_NAME: usize = 128;

/// A CloudFormation stack.
///
/// ```
/// use cognito_cdk_synth::{App, Environment, Stack, StackProps};
///
/// let app = App::new();
/// let props = StackProps::new()
///     .env(Environment::new("123456789012", "eu-west-1"))
///     .description("Who may sign in");
/// let stack = Stack::with_props(&app, "Auth", props);
/// assert_eq!(stack.stack_name(), "Auth");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack(pub(crate) Node);

/// What a [`Stack`] can be told.
#[derive(Clone, Debug, Default)]
pub struct StackProps {
    pub(crate) description: Option<String>,
    env: Environment,
    stack_name: Option<String>,
    tags: Vec<(String, Json)>,
    notification_arns: Vec<String>,
    termination_protection: bool,
    synthesizer: Option<Synthesizer>,
    suppress_template_indentation: bool,
}

impl StackProps {
    /// A stack that is named as its path.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What the stack is for. At most 1,024 bytes.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Where the stack is deployed to. What is not given, the stage or the deployment decides.
    #[must_use]
    pub fn env(mut self, env: Environment) -> Self {
        self.env = env;
        self
    }

    /// The name of the deployed stack: a letter, then letters, digits and hyphens, 128 at most.
    #[must_use]
    pub fn stack_name(mut self, name: impl Into<String>) -> Self {
        self.stack_name = Some(name.into());
        self
    }

    /// A tag of the stack itself, which CloudFormation gives to all its resources.
    #[must_use]
    pub fn tag(mut self, key: impl Into<String>, value: impl IntoValue<String>) -> Self {
        self.tags.push((key.into(), value.into_value().into()));
        self
    }

    /// A topic that is told what happens to the stack.
    #[must_use]
    pub fn notification_arn(mut self, arn: impl Into<String>) -> Self {
        self.notification_arns.push(arn.into());
        self
    }

    /// Whether the deployed stack can be deleted only after this was taken back.
    #[must_use]
    pub const fn termination_protection(mut self, protected: bool) -> Self {
        self.termination_protection = protected;
        self
    }

    /// How the stack is deployed, if not as the other stacks of the app.
    #[must_use]
    pub fn synthesizer(mut self, synthesizer: Synthesizer) -> Self {
        self.synthesizer = Some(synthesizer);
        self
    }

    /// Writes the template on one line, which is smaller.
    #[must_use]
    pub const fn suppress_template_indentation(mut self) -> Self {
        self.suppress_template_indentation = true;
        self
    }
}

#[derive(Default)]
pub(crate) struct StackData {
    pub(crate) name: String,
    pub(crate) artifact_id: String,
    pub(crate) env: Environment,
    pub(crate) description: Option<String>,
    pub(crate) transforms: Vec<Cow<'static, str>>,
    pub(crate) format_version: Option<Cow<'static, str>>,
    pub(crate) metadata: Object,
    pub(crate) tags: Vec<(String, Json)>,
    pub(crate) notification_arns: Vec<String>,
    pub(crate) termination_protection: bool,
    pub(crate) synthesizer: Option<Synthesizer>,
    pub(crate) compact: bool,
    pub(crate) renames: Vec<(String, String, Position)>,
    pub(crate) nested: Option<NestedData>,
    pub(crate) assets: Vec<AssetData>,
}

impl Stack {
    /// A stack in `scope`, which is an app, a stage, or any construct in one.
    #[track_caller]
    pub fn new(scope: &impl Scope, id: impl AsRef<str>) -> Self {
        Self::with_props(scope, id, StackProps::new())
    }

    /// A stack with settings of its own.
    #[track_caller]
    pub fn with_props(scope: &impl Scope, id: impl AsRef<str>, props: StackProps) -> Self {
        let (scope, position) = (scope.node(), Location::caller());
        let data = {
            let arena = scope.tree.read();
            let stage = arena.stage_of(scope.index);
            StackData {
                env: props.env.or(&arena.stage_env(stage)),
                name: props.stack_name.clone().unwrap_or_default(),
                description: props.description,
                tags: props.tags,
                notification_arns: props.notification_arns,
                termination_protection: props.termination_protection,
                synthesizer: props.synthesizer,
                compact: props.suppress_template_indentation,
                ..StackData::default()
            }
        };
        let node = scope.child(id.as_ref(), Kind::Stack(Box::new(data)), position);
        let stack = Self(node);
        stack.name_it(props.stack_name, position);
        stack
    }

    /// Gives the stack its name and the name of its template, once its place in the tree is known.
    fn name_it(&self, given: Option<String>, position: Position) {
        let mut arena = self.0.tree.write();
        let index = self.0.index;
        let name = given.unwrap_or_else(|| arena.generated_stack_name(index));
        let artifact_id = arena.stack_artifact_id(index);
        let mut characters = name.chars();
        let valid = characters.next().is_some_and(|c| c.is_ascii_alphabetic())
            && characters.all(|c| c.is_ascii_alphanumeric() || c == '-');
        let problem = (!valid || name.len() > MAX_NAME)
            .then(|| format!("`{}` cannot be the name of a stack", name.escape_debug()));
        if let Some(stack) = arena.stack_mut(index) {
            stack.name = name;
            stack.artifact_id = artifact_id;
        }
        drop(arena);
        if let Some(message) = problem {
            let remedy =
                "give a `stack_name` of a letter and then letters, digits and `-`, 128 at most";
            self.0.report(Rule::InvalidId, message, remedy, position);
        }
    }

    pub(crate) fn create_nested(scope: &Node, id: &str, data: StackData, at: Position) -> Self {
        Self(scope.child(id, Kind::Stack(Box::new(data)), at))
    }

    /// The innermost stack that has `scope` inside, or is it.
    #[must_use]
    pub fn of(scope: &impl Scope) -> Option<Self> {
        let node = scope.node();
        let stack = node.tree.read().stack_of(node.index)?;
        Some(Self(node.at(stack)))
    }

    fn with<T: Default>(&self, read: impl FnOnce(&StackData) -> T) -> T {
        let arena = self.0.tree.read();
        arena
            .node(self.0.index)
            .stack()
            .map(read)
            .unwrap_or_default()
    }

    fn change(&self, change: impl FnOnce(&mut StackData)) {
        if let Some(stack) = self.0.tree.write().stack_mut(self.0.index) {
            change(stack);
        }
    }

    /// The name of the deployed stack.
    #[must_use]
    pub fn stack_name(&self) -> String {
        self.with(|stack| stack.name.clone())
    }

    /// The name in the cloud assembly.
    #[must_use]
    pub fn artifact_id(&self) -> String {
        self.with(|stack| stack.artifact_id.clone())
    }

    /// The name of the template's file.
    #[must_use]
    pub fn template_file(&self) -> String {
        self.0.tree.read().template_file(self.0.index)
    }

    /// Where the stack is deployed to, as far as it is known.
    #[must_use]
    pub fn env(&self) -> Environment {
        self.with(|stack| stack.env.clone())
    }

    /// The account: a literal if it is known, `AWS::AccountId` if not.
    #[must_use]
    pub fn account(&self) -> Value<String> {
        let account = self.with(|stack| stack.env.account.clone());
        account.map_or_else(intrinsics::account_id, Value::Literal)
    }

    /// The region: a literal if it is known, `AWS::Region` if not.
    #[must_use]
    pub fn region(&self) -> Value<String> {
        let region = self.with(|stack| stack.env.region.clone());
        region.map_or_else(intrinsics::region, Value::Literal)
    }

    /// Whether the stack is nested in another one.
    #[must_use]
    pub fn nested(&self) -> bool {
        self.with(|stack| stack.nested.is_some())
    }

    /// The stack that this one is nested in, if it is.
    #[must_use]
    pub fn nested_stack_parent(&self) -> Option<Self> {
        let parent = self.0.tree.read().nested(self.0.index)?.parent;
        Some(Self(self.0.at(parent)))
    }

    /// Says what the stack is for. At most 1,024 bytes.
    pub fn set_description(&self, description: impl Into<String>) {
        let description = description.into();
        self.change(|stack| stack.description = Some(description));
    }

    /// Adds a line to what the stack is for, as AWS CDK does for an included template.
    pub(crate) fn append_description(&self, text: &str) {
        self.change(|stack| match &mut stack.description {
            Some(description) => {
                description.push('\n');
                description.push_str(text);
            }
            None => stack.description = Some(text.to_owned()),
        });
    }

    /// Adds a macro that processes the template.
    pub fn add_transform(&self, transform: impl Into<Cow<'static, str>>) {
        let transform = transform.into();
        self.change(|stack| stack.transforms.push(transform));
    }

    /// Sets `AWSTemplateFormatVersion`, of which there is one: `2010-09-09`.
    pub fn set_template_format_version(&self, version: impl Into<Cow<'static, str>>) {
        let version = version.into();
        self.change(|stack| stack.format_version = Some(version));
    }

    /// Adds metadata to the template as a whole.
    pub fn add_metadata(&self, key: impl Into<Cow<'static, str>>, value: impl Into<Json>) {
        let (key, value) = (key.into(), value.into());
        self.change(|stack| stack.metadata.insert(key, value));
    }

    /// Adds a tag to the stack itself, which CloudFormation gives to all its resources.
    pub fn add_stack_tag(&self, key: impl Into<String>, value: impl IntoValue<String>) {
        let (key, value) = (key.into(), value.into_value().into());
        self.change(|stack| {
            stack.tags.retain(|(other, _)| *other != key);
            stack.tags.push((key, value));
        });
    }

    /// Takes a tag of the stack itself back.
    pub fn remove_stack_tag(&self, key: &str) {
        self.change(|stack| stack.tags.retain(|(other, _)| other != key));
    }

    /// Deploys this stack after `other`.
    #[track_caller]
    pub fn add_dependency(&self, other: &Self) {
        self.0.add_dependency(other);
    }

    /// Gives the element that would have the logical id `old` the id `new`.
    #[track_caller]
    pub fn rename_logical_id(&self, old: impl Into<String>, new: impl Into<String>) {
        let rename = (old.into(), new.into(), Location::caller());
        self.change(|stack| stack.renames.push(rename));
    }

    /// Exports a value, so that it stays exported when no stack of this app imports it any more, and
    /// gives what imports it elsewhere.
    ///
    /// The value is a reference to an element of this stack. Its logical id cannot be overridden later.
    #[track_caller]
    pub fn export_value(&self, value: impl IntoValue<String>) -> Value<String> {
        exports::export_value(self, value.into_value(), Location::caller())
    }

    /// Exports a value of any kind under a name of one's own, which is unique in the account and region, and
    /// gives what imports it elsewhere.
    ///
    /// ```
    /// use cognito_cdk_synth::{App, Stack};
    ///
    /// let stack = Stack::new(&App::new(), "Auth");
    /// let import = stack.export_value_as("pool-id", "eu-west-1_Ab12Cd34E");
    /// ```
    #[track_caller]
    pub fn export_value_as(
        &self,
        name: impl Into<String>,
        value: impl IntoValue<String>,
    ) -> Value<String> {
        exports::export_value_as(self, name.into(), value.into_value(), Location::caller())
    }

    /// A name for something that `scope` creates, unique by its path in the stack.
    #[must_use]
    pub fn unique_resource_name(&self, scope: &impl Scope, rules: &NameRules<'_>) -> String {
        let arena = self.0.tree.read();
        let stack = self.0.index;
        let name = self.stack_name_in(&arena);
        let mut components = vec![name.as_str()];
        components.extend(arena.ids_below(stack, scope.node().index));
        names::unique_resource_name(&components, rules).unwrap_or_default()
    }

    fn stack_name_in(&self, arena: &Arena) -> String {
        let stack = arena.node(self.0.index).stack();
        stack.map(|stack| stack.name.clone()).unwrap_or_default()
    }
}

impl Arena {
    fn generated_stack_name(&self, stack: Index) -> String {
        let stage = self.stage_of(stack);
        let prefix = match &self.node(stage).kind {
            Kind::Stage(data) => format!("{}-", data.name),
            _ => String::new(),
        };
        self.stack_id(stage, stack, &prefix)
    }

    fn stack_artifact_id(&self, stack: Index) -> String {
        let id = self.stack_id(ROOT, stack, "");
        let allowed = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        id.chars()
            .map(|c| if allowed(c) { c } else { '_' })
            .collect()
    }

    fn stack_id(&self, from: Index, stack: Index, prefix: &str) -> String {
        let ids = self.ids_below(from, stack);
        if let [only] = ids.as_slice()
            && prefix.len() + only.len() <= MAX_NAME
        {
            return format!("{prefix}{only}");
        }
        let rules = NameRules {
            max_length: MAX_NAME,
            prefix,
            ..NameRules::default()
        };
        names::unique_resource_name(&ids, &rules).unwrap_or_default()
    }

    /// The name of the file of a stack's template.
    pub(crate) fn template_file(&self, stack: Index) -> String {
        let Some(data) = self.node(stack).stack() else {
            return String::new();
        };
        if data.nested.is_some() {
            let id = names::unique_id(&self.ids_below(ROOT, stack)).unwrap_or_default();
            return format!("{id}.nested.template.json");
        }
        format!("{}.template.json", data.artifact_id)
    }
}

impl Scope for Stack {
    fn node(&self) -> &Node {
        &self.0
    }
}
