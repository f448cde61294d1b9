//! App clients: the construct, what it can be told, and what is known of an imported one.

mod analytics;
mod attributes;
mod auth_flow;
mod callback_url;
mod construct;
mod grants;
mod identity_provider;
mod imported;
mod options;
mod render;
mod scope;
mod secret;

pub use analytics::{AnalyticsApplication, AnalyticsConfiguration};
pub use attributes::ClientAttributes;
pub use auth_flow::{AuthFlow, AuthFlowChoice, ServiceDefaultAuthFlow};
pub use callback_url::CallbackUrl;
pub(crate) use callback_url::{problem as callback_url_problem, uses_plain_http};
pub use construct::UserPoolClient;
pub use grants::{
    AuthorizationCodeGrant, ClientCredentials, ImplicitCodeGrant, NonEmpty, OAuthFlows, OAuthGrant,
    OAuthSet, OAuthUndecided, OAuthUnset,
};
pub use identity_provider::{
    IUserPoolIdentityProvider, RegisteredIdentityProvider, UserPoolClientIdentityProvider,
};
pub use imported::{IUserPoolClient, ImportedUserPoolClient};
pub use options::UserPoolClientOptions;
pub use scope::{CustomScope, OAuthScope};
pub use secret::{HasSecret, NoSecret, WithSecret};
