//! The program `l1-all`: every Cognito resource type, raw, with what AWS CDK makes of it.

use cognito_cdk_l1::cognito::identity_pool::{CognitoIdentityProvider, PushSync};
use cognito_cdk_l1::cognito::identity_pool_role_attachment::{
    MappingRule, MappingRuleMatchType, RoleMapping, RoleMappingAmbiguousRoleResolution,
    RoleMappingType, RulesConfigurationType,
};
use cognito_cdk_l1::cognito::log_delivery_configuration::{
    CloudWatchLogsConfiguration, LogConfiguration, LogConfigurationEventSource,
    LogConfigurationLogLevel,
};
use cognito_cdk_l1::cognito::managed_login_branding::{
    AssetType, AssetTypeCategory, AssetTypeColorMode, AssetTypeExtension,
};
use cognito_cdk_l1::cognito::terms::{Enforcement, TermsName, TermsSource};
use cognito_cdk_l1::cognito::user_pool::{
    AdvancedSecurityAdditionalFlows, AdvancedSecurityAdditionalFlowsCustomAuthMode, AliasAttribute,
    EmailConfiguration, EmailConfigurationEmailSendingAccount, UserPoolAddOns,
    UserPoolAddOnsAdvancedSecurityMode, UsernameConfiguration, VerificationMessageTemplate,
    VerificationMessageTemplateDefaultEmailOption, WebAuthnUserVerification,
};
use cognito_cdk_l1::cognito::user_pool_client::{
    AnalyticsConfiguration, RefreshTokenRotation, RefreshTokenRotationFeature, TokenValidityUnits,
    TokenValidityUnitsAccessToken,
};
use cognito_cdk_l1::cognito::user_pool_identity_provider::ProviderType;
use cognito_cdk_l1::cognito::user_pool_resource_server::ResourceServerScopeType;
use cognito_cdk_l1::cognito::user_pool_risk_configuration_attachment::{
    AccountTakeoverActionType, AccountTakeoverActionTypeEventAction, AccountTakeoverActionsType,
    AccountTakeoverRiskConfigurationType, CompromisedCredentialsActionsType,
    CompromisedCredentialsActionsTypeEventAction, CompromisedCredentialsRiskConfigurationType,
    CompromisedCredentialsRiskConfigurationTypeEventFilter, RiskExceptionConfigurationType,
};
use cognito_cdk_l1::cognito::user_pool_user::{
    AttributeType, DesiredDeliveryMedium, MessageAction,
};
use cognito_cdk_l1::cognito::{
    CfnIdentityPool, CfnIdentityPoolPrincipalTag, CfnIdentityPoolRoleAttachment,
    CfnLogDeliveryConfiguration, CfnManagedLoginBranding, CfnTerms, CfnUserPool, CfnUserPoolClient,
    CfnUserPoolDomain, CfnUserPoolGroup, CfnUserPoolIdentityProvider, CfnUserPoolResourceServer,
    CfnUserPoolRiskConfigurationAttachment, CfnUserPoolUiCustomizationAttachment, CfnUserPoolUser,
    CfnUserPoolUserToGroupAttachment,
};
use cognito_cdk_synth::{App, CfnOutput, Element, Expr, Scope, Stack, intrinsics};
use serde_json::{Value as Data, json};

const ROLE: &str = "arn:aws:iam::123456789012:role/a";

#[test]
fn every_resource_type() {
    let app = App::new();
    let stack = Stack::new(&app, "L1");
    let pool = pool(&stack);
    let client = client(&stack, &pool);
    with_the_pool(&stack, &pool);
    risk(&stack, &pool, &client);
    users(&stack, &pool);
    let ids = identity_pool(&stack, &pool, &client);
    with_the_client(&stack, &pool, &client);
    let attributes: [Expr; 6] = [
        pool.attr_arn().cast(),
        pool.attr_provider_name().cast(),
        pool.attr_provider_url().cast(),
        pool.attr_user_pool_id().cast(),
        client.attr_client_id().cast(),
        ids.attr_name().cast(),
    ];
    CfnOutput::new(&stack, "Attrs", intrinsics::join(",", attributes));

    let assembly = app.build().expect("an assembly");
    assert_eq!(assembly.warnings(), []);
    let template = assembly.stack("L1").expect("the stack").template();
    let template: Data = serde_json::from_str(template).expect("a template");
    let expected = cognito_cdk_tests::json("tests/golden/parity/cases/l1-all/L1.template.json");
    assert_eq!(template, expected);
    // Maps are in the order of their keys and not in that of the program, everything else is alike.
    let keys = |template: &Data| {
        let resources = template["Resources"].as_object().cloned();
        resources.map(|resources| resources.keys().cloned().collect::<Vec<_>>())
    };
    assert_eq!(keys(&template), keys(&expected));
}

