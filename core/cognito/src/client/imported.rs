//! What own and imported app clients have in common, and the imported ones.

use crate::construct::IResource;
use cognito_cdk_l1::ids::UserPoolClientId;
use cognito_cdk_l1::{IntoValue, Value};
use cognito_cdk_synth::{Construct, Node, Scope};

/// An app client, own or imported.
pub trait IUserPoolClient: IResource {
    /// The client id, which the application sends along.
    fn user_pool_client_id(&self) -> Value<UserPoolClientId>;
}

/// An app client that was made elsewhere. Its secret cannot be read here.
///
/// Made by [`UserPoolClient::from_user_pool_client_id`](super::UserPoolClient::from_user_pool_client_id).
#[derive(Clone, Debug)]
pub struct ImportedUserPoolClient {
    construct: Construct,
    id: Value<UserPoolClientId>,
}

impl ImportedUserPoolClient {
    #[track_caller]
    pub(super) fn new(
        scope: &impl Scope,
        id: impl AsRef<str>,
        client_id: impl IntoValue<UserPoolClientId>,
    ) -> Self {
        Self {
            construct: Construct::new(scope, id),
            id: client_id.into_value(),
        }
    }
}

impl Scope for ImportedUserPoolClient {
    fn node(&self) -> &Node {
        self.construct.node()
    }
}

impl IResource for ImportedUserPoolClient {}

impl IUserPoolClient for ImportedUserPoolClient {
    fn user_pool_client_id(&self) -> Value<UserPoolClientId> {
        self.id.clone()
    }
}

impl IntoValue<UserPoolClientId> for &ImportedUserPoolClient {
    fn into_value(self) -> Value<UserPoolClientId> {
        self.id.clone()
    }
}
