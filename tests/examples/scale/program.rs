//! The construct tree: each pool has four resources beside it and one output.

use cognito_cdk_l1::cognito::user_pool::{
    AccountRecoverySetting, AdminCreateUserConfig, AutoVerifiedAttribute, EnabledMfa,
    MfaConfiguration, PasswordPolicy, Policies, RecoveryOption, RecoveryOptionName,
    SchemaAttribute, SchemaAttributeAttributeDataType, StringAttributeConstraints,
    UsernameAttribute, VerificationMessageTemplate, VerificationMessageTemplateDefaultEmailOption,
};
use cognito_cdk_l1::cognito::user_pool_client::{AllowedOauthFlow, ExplicitAuthFlow};
use cognito_cdk_l1::cognito::user_pool_resource_server::ResourceServerScopeType;
use cognito_cdk_l1::cognito::{
    CfnUserPool, CfnUserPoolClient, CfnUserPoolDomain, CfnUserPoolGroup, CfnUserPoolResourceServer,
};
use cognito_cdk_synth::{
    App, AppProps, CfnOutput, Construct, Element, RemovalPolicy, Scope, Stack, Value,
};

const CODE: &str = "The verification code to your new account is {####}";
const SUBJECT: &str = "Verify your new account";

/// An app of so many stacks, each with so many pools.
pub(crate) fn app(stacks: usize, pools: usize, out: &str) -> App {
    let app = App::with_props(AppProps::new().outdir(out));
    for stack_number in 0..stacks {
        let stack = Stack::new(&app, format!("Auth{stack_number}"));
        for number in 0..pools {
            one_pool(&stack, stack_number, number);
        }
    }
    app
}

fn one_pool(stack: &Stack, stack_number: usize, number: usize) {
    let scope = Construct::new(stack, format!("Pool{number}"));
    let pool = scope.add("Resource", user_pool());
    pool.apply_removal_policy(RemovalPolicy::Retain);
    let id = || Value::<String>::from_expr(pool.ref_().cast());
    Construct::new(&scope, "Api").add(
        "Resource",
        CfnUserPoolResourceServer::builder()
            .user_pool_id(&pool)
            .identifier(format!("api{number}"))
            .name(format!("api{number}"))
            .scopes([ResourceServerScopeType::builder()
                .scope_name("read")
                .scope_description("r")
                .build()])
            .build(),
    );
    Construct::new(&scope, "Domain").add(
        "Resource",
        CfnUserPoolDomain::builder()
            .user_pool_id(&pool)
            .domain(format!("demo-{stack_number}-{number}"))
            .build(),
    );
    Construct::new(&scope, "Web").add("Resource", client(&pool));
    Construct::new(stack, format!("Admins{number}")).add(
        "Resource",
        CfnUserPoolGroup::builder()
            .user_pool_id(&pool)
            .group_name("admins")
            .build(),
    );
    CfnOutput::new(stack, format!("PoolId{number}"), id());
}

fn user_pool() -> CfnUserPool {
    CfnUserPool::builder()
        .account_recovery_setting(
            AccountRecoverySetting::builder()
                .recovery_mechanisms([RecoveryOption::builder()
                    .name(RecoveryOptionName::VerifiedEmail)
                    .priority(1)
                    .build()])
                .build(),
        )
        .admin_create_user_config(
            AdminCreateUserConfig::builder()
                .allow_admin_create_user_only(false)
                .build(),
        )
        .auto_verified_attributes([AutoVerifiedAttribute::Email])
        .email_verification_message(CODE)
        .email_verification_subject(SUBJECT)
        .enabled_mfas([EnabledMfa::SoftwareTokenMfa])
        .mfa_configuration(MfaConfiguration::Optional)
        .policies(
            Policies::builder()
                .password_policy(PasswordPolicy::builder().minimum_length(12).build())
                .build(),
        )
        .schema([SchemaAttribute::builder()
            .name("tenant")
            .attribute_data_type(SchemaAttributeAttributeDataType::String)
            .mutable(false)
            .string_attribute_constraints(
                StringAttributeConstraints::builder()
                    .min_length("1")
                    .max_length("64")
                    .build(),
            )
            .build()])
        .sms_verification_message(CODE)
        .username_attributes([UsernameAttribute::Email])
        .verification_message_template(
            VerificationMessageTemplate::builder()
                .default_email_option(
                    VerificationMessageTemplateDefaultEmailOption::ConfirmWithCode,
                )
                .email_message(CODE)
                .email_subject(SUBJECT)
                .sms_message(CODE)
                .build(),
        )
        .build()
}

fn client(pool: &Element<CfnUserPool>) -> CfnUserPoolClient {
    CfnUserPoolClient::builder()
        .user_pool_id(pool)
        .allowed_oauth_flows([AllowedOauthFlow::Code])
        .allowed_oauth_flows_user_pool_client(true)
        .allowed_oauth_scopes(["openid"])
        .callback_urls(["https://example.com/cb"])
        .explicit_auth_flows([
            ExplicitAuthFlow::AllowUserSrpAuth,
            ExplicitAuthFlow::AllowRefreshTokenAuth,
        ])
        .generate_secret(false)
        .supported_identity_providers(["COGNITO"])
        .build()
}
