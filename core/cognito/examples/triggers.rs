//! Lambda triggers that use the pool that calls them, which in CloudFormation is easily a circle.
//!
//! `cargo run --example triggers` writes `cdk.out/`.

use cognito_cdk::cognito::{
    IUserPool, LambdaVersion, SignInAliases, UserPool, UserPoolClientOptions, UserPoolGroupOptions,
    UserPoolOperation, UserPoolProps, UserPoolTriggers,
};
use cognito_cdk::lambda::{Code, Function, FunctionProps, Runtime};
use cognito_cdk::{App, CfnOutput, Duration, Stack, SynthError};

/// Puts each new user into the group of those who have not paid yet.
const POST_CONFIRMATION: &str = r#"
import boto3

def handler(event, context):
    # The pool's id comes with the event, so that the function need not know it beforehand.
    boto3.client("cognito-idp").admin_add_user_to_group(
        UserPoolId=event["userPoolId"], Username=event["userName"], GroupName="trial")
    return event
"#;

/// Writes the plan of the user into the access token.
const PRE_TOKEN_GENERATION: &str = r#"
def handler(event, context):
    groups = event["request"]["groupConfiguration"]["groupsToOverride"]
    plan = "trial" if "trial" in groups else "paid"
    event["response"]["claimsAndScopeOverrideDetails"] = {
        "accessTokenGeneration": {"claimsToAddOrOverride": {"plan": plan}}}
    return event
"#;

fn main() -> Result<(), SynthError> {
    let app = App::new();
    let stack = Stack::new(&app, "Triggers");
    let function = |id: &str, code: &str| {
        let code = Code::from_inline(code);
        let props = FunctionProps::new(Runtime::Python3_13, "index.handler", code)
            // Cognito waits for 5 seconds.
            .timeout(Duration::seconds(5));
        Function::new(&stack, id, props)
    };
    let post_confirmation = function("PostConfirmation", POST_CONFIRMATION);
    let pre_token_generation = function("PreTokenGeneration", PRE_TOKEN_GENERATION);

    let pool = UserPool::new(
        &stack,
        "Users",
        UserPoolProps::new()
            .self_sign_up_enabled(true)
            .sign_in_aliases(SignInAliases::email())
            .lambda_triggers(UserPoolTriggers::new().post_confirmation(&post_confirmation)),
    );
    pool.add_trigger(
        UserPoolOperation::PreTokenGenerationConfig(LambdaVersion::V2_0),
        &pre_token_generation,
    );

    // The pool knows the function, and the function's role knows the pool. The permission goes into a policy
    // that nothing waits for, so there is no circle.
    pool.grant(&post_confirmation, ["cognito-idp:AdminAddUserToGroup"]);

    pool.add_group("Trial", UserPoolGroupOptions::new().group_name("trial"));

    let client = pool.add_client("Web", UserPoolClientOptions::new());
    CfnOutput::new(&stack, "ClientId", client.cfn().ref_());
    app.synth()?;
    Ok(())
}
