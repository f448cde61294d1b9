//! Owns what the step reads of a cloud assembly.

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A stack of a cloud assembly.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct StackArtifact {
    /// What the command line calls the stack by.
    pub(super) selector: String,
    /// The name of the stack at CloudFormation.
    pub(super) name: String,
    pub(super) template: PathBuf,
}

/// The parts of a manifest that matter here.
#[derive(Debug, Deserialize)]
struct Manifest {
    artifacts: BTreeMap<String, Artifact>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    r#type: String,
    display_name: Option<String>,
    #[serde(default)]
    properties: Properties,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Properties {
    template_file: Option<String>,
    stack_name: Option<String>,
    directory_name: Option<String>,
}

/// The stacks of an assembly, those of its stages included.
pub(super) fn stacks(assembly: &Path) -> Result<Vec<StackArtifact>> {
    let path = assembly.join("manifest.json");
    let manifest: Manifest = read(&path)?;
    let mut found = Vec::new();
    for (id, artifact) in manifest.artifacts {
        let needed = |value: Option<String>, name: &str| {
            value.with_context(|| format!("{}: {id} has no {name}", path.display()))
        };
        let properties = artifact.properties;
        match artifact.r#type.as_str() {
            "aws:cloudformation:stack" => found.push(StackArtifact {
                template: assembly.join(needed(properties.template_file, "templateFile")?),
                selector: artifact.display_name.unwrap_or_else(|| id.clone()),
                name: properties.stack_name.unwrap_or_else(|| id.clone()),
            }),
            "cdk:cloud-assembly" => {
                let directory = needed(properties.directory_name, "directoryName")?;
                found.extend(stacks(&assembly.join(directory))?);
            }
            _ => {}
        }
    }
    ensure!(!found.is_empty(), "{} has no stack", path.display());
    Ok(found)
}

/// A JSON file.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not right", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn stacks_are_found_in_stages_too() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path();
        let stage = root.join("assembly-Prod");
        fs::create_dir(&stage).unwrap();
        let outer = json!({"artifacts": {
            "Tree": {"type": "cdk:tree", "properties": {"file": "tree.json"}},
            "A": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "A.template.json"}},
            "assembly-Prod": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Prod"}}
        }});
        let inner = json!({"artifacts": {"ProdB1": {
            "type": "aws:cloudformation:stack", "displayName": "Prod/B",
            "properties": {"templateFile": "ProdB1.template.json", "stackName": "Prod-B"}
        }}});
        fs::write(root.join("manifest.json"), outer.to_string()).unwrap();
        fs::write(stage.join("manifest.json"), inner.to_string()).unwrap();
        let stack = |selector: &str, name: &str, template| StackArtifact {
            selector: selector.to_owned(),
            name: name.to_owned(),
            template,
        };
        assert_eq!(
            stacks(root).unwrap(),
            [
                stack("A", "A", root.join("A.template.json")),
                stack("Prod/B", "Prod-B", stage.join("ProdB1.template.json")),
            ]
        );
    }

    #[test]
    fn a_manifest_that_is_not_right_is_an_error() {
        let broken = [
            "{",
            "[]",
            r#"{"artifacts": {}}"#,
            r#"{"artifacts": {"A": {"type": "aws:cloudformation:stack"}}}"#,
        ];
        for text in broken {
            let directory = tempfile::tempdir().unwrap();
            fs::write(directory.path().join("manifest.json"), text).unwrap();
            let error = stacks(directory.path()).unwrap_err();
            assert!(format!("{error:#}").contains("manifest.json"), "{error:#}");
        }
    }
}
