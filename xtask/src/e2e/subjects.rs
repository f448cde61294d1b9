//! Owns what the steps look at: the examples of the workspace, run once, and every template.

use super::child::Call;
use super::tools::Tools;
use anyhow::{Context as _, Result, bail, ensure};
use cargo_metadata::{Message, Metadata};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the examples may take to build.
const BUILD: Duration = Duration::from_mins(30);

/// How long an example may take.
const RUN: Duration = Duration::from_mins(1);

/// Where the golden templates are.
pub(super) const GOLDEN: &str = "tests/golden";

/// Templates that are broken on purpose, to see that the tools notice.
const CONTROLS: &str = "tests/e2e/controls";

/// What the steps look at.
#[derive(Debug)]
pub(super) struct Subjects {
    pub(super) examples: Vec<Example>,
    pub(super) templates: Vec<Template>,
}

/// A CloudFormation template.
#[derive(Debug, Clone)]
pub(super) struct Template {
    /// The name that errors and `expected.toml` use: a path in the repository, or `examples/NAME/…`.
    pub(super) place: String,
    pub(super) file: PathBuf,
}

/// An example, and what it wrote.
#[derive(Debug)]
pub(super) struct Example {
    pub(super) name: String,
    /// The directory of the cloud assembly, or nothing for an example that prints a template.
    pub(super) assembly: Option<PathBuf>,
    pub(super) templates: Vec<Template>,
}

impl Subjects {
    /// Builds and runs every example, and finds every template.
    pub(super) fn gather(root: &Path, metadata: &Metadata, tools: &Tools) -> Result<Self> {
        println!("building and running the examples");
        let work = tools.work("examples")?;
        let examples = executables(root, metadata)?
            .into_iter()
            .map(|(name, executable)| {
                Example::run(&name, &executable, &work.join(&name))
                    .with_context(|| format!("example {name}"))
            })
            .collect::<Result<Vec<_>>>()?;
        // The golden templates of the examples would be looked at twice: the step `cli` holds them to be the same.
        let mut twice = Vec::new();
        let mut templates: Vec<Template> = Vec::new();
        for example in &examples {
            for template in &example.templates {
                twice.push(example.golden(root, template));
                templates.push(template.clone());
            }
        }
        for directory in [GOLDEN, CONTROLS] {
            for file in files(&root.join(directory))? {
                if is_template(&file) && !twice.contains(&file) {
                    let place = slashes(file.strip_prefix(root).unwrap_or(&file));
                    templates.push(Template { place, file });
                }
            }
        }
        Ok(Self {
            examples,
            templates,
        })
    }
}

impl Template {
    /// Whether this is one of the templates that are broken on purpose.
    pub(super) fn is_control(&self) -> bool {
        self.place.starts_with(CONTROLS)
    }
}

impl Example {
    /// Runs an example as the CDK command line would. It writes a cloud assembly, or prints a template.
    fn run(name: &str, executable: &Path, directory: &Path) -> Result<Self> {
        fs::create_dir_all(directory)
            .with_context(|| format!("cannot make {}", directory.display()))?;
        let ended = Call::new(executable, RUN)
            .directory(directory)
            .env("CDK_OUTDIR", "cdk.out")
            .without_env("CDK_CONTEXT_JSON")
            .succeed()?;
        let assembly = directory.join("cdk.out");
        let (assembly, found) = if assembly.join("manifest.json").is_file() {
            let found = files(&assembly)?;
            let named = |file: &PathBuf| file.to_string_lossy().ends_with(".template.json");
            (Some(assembly), found.into_iter().filter(named).collect())
        } else {
            let printed: Value = serde_json::from_str(&ended.stdout).with_context(
                || "it wrote no cloud assembly to CDK_OUTDIR, and what it printed is no JSON",
            )?;
            ensure!(
                printed.get("Resources").is_some(),
                "it wrote no cloud assembly to CDK_OUTDIR, and what it printed is no template"
            );
            let file = directory.join(format!("{name}.template.json"));
            fs::write(&file, &ended.stdout)
                .with_context(|| format!("cannot write {}", file.display()))?;
            (None, vec![file])
        };
        ensure!(!found.is_empty(), "its cloud assembly has no template");
        let base = assembly.as_deref().unwrap_or(directory);
        let templates = found.into_iter().map(|file| {
            let path = file.strip_prefix(base).unwrap_or(&file);
            let place = format!("examples/{name}/{}", slashes(path));
            Template { place, file }
        });
        Ok(Self {
            name: name.to_owned(),
            templates: templates.collect(),
            assembly,
        })
    }

