//! The OAuth grants of an app client, a type each.

use super::scope::{CustomScope, OAuthScope};
use super::secret::WithSecret;
use cognito_cdk_l1::cognito::user_pool_client::bounds;
use cognito_cdk_l1::{IntoValue, Text, Value};

/// Nothing has been said of OAuth yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OAuthUnset {}

/// OAuth has been set, or turned off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OAuthSet {}

/// Options in which nothing has been said of OAuth yet.
#[diagnostic::on_unimplemented(
    message = "the OAuth of an app client is set twice",
    label = "there was an `.o_auth(..)` or a `.disable_o_auth()` before",
    note = "call one of them, once; a client with both redirect grants is made by `AuthorizationCodeGrant::and_implicit_grant_exposing_tokens_in_urls`"
)]
pub trait OAuthUndecided: sealed::Undecided {}

#[diagnostic::do_not_recommend]
impl OAuthUndecided for OAuthUnset {}

/// What [`o_auth`](super::UserPoolClientOptions::o_auth) takes: [`AuthorizationCodeGrant`],
/// [`ImplicitCodeGrant`] or, for clients with a secret, [`ClientCredentials`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no OAuth grant of an app client with `{S}`",
    label = "an `AuthorizationCodeGrant`, an `ImplicitCodeGrant`, or the `ClientCredentials` of a client with a secret",
    note = "`ClientCredentials` needs a client with a secret: call `.generate_secret()` before `.o_auth(..)`"
)]
pub trait OAuthGrant<S> {
    #[doc(hidden)]
    fn into_o_auth(self) -> OAuth;
}

/// An array that is not empty.
#[diagnostic::on_unimplemented(
    message = "the list is empty",
    label = "needs one element or more",
    note = "a grant that redirects needs a callback URL, and client credentials need a scope; a list that is known only when the program runs goes through the constructor with `from_first_and_rest`"
)]
pub trait NonEmpty: sealed::NonEmpty {}

#[diagnostic::do_not_recommend]
impl<T: sealed::NonEmpty> NonEmpty for T {}

mod sealed {
    pub trait Undecided {}
    impl Undecided for super::OAuthUnset {}

    pub trait NonEmpty {}

    macro_rules! lengths {
        ($($length:literal)*) => { $(impl<T> NonEmpty for [T; $length] {})* };
    }

    // As many as Cognito takes callback URLs.
    lengths! {
        1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34
        35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66
        67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98
        99 100
    }
}

/// What the options have of OAuth.
#[doc(hidden)]
#[derive(Clone, Debug, Default, PartialEq)]
pub enum OAuth {
    #[default]
    Unset,
    Disabled,
    Redirect(Redirect),
    ClientCredentials(Vec<CustomScope>),
}

/// A grant, or two, that sends users to a login page and back.
#[doc(hidden)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Redirect {
    pub(super) code: bool,
    pub(super) implicit: bool,
    pub(super) callbacks: Vec<Value<Text<bounds::CallbackUrls>>>,
    pub(super) logout: Option<Vec<Value<Text<bounds::LogoutUrls>>>>,
    pub(super) default: Option<Value<Text<bounds::DefaultRedirectUri>>>,
    pub(super) scopes: Option<Vec<OAuthScope>>,
}

impl Redirect {
    fn to(callbacks: impl Iterator<Item = impl IntoValue<Text<bounds::CallbackUrls>>>) -> Self {
        Self {
            callbacks: callbacks.map(IntoValue::into_value).collect(),
            ..Self::default()
        }
    }
}

macro_rules! redirect_grant {
    ($grant:ident) => {
        impl $grant {
            /// What the tokens give access to. Default: `openid`
            /// ([`Defaults::open_id_scope_only`](crate::Defaults::open_id_scope_only)).
            ///
            /// `openid` is added to `phone`, `email` and `profile`, which need it. Scopes of resource servers
            /// are [`CustomScope`]s: an `.into()` makes [`OAuthScope`]s of them.
            pub fn scopes(
                mut self,
                scopes: impl IntoIterator<Item = impl Into<OAuthScope>>,
            ) -> Self {
                let scopes = scopes.into_iter().map(Into::into);
                self.0.scopes = Some(scopes.collect());
                self
            }

            /// Where users can be sent after they have signed out.
            pub fn logout_urls(
                mut self,
                urls: impl IntoIterator<Item = impl IntoValue<Text<bounds::LogoutUrls>>>,
            ) -> Self {
                let urls = urls.into_iter().map(IntoValue::into_value);
                self.0.logout = Some(urls.collect());
                self
            }

            /// Where users are sent when a request names no callback URL: one of the callback URLs.
            pub fn default_redirect_uri(
                mut self,
                url: impl IntoValue<Text<bounds::DefaultRedirectUri>>,
            ) -> Self {
                self.0.default = Some(url.into_value());
                self
            }
        }

        impl<S> OAuthGrant<S> for $grant {
            fn into_o_auth(self) -> OAuth {
                OAuth::Redirect(self.0)
            }
        }
    };
}

