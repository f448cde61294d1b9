//! What the rules say of identity providers: rule, construct, property, message, place in the program, and
//! what to write instead.
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "as expect-test writes them"
)]

mod findings;
#[path = "findings/raw.rs"]
mod raw;

use cognito_cdk::cognito::{
    AttributeMapping, OidcClient, UserPool, UserPoolIdentityProviderGoogle,
    UserPoolIdentityProviderGoogleOptions, UserPoolIdentityProviderOidc,
    UserPoolIdentityProviderOidcOptions, UserPoolIdentityProviderSaml,
    UserPoolIdentityProviderSamlMetadata, UserPoolIdentityProviderSamlOptions, UserPoolProps,
};
use cognito_cdk::{CfnParameter, Parameter, SecretValue, Stack};
use expect_test::expect;
use findings::check;
use raw::raw;
use serde_json::{Value as Data, json};

fn pool(stack: &Stack) -> UserPool {
    UserPool::new(stack, "Users", UserPoolProps::new())
}

fn secret() -> SecretValue {
    SecretValue::secrets_manager("oauth").json_field("client_secret")
}

fn google(secret: SecretValue) -> UserPoolIdentityProviderGoogleOptions {
    UserPoolIdentityProviderGoogleOptions::new("client", secret)
}

fn oidc(issuer: &str) -> UserPoolIdentityProviderOidcOptions {
    UserPoolIdentityProviderOidcOptions::new(OidcClient {
        client_id: "client".into(),
        client_secret: secret(),
        issuer_url: issuer.into(),
    })
}

fn saml(metadata: UserPoolIdentityProviderSamlMetadata) -> UserPoolIdentityProviderSamlOptions {
    UserPoolIdentityProviderSamlOptions::new(metadata)
}

/// A provider of any origin.
#[track_caller]
fn provider(stack: &Stack, id: &str, kind: &str, name: &str, details: &Data) {
    let properties = json!({
        "UserPoolId": "eu-west-1_A", "ProviderType": kind, "ProviderName": name,
        "ProviderDetails": details,
    });
    raw(
        stack,
        id,
        "AWS::Cognito::UserPoolIdentityProvider",
        properties,
    );
}

