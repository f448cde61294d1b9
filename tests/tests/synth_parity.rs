//! Programs for AWS CDK, written again on the construct tree: the same templates, to the byte.
//!
//! `golden/parity` has what AWS CDK makes of them. The programs `core-cross-stack` and `core-tags-aspects`
//! use constructs of the next layer, which here are written out as the resources that they make.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use cognito_cdk_l1::cognito::user_pool::{
    AccountRecoverySetting, AdminCreateUserConfig, PasswordPolicy, Policies, RecoveryOption,
    RecoveryOptionName, SchemaAttribute, SchemaAttributeAttributeDataType,
    VerificationMessageTemplate, VerificationMessageTemplateDefaultEmailOption,
};
use cognito_cdk_l1::cognito::user_pool_client::AllowedOauthFlow;
use cognito_cdk_l1::cognito::{CfnIdentityPool, CfnUserPool, CfnUserPoolClient};
use cognito_cdk_synth::{
    App, CfnCondition, CfnElement, CfnMapping, CfnOutput, CfnParameter, CfnResource, CfnRule,
    CloudAssembly, Condition, Construct, Element, Expr, Mapping, Object, Output, Parameter,
    RawResource, RemovalPolicy, Rule, Scope, Stack, StackProps, TagOptions, Tags, Value,
    intrinsics,
};
use serde_json::Value as Data;

/// The template of a stack is that of AWS CDK, key for key.
fn assert_parity(assembly: &CloudAssembly, program: &str, stack: &str) {
    let path = format!("tests/golden/parity/cases/{program}/{stack}.template.json");
    let expected = cognito_cdk_tests::text(&path);
    let template = assembly.stack(stack).expect("the stack").template();
    let template: Data = serde_json::from_str(template).expect("a template");
    let ours = serde_json::to_string_pretty(&template).expect("text") + "\n";
    assert_eq!(ours, expected, "{program}/{stack}");
}

fn raw_pool(scope: &impl Scope, id: &str) -> CfnResource {
    let pool = RawResource::new("AWS::Cognito::UserPool", Object::new());
    CfnResource::new(scope, id, pool)
}

#[test]
fn logical_ids() {
    let app = App::new();
    let stack = Stack::new(&app, "Ids");
    raw_pool(&stack, "Top");
    raw_pool(&stack, "with-dash_and.dot");
    let outer = Construct::new(&stack, "Outer");
    let inner = Construct::new(&outer, "Inner");
    raw_pool(&inner, "Leaf");
    raw_pool(&inner, "Resource");
    raw_pool(&Construct::new(&outer, "Sibling"), "Default");
    let dup = Construct::new(&Construct::new(&outer, "Dup"), "Dup");
    raw_pool(&dup, "Dup");
    let mut deep = stack.node().clone();
    for level in 0..30 {
        let next = Construct::new(&deep, format!("VeryLongComponentNumber{level}"));
        deep = next.node().clone();
    }
    raw_pool(&deep, "End");
    raw_pool(&stack, "Renamed").override_logical_id("MyFixedId");
    assert_parity(
        &app.build().expect("an assembly"),
        "core-logical-ids",
        "Ids",
    );
}

