//! A user pool and its client as a template: what `cargo xtask bench` builds as a user's program, and changes.
//!
//! `tests/peers/stratosphere` is the same program for another crate.

use cognito_cdk::cognito::user_pool::{
    DeletionProtection, EnabledMfa, MfaConfiguration, PasswordPolicy, Policies, UsernameAttribute,
};
use cognito_cdk::cognito::user_pool_client::{AllowedOauthFlow, PreventUserExistenceErrors};
use cognito_cdk::cognito::{CfnUserPool, CfnUserPoolClient};
use cognito_cdk::{Output, Template};

fn main() -> Result<(), cognito_cdk::Error> {
    let mut template = Template::new();
    let pool = template.add(
        "Pool",
        CfnUserPool::builder()
            .user_pool_name("acme-customers")
            .username_attributes([UsernameAttribute::Email])
            .mfa_configuration(MfaConfiguration::Optional)
            .enabled_mfas([EnabledMfa::SoftwareTokenMfa])
            .deletion_protection(DeletionProtection::Active)
            .policies(
                Policies::builder()
                    .password_policy(
                        PasswordPolicy::builder()
                            .minimum_length(12)
                            .require_symbols(true)
                            .build(),
                    )
                    .build(),
            )
            .build(),
    );
    let client = template.add(
        "Web",
        CfnUserPoolClient::builder()
            .user_pool_id(&pool)
            .allowed_oauth_flows([AllowedOauthFlow::Code])
            .allowed_oauth_flows_user_pool_client(true)
            .allowed_oauth_scopes(["openid"])
            .callback_urls(["https://app.example.com/callback"])
            .supported_identity_providers(["COGNITO"])
            .prevent_user_existence_errors(PreventUserExistenceErrors::Enabled)
            .build(),
    );
    template.add_output(
        "ClientId",
        Output::new(client.ref_()).description("The id of the client"),
    );
    println!("{}", template.to_json()?);
    Ok(())
}
