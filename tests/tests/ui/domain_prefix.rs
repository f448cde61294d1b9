//! Prefixes of domains that Cognito refuses.

use cognito_cdk::cognito::UserPoolDomainOptions;
use cognito_cdk::text;

fn main() {
    let _ = UserPoolDomainOptions::cognito_domain(text!("my-aws-app"));
    let _ = UserPoolDomainOptions::cognito_domain(text!("Acme"));
    let _ = UserPoolDomainOptions::cognito_domain(text!("auth.example.com"));
}
