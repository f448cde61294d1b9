//! A number below, and one above, what the property takes.

use cognito_cdk::cognito::user_pool::PasswordPolicy;
use cognito_cdk::int;

fn main() {
    let _ = PasswordPolicy::builder().minimum_length(int!(5));
    let _ = PasswordPolicy::builder().minimum_length(int!(100));
}
