//! An app client and a group in a user pool that was made elsewhere.
//!
//! `cargo run --example imported_pool` writes `cdk.out/`.

use cognito_cdk::cognito::{
    AuthFlow, IUserPool, IUserPoolClient, UserPool, UserPoolClientOptions, UserPoolGroupOptions,
};
use cognito_cdk::iam::{Role, RoleProps, ServicePrincipal};
use cognito_cdk::{App, CfnOutput, Environment, Stack, StackProps, SynthError};

fn main() -> Result<(), SynthError> {
    let app = App::new();
    let env = Environment::new("123456789012", "eu-west-1");
    let stack = Stack::with_props(&app, "Support", StackProps::new().env(env));

    // An imported pool is of another type than an own one: it has no `add_trigger`, for instance, because
    // this stack cannot change it.
    let pool = UserPool::from_user_pool_arn(
        &stack,
        "Users",
        "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123",
    );
    let client = pool.add_client(
        "Desk",
        UserPoolClientOptions::new()
            .generate_secret()
            .auth_flows(AuthFlow::admin_user_password()),
    );
    pool.add_group(
        "Agents",
        UserPoolGroupOptions::new()
            .group_name("support-agents")
            .precedence(10),
    );

    let desk = Role::new(
        &stack,
        "DeskRole",
        RoleProps::new(ServicePrincipal::new("ecs-tasks.amazonaws.com")),
    );
    pool.grant_read_users(&desk);
    pool.grant_sign_in_users(&desk);

    CfnOutput::new(&stack, "ClientId", client.user_pool_client_id());
    app.synth()?;
    Ok(())
}
