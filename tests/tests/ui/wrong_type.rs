//! A value of another type than the property takes.

use cognito_cdk::cognito::user_pool::{PasswordPolicy, Policies};
use cognito_cdk::cognito::{CfnUserPool, CfnUserPoolClient, CfnUserPoolUser};

fn main() {
    // A text with bounds, and one without.
    let _ = CfnUserPoolClient::builder().client_name(5);
    let _ = CfnUserPoolUser::builder().username(true);
    // A number.
    let _ = PasswordPolicy::builder().minimum_length("8");
    // A boolean.
    let _ = CfnUserPoolClient::builder().generate_secret("true");
    // A property type.
    let _ = CfnUserPool::builder().policies(PasswordPolicy::builder().build());
    let _ = Policies::builder().password_policy("strong");
    // A list, and the elements of one.
    let _ = CfnUserPoolClient::builder().callback_urls("https://app.example.com");
    let _ = CfnUserPoolClient::builder().callback_urls([1, 2]);
    // A map.
    let _ = CfnUserPool::builder().user_pool_tags(["team", "identity"]);
}
