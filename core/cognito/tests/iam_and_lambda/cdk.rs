//! What AWS CDK makes, to compare with, and the user pool that it makes without settings.

use cognito_cdk::Value;
use cognito_cdk::cognito::CfnUserPool;
use cognito_cdk::cognito::user_pool::{
    AccountRecoverySetting, AdminCreateUserConfig, LambdaConfig, RecoveryOption,
    RecoveryOptionName, VerificationMessageTemplate, VerificationMessageTemplateDefaultEmailOption,
};
use cognito_cdk::synth::{Construct, Element, RemovalPolicy, Scope, Stack};
use serde_json::Value as Data;

const MESSAGE: &str = "The verification code to your new account is {####}";
const SUBJECT: &str = "Verify your new account";

/// A user pool as AWS CDK makes it if nothing is said about it, as a resource below a construct.
pub(crate) fn pool(
    scope: &impl Scope,
    id: &str,
    triggers: Option<LambdaConfig>,
) -> Element<CfnUserPool> {
    pool_in(&Construct::new(scope, id), triggers)
}

/// The same in a construct that is there already.
pub(crate) fn pool_in(
    construct: &impl Scope,
    triggers: Option<LambdaConfig>,
) -> Element<CfnUserPool> {
    let by = |name, priority: i32| {
        RecoveryOption::builder()
            .name(name)
            .priority(priority)
            .build()
    };
    let recovery = [
        by(RecoveryOptionName::VerifiedPhoneNumber, 1),
        by(RecoveryOptionName::VerifiedEmail, 2),
    ];
    let template = VerificationMessageTemplate::builder()
        .default_email_option(VerificationMessageTemplateDefaultEmailOption::ConfirmWithCode)
        .email_message(MESSAGE)
        .email_subject(SUBJECT)
        .sms_message(MESSAGE);
    let mut pool = CfnUserPool::builder()
        .account_recovery_setting(
            AccountRecoverySetting::builder()
                .recovery_mechanisms(recovery)
                .build(),
        )
        .admin_create_user_config(
            AdminCreateUserConfig::builder()
                .allow_admin_create_user_only(true)
                .build(),
        )
        .email_verification_message(MESSAGE)
        .email_verification_subject(SUBJECT)
        .sms_verification_message(MESSAGE)
        .verification_message_template(template.build())
        .build();
    pool.lambda_config = triggers.map(Value::Literal);
    let pool = construct.add("Resource", pool);
    pool.apply_removal_policy(RemovalPolicy::Retain);
    pool
}

/// A template that AWS CDK has made, below `tests/golden/parity`.
pub(crate) fn golden(path: &str) -> Data {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/parity");
    let text = std::fs::read_to_string(format!("{directory}/{path}")).expect("a golden template");
    serde_json::from_str(&text).expect("JSON")
}

/// The template of a stack, which must have no error.
pub(crate) fn template(stack: &Stack) -> Data {
    cognito_cdk::synth::assertions::Template::from_stack(stack)
        .as_data()
        .clone()
}

/// The resources of a template that have one of these types.
pub(crate) fn of_types(template: &Data, types: &[&str]) -> Vec<(String, Data)> {
    let resources = template["Resources"].as_object().expect("resources");
    let wanted = resources
        .iter()
        .filter(|(_, resource)| types.iter().any(|wanted| resource["Type"] == *wanted));
    wanted
        .map(|(id, resource)| (id.clone(), resource.clone()))
        .collect()
}
