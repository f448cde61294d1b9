//! References to another kind of resource than the property takes.

use cognito_cdk::Template;
use cognito_cdk::cognito::identity_pool::CognitoIdentityProvider;
use cognito_cdk::cognito::{CfnIdentityPool, CfnUserPool, CfnUserPoolClient, CfnUserPoolGroup};

fn main() {
    let mut template = Template::new();
    let pool = template.add("Pool", CfnUserPool::builder().build());
    let client = template.add(
        "Client",
        CfnUserPoolClient::builder().user_pool_id(&pool).build(),
    );
    let identities = template.add(
        "Identities",
        CfnIdentityPool::builder()
            .allow_unauthenticated_identities(false)
            .build(),
    );

    // An identity pool, and a client, where a user pool is needed.
    let _ = CfnUserPoolClient::builder().user_pool_id(&identities);
    let _ = CfnUserPoolGroup::builder().user_pool_id(client.ref_());
    // The ARN of the pool, where its id is needed.
    let _ = CfnUserPoolClient::builder().user_pool_id(pool.attr_arn());
    // A pool where a client is needed.
    let _ = CognitoIdentityProvider::builder().client_id(&pool);
    // A client, within a list of identity providers.
    let _ = CfnUserPoolClient::builder().supported_identity_providers([&client]);
    // The value of a parameter may be anything.
    let parameter = template.add_parameter("PoolId", cognito_cdk::Parameter::string());
    let _ = CfnUserPoolClient::builder().user_pool_id(parameter.value_as_string());
}
