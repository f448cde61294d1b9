//! A domain is either one that Cognito hosts or a custom one, and only a custom one has a certificate and a
//! policy for TLS.

use cognito_cdk::cognito::UserPoolDomainOptions;
use cognito_cdk::cognito::user_pool_domain::CustomDomainConfigTypeSecurityPolicy as Policy;

fn main() {
    let _ = UserPoolDomainOptions::cognito_domain("acme").security_policy(Policy::TlsV1_3_2025);
    let _ = UserPoolDomainOptions::custom_domain("auth.example.com");
    let _ = UserPoolDomainOptions::default();
}
