//! The step `cli`: the AWS CDK command line on the cloud assembly of every example, and with every example as its app.
//!
//! `ls` and `synth` have to take the assembly, and `diff` has to find no difference to the golden template. As the app
//! of a `cdk.json`, an example has to give the same templates, and to see the context that the user gives. What must
//! not pass is tried too: a version of the manifest that the command line does not know, and a changed template.

mod golden;
mod manifest;

use super::Run;
use super::child::{Call, Ended};
use super::subjects::{Example, files, slashes};
use anyhow::{Context as _, Result, ensure};
use manifest::StackArtifact;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

const LIMIT: Duration = Duration::from_mins(5);

/// The example that shows context: it makes an output of the key `owner`.
const CONTEXT_EXAMPLE: &str = "three_stacks";
const CONTEXT_OUTPUT: (&str, &str) = ("Producer.template.json", "/Outputs/Owner/Value");

/// What the command line says where it finds no difference.
const NO_DIFFERENCES: &str = "There were no differences";

/// The AWS CDK command line.
struct Cdk<'a> {
    run: &'a Run,
    root: &'a Path,
    program: PathBuf,
    work: PathBuf,
}

/// One entry of `cdk ls --long --json`.
#[derive(Debug, Deserialize)]
struct Listed {
    name: String,
}

pub(super) fn run(run: &Run) -> Result<String> {
    let subjects = run.subjects()?;
    if run.bless {
        let written = golden::bless(&run.root, &subjects.examples)?;
        println!("  {written} golden templates of examples written");
    }
    golden::compare(&run.root, &subjects.examples)?;
    let cdk = Cdk {
        run,
        root: &run.root,
        program: run.tools.node_modules()?.join("aws-cdk/bin/cdk"),
        work: run.tools.work("cli")?,
    };
    let (mut stacks, mut apps) = (0, 0);
    for example in &subjects.examples {
        if let Some(assembly) = &example.assembly {
            let found = cdk
                .takes(example, assembly)
                .and_then(|found| cdk.runs(example, assembly).map(|()| found))
                .with_context(|| format!("example {}", example.name))?;
            if apps == 0 {
                cdk.refuses(example, assembly)
                    .with_context(|| format!("example {}", example.name))?;
            }
            println!("  {}: {found} stacks", example.name);
            stacks += found;
            apps += 1;
        }
    }
    ensure!(apps > 0, "no example writes a cloud assembly");
    Ok(format!(
        "{apps} examples as assemblies and as apps, {stacks} stacks without a difference to their golden templates; \
         {} examples that print a template",
        subjects.examples.len() - apps,
    ))
}