#[test]
fn overrides() {
    let app = App::new();
    let stack = Stack::new(&app, "Overrides");
    let attribute = |name: &str, kind| {
        SchemaAttribute::builder()
            .name(name)
            .attribute_data_type(kind)
            .build()
    };
    let pool = stack.add(
        "Pool",
        CfnUserPool::builder()
            .user_pool_name("raw")
            .schema([
                attribute("a", SchemaAttributeAttributeDataType::String),
                attribute("b", SchemaAttributeAttributeDataType::Number),
            ])
            .policies(
                Policies::builder()
                    .password_policy(
                        PasswordPolicy::builder()
                            .minimum_length(8)
                            .require_numbers(true)
                            .build(),
                    )
                    .build(),
            )
            .build(),
    );
    pool.add_property_override("Policies.PasswordPolicy.MinimumLength", 16);
    pool.add_property_override("Schema.1.Mutable", false);
    pool.add_property_override("UserPoolTags.a\\.b", "dotted");
    pool.add_property_deletion_override("Policies.PasswordPolicy.RequireNumbers");
    pool.add_override("Metadata.Owner", "identity-team");
    pool.add_override(
        "Properties.LambdaConfig.PreSignUp",
        serde_json::json!({ "Fn::ImportValue": "shared-pre-sign-up" }),
    );
    pool.add_metadata("Ticket", "ID-42");
    pool.apply_removal_policy(RemovalPolicy::Destroy);
    let client = stack.add(
        "Client",
        CfnUserPoolClient::builder()
            .user_pool_id(&pool)
            .client_name("web")
            .build(),
    );
    client.add_dependency(&pool);
    client.apply_removal_policy(RemovalPolicy::RetainOnUpdateOrDelete);
    assert_parity(
        &app.build().expect("an assembly"),
        "core-overrides",
        "Overrides",
    );
}

#[test]
#[allow(clippy::too_many_lines, reason = "it is one program")]
fn parameters_and_conditions() {
    let app = App::new();
    let props = StackProps::new().description("Everything a template can declare");
    let stack = Stack::with_props(&app, "Params", props);
    let name = CfnParameter::new(
        &stack,
        "PoolName",
        Parameter::string()
            .default("customers")
            .allowed_pattern("[a-z]+")
            .description("Name of the pool")
            .length(3, 32),
    );
    let stage = CfnParameter::new(
        &stack,
        "StageName",
        Parameter::string()
            .default("dev")
            .allowed_values(["dev", "prod"])
            .constraint_description("dev or prod"),
    );
    let secret = CfnParameter::new(&stack, "Secret", Parameter::string().no_echo());
    let length = CfnParameter::new(
        &stack,
        "MinLen",
        Parameter::number().default(12).range(8.0, 99.0),
    );
    let is_prod = CfnCondition::new(
        &stack,
        "IsProd",
        Condition::equals(stage.value_as_string(), "prod"),
    );
    let in_europe = || Condition::equals(intrinsics::region(), "eu-west-1");
    let both = CfnCondition::new(
        &stack,
        "ProdInEurope",
        Condition::and([Condition::from(&*is_prod), in_europe()]),
    );
    let settings = CfnMapping::new(
        &stack,
        "Settings",
        Mapping::new()
            .entry("dev", "protect", "INACTIVE")
            .entry("prod", "protect", "ACTIVE"),
    );
    let pool = stack.add(
        "Pool",
        CfnUserPool::builder()
            .user_pool_name(intrinsics::join(
                "-",
                [name.value_as_string(), intrinsics::region()],
            ))
            .deletion_protection(intrinsics::find_in_map(
                &settings,
                stage.value_as_string(),
                "protect",
            ))
            .mfa_configuration(intrinsics::if_::<String>(&is_prod, "ON", "OPTIONAL").cast())
            .policies(
                Policies::builder()
                    .password_policy(
                        PasswordPolicy::builder()
                            .minimum_length(length.value_as_number())
                            .build(),
                    )
                    .build(),
            )
            .sms_verification_message(intrinsics::sub::<String, 0>(
                "Your code for ${PoolName} is {####}",
                [],
            ))
            .build(),
    );
    pool.cfn_options_mut(|options| options.condition = Some((*both).clone()));
    CfnRule::new(
        &stack,
        "OnlyProdInEurope",
        Rule::new().when(in_europe()).assert(
            Condition::equals(stage.value_as_string(), "prod"),
            "Europe is production only",
        ),
    );
    let id: Value<String> = Value::from_expr(pool.ref_().cast());
    CfnOutput::new(
        &stack,
        "PoolId",
        Output::new(id)
            .description("Id of the pool")
            .export("customers-pool-id")
            .condition(&both),
    );
    let provider: Value<String> = Value::from_expr(pool.attr_provider_name().cast());
    CfnOutput::new(
        &stack,
        "Issuer",
        intrinsics::concat(["https://".into(), provider]),
    );
    CfnOutput::new(
        &stack,
        "SecretHint",
        intrinsics::select(0, intrinsics::split("-", secret.value_as_string())),
    );
    let assembly = app.build().expect("an assembly");
    assert_parity(&assembly, "core-parameters-conditions", "Params");
}

