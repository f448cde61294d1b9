//! What protects users: passwords, second factors, recovery, devices, threat protection, keys.

use super::options::options;
use super::sign_in::chosen;
use crate::defaults::Defaults;
use crate::duration::Duration;
use crate::rules::Rule;
use cognito_cdk_l1::cognito::user_pool::{
    self as l1, AccountRecoverySetting,
    AdvancedSecurityAdditionalFlowsCustomAuthMode as CustomMode, EnabledMfa, KeyConfiguration,
    KeyConfigurationKeyType, MfaConfiguration, RecoveryOption, RecoveryOptionName,
    UserPoolAddOnsAdvancedSecurityMode as StandardMode, bounds,
};
use cognito_cdk_l1::ids::KmsKeyArn;
use cognito_cdk_l1::{IntoValue, List, Value};
use cognito_cdk_synth::Scope;
use std::panic::Location;

options! {
    /// What passwords must have.
    ///
    /// What is not said is, with secure defaults, the stricter choice; see
    /// [`Defaults::password_policy`](crate::Defaults::password_policy). See
    /// [password requirements](https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html).
    ///
    /// ```
    /// use cognito_cdk::cognito::PasswordPolicy;
    /// use cognito_cdk::{Duration, int};
    ///
    /// PasswordPolicy::new()
    ///     .min_length(int!(14))
    ///     .temp_password_validity(Duration::days(3));
    /// ```
    pub struct PasswordPolicy {
        /// The least number of characters, 6 to 99. AWS CDK writes 8 if there is a policy that does not say.
        int min_length: bounds::PasswordPolicyMinimumLength as PasswordPolicyMinimumLength,
        /// Whether there must be a letter of lower case.
        value require_lowercase: bool as PasswordPolicyRequireLowercase,
        /// Whether there must be a letter of upper case.
        value require_uppercase: bool as PasswordPolicyRequireUppercase,
        /// Whether there must be a digit.
        value require_digits: bool as PasswordPolicyRequireNumbers,
        /// Whether there must be a symbol, such as `!`.
        value require_symbols: bool as PasswordPolicyRequireSymbols,
        /// For how many days, 0 to 365, a temporary password is valid.
        int temp_password_validity_days: bounds::PasswordPolicyTemporaryPasswordValidityDays as PasswordPolicyTemporaryPasswordValidityDays,
        /// How many former passwords, 0 to 24, cannot be used again. It needs the feature plan Essentials or
        /// Plus.
        int password_history_size: bounds::PasswordPolicyPasswordHistorySize as PasswordPolicyPasswordHistorySize,
        hidden broken_validity: (Duration, &'static Location<'static>),
    }
}

impl PasswordPolicy {
    /// The policy of the [`Defaults`].
    pub fn new() -> Self {
        Self::default()
    }

    /// How long a temporary password is valid: whole days, up to 365.
    #[track_caller]
    pub fn temp_password_validity(mut self, validity: Duration) -> Self {
        if let Some(Ok(days)) = validity.to_days().map(i64::try_from) {
            return self.temp_password_validity_days(days);
        }
        self.broken_validity = Some((validity, Location::caller()));
        self
    }

    /// The policy, if there is one. With `validity_is_said` elsewhere, no default says it again.
    pub(super) fn render(
        given: Option<Self>,
        validity_is_said: bool,
        defaults: &Defaults,
        scope: &impl Scope,
    ) -> Option<l1::PasswordPolicy> {
        if given.is_none() && !defaults.password_policy {
            return None;
        }
        let given = given.unwrap_or_default();
        if let Some((validity, position)) = given.broken_validity {
            Rule::WholeDays.report(
                scope,
                format!("a temporary password is valid for {validity}, and Cognito counts in days"),
                "give a whole number of days, such as `Duration::days(3)`",
                position,
            );
        }
        let strict = defaults.password_policy;
        let required =
            |value: Option<Value<bool>>| value.or_else(|| strict.then(|| true.into_value()));
        let mut policy = l1::PasswordPolicy::default();
        let length = if strict { 12 } else { 8 };
        policy.minimum_length = Some(given.min_length.unwrap_or_else(|| length.into_value()));
        policy.require_lowercase = required(given.require_lowercase);
        policy.require_uppercase = required(given.require_uppercase);
        policy.require_numbers = required(given.require_digits);
        policy.require_symbols = required(given.require_symbols);
        let days = given.temp_password_validity_days;
        let default_days = strict && !validity_is_said;
        policy.temporary_password_validity_days =
            days.or_else(|| default_days.then(|| 7.into_value()));
        policy.password_history_size = given.password_history_size;
        Some(policy)
    }
}

