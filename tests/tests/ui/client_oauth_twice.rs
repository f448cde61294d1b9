//! OAuth that is set although it is off, and two grants that exclude one another.

use cognito_cdk::cognito::{
    AuthorizationCodeGrant, ClientCredentials, OAuthScope, UserPoolClientOptions,
};

fn main() {
    let code = AuthorizationCodeGrant::new(["https://app.example.com/callback"]);
    let _ = UserPoolClientOptions::new().disable_o_auth().o_auth(code.clone());

    let credentials = ClientCredentials::new([OAuthScope::custom("orders/read")]);
    let _ = UserPoolClientOptions::new().generate_secret().o_auth(code).o_auth(credentials);
}
