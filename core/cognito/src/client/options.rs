//! `UserPoolClientOptions`: what an app client can be told.

use super::analytics::AnalyticsConfiguration;
use super::attributes::ClientAttributes;
use super::auth_flow::AuthFlowChoice;
use super::grants::{OAuth, OAuthGrant, OAuthSet, OAuthUndecided, OAuthUnset};
use super::identity_provider::UserPoolClientIdentityProvider;
use super::secret::{HasSecret, NoSecret, WithSecret};
use crate::duration::Duration;
use cognito_cdk_l1::cognito::user_pool_client::bounds;
use cognito_cdk_l1::{IntoValue, Text, Value};
use std::marker::PhantomData;
use std::panic::Location;

/// What an app client can be told. It is a client without a secret until
/// [`generate_secret`](Self::generate_secret) is called, and all is optional.
///
/// The first type parameter says whether the client has a secret, the second one whether something has
/// been said of OAuth.
///
/// ```
/// use cognito_cdk::Duration;
/// use cognito_cdk::cognito::{AuthFlow, AuthorizationCodeGrant, UserPoolClientOptions};
///
/// let options = UserPoolClientOptions::new()
///     .auth_flows(AuthFlow::user_srp())
///     .o_auth(AuthorizationCodeGrant::new(["https://app.example.com/callback"]))
///     .access_token_validity(Duration::minutes(15))
///     .refresh_token_validity(Duration::days(7));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct UserPoolClientOptions<S = NoSecret, O = OAuthUnset> {
    pub(super) settings: Settings,
    kind: PhantomData<fn() -> (S, O)>,
}

/// The options themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Settings {
    pub(super) name: Option<Value<Text<bounds::ClientName>>>,
    pub(super) secret: Option<bool>,
    pub(super) auth_flows: Option<AuthFlowChoice>,
    pub(super) o_auth: OAuth,
    pub(super) auth_session_validity: Option<(Duration, &'static Location<'static>)>,
    pub(super) prevent_user_existence_errors: Option<Value<bool>>,
    pub(super) identity_providers: Option<Vec<UserPoolClientIdentityProvider>>,
    pub(super) id_token_validity: Option<Duration>,
    pub(super) refresh_token_validity: Option<Duration>,
    pub(super) access_token_validity: Option<Duration>,
    pub(super) rotation_grace_period: Option<Duration>,
    pub(super) read_attributes: Option<ClientAttributes>,
    pub(super) write_attributes: Option<ClientAttributes>,
    pub(super) token_revocation: Option<Value<bool>>,
    pub(super) user_context_data: Option<Value<bool>>,
    pub(super) analytics: Option<AnalyticsConfiguration>,
    pub(super) no_branding: bool,
}

impl UserPoolClientOptions {
    /// A client with the [`Defaults`](crate::Defaults) of its scope.
    pub fn new() -> Self {
        Self {
            settings: Settings::default(),
            kind: PhantomData,
        }
    }
}

impl Default for UserPoolClientOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl<O> UserPoolClientOptions<NoSecret, O> {
    /// Cognito generates a secret, which the application sends along with its requests. For servers, which
    /// can keep it. A deployed client is replaced when this changes.
    pub fn generate_secret(mut self) -> UserPoolClientOptions<WithSecret, O> {
        self.settings.secret = Some(true);
        self.into_kind()
    }

    /// Writes out that there is no secret, `GenerateSecret: false`, which it is anyway. A deployed client
    /// whose template has it is not replaced.
    pub const fn without_secret(mut self) -> Self {
        self.settings.secret = Some(false);
        self
    }
}

impl<S, O> UserPoolClientOptions<S, O> {
    fn into_kind<S2, O2>(self) -> UserPoolClientOptions<S2, O2> {
        UserPoolClientOptions {
            settings: self.settings,
            kind: PhantomData,
        }
    }

    /// The name of the client, 1 to 128 characters. Default: CloudFormation makes one up.
    pub fn user_pool_client_name(mut self, name: impl IntoValue<Text<bounds::ClientName>>) -> Self {
        self.settings.name = Some(name.into_value());
        self
    }

    /// The ways in which users can sign in through the API: an [`AuthFlow`](super::AuthFlow), or
    /// [`AuthFlow::service_default`](super::AuthFlow::service_default). Default: SRP, and none for client
    /// credentials ([`Defaults::srp_auth_flow`](crate::Defaults::srp_auth_flow)).
    pub fn auth_flows(mut self, flows: impl Into<AuthFlowChoice>) -> Self {
        self.settings.auth_flows = Some(flows.into());
        self
    }

    /// Turns OAuth on, and with it the login pages: an
    /// [`AuthorizationCodeGrant`](super::AuthorizationCodeGrant), or the
    /// [`ClientCredentials`](super::ClientCredentials) of a program without users. Default: OAuth is off
    /// ([`Defaults::no_oauth`](crate::Defaults::no_oauth)).
    pub fn o_auth(mut self, grant: impl OAuthGrant<S>) -> UserPoolClientOptions<S, OAuthSet>
    where
        O: OAuthUndecided,
    {
        self.settings.o_auth = grant.into_o_auth();
        self.into_kind()
    }

