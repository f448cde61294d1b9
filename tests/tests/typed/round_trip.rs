//! The templates that AWS CDK has made, with every resource read as a typed one.

use super::{Visitor, visit};
use cognito_cdk_l1::{FromJson, Misfit, ResourceType, Template};
use cognito_cdk_synth::{App, CfnInclude, Stack, StackProps, Synthesizer};
use cognito_cdk_tests::{files, parity_templates, text};
use expect_test::expect;
use serde_json::Value as Data;
use std::collections::BTreeSet;

fn templates() -> Vec<String> {
    let mut paths = parity_templates();
    paths.extend(files("tests/golden", ".json"));
    paths
}

/// The logical ids and types of the resources.
fn resources(text: &str) -> Vec<(String, String)> {
    let template: Data = serde_json::from_str(text).expect("JSON");
    let resources = template["Resources"].as_object().expect("resources");
    let cfn_type = |resource: &Data| resource["Type"].as_str().expect("a type").to_owned();
    resources
        .iter()
        .map(|(id, resource)| (id.clone(), cfn_type(resource)))
        .collect()
}

/// The text in the layout of the file: AWS CDK indents by one space, and some were printed anew, by two.
fn like(original: &str, written: &str) -> String {
    if original.starts_with("{\n \"") {
        let end = if original.ends_with('\n') { "\n" } else { "" };
        return written.to_owned() + end;
    }
    let data: Data = serde_json::from_str(written).expect("JSON");
    serde_json::to_string_pretty(&data).expect("text") + "\n"
}

struct ReadIncluded<'a> {
    include: &'a CfnInclude,
    id: &'a str,
    count: usize,
    /// The type and the path of each value that does not fit.
    misfits: BTreeSet<(String, String)>,
}

impl Visitor for ReadIncluded<'_> {
    fn visit<R: ResourceType + FromJson>(&mut self) {
        let resource = self.include.resource(self.id).expect("the resource");
        let (typed, misfits) = resource.read_as::<R>().expect("a typed resource");
        let path = |misfit: &Misfit| (typed.cfn_resource_type(), misfit.path.clone());
        self.misfits.extend(misfits.iter().map(path));
        assert_eq!(typed.cfn_resource_type(), R::TYPE);
        self.count += 1;
    }
}

#[test]
fn included_templates_go_out_unchanged() {
    let mut count = 0;
    let mut misfits = BTreeSet::new();
    for path in templates() {
        let original = text(&path);
        let app = App::new();
        let props = StackProps::new().synthesizer(Synthesizer::plain());
        let stack = Stack::with_props(&app, "Old", props);
        let include = CfnInclude::new(&stack, "Template", &original);
        for (id, cfn_type) in resources(&original) {
            let mut read = ReadIncluded {
                include: &include,
                id: &id,
                count: 0,
                misfits: BTreeSet::new(),
            };
            visit(&cfn_type, &mut read);
            count += read.count;
            misfits.append(&mut read.misfits);
        }
        let assembly = app
            .build()
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        let written = assembly.stack("Old").expect("the stack").template();
        assert_eq!(like(&original, written), original, "{path}");
    }
    assert!(count > 250, "{count}");
    // AWS CDK writes booleans where AWS declares texts.
    expect![[r#"{("AWS::Cognito::UserPoolIdentityProvider", "ProviderDetails.EncryptedResponses"), ("AWS::Cognito::UserPoolIdentityProvider", "ProviderDetails.IDPInit"), ("AWS::Cognito::UserPoolIdentityProvider", "ProviderDetails.IDPSignout")}"#]].assert_eq(&format!("{misfits:?}"));
}

struct ReadTemplate<'a> {
    template: &'a mut Template,
    id: &'a str,
}

impl Visitor for ReadTemplate<'_> {
    fn visit<R: ResourceType + FromJson>(&mut self) {
        let typed = self.template.resource_as::<R>(self.id);
        typed.expect("a typed resource");
    }
}

#[test]
fn read_templates_go_out_unchanged() {
    for path in templates() {
        let original = text(&path);
        let mut template = Template::from_json(&original).expect("a template");
        for (id, cfn_type) in resources(&original) {
            let mut read = ReadTemplate {
                template: &mut template,
                id: &id,
            };
            visit(&cfn_type, &mut read);
        }
        assert_eq!(like(&original, &template.to_text()), original, "{path}");
    }
}
