//! Load balancers: the action by which a listener lets users sign in first, and the resource types.

pub use cognito_cdk_l1::elasticloadbalancingv2::*;

use crate::client::IUserPoolClient;
use crate::client_settings::{self, count, literals};
use crate::domain::IUserPoolDomain;
use crate::duration::Duration;
use crate::rules::Rule;
use crate::user_pool::IUserPool;
use cognito_cdk_l1::ids::{UserPoolArn, UserPoolClientId, UserPoolDomainName};
use cognito_cdk_l1::{IntoValue, Json, Map, Object, Value};
use cognito_cdk_synth::Node;
use std::borrow::Cow;
use std::panic::Location;

/// What a listener does with the requests of users who have not signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnauthenticatedAction {
    /// They are refused with the status 401.
    Deny,
    /// They go on to the next action.
    Allow,
    /// The user is sent to the login page.
    Authenticate,
}

/// Lets users sign in by Cognito before a load balancer hands their requests on.
///
/// It is the first of the actions of an HTTPS listener, [`CfnListener`], or of one of its rules,
/// [`CfnListenerRule`]; [`and_then`](Self::and_then) takes those that follow:
///
/// ```
/// use cognito_cdk::cognito::{
///     AuthorizationCodeGrant, IUserPool, OAuthScope, UserPool, UserPoolClientOptions,
///     UserPoolDomainOptions, UserPoolProps,
/// };
/// use cognito_cdk::elasticloadbalancingv2::{AuthenticateCognitoAction, CfnListener, listener};
/// use cognito_cdk::{App, Duration, Scope, Stack};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "Site");
/// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
/// let domain = pool.add_domain("Login", UserPoolDomainOptions::cognito_domain("acme-site"));
/// let client = pool.add_client("LoadBalancer", UserPoolClientOptions::new()
///     .generate_secret()
///     .o_auth(AuthorizationCodeGrant::new(["https://site.example.com/oauth2/idpresponse"])
///         .scopes([OAuthScope::OpenId])));
/// # let load_balancer = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/site/50dc6c495c0c9188";
/// # let targets = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/site/73e2d6bc24d8a067";
/// let forward = listener::Action::builder()
///     .type_(listener::ActionType::Forward)
///     .target_group_arn(targets)
///     .build();
/// stack.add("Listener", CfnListener::builder()
///     .load_balancer_arn(load_balancer)
///     .port(443)
///     .protocol(listener::Protocol::Https)
///     .default_actions(AuthenticateCognitoAction::new(&pool, &client, &domain)
///         .session_timeout(Duration::hours(12))
///         .and_then([forward]))
///     .build());
/// # app.build()?;
/// # Ok::<(), cognito_cdk::SynthError>(())
/// ```
///
/// What [the load balancer needs](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html):
///
/// - the client has a secret, the authorization-code grant, and the callback URL
///   `https://DNS/oauth2/idpresponse`, with the name in lower case under which users reach the load balancer;
/// - the security groups of the load balancer let it reach the endpoints of Cognito: outbound TCP, port 443.
#[derive(Clone, Debug)]
#[must_use]
pub struct AuthenticateCognitoAction {
    node: Node,
    user_pool_arn: Value<UserPoolArn>,
    client_id: Value<UserPoolClientId>,
    domain: Value<UserPoolDomainName>,
    extra_params: Option<Map<String>>,
    on_unauthenticated_request: Option<UnauthenticatedAction>,
    scope: Option<Value<String>>,
    session_cookie_name: Option<Value<String>>,
    session_timeout: Option<Duration>,
}

impl AuthenticateCognitoAction {
    /// Users sign in by this client of the pool, on the login page of the domain.
    #[track_caller]
    pub fn new(
        user_pool: &impl IUserPool,
        client: &impl IUserPoolClient,
        domain: &impl IUserPoolDomain,
    ) -> Self {
        if let Some(properties) = client_settings::of(client) {
            check_client(client.node(), &properties, Location::caller());
        }
        Self {
            node: user_pool.node().clone(),
            user_pool_arn: user_pool.user_pool_arn(),
            client_id: client.user_pool_client_id(),
            domain: domain.domain_name(),
            extra_params: None,
            on_unauthenticated_request: None,
            scope: None,
            session_cookie_name: None,
            session_timeout: None,
        }
    }

    /// Up to 10 further parameters of the request to the login page, such as `prompt`.
    pub fn authentication_request_extra_params<K, V>(
        mut self,
        params: impl IntoIterator<Item = (K, V)>,
    ) -> Self
    where
        K: Into<Cow<'static, str>>,
        V: IntoValue<String>,
    {
        self.extra_params = Some(params.into_iter().collect());
        self
    }

    /// What becomes of the requests of users who have not signed in; without it they are sent to the login
    /// page.
    pub const fn on_unauthenticated_request(mut self, action: UnauthenticatedAction) -> Self {
        self.on_unauthenticated_request = Some(action);
        self
    }