/// Whether users sign in with a second factor, and with which.
///
/// See [multi-factor authentication](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html).
///
/// ```
/// use cognito_cdk::cognito::{Mfa, MfaSecondFactor};
///
/// Mfa::required(MfaSecondFactor::otp());
/// Mfa::optional(MfaSecondFactor::otp().and_sms());
/// Mfa::off();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Mfa(Option<(bool, MfaSecondFactor)>);

impl Mfa {
    /// There is no second factor.
    pub const fn off() -> Self {
        Self(None)
    }

    /// Each user may turn on a second factor.
    pub const fn optional(factors: MfaSecondFactor) -> Self {
        Self(Some((false, factors)))
    }

    /// All users have a second factor.
    pub const fn required(factors: MfaSecondFactor) -> Self {
        Self(Some((true, factors)))
    }

    pub(super) fn sends_sms(self) -> bool {
        self.0.is_some_and(|(_, factors)| factors.sms)
    }

    pub(super) fn configuration(self) -> MfaConfiguration {
        match self.0 {
            None => MfaConfiguration::Off,
            Some((false, _)) => MfaConfiguration::Optional,
            Some((true, _)) => MfaConfiguration::On,
        }
    }

    pub(super) fn factors(self) -> Option<Value<List<EnabledMfa>>> {
        let (_, factors) = self.0?;
        let all = [
            (factors.sms, EnabledMfa::SmsMfa),
            (factors.otp, EnabledMfa::SoftwareTokenMfa),
            (factors.email, EnabledMfa::EmailOtp),
        ];
        Some(chosen(all).into_value())
    }
}

/// The second factors that a pool takes: one at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct MfaSecondFactor {
    sms: bool,
    otp: bool,
    email: bool,
}

impl MfaSecondFactor {
    const NONE: Self = Self {
        sms: false,
        otp: false,
        email: false,
    };

    /// A one-time password that an authenticator app computes. It costs nothing and cannot be intercepted.
    pub const fn otp() -> Self {
        Self::NONE.and_otp()
    }

    /// A one-time password in an SMS message, which costs money, and can be intercepted.
    pub const fn sms() -> Self {
        Self::NONE.and_sms()
    }

    /// A one-time password in an email. It needs Amazon SES and the feature plan Essentials or Plus.
    pub const fn email() -> Self {
        Self::NONE.and_email()
    }

    /// An authenticator app as well.
    pub const fn and_otp(mut self) -> Self {
        self.otp = true;
        self
    }

    /// SMS messages as well.
    pub const fn and_sms(mut self) -> Self {
        self.sms = true;
        self
    }

    /// Emails as well.
    pub const fn and_email(mut self) -> Self {
        self.email = true;
        self
    }
}

/// How users who have forgotten their password recover their account.
///
/// See [`AccountRecoverySetting`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cognito-userpool-accountrecoverysetting.html).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountRecovery {
    /// By email, or else by SMS to users for whom SMS is not the second factor.
    EmailAndPhoneWithoutMfa,
    /// By SMS to users for whom it is not the second factor, or else by email.
    PhoneWithoutMfaAndEmail,
    /// By email only.
    EmailOnly,
    /// By SMS only, to users for whom it is not the second factor.
    PhoneOnlyWithoutMfa,
    /// By SMS, or else by email, even where SMS is the second factor, so that a stolen phone is enough.
    PhoneAndEmail,
    /// Not at all: an administrator resets passwords.
    None,
}

