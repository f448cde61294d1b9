//! Sign-in for the employees of customers: each customer brings a SAML or OpenID Connect provider.
//!
//! `cargo run --example b2b_saml` writes `cdk.out/`.

use cognito_cdk::cognito::{
    AttributeMapping, AuthorizationCodeGrant, ClientAttributes, CustomAttribute, IUserPool,
    IUserPoolClient, ManagedLoginVersion, OAuthScope, OidcClient, ProviderAttribute, SignInAliases,
    StandardAttribute, UserPool, UserPoolClientIdentityProvider, UserPoolClientOptions,
    UserPoolDomainOptions, UserPoolGroupOptions, UserPoolIdentityProviderOidc,
    UserPoolIdentityProviderOidcOptions, UserPoolIdentityProviderSaml,
    UserPoolIdentityProviderSamlMetadata, UserPoolIdentityProviderSamlOptions, UserPoolProps,
};
use cognito_cdk::{App, CfnOutput, SecretValue, Stack, SynthError, text};

fn main() -> Result<(), SynthError> {
    let app = App::new();
    let stack = Stack::new(&app, "Workforce");
    let pool = UserPool::new(
        &stack,
        "Employees",
        UserPoolProps::new()
            .sign_in_aliases(SignInAliases::email())
            .standard_attribute(StandardAttribute::Email.required())
            .custom_attribute(CustomAttribute::string("tenant").max_len(32).mutable()),
    );
    pool.add_domain(
        "Login",
        UserPoolDomainOptions::cognito_domain(text!("acme-workforce"))
            .managed_login_version(ManagedLoginVersion::NewerManagedLogin),
    );

    let claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
    let globex = UserPoolIdentityProviderSaml::new(
        &stack,
        "Globex",
        &pool,
        UserPoolIdentityProviderSamlOptions::new(UserPoolIdentityProviderSamlMetadata::url(
            "https://sso.globex.example/metadata.xml",
        ))
        .name("Globex")
        .identifiers(["globex.example"])
        .idp_signout(true)
        .attribute_mapping(
            AttributeMapping::new()
                .email(ProviderAttribute::other(format!("{claims}/emailaddress")))
                .custom("tenant", ProviderAttribute::other("company")),
        ),
    );
    let initech = UserPoolIdentityProviderOidc::new(
        &stack,
        "Initech",
        &pool,
        UserPoolIdentityProviderOidcOptions::new(OidcClient {
            client_id: "acme".into(),
            client_secret: SecretValue::secrets_manager("initech/oidc").json_field("secret"),
            issuer_url: "https://login.initech.example".into(),
        })
        .name("Initech")
        .identifiers(["initech.example"])
        .scopes(["openid", "email"])
        .attribute_mapping(AttributeMapping::new().email(ProviderAttribute::other("email"))),
    );

    // The client is deployed after the providers, because it is given the providers and not their names.
    let client = pool.add_client(
        "Portal",
        UserPoolClientOptions::new()
            .generate_secret()
            .supported_identity_providers([
                UserPoolClientIdentityProvider::from(&globex),
                UserPoolClientIdentityProvider::from(&initech),
            ])
            .o_auth(
                AuthorizationCodeGrant::new(["https://portal.example.com/signed-in"])
                    .scopes([OAuthScope::OpenId, OAuthScope::Email]),
            )
            .write_attributes(
                ClientAttributes::new()
                    .with_standard_attributes([StandardAttribute::Email])
                    .with_custom_attributes(["tenant"]),
            ),
    );
    pool.add_group(
        "Support",
        UserPoolGroupOptions::new()
            .group_name("support")
            .description("Acme's own people, who may see every tenant"),
    );
    CfnOutput::new(&stack, "ClientId", client.user_pool_client_id());
    app.synth()?;
    Ok(())
}
