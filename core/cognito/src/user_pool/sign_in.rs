//! How users sign in: names, first factors, and what is verified.

use cognito_cdk_l1::cognito::user_pool::{
    AliasAttribute, AutoVerifiedAttribute, SignInPolicyAllowedFirstAuthFactor as Factor,
    UserAttributeUpdateSettingsAttributesRequireVerificationBeforeUpdate as VerifiedUpdate,
    UsernameAttribute,
};
use cognito_cdk_l1::{IntoValue, List, Value};

/// The names by which users sign in. The choice is for the lifetime of the pool.
///
/// Either users have a username, and perhaps aliases of it; or they have none, and sign in with their
/// email address or phone number. See
/// [sign-in attributes](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-aliases).
///
/// ```
/// use cognito_cdk::cognito::{SignInAliases, UserPoolProps};
///
/// UserPoolProps::new().sign_in_aliases(SignInAliases::email());
/// UserPoolProps::new().sign_in_aliases(SignInAliases::username().and_email());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct SignInAliases(Aliases);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aliases {
    Username(UsernameAliases),
    Contacts(Contacts),
}

impl SignInAliases {
    /// A username. [`UsernameAliases`] has methods that add aliases.
    pub const fn username() -> UsernameAliases {
        UsernameAliases {
            email: false,
            phone: false,
            preferred_username: false,
        }
    }

    /// The email address instead of a username.
    pub const fn email() -> Self {
        Self(Aliases::Contacts(Contacts::Email))
    }

    /// The phone number instead of a username.
    pub const fn phone() -> Self {
        Self(Aliases::Contacts(Contacts::Phone))
    }

    /// The email address or the phone number instead of a username.
    pub const fn email_or_phone() -> Self {
        Self(Aliases::Contacts(Contacts::EmailAndPhone))
    }

    pub(super) const fn has_email(self) -> bool {
        match self.0 {
            Aliases::Username(aliases) => aliases.email,
            Aliases::Contacts(contacts) => contacts.has_email(),
        }
    }

    pub(super) const fn has_phone(self) -> bool {
        match self.0 {
            Aliases::Username(aliases) => aliases.phone,
            Aliases::Contacts(contacts) => contacts.has_phone(),
        }
    }

    /// What users have instead of a username.
    pub(super) const fn instead_of_username(self) -> Option<Contacts> {
        match self.0 {
            Aliases::Username(_) => None,
            Aliases::Contacts(contacts) => Some(contacts),
        }
    }

    pub(super) fn alias_attributes(self) -> Option<Value<List<AliasAttribute>>> {
        let Aliases::Username(aliases) = self.0 else {
            return None;
        };
        let all = [
            (aliases.email, AliasAttribute::Email),
            (aliases.phone, AliasAttribute::PhoneNumber),
            (
                aliases.preferred_username,
                AliasAttribute::PreferredUsername,
            ),
        ];
        let attributes = chosen(all);
        (!attributes.is_empty()).then(|| attributes.into_value())
    }

    pub(super) fn username_attributes(self) -> Option<Value<List<UsernameAttribute>>> {
        match self.0 {
            Aliases::Username(_) => None,
            Aliases::Contacts(contacts) => {
                Some(contacts.list(UsernameAttribute::Email, UsernameAttribute::PhoneNumber))
            }
        }
    }
}

impl Default for SignInAliases {
    fn default() -> Self {
        Self::username().into()
    }
}

/// A username, and the aliases that stand for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct UsernameAliases {
    email: bool,
    phone: bool,
    preferred_username: bool,
}

impl UsernameAliases {
    /// The verified email address is an alias.
    pub const fn and_email(mut self) -> Self {
        self.email = true;
        self
    }

    /// The verified phone number is an alias.
    pub const fn and_phone(mut self) -> Self {
        self.phone = true;
        self
    }

