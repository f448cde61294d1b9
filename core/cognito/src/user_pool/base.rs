//! `IUserPool`: what own and imported user pools have in common.

use super::grants;
use crate::client::{
    IUserPoolIdentityProvider, RegisteredIdentityProvider, UserPoolClient, UserPoolClientOptions,
};
use crate::construct::IResource;
use crate::domain::{DomainKind, UserPoolDomain, UserPoolDomainOptions};
use crate::group::{UserPoolGroup, UserPoolGroupOptions};
use crate::iam::{Grant, IGrantable};
use crate::resource_server::{UserPoolResourceServer, UserPoolResourceServerOptions};
use cognito_cdk_l1::Value;
use cognito_cdk_l1::ids::{UserPoolArn, UserPoolClientId, UserPoolId, UserPoolProviderName};
use cognito_cdk_synth::{Environment, Node};
use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

/// A user pool, own or imported.
///
/// Clients, domains, groups, resource servers and identity providers can be added to either. Triggers are
/// for own pools only: an imported one cannot be changed, and so has no `add_trigger`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no user pool",
    label = "pass a `UserPool`, or an imported one",
    note = "a resource `CfnUserPool` becomes one by `UserPool::from_cfn(&element)`, an id by `UserPool::from_user_pool_id`"
)]
pub trait IUserPool: IResource {
    #[doc(hidden)]
    fn base(&self) -> &PoolBase;

    /// The id, such as `eu-west-1_AbCdEf123`.
    fn user_pool_id(&self) -> Value<UserPoolId> {
        self.base().0.id.clone()
    }

    /// The ARN.
    fn user_pool_arn(&self) -> Value<UserPoolArn> {
        self.base().0.arn.clone()
    }

    /// The name by which identity pools know the pool, such as
    /// `cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123`.
    fn user_pool_provider_name(&self) -> Value<UserPoolProviderName> {
        self.base().0.provider_name.clone()
    }

    /// An app client of the pool, as a child of it. See [`UserPoolClient`].
    #[track_caller]
    fn add_client<S, O>(
        &self,
        id: impl AsRef<str>,
        options: UserPoolClientOptions<S, O>,
    ) -> UserPoolClient<S>
    where
        Self: Sized,
    {
        UserPoolClient::new(self, id, self, options)
    }

    /// A resource server of the pool, as a child of it. See [`UserPoolResourceServer`].
    #[track_caller]
    fn add_resource_server(
        &self,
        id: impl AsRef<str>,
        options: UserPoolResourceServerOptions,
    ) -> UserPoolResourceServer
    where
        Self: Sized,
    {
        UserPoolResourceServer::new(self, id, self, options)
    }

    /// A domain of the pool, as a child of it. See [`UserPoolDomain`].
    #[track_caller]
    fn add_domain<K: DomainKind>(
        &self,
        id: impl AsRef<str>,
        options: UserPoolDomainOptions<K>,
    ) -> UserPoolDomain
    where
        Self: Sized,
    {
        UserPoolDomain::new(self, id, self, options)
    }

    /// A group of the pool, as a child of it. See [`UserPoolGroup`].
    #[track_caller]
    fn add_group(&self, id: impl AsRef<str>, options: UserPoolGroupOptions) -> UserPoolGroup
    where
        Self: Sized,
    {
        UserPoolGroup::new(self, id, self, options)
    }

    /// Lets someone do what the actions say with the pool: `pool.grant(&role, ["cognito-idp:AdminGetUser"])`.
    ///
    /// See [the actions](https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html).
    #[track_caller]
    fn grant(
        &self,
        grantee: &(impl IGrantable + ?Sized),
        actions: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
    ) -> Grant
    where
        Self: Sized,
    {
        Grant::add_to_principal(grantee, actions, [self.user_pool_arn()])
    }

    /// Lets someone find and read users, their devices and their groups: `AdminGetUser`, `ListUsers`,
    /// `AdminListGroupsForUser` and their like.
    #[track_caller]
    fn grant_read_users(&self, grantee: &(impl IGrantable + ?Sized)) -> Grant
    where
        Self: Sized,
    {
        self.grant(grantee, grants::READ_USERS)
    }

    /// Lets someone make, change and delete users, and put them into groups: `AdminCreateUser`,
    /// `AdminUpdateUserAttributes`, `AdminSetUserPassword`, `AdminAddUserToGroup` and their like. It does
    /// not include [`grant_read_users`](Self::grant_read_users).
    #[track_caller]
    fn grant_manage_users(&self, grantee: &(impl IGrantable + ?Sized)) -> Grant
    where
        Self: Sized,
    {
        self.grant(grantee, grants::MANAGE_USERS)
    }

    /// Lets someone do everything with users and groups: read and manage users, and make, change and delete
    /// groups.
    #[track_caller]
    fn grant_admin_users(&self, grantee: &(impl IGrantable + ?Sized)) -> Grant
    where
        Self: Sized,
    {
        let users = grants::READ_USERS.into_iter().chain(grants::MANAGE_USERS);
        self.grant(grantee, users.chain(grants::MANAGE_GROUPS))
    }

    /// Lets a server sign users in: `AdminInitiateAuth` and `AdminRespondToAuthChallenge`, for clients with
    /// the flow `admin_user_password` or `custom`.
    #[track_caller]
    fn grant_sign_in_users(&self, grantee: &(impl IGrantable + ?Sized)) -> Grant
    where
        Self: Sized,
    {
        self.grant(grantee, grants::SIGN_IN_USERS)
    }

    /// The identity providers that are registered with the pool up to now.
    fn identity_providers(&self) -> Vec<RegisteredIdentityProvider> {
        self.base().0.state.borrow().identity_providers.clone()
    }

    /// Registers an identity provider with the pool, so that clients which name no providers support it.
    ///
    /// The constructs of identity providers register themselves. An imported one is registered by hand.
    fn register_identity_provider(&self, provider: &dyn IUserPoolIdentityProvider) {
        let provider = RegisteredIdentityProvider::new(provider);
        let mut state = self.base().0.state.borrow_mut();
        state.identity_providers.push(provider);
    }
}

/// What the constructs around a user pool know of it. It is shared by all handles of the pool.
#[doc(hidden)]
#[derive(Clone)]
pub struct PoolBase(pub(crate) Rc<Pool>);

pub(crate) struct Pool {
    pub(crate) node: Node,
    pub(crate) id: Value<UserPoolId>,
    pub(crate) arn: Value<UserPoolArn>,
    pub(crate) provider_name: Value<UserPoolProviderName>,
    /// The account and region of an imported pool.
    pub(crate) environment: Option<Environment>,
    pub(crate) state: RefCell<State>,
}

/// What is added to a pool in the course of the program.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) identity_providers: Vec<RegisteredIdentityProvider>,
    /// The clients whose users sign in on the login pages, in the order in which they were made.
    pub(crate) login_clients: Vec<LoginClient>,
    /// Whether a domain has managed login, and wants brandings.
    pub(crate) managed_login: bool,
}

/// A client whose users sign in on the login pages.
#[derive(Clone)]
pub(crate) struct LoginClient {
    pub(crate) node: Node,
    pub(crate) id: Value<UserPoolClientId>,
    /// Whether the program wants the login pages without a branding that is made by itself.
    pub(crate) no_branding: bool,
    /// Whether there is a branding that was made by itself.
    pub(crate) has_default_branding: bool,
}

impl PoolBase {
    pub(crate) fn node(&self) -> &Node {
        &self.0.node
    }
}

impl fmt::Debug for PoolBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PoolBase")
            .field(&self.0.node.path())
            .finish()
    }
}