fn pool(stack: &Stack) -> Element<CfnUserPool> {
    stack.add(
        "Pool",
        CfnUserPool::builder()
            .user_pool_name("raw")
            .alias_attributes([AliasAttribute::Email])
            .username_configuration(
                UsernameConfiguration::builder()
                    .case_sensitive(false)
                    .build(),
            )
            .user_pool_tags([("a", "b")])
            .verification_message_template(
                VerificationMessageTemplate::builder()
                    .default_email_option(
                        VerificationMessageTemplateDefaultEmailOption::ConfirmWithCode,
                    )
                    .build(),
            )
            .user_pool_add_ons(
                UserPoolAddOns::builder()
                    .advanced_security_mode(UserPoolAddOnsAdvancedSecurityMode::Audit)
                    .advanced_security_additional_flows(
                        AdvancedSecurityAdditionalFlows::builder()
                            .custom_auth_mode(AdvancedSecurityAdditionalFlowsCustomAuthMode::Audit)
                            .build(),
                    )
                    .build(),
            )
            .email_configuration(
                EmailConfiguration::builder()
                    .email_sending_account(EmailConfigurationEmailSendingAccount::CognitoDefault)
                    .reply_to_email_address("a@example.com")
                    .from("b@example.com")
                    .build(),
            )
            .web_authn_user_verification(WebAuthnUserVerification::Preferred)
            .build(),
    )
}

fn client(stack: &Stack, pool: &Element<CfnUserPool>) -> Element<CfnUserPoolClient> {
    stack.add(
        "Client",
        CfnUserPoolClient::builder()
            .user_pool_id(pool)
            .callback_urls(["https://a.example"])
            .logout_urls(["https://b.example"])
            .token_validity_units(
                TokenValidityUnits::builder()
                    .access_token(TokenValidityUnitsAccessToken::Minutes)
                    .build(),
            )
            .access_token_validity(5)
            .analytics_configuration(
                AnalyticsConfiguration::builder()
                    .application_arn("arn:aws:mobiletargeting:us-east-1:123456789012:apps/abc")
                    .build(),
            )
            .refresh_token_rotation(
                RefreshTokenRotation::builder()
                    .feature(RefreshTokenRotationFeature::Enabled)
                    .retry_grace_period_seconds(10)
                    .build(),
            )
            .build(),
    )
}

fn with_the_pool(stack: &Stack, pool: &Element<CfnUserPool>) {
    stack.add(
        "Domain",
        CfnUserPoolDomain::builder()
            .user_pool_id(pool)
            .domain("acme")
            .build(),
    );
    stack.add(
        "Group",
        CfnUserPoolGroup::builder()
            .user_pool_id(pool)
            .group_name("g")
            .precedence(3)
            .build(),
    );
    stack.add(
        "Idp",
        CfnUserPoolIdentityProvider::builder()
            .user_pool_id(pool)
            .provider_name("Google")
            .provider_type(ProviderType::Google)
            .provider_details([
                ("client_id", "x"),
                ("client_secret", "y"),
                ("authorize_scopes", "email"),
            ])
            .attribute_mapping([("email", "email")])
            .build(),
    );
    stack.add(
        "Server",
        CfnUserPoolResourceServer::builder()
            .user_pool_id(pool)
            .identifier("api")
            .name("api")
            .scopes([ResourceServerScopeType::builder()
                .scope_name("r")
                .scope_description("Read")
                .build()])
            .build(),
    );
}

fn risk(stack: &Stack, pool: &Element<CfnUserPool>, client: &Element<CfnUserPoolClient>) {
    stack.add(
        "Risk",
        CfnUserPoolRiskConfigurationAttachment::builder()
            .user_pool_id(pool)
            .client_id("ALL")
            .compromised_credentials_risk_configuration(
                CompromisedCredentialsRiskConfigurationType::builder()
                    .actions(
                        CompromisedCredentialsActionsType::builder()
                            .event_action(CompromisedCredentialsActionsTypeEventAction::Block)
                            .build(),
                    )
                    .event_filter([CompromisedCredentialsRiskConfigurationTypeEventFilter::SignIn])
                    .build(),
            )
            .account_takeover_risk_configuration(
                AccountTakeoverRiskConfigurationType::builder()
                    .actions(
                        AccountTakeoverActionsType::builder()
                            .high_action(
                                AccountTakeoverActionType::builder()
                                    .event_action(AccountTakeoverActionTypeEventAction::Block)
                                    .notify(true)
                                    .build(),
                            )
                            .build(),
                    )
                    .build(),
            )
            .risk_exception_configuration(
                RiskExceptionConfigurationType::builder()
                    .blocked_ip_range_list(["10.0.0.0/8"])
                    .build(),
            )
            .build(),
    );
    stack.add(
        "Ui",
        CfnUserPoolUiCustomizationAttachment::builder()
            .user_pool_id(pool)
            .client_id(client)
            .css(".a{}")
            .build(),
    );
}