    /// The preferred username, which users can change, is an alias.
    pub const fn and_preferred_username(mut self) -> Self {
        self.preferred_username = true;
        self
    }
}

impl From<UsernameAliases> for SignInAliases {
    fn from(aliases: UsernameAliases) -> Self {
        Self(Aliases::Username(aliases))
    }
}

/// Which of the attributes by which a user can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Contacts {
    /// Neither.
    None,
    /// The email address.
    Email,
    /// The phone number.
    Phone,
    /// Both.
    EmailAndPhone,
}

impl Contacts {
    pub(super) const fn has_email(self) -> bool {
        matches!(self, Self::Email | Self::EmailAndPhone)
    }

    pub(super) const fn has_phone(self) -> bool {
        matches!(self, Self::Phone | Self::EmailAndPhone)
    }

    fn list<T>(self, email: T, phone: T) -> Value<List<T>>
    where
        T: IntoValue<T>,
    {
        chosen([(self.has_email(), email), (self.has_phone(), phone)]).into_value()
    }

    pub(super) fn auto_verified(self) -> Value<List<AutoVerifiedAttribute>> {
        self.list(
            AutoVerifiedAttribute::Email,
            AutoVerifiedAttribute::PhoneNumber,
        )
    }

    pub(super) fn verified_before_update(self) -> Value<List<VerifiedUpdate>> {
        self.list(VerifiedUpdate::Email, VerifiedUpdate::PhoneNumber)
    }

    /// Those of the aliases, if there is one.
    pub(super) const fn of_aliases(aliases: SignInAliases) -> Option<Self> {
        match (aliases.has_email(), aliases.has_phone()) {
            (true, true) => Some(Self::EmailAndPhone),
            (true, false) => Some(Self::Email),
            (false, true) => Some(Self::Phone),
            (false, false) => None,
        }
    }
}

/// The first factors with which users can begin to sign in, the password always being one: a pool cannot do
/// without it.
///
/// It needs the feature plan Essentials or Plus. See
/// [authentication flows](https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-sdk.html).
///
/// ```
/// use cognito_cdk::cognito::{SignInPolicy, UserPoolProps};
///
/// UserPoolProps::new()
///     .sign_in_policy(SignInPolicy::password().and_email_otp().and_passkey())
///     .passkey_relying_party_id("auth.example.com");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is an independent factor"
)]
pub struct SignInPolicy {
    email_otp: bool,
    sms_otp: bool,
    passkey: bool,
    software_token: bool,
}

impl SignInPolicy {
    /// The password.
    pub const fn password() -> Self {
        Self {
            email_otp: false,
            sms_otp: false,
            passkey: false,
            software_token: false,
        }
    }

    /// A one-time password in an email.
    pub const fn and_email_otp(mut self) -> Self {
        self.email_otp = true;
        self
    }

    /// A one-time password in an SMS message.
    pub const fn and_sms_otp(mut self) -> Self {
        self.sms_otp = true;
        self
    }

    /// A passkey.
    pub const fn and_passkey(mut self) -> Self {
        self.passkey = true;
        self
    }

    /// A one-time password that an authenticator app computes.
    pub const fn and_software_token(mut self) -> Self {
        self.software_token = true;
        self
    }

    pub(super) const fn sends_sms(self) -> bool {
        self.sms_otp
    }

    pub(super) fn factors(self) -> Value<List<Factor>> {
        let all = [
            (true, Factor::Password),
            (self.email_otp, Factor::EmailOtp),
            (self.sms_otp, Factor::SmsOtp),
            (self.passkey, Factor::WebAuthn),
            (self.software_token, Factor::SoftwareToken),
        ];
        chosen(all).into_value()
    }
}

/// Those that are chosen.
pub(super) fn chosen<T, const N: usize>(all: [(bool, T); N]) -> Vec<T> {
    let chosen = all.into_iter().filter(|(chosen, _)| *chosen);
    chosen.map(|(_, value)| value).collect()
}
