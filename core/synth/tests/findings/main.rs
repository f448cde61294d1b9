//! The text of every finding of the construct tree, and what it takes to get it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]
#![allow(
    clippy::needless_raw_string_hashes,
    clippy::needless_pass_by_value,
    reason = "as expect-test writes and takes them"
)]

mod elements;
mod program;
mod references;

use cognito_cdk_synth::{
    Annotations, App, AppProps, Aspects, CfnCondition, CfnElement, CfnOutput, CfnParameter,
    CfnResource, Check, Condition, Construct, Environment, FileAsset, NestedStack, Node, Object,
    Parameter, RawResource, RemovalPolicy, Scope, Stack, StackProps, Stage, Value, intrinsics,
    lazy,
};
use expect_test::{Expect, expect};

fn thing(scope: &impl Scope, id: &str) -> CfnResource {
    CfnResource::new(
        scope,
        id,
        RawResource::new("AWS::Acme::Thing", Object::new()),
    )
}

fn thing_with(scope: &impl Scope, id: &str, value: Value<String>) -> CfnResource {
    let mut properties = Object::new();
    properties.insert("Of", value);
    CfnResource::new(scope, id, RawResource::new("AWS::Acme::Thing", properties))
}

/// What the synthesis says, with `<here>` for each line of these files, which change.
fn check(app: &App, expected: Expect) {
    let text = match app.build() {
        Err(error) => error.to_string(),
        Ok(assembly) => {
            let lines = assembly.warnings().iter().map(ToString::to_string);
            lines.collect::<Vec<_>>().join("\n")
        }
    };
    let words = text.split_inclusive([' ', '\n']).map(|word| {
        if word.contains("tests/findings/") {
            let end = word.chars().last().filter(|c| c.is_whitespace());
            return end.map_or("<here>".to_owned(), |end| format!("<here>{end}"));
        }
        word.to_owned()
    });
    expected.assert_eq(&(words.collect::<String>() + "\n"));
}

fn app_and_stack() -> (App, Stack) {
    let app = App::new();
    let stack = Stack::new(&app, "Auth");
    (app, stack)
}