#[test]
fn secret_in_plain_text() {
    check(
        |stack| {
            let plain = SecretValue::unsafe_plain_text("hunter2");
            UserPoolIdentityProviderGoogle::new(stack, "Google", &pool(stack), google(plain));
        },
        &expect![[r#"
            warning[COG330] Auth/Google/Resource (GoogleAF1E99FA) Properties.ProviderDetails.client_secret: the secret stands in the template, or in the parameters of the stack, for all to read
              at rules_identity_provider.rs
              help: keep it in Secrets Manager, and write `SecretValue::secrets_manager("NAME")`
        "#]],
    );
}

#[test]
fn secret_of_a_parameter_that_is_shown() {
    let with_parameter = |parameter: Parameter| {
        move |stack: &Stack| {
            let parameter = CfnParameter::new(stack, "Secret", parameter);
            let secret = SecretValue::cfn_parameter(&parameter);
            UserPoolIdentityProviderGoogle::new(stack, "Google", &pool(stack), google(secret));
        }
    };
    check(
        with_parameter(Parameter::string().no_echo()),
        &expect![[r#""#]],
    );
    check(
        with_parameter(Parameter::string()),
        &expect![[r#"
            warning[COG330] Auth/Google/Resource (GoogleAF1E99FA) Properties.ProviderDetails.client_secret: the secret stands in the template, or in the parameters of the stack, for all to read
              at rules_identity_provider.rs
              help: keep it in Secrets Manager, and write `SecretValue::secrets_manager("NAME")`
        "#]],
    );
}

#[test]
fn reserved_names() {
    check(
        |stack| {
            let options = oidc("https://issuer.example.com").name("COGNITO");
            UserPoolIdentityProviderOidc::new(stack, "Oidc", &pool(stack), options);
            let details = json!({"client_id": "a", "client_secret": "{{resolve:secretsmanager:s}}", "authorize_scopes": "openid"});
            provider(stack, "Google", "Google", "Workspace", &details);
        },
        &expect![[r#"
            warning[COG331] Auth/Oidc/Resource (Oidc70BFA75F) Properties.ProviderName: the name `COGNITO` is reserved, and the provider is of the type `OIDC`
              at rules_identity_provider.rs
              help: write another name
            warning[COG331] Auth/Google (Google) Properties.ProviderName: a provider of the type `Google` cannot have the name `Workspace`
              at rules_identity_provider.rs
              help: write `Google`: app clients call it so
        "#]],
    );
}

#[test]
fn two_providers_of_a_name() {
    check(
        |stack| {
            let pool = pool(stack);
            UserPoolIdentityProviderGoogle::new(stack, "One", &pool, google(secret()));
            UserPoolIdentityProviderGoogle::new(stack, "Two", &pool, google(secret()));
        },
        &expect![[r#"
            error[COG332] Auth/Two/Resource (Two20CDA8F5) Properties.ProviderName: the pool already has a provider of the name `Google`: `One8A44B909`
              at rules_identity_provider.rs
              help: write another name; of each social provider a pool can have one
        "#]],
    );
}

#[test]
fn missing_and_read_only_details() {
    check(
        |stack| {
            provider(
                stack,
                "Amazon",
                "LoginWithAmazon",
                "LoginWithAmazon",
                &json!({"client_id": "a"}),
            );
            let details = json!({"MetadataFile": "<xml/>", "ActiveEncryptionCertificate": "MIIC"});
            provider(stack, "Saml", "SAML", "Partner", &details);
        },
        &expect![[r#"
            warning[COG333] Auth/Amazon (Amazon) Properties.ProviderDetails: there is no `client_secret`, and no `authorize_scopes`
              at rules_identity_provider.rs
              help: add it; the constructs of the providers ask for all that is needed
            warning[COG334] Auth/Saml (Saml) Properties.ProviderDetails.ActiveEncryptionCertificate: `ActiveEncryptionCertificate` is what Cognito writes itself
              at rules_identity_provider.rs
              help: leave it out
        "#]],
    );
}

#[test]
fn oidc_urls_and_scopes() {
    check(
        |stack| {
            let options = oidc("http://issuer.example.com").scopes(["email", "profile"]);
            UserPoolIdentityProviderOidc::new(stack, "Oidc", &pool(stack), options);
        },
        &expect![[r#"
            error[COG335] Auth/Oidc/Resource (Oidc70BFA75F) Properties.ProviderDetails.oidc_issuer: `http://issuer.example.com` does not begin with `https://`, and Cognito calls no other URL
              at rules_identity_provider.rs
              help: write the provider's `https` URL
            warning[COG336] Auth/Oidc/Resource (Oidc70BFA75F) Properties.ProviderDetails.authorize_scopes: the scopes `email profile` are without `openid`
              at rules_identity_provider.rs
              help: add `openid`: without it the provider gives no id token
        "#]],
    );
}

#[test]
fn saml_metadata() {
    check(
        |stack| {
            let pool = pool(stack);
            let empty = UserPoolIdentityProviderSamlMetadata::file(" ");
            UserPoolIdentityProviderSaml::new(stack, "Empty", &pool, saml(empty));
            let http = UserPoolIdentityProviderSamlMetadata::url("http://idp.example.com/metadata");
            UserPoolIdentityProviderSaml::new(stack, "Http", &pool, saml(http));
            provider(
                stack,
                "None",
                "SAML",
                "None",
                &json!({"IDPSignout": "true"}),
            );
            let both = json!({"MetadataFile": "<xml/>", "MetadataURL": "https://idp.example.com"});
            provider(stack, "Both", "SAML", "Both", &both);
        },
        &expect![[r#"
            error[COG337] Auth/Empty/Resource (Empty8E0066A8) Properties.ProviderDetails: the metadata of the provider is empty
              at rules_identity_provider.rs
              help: write either `MetadataURL` or `MetadataFile`: `UserPoolIdentityProviderSamlMetadata::url` or `::file`
            warning[COG338] Auth/Http/Resource (Http36EFD62B) Properties.ProviderDetails.MetadataURL: `http://idp.example.com/metadata` does not begin with `https://`: who can change the metadata on its way can sign in as anyone
              at rules_identity_provider.rs
              help: write an `https` URL, or the metadata itself by `UserPoolIdentityProviderSamlMetadata::file`
            error[COG337] Auth/None (None) Properties.ProviderDetails: there is no metadata of the provider
              at rules_identity_provider.rs
              help: write either `MetadataURL` or `MetadataFile`: `UserPoolIdentityProviderSamlMetadata::url` or `::file`
            warning[COG341] Auth/Both (Both) Properties.ProviderDetails: there are two sources of the provider's metadata, and one can contradict the other
              at rules_identity_provider.rs
              help: leave out either `MetadataURL` or `MetadataFile`
        "#]],
    );
}

#[test]
fn mapped_attributes() {
    check(
        |stack| {
            let pool = pool(stack);
            let schema =
                json!([{"Name": "tenant", "AttributeDataType": "String", "Mutable": true}]);
            pool.cfn().add_property_override("Schema", schema);
            let mapping = AttributeMapping::new()
                .username("sub")
                .email("email")
                .custom("tenant", "hd")
                .custom("custom:plan", "plan");
            UserPoolIdentityProviderGoogle::new(
                stack,
                "Google",
                &pool,
                google(secret()).attribute_mapping(mapping),
            );
            let properties = json!({
                "UserPoolId": "eu-west-1_A", "ProviderType": "SAML", "ProviderName": "Partner",
                "ProviderDetails": {"MetadataFile": "<xml/>"},
                "AttributeMapping": {"tenant": "org", "custom:any": "any"},
            });
            raw(
                stack,
                "Saml",
                "AWS::Cognito::UserPoolIdentityProvider",
                properties,
            );
        },
        &expect![[r#"
            warning[COG339] Auth/Google/Resource (GoogleAF1E99FA) Properties.AttributeMapping: `custom:plan` cannot be mapped: the pool does not declare it
              at rules_identity_provider.rs
              help: write the name of a standard attribute, or declare the custom attribute of the pool and write `custom:plan`
            warning[COG339] Auth/Saml (Saml) Properties.AttributeMapping: `tenant` cannot be mapped: it is no standard attribute, and no custom one, whose names begin with `custom:`
              at rules_identity_provider.rs
              help: write the name of a standard attribute, or declare the custom attribute of the pool and write `custom:tenant`
        "#]],
    );
}

#[test]
fn identifier_of_two_providers() {
    check(
        |stack| {
            let pool = pool(stack);
            for (id, name) in [("One", "PartnerOne"), ("Two", "PartnerTwo")] {
                let metadata = UserPoolIdentityProviderSamlMetadata::file("<xml/>");
                let options = saml(metadata)
                    .name(name)
                    .identifiers(["partner.example.com"]);
                UserPoolIdentityProviderSaml::new(stack, id, &pool, options);
            }
        },
        &expect![[r#"
            warning[COG340] Auth/Two/Resource (Two20CDA8F5) Properties.IdpIdentifiers: the identifier `partner.example.com` is that of `One8A44B909` too
              at rules_identity_provider.rs
              help: an identifier leads to one provider of a pool: take it from one of them
        "#]],
    );
}
