//! `DomainPrefix`: the bounds of the prefix of a domain that Cognito hosts.

use cognito_cdk_l1::cognito::user_pool_domain::bounds;
use cognito_cdk_l1::schema::TextSchema;
use cognito_cdk_l1::{FreeText, TextBounds};

/// The bounds of the prefix of a domain that Cognito hosts: 1 to 63 lower-case letters, digits and inner
/// hyphens, without the words `aws`, `amazon` and `cognito`.
///
/// See [the prefix domain](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html).
#[derive(Clone, Copy, Debug)]
pub enum DomainPrefix {}

static SCHEMA: TextSchema = TextSchema {
    pattern: <bounds::Domain as TextBounds>::SCHEMA.pattern,
    // A dot makes it a custom domain.
    ..TextSchema::new(
        "the prefix of a user pool's domain takes 1 to 63 lower-case letters, digits and inner hyphens, \
         without the words `aws`, `amazon` and `cognito`; a domain of your own is a `custom_domain`",
    )
    .length(Some(1), Some(63))
    .without(&[".", "aws", "amazon", "cognito"])
};

impl TextBounds for DomainPrefix {
    const SCHEMA: &'static TextSchema = &SCHEMA;
}

impl FreeText for DomainPrefix {}
