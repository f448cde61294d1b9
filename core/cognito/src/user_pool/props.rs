//! `UserPoolProps`: what a user pool can be told.

use super::attributes::{CustomAttribute, StandardAttributeOptions};
use super::email::UserPoolEmail;
use super::messages::{UserInvitation, UserVerification};
use super::options::options;
use super::security::{
    AccountRecovery, CustomThreatProtectionMode, DeviceTracking, EncryptionKey, Mfa,
    PasswordPolicy, StandardThreatProtectionMode,
};
use super::sign_in::{Contacts, SignInAliases, SignInPolicy};
use super::sms::SmsRole;
use super::triggers::UserPoolTriggers;
use cognito_cdk_l1::cognito::user_pool::{
    EumsSmsConfiguration, IssuerConfigurationType, UserPoolTier, WebAuthnFactorConfiguration,
    WebAuthnUserVerification, bounds,
};
use cognito_cdk_l1::{Map, Text};
use cognito_cdk_synth::RemovalPolicy;
use std::panic::Location;

options! {
    /// What a [`UserPool`](super::UserPool) can be told.
    ///
    /// Each option is optional; what holds without it is said by [`Defaults`](crate::Defaults).
    pub struct UserPoolProps {
        /// The name, 1 to 128 letters, digits, spaces and `+=,.@-_`. It need not be unique. Default: one that
        /// CloudFormation makes.
        text user_pool_name: bounds::UserPoolName as UserPoolName,
        /// Whether users can sign up themselves. Default: administrators make them.
        plain self_sign_up_enabled: bool,
        /// The message by which users verify their email address or phone number. Default: one with a code.
        into user_verification: UserVerification,
        /// The message to users whom an administrator has made. Default: Cognito's.
        plain user_invitation: UserInvitation,
        /// For how many days, 0 to 365, a user whom an administrator has made can sign in for the first
        /// time. It is the older way of [`PasswordPolicy::temp_password_validity`].
        int unused_account_validity_days: bounds::AdminCreateUserConfigUnusedAccountValidityDays as AdminCreateUserConfigUnusedAccountValidityDays,
        /// The role by which the pool sends SMS messages. Default: one is made if it is needed.
        into sms_role: SmsRole,
        /// The region of Amazon SNS from which SMS messages are sent. Default: that of the pool. It says
        /// nothing in a pool that sends none.
        text sns_region: bounds::SmsConfigurationSnsRegion as SmsConfigurationSnsRegion,
        /// SMS messages are sent with
        /// [AWS End User Messaging](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-sms.html)
        /// instead of Amazon SNS.
        value end_user_messaging_sms: EumsSmsConfiguration as SmsConfigurationEumsSms,
        /// The names by which users sign in. It can never be changed. Default: a username.
        into sign_in_aliases: SignInAliases,
        /// Whether `Alice` and `alice` are two users. It can never be changed.
        value sign_in_case_sensitive: bool as UsernameConfigurationCaseSensitive,
        /// The attributes that Cognito verifies when a user signs up, by a message. Default: those by which
        /// users sign in.
        plain auto_verify: Contacts,
        /// The attributes that keep their old value until the new one is verified.
        plain keep_original: Contacts,
        /// Whether users sign in with a second factor, and with which.
        plain mfa: Mfa,
        /// The SMS message with the code of the second factor, 6 to 140 characters, with `{####}` where the
        /// code goes. Default: Cognito's.
        text mfa_message: bounds::SmsAuthenticationMessage as SmsAuthenticationMessage,
        /// What passwords must have.
        plain password_policy: PasswordPolicy,
        /// The first factors with which users can begin to sign in. Default: the password.
        plain sign_in_policy: SignInPolicy,
        /// The domain that passkeys are for, 1 to 63 characters, such as `auth.example.com`. Default: the
        /// domain of the pool.
        text passkey_relying_party_id: bounds::WebAuthnRelyingPartyId as WebAuthnRelyingPartyId,
        /// Whether a passkey must verify the user, by a fingerprint for instance, or should.
        value passkey_user_verification: WebAuthnUserVerification as WebAuthnUserVerification,
        /// Whether a passkey that has verified the user counts as two factors, so that it satisfies
        /// [`Mfa::required`].
        value passkey_factor_configuration: WebAuthnFactorConfiguration as WebAuthnFactorConfiguration,
        /// The email with a one-time password, 6 to 20000 characters, with `{####}` where the code goes, for
        /// the second factor and the first one alike. Default: Cognito's.
        text email_authentication_message: bounds::EmailAuthenticationMessage as EmailAuthenticationMessage,
        /// The subject of the email with a one-time password, 1 to 140 characters. Default: Cognito's.
        text email_authentication_subject: bounds::EmailAuthenticationSubject as EmailAuthenticationSubject,
        /// Who sends emails. Default: Cognito.
        into email: UserPoolEmail,
        /// The functions that the pool calls; see also [`UserPool::add_trigger`](super::UserPool::add_trigger).
        plain lambda_triggers: UserPoolTriggers,
        /// How users who have forgotten their password recover their account.
        plain account_recovery: AccountRecovery,
        /// What becomes of the pool when it leaves the stack. Default: it stays.
        plain removal_policy: RemovalPolicy,
        /// Whether the pool refuses to be deleted until the protection is taken back.
        plain deletion_protection: bool,
        /// What the pool does about devices. Default: it does not remember them.
        plain device_tracking: DeviceTracking,
        /// The [feature plan](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html).
        /// Default: Essentials for a new pool.
        value feature_plan: UserPoolTier as UserPoolTier,
        /// What threat protection does about sign-ins by password. It is AWS CDK's `advancedSecurityMode`
        /// too. It needs the feature plan Plus.
        plain standard_threat_protection_mode: StandardThreatProtectionMode,
        /// What threat protection does about sign-ins by custom challenges. It needs the feature plan Plus.
        plain custom_threat_protection_mode: CustomThreatProtectionMode,
        /// Which address tokens name as their [issuer](https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html):
        /// the one of the region, or the one that is served from several regions.
        value issuer: IssuerConfigurationType as IssuerConfigurationType,
        /// The key that the data of the pool is encrypted with. Default: one of AWS.
        plain encryption_key: EncryptionKey,
        /// Tags of the pool, such as `[("team", "identity")]`.
        value tags: Map<Text<bounds::UserPoolTags>> as UserPoolTags,
        hidden standard_attributes: Vec<StandardAttributeOptions>,
        hidden custom_attributes: Vec<(CustomAttribute, &'static Location<'static>)>,
        hidden frozen_schema: (),
    }
}

impl UserPoolProps {
    /// A pool with the [`Defaults`](crate::Defaults) of its scope.
    pub fn new() -> Self {
        Self::default()
    }

    /// Declares a standard attribute: `StandardAttribute::Email.required()`. It can be called for several.
    pub fn standard_attribute(mut self, attribute: impl Into<StandardAttributeOptions>) -> Self {
        let attributes = self.standard_attributes.get_or_insert_default();
        attributes.push(attribute.into());
        self
    }

    /// Declares an attribute of one's own: `CustomAttribute::string("tenant").max_len(20)`. It can be called
    /// for several.
    #[track_caller]
    pub fn custom_attribute(mut self, attribute: impl Into<CustomAttribute>) -> Self {
        let attributes = self.custom_attributes.get_or_insert_default();
        attributes.push((attribute.into(), Location::caller()));
        self
    }

    /// Leaves the attributes out of the template, for a pool that exists already.
    ///
    /// A pool whose standard attributes were deployed without their data type, as AWS CDK writes them, can
    /// refuse every later update; without `Schema` it takes them. The attributes are not changed by it.
    pub const fn frozen_schema(mut self) -> Self {
        self.frozen_schema = Some(());
        self
    }
}
