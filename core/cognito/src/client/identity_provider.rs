//! Which identity providers the users of an app client can sign in with.

use crate::construct::IResource;
use cognito_cdk_l1::cognito::CfnUserPoolIdentityProvider;
use cognito_cdk_l1::ids::UserPoolIdentityProviderName;
use cognito_cdk_l1::{IntoValue, Value};
use cognito_cdk_synth::{CfnResource, Node, Scope};
use std::borrow::Cow;

/// An identity provider of a user pool, own or imported.
pub trait IUserPoolIdentityProvider: IResource {
    /// The name by which app clients refer to it.
    fn provider_name(&self) -> Value<UserPoolIdentityProviderName>;
}

/// An identity provider that is registered with a user pool.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisteredIdentityProvider {
    node: Node,
    name: Value<UserPoolIdentityProviderName>,
}

impl RegisteredIdentityProvider {
    pub(crate) fn new(provider: &dyn IUserPoolIdentityProvider) -> Self {
        Self {
            node: provider.node().clone(),
            name: provider.provider_name(),
        }
    }

    /// The name as it is deployed, where the program knows it.
    fn literal_name(&self) -> Option<String> {
        if let Some(name) = self.name.as_literal() {
            return Some(name.as_str().to_owned());
        }
        let resource = CfnResource::of(&self.node.default_child()?)?;
        let resource = resource.typed::<CfnUserPoolIdentityProvider>()?;
        resource.with(|l1| Some(l1.provider_name.as_literal()?.as_str().to_owned()))?
    }
}

impl Scope for RegisteredIdentityProvider {
    fn node(&self) -> &Node {
        &self.node
    }
}

impl IResource for RegisteredIdentityProvider {}

impl IUserPoolIdentityProvider for RegisteredIdentityProvider {
    fn provider_name(&self) -> Value<UserPoolIdentityProviderName> {
        self.name.clone()
    }
}

/// An identity provider that an app client supports.
///
/// A provider that is registered with the pool is deployed before the client, whether it is given by its
/// construct or by its name.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum UserPoolClientIdentityProvider {
    /// The user pool itself: users sign in with what the pool keeps of them.
    Cognito,
    /// Login with Amazon.
    Amazon,
    /// Sign in with Apple.
    Apple,
    /// Facebook.
    Facebook,
    /// Google.
    Google,
    /// The provider of that name: OIDC and SAML providers have names of their own.
    Custom(Value<UserPoolIdentityProviderName>),
}

impl UserPoolClientIdentityProvider {
    /// The provider of that name.
    #[must_use]
    pub fn custom(name: impl IntoValue<UserPoolIdentityProviderName>) -> Self {
        Self::Custom(name.into_value())
    }

    /// The provider that a construct stands for.
    #[must_use]
    pub fn of(provider: &impl IUserPoolIdentityProvider) -> Self {
        Self::Custom(provider.provider_name())
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> Value<UserPoolIdentityProviderName> {
        let name = match self {
            Self::Cognito => "COGNITO",
            Self::Amazon => "LoginWithAmazon",
            Self::Apple => "SignInWithApple",
            Self::Facebook => "Facebook",
            Self::Google => "Google",
            Self::Custom(name) => return name.clone(),
        };
        Cow::Borrowed(name).into_value()
    }

    /// Its name, by a reference where a provider of that name is registered: the reference lets
    /// CloudFormation make the provider first.
    pub(super) fn ordered_name(
        &self,
        registered: &[RegisteredIdentityProvider],
    ) -> Value<UserPoolIdentityProviderName> {
        let name = self.name();
        let Some(literal) = name.as_literal() else {
            return name;
        };
        let mut registered = registered.iter();
        let same = registered.find(|provider| {
            let name = provider.literal_name();
            name.is_some_and(|name| name == literal.as_str())
        });
        same.map_or(name, IUserPoolIdentityProvider::provider_name)
    }
}

impl<P: IUserPoolIdentityProvider> From<&P> for UserPoolClientIdentityProvider {
    fn from(provider: &P) -> Self {
        Self::of(provider)
    }
}
