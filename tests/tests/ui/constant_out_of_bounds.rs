//! Constants with literals that break the bounds of their types.

use cognito_cdk::cognito::{user_pool, user_pool_client};
use cognito_cdk::{Int, Text};

const CLIENT_NAME: Text<user_pool_client::bounds::ClientName> = Text::literal("");
const MINIMUM_LENGTH: Int<user_pool::bounds::PasswordPolicyMinimumLength> = Int::literal(5);

fn main() {
    let _ = (CLIENT_NAME, MINIMUM_LENGTH);
}
