//! The programs of `tests/src/programs`: with AWS CDK's defaults they give AWS CDK's templates, and with
//! ours the templates of `golden/secure`, which `UPDATE_EXPECT=1` writes again.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use cognito_cdk::Defaults;
use cognito_cdk_tests::programs::{self, Program};
use expect_test::expect_file;
use serde_json::Value;

/// Where the template of a stack is below `golden/parity`.
fn file(program: &Program, stack: &str) -> String {
    match program.name.strip_prefix("minimal/") {
        Some(_) if stack == "Stack" => format!("{}.json", program.name),
        Some(_) => format!("{}.{stack}.json", program.name),
        None => format!("{}/{stack}.template.json", program.name),
    }
}

/// JSON to read.
fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("text")
}

#[test]
fn parity_with_aws_cdk() {
    let mut different = Vec::new();
    for program in programs::all() {
        for stack in program.assembly(Defaults::aws_cdk()).stacks() {
            let file = file(&program, stack.stack_name());
            let expected = cognito_cdk_tests::json(&format!("tests/golden/parity/{file}"));
            let ours: Value = serde_json::from_str(stack.template()).expect("a template");
            if ours != expected {
                println!(
                    "{file}: expected\n{}\nours\n{}",
                    pretty(&expected),
                    pretty(&ours)
                );
                different.push(file);
            }
        }
    }
    assert_eq!(different, Vec::<String>::new());
}

#[test]
fn secure_templates() {
    for program in programs::all() {
        for stack in program.assembly(Defaults::secure()).stacks() {
            let file = file(&program, stack.stack_name());
            let path = cognito_cdk_tests::repository()
                .join("tests/golden/secure")
                .join(file);
            std::fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
            expect_file![path].assert_eq(stack.template());
        }
    }
}
