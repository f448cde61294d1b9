//! The conditions that the bounds of the properties find: values that the compiler has not seen as literals.

use super::findings;
use cognito_cdk::cognito::*;
use cognito_cdk::{Duration, Scope, SecretValue, Stack};
use expect_test::{Expect, expect};

fn pool(props: UserPoolProps, expected: &Expect) {
    expected.assert_eq(&findings(|stack| {
        UserPool::new(stack, "Users", props);
    }));
}

fn around_a_pool(build: impl FnOnce(&Stack, &UserPool), expected: &Expect) {
    expected.assert_eq(&findings(|stack| {
        let pool = UserPool::new(stack, "Users", UserPoolProps::new());
        build(stack, &pool);
    }));
}

#[test]
fn relying_party() {
    let long = format!("{}.example.com", "a".repeat(60));
    pool(
        UserPoolProps::new().passkey_relying_party_id(long),
        &expect![
            "error[CFN104] Auth/Users/Resource (Users0A0EEA89) Properties.WebAuthnRelyingPartyID: the text has 72 characters, and 1 to 63 are allowed"
        ],
    );
}

#[test]
fn mfa_message() {
    pool(
        UserPoolProps::new().mfa_message("Your code for Acme"),
        &expect![[r#"
            error[CFN105] Auth/Users/Resource (Users0A0EEA89) Properties.SmsAuthenticationMessage: `Your code for Acme` does not match `\{####\}`
              help: write `{####}` into it"#]],
    );
}

#[test]
fn long_mfa_message() {
    let long = format!("{}{{####}}", "a".repeat(140));
    pool(
        UserPoolProps::new().mfa_message(long),
        &expect![
            "error[CFN104] Auth/Users/Resource (Users0A0EEA89) Properties.SmsAuthenticationMessage: the text has 146 characters, and 6 to 140 are allowed"
        ],
    );
}

#[test]
fn verification_email() {
    let verification = UserVerification::code().email_body("Welcome");
    pool(
        UserPoolProps::new().user_verification(verification),
        &expect![[r#"
            error[CFN105] Auth/Users/Resource (Users0A0EEA89) Properties.EmailVerificationMessage: `Welcome` does not match `^[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*$`
              help: write `{####}` into it
            error[CFN105] Auth/Users/Resource (Users0A0EEA89) Properties.VerificationMessageTemplate.EmailMessage: `Welcome` does not match `^[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*$`
              help: write `{####}` into it"#]],
    );
}

#[test]
fn verification_sms() {
    let verification = UserVerification::code().sms_message("Welcome");
    pool(
        UserPoolProps::new().user_verification(verification),
        &expect![[r#"
            error[CFN105] Auth/Users/Resource (Users0A0EEA89) Properties.SmsVerificationMessage: `Welcome` does not match `\{####\}`
              help: write `{####}` into it
            error[CFN105] Auth/Users/Resource (Users0A0EEA89) Properties.VerificationMessageTemplate.SmsMessage: `Welcome` does not match `\{####\}`
              help: write `{####}` into it"#]],
    );
}

#[test]
fn verification_link() {
    let verification = UserVerification::link().email_body("Welcome");
    pool(
        UserPoolProps::new().user_verification(verification),
        &expect![[r#"
            error[CFN105] Auth/Users/Resource (Users0A0EEA89) Properties.VerificationMessageTemplate.EmailMessageByLink: `Welcome` does not match `^[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{##[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*##\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*$`
              help: write `{##` and `##}` into it"#]],
    );
}

#[test]
fn temporary_password() {
    let policy = PasswordPolicy::new().temp_password_validity(Duration::days(366));
    pool(
        UserPoolProps::new().password_policy(policy),
        &expect![
            "error[CFN106] Auth/Users/Resource (Users0A0EEA89) Properties.Policies.PasswordPolicy.TemporaryPasswordValidityDays: 366 is set, and 0 to 365 is allowed"
        ],
    );
}

#[test]
fn password_length() {
    let policy = PasswordPolicy::new().min_length(100);
    pool(
        UserPoolProps::new().password_policy(policy),
        &expect![
            "error[CFN106] Auth/Users/Resource (Users0A0EEA89) Properties.Policies.PasswordPolicy.MinimumLength: 100 is set, and 6 to 99 is allowed"
        ],
    );
}

#[test]
fn password_history() {
    let policy = PasswordPolicy::new().password_history_size(25);
    pool(
        UserPoolProps::new().password_policy(policy),
        &expect![
            "error[CFN106] Auth/Users/Resource (Users0A0EEA89) Properties.Policies.PasswordPolicy.PasswordHistorySize: 25 is set, and 0 to 24 is allowed"
        ],
    );
}

#[test]
fn default_redirect() {
    let url = "https://app.example.com/a b";
    let grant = AuthorizationCodeGrant::new([url]).default_redirect_uri(url);
    around_a_pool(
        |_, pool| {
            pool.add_client("Web", UserPoolClientOptions::new().o_auth(grant));
        },
        &expect![[r#"
            error[CFN105] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.CallbackURLs[0]: `https://app.example.com/a b` does not match `^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$`
              help: it cannot have a space
            error[CFN105] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.DefaultRedirectURI: `https://app.example.com/a b` does not match `^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$`
              help: it cannot have a space"#]],
    );
}

#[test]
fn session_and_grace_period() {
    let options = UserPoolClientOptions::new()
        .auth_session_validity(Duration::minutes(16))
        .refresh_token_rotation_grace_period(Duration::seconds(61));
    around_a_pool(
        |_, pool| {
            pool.add_client("Web", options);
        },
        &expect![[r#"
            error[CFN106] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.AuthSessionValidity: 16 is set, and 3 to 15 is allowed
            error[CFN106] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.RefreshTokenRotation.RetryGracePeriodSeconds: 61 is set, and 0 to 60 is allowed"#]],
    );
}

#[test]
fn domain_prefix() {
    around_a_pool(
        |_, pool| {
            pool.add_domain("Login", UserPoolDomainOptions::cognito_domain("Acme_Web"));
        },
        &expect![[r#"
            error[CFN105] Auth/Users/Login/Resource (UsersLogin5F5F2B8C) Properties.Domain: `Acme_Web` does not match `^[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?)*$`
              help: it cannot have `A`, `W`, `_`"#]],
    );
}

#[test]
fn group_description() {
    let options = UserPoolGroupOptions::new().description("a".repeat(2049));
    around_a_pool(
        |_, pool| {
            pool.add_group("Admins", options);
        },
        &expect![
            "error[CFN104] Auth/Users/Admins/Resource (UsersAdminsDCDA6C0D) Properties.Description: the text has 2049 characters, and at most 2048 are allowed"
        ],
    );
}

#[test]
fn group_name() {
    let options = UserPoolGroupOptions::new().group_name("all admins");
    around_a_pool(
        |_, pool| {
            pool.add_group("Admins", options);
        },
        &expect![[r#"
            error[CFN105] Auth/Users/Admins/Resource (UsersAdminsDCDA6C0D) Properties.GroupName: `all admins` does not match `^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$`
              help: it cannot have a space"#]],
    );
}

#[test]
fn group_precedence() {
    let options = UserPoolGroupOptions::new().precedence(-1);
    around_a_pool(
        |_, pool| {
            pool.add_group("Admins", options);
        },
        &expect![
            "error[CFN106] Auth/Users/Admins/Resource (UsersAdminsDCDA6C0D) Properties.Precedence: -1 is set, and at least 0 is allowed"
        ],
    );
}

#[test]
fn provider_names() {
    let oidc = |name: &'static str| {
        UserPoolIdentityProviderOidcOptions::new(OidcClient {
            client_id: "acme".into(),
            client_secret: SecretValue::secrets_manager("oidc"),
            issuer_url: "https://login.example.com".into(),
        })
        .name(name)
    };
    let metadata = UserPoolIdentityProviderSamlMetadata::url("https://idp.example.com/metadata");
    let saml = UserPoolIdentityProviderSamlOptions::new(metadata).name("cd");
    around_a_pool(
        |stack, pool| {
            UserPoolIdentityProviderOidc::new(stack, "Short", pool, oidc("ab"));
            UserPoolIdentityProviderOidc::new(stack, "Blank", pool, oidc("_abc def"));
            UserPoolIdentityProviderSaml::new(stack, "Saml", pool, saml);
        },
        &expect![[r#"
            error[CFN105] Auth/Short/Resource (ShortFC4237FA) Properties.ProviderName: `ab` does not match `^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+$`
            error[CFN105] Auth/Blank/Resource (Blank108206F7) Properties.ProviderName: `_abc def` does not match `^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+$`
            error[CFN105] Auth/Saml/Resource (SamlC77D5D1E) Properties.ProviderName: `cd` does not match `^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+$`"#]],
    );
}

#[test]
fn names_that_are_too_long() {
    let long = "a".repeat(129);
    around_a_pool(
        |stack, pool| {
            let attribute = CustomAttribute::string("a".repeat(21));
            let props = UserPoolProps::new().user_pool_name(long.clone());
            UserPool::new(stack, "Long", props.custom_attribute(attribute));
            pool.add_client(
                "Web",
                UserPoolClientOptions::new().user_pool_client_name(long),
            );
            let options = UserPoolResourceServerOptions::new("a".repeat(257));
            pool.add_resource_server("Api", options.user_pool_resource_server_name("api"));
        },
        &expect![[r#"
            error[CFN104] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.ClientName: the text has 129 characters, and 1 to 128 are allowed
            error[CFN104] Auth/Users/Api/Resource (UsersApiE362F846) Properties.Identifier: the text has 257 characters, and 1 to 256 are allowed
            error[CFN104] Auth/Long/Resource (LongA1279578) Properties.Schema[0].Name: the text has 21 characters, and 1 to 20 are allowed
            error[CFN104] Auth/Long/Resource (LongA1279578) Properties.UserPoolName: the text has 129 characters, and 1 to 128 are allowed"#]],
    );
}

#[test]
fn identity_pool_ids() {
    let found = |id: &str| {
        findings(|stack| {
            let attachment = CfnIdentityPoolRoleAttachment::builder().identity_pool_id(id);
            stack.add("Roles", attachment.build());
        })
    };
    // The region stands in the id, and nowhere else.
    expect![[""]].assert_eq(&found("eu-west-1:1cf667a2-49a6-454b-9e45-23199e6a5d4c"));
    expect![[r#"error[CFN105] Auth/Roles (Roles) Properties.IdentityPoolId: `customers` does not match `^[\w-]+:[0-9a-f-]+$`"#]].assert_eq(&found("customers"));
    expect![[r#"
        error[CFN104] Auth/Roles (Roles) Properties.IdentityPoolId: the text has 70 characters, and 1 to 55 are allowed
        error[CFN105] Auth/Roles (Roles) Properties.IdentityPoolId: `arn:aws:cognito-identity:eu-west-1:111122223333:identitypool…` does not match `^[\w-]+:[0-9a-f-]+$`"#]].assert_eq(&found(
        "arn:aws:cognito-identity:eu-west-1:111122223333:identitypool/customers",
    ));
}
