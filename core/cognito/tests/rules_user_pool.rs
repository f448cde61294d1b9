//! What the rules say of user pools: rule, construct, property, message, place in the program, and what to
//! write instead.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "as expect-test writes them"
)]

mod findings;
#[path = "findings/raw.rs"]
mod raw;

use cognito_cdk::cognito::{
    CfnUserPoolReplica, CustomAttribute, PasswordPolicy, SignInAliases, UserPool, UserPoolEmail,
    UserPoolProps,
};
use cognito_cdk::{CfnResource, Defaults, Duration, RemovalPolicy, Scope, Stack};
use expect_test::{Expect, expect};

/// A pool with these properties, of whichever origin.
#[track_caller]
fn raw(stack: &Stack, properties: &str) -> CfnResource {
    let properties = serde_json::from_str(properties).expect("JSON");
    raw::raw(stack, "Pool", "AWS::Cognito::UserPool", properties)
}

/// What is said of a pool that stays and has these properties.
fn check(properties: &str, expected: &Expect) {
    let build = |stack: &Stack| {
        raw(stack, properties).apply_removal_policy(RemovalPolicy::Retain);
    };
    findings::check(build, expected);
}

/// What is said of a pool with these options.
fn check_props(props: UserPoolProps, expected: &Expect) {
    let build = |stack: &Stack| {
        UserPool::new(stack, "Users", props);
    };
    findings::check(build, expected);
}

