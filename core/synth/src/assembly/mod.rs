//! Cloud assemblies: what `cdk.out/` holds, and how an app becomes one.

pub(crate) mod assets;
pub(crate) mod context;
mod documents;
mod manifest;
mod metadata;
mod parallel;
mod pretty;
pub(crate) mod synthesizer;
mod texts;
mod tree;
mod write;

use crate::aspects;
use crate::check;
use crate::finding::{Finding, SynthError};
use crate::resolve::Synthesis;
use crate::tree::arena::{Index, Tree};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// A synthesized app: its templates, and the files of `cdk.out/`.
///
/// ```
/// use cognito_cdk_synth::{App, CfnResource, Object, RawResource, Stack};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "Messages");
/// CfnResource::new(&stack, "Topic", RawResource::new("AWS::SNS::Topic", Object::new()));
///
/// let assembly = app.build()?;
/// let names: Vec<&str> = assembly.stacks().iter().map(|stack| stack.stack_name()).collect();
/// assert_eq!(names, ["Messages"]);
/// assert!(assembly.file("manifest.json").is_some());
/// # Ok::<(), cognito_cdk_synth::SynthError>(())
/// ```
#[derive(Clone, Debug)]
pub struct CloudAssembly {
    stacks: Vec<StackArtifact>,
    files: Vec<AssemblyFile>,
    staged: Vec<StagedAsset>,
    warnings: Vec<Finding>,
    acknowledged: Vec<(Finding, String)>,
}

#[derive(Clone, Debug)]
struct AssemblyFile {
    /// Where it goes, below the directory of the assembly.
    path: PathBuf,
    contents: Contents,
}