const CODE: &str = "The verification code to your new account is {####}";
const SUBJECT: &str = "Verify your new account";

/// What AWS CDK's `UserPool` makes when nothing is said.
fn default_pool(scope: &impl Scope) -> Element<CfnUserPool> {
    let recovery = |name, priority: i32| {
        RecoveryOption::builder()
            .name(name)
            .priority(priority)
            .build()
    };
    let pool = scope.add(
        "Resource",
        CfnUserPool::builder()
            .account_recovery_setting(
                AccountRecoverySetting::builder()
                    .recovery_mechanisms([
                        recovery(RecoveryOptionName::VerifiedPhoneNumber, 1),
                        recovery(RecoveryOptionName::VerifiedEmail, 2),
                    ])
                    .build(),
            )
            .admin_create_user_config(
                AdminCreateUserConfig::builder()
                    .allow_admin_create_user_only(true)
                    .build(),
            )
            .email_verification_message(CODE)
            .email_verification_subject(SUBJECT)
            .sms_verification_message(CODE)
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
            .build(),
    );
    pool.apply_removal_policy(RemovalPolicy::Retain);
    pool
}

/// What AWS CDK's `UserPoolClient` makes when nothing is said.
fn default_client(scope: &impl Scope, pool: &Element<CfnUserPool>) {
    scope.add(
        "Resource",
        CfnUserPoolClient::builder()
            .user_pool_id(pool)
            .allowed_oauth_flows([AllowedOauthFlow::Implicit, AllowedOauthFlow::Code])
            .allowed_oauth_flows_user_pool_client(true)
            .allowed_oauth_scopes([
                "profile",
                "phone",
                "email",
                "openid",
                "aws.cognito.signin.user.admin",
            ])
            .callback_urls(["https://example.com"])
            .supported_identity_providers(["COGNITO"])
            .build(),
    );
}

#[test]
fn references_between_stacks() {
    let app = App::new();
    let producer = Stack::new(&app, "Producer");
    let consumer = Stack::new(&app, "Consumer");
    let pool = default_pool(&Construct::new(&producer, "Pool"));
    default_client(&Construct::new(&consumer, "Client"), &pool);
    let arn: Value<String> = Value::from_expr(pool.attr_arn().cast());
    CfnOutput::new(&consumer, "PoolArn", arn);
    CfnOutput::new(&producer, "ClientCount", "1");
    let assembly = app.build().expect("an assembly");
    assert_parity(&assembly, "core-cross-stack", "Producer");
    assert_parity(&assembly, "core-cross-stack", "Consumer");
    let consumer = assembly.stack("Consumer").expect("the stack");
    assert_eq!(consumer.dependencies(), ["Producer"]);
}

#[test]
fn tags() {
    let app = App::new();
    let stack = Stack::new(&app, "Tagged");
    Tags::of(&stack).add("owner", "identity");
    let not_identity_pools = TagOptions::new().exclude("AWS::Cognito::IdentityPool");
    Tags::of(&stack).add_with("cost", "42", not_identity_pools);
    let pool = Construct::new(&stack, "Pool");
    let resource = default_pool(&pool);
    Tags::of(&pool).add("owner", "customers");
    Tags::of(&pool).add("tier", "gold");
    Tags::of(&pool).remove("cost");
    stack.add(
        "Ids",
        CfnIdentityPool::builder()
            .allow_unauthenticated_identities(false)
            .build(),
    );
    default_client(&Construct::new(&pool, "Web"), &resource);
    assert_parity(
        &app.build().expect("an assembly"),
        "core-tags-aspects",
        "Tagged",
    );
}