#[test]
fn aliases_of_two_kinds() {
    check(
        r#"{"AliasAttributes": ["email"], "UsernameAttributes": ["phone_number"]}"#,
        &expect![[r#"
            error[COG101] Auth/Pool (Pool) Properties.AliasAttributes: `AliasAttributes` and `UsernameAttributes` are both set, and a pool has one of them
              at rules_user_pool.rs
              help: decide whether users have a username: `SignInAliases::username().and_email()` or `SignInAliases::email()`
        "#]],
    );
}

#[test]
fn case_sensitivity_is_missing() {
    check(
        r#"{"UsernameConfiguration": {}}"#,
        &expect![[r#"
        error[COG102] Auth/Pool (Pool) Properties.UsernameConfiguration: `UsernameConfiguration` does not say whether names are case-sensitive
          at rules_user_pool.rs
          help: set `CaseSensitive`: `.sign_in_case_sensitive(false)`
    "#]],
    );
}

#[test]
fn case_sensitive_email() {
    check(
        r#"{"UsernameConfiguration": {"CaseSensitive": true}, "UsernameAttributes": ["email"]}"#,
        &expect![[r#"
            warning[COG103] Auth/Pool (Pool) Properties.UsernameAttributes: users sign in by email, and `Me@example.com` and `me@example.com` are two users
              at rules_user_pool.rs
              help: say `.sign_in_case_sensitive(false)`; it can never be changed later
        "#]],
    );
}

#[test]
fn factors_without_mfa() {
    check(
        r#"{"MfaConfiguration": "OFF", "EnabledMfas": ["SOFTWARE_TOKEN_MFA"]}"#,
        &expect![[r#"
            error[COG110] Auth/Pool (Pool) Properties.EnabledMfas: factors are enabled although MFA is off
              at rules_user_pool.rs
              help: remove the factors, or use `Mfa::optional` or `Mfa::required`
        "#]],
    );
}

#[test]
fn mfa_without_factors() {
    check(
        r#"{"MfaConfiguration": "ON", "EnabledMfas": []}"#,
        &expect![[r#"
            error[COG111] Auth/Pool (Pool) Properties.EnabledMfas: MFA is required, and no factor is enabled
              at rules_user_pool.rs
              help: enable one: `Mfa::required(MfaSecondFactor::otp())`
        "#]],
    );
}

#[test]
fn email_mfa_without_ses() {
    check(
        r#"{"MfaConfiguration": "OPTIONAL", "EnabledMfas": ["EMAIL_OTP"]}"#,
        &expect![[r#"
            error[COG112] Auth/Pool (Pool) Properties.EnabledMfas: a second factor by email needs Amazon SES, and Cognito itself sends the emails
              at rules_user_pool.rs
              help: send with SES: `.email(UserPoolEmail::with_ses("no-reply@example.com"))`
        "#]],
    );
}

#[test]
fn sms_mfa_without_sms() {
    check(
        r#"{"MfaConfiguration": "OPTIONAL", "EnabledMfas": ["SMS_MFA"]}"#,
        &expect![[r#"
            error[COG113] Auth/Pool (Pool) Properties.EnabledMfas: a second factor by SMS needs `SmsConfiguration`, and there is none
              at rules_user_pool.rs
              help: leave out `SmsRole::none()`, so that the role is made, or give one: `SmsRole::role(&role)`
        "#]],
    );
}

/// Whether a function that sends messages does without the role or SES is not documented.
#[test]
fn a_function_sends_the_codes() {
    let sender = r#"{"LambdaArn": "arn:aws:lambda:eu-west-1:123456789012:function:f", "LambdaVersion": "V1_0"}"#;
    let key = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012";
    check(
        &format!(
            r#"{{"MfaConfiguration": "ON", "EnabledMfas": ["EMAIL_OTP", "SMS_MFA"], "LambdaConfig": {{"CustomEmailSender": {sender}, "CustomSMSSender": {sender}, "KMSKeyID": "{key}"}}}}"#
        ),
        &expect![""],
    );
}

#[test]
fn sms_is_not_configured() {
    check(
        r#"{"AutoVerifiedAttributes": ["phone_number"], "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "SMS_OTP"]}}}"#,
        &expect![[r#"
            warning[COG114] Auth/Pool (Pool) Properties.Policies.SignInPolicy.AllowedFirstAuthFactors: one-time passwords as a first factor are sent by SMS, and there is no `SmsConfiguration`
              at rules_user_pool.rs
              help: leave out `SmsRole::none()`, so that the role is made, or give one: `SmsRole::own()`
            warning[COG114] Auth/Pool (Pool) Properties.AutoVerifiedAttributes: the codes that verify phone numbers are sent by SMS, and there is no `SmsConfiguration`
              at rules_user_pool.rs
              help: leave out `SmsRole::none()`, so that the role is made, or give one: `SmsRole::own()`
        "#]],
    );
}

#[test]
fn recovery_by_the_second_factor() {
    check(
        r#"{"MfaConfiguration": "OPTIONAL", "EnabledMfas": ["SMS_MFA"], "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}, "AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "verified_phone_number", "Priority": 1}]}}"#,
        &expect![[r#"
            warning[COG115] Auth/Pool (Pool) Properties.AccountRecoverySetting.RecoveryMechanisms: accounts are recovered by SMS only, and users whose second factor is `SMS_MFA` cannot recover theirs
              at rules_user_pool.rs
              help: add the other way, such as `AccountRecovery::EmailAndPhoneWithoutMfa`, or enable `MfaSecondFactor::otp()` instead
        "#]],
    );
}

#[test]
fn password_is_not_allowed() {
    check(
        r#"{"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["WEB_AUTHN"]}}}"#,
        &expect![[r#"
            error[COG116] Auth/Pool (Pool) Properties.Policies.SignInPolicy.AllowedFirstAuthFactors: the first factors are without `PASSWORD`, which every pool has
              at rules_user_pool.rs
              help: add `PASSWORD`: `SignInPolicy::password().and_passkey()`
        "#]],
    );
}

#[test]
fn otp_with_required_mfa() {
    check(
        r#"{"MfaConfiguration": "ON", "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}}"#,
        &expect![[r#"
            error[COG117] Auth/Pool (Pool) Properties.Policies.SignInPolicy.AllowedFirstAuthFactors: `EMAIL_OTP` is a first factor, and MFA is required: a one-time password cannot be followed by a second factor
              at rules_user_pool.rs
              help: use `Mfa::optional`, or take the factor out
        "#]],
    );
}

#[test]
fn passkey_with_required_mfa() {
    check(
        r#"{"MfaConfiguration": "ON", "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}}}"#,
        &expect![[r#"
            error[COG118] Auth/Pool (Pool) Properties.Policies.SignInPolicy.AllowedFirstAuthFactors: `WEB_AUTHN` is a first factor, and MFA is required: a passkey counts as one factor
              at rules_user_pool.rs
              help: let it count as two, `.passkey_factor_configuration(PasskeyFactorConfiguration::MultiFactorWithUserVerification)`, or use `Mfa::optional`
        "#]],
    );
}

#[test]
fn first_factors_of_the_plan_lite() {
    check(
        r#"{"UserPoolTier": "LITE", "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}}}"#,
        &expect![[r#"
            error[COG120] Auth/Pool (Pool) Properties.Policies.SignInPolicy.AllowedFirstAuthFactors: the first factor `WEB_AUTHN` does not come with the plan `LITE`
              at rules_user_pool.rs
              help: set `FeaturePlan::Essentials` or `FeaturePlan::Plus`
        "#]],
    );
}

#[test]
fn plan_lite() {
    check(
        r#"{"UserPoolTier": "LITE", "Policies": {"PasswordPolicy": {"PasswordHistorySize": 5}}, "LambdaConfig": {"PreTokenGenerationConfig": {"LambdaArn": "arn:aws:lambda:eu-west-1:123456789012:function:f", "LambdaVersion": "V2_0"}}}"#,
        &expect![[r#"
            warning[COG121] Auth/Pool (Pool) Properties.Policies.PasswordPolicy.PasswordHistorySize: a history of passwords does not come with the plan `LITE`, but to some old pools
              at rules_user_pool.rs
              help: set `FeaturePlan::Essentials` or `FeaturePlan::Plus`; acknowledge the warning for a pool that has it already
            warning[COG121] Auth/Pool (Pool) Properties.LambdaConfig.PreTokenGenerationConfig.LambdaVersion: a token trigger that changes access tokens does not come with the plan `LITE`, but to some old pools
              at rules_user_pool.rs
              help: set `FeaturePlan::Essentials` or `FeaturePlan::Plus`; acknowledge the warning for a pool that has it already
        "#]],
    );
}

#[test]
fn threat_protection_without_plus() {
    check(
        r#"{"UserPoolTier": "ESSENTIALS", "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"}}"#,
        &expect![[r#"
            warning[COG122] Auth/Pool (Pool) Properties.UserPoolAddOns.AdvancedSecurityMode: threat protection is `AUDIT` with the plan `ESSENTIALS`, which only some old pools may have
              at rules_user_pool.rs
              help: set `FeaturePlan::Plus`; acknowledge the warning for a pool that has it already
        "#]],
    );
}

#[test]
fn relying_party() {
    check(
        r#"{"WebAuthnRelyingPartyID": "https://auth.example.com"}"#,
        &expect![[r#"
            warning[COG123] Auth/Pool (Pool) Properties.WebAuthnRelyingPartyID: `https://auth.example.com` is not the name of a domain, and passkeys are for a domain
              at rules_user_pool.rs
              help: write the domain alone, without `https://` and path: `auth.example.com`
        "#]],
    );
}

#[test]
fn attribute_prefix() {
    check(
        r#"{"Schema": [{"Name": "custom:tenant", "AttributeDataType": "String"}]}"#,
        &expect![[r#"
            warning[COG130] Auth/Pool (Pool) Properties.Schema[0]: Cognito puts the prefix in front by itself, and the attribute would be `custom:custom:tenant`
              at rules_user_pool.rs
              help: write `tenant`
        "#]],
    );
}

#[test]
fn required_custom_attribute() {
    check(
        r#"{"Schema": [{"Name": "tenant", "AttributeDataType": "String", "Required": true}]}"#,
        &expect![[r#"
            error[COG132] Auth/Pool (Pool) Properties.Schema[0]: the custom attribute `tenant` is required, and only standard attributes can be
              at rules_user_pool.rs
              help: leave `Required` out, and check the attribute in a pre-sign-up trigger
        "#]],
    );
}

#[test]
fn constraints() {
    check(
        r#"{"Schema": [{"Name": "a", "AttributeDataType": "String", "StringAttributeConstraints": {"MinLength": "-1", "MaxLength": "4096"}}, {"Name": "b", "AttributeDataType": "Number", "NumberAttributeConstraints": {"MinValue": "5", "MaxValue": "3"}}]}"#,
        &expect![[r#"
            error[COG133] Auth/Pool (Pool) Properties.Schema[0].StringAttributeConstraints: `MinLength` is `-1`, and 0 to 2048 is allowed
              at rules_user_pool.rs
              help: write a number that is
            error[COG133] Auth/Pool (Pool) Properties.Schema[0].StringAttributeConstraints: `MaxLength` is `4096`, and 0 to 2048 is allowed
              at rules_user_pool.rs
              help: write a number that is
            error[COG133] Auth/Pool (Pool) Properties.Schema[1].NumberAttributeConstraints: `MinValue` is 5, which is more than 3, the `MaxValue`
              at rules_user_pool.rs
              help: no value would fit; exchange them
        "#]],
    );
}

#[test]
fn attributes_without_type() {
    check(
        r#"{"Schema": [{"Name": "email", "Required": true}, {"Name": "tenant"}]}"#,
        &expect![[r#"
            warning[COG135] Auth/Pool (Pool) Properties.Schema[0]: the standard attribute `email` has no data type, and later updates of the pool can fail
              at rules_user_pool.rs
              help: set `AttributeDataType`, as secure defaults do; a pool that exists already is updated with `.frozen_schema()`
            warning[COG134] Auth/Pool (Pool) Properties.Schema[1]: the custom attribute `tenant` has no data type
              at rules_user_pool.rs
              help: set `AttributeDataType`: `CustomAttribute::string` and its like do
        "#]],
    );
}

#[test]
fn attribute_twice() {
    check(
        r#"{"Schema": [{"Name": "tenant", "AttributeDataType": "String"}, {"Name": "tenant", "AttributeDataType": "String"}]}"#,
        &expect![[r#"
            warning[COG136] Auth/Pool (Pool) Properties.Schema[1]: the attribute `tenant` is declared twice
              at rules_user_pool.rs
              help: leave one of the entries out
        "#]],
    );
}

#[test]
fn invitation_without_placeholders() {
    check(
        r#"{"AdminCreateUserConfig": {"InviteMessageTemplate": {"EmailMessage": "Welcome, {username}", "SMSMessage": "{####}"}}}"#,
        &expect![[r#"
            warning[COG140] Auth/Pool (Pool) Properties.AdminCreateUserConfig.InviteMessageTemplate.EmailMessage: the invitation `Welcome, {username}` has no `{####}`, so that users never learn the temporary password
              at rules_user_pool.rs
              help: write `{####}` where it goes
            warning[COG140] Auth/Pool (Pool) Properties.AdminCreateUserConfig.InviteMessageTemplate.SMSMessage: the invitation `{####}` has no `{username}`, so that users never learn the name to sign in with
              at rules_user_pool.rs
              help: write `{username}` where it goes
        "#]],
    );
}

#[test]
fn link_without_words() {
    check(
        r#"{"VerificationMessageTemplate": {"EmailMessageByLink": "Click {####}"}}"#,
        &expect![[r#"
            warning[COG141] Auth/Pool (Pool) Properties.VerificationMessageTemplate.EmailMessageByLink: the link of `Click {####}` has no words to click
              at rules_user_pool.rs
              help: write them into it: `{##Verify Email##}`
        "#]],
    );
}

#[test]
fn senders_without_key() {
    check(
        r#"{"LambdaConfig": {"CustomEmailSender": {"LambdaArn": "arn:aws:lambda:eu-west-1:123456789012:function:f", "LambdaVersion": "V1_0"}}}"#,
        &expect![[r#"
            error[COG150] Auth/Pool (Pool) Properties.LambdaConfig.CustomEmailSender: `CustomEmailSender` gets codes that are encrypted, and there is no `KMSKeyID` to encrypt them with
              at rules_user_pool.rs
              help: set the ARN of a KMS key that the function may decrypt with
        "#]],
    );
}

#[test]
fn two_token_functions() {
    check(
        r#"{"LambdaConfig": {"PreTokenGeneration": "arn:aws:lambda:eu-west-1:123456789012:function:f", "PreTokenGenerationConfig": {"LambdaArn": "arn:aws:lambda:eu-west-1:123456789012:function:g", "LambdaVersion": "V1_0"}}}"#,
        &expect![[r#"
            error[COG151] Auth/Pool (Pool) Properties.LambdaConfig.PreTokenGenerationConfig.LambdaArn: `PreTokenGeneration` and `PreTokenGenerationConfig` name two functions, and a pool calls one
              at rules_user_pool.rs
              help: keep the trigger with a version, `UserPoolOperation::PreTokenGenerationConfig`, alone
        "#]],
    );
}

#[test]
fn sender_address() {
    check(
        r#"{"EmailConfiguration": {"From": "Müller <müller@example.com>", "ReplyToEmailAddress": "help.example.com"}}"#,
        &expect![[r#"
            error[COG160] Auth/Pool (Pool) Properties.EmailConfiguration.From: `Müller <müller@example.com>` has no address that Amazon SES takes: before the `@` there must be ASCII characters, and no others
              at rules_user_pool.rs
              help: write an address such as `no-reply@example.com`
            error[COG160] Auth/Pool (Pool) Properties.EmailConfiguration.ReplyToEmailAddress: `help.example.com` has no address that Amazon SES takes: before the `@` there must be ASCII characters, and no others
              at rules_user_pool.rs
              help: write an address such as `no-reply@example.com`
        "#]],
    );
}

#[test]
fn ses_without_identity() {
    check(
        r#"{"EmailConfiguration": {"EmailSendingAccount": "DEVELOPER", "From": "a@example.com"}}"#,
        &expect![[r#"
            error[COG162] Auth/Pool (Pool) Properties.EmailConfiguration: Amazon SES sends the emails, and `SourceArn` does not say of which identity
              at rules_user_pool.rs
              help: set the ARN of a verified identity, as `UserPoolEmail::with_ses` does
        "#]],
    );
}

#[test]
fn no_region() {
    check(
        r#"{"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "SnsRegion": "Ireland"}}"#,
        &expect![[r#"
            warning[COG163] Auth/Pool (Pool) Properties.SmsConfiguration.SnsRegion: `Ireland` is not the name of a region
              at rules_user_pool.rs
              help: write one such as `eu-west-1`
        "#]],
    );
}

#[test]
fn keys_that_do_not_agree() {
    check(
        r#"{"KeyConfiguration": {"KeyType": "CUSTOMER_MANAGED_KEY"}}"#,
        &expect![[r#"
            warning[COG172] Auth/Pool (Pool) Properties.KeyConfiguration: the key is `CUSTOMER_MANAGED_KEY`, and `KmsKeyArn` does not say which
              at rules_user_pool.rs
              help: set it: `EncryptionKey::customer_managed(key)`
        "#]],
    );
}

#[test]
fn two_validities() {
    check(
        r#"{"AdminCreateUserConfig": {"UnusedAccountValidityDays": 3}, "Policies": {"PasswordPolicy": {"TemporaryPasswordValidityDays": 7}}}"#,
        &expect![[r#"
            warning[COG173] Auth/Pool (Pool) Properties.AdminCreateUserConfig.UnusedAccountValidityDays: both this and `TemporaryPasswordValidityDays` say how long a temporary password is valid
              at rules_user_pool.rs
              help: keep `PasswordPolicy::temp_password_validity` alone, which has replaced it
        "#]],
    );
}

#[test]
fn a_replica_needs_a_key() {
    let build = |stack: &Stack| {
        let pool = UserPool::new(stack, "Users", UserPoolProps::new());
        let replica = CfnUserPoolReplica::builder()
            .user_pool_id(&pool)
            .region_name("eu-central-1");
        stack.add("Replica", replica.build());
    };
    findings::check(
        build,
        &expect![[r#"
        warning[COG174] Auth/Replica (Replica) Properties.UserPoolId: the pool `Users0A0EEA89` is encrypted with a key of AWS, and a replica needs a multi-region key of one's own
          at rules_user_pool.rs
          help: give the pool one: `.encryption_key(EncryptionKey::customer_managed(key))`
    "#]],
    );
}

#[test]
fn too_many_attributes() {
    let attributes =
        (0..51).map(|n| format!(r#"{{"Name": "a{n}", "AttributeDataType": "String"}}"#));
    let attributes: Vec<String> = attributes.collect();
    check(
        &format!(r#"{{"Schema": [{}]}}"#, attributes.join(", ")),
        &expect![[r#"
            error[COG131] Auth/Pool (Pool) Properties.Schema: there are 51 custom attributes, and a pool takes 50
              at rules_user_pool.rs
              help: keep what the application alone needs in a database of its own, under the user's `sub`
        "#]],
    );
}

#[test]
fn nothing_protects_the_pool() {
    let build = |stack: &Stack| {
        raw(stack, "{}");
    };
    findings::check(
        build,
        &expect![[r#"
        warning[COG170] Auth/Pool (Pool) Properties.DeletionProtection: nothing protects the pool: with its resource, all users are deleted
          at rules_user_pool.rs
          help: set `DeletionPolicy` to `Retain`, or `DeletionProtection` to `ACTIVE`
    "#]],
    );
}

#[test]
fn protected_from_its_stack() {
    let props = UserPoolProps::new()
        .deletion_protection(true)
        .removal_policy(RemovalPolicy::Destroy);
    check_props(
        props,
        &expect![[r#"
        warning[COG171] Auth/Users/Resource (Users0A0EEA89) Properties.DeletionProtection: the pool is deleted with its stack, which then fails, as the pool is protected
          at rules_user_pool.rs
          help: leave out `RemovalPolicy::Destroy`, or `.deletion_protection(true)`
    "#]],
    );
}

#[test]
fn custom_attribute_with_the_name_of_a_standard_one() {
    let attribute = CustomAttribute::string("email").mutable();
    check_props(
        UserPoolProps::new().custom_attribute(attribute),
        &expect![[r#"
            error[COG137] Auth/Users: the custom attribute `email` has the name of a standard one, and would be that
              at rules_user_pool.rs
              help: give it another name, or declare the standard one with `.standard_attribute`
        "#]],
    );
}

#[test]
fn sender_outside_of_the_verified_domain() {
    let email = UserPoolEmail::with_ses("no-reply@example.org").ses_verified_domain("example.com");
    check_props(
        UserPoolProps::new().email(email),
        &expect![[r#"
        error[COG161] Auth/Users: the sender `no-reply@example.org` is not of the verified domain `example.com`
          at rules_user_pool.rs
          help: send from an address of that domain, or give the domain that is verified
    "#]],
    );
}

#[test]
fn validity_in_hours() {
    let policy = PasswordPolicy::new().temp_password_validity(Duration::hours(20));
    check_props(
        UserPoolProps::new().password_policy(policy),
        &expect![[r#"
        error[COG180] Auth/Users: a temporary password is valid for 20 hours, and Cognito counts in days
          at rules_user_pool.rs
          help: give a whole number of days, such as `Duration::days(3)`
    "#]],
    );
}

#[test]
fn region_of_no_messages() {
    check_props(
        UserPoolProps::new().sns_region("eu-west-1"),
        &expect![[r#"
        warning[COG181] Auth/Users: the region `eu-west-1` of SMS messages says nothing: the pool sends none
          at rules_user_pool.rs
          help: leave `.sns_region` out, or make the role: `.sms_role(SmsRole::own())`
    "#]],
    );
}

/// A subdomain is covered by the domain, and an expression may be anything.
#[test]
fn what_is_right_is_not_reported() {
    let email = UserPoolEmail::with_ses("no-reply@mail.example.com")
        .from_name("Example, Inc.")
        .ses_verified_domain("example.com");
    let props = UserPoolProps::new()
        .email(email)
        .sign_in_aliases(SignInAliases::email())
        .custom_attribute(CustomAttribute::number("seats").min(0).mutable());
    check_props(props, &expect![""]);
    let as_in_cdk = |stack: &Stack| {
        Defaults::aws_cdk().apply_to(stack);
        UserPool::new(stack, "Users", UserPoolProps::new());
    };
    findings::check(as_in_cdk, &expect![""]);
}
