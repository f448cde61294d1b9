//! From the options of an app client to its resource.

use super::auth_flow::{AuthFlow, AuthFlowChoice};
use super::grants::{OAuth, Redirect};
use super::identity_provider::{IUserPoolIdentityProvider, UserPoolClientIdentityProvider};
use super::options::Settings;
use super::scope::OAuthScope;
use crate::defaults::Defaults;
use crate::duration::Duration;
use crate::rules::Rule;
use crate::user_pool::PoolBase;
use cognito_cdk_l1::cognito::CfnUserPoolClient;
use cognito_cdk_l1::cognito::user_pool_client::{
    AllowedOauthFlow, ExplicitAuthFlow, PreventUserExistenceErrors, RefreshTokenRotation,
    RefreshTokenRotationFeature, TokenValidityUnits, TokenValidityUnitsAccessToken,
    TokenValidityUnitsIdToken, TokenValidityUnitsRefreshToken, bounds,
};
use cognito_cdk_l1::ids::UserPoolIdentityProviderName;
use cognito_cdk_l1::{IntoValue, Json, List, Text, Value};
use cognito_cdk_synth::{Construct, lazy};

/// The resource of a client with these options.
pub(super) fn client(
    construct: &Construct,
    defaults: &Defaults,
    pool: &PoolBase,
    mut settings: Settings,
) -> CfnUserPoolClient {
    let is_machine = matches!(settings.o_auth, OAuth::ClientCredentials(_));
    if defaults.explicit_client_settings {
        write_out(&mut settings, is_machine);
    }
    let id = pool.0.id.clone();
    let mut l1 = CfnUserPoolClient::builder().user_pool_id(id).build();
    l1.client_name = settings.name;
    l1.generate_secret = settings.secret.map(Value::Literal);
    l1.enable_token_revocation = settings.token_revocation;
    l1.enable_propagate_additional_user_context_data = settings.user_context_data;
    l1.read_attributes = settings.read_attributes.map(|read| read.readable());
    l1.write_attributes = settings.write_attributes.map(|write| write.writable());
    l1.analytics_configuration = settings
        .analytics
        .map(|analytics| analytics.into_l1().into_value());
    let prevent = settings.prevent_user_existence_errors;
    l1.prevent_user_existence_errors = prevent.map(existence_errors).or_else(|| {
        let enabled = defaults.prevent_user_existence_errors;
        enabled.then(|| PreventUserExistenceErrors::Enabled.into_value())
    });
    if let Some((validity, position)) = settings.auth_session_validity {
        l1.auth_session_validity = minutes(validity).map(IntoValue::into_value);
        if l1.auth_session_validity.is_none() {
            Rule::SessionValidityMinutes.report(
                construct,
                format!("the validity of a session is {validity}, and it counts in minutes"),
                "use `Duration::minutes` of 3 to 15",
                position,
            );
        }
    }
    let rotates = settings.rotation_grace_period.is_some();
    l1.explicit_auth_flows = auth_flows(settings.auth_flows, defaults, is_machine, rotates);
    if let Some(grace_period) = settings.rotation_grace_period {
        let rotation = RefreshTokenRotation::builder()
            .feature(RefreshTokenRotationFeature::Enabled)
            .retry_grace_period_seconds(seconds(grace_period))
            .build();
        l1.refresh_token_rotation = Some(rotation.into_value());
    }
    validities(
        &mut l1,
        settings.access_token_validity,
        settings.id_token_validity,
        settings.refresh_token_validity,
    );
    let providers = settings.identity_providers;
    l1.supported_identity_providers =
        if is_machine && providers.is_none() && defaults.all_identity_providers {
            None
        } else {
            identity_providers(construct, defaults, pool, providers)
        };
    o_auth(construct, &mut l1, settings.o_auth, defaults);
    l1
}

/// Fills in what Cognito does where nothing is said.
fn write_out(settings: &mut Settings, is_machine: bool) {
    settings.secret.get_or_insert(false);
    settings
        .token_revocation
        .get_or_insert(Value::Literal(true));
    let hour = Duration::hours(1);
    settings.access_token_validity.get_or_insert(hour);
    if !is_machine {
        settings.id_token_validity.get_or_insert(hour);
        let month = Duration::days(30);
        settings.refresh_token_validity.get_or_insert(month);
    }
}

/// `ENABLED` or `LEGACY`.
fn existence_errors(prevent: Value<bool>) -> Value<PreventUserExistenceErrors> {
    match prevent {
        Value::Literal(true) => PreventUserExistenceErrors::Enabled.into_value(),
        Value::Literal(false) => PreventUserExistenceErrors::Legacy.into_value(),
        Value::Expr(expression) => Value::Expr(expression),
    }
}

fn auth_flows(
    choice: Option<AuthFlowChoice>,
    defaults: &Defaults,
    is_machine: bool,
    rotates: bool,
) -> Option<Value<List<ExplicitAuthFlow>>> {
    let flows = match choice {
        Some(AuthFlowChoice::Only(flows)) => flows,
        Some(AuthFlowChoice::ServiceDefault) => return None,
        None if !defaults.srp_auth_flow => return None,
        None if is_machine => AuthFlow::none(),
        None => AuthFlow::user_srp(),
    };
    let mut flows = flows.rendered();
    if !rotates {
        flows.push(ExplicitAuthFlow::AllowRefreshTokenAuth);
    }
    Some(flows.into_value())
}

fn minutes(duration: Duration) -> Option<u32> {
    u32::try_from(duration.to_minutes()?).ok()
}

fn seconds(duration: Duration) -> u32 {
    u32::try_from(duration.to_seconds()).unwrap_or(u32::MAX)
}