    /// Turns OAuth off. It is off by default; with AWS CDK's defaults it is on.
    pub fn disable_o_auth(mut self) -> UserPoolClientOptions<S, OAuthSet>
    where
        O: OAuthUndecided,
    {
        self.settings.o_auth = OAuth::Disabled;
        self.into_kind()
    }

    /// How long users have for each step of signing in: 3 to 15 minutes, whole ones. Default: 3 minutes.
    #[track_caller]
    pub const fn auth_session_validity(mut self, validity: Duration) -> Self {
        self.settings.auth_session_validity = Some((validity, Location::caller()));
        self
    }

    /// Whether a failed attempt to sign in says nothing of whether the user exists. Default: yes
    /// ([`Defaults::prevent_user_existence_errors`](crate::Defaults::prevent_user_existence_errors)).
    ///
    /// See [error responses](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html).
    pub fn prevent_user_existence_errors(mut self, prevent: impl IntoValue<bool>) -> Self {
        self.settings.prevent_user_existence_errors = Some(prevent.into_value());
        self
    }

    /// The identity providers that users can sign in with on the login pages: constructs, or
    /// [`UserPoolClientIdentityProvider`]s. Default: those that are registered with the pool in the end, and
    /// the pool itself ([`Defaults::all_identity_providers`](crate::Defaults::all_identity_providers)).
    ///
    /// ```
    /// use cognito_cdk::cognito::{UserPoolClientIdentityProvider, UserPoolClientOptions};
    ///
    /// let options = UserPoolClientOptions::new().supported_identity_providers([
    ///     UserPoolClientIdentityProvider::Cognito,
    ///     UserPoolClientIdentityProvider::Google,
    /// ]);
    /// ```
    pub fn supported_identity_providers(
        mut self,
        providers: impl IntoIterator<Item = impl Into<UserPoolClientIdentityProvider>>,
    ) -> Self {
        let providers = providers.into_iter().map(Into::into);
        self.settings.identity_providers = Some(providers.collect());
        self
    }

    /// How long an id token is valid: 5 minutes to 1 day, and no longer than a refresh token. Default:
    /// 1 hour.
    pub const fn id_token_validity(mut self, validity: Duration) -> Self {
        self.settings.id_token_validity = Some(validity);
        self
    }

    /// How long an access token is valid: 5 minutes to 1 day, and no longer than a refresh token. Default:
    /// 1 hour.
    pub const fn access_token_validity(mut self, validity: Duration) -> Self {
        self.settings.access_token_validity = Some(validity);
        self
    }

    /// How long a refresh token is valid: 60 minutes to 3650 days. Default: 30 days.
    pub const fn refresh_token_validity(mut self, validity: Duration) -> Self {
        self.settings.refresh_token_validity = Some(validity);
        self
    }

    /// Turns on that each refresh token is good for one use, and gives a new one. The old one stays valid for
    /// the grace period, 0 to 60 seconds, so that an application can try again.
    ///
    /// Cognito refuses `ALLOW_REFRESH_TOKEN_AUTH` in such a client; it is not added then. Tokens are refreshed
    /// by `GetTokensFromRefreshToken` or the token endpoint. See
    /// [refresh token rotation](https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html).
    pub const fn refresh_token_rotation_grace_period(mut self, grace_period: Duration) -> Self {
        self.settings.rotation_grace_period = Some(grace_period);
        self
    }

    /// The attributes of its users that the client can read. Default: the standard ones.
    pub fn read_attributes(mut self, attributes: ClientAttributes) -> Self {
        self.settings.read_attributes = Some(attributes);
        self
    }

    /// The attributes of its users that the client can write. Default: the standard ones.
    pub fn write_attributes(mut self, attributes: ClientAttributes) -> Self {
        self.settings.write_attributes = Some(attributes);
        self
    }

    /// Whether refresh tokens can be revoked, and with them the tokens that they gave. Default: yes.
    ///
    /// See [token revocation](https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html).
    pub fn enable_token_revocation(mut self, enable: impl IntoValue<bool>) -> Self {
        self.settings.token_revocation = Some(enable.into_value());
        self
    }

    /// Whether a server can send the address of its user along, for threat protection. For clients with a
    /// secret. Default: not.
    ///
    /// See [`EnablePropagateAdditionalUserContextData`](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-viewing-threat-protection-app.html).
    pub fn enable_propagate_additional_user_context_data(
        mut self,
        enable: impl IntoValue<bool>,
    ) -> Self
    where
        S: HasSecret,
    {
        self.settings.user_context_data = Some(enable.into_value());
        self
    }

    /// The Amazon Pinpoint application that gets the sign-in events. Default: none.
    pub fn analytics(mut self, analytics: AnalyticsConfiguration) -> Self {
        self.settings.analytics = Some(analytics);
        self
    }

    /// Makes no branding for the login pages of the client, which are blank without one in managed login.
    /// Default: one is made where the pool has a domain with managed login and the client a grant that uses
    /// it ([`Defaults::managed_login_branding`](crate::Defaults::managed_login_branding)).
    pub const fn no_managed_login_branding(mut self) -> Self {
        self.settings.no_branding = true;
        self
    }
}
