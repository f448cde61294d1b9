//! OpenID Connect providers.

use super::attributes::AttributeMapping;
use super::construct::{
    Details, Provider, common_setters, name_setters, provider_construct, scopes_setter,
};
use crate::secret::SecretValue;
use cognito_cdk_l1::cognito::user_pool_identity_provider::{ProviderType, bounds};
use cognito_cdk_l1::{List, Text, Value};
use cognito_cdk_synth::{Construct, Scope};

/// What the provider gives to an application: the values that its [`UserPoolIdentityProviderOidc`] needs.
#[derive(Clone, Debug)]
#[allow(
    clippy::exhaustive_structs,
    reason = "all of its fields are required, so that none can be forgotten"
)]
pub struct OidcClient {
    /// The id of the client.
    pub client_id: Value<String>,
    /// Its secret.
    pub client_secret: SecretValue,
    /// The issuer, which begins with `https://`. Cognito finds the endpoints at its
    /// `/.well-known/openid-configuration`.
    pub issuer_url: Value<String>,
}

/// The endpoints of a provider that does not publish them.
#[derive(Clone, Debug)]
#[allow(
    clippy::exhaustive_structs,
    reason = "all of its fields are required, so that none can be forgotten"
)]
pub struct OidcEndpoints {
    /// Where users sign in.
    pub authorization: Value<String>,
    /// Where codes become tokens.
    pub token: Value<String>,
    /// Where the attributes of a user are.
    pub user_info: Value<String>,
    /// Where the keys are that tokens are signed with.
    pub jwks_uri: Value<String>,
}

/// How Cognito asks the provider for the attributes of a user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OidcAttributeRequestMethod {
    /// By `GET`.
    #[default]
    Get,
    /// By `POST`.
    Post,
}

/// What a [`UserPoolIdentityProviderOidc`] can be told.
#[derive(Clone, Debug)]
#[must_use]
pub struct UserPoolIdentityProviderOidcOptions {
    client: OidcClient,
    name: Option<Value<Text<bounds::ProviderName>>>,
    scopes: Option<Vec<Value<String>>>,
    identifiers: Option<Value<List<Text<bounds::IdpIdentifiers>>>>,
    attribute_request_method: OidcAttributeRequestMethod,
    endpoints: Option<OidcEndpoints>,
    mapping: AttributeMapping,
}

common_setters!(UserPoolIdentityProviderOidcOptions);
name_setters!(UserPoolIdentityProviderOidcOptions);
scopes_setter!(UserPoolIdentityProviderOidcOptions, "openid");

impl UserPoolIdentityProviderOidcOptions {
    /// What the provider gave to the application.
    pub const fn new(client: OidcClient) -> Self {
        Self {
            client,
            name: None,
            scopes: None,
            identifiers: None,
            attribute_request_method: OidcAttributeRequestMethod::Get,
            endpoints: None,
            mapping: AttributeMapping::new(),
        }
    }

    /// How Cognito asks for the attributes of a user; by `GET` without it.
    pub const fn attribute_request_method(mut self, method: OidcAttributeRequestMethod) -> Self {
        self.attribute_request_method = method;
        self
    }

    /// The endpoints, for a provider that does not publish them.
    pub fn endpoints(mut self, endpoints: OidcEndpoints) -> Self {
        self.endpoints = Some(endpoints);
        self
    }

    fn provider(self) -> Provider {
        let method = match self.attribute_request_method {
            OidcAttributeRequestMethod::Get => "GET",
            OidcAttributeRequestMethod::Post => "POST",
        };
        let mut details = Details::of_client(self.client.client_id, &self.client.client_secret)
            .with_scopes(self.scopes, Self::DEFAULT_SCOPE, " ")
            .with("attributes_request_method", method)
            .with("oidc_issuer", self.client.issuer_url);
        if let Some(endpoints) = self.endpoints {
            details = details
                .with("authorize_url", endpoints.authorization)
                .with("token_url", endpoints.token)
                .with("attributes_url", endpoints.user_info)
                .with("jwks_uri", endpoints.jwks_uri);
        }
        Provider {
            kind: ProviderType::Oidc,
            name: self.name,
            make_name,
            details,
            mapping: self.mapping,
            identifiers: self.identifiers,
        }
    }
}

/// A name as AWS CDK makes it: the unique id, at least 3 characters long, and cut in its middle to 32.
fn make_name(construct: &Construct) -> String {
    const MAX: usize = 32;
    let name = construct.node().unique_id().unwrap_or_default();
    if name.len() < 3 {
        return format!("{name}oidc");
    }
    // A unique id has letters and digits of ASCII only.
    match (
        name.get(..MAX / 2),
        name.get(name.len().saturating_sub(MAX / 2)..),
    ) {
        (Some(start), Some(end)) if name.len() > MAX => format!("{start}{end}"),
        _ => name,
    }
}

provider_construct! {
    /// A provider that speaks OpenID Connect.
    ///
    /// It makes an [`AWS::Cognito::UserPoolIdentityProvider`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolidentityprovider.html);
    /// see [OIDC providers](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-oidc-idp.html).
    ///
    /// ```
    /// use cognito_cdk::cognito::{
    ///     OidcClient, UserPool, UserPoolIdentityProviderOidc, UserPoolIdentityProviderOidcOptions,
    ///     UserPoolProps,
    /// };
    /// use cognito_cdk::{App, SecretValue, Stack, text};
    ///
    /// let app = App::new();
    /// let stack = Stack::new(&app, "SignIn");
    /// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
    /// UserPoolIdentityProviderOidc::new(&stack, "Okta", &pool,
    ///     UserPoolIdentityProviderOidcOptions::new(OidcClient {
    ///         client_id: "0oa1example".into(),
    ///         client_secret: SecretValue::secrets_manager("okta").json_field("client_secret"),
    ///         issuer_url: "https://acme.okta.com".into(),
    ///     })
    ///     .name(text!("Okta"))
    ///     .scopes(["openid", "email"]));
    /// # app.build()?;
    /// # Ok::<(), cognito_cdk::SynthError>(())
    /// ```
    UserPoolIdentityProviderOidc, UserPoolIdentityProviderOidcOptions
}