/// The validities of the tokens, with their units.
fn validities(
    l1: &mut CfnUserPoolClient,
    access: Option<Duration>,
    id: Option<Duration>,
    refresh: Option<Duration>,
) {
    let mut units = TokenValidityUnits::builder().build();
    if let Some((number, unit)) = access.map(counted) {
        l1.access_token_validity = Some(number.into_value());
        units.access_token = Some(TokenValidityUnitsAccessToken::other(unit).into_value());
    }
    if let Some((number, unit)) = id.map(counted) {
        l1.id_token_validity = Some(number.into_value());
        units.id_token = Some(TokenValidityUnitsIdToken::other(unit).into_value());
    }
    if let Some((number, unit)) = refresh.map(counted) {
        l1.refresh_token_validity = Some(number.into_value());
        units.refresh_token = Some(TokenValidityUnitsRefreshToken::other(unit).into_value());
    }
    if access.or(id).or(refresh).is_some() {
        l1.token_validity_units = Some(units.into_value());
    }
}

/// A duration as a number and its unit: minutes, unless seconds would be lost.
fn counted(duration: Duration) -> (u32, &'static str) {
    match minutes(duration) {
        Some(minutes) => (minutes, "minutes"),
        None => (seconds(duration), "seconds"),
    }
}

/// The providers that the client supports. Those of the pool are taken when the app is synthesized, so that
/// it does not matter which of them is made first.
fn identity_providers(
    construct: &Construct,
    defaults: &Defaults,
    pool: &PoolBase,
    given: Option<Vec<UserPoolClientIdentityProvider>>,
) -> Option<Value<List<UserPoolIdentityProviderName>>> {
    if given.as_ref().is_some_and(Vec::is_empty) {
        return None;
    }
    if !defaults.all_identity_providers {
        let names = match given {
            Some(given) => given
                .iter()
                .map(UserPoolClientIdentityProvider::name)
                .collect(),
            None => all_of(pool),
        };
        return Some(Value::Literal(names));
    }
    let pool = pool.clone();
    let names = move || {
        let names = match &given {
            Some(given) => {
                let registered = &pool.0.state.borrow().identity_providers;
                let names = given
                    .iter()
                    .map(|provider| provider.ordered_name(registered));
                names.collect()
            }
            None => all_of(&pool),
        };
        Json::list(names)
    };
    Some(Value::from_expr(lazy(construct, names)))
}

/// The providers of a pool and the pool itself, each once.
fn all_of(pool: &PoolBase) -> List<UserPoolIdentityProviderName> {
    let registered = &pool.0.state.borrow().identity_providers;
    let names = registered
        .iter()
        .map(IUserPoolIdentityProvider::provider_name);
    let mut all: List<UserPoolIdentityProviderName> = Vec::with_capacity(names.len() + 1);
    for name in names.chain([UserPoolClientIdentityProvider::Cognito.name()]) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

fn o_auth(construct: &Construct, l1: &mut CfnUserPoolClient, o_auth: OAuth, defaults: &Defaults) {
    let o_auth = match o_auth {
        OAuth::Unset if defaults.no_oauth => OAuth::Disabled,
        OAuth::Unset => OAuth::Redirect(Redirect::of_aws_cdk()),
        other => other,
    };
    l1.allowed_oauth_flows_user_pool_client = Some(Value::Literal(o_auth != OAuth::Disabled));
    let (flows, scopes) = match o_auth {
        OAuth::Disabled | OAuth::Unset => return,
        OAuth::ClientCredentials(scopes) => {
            let scopes: Vec<_> = scopes.into_iter().map(OAuthScope::from).collect();
            (vec![AllowedOauthFlow::ClientCredentials], scopes)
        }
        OAuth::Redirect(redirect) => {
            l1.callback_urls = Some(redirect.callbacks.into_value());
            l1.logout_urls = redirect.logout.map(IntoValue::into_value);
            l1.default_redirect_uri = redirect.default;
            let flows = [
                redirect.implicit.then_some(AllowedOauthFlow::Implicit),
                redirect.code.then_some(AllowedOauthFlow::Code),
            ];
            let scopes = redirect.scopes.unwrap_or_else(|| default_scopes(defaults));
            (flows.into_iter().flatten().collect(), scopes)
        }
    };
    for scope in &scopes {
        if let OAuthScope::Custom(scope) = scope {
            scope.report(construct);
        }
    }
    l1.allowed_oauth_flows = Some(flows.into_value());
    l1.allowed_oauth_scopes = Some(Value::Literal(scope_names(&scopes)));
}

impl Redirect {
    /// What AWS CDK turns on in clients that say nothing of OAuth.
    fn of_aws_cdk() -> Self {
        Self {
            code: true,
            implicit: true,
            callbacks: vec!["https://example.com".into_value()],
            ..Self::default()
        }
    }
}

fn default_scopes(defaults: &Defaults) -> Vec<OAuthScope> {
    if defaults.open_id_scope_only {
        return vec![OAuthScope::OpenId];
    }
    vec![
        OAuthScope::Profile,
        OAuthScope::Phone,
        OAuthScope::Email,
        OAuthScope::OpenId,
        OAuthScope::CognitoAdmin,
    ]
}

/// The names of the scopes, each once, with `openid` where another one needs it.
fn scope_names(scopes: &[OAuthScope]) -> List<Text<bounds::AllowedOauthScopes>> {
    let mut names: Vec<_> = Vec::with_capacity(scopes.len() + 1);
    let open_id = scopes.iter().any(OAuthScope::needs_open_id);
    let open_id = open_id.then_some(OAuthScope::OpenId);
    for scope in scopes.iter().chain(&open_id) {
        let name = scope.name();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
