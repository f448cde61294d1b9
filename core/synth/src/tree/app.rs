//! `App`: the root of a construct tree, and how it meets the CDK command line.

use super::arena::Tree;
use super::node::Node;
use super::scope::Scope;
use crate::assembly::synthesizer::Synthesizer;
use crate::assembly::{CloudAssembly, context};
use crate::finding::{Finding, Position, Rule, SynthError};
use serde_json::Value as Data;
use std::panic::Location;
use std::path::PathBuf;

/// Where the cloud assembly is written if nothing else is said.
const DEFAULT_OUTDIR: &str = "cdk.out";

/// The root of a construct tree: one program has one.
///
/// It reads what the CDK command line gives it (`CDK_OUTDIR`, `CDK_CONTEXT_JSON`), so that
/// `{"app": "cargo run --release"}` is a whole `cdk.json`.
///
/// ```
/// use cognito_cdk_synth::{App, CfnResource, Object, RawResource, Stack};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "Messages");
/// CfnResource::new(&stack, "Topic", RawResource::new("AWS::SNS::Topic", Object::new()));
///
/// let assembly = app.build()?;
/// assert_eq!(
///     assembly.stack("Messages").map(|stack| stack.template()),
///     Some("{\n \"Resources\": {\n  \"Topic\": {\n   \"Type\": \"AWS::SNS::Topic\"\n  }\n }\n}"),
/// );
/// # Ok::<(), cognito_cdk_synth::SynthError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App(Node);

/// What an [`App`] can be told.
#[derive(Clone, Debug, Default)]
pub struct AppProps {
    outdir: Option<PathBuf>,
    context: Vec<(String, Data)>,
    post_cli_context: Vec<(String, Data)>,
    synthesizer: Option<Synthesizer>,
    without_tree: bool,
    tree_properties: bool,
}

impl AppProps {
    /// Everything as AWS CDK has it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Where the cloud assembly is written. `CDK_OUTDIR` comes first; without either it is `cdk.out`.
    #[must_use]
    pub fn outdir(mut self, outdir: impl Into<PathBuf>) -> Self {
        self.outdir = Some(outdir.into());
        self
    }

    /// A value of the context that the command line can override.
    #[must_use]
    pub fn context(mut self, key: impl Into<String>, value: impl Into<Data>) -> Self {
        self.context.push((key.into(), value.into()));
        self
    }

    /// A value of the context that overrides the command line.
    #[must_use]
    pub fn post_cli_context(mut self, key: impl Into<String>, value: impl Into<Data>) -> Self {
        self.post_cli_context.push((key.into(), value.into()));
        self
    }

    /// How stacks are deployed, unless they say otherwise.
    #[must_use]
    pub fn synthesizer(mut self, synthesizer: Synthesizer) -> Self {
        self.synthesizer = Some(synthesizer);
        self
    }

    /// Leaves out `tree.json`, which editors show.
    #[must_use]
    pub const fn without_tree_metadata(mut self) -> Self {
        self.without_tree = true;
        self
    }

    /// Puts the properties of each resource into `tree.json`, by their CloudFormation names, for editors that
    /// show them. The file is several times as large then.
    #[must_use]
    pub const fn tree_properties(mut self) -> Self {
        self.tree_properties = true;
        self
    }
}

pub(crate) struct AppData {
    pub(crate) outdir: PathBuf,
    pub(crate) synthesizer: Synthesizer,
    pub(crate) tree_metadata: bool,
    pub(crate) tree_properties: bool,
    /// Whether the CDK command line runs the program: it prints what is in the metadata itself.
    pub(crate) under_cli: bool,
}

impl App {
    /// An app without anything in it.
    #[must_use]
    #[track_caller]
    pub fn new() -> Self {
        Self::with_props(AppProps::new())
    }

    /// An app with settings of its own.
    #[must_use]
    #[track_caller]
    pub fn with_props(props: AppProps) -> Self {
        Self::create(props, &|name| std::env::var_os(name), Location::caller())
    }

    pub(crate) fn create(
        props: AppProps,
        variable: context::Variables<'_>,
        position: Position,
    ) -> Self {
        let outdir = variable("CDK_OUTDIR").filter(|outdir| !outdir.is_empty());
        let data = AppData {
            under_cli: variable("CDK_CLI_VERSION").is_some(),
            outdir: outdir
                .map(PathBuf::from)
                .or(props.outdir)
                .unwrap_or_else(|| PathBuf::from(DEFAULT_OUTDIR)),
            synthesizer: props.synthesizer.unwrap_or_default(),
            tree_metadata: !props.without_tree,
            tree_properties: props.tree_properties,
        };
        let tree = Tree::new(data, position);
        let from_cli = match context::read(variable) {
            Ok(values) => values,
            Err(problem) => {
                let remedy = "run the program through the CDK command line, or unset the variable";
                tree.report(Finding::of(Rule::Context, "", problem, remedy).position(position));
                Vec::new()
            }
        };
        let app = Self(Node { tree, index: 0 });
        let values = props.context.into_iter().chain(from_cli);
        for (key, value) in values.chain(props.post_cli_context) {
            app.0.set_context(key, value);
        }
        app
    }

    /// Synthesizes the app and writes the cloud assembly. Warnings go to standard error.
    ///
    /// # Errors
    /// If any check finds an error, or the directory cannot be written. Then nothing is written.
    pub fn synth(&self) -> Result<CloudAssembly, SynthError> {
        let (outdir, under_cli) = {
            let arena = self.0.tree.read();
            let app = arena.app();
            (
                app.map(|app| app.outdir.clone()).unwrap_or_default(),
                app.is_some_and(|app| app.under_cli),
            )
        };
        let assembly = self.build()?;
        if !under_cli {
            for warning in assembly.warnings() {
                eprintln!("{warning}");
            }
        }
        assembly.write_to(&outdir)?;
        Ok(assembly)
    }

    /// Synthesizes the app without writing anything: what tests want.
    ///
    /// # Errors
    /// If any check finds an error; the error has all findings.
    pub fn build(&self) -> Result<CloudAssembly, SynthError> {
        crate::assembly::build(&self.0.tree)
    }
}

impl Default for App {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl Scope for App {
    fn node(&self) -> &Node {
        &self.0
    }
}
