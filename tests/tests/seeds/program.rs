//! A program that sets every property of a user pool and of a client, and asks for every attribute.

use cognito_cdk::Template;
use cognito_cdk::cognito::user_pool::*;
use cognito_cdk::cognito::user_pool_client::*;
use cognito_cdk::cognito::{CfnUserPool, CfnUserPoolClient, CfnUserPoolRef};

const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:trigger";
const ROLE: &str = "arn:aws:iam::123456789012:role/example";

pub(crate) fn template() -> Template {
    let mut template = Template::new();
    let pool = template.add("Pool", pool());
    let client = template.add("Client", client(&pool));
    template.add_output("PoolId", pool.ref_());
    template.add_output("PoolArn", pool.attr_arn());
    template.add_output("ProviderName", pool.attr_provider_name());
    template.add_output("ProviderUrl", pool.attr_provider_url());
    template.add_output("UserPoolId", pool.attr_user_pool_id());
    template.add_output("ClientId", client.ref_());
    template.add_output("ClientSecret", client.attr_client_secret());
    template.add_output("ClientName", client.attr_name());
    template
}

fn pool() -> CfnUserPool {
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
                .allow_admin_create_user_only(true)
                .invite_message_template(
                    InviteMessageTemplate::builder()
                        .email_message("{username} {####}")
                        .email_subject("Welcome")
                        .sms_message("{username} {####}")
                        .build(),
                )
                .unused_account_validity_days(7)
                .build(),
        )
        .alias_attributes([AliasAttribute::Email])
        .auto_verified_attributes([AutoVerifiedAttribute::Email])
        .deletion_protection(DeletionProtection::Active)
        .device_configuration(
            DeviceConfiguration::builder()
                .challenge_required_on_new_device(true)
                .device_only_remembered_on_user_prompt(true)
                .build(),
        )
        .email_authentication_message("{####}")
        .email_authentication_subject("Sign in")
        .email_configuration(email())
        .email_verification_message("{####}")
        .email_verification_subject("Verify")
        .enabled_mfas([EnabledMfa::SoftwareTokenMfa])
        .lambda_config(triggers())
        .mfa_configuration(MfaConfiguration::Optional)
        .policies(policies())
        .schema([attribute()])
        .sms_authentication_message("{####}")
        .sms_configuration(
            SmsConfiguration::builder()
                .external_id("external")
                .sns_caller_arn(ROLE)
                .sns_region("us-east-1")
                .build(),
        )
        .sms_verification_message("{####}")
        .user_attribute_update_settings(
            UserAttributeUpdateSettings::builder()
                .attributes_require_verification_before_update([
                    UserAttributeUpdateSettingsAttributesRequireVerificationBeforeUpdate::Email,
                ])
                .build(),
        )
        .user_pool_add_ons(
            UserPoolAddOns::builder()
                .advanced_security_additional_flows(
                    AdvancedSecurityAdditionalFlows::builder()
                        .custom_auth_mode(AdvancedSecurityAdditionalFlowsCustomAuthMode::Audit)
                        .build(),
                )
                .advanced_security_mode(UserPoolAddOnsAdvancedSecurityMode::Audit)
                .build(),
        )
        .user_pool_name("customers")
        .user_pool_tags([("team", "identity")])
        .username_attributes([UsernameAttribute::Email])
        .username_configuration(
            UsernameConfiguration::builder()
                .case_sensitive(false)
                .build(),
        )
        .verification_message_template(
            VerificationMessageTemplate::builder()
                .default_email_option(
                    VerificationMessageTemplateDefaultEmailOption::ConfirmWithCode,
                )
                .email_message("{####}")
                .email_message_by_link("{##Verify##}")
                .email_subject("Verify")
                .email_subject_by_link("Verify")
                .sms_message("{####}")
                .build(),
        )
        .build()
}

fn policies() -> Policies {
    Policies::builder()
        .password_policy(
            PasswordPolicy::builder()
                .minimum_length(12)
                .password_history_size(5)
                .require_lowercase(true)
                .require_numbers(true)
                .require_symbols(true)
                .require_uppercase(true)
                .temporary_password_validity_days(3)
                .build(),
        )
        .build()
}

