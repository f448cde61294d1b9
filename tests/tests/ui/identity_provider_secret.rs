//! A secret of an identity provider is a `SecretValue` and no text, and each provider has just one.

use cognito_cdk::SecretValue;
use cognito_cdk::cognito::{AppleClient, UserPoolIdentityProviderGoogleOptions};

fn main() {
    let _ = UserPoolIdentityProviderGoogleOptions::new("client", "secret");
    let _ = UserPoolIdentityProviderGoogleOptions::new("client");
    let _ = AppleClient {
        client_id: "com.example.web".into(),
        team_id: "ABCDE12345".into(),
        key_id: "FGHIJ67890".into(),
    };
    let _ = SecretValue::secrets_manager("google");
}
