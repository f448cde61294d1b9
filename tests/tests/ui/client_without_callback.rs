//! Grants that send users to a callback URL, without one.

use cognito_cdk::cognito::{AuthorizationCodeGrant, ImplicitCodeGrant};

fn main() {
    let none: [&str; 0] = [];
    let _ = AuthorizationCodeGrant::new(none);
    let _ = ImplicitCodeGrant::exposing_tokens_in_urls(none);
}
