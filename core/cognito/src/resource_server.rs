//! `UserPoolResourceServer`: an API, and the scopes of access to it.

use crate::construct::{IResource, owned};
use crate::rules;
use crate::user_pool::IUserPool;
use cognito_cdk_l1::cognito::CfnUserPoolResourceServer;
use cognito_cdk_l1::cognito::user_pool_resource_server::{ResourceServerScopeType, bounds};
use cognito_cdk_l1::{IntoValue, Text, Value};
use cognito_cdk_synth::{Construct, Element, Node, Scope};
use std::rc::Rc;

/// A scope of access to an API.
///
/// ```
/// use cognito_cdk::cognito::ResourceServerScope;
///
/// let read = ResourceServerScope {
///     scope_name: "orders.read".into(),
///     scope_description: "See orders".into(),
/// };
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceServerScope {
    /// The name: 1 to 256 characters, no spaces, no `/`.
    pub scope_name: Value<String>,
    /// What the scope gives access to, in 1 to 256 characters.
    pub scope_description: Value<String>,
}

impl ResourceServerScope {
    fn rendered(self) -> ResourceServerScopeType {
        ResourceServerScopeType::builder()
            .scope_name(self.scope_name)
            .scope_description(self.scope_description)
            .build()
    }
}

impl From<&Self> for ResourceServerScope {
    fn from(scope: &Self) -> Self {
        scope.clone()
    }
}

/// A resource server, own or imported.
pub trait IUserPoolResourceServer: IResource {
    /// The identifier, which the names of its scopes begin with.
    fn user_pool_resource_server_id(&self) -> Value<String>;

    /// The scopes that the server has, where the program knows them.
    fn declared_scopes(&self) -> Option<Vec<ResourceServerScope>> {
        None
    }
}

/// What a resource server can be told.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct UserPoolResourceServerOptions {
    identifier: Value<Text<bounds::Identifier>>,
    name: Option<Value<Text<bounds::Name>>>,
    scopes: Option<Vec<ResourceServerScope>>,
}

impl UserPoolResourceServerOptions {
    /// A resource server of that identifier: 1 to 256 characters without spaces, often the URL of the API.
    /// It is unique in the pool. A deployed resource server is replaced when it changes.
    pub fn new(identifier: impl IntoValue<Text<bounds::Identifier>>) -> Self {
        Self {
            identifier: identifier.into_value(),
            name: None,
            scopes: None,
        }
    }

    /// The name to show: 1 to 256 letters, digits, spaces and `+=,.@-_`. Default: the identifier, with a `-`
    /// for what a name cannot have, such as the `://` of a URL.
    pub fn user_pool_resource_server_name(
        mut self,
        name: impl IntoValue<Text<bounds::Name>>,
    ) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// The scopes of access, up to 100. Default: none.
    pub fn scopes(
        mut self,
        scopes: impl IntoIterator<Item = impl Into<ResourceServerScope>>,
    ) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }
}

/// The name of a resource server that is given none.
fn name_of(identifier: &Value<Text<bounds::Identifier>>) -> Value<Text<bounds::Name>> {
    let identifier: Value<String> = identifier.clone().into();
    let identifier = match identifier {
        Value::Literal(identifier) => identifier,
        expression @ Value::Expr(_) => return expression.into_value(),
    };
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    let words = identifier.split(|c| !is_allowed(c));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").into_value()
}

/// A resource server: an API that takes the access tokens of a user pool, and the scopes of access to it.
///
/// It makes an [`AWS::Cognito::UserPoolResourceServer`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolresourceserver.html).
///
/// ```
/// use cognito_cdk::cognito::*;
/// use cognito_cdk::{App, Stack};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "Api");
/// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
/// let read = ResourceServerScope {
///     scope_name: "read".into(),
///     scope_description: "See orders".into(),
/// };
/// let server = pool.add_resource_server(
///     "Orders",
///     UserPoolResourceServerOptions::new("orders").scopes([&read]),
/// );
/// pool.add_client("Shop", UserPoolClientOptions::new().o_auth(
///     AuthorizationCodeGrant::new(["https://shop.example.com/callback"])
///         .scopes([OAuthScope::OpenId, OAuthScope::resource_server(&server, &read).into()]),
/// ));
/// # app.build()?;
/// # Ok::<(), cognito_cdk::SynthError>(())
/// ```
#[derive(Clone, Debug)]
pub struct UserPoolResourceServer {
    construct: Construct,
    cfn: Element<CfnUserPoolResourceServer>,
    scopes: Rc<[ResourceServerScope]>,
}

owned!(
    UserPoolResourceServer,
    CfnUserPoolResourceServer,
    "AWS::Cognito::UserPoolResourceServer"
);

impl UserPoolResourceServer {
    /// A resource server of `user_pool` in `scope`. [`IUserPool::add_resource_server`] makes one as a child of
    /// the pool.
    #[track_caller]
    pub fn new(
        scope: &impl Scope,
        id: impl AsRef<str>,
        user_pool: &impl IUserPool,
        options: UserPoolResourceServerOptions,
    ) -> Self {
        let construct = Construct::new(scope, id);
        rules::install(&construct);
        let name = options.name.unwrap_or_else(|| name_of(&options.identifier));
        let mut l1 = CfnUserPoolResourceServer::builder()
            .identifier(options.identifier)
            .name(name)
            .user_pool_id(user_pool.user_pool_id())
            .build();
        let scopes = options.scopes;
        l1.scopes = scopes.clone().map(|scopes| {
            let scopes: Vec<_> = scopes
                .into_iter()
                .map(ResourceServerScope::rendered)
                .collect();
            scopes.into_value()
        });
        Self {
            cfn: construct.add("Resource", l1),
            construct,
            scopes: scopes.unwrap_or_default().into(),
        }
    }

    /// A resource server that was made elsewhere, by its identifier.
    #[track_caller]
    pub fn from_user_pool_resource_server_id(
        scope: &impl Scope,
        id: impl AsRef<str>,
        identifier: impl IntoValue<String>,
    ) -> ImportedUserPoolResourceServer {
        ImportedUserPoolResourceServer {
            construct: Construct::new(scope, id),
            identifier: identifier.into_value(),
        }
    }
}

impl IUserPoolResourceServer for UserPoolResourceServer {
    fn user_pool_resource_server_id(&self) -> Value<String> {
        self.cfn.ref_()
    }

    fn declared_scopes(&self) -> Option<Vec<ResourceServerScope>> {
        Some(self.scopes.to_vec())
    }
}

/// A resource server that was made elsewhere.
///
/// Made by [`UserPoolResourceServer::from_user_pool_resource_server_id`].
#[derive(Clone, Debug)]
pub struct ImportedUserPoolResourceServer {
    construct: Construct,
    identifier: Value<String>,
}

impl Scope for ImportedUserPoolResourceServer {
    fn node(&self) -> &Node {
        self.construct.node()
    }
}

impl IResource for ImportedUserPoolResourceServer {}

impl IUserPoolResourceServer for ImportedUserPoolResourceServer {
    fn user_pool_resource_server_id(&self) -> Value<String> {
        self.identifier.clone()
    }
}