    /// The golden file of one of the templates: `tests/golden/NAME.template.json` for an example that prints it, a file
    /// in `tests/golden/NAME/` for one that writes an assembly.
    pub(super) fn golden(&self, root: &Path, template: &Template) -> PathBuf {
        let golden = root.join(GOLDEN);
        let Some(assembly) = &self.assembly else {
            return golden.join(format!("{}.template.json", self.name));
        };
        let path = template.file.strip_prefix(assembly);
        golden.join(&self.name).join(path.unwrap_or(&template.file))
    }
}

/// The examples of the workspace, built, by name.
fn executables(root: &Path, metadata: &Metadata) -> Result<Vec<(String, PathBuf)>> {
    // The features of `cargo test --all-features`, so that little is built anew.
    let built = Call::new("cargo", BUILD)
        .args(["build", "--workspace", "--examples", "--all-features"])
        .args(["--offline", "--message-format=json-render-diagnostics"])
        .directory(root)
        .succeed()?;
    let mut found = Vec::new();
    for message in Message::parse_stream(built.stdout.as_bytes()) {
        let message = message.context("`cargo build` printed what is no message of cargo")?;
        if let Message::CompilerArtifact(artifact) = message
            && artifact.target.is_example()
            && let Some(executable) = artifact.executable
        {
            found.push((artifact.target.name, executable.into_std_path_buf()));
        }
    }
    found.sort();
    let expected: usize = metadata
        .workspace_packages()
        .iter()
        .map(|package| package.targets.iter().filter(|t| t.is_example()).count())
        .sum();
    if found.len() != expected || found.is_empty() {
        bail!(
            "the workspace has {expected} examples, but `cargo build` made {}",
            found.len()
        );
    }
    Ok(found)
}

/// Whether a JSON file is a template: in a kept cloud assembly, the other files have fixed names.
fn is_template(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let others = [
        "manifest.json",
        "tree.json",
        ".assets.json",
        ".metadata.json",
    ];
    name.ends_with(".json") && !others.iter().any(|other| name.ends_with(other))
}

/// Every file below a directory, sorted.
pub(super) fn files(directory: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(directory).with_context(|| format!("cannot read {}", directory.display()))?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// A path with slashes on every system.
pub(super) fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    /// What comes of an example that is this shell script.
    fn run(script: &str) -> Result<Vec<String>> {
        let directory = tempfile::tempdir().unwrap();
        let executable = directory.path().join("example");
        fs::write(&executable, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&executable, fs::Permissions::from_mode(0o755)).unwrap();
        let example = Example::run("demo", &executable, &directory.path().join("work"))?;
        Ok(example.templates.into_iter().map(|t| t.place).collect())
    }

    #[test]
    fn an_example_prints_a_template_or_writes_an_assembly() {
        assert_eq!(
            run(r#"echo '{"Resources": {}}'"#).unwrap(),
            ["examples/demo/demo.template.json"]
        );
        let assembly = r#"
            mkdir -p "$CDK_OUTDIR/assembly-Prod"
            for file in manifest.json tree.json A.template.json assembly-Prod/B.template.json; do
                echo '{}' > "$CDK_OUTDIR/$file"
            done"#;
        assert_eq!(
            run(assembly).unwrap(),
            [
                "examples/demo/A.template.json",
                "examples/demo/assembly-Prod/B.template.json"
            ]
        );
    }

    #[test]
    fn an_example_that_does_neither_is_an_error() {
        let cases = [
            ("echo hello", "what it printed is no JSON"),
            ("echo '[]'", "what it printed is no template"),
            (
                "mkdir cdk.out; echo '{}' > cdk.out/manifest.json",
                "has no template",
            ),
            ("echo why >&2; exit 1", "why"),
        ];
        for (script, expected) in cases {
            let error = format!("{:#}", run(script).unwrap_err());
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn templates_are_told_from_the_other_files_of_an_assembly() {
        for name in ["a.json", "S.template.json", "cross-stack.Consumer.json"] {
            assert!(is_template(Path::new(name)), "{name}");
        }
        for name in [
            "manifest.json",
            "tree.json",
            "S.assets.json",
            "cdk.out",
            "a.txt",
        ] {
            assert!(!is_template(Path::new(name)), "{name}");
        }
    }
}
