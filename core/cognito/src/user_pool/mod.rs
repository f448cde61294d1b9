//! User pools: the construct, what it can be told, and what is known of an imported one.

mod address;
mod attributes;
mod base;
mod convert;
mod email;
mod grants;
mod imported;
mod messages;
mod options;
mod pool;
mod props;
mod render;
mod security;
mod sign_in;
mod sms;
mod triggers;

pub use attributes::{
    BooleanAttribute, CustomAttribute, DateTimeAttribute, NumberAttribute, StandardAttribute,
    StandardAttributeOptions, StringAttribute,
};
pub use base::IUserPool;
pub(crate) use base::{LoginClient, PoolBase};
pub use cognito_cdk_l1::cognito::user_pool::{
    IssuerConfigurationType as IssuerType, PreTokenGenerationConfigLambdaVersion as LambdaVersion,
    UserPoolTier as FeaturePlan, WebAuthnFactorConfiguration as PasskeyFactorConfiguration,
    WebAuthnUserVerification as PasskeyUserVerification,
};
pub use email::{CognitoEmail, SesEmail, UserPoolEmail};
pub use imported::ImportedUserPool;
pub use messages::{CodeVerification, LinkVerification, UserInvitation, UserVerification};
pub use pool::UserPool;
pub use props::UserPoolProps;
pub use security::{
    AccountRecovery, CustomThreatProtectionMode, DeviceTracking, EncryptionKey, Mfa,
    MfaSecondFactor, PasswordPolicy, StandardThreatProtectionMode,
};
pub use sign_in::{Contacts, SignInAliases, SignInPolicy, UsernameAliases};
pub use sms::{ExistingSmsRole, SmsRole};
pub use triggers::{UserPoolOperation, UserPoolTriggers};