    /// The scopes, with spaces between them; `openid` without it.
    pub fn scope(mut self, scope: impl IntoValue<String>) -> Self {
        self.scope = Some(scope.into_value());
        self
    }

    /// The name of the cookie that keeps the session; `AWSELBAuthSessionCookie` without it.
    pub fn session_cookie_name(mut self, name: impl IntoValue<String>) -> Self {
        self.session_cookie_name = Some(name.into_value());
        self
    }

    /// How long a session lasts: 1 second to 7 days, and 7 days without it.
    #[track_caller]
    pub fn session_timeout(mut self, timeout: Duration) -> Self {
        if !(Duration::seconds(1)..=Duration::days(7)).contains(&timeout) {
            Rule::LoadBalancerSession.report(
                &self.node,
                format!("a session of the load balancer cannot last {timeout}"),
                "write a `session_timeout` of 1 second to 7 days",
                Location::caller(),
            );
        }
        self.session_timeout = Some(timeout);
        self
    }

    /// All actions of a listener or of a rule: this one, and those that follow.
    #[must_use]
    pub fn and_then<A: ListenerAction>(self, next: impl IntoIterator<Item = A>) -> Vec<A> {
        let mut actions = vec![A::authenticate(self)];
        actions.extend(next);
        for (order, action) in (1_i64..).zip(&mut actions) {
            action.number(order);
        }
        actions
    }
}

/// The actions of listeners, [`listener::Action`], and those of rules, [`listener_rule::Action`].
pub trait ListenerAction: sealed::Sealed {}

mod sealed {
    use super::AuthenticateCognitoAction;

    pub trait Sealed {
        #[doc(hidden)]
        fn authenticate(action: AuthenticateCognitoAction) -> Self;

        #[doc(hidden)]
        fn number(&mut self, order: i64);
    }
}

/// The same for both kinds of actions, but for the type of the session's length.
macro_rules! listener_action {
    ($module:ident, $timeout:expr) => {
        impl ListenerAction for $module::Action {}

        impl sealed::Sealed for $module::Action {
            fn authenticate(action: AuthenticateCognitoAction) -> Self {
                use $module::AuthenticateCognitoConfigOnUnauthenticatedRequest as Request;
                let mut config = $module::AuthenticateCognitoConfig::builder()
                    .user_pool_arn(action.user_pool_arn)
                    .user_pool_client_id(action.client_id)
                    .user_pool_domain(action.domain)
                    .build();
                config.authentication_request_extra_params =
                    action.extra_params.map(IntoValue::into_value);
                let request = action
                    .on_unauthenticated_request
                    .map(|action| match action {
                        UnauthenticatedAction::Deny => Request::Deny,
                        UnauthenticatedAction::Allow => Request::Allow,
                        UnauthenticatedAction::Authenticate => Request::Authenticate,
                    });
                config.on_unauthenticated_request = request.map(IntoValue::into_value);
                config.scope = action.scope;
                config.session_cookie_name = action.session_cookie_name;
                config.session_timeout = action.session_timeout.map($timeout);
                $module::Action::builder()
                    .type_($module::ActionType::AuthenticateCognito)
                    .authenticate_cognito_config(config)
                    .build()
            }

            fn number(&mut self, order: i64) {
                if self.order.is_none() {
                    self.order = Some(order.into_value());
                }
            }
        }
    };
}

listener_action!(listener, |timeout: Duration| timeout
    .to_seconds()
    .to_string()
    .into_value());
listener_action!(listener_rule, |timeout: Duration| i64::try_from(
    timeout.to_seconds()
)
.unwrap_or(i64::MAX)
.into_value());

/// Reports what a load balancer cannot work with.
fn check_client(client: &Node, properties: &Object, position: &'static Location<'static>) {
    let has_secret = match properties.get("GenerateSecret") {
        Some(Json::Bool(secret)) => *secret,
        Some(_) => true,
        None => false,
    };
    let flows = properties.get("AllowedOAuthFlows");
    let has_code = literals(flows).contains(&"code") || literals(flows).len() < count(flows);
    let missing = match (has_secret, has_code) {
        (true, true) => return check_callbacks(client, properties, position),
        (false, true) => "no secret",
        (true, false) => "no authorization-code grant",
        (false, false) => "neither a secret nor the authorization-code grant",
    };
    Rule::LoadBalancerClient.report(
        client,
        format!("a load balancer cannot sign users in by this client: it has {missing}"),
        "make the client with `generate_secret()` and an `AuthorizationCodeGrant`",
        position,
    );
}

fn check_callbacks(client: &Node, properties: &Object, position: &'static Location<'static>) {
    let callbacks = properties.get("CallbackURLs");
    let urls = literals(callbacks);
    let fits = |url: &&str| url.starts_with("https://") && url.ends_with("/oauth2/idpresponse");
    if urls.len() == count(callbacks) && !urls.iter().any(fits) {
        Rule::LoadBalancerCallback.report(
            client,
            "no callback URL of the client is one to which a load balancer lets users come back",
            "add `https://DNS/oauth2/idpresponse`, with the name under which users reach the load balancer",
            position,
        );
    }
}
