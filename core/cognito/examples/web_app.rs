//! The sign-in of a web app: users, a login page, and the app client of a single-page application.
//!
//! `cargo run --example web_app` writes `cdk.out/`, which `npx aws-cdk deploy --app cdk.out` deploys.

use cognito_cdk::cognito::{
    AccountRecovery, AuthFlow, AuthorizationCodeGrant, IUserPool, IUserPoolClient,
    ManagedLoginVersion, Mfa, MfaSecondFactor, OAuthScope, PasswordPolicy, SignInAliases,
    SignInUrlOptions, StandardAttribute, UserPool, UserPoolClientOptions, UserPoolDomainOptions,
    UserPoolProps,
};
use cognito_cdk::{App, CfnOutput, Duration, RemovalPolicy, Stack, SynthError, text};

fn main() -> Result<(), SynthError> {
    let app = App::new();
    let stack = Stack::new(&app, "WebApp");

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
            // A trial may go with its stack. Without this line the users stay.
            .removal_policy(RemovalPolicy::Destroy),
    );

    // The compiler checks the prefix: letters, digits and hyphens, 63 at most.
    let domain = pool.add_domain(
        "Login",
        UserPoolDomainOptions::cognito_domain(text!("acme-web"))
            .managed_login_version(ManagedLoginVersion::NewerManagedLogin),
    );

    let client = pool.add_client(
        "Spa",
        UserPoolClientOptions::new()
            .auth_flows(AuthFlow::user_srp())
            .o_auth(
                AuthorizationCodeGrant::new([
                    "https://app.example.com/callback",
                    "http://localhost:5173/callback",
                ])
                .scopes([OAuthScope::OpenId, OAuthScope::Email, OAuthScope::Profile])
                .logout_urls(["https://app.example.com"]),
            )
            .access_token_validity(Duration::minutes(15))
            .refresh_token_validity(Duration::days(7)),
    );

    let sign_in = SignInUrlOptions::new("https://app.example.com/callback");
    CfnOutput::new(&stack, "SignInUrl", domain.sign_in_url(&client, sign_in));
    CfnOutput::new(&stack, "UserPoolId", pool.user_pool_id());
    CfnOutput::new(&stack, "ClientId", client.user_pool_client_id());

    let assembly = app.synth()?;
    for stack in assembly.stacks() {
        println!("cdk.out/{}", stack.template_file().display());
    }
    Ok(())
}
