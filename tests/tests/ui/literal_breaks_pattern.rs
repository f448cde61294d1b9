//! A literal that does not match the pattern of the property.

use cognito_cdk::cognito::CfnUserPoolClient;
use cognito_cdk::text;

fn main() {
    let _ = CfnUserPoolClient::builder().client_name(text!("Acme/Web"));
    let _ = CfnUserPoolClient::builder().user_pool_id(text!("pool 1"));
}