fn attribute() -> SchemaAttribute {
    SchemaAttribute::builder()
        .attribute_data_type(SchemaAttributeAttributeDataType::String)
        .developer_only_attribute(false)
        .mutable(true)
        .name("tenant")
        .number_attribute_constraints(
            NumberAttributeConstraints::builder()
                .max_value("9")
                .min_value("1")
                .build(),
        )
        .required(false)
        .string_attribute_constraints(
            StringAttributeConstraints::builder()
                .max_length("20")
                .min_length("1")
                .build(),
        )
        .build()
}

fn email() -> EmailConfiguration {
    EmailConfiguration::builder()
        .configuration_set("mail")
        .email_sending_account(EmailConfigurationEmailSendingAccount::Developer)
        .from("Acme <no-reply@example.com>")
        .reply_to_email_address("help@example.com")
        .source_arn("arn:aws:ses:us-east-1:123456789012:identity/example.com")
        .build()
}

fn triggers() -> LambdaConfig {
    LambdaConfig::builder()
        .create_auth_challenge(FUNCTION)
        .custom_email_sender(
            CustomEmailSender::builder()
                .lambda_arn(FUNCTION)
                .lambda_version(CustomEmailSenderLambdaVersion::V1_0)
                .build(),
        )
        .custom_message(FUNCTION)
        .custom_sms_sender(
            CustomSmsSender::builder()
                .lambda_arn(FUNCTION)
                .lambda_version(CustomSmsSenderLambdaVersion::V1_0)
                .build(),
        )
        .define_auth_challenge(FUNCTION)
        .kms_key_id("arn:aws:kms:us-east-1:123456789012:key/4d43904c-8edf-4bb4-9fca-fb1a80e41cbe")
        .post_authentication(FUNCTION)
        .post_confirmation(FUNCTION)
        .pre_authentication(FUNCTION)
        .pre_sign_up(FUNCTION)
        .pre_token_generation(FUNCTION)
        .pre_token_generation_config(
            PreTokenGenerationConfig::builder()
                .lambda_arn(FUNCTION)
                .lambda_version(PreTokenGenerationConfigLambdaVersion::V2_0)
                .build(),
        )
        .user_migration(FUNCTION)
        .verify_auth_challenge_response(FUNCTION)
        .build()
}

fn client(pool: &CfnUserPoolRef) -> CfnUserPoolClient {
    CfnUserPoolClient::builder()
        .access_token_validity(1)
        .allowed_oauth_flows([AllowedOauthFlow::Code])
        .allowed_oauth_flows_user_pool_client(true)
        .allowed_oauth_scopes(["openid"])
        .analytics_configuration(
            AnalyticsConfiguration::builder()
                .application_arn(
                    "arn:aws:mobiletargeting:us-east-1:123456789012:apps/0123456789abcdef",
                )
                .application_id("0123456789abcdef0123456789abcdef")
                .external_id("external")
                .role_arn(ROLE)
                .user_data_shared(false)
                .build(),
        )
        .auth_session_validity(3)
        .callback_urls(["https://app.example.com/in"])
        .client_name("web")
        .default_redirect_uri("https://app.example.com/in")
        .enable_propagate_additional_user_context_data(false)
        .enable_token_revocation(true)
        .explicit_auth_flows([ExplicitAuthFlow::AllowUserSrpAuth])
        .generate_secret(true)
        .id_token_validity(1)
        .logout_urls(["https://app.example.com/out"])
        .prevent_user_existence_errors(PreventUserExistenceErrors::Enabled)
        .read_attributes(["email"])
        .refresh_token_validity(30)
        .supported_identity_providers(["COGNITO"])
        .token_validity_units(
            TokenValidityUnits::builder()
                .access_token(TokenValidityUnitsAccessToken::Hours)
                .id_token(TokenValidityUnitsIdToken::Hours)
                .refresh_token(TokenValidityUnitsRefreshToken::Days)
                .build(),
        )
        .user_pool_id(pool)
        .write_attributes(["email"])
        .build()
}
