//! A whole cloud assembly beside that of AWS CDK for the same program, `golden/assembly`: nested stacks,
//! stages, environments, references, asset manifests.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

use cognito_cdk_synth::{
    App, AppProps, CfnOutput, CfnParameter, CfnResource, CloudAssembly, Construct, Environment,
    NestedStack, NestedStackProps, Object, Parameter, RawResource, Scope, Stack, StackProps, Stage,
    StageProps, Synthesizer, Value, intrinsics,
};
use serde_json::Value as Data;
use std::path::{Path, PathBuf};

fn thing<const N: usize>(
    scope: &impl Scope,
    id: &str,
    properties: [(&'static str, Value<String>); N],
) -> CfnResource {
    let mut object = Object::new();
    for (name, value) in properties {
        object.insert(name, value);
    }
    CfnResource::new(scope, id, RawResource::new("AWS::Acme::Thing", object))
}

fn program() -> App {
    let app = App::with_props(AppProps::new().synthesizer(Synthesizer::bootstrapped()));
    let props = StackProps::new()
        .description("The outer stack")
        .tag("team", "identity");
    let main = Stack::with_props(&app, "Main", props);
    let outer = thing(&main, "Thing", [("Name", "a".into())]);
    let props = NestedStackProps::new().description("nested");
    let nest = NestedStack::with_props(&main, "Nest", props);
    let both = intrinsics::join("-", ["a".into(), outer.get_att("Arn")]);
    let child = thing(&nest, "Child", [("Of", outer.ref_()), ("Both", both)]);
    let props = NestedStackProps::new().parameter("Given", "x");
    let inner = NestedStack::with_props(&nest, "Inner", props);
    CfnParameter::new(&inner, "Given", Parameter::string());
    let leaf = [("Outer", outer.get_att("Arn")), ("Child", child.ref_())];
    thing(&inner, "Leaf", leaf);
    CfnOutput::new(&main, "FromNested", child.get_att("Arn"));
    let other = Stack::new(&app, "Other");
    let user = [
        ("Child", child.ref_()),
        ("Thing", outer.ref_()),
        ("Again", outer.ref_()),
    ];
    thing(&other, "User", user);
    let group = Construct::new(&main, "Group");
    let x = thing(&group, "X", []);
    for id in ["y", "10", "9"] {
        thing(&group, id, []);
    }
    outer.node().add_dependency(&group);
    child.node().add_dependency(&x);
    thing(&main, "After", []).add_dependency(&child);

    let props = StackProps::new()
        .env(Environment::new("123456789012", "eu-west-1"))
        .termination_protection(true)
        .notification_arn("arn:aws:sns:eu-west-1:123456789012:t")
        .stack_name("named-env");
    thing(&Stack::with_props(&app, "Env", props), "Thing", []);

    let props = StageProps::new().env(Environment::in_region("eu-west-1"));
    let prod = Stage::with_props(&app, "Prod", props);
    let there = thing(&Stack::new(&prod, "S2"), "Thing", []);
    thing(&Stack::new(&prod, "S3"), "Thing", [("R", there.ref_())]);
    let deep = Stage::new(&prod, "Deep");
    let s4 = Stack::new(&Construct::new(&deep, "C4"), "S4");
    thing(&s4, "Thing", []);
    let props = StackProps::new().suppress_template_indentation();
    let s5 = Stack::with_props(&deep, "S5", props);
    s4.add_dependency(&s5);
    let mut properties = Object::new();
    properties.insert(
        "A",
        cognito_cdk_synth::Json::from(serde_json::json!([1, { "b": 2 }])),
    );
    CfnResource::new(
        &s5,
        "Thing",
        RawResource::new("AWS::Acme::Thing", properties),
    );
    app
}

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/assembly")
}

fn files_of_aws_cdk(directory: &Path, below: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory.join(below)).unwrap() {
        let path = below.join(entry.unwrap().file_name());
        if directory.join(&path).is_dir() {
            files_of_aws_cdk(directory, &path, found);
        } else {
            found.push(path);
        }
    }
}

/// The files of both whose names end alike.
fn pairs(assembly: &CloudAssembly, end: &str) -> Vec<(PathBuf, String, String)> {
    let mut files = Vec::new();
    files_of_aws_cdk(&golden(), Path::new(""), &mut files);
    files.retain(|path| path.to_string_lossy().ends_with(end));
    files.sort();
    let mut ours: Vec<_> = assembly
        .files()
        .filter(|path| path.to_string_lossy().ends_with(end))
        .map(Path::to_owned)
        .collect();
    ours.sort();
    assert_eq!(ours, files);
    files
        .into_iter()
        .map(|path| {
            let ours = String::from_utf8(assembly.file(&path).unwrap().to_vec()).unwrap();
            let theirs = std::fs::read_to_string(golden().join(&path)).unwrap();
            (path, ours, theirs)
        })
        .collect()
}

