//! Sign-in without a password: by a passkey, or by a one-time password that comes by email.
//!
//! `cargo run --example passwordless` writes `cdk.out/`.

use cognito_cdk::cognito::{
    AuthFlow, AuthorizationCodeGrant, FeaturePlan, IUserPool, IUserPoolClient, ManagedLoginVersion,
    Mfa, PasskeyUserVerification, SignInAliases, SignInPolicy, StandardAttribute, UserPool,
    UserPoolClientOptions, UserPoolDomainOptions, UserPoolEmail, UserPoolProps,
};
use cognito_cdk::{App, CfnOutput, Environment, Stack, StackProps, SynthError, text};

fn main() -> Result<(), SynthError> {
    let app = App::new();
    let stack = Stack::with_props(
        &app,
        "Passwordless",
        StackProps::new().env(Environment::in_region("eu-west-1")),
    );
    let pool = UserPool::new(
        &stack,
        "Users",
        UserPoolProps::new()
            .self_sign_up_enabled(true)
            .sign_in_aliases(SignInAliases::email())
            .standard_attribute(StandardAttribute::Email.required())
            .sign_in_policy(SignInPolicy::password().and_email_otp().and_passkey())
            .passkey_relying_party_id(text!("login.example.com"))
            .passkey_user_verification(PasskeyUserVerification::Required)
            // A one-time password is a first factor here. It cannot be a second one as well.
            .mfa(Mfa::off())
            .email(
                UserPoolEmail::with_ses("no-reply@example.com").ses_verified_domain("example.com"),
            )
            .feature_plan(FeaturePlan::Essentials),
    );
    pool.add_domain(
        "Login",
        UserPoolDomainOptions::custom_domain(
            text!("login.example.com"),
            "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
        )
        .managed_login_version(ManagedLoginVersion::NewerManagedLogin),
    );
    let client = pool.add_client(
        "App",
        UserPoolClientOptions::new()
            .auth_flows(AuthFlow::user())
            .o_auth(AuthorizationCodeGrant::new(["com.example.app://signed-in"])),
    );
    CfnOutput::new(&stack, "ClientId", client.user_pool_client_id());
    app.synth()?;
    Ok(())
}
