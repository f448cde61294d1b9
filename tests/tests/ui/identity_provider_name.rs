//! Names and identifiers of identity providers that Cognito refuses.

use cognito_cdk::cognito::{
    OidcClient, UserPoolIdentityProviderOidcOptions, UserPoolIdentityProviderSamlMetadata,
    UserPoolIdentityProviderSamlOptions,
};
use cognito_cdk::text;

fn oidc(client: OidcClient) -> UserPoolIdentityProviderOidcOptions {
    UserPoolIdentityProviderOidcOptions::new(client)
        .name(text!("ab"))
        .name(text!("a name that is longer than 32 characters"))
        .name(text!("_okta"))
}

fn saml(metadata: UserPoolIdentityProviderSamlMetadata) -> UserPoolIdentityProviderSamlOptions {
    UserPoolIdentityProviderSamlOptions::new(metadata)
        .name(text!("ok"))
        .identifiers([text!("")])
}

fn main() {
    let _ = (oidc, saml);
}