fn users(stack: &Stack, pool: &Element<CfnUserPool>) {
    let user = stack.add(
        "User",
        CfnUserPoolUser::builder()
            .user_pool_id(pool)
            .username("jane")
            .user_attributes([AttributeType::builder()
                .name("email")
                .value("jane@example.com")
                .build()])
            .desired_delivery_mediums([DesiredDeliveryMedium::Email])
            .message_action(MessageAction::Suppress)
            .force_alias_creation(false)
            .client_metadata([("a", "b")])
            .build(),
    );
    stack.add(
        "Join",
        CfnUserPoolUserToGroupAttachment::builder()
            .user_pool_id(pool)
            .username(&user)
            .group_name("g")
            .build(),
    );
}

fn identity_pool(
    stack: &Stack,
    pool: &Element<CfnUserPool>,
    client: &Element<CfnUserPoolClient>,
) -> Element<CfnIdentityPool> {
    let ids = stack.add(
        "Ids",
        CfnIdentityPool::builder()
            .allow_unauthenticated_identities(false)
            .cognito_identity_providers([CognitoIdentityProvider::builder()
                .client_id(client)
                .provider_name(pool.attr_provider_name())
                .server_side_token_check(true)
                .build()])
            .push_sync(PushSync::builder().role_arn(ROLE).build())
            .supported_login_providers([("graph.facebook.com", "1")])
            .build(),
    );
    stack.add(
        "Tag",
        CfnIdentityPoolPrincipalTag::builder()
            .identity_pool_id(&ids)
            .identity_provider_name(pool.attr_provider_name().cast())
            .use_defaults(false)
            .principal_tags([("tenant", "custom:tenant")])
            .build(),
    );
    let rule = MappingRule::builder()
        .claim("c")
        .match_type(MappingRuleMatchType::Equals)
        .role_arn(ROLE)
        .value("v")
        .build();
    let mapping = RoleMapping::builder()
        .type_(RoleMappingType::Rules)
        .identity_provider("graph.facebook.com")
        .ambiguous_role_resolution(RoleMappingAmbiguousRoleResolution::Deny)
        .rules_configuration(RulesConfigurationType::builder().rules([rule]).build())
        .build();
    stack.add(
        "Roles",
        CfnIdentityPoolRoleAttachment::builder()
            .identity_pool_id(&ids)
            .roles([("authenticated", ROLE)])
            .role_mappings([("m", mapping)])
            .build(),
    );
    ids
}

fn with_the_client(
    stack: &Stack,
    pool: &Element<CfnUserPool>,
    client: &Element<CfnUserPoolClient>,
) {
    let group = "arn:aws:logs:us-east-1:123456789012:log-group:g";
    stack.add(
        "Logs",
        CfnLogDeliveryConfiguration::builder()
            .user_pool_id(pool)
            .log_configurations([LogConfiguration::builder()
                .event_source(LogConfigurationEventSource::UserNotification)
                .log_level(LogConfigurationLogLevel::Error)
                .cloud_watch_logs_configuration(
                    CloudWatchLogsConfiguration::builder()
                        .log_group_arn(group)
                        .build(),
                )
                .build()])
            .build(),
    );
    stack.add(
        "Branding",
        CfnManagedLoginBranding::builder()
            .user_pool_id(pool)
            .client_id(client)
            .use_cognito_provided_values(false)
            .settings(json!({ "components": { "a": 1 } }))
            .assets([AssetType::builder()
                .category(AssetTypeCategory::FormLogo)
                .color_mode(AssetTypeColorMode::Light)
                .extension(AssetTypeExtension::Png)
                .bytes("aGk=")
                .build()])
            .build(),
    );
    stack.add(
        "Terms",
        CfnTerms::builder()
            .user_pool_id(pool)
            .client_id(client)
            .terms_name(TermsName::TermsOfUse)
            .terms_source(TermsSource::Link)
            .enforcement(Enforcement::None)
            .links([("cognito:default", "https://example.com/terms")])
            .build(),
    );
}
