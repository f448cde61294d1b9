//! Ids of identity pools of another form.

use cognito_cdk::cognito::CfnIdentityPoolRoleAttachment;
use cognito_cdk::text;

fn main() {
    let _ = CfnIdentityPoolRoleAttachment::builder().identity_pool_id(text!("customers"));
    let _ = CfnIdentityPoolRoleAttachment::builder().identity_pool_id(text!(
        "arn:aws:cognito-identity:eu-west-1:111122223333:identitypool/1cf667a2"
    ));
}
