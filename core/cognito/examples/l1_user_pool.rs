//! A user pool, an app client, a domain, a group and an identity pool, wired by typed references.
//!
//! `cargo run --example l1_user_pool` prints the template; `aws cloudformation deploy` takes it.

use cognito_cdk::cognito::identity_pool::CognitoIdentityProvider;
use cognito_cdk::cognito::user_pool::{
    AccountRecoverySetting, AdminCreateUserConfig, DeletionProtection, PasswordPolicy, Policies,
    RecoveryOption, RecoveryOptionName, UsernameAttribute,
};
use cognito_cdk::cognito::user_pool_client::{
    AllowedOauthFlow, ExplicitAuthFlow, PreventUserExistenceErrors,
};
use cognito_cdk::cognito::{
    CfnIdentityPool, CfnUserPool, CfnUserPoolClient, CfnUserPoolDomain, CfnUserPoolGroup,
};
use cognito_cdk::{DeletionPolicy, Template, int, intrinsics, text};

fn main() -> Result<(), cognito_cdk::Error> {
    let mut template = Template::new();
    template.description = Some("Sign-in for the customers of Acme".to_owned());

    // The compiler checks the literals in `text!` and `int!` against the bounds of the property.
    let pool = template.add(
        "Pool",
        CfnUserPool::builder()
            .user_pool_name(text!("acme-customers"))
            .username_attributes([UsernameAttribute::Email])
            .admin_create_user_config(
                AdminCreateUserConfig::builder()
                    .allow_admin_create_user_only(false)
                    .build(),
            )
            .policies(
                Policies::builder()
                    .password_policy(PasswordPolicy::builder().minimum_length(int!(12)).build())
                    .build(),
            )
            .account_recovery_setting(
                AccountRecoverySetting::builder()
                    .recovery_mechanisms([RecoveryOption::builder()
                        .name(RecoveryOptionName::VerifiedEmail)
                        .priority(int!(1))
                        .build()])
                    .build(),
            )
            .deletion_protection(DeletionProtection::Active)
            .build(),
    );
    if let Some(entry) = template.resource_mut(&pool) {
        entry
            .deletion_policy(DeletionPolicy::Retain)
            .update_replace_policy(DeletionPolicy::Retain);
    }

    // A reference is made of the handle. That of another kind of resource would not compile.
    let client = template.add(
        "Web",
        CfnUserPoolClient::builder()
            .user_pool_id(&pool)
            .explicit_auth_flows([
                ExplicitAuthFlow::AllowUserSrpAuth,
                ExplicitAuthFlow::AllowRefreshTokenAuth,
            ])
            .allowed_oauth_flows([AllowedOauthFlow::Code])
            .allowed_oauth_flows_user_pool_client(true)
            .allowed_oauth_scopes(["openid", "email"])
            .callback_urls(["https://app.example.com/callback"])
            .logout_urls(["https://app.example.com/goodbye"])
            .supported_identity_providers(["COGNITO"])
            .prevent_user_existence_errors(PreventUserExistenceErrors::Enabled)
            .build(),
    );
    let domain = template.add(
        "Domain",
        CfnUserPoolDomain::builder()
            .user_pool_id(&pool)
            .domain(text!("acme-customers"))
            .build(),
    );
    template.add(
        "Admins",
        CfnUserPoolGroup::builder()
            .user_pool_id(&pool)
            .group_name(text!("admins"))
            .precedence(int!(0))
            .build(),
    );
    let identities = template.add(
        "Identities",
        CfnIdentityPool::builder()
            .allow_unauthenticated_identities(false)
            .cognito_identity_providers([CognitoIdentityProvider::builder()
                .client_id(&client)
                .provider_name(pool.attr_provider_name())
                .server_side_token_check(true)
                .build()])
            .build(),
    );

    template.add_output("UserPoolId", pool.ref_());
    template.add_output("ClientId", client.ref_());
    template.add_output("IdentityPoolId", identities.ref_());
    template.add_output(
        "SignInUrl",
        intrinsics::concat([
            "https://".into(),
            domain.ref_().into(),
            ".auth.".into(),
            intrinsics::region(),
            ".amazoncognito.com/login".into(),
        ]),
    );
    println!("{}", template.to_json()?);
    Ok(())
}
