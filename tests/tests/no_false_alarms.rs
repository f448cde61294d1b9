//! Templates that AWS CDK has made pass the checks, and go through reading and writing unchanged.
//!
//! `tests/golden/parity` has them: `cases` are whole programs, `minimal` is mostly one construct each.
#![allow(clippy::panic, clippy::expect_used, reason = "these are tests")]
#![allow(clippy::needless_raw_string_hashes, reason = "`expect!` writes them")]

use cognito_cdk::{Severity, Template, resource_schema};
use cognito_cdk_tests::{json, parity_templates, text};
use expect_test::expect;
use std::collections::{BTreeMap, BTreeSet};

fn read(path: &str) -> Template {
    let template = Template::from_json(&text(path));
    let mut template = template.unwrap_or_else(|error| panic!("{path}: {error}"));
    template.attach_schemas(resource_schema);
    template
}

#[test]
fn no_template_of_aws_cdk_has_an_error() {
    let mut errors = Vec::new();
    let mut warnings: BTreeMap<String, usize> = BTreeMap::new();
    for path in parity_templates() {
        for finding in read(&path).check() {
            if finding.severity == Severity::Error {
                errors.push(format!("{path}: {finding}"));
            } else {
                *warnings.entry(finding.to_string()).or_default() += 1;
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    // Each warning, and how often it is there.
    let warnings: Vec<String> = warnings
        .iter()
        .map(|(warning, times)| format!("{times} times {warning}"))
        .collect();
    expect![[""]].assert_eq(&warnings.join("\n"));
}

/// Without schemas nothing would be checked, and nothing could be found.
#[test]
fn the_resources_have_schemas() {
    let mut known = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    for path in parity_templates() {
        for (_, entry) in read(&path).resources().iter() {
            let resource = entry.resource();
            let cfn_type = resource.cfn_type().to_owned();
            if resource.schema().is_some() {
                *known.entry(cfn_type).or_insert(0_usize) += 1;
            } else {
                unknown.insert(cfn_type);
            }
        }
    }
    // AWS CDK 2.276 cannot make the two newest of the 18 types.
    let cognito = known
        .keys()
        .filter(|name| name.starts_with("AWS::Cognito::"));
    assert_eq!(cognito.count(), 16, "{known:?}");
    for name in [
        "AWS::IAM::Role",
        "AWS::IAM::Policy",
        "AWS::Lambda::Function",
    ] {
        assert!(known.contains_key(name), "{name} is in no template");
    }
    expect![[r#"{"AWS::EC2::SecurityGroup", "Custom::DescribeCognitoUserPoolClient", "Custom::UserPoolCloudFrontDomainName"}"#]].assert_eq(&format!("{unknown:?}"));
}

#[test]
fn json_survives_reading_and_writing() {
    let mut exact = 0;
    for path in parity_templates() {
        let original = text(&path);
        let written = read(&path).to_json().expect("a template");
        let value: serde_json::Value = serde_json::from_str(&written).expect("JSON");
        assert_eq!(value, json(&path), "{path}");
        assert_eq!(order(&value), order(&json(&path)), "{path}");
        // AWS CDK indents by one space; the whole programs were printed anew, by two.
        if original.starts_with("{\n \"") {
            assert_eq!(written, original, "{path}");
            exact += 1;
        }
        assert_eq!(
            Template::from_json(&written).expect("a template"),
            read(&path)
        );
    }
    assert_eq!(exact, 33);
}

/// The keys of all objects in the order in which they stand: equality of values does not look at it.
fn order(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Array(elements) => elements.iter().flat_map(order).collect(),
        serde_json::Value::Object(members) => members
            .iter()
            .flat_map(|(key, value)| std::iter::once(key.clone()).chain(order(value)))
            .collect(),
        _ => Vec::new(),
    }
}

#[test]
fn yaml_survives_reading_and_writing() {
    for path in parity_templates() {
        let template = read(&path);
        let yaml = template.to_yaml().expect("a template");
        let again = Template::from_yaml(&yaml);
        let again = again.unwrap_or_else(|error| panic!("{path}: {error}\n{yaml}"));
        assert_eq!(again, template, "{path}");
        assert_eq!(
            again.to_json().expect("a template"),
            template.to_json().expect("a template")
        );
        assert_eq!(again.to_yaml().expect("a template"), yaml, "{path}");
    }
}
