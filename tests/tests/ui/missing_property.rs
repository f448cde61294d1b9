//! A required property is not set: one of one, two of three, and one of a property type.

use cognito_cdk::cognito::user_pool_risk_configuration_attachment::NotifyConfigurationType;
use cognito_cdk::cognito::{CfnUserPoolClient, CfnUserPoolUserToGroupAttachment};

fn main() {
    let _ = CfnUserPoolClient::builder().generate_secret(true).build();
    let _ = CfnUserPoolUserToGroupAttachment::builder()
        .user_pool_id("us-east-1_Ab12Cd34E")
        .build();
    let _ = NotifyConfigurationType::builder().build();
}
