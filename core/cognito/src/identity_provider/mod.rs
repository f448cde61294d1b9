//! The identity providers of a user pool: other places whose users may sign in.

mod attributes;
mod construct;
mod oidc;
mod saml;
mod social;

pub use attributes::{AttributeMapping, ProviderAttribute};
pub(crate) use attributes::{STANDARD_ATTRIBUTES, USERNAME};
pub use oidc::{
    OidcAttributeRequestMethod, OidcClient, OidcEndpoints, UserPoolIdentityProviderOidc,
    UserPoolIdentityProviderOidcOptions,
};
pub use saml::{
    SigningAlgorithm, UserPoolIdentityProviderSaml, UserPoolIdentityProviderSamlMetadata,
    UserPoolIdentityProviderSamlOptions,
};
pub use social::{
    AppleClient, UserPoolIdentityProviderAmazon, UserPoolIdentityProviderAmazonOptions,
    UserPoolIdentityProviderApple, UserPoolIdentityProviderAppleOptions,
    UserPoolIdentityProviderFacebook, UserPoolIdentityProviderFacebookOptions,
    UserPoolIdentityProviderGoogle, UserPoolIdentityProviderGoogleOptions,
};

use crate::client::IUserPoolIdentityProvider;
use crate::construct::imported;
use cognito_cdk_l1::ids::UserPoolIdentityProviderName;
use cognito_cdk_l1::{IntoValue, Value};
use cognito_cdk_synth::Scope;

imported! {
    /// An identity provider that is there already.
    ///
    /// ```
    /// use cognito_cdk::cognito::{IUserPool, UserPool, UserPoolIdentityProvider, UserPoolProps};
    /// use cognito_cdk::{App, Stack};
    ///
    /// let stack = Stack::new(&App::new(), "SignIn");
    /// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
    /// let partner = UserPoolIdentityProvider::from_provider_name(&stack, "Partner", "Partner");
    /// pool.register_identity_provider(&partner);
    /// assert_eq!(pool.identity_providers().len(), 1);
    /// ```
    UserPoolIdentityProvider, UserPoolIdentityProviderName
}

impl UserPoolIdentityProvider {
    /// The provider of that name. It is not registered with a pool: see
    /// [`register_identity_provider`](crate::cognito::IUserPool::register_identity_provider).
    #[track_caller]
    pub fn from_provider_name(
        scope: &impl Scope,
        id: impl AsRef<str>,
        provider_name: impl IntoValue<UserPoolIdentityProviderName>,
    ) -> Self {
        Self::create(scope, id, provider_name)
    }
}

impl IUserPoolIdentityProvider for UserPoolIdentityProvider {
    fn provider_name(&self) -> Value<UserPoolIdentityProviderName> {
        self.name.clone()
    }
}
