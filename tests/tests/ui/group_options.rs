//! Groups that Cognito refuses.

use cognito_cdk::cognito::UserPoolGroupOptions;
use cognito_cdk::{int, text};

fn main() {
    let _ = UserPoolGroupOptions::new().group_name(text!("two words"));
    let _ = UserPoolGroupOptions::new().precedence(int!(-1));
}
