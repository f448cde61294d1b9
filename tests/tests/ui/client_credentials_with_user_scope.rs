//! Client credentials with a scope that means a user, and without any scope.

use cognito_cdk::cognito::{ClientCredentials, OAuthScope};

fn main() {
    let _ = ClientCredentials::new([OAuthScope::OpenId]);
    let _ = ClientCredentials::new([]);
}
