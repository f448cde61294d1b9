//! An enum's value as a text, and a variant that it does not have.

use cognito_cdk::cognito::user_pool::MfaConfiguration;
use cognito_cdk::cognito::{CfnUserPool, CfnUserPoolClient};

fn main() {
    let _ = CfnUserPool::builder().mfa_configuration("OPTIONAL");
    let _ = CfnUserPoolClient::builder().allowed_oauth_flows(["code"]);
    let _ = CfnUserPool::builder().mfa_configuration(MfaConfiguration::Sometimes);
}
