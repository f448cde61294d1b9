//! Setters that do not exist: misspelled names of a resource's property and of a property type's one.

use cognito_cdk::cognito::CfnUserPoolClient;
use cognito_cdk::cognito::user_pool::PasswordPolicy;

fn main() {
    let _ = CfnUserPoolClient::builder().callback_url(["https://app.example.com"]);
    let _ = PasswordPolicy::builder().minimum_lenght(8);
}
