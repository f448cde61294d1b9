//! The secret of an app client, which AWS CDK reads by a custom resource: what is left of its template when
//! CloudFormation reads the secret itself.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use cognito_cdk::cognito::{IUserPool, UserPool, UserPoolClientOptions, UserPoolProps};
use cognito_cdk::{App, CfnOutput, Defaults, Stack};
use serde_json::Value;

/// AWS CDK's template has the same pool and client, an output of the same attribute, and beside them the
/// custom resource with its policy, role and function. Ours has nothing beside them.
#[test]
fn no_custom_resource_reads_the_secret() {
    let app = App::new();
    Defaults::aws_cdk().apply_to(&app);
    let stack = Stack::new(&app, "Stack");
    let pool = UserPool::new(&stack, "Pool", UserPoolProps::new());
    let client = pool.add_client("Client", UserPoolClientOptions::new().generate_secret());
    CfnOutput::new(&stack, "ViaGetAtt", client.client_secret().unsafe_unwrap());
    let assembly = app.build().expect("an assembly");
    let ours = assembly.stack("Stack").expect("the stack").template();
    let ours: Value = serde_json::from_str(ours).expect("JSON");

    let theirs = cognito_cdk_tests::json("tests/golden/parity/minimal/client-secret.json");
    for (section, count) in [("Resources", 2), ("Outputs", 1)] {
        let elements = ours[section].as_object().expect("elements");
        assert_eq!(elements.len(), count, "{section}: {elements:?}");
        for (id, element) in elements {
            assert_eq!(element, &theirs[section][id], "{id}");
        }
    }
}
