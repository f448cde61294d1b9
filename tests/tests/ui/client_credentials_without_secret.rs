//! The client-credentials grant of a client without a secret.

use cognito_cdk::cognito::{ClientCredentials, OAuthScope, UserPoolClientOptions};

fn main() {
    let grant = ClientCredentials::new([OAuthScope::custom("orders/read")]);
    let _ = UserPoolClientOptions::new().o_auth(grant);
}