#[test]
fn templates_are_the_same_to_the_byte() {
    let assembly = program().build().unwrap();
    let pairs = pairs(&assembly, "template.json");
    assert_eq!(pairs.len(), 9);
    for (path, ours, theirs) in pairs {
        assert_eq!(ours, theirs, "{}", path.display());
    }
}

#[test]
fn asset_manifests_differ_in_their_version_only() {
    let assembly = program().build().unwrap();
    for (path, ours, theirs) in pairs(&assembly, "assets.json") {
        let theirs = theirs.replace(r#""version": "55.0.0""#, r#""version": "36.0.0""#);
        assert_eq!(ours, theirs, "{}", path.display());
    }
}

#[test]
fn manifests_have_the_same_artifacts() {
    let assembly = program().build().unwrap();
    for (path, ours, theirs) in pairs(&assembly, "manifest.json") {
        let read = |text: &str| -> Data { serde_json::from_str(text).unwrap() };
        let (mut ours, theirs) = (read(&ours), read(&theirs));
        assert_eq!(ours["version"], "36.0.0");
        for artifact in ours["artifacts"].as_object_mut().unwrap().values_mut() {
            // AWS CDK has it in a file of its own.
            artifact.as_object_mut().unwrap().remove("metadata");
        }
        let text = |data: &Data| serde_json::to_string_pretty(&data["artifacts"]).unwrap();
        assert_eq!(text(&ours), text(&theirs), "{}", path.display());
    }
}

#[test]
fn metadata_says_where_constructs_were_made() {
    let assembly = program().build().unwrap();
    let manifest: Data = serde_json::from_slice(assembly.file("manifest.json").unwrap()).unwrap();
    let metadata = &manifest["artifacts"]["Main"]["metadata"];
    let entry = &metadata["/Main/Group/X"][0];
    assert_eq!(entry["type"], "aws:cdk:logicalId");
    assert_eq!(entry["data"], "GroupX802CA63E");
    assert!(
        entry["trace"][0]
            .as_str()
            .unwrap()
            .contains("tests/assembly.rs:")
    );
    assert_eq!(metadata["/Main"][0]["type"], "aws:cdk:stack-tags");
    assert!(metadata.get("/Main/Nest/Child").is_some());
    assert!(metadata.get("/Env/Thing").is_none());
}

#[test]
fn the_tree_has_every_construct() {
    let assembly = program().build().unwrap();
    let tree: Data = serde_json::from_slice(assembly.file("tree.json").unwrap()).unwrap();
    assert_eq!(tree["version"], "tree-0.1");
    let thing = &tree["tree"]["children"]["Main"]["children"]["Thing"];
    assert_eq!(thing["path"], "Main/Thing");
    assert_eq!(
        thing["attributes"],
        serde_json::json!({
            "aws:cdk:cloudformation:type": "AWS::Acme::Thing",
            "aws:cdk:cloudformation:logicalId": "Thing",
        })
    );
    let group = &tree["tree"]["children"]["Main"]["children"]["Group"]["children"];
    let ids: Vec<&String> = group.as_object().unwrap().keys().collect();
    assert_eq!(ids, ["9", "10", "X", "y"]);
}

#[test]
fn two_syntheses_give_the_same_bytes() {
    let app = program();
    let (first, second, third) = (
        app.build().unwrap(),
        app.build().unwrap(),
        program().build().unwrap(),
    );
    for path in first.files() {
        assert_eq!(first.file(path), second.file(path), "{}", path.display());
        assert_eq!(first.file(path), third.file(path), "{}", path.display());
    }
}

#[test]
fn the_tree_shows_properties_if_it_is_told_to() {
    let tree = |props: AppProps| -> Data {
        let app = App::with_props(props);
        let stack = Stack::new(&app, "Auth");
        let mut properties = Object::new();
        properties.insert("Name", "a \"quoted\" name");
        properties.insert("Region", intrinsics::region());
        CfnResource::new(
            &stack,
            "Thing",
            RawResource::new("AWS::Acme::Thing", properties),
        );
        CfnOutput::new(&stack, "Out", "x");
        let assembly = app.build().unwrap();
        let tree: Data = serde_json::from_slice(assembly.file("tree.json").unwrap()).unwrap();
        tree["tree"]["children"]["Auth"]["children"].clone()
    };
    let key = "aws:cdk:cloudformation:props";
    assert!(
        tree(AppProps::new())["Thing"]["attributes"]
            .get(key)
            .is_none()
    );
    let with = tree(AppProps::new().tree_properties());
    assert_eq!(
        with["Thing"]["attributes"][key],
        serde_json::json!({ "Name": "a \"quoted\" name", "Region": { "Ref": "AWS::Region" } })
    );
    assert!(with["Out"]["attributes"].get(key).is_none());
}