/// The text of the template itself, in AWS CDK's own layout.
#[test]
fn to_the_byte() {
    let app = App::new();
    let stack = Stack::new(&app, "Stack");
    let pool = synth_l1::user_pool(&stack);
    synth_l1::client(&stack, &pool);
    let assembly = app.build().expect("an assembly");
    let expected = cognito_cdk_tests::text("tests/golden/parity/minimal/l1-user-pool.json");
    assert_eq!(
        assembly.stack("Stack").expect("the stack").template(),
        expected
    );
}

/// The program `l1-user-pool`.
mod synth_l1 {
    use super::{CfnOutput, CfnUserPool, CfnUserPoolClient, Element, Expr, Stack, Value};
    use cognito_cdk_l1::cognito::user_pool::{
        LambdaConfig, MfaConfiguration, NumberAttributeConstraints, PreTokenGenerationConfig,
        PreTokenGenerationConfigLambdaVersion, SchemaAttribute, SchemaAttributeAttributeDataType,
    };
    use cognito_cdk_l1::cognito::user_pool_client::{
        AnalyticsConfiguration, RefreshTokenRotation, RefreshTokenRotationFeature,
        TokenValidityUnits, TokenValidityUnitsAccessToken,
    };
    use cognito_cdk_synth::Scope;

    pub(super) fn user_pool(stack: &Stack) -> Element<CfnUserPool> {
        stack.add(
            "Pool",
            CfnUserPool::builder()
                .user_pool_name("n")
                .user_pool_tags([("a", "b")])
                .mfa_configuration(MfaConfiguration::Off)
                .email_authentication_message("{####}")
                .email_authentication_subject("s")
                .lambda_config(
                    LambdaConfig::builder()
                        .pre_token_generation_config(
                            PreTokenGenerationConfig::builder()
                                .lambda_arn("arn:aws:lambda:us-east-1:123456789012:function:f")
                                .lambda_version(PreTokenGenerationConfigLambdaVersion::V2_0)
                                .build(),
                        )
                        .build(),
                )
                .schema([SchemaAttribute::builder()
                    .name("age")
                    .attribute_data_type(SchemaAttributeAttributeDataType::Number)
                    .number_attribute_constraints(
                        NumberAttributeConstraints::builder()
                            .min_value("1")
                            .max_value("5")
                            .build(),
                    )
                    .developer_only_attribute(false)
                    .mutable(true)
                    .required(false)
                    .build()])
                .build(),
        )
    }

    pub(super) fn client(stack: &Stack, pool: &Element<CfnUserPool>) {
        let client = stack.add(
            "Client",
            CfnUserPoolClient::builder()
                .user_pool_id(pool)
                .callback_urls(["https://x"])
                .logout_urls(["https://y"])
                .default_redirect_uri("https://x")
                .token_validity_units(
                    TokenValidityUnits::builder()
                        .access_token(TokenValidityUnitsAccessToken::Minutes)
                        .build(),
                )
                .access_token_validity(5)
                .analytics_configuration(
                    AnalyticsConfiguration::builder()
                        .application_id("a")
                        .user_data_shared(false)
                        .build(),
                )
                .refresh_token_rotation(
                    RefreshTokenRotation::builder()
                        .feature(RefreshTokenRotationFeature::Enabled)
                        .retry_grace_period_seconds(5)
                        .build(),
                )
                .build(),
        );
        client.add_dependency(pool);
        let outputs: [(&str, Expr); 7] = [
            ("Arn", pool.attr_arn().cast()),
            ("Name", pool.attr_provider_name().cast()),
            ("Url", pool.attr_provider_url().cast()),
            ("Id", pool.attr_user_pool_id().cast()),
            ("ClientId", client.attr_client_id().cast()),
            ("Secret", client.attr_client_secret().cast()),
            ("ClientName", client.attr_name().cast()),
        ];
        for (name, value) in outputs {
            CfnOutput::new(stack, name, Value::<String>::from_expr(value));
        }
    }
}
