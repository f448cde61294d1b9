//! Whole applications.

use super::Program;
use cognito_cdk::cognito::{
    AccountRecovery, AuthFlow, AuthorizationCodeGrant, CfnManagedLoginBranding, IUserPool,
    IUserPoolClient, ManagedLoginVersion, Mfa, MfaSecondFactor, OAuthScope, PasswordPolicy,
    SignInAliases, SignInUrlOptions, StandardAttribute, UserPool, UserPoolClientOptions,
    UserPoolDomainOptions, UserPoolProps,
};
use cognito_cdk::{App, CfnOutput, Duration, RemovalPolicy, Scope, Stack, text};

pub(super) const PROGRAMS: &[Program] = &[Program {
    name: "cases/app-web-spa",
    run: web_spa,
}];

fn web_spa(app: &App) {
    let stack = Stack::new(app, "WebApp");
    let pool = UserPool::new(
        &stack,
        "Users",
        UserPoolProps::new()
            .self_sign_up_enabled(true)
            .sign_in_aliases(SignInAliases::email())
            .password_policy(PasswordPolicy::new().min_length(12))
            .account_recovery(AccountRecovery::EmailOnly)
            .mfa(Mfa::optional(MfaSecondFactor::otp()))
            .standard_attribute(StandardAttribute::Email.required())
            .removal_policy(RemovalPolicy::Destroy),
    );
    let domain = pool.add_domain(
        "Login",
        UserPoolDomainOptions::cognito_domain(text!("acme-web"))
            .managed_login_version(ManagedLoginVersion::NewerManagedLogin),
    );
    let client = pool.add_client(
        "Spa",
        UserPoolClientOptions::new()
            .without_secret()
            .auth_flows(AuthFlow::user_srp())
            .o_auth(
                AuthorizationCodeGrant::new([
                    "https://app.example.com/callback",
                    "http://localhost:5173/callback",
                ])
                .scopes([OAuthScope::OpenId, OAuthScope::Email, OAuthScope::Profile])
                .logout_urls(["https://app.example.com"]),
            )
            .prevent_user_existence_errors(true)
            .access_token_validity(Duration::minutes(15))
            .refresh_token_validity(Duration::days(7))
            // It gets one below.
            .no_managed_login_branding(),
    );
    stack.add(
        "Branding",
        CfnManagedLoginBranding::builder()
            .user_pool_id(&pool)
            .client_id(&client)
            .use_cognito_provided_values(true)
            .build(),
    );
    let sign_in = SignInUrlOptions::new("https://app.example.com/callback");
    CfnOutput::new(&stack, "SignInUrl", domain.sign_in_url(&client, sign_in));
    CfnOutput::new(&stack, "UserPoolId", pool.user_pool_id());
    CfnOutput::new(&stack, "ClientId", client.user_pool_client_id());
}
