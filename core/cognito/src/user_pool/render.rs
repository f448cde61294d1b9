//! From the options of a user pool to the properties of its resource.

use super::attributes::StandardAttribute;
use super::props::UserPoolProps;
use super::security::{
    AccountRecovery, Mfa, MfaSecondFactor, PasswordPolicy, StandardThreatProtectionMode,
};
use super::sign_in::{Contacts, SignInAliases};
use super::sms::SmsRole;
use crate::defaults::Defaults;
use crate::rules::Rule;
use cognito_cdk_l1::cognito::CfnUserPool;
use cognito_cdk_l1::cognito::user_pool::{
    AdminCreateUserConfig, AdvancedSecurityAdditionalFlows, DeletionProtection,
    DeviceConfiguration, IssuerConfiguration, Policies, SchemaAttribute, SignInPolicy,
    SmsConfiguration, UserAttributeUpdateSettings, UserPoolAddOns, UsernameConfiguration,
};
use cognito_cdk_l1::{IntoValue, List, Value};
use cognito_cdk_synth::{Construct, RemovalPolicy};
use std::panic::Location;

/// The resource for `pool`, and the role for SMS messages if it needs one.
#[track_caller]
pub(super) fn render(
    mut props: UserPoolProps,
    pool: &Construct,
    defaults: &Defaults,
) -> CfnUserPool {
    let mut cfn = CfnUserPool::default();
    let props = &mut props;
    let aliases = props.sign_in_aliases.unwrap_or_default();
    cfn.user_pool_name = props.user_pool_name.take();
    cfn.user_pool_tags = props.tags.take();
    cfn.user_pool_tier = props.feature_plan.take();
    cfn.sms_configuration = sms(props, aliases, pool, defaults).map(IntoValue::into_value);
    cfn.schema = schema(props, pool, defaults);
    names(&mut cfn, props, aliases, defaults);
    factors(&mut cfn, props, pool, defaults);
    sign_up(&mut cfn, props);
    cfn.email_configuration = props
        .email
        .take()
        .map(|email| email.render(pool, defaults).into_value());
    let recovery = props.account_recovery;
    cfn.account_recovery_setting = recovery
        .unwrap_or_else(|| default_recovery(aliases, defaults))
        .setting();
    protection(&mut cfn, props, defaults);
    cfn
}

/// What users sign in by, and what of it is verified.
fn names(
    cfn: &mut CfnUserPool,
    props: &mut UserPoolProps,
    aliases: SignInAliases,
    defaults: &Defaults,
) {
    cfn.alias_attributes = aliases.alias_attributes();
    cfn.username_attributes = aliases.username_attributes();
    let verified = props.auto_verify.or(Contacts::of_aliases(aliases));
    cfn.auto_verified_attributes = verified.map(Contacts::auto_verified);
    cfn.user_attribute_update_settings = props.keep_original.map(|contacts| {
        let settings = UserAttributeUpdateSettings::builder();
        let list = contacts.verified_before_update();
        let settings = settings.attributes_require_verification_before_update(list);
        settings.build().into_value()
    });
    let case_sensitive = props.sign_in_case_sensitive.take();
    let case_sensitive = case_sensitive.or_else(|| {
        let insensitive = defaults.case_insensitive_sign_in;
        insensitive.then(|| false.into_value())
    });
    cfn.username_configuration = case_sensitive.map(|case_sensitive| {
        let configuration = UsernameConfiguration::builder().case_sensitive(case_sensitive);
        configuration.build().into_value()
    });
}

/// Passwords, passkeys, one-time passwords.
fn factors(
    cfn: &mut CfnUserPool,
    props: &mut UserPoolProps,
    pool: &Construct,
    defaults: &Defaults,
) {
    let mfa = props.mfa.or_else(|| {
        let optional = defaults.optional_mfa;
        optional.then(|| Mfa::optional(MfaSecondFactor::otp()))
    });
    cfn.mfa_configuration = mfa.map(|mfa| mfa.configuration().into_value());
    cfn.enabled_mfas = mfa.and_then(Mfa::factors);
    cfn.sms_authentication_message = props.mfa_message.take();
    cfn.email_authentication_message = props.email_authentication_message.take();
    cfn.email_authentication_subject = props.email_authentication_subject.take();
    let password = PasswordPolicy::render(
        props.password_policy.take(),
        props.unused_account_validity_days.is_some(),
        defaults,
        pool,
    );
    if password.is_some() || props.sign_in_policy.is_some() {
        let mut policies = Policies::default();
        policies.password_policy = password.map(IntoValue::into_value);
        policies.sign_in_policy = props.sign_in_policy.map(|policy| {
            let factors = policy.factors();
            let policy = SignInPolicy::builder().allowed_first_auth_factors(factors);
            policy.build().into_value()
        });
        cfn.policies = Some(policies.into_value());
    }
    cfn.web_authn_relying_party_id = props.passkey_relying_party_id.take();
    cfn.web_authn_user_verification = props.passkey_user_verification.take();
    cfn.web_authn_factor_configuration = props.passkey_factor_configuration.take();
}

/// How users come into the pool.
fn sign_up(cfn: &mut CfnUserPool, props: &mut UserPoolProps) {
    let mut config = AdminCreateUserConfig::default();
    let only_administrators = !props.self_sign_up_enabled.unwrap_or(false);
    config.allow_admin_create_user_only = Some(only_administrators.into_value());
    let invitation = props.user_invitation.take();
    config.invite_message_template = invitation.map(|given| given.template().into_value());
    config.unused_account_validity_days = props.unused_account_validity_days.take();
    cfn.admin_create_user_config = Some(config.into_value());
    props
        .user_verification
        .take()
        .unwrap_or_default()
        .render(cfn);
}

