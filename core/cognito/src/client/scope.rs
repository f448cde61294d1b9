//! `OAuthScope`: what a token gives access to.

use crate::resource_server::{IUserPoolResourceServer, ResourceServerScope};
use crate::rules::Rule;
use cognito_cdk_l1::cognito::user_pool_client::bounds;
use cognito_cdk_l1::{IntoValue, Text, Value};
use cognito_cdk_synth::{Node, Scope, Stack, intrinsics};
use std::panic::Location;

/// What an access token gives access to: a scope of the OAuth grants of an app client.
///
/// See [scopes](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum OAuthScope {
    /// `phone`: the attributes `phone_number` and `phone_number_verified`. It brings `openid` along.
    Phone,
    /// `email`: the attributes `email` and `email_verified`. It brings `openid` along.
    Email,
    /// `openid`: an id token, with the attributes that the client can read.
    OpenId,
    /// `profile`: all attributes that the client can read. It brings `openid` along.
    Profile,
    /// `aws.cognito.signin.user.admin`: the operations by which users change themselves, such as
    /// `UpdateUserAttributes`, `ChangePassword` and `DeleteUser`.
    CognitoAdmin,
    /// A scope of a resource server.
    Custom(CustomScope),
}

impl OAuthScope {
    /// A scope by its full name, `<identifier of the resource server>/<name of the scope>`.
    ///
    /// A name says nothing about order: [`resource_server`](Self::resource_server) lets CloudFormation make
    /// the resource server before the client.
    #[must_use]
    pub fn custom(name: impl IntoValue<Text<bounds::AllowedOauthScopes>>) -> CustomScope {
        CustomScope {
            name: name.into_value(),
            undeclared: None,
        }
    }

    /// A scope of a resource server. One that the server does not declare is reported.
    ///
    /// ```
    /// use cognito_cdk::cognito::*;
    /// use cognito_cdk::{App, Stack};
    ///
    /// let app = App::new();
    /// let stack = Stack::new(&app, "Api");
    /// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
    /// let read = ResourceServerScope {
    ///     scope_name: "orders.read".into(),
    ///     scope_description: "See orders".into(),
    /// };
    /// let orders = pool.add_resource_server(
    ///     "Orders",
    ///     UserPoolResourceServerOptions::new("orders").scopes([&read]),
    /// );
    /// pool.add_client("Reports", UserPoolClientOptions::new()
    ///     .generate_secret()
    ///     .o_auth(ClientCredentials::new([OAuthScope::resource_server(&orders, &read)])));
    /// # app.build()?;
    /// # Ok::<(), cognito_cdk::SynthError>(())
    /// ```
    #[must_use]
    #[track_caller]
    pub fn resource_server(
        server: &impl IUserPoolResourceServer,
        scope: &ResourceServerScope,
    ) -> CustomScope {
        let position = Location::caller();
        let declared = server.declared_scopes();
        let is_it = |other: &ResourceServerScope| other.scope_name == scope.scope_name;
        let unknown = declared.is_some_and(|declared| !declared.iter().any(is_it));
        let name = intrinsics::concat([
            server.user_pool_resource_server_id(),
            "/".into(),
            scope.scope_name.clone(),
        ]);
        CustomScope {
            name: name.into_value(),
            undeclared: unknown.then(|| Undeclared {
                server: server.node().clone(),
                scope: scope.clone(),
                position,
            }),
        }
    }

    pub(super) fn name(&self) -> Value<Text<bounds::AllowedOauthScopes>> {
        let name = match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::OpenId => "openid",
            Self::Profile => "profile",
            Self::CognitoAdmin => "aws.cognito.signin.user.admin",
            Self::Custom(scope) => return scope.name.clone(),
        };
        name.into_value()
    }

    /// Whether Cognito gives the scope together with `openid` only.
    pub(super) const fn needs_open_id(&self) -> bool {
        matches!(self, Self::Phone | Self::Email | Self::Profile)
    }
}

/// A scope of a resource server: made by [`OAuthScope::resource_server`] or [`OAuthScope::custom`].
#[derive(Clone, Debug, PartialEq)]
pub struct CustomScope {
    name: Value<Text<bounds::AllowedOauthScopes>>,
    undeclared: Option<Undeclared>,
}

/// A scope that its resource server does not declare.
#[derive(Clone, Debug, PartialEq)]
struct Undeclared {
    server: Node,
    scope: ResourceServerScope,
    position: &'static Location<'static>,
}

impl CustomScope {
    /// Reports a scope that its server does not declare, to a client in another stack than the server: in
    /// one stack, the rules see it in the template.
    pub(super) fn report(&self, client: &impl Scope) {
        let Some(Undeclared {
            server,
            scope,
            position,
        }) = &self.undeclared
        else {
            return;
        };
        if Stack::of(server) != Stack::of(client.node()) {
            let name = scope.scope_name.as_literal();
            let name = name.map_or("…", String::as_str);
            Rule::UndeclaredScope.report(
                client,
                format!(
                    "the resource server `{}` does not declare the scope `{name}`",
                    server.path()
                ),
                "add it to the `scopes` of the resource server",
                position,
            );
        }
    }
}

impl From<CustomScope> for OAuthScope {
    fn from(scope: CustomScope) -> Self {
        Self::Custom(scope)
    }
}
