//! A literal that is longer than the property takes.

use cognito_cdk::cognito::CfnUserPoolDomain;
use cognito_cdk::text;

fn main() {
    let _ = CfnUserPoolDomain::builder().domain(text!(
        "a-domain-prefix-of-more-than-sixty-three-characters-is-not-accepted"
    ));
}