/// The authorization-code grant: users sign in on the login pages, come back with a code, and the
/// application exchanges it for tokens. With PKCE it is right for applications without a secret too.
///
/// See [grants](https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints-oauth-grants.html).
///
/// ```
/// use cognito_cdk::cognito::{AuthorizationCodeGrant, OAuthScope, UserPoolClientOptions};
///
/// let options = UserPoolClientOptions::new().o_auth(
///     AuthorizationCodeGrant::new(["https://app.example.com/callback"])
///         .scopes([OAuthScope::OpenId, OAuthScope::Email])
///         .logout_urls(["https://app.example.com"]),
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct AuthorizationCodeGrant(Redirect);

redirect_grant!(AuthorizationCodeGrant);

impl AuthorizationCodeGrant {
    /// The grant with these callback URLs, one to 100: `https`, or `http` to `localhost`, or the scheme of an
    /// app. [`callback_url!`](crate::callback_url!) checks one when the program is compiled; all are checked
    /// with the template.
    pub fn new<U, const N: usize>(callbacks: [U; N]) -> Self
    where
        U: IntoValue<Text<bounds::CallbackUrls>>,
        [U; N]: NonEmpty,
    {
        Self::to(callbacks.into_iter())
    }

    /// The same for callback URLs whose number is known only when the program runs.
    pub fn from_first_and_rest<U>(first: U, rest: impl IntoIterator<Item = U>) -> Self
    where
        U: IntoValue<Text<bounds::CallbackUrls>>,
    {
        Self::to(std::iter::once(first).chain(rest))
    }

    fn to(callbacks: impl Iterator<Item = impl IntoValue<Text<bounds::CallbackUrls>>>) -> Self {
        Self(Redirect {
            code: true,
            ..Redirect::to(callbacks)
        })
    }

    /// The implicit grant as well. See [`ImplicitCodeGrant`] for what is wrong with it.
    pub const fn and_implicit_grant_exposing_tokens_in_urls(mut self) -> Self {
        self.0.implicit = true;
        self
    }
}

/// The implicit grant: tokens come in the URL itself, where the browser's history, logs and other scripts
/// can see them. OAuth 2.1 has dropped it; an [`AuthorizationCodeGrant`] with PKCE does the same.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct ImplicitCodeGrant(Redirect);

redirect_grant!(ImplicitCodeGrant);

impl ImplicitCodeGrant {
    /// The grant with these callback URLs, as [`AuthorizationCodeGrant::new`] takes them.
    pub fn exposing_tokens_in_urls<U, const N: usize>(callbacks: [U; N]) -> Self
    where
        U: IntoValue<Text<bounds::CallbackUrls>>,
        [U; N]: NonEmpty,
    {
        Self::to(callbacks.into_iter())
    }

    /// The same for callback URLs whose number is known only when the program runs.
    pub fn exposing_tokens_in_urls_from_first_and_rest<U>(
        first: U,
        rest: impl IntoIterator<Item = U>,
    ) -> Self
    where
        U: IntoValue<Text<bounds::CallbackUrls>>,
    {
        Self::to(std::iter::once(first).chain(rest))
    }

    fn to(callbacks: impl Iterator<Item = impl IntoValue<Text<bounds::CallbackUrls>>>) -> Self {
        Self(Redirect {
            implicit: true,
            ..Redirect::to(callbacks)
        })
    }
}

/// The client-credentials grant: a program gets tokens for itself, by its secret, without a user.
///
/// It excludes the other grants, needs a secret, and gives access to scopes of resource servers only: the
/// scopes of users, such as `openid`, have no meaning without one.
///
/// See [machine-to-machine authorization](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html).
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct ClientCredentials(Vec<CustomScope>);

impl ClientCredentials {
    /// The grant for these scopes of resource servers, one to 50.
    pub fn new<const N: usize>(scopes: [CustomScope; N]) -> Self
    where
        [CustomScope; N]: NonEmpty,
    {
        Self(scopes.into())
    }

    /// The same for scopes whose number is known only when the program runs.
    pub fn from_first_and_rest(
        first: CustomScope,
        rest: impl IntoIterator<Item = CustomScope>,
    ) -> Self {
        Self(std::iter::once(first).chain(rest).collect())
    }
}

impl OAuthGrant<WithSecret> for ClientCredentials {
    fn into_o_auth(self) -> OAuth {
        OAuth::ClientCredentials(self.0)
    }
}

/// The grants that an app client allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct OAuthFlows {
    /// Users come back with a code.
    pub authorization_code_grant: bool,
    /// Users come back with tokens in the URL.
    pub implicit_code_grant: bool,
    /// A program gets tokens for itself.
    pub client_credentials: bool,
}