#[derive(Clone, Debug)]
enum Contents {
    Bytes(Vec<u8>),
    /// The template of the stack at this place in the list of stacks.
    Template(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct StagedAsset {
    source: PathBuf,
    name: String,
    directory: bool,
}

/// One stack of a cloud assembly.
#[derive(Clone, Debug)]
pub struct StackArtifact {
    index: Index,
    artifact_id: String,
    stack_name: String,
    path: String,
    template_file: PathBuf,
    template: String,
    /// The hash by which the stack around it knows the template, if it is nested.
    nested_hash: Option<String>,
    /// What the synthesis has added: paths below the stack and logical ids.
    added: Vec<(String, String)>,
    dependencies: Vec<String>,
}

impl StackArtifact {
    pub(crate) const fn index(&self) -> Index {
        self.index
    }

    /// The name in the cloud assembly.
    #[must_use]
    pub fn artifact_id(&self) -> &str {
        &self.artifact_id
    }

    /// The name of the deployed stack. A nested stack gets one when it is deployed, and has none here.
    #[must_use]
    pub fn stack_name(&self) -> &str {
        &self.stack_name
    }

    /// The path of the construct, which the CDK command line shows.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The template's file, below the directory of the assembly.
    #[must_use]
    pub fn template_file(&self) -> &Path {
        &self.template_file
    }

    /// The template as JSON text, as it is written.
    #[must_use]
    pub fn template(&self) -> &str {
        &self.template
    }

    /// Whether the stack is nested in another one.
    #[must_use]
    pub const fn is_nested(&self) -> bool {
        self.nested_hash.is_some()
    }

    /// The names in the cloud assembly of the stacks that are deployed before this one.
    #[must_use]
    pub fn dependencies(&self) -> &[String] {
        &self.dependencies
    }

    /// The template as YAML.
    ///
    /// # Errors
    /// If the template cannot be read back.
    #[cfg(feature = "yaml")]
    pub fn to_yaml(&self) -> Result<String, cognito_cdk_template::Error> {
        cognito_cdk_template::Template::from_json(&self.template)?.to_yaml()
    }
}

impl CloudAssembly {
    /// The stacks, nested ones included, each after what is nested in it.
    #[must_use]
    pub fn stacks(&self) -> &[StackArtifact] {
        &self.stacks
    }

    /// The stack of that path, name in the assembly, or deployed name.
    #[must_use]
    pub fn stack(&self, name: &str) -> Option<&StackArtifact> {
        let by = |same: fn(&StackArtifact) -> &str| {
            self.stacks.iter().find(move |stack| same(stack) == name)
        };
        by(StackArtifact::path)
            .or_else(|| by(StackArtifact::artifact_id))
            .or_else(|| by(StackArtifact::stack_name))
    }

    /// The warnings that nobody has acknowledged.
    #[must_use]
    pub fn warnings(&self) -> &[Finding] {
        &self.warnings
    }

    /// The warnings that the program has acknowledged, with its reasons.
    #[must_use]
    pub fn acknowledged(&self) -> &[(Finding, String)] {
        &self.acknowledged
    }

    /// The contents of a file of the assembly, such as `manifest.json`.
    #[must_use]
    pub fn file(&self, path: impl AsRef<Path>) -> Option<&[u8]> {
        let file = self.files.iter().find(|file| file.path == path.as_ref());
        file.map(|file| self.contents(file))
    }

    fn contents<'a>(&'a self, file: &'a AssemblyFile) -> &'a [u8] {
        match &file.contents {
            Contents::Bytes(bytes) => bytes,
            Contents::Template(stack) => {
                let stack = self.stacks.get(*stack);
                stack
                    .map(|stack| stack.template.as_bytes())
                    .unwrap_or_default()
            }
        }
    }

    /// The files of the assembly, below its directory. Staged assets are not among them.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|file| file.path.as_path())
    }

    /// Writes the assembly into a directory, which may have an earlier one. What the directory has besides
    /// stays.
    ///
    /// On Linux and macOS a new directory is prepared beside the old one, and both change places in one step,
    /// so that even a program that is killed leaves the old assembly or the new one. Where the file system
    /// cannot do that, the files are prepared first, and moved to their places one by one.
    ///
    /// # Errors
    /// If a file cannot be written; the error names it. Then the directory is as it was.
    pub fn write_to(&self, directory: impl AsRef<Path>) -> Result<(), SynthError> {
        write::write(self, directory.as_ref())
    }
}

/// Synthesizes an app.
pub(crate) fn build(tree: &Rc<Tree>) -> Result<CloudAssembly, SynthError> {
    build_on(tree, parallel::threads_for)
}

/// The same on as many threads as `threads` says for a number of elements.
fn build_on(
    tree: &Rc<Tree>,
    threads: impl FnOnce(usize) -> usize,
) -> Result<CloudAssembly, SynthError> {
    aspects::invoke(tree);
    let mut synthesis = Synthesis::new(tree);
    let recorded = tree.read().findings.len();
    let dependencies = synthesis.dependencies();
    let threads = threads(synthesis.elements());
    let (mut stacks, constructs) = documents::documents(&mut synthesis, &dependencies, threads);
    drop(dependencies);
    check::stack_cycles(&mut synthesis);
    check::validations(&mut synthesis);
    // What lazy values and validations have reported: another synthesis finds it again.
    let late = tree.take_findings(recorded);
    synthesis.findings.extend(late);
    let judged = check::judge(&mut synthesis);
    if judged.open.iter().any(Finding::is_error) {
        return Err(SynthError::from_findings(judged.open));
    }
    manifest::dependencies(&synthesis, &mut stacks);
    let files = manifest::files(&synthesis, constructs, &stacks, &judged.open);
    let staged = manifest::staged(&synthesis);
    Ok(CloudAssembly {
        stacks,
        files,
        staged,
        warnings: judged.open,
        acknowledged: judged.acknowledged,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Annotations, App, CfnOutput, CfnResource, NestedStack, RawResource, Scope, Stack,
        StackProps, Synthesizer, lazy,
    };
    use cognito_cdk_template::{Json, Object};

    /// Stacks that refer to those before them and to those after them, and to what is nested in them.
    fn app() -> App {
        let app = App::new();
        let mut topics = Vec::new();
        for number in 0..8 {
            let bootstrapped = StackProps::new().synthesizer(Synthesizer::bootstrapped());
            let props = if number % 3 == 0 {
                bootstrapped
            } else {
                StackProps::new()
            };
            let stack = Stack::with_props(&app, format!("Stack{number}"), props);
            for topic in 0..5 {
                topics.push(raw(&stack, &format!("Topic{topic}")));
            }
            if number == 6 {
                let nested = NestedStack::new(&stack, "Nested");
                topics.push(raw(&nested, "Inner"));
            }
        }
        for (consumer, producer) in [
            (0, 39),
            (11, 3),
            (12, 4),
            (20, 39),
            (25, 2),
            (35, 30),
            (30, 34),
        ] {
            if let (Some(consumer), Some(topic)) = (topics.get(consumer), topics.get(producer)) {
                let stack = Stack::of(consumer).unwrap();
                CfnOutput::new(&stack, format!("Of{producer}"), topic.ref_());
                let name = topic.ref_();
                let lazy = lazy(&stack, move || Json::from(name.clone()));
                let properties = [("TopicName".into(), lazy.into())];
                let topic = RawResource::new("AWS::SNS::Topic", properties.into_iter().collect());
                CfnResource::new(&stack, format!("Lazy{producer}"), topic);
            }
        }
        app
    }

    fn raw(scope: &impl Scope, id: &str) -> CfnResource {
        CfnResource::new(
            scope,
            id,
            RawResource::new("AWS::SNS::Topic", Object::new()),
        )
    }

    #[test]
    fn the_number_of_threads_does_not_show() {
        let app = app();
        let [one, many] = [1, 4].map(|threads| build_on(&app.node().tree, |_| threads).unwrap());
        let files = |assembly: &CloudAssembly| {
            let files = assembly.files.iter();
            let files = files.map(|file| {
                let text = String::from_utf8(assembly.contents(file).to_vec()).unwrap();
                (file.path.clone(), text)
            });
            files.collect::<Vec<_>>()
        };
        assert_eq!(files(&one), files(&many));
        let exports = one
            .stacks()
            .iter()
            .map(|stack| stack.template().matches("ExportsOutput").count());
        assert!(exports.sum::<usize>() > 4, "stacks refer to each other");
    }

    #[test]
    fn warnings_are_in_the_metadata_of_their_stacks() {
        let app = App::new();
        let warn = |scope: &CfnResource, message: &str| {
            Annotations::of(scope).add_warning("acme:old", message);
        };
        for (name, message) in [
            ("Auth", Some("first")),
            ("Auth-x", None),
            ("Auth0", Some("last")),
        ] {
            let stack = Stack::new(&app, name);
            let topic = raw(&stack, "Topic");
            if let Some(message) = message {
                warn(&topic, message);
            }
        }
        let stack = Stack::with_props(
            &app,
            "Outer",
            StackProps::new().synthesizer(Synthesizer::bootstrapped()),
        );
        warn(&raw(&NestedStack::new(&stack, "Nested"), "Inner"), "nested");
        let assembly = app.build().unwrap();
        let manifest = assembly.file("manifest.json").unwrap_or_default();
        let manifest: serde_json::Value = serde_json::from_slice(manifest).unwrap();
        let warnings = |stack: &str| {
            let metadata = manifest
                .pointer(&format!("/artifacts/{stack}/metadata"))
                .unwrap();
            let metadata = metadata.as_object().unwrap().iter();
            let entries = metadata.flat_map(|(path, entries)| {
                let entries = entries.as_array().unwrap().iter();
                let warnings =
                    entries.filter(|entry| entry.get("type").unwrap() == "aws:cdk:warning");
                warnings.map(move |entry| format!("{path}: {}", entry.get("data").unwrap()))
            });
            entries.collect::<Vec<_>>().join("; ")
        };
        let text = |path: &str, message: &str| format!("{path}: \"{message} [ack: acme:old]\"");
        assert_eq!(warnings("Auth"), text("/Auth/Topic", "first"));
        assert_eq!(warnings("Auth-x"), "");
        assert_eq!(warnings("Auth0"), text("/Auth0/Topic", "last"));
        assert_eq!(warnings("Outer"), text("/Outer/Nested/Inner", "nested"));
    }

    #[test]
    fn what_lazy_values_change_is_in_the_files() {
        let app = App::new();
        let stack = Stack::new(&app, "Auth");
        let changed = stack.clone();
        let value = lazy(&stack, move || {
            Annotations::of(&changed).add_info("the list was read");
            "value"
        });
        CfnOutput::new(&stack, "Value", value);
        raw(&stack, "Topic");
        let assembly = app.build().unwrap();
        let manifest = assembly.file("manifest.json").unwrap_or_default();
        let manifest = String::from_utf8_lossy(manifest);
        assert!(manifest.contains("the list was read"), "{manifest}");
    }
}