impl Cdk<'_> {
    /// Calls the command line, with nothing of the user's settings and accounts.
    fn call<const N: usize>(&self, directory: &Path, arguments: [&str; N]) -> Result<Call> {
        let call = self
            .run
            .tools
            .node(LIMIT)?
            .arg(&self.program)
            .args(["--no-notices", "--no-color"])
            .args(arguments)
            .directory(directory)
            .env("CDK_HOME", self.work.join("home"))
            .env("CDK_DISABLE_CLI_TELEMETRY", "true")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("AWS_CONFIG_FILE", self.work.join("no-config"))
            .env(
                "AWS_SHARED_CREDENTIALS_FILE",
                self.work.join("no-credentials"),
            );
        let settings = ["AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
        Ok(settings.into_iter().fold(call, Call::without_env))
    }

    /// The command line takes an assembly as it is. Gives the number of its stacks.
    fn takes(&self, example: &Example, assembly: &Path) -> Result<usize> {
        let stacks = manifest::stacks(assembly)?;
        let app = assembly.to_string_lossy();
        let ended = self
            .call(&self.work, ["ls", "--long", "--json", "--app", &*app])?
            .succeed()?;
        let listed: Vec<Listed> = serde_json::from_str(&ended.stdout)
            .context("what `cdk ls --json` printed is no list")?;
        let listed: BTreeSet<&str> = listed.iter().map(|stack| stack.name.as_str()).collect();
        let expected: BTreeSet<&str> = stacks.iter().map(|stack| stack.name.as_str()).collect();
        ensure!(
            listed == expected,
            "`cdk ls` lists {listed:?}, but the manifest has {expected:?}"
        );
        self.call(&self.work, ["synth", "--quiet", "--app", &*app, "**"])?
            .succeed()?;
        for stack in &stacks {
            let mut templates = example.templates.iter();
            let template = templates
                .find(|template| template.file == stack.template)
                .with_context(|| format!("there is no {}", stack.template.display()))?;
            let ended = self.diff(&app, stack, &example.golden(self.root, template))?;
            ensure!(ended.success(), ended.failure());
            ensure!(
                printed(&ended).contains(NO_DIFFERENCES),
                "`cdk diff` ended well, but did not say \"{NO_DIFFERENCES}\": {}",
                printed(&ended)
            );
        }
        Ok(stacks.len())
    }

    fn diff(&self, app: &str, stack: &StackArtifact, template: &Path) -> Result<Ended> {
        let template = template.to_string_lossy();
        let to = [
            "diff",
            "--exclusively",
            "--strict",
            "--fail",
            "--template",
            &*template,
        ];
        self.call(&self.work, to)?
            .args(["--app", app, &stack.selector])
            .run()
    }

    /// The command line refuses what it must not take: what it takes means something.
    fn refuses(&self, example: &Example, assembly: &Path) -> Result<()> {
        self.refuses_another_version(example, assembly)?;
        manifest::stacks(assembly)?
            .first()
            .map_or(Ok(()), |stack| self.sees_a_change(example, assembly, stack))
    }

    /// A manifest of a version that the command line does not know is refused, so the one we write is known.
    fn refuses_another_version(&self, example: &Example, assembly: &Path) -> Result<()> {
        let copy = self.work.join(format!("{}-version", example.name));
        for file in files(assembly)? {
            let to = copy.join(file.strip_prefix(assembly).unwrap_or(&file));
            fs::create_dir_all(to.parent().unwrap_or(&copy))?;
            fs::copy(&file, to)?;
        }
        let path = copy.join("manifest.json");
        let mut manifest: Map<String, Value> = manifest::read(&path)?;
        manifest.insert("version".to_owned(), json!("9999.0.0"));
        fs::write(&path, serde_json::to_string(&manifest)?)?;
        let app = copy.to_string_lossy();
        let ended = self.call(&self.work, ["ls", "--app", &*app])?.run()?;
        ensure!(
            !ended.success() && printed(&ended).contains("9999.0.0"),
            "`cdk ls` does not refuse a manifest of version 9999.0.0: {}",
            printed(&ended)
        );
        Ok(())
    }

    /// `diff` tells a changed template from the golden one, so it has compared them.
    fn sees_a_change(
        &self,
        example: &Example,
        assembly: &Path,
        stack: &StackArtifact,
    ) -> Result<()> {
        let mut template: Value = manifest::read(&stack.template)?;
        let resources = template.get_mut("Resources");
        resources
            .and_then(Value::as_object_mut)
            .with_context(|| format!("{} has no resources", stack.template.display()))?
            .insert(
                "NotInTheExample".to_owned(),
                json!({"Type": "AWS::Cognito::UserPool"}),
            );
        let path = self.work.join(format!("{}-changed.json", example.name));
        fs::write(&path, template.to_string())?;
        let ended = self.diff(&assembly.to_string_lossy(), stack, &path)?;
        ensure!(
            !ended.success() && printed(&ended).contains("NotInTheExample"),
            "`cdk diff` does not see a resource that was added to the template: {}",
            printed(&ended)
        );
        Ok(())
    }

    /// The command line runs an example as its app, and gets the templates that the example writes without it.
    fn runs(&self, example: &Example, assembly: &Path) -> Result<()> {
        let directory = self.work.join(&example.name);
        fs::create_dir_all(&directory)?;
        let manifest = self.root.join("Cargo.toml");
        let app = format!(
            "cargo run --quiet --offline --all-features --manifest-path \"{}\" --example {}",
            manifest.display(),
            example.name
        );
        fs::write(directory.join("cdk.json"), json!({"app": app}).to_string())?;
        let plain = [
            "synth",
            "--quiet",
            "--no-path-metadata",
            "--output",
            "plain",
        ];
        self.call(&directory, plain)?.succeed()?;
        let out = directory.join("plain");
        for template in &example.templates {
            let path = template
                .file
                .strip_prefix(assembly)
                .unwrap_or(&template.file);
            let (direct, by_cli) = (fs::read(&template.file)?, fs::read(out.join(path)));
            ensure!(
                by_cli.is_ok_and(|by_cli| by_cli == direct),
                "as the app of a cdk.json, it does not write the {} that it writes alone; see {}",
                slashes(path),
                out.display()
            );
        }
        if example.name == CONTEXT_EXAMPLE {
            self.hands_context_on(&directory)?;
        }
        Ok(())
    }

    /// What a user says with `-c` reaches the app.
    fn hands_context_on(&self, directory: &Path) -> Result<()> {
        let arguments = [
            "synth",
            "--quiet",
            "--context",
            "owner=e2e",
            "--output",
            "context",
        ];
        self.call(directory, arguments)?.succeed()?;
        let (file, output) = CONTEXT_OUTPUT;
        let template: Value = manifest::read(&directory.join("context").join(file))?;
        let found = template.pointer(output).and_then(Value::as_str);
        ensure!(
            found == Some("e2e"),
            "`cdk synth -c owner=e2e` gives {found:?} at {output} of {file}"
        );
        Ok(())
    }
}

/// All that was printed: where the command line prints to depends on whether it thinks that it is in CI.
fn printed(ended: &Ended) -> String {
    format!("{}{}", ended.stdout, ended.stderr)
}
