//! What own and imported app clients have in common, and the imported ones.

use super::construct::UserPoolClient;
use crate::construct::{IResource, imported};
use cognito_cdk_l1::ids::UserPoolClientId;
use cognito_cdk_l1::{IntoValue, Value};
use cognito_cdk_synth::Scope;

/// An app client, own or imported.
pub trait IUserPoolClient: IResource {
    /// The client id, which the application sends along.
    fn user_pool_client_id(&self) -> Value<UserPoolClientId>;
}

imported! {
    /// An app client that was made elsewhere. Its secret cannot be read here.
    ///
    /// Made by [`UserPoolClient::from_user_pool_client_id`].
    ImportedUserPoolClient, UserPoolClientId
}

impl UserPoolClient {
    /// An app client that was made elsewhere, by its id.
    #[track_caller]
    pub fn from_user_pool_client_id(
        scope: &impl Scope,
        id: impl AsRef<str>,
        client_id: impl IntoValue<UserPoolClientId>,
    ) -> ImportedUserPoolClient {
        ImportedUserPoolClient::create(scope, id, client_id)
    }
}

impl IUserPoolClient for ImportedUserPoolClient {
    fn user_pool_client_id(&self) -> Value<UserPoolClientId> {
        self.name.clone()
    }
}
