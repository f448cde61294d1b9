//! The examples, run as the README runs them, print exactly the golden templates.
#![allow(clippy::expect_used, reason = "these are tests")]

use cognito_cdk::{Template, resource_schema};
use cognito_cdk_tests::repository;
use expect_test::expect_file;
use std::process::Command;

#[test]
fn l1_user_pool() {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--example", "l1_user_pool"])
        .current_dir(repository())
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let printed = String::from_utf8(output.stdout).expect("text");
    expect_file!["../golden/l1_user_pool.template.json"].assert_eq(&printed);

    let mut template = Template::from_json(&printed).expect("a template");
    template.attach_schemas(resource_schema);
    assert_eq!(template.check(), []);
    assert_eq!(template.resources().len(), 5);
}