impl AccountRecovery {
    /// The mechanisms, the preferred one first.
    const fn mechanisms(self) -> &'static [RecoveryOptionName] {
        use RecoveryOptionName::{AdminOnly, VerifiedEmail, VerifiedPhoneNumber};
        match self {
            Self::EmailAndPhoneWithoutMfa => &[VerifiedEmail, VerifiedPhoneNumber],
            Self::PhoneWithoutMfaAndEmail => &[VerifiedPhoneNumber, VerifiedEmail],
            Self::EmailOnly => &[VerifiedEmail],
            Self::PhoneOnlyWithoutMfa => &[VerifiedPhoneNumber],
            Self::PhoneAndEmail => &[],
            Self::None => &[AdminOnly],
        }
    }

    pub(super) const fn sends_sms(self) -> bool {
        !matches!(self, Self::EmailOnly | Self::None)
    }

    /// Nothing for the way of old pools, which is to say nothing.
    pub(super) fn setting(self) -> Option<Value<AccountRecoverySetting>> {
        let mechanisms = self.mechanisms();
        let options = mechanisms.iter().zip(1_u8..).map(|(name, priority)| {
            let option = RecoveryOption::builder().name(name.clone());
            option.priority(priority).build()
        });
        let setting = AccountRecoverySetting::builder();
        let setting = setting.recovery_mechanisms(options.collect::<Vec<_>>());
        (!mechanisms.is_empty()).then(|| setting.build().into_value())
    }
}

/// What a pool does about the devices of users.
///
/// See [device tracking](https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-device-tracking.html).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceTracking {
    /// Whether the second factor is asked for on devices that are not remembered only.
    pub challenge_required_on_new_device: bool,
    /// Whether a device is remembered only if the user wants it.
    pub device_only_remembered_on_user_prompt: bool,
}

/// What threat protection does about sign-ins by password and with the hosted pages.
///
/// It needs the feature plan Plus. See
/// [threat protection](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StandardThreatProtectionMode {
    /// It reacts to risks.
    FullFunction,
    /// It reports risks.
    AuditOnly,
    /// It is off.
    NoEnforcement,
}

impl StandardThreatProtectionMode {
    pub(super) const fn mode(self) -> StandardMode {
        match self {
            Self::FullFunction => StandardMode::Enforced,
            Self::AuditOnly => StandardMode::Audit,
            Self::NoEnforcement => StandardMode::Off,
        }
    }
}

/// What threat protection does about sign-ins by custom challenges. It needs the feature plan Plus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CustomThreatProtectionMode {
    /// It reacts to risks.
    FullFunction,
    /// It reports risks.
    AuditOnly,
}

impl CustomThreatProtectionMode {
    pub(super) const fn mode(self) -> CustomMode {
        match self {
            Self::FullFunction => CustomMode::Enforced,
            Self::AuditOnly => CustomMode::Audit,
        }
    }
}

/// The key that the data of a pool is encrypted with.
///
/// See [`KeyConfigurationType`](https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_KeyConfigurationType.html).
#[derive(Clone, Debug, PartialEq)]
pub struct EncryptionKey(Option<Value<KmsKeyArn>>);

impl EncryptionKey {
    /// A key of AWS.
    #[must_use]
    pub const fn aws_owned() -> Self {
        Self(None)
    }

    /// A key of one's own in AWS KMS. A pool that is replicated to other regions needs a multi-region key.
    #[must_use]
    pub fn customer_managed(key: impl IntoValue<KmsKeyArn>) -> Self {
        Self(Some(key.into_value()))
    }

    pub(super) fn configuration(self) -> KeyConfiguration {
        let mut configuration = KeyConfiguration::default();
        let kind = match self.0 {
            None => KeyConfigurationKeyType::AwsOwnedKey,
            Some(_) => KeyConfigurationKeyType::CustomerManagedKey,
        };
        configuration.key_type = Some(kind.into_value());
        configuration.kms_key_arn = self.0;
        configuration
    }
}