/// What protects the pool and its users.
fn protection(cfn: &mut CfnUserPool, props: &mut UserPoolProps, defaults: &Defaults) {
    cfn.deletion_protection =
        deletion_protection(props.deletion_protection, props.removal_policy, defaults);
    cfn.device_configuration = props.device_tracking.map(|tracking| {
        let configuration = DeviceConfiguration::builder()
            .challenge_required_on_new_device(tracking.challenge_required_on_new_device)
            .device_only_remembered_on_user_prompt(tracking.device_only_remembered_on_user_prompt);
        configuration.build().into_value()
    });
    let (standard, custom) = (
        props.standard_threat_protection_mode,
        props.custom_threat_protection_mode,
    );
    if standard.is_some() || custom.is_some() {
        let mut add_ons = UserPoolAddOns::default();
        // The property is required; for custom challenges alone, the others are left unprotected.
        let standard = standard.unwrap_or(StandardThreatProtectionMode::NoEnforcement);
        add_ons.advanced_security_mode = Some(standard.mode().into_value());
        add_ons.advanced_security_additional_flows = custom.map(|custom| {
            let flows = AdvancedSecurityAdditionalFlows::builder();
            flows.custom_auth_mode(custom.mode()).build().into_value()
        });
        cfn.user_pool_add_ons = Some(add_ons.into_value());
    }
    cfn.issuer_configuration = props.issuer.take().map(|issuer| {
        let configuration = IssuerConfiguration::builder().type_(issuer);
        configuration.build().into_value()
    });
    let key = props.encryption_key.take();
    cfn.key_configuration = key.map(|key| key.configuration().into_value());
}

/// Users who may have a phone number only cannot all recover by email.
const fn default_recovery(aliases: SignInAliases, defaults: &Defaults) -> AccountRecovery {
    match (defaults.email_recovery, aliases.instead_of_username()) {
        (false, _) => AccountRecovery::PhoneWithoutMfaAndEmail,
        (true, Some(Contacts::Phone)) => AccountRecovery::PhoneOnlyWithoutMfa,
        (true, Some(Contacts::EmailAndPhone)) => AccountRecovery::EmailAndPhoneWithoutMfa,
        (true, _) => AccountRecovery::EmailOnly,
    }
}

fn deletion_protection(
    given: Option<bool>,
    removal: Option<RemovalPolicy>,
    defaults: &Defaults,
) -> Option<Value<DeletionProtection>> {
    let meant_to_go = removal == Some(RemovalPolicy::Destroy);
    let protected = given.or(defaults.deletion_protection.then_some(!meant_to_go))?;
    Some(if protected {
        DeletionProtection::Active.into_value()
    } else {
        DeletionProtection::Inactive.into_value()
    })
}

fn schema(
    props: &UserPoolProps,
    pool: &Construct,
    defaults: &Defaults,
) -> Option<Value<List<SchemaAttribute>>> {
    if props.frozen_schema.is_some() {
        return None;
    }
    let standard = props.standard_attributes.iter().flatten();
    let mut entries: Vec<_> = standard
        .map(|attribute| attribute.render(defaults))
        .collect();
    for (attribute, position) in props.custom_attributes.iter().flatten() {
        let mut names = StandardAttribute::ALL
            .iter()
            .map(|standard| standard.name());
        if let Some(name) = attribute
            .name()
            .filter(|name| names.any(|other| other == *name))
        {
            Rule::CustomAttributeName.report(
                pool,
                format!("the custom attribute `{name}` has the name of a standard one, and would be that"),
                "give it another name, or declare the standard one with `.standard_attribute`",
                position,
            );
        }
        entries.push(attribute.clone().render(defaults));
    }
    (!entries.is_empty()).then(|| entries.into_value())
}

#[track_caller]
fn sms(
    props: &UserPoolProps,
    aliases: SignInAliases,
    pool: &Construct,
    defaults: &Defaults,
) -> Option<SmsConfiguration> {
    let verifies = props.auto_verify.is_some_and(Contacts::has_phone);
    let mut needed = props.mfa.is_some_and(Mfa::sends_sms) || aliases.has_phone() || verifies;
    if defaults.strict_sms_role {
        let first = props.sign_in_policy;
        let recovery = props.account_recovery;
        needed |= first.is_some_and(super::sign_in::SignInPolicy::sends_sms)
            || recovery.is_some_and(AccountRecovery::sends_sms)
            || props.keep_original.is_some_and(Contacts::has_phone);
        needed &= props.end_user_messaging_sms.is_none();
    }
    let configuration = SmsRole::configuration(props.sms_role.clone(), needed, pool, defaults);
    let eums = props.end_user_messaging_sms.clone();
    if configuration.is_none() && eums.is_none() {
        if let Some(region) = props.sns_region.as_ref().and_then(Value::as_literal) {
            Rule::UselessOption.report(
                pool,
                format!("the region `{region}` of SMS messages says nothing: the pool sends none"),
                "leave `.sns_region` out, or make the role: `.sms_role(SmsRole::own())`",
                Location::caller(),
            );
        }
        return None;
    }
    let mut configuration = configuration.unwrap_or_default();
    configuration.eums_sms = eums;
    configuration.sns_region.clone_from(&props.sns_region);
    Some(configuration)
}
