//! Which attribute of a provider becomes which attribute of the user.

use cognito_cdk_l1::cognito::user_pool_identity_provider::bounds;
use cognito_cdk_l1::{Map, Text};
use std::borrow::Cow;

/// An attribute of the users of an identity provider.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProviderAttribute(Cow<'static, str>);

macro_rules! provider_attributes {
    ($($name:ident = $text:literal;)*) => {
        impl ProviderAttribute {
            $(
                #[doc = concat!("`", $text, "`.")]
                pub const $name: Self = Self(Cow::Borrowed($text));
            )*

            /// Any attribute, by the name that the provider gives it.
            #[must_use]
            pub fn other(attribute_name: impl Into<Cow<'static, str>>) -> Self {
                Self(attribute_name.into())
            }

            /// The name that the provider gives it.
            #[must_use]
            pub fn attribute_name(&self) -> &str {
                &self.0
            }
        }
    };
}

provider_attributes! {
    APPLE_EMAIL = "email";
    APPLE_EMAIL_VERIFIED = "email_verified";
    APPLE_NAME = "name";
    APPLE_FIRST_NAME = "firstName";
    APPLE_LAST_NAME = "lastName";
    AMAZON_USER_ID = "user_id";
    AMAZON_EMAIL = "email";
    AMAZON_NAME = "name";
    AMAZON_POSTAL_CODE = "postal_code";
    FACEBOOK_ID = "id";
    FACEBOOK_BIRTHDAY = "birthday";
    FACEBOOK_EMAIL = "email";
    FACEBOOK_NAME = "name";
    FACEBOOK_FIRST_NAME = "first_name";
    FACEBOOK_LAST_NAME = "last_name";
    FACEBOOK_MIDDLE_NAME = "middle_name";
    FACEBOOK_GENDER = "gender";
    FACEBOOK_LOCALE = "locale";
    GOOGLE_NAMES = "names";
    GOOGLE_GENDER = "gender";
    GOOGLE_BIRTHDAYS = "birthdays";
    GOOGLE_PHONE_NUMBERS = "phoneNumbers";
    GOOGLE_EMAIL = "email";
    GOOGLE_EMAIL_VERIFIED = "email_verified";
    GOOGLE_NAME = "name";
    GOOGLE_PICTURE = "picture";
    GOOGLE_GIVEN_NAME = "given_name";
    GOOGLE_FAMILY_NAME = "family_name";
}

impl From<&'static str> for ProviderAttribute {
    fn from(attribute_name: &'static str) -> Self {
        Self::other(attribute_name)
    }
}

impl From<String> for ProviderAttribute {
    fn from(attribute_name: String) -> Self {
        Self::other(attribute_name)
    }
}

/// Which attribute of a provider becomes which attribute of the user.
///
/// An attribute that is mapped is overwritten at each sign-in, so it must be mutable, and each client that
/// signs users in through the provider must be allowed to write it:
/// [mapping attributes](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html).
///
/// ```
/// use cognito_cdk::cognito::{AttributeMapping, ProviderAttribute};
///
/// let mapping = AttributeMapping::new()
///     .email(ProviderAttribute::GOOGLE_EMAIL)
///     .fullname(ProviderAttribute::GOOGLE_NAME)
///     .custom("tenant", "hd");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct AttributeMapping {
    standard: Vec<(&'static str, ProviderAttribute)>,
    custom: Vec<(Cow<'static, str>, ProviderAttribute)>,
}

macro_rules! standard_attributes {
    ($($(#[$doc:meta])* $setter:ident = $name:literal;)*) => {
        /// The names of the standard attributes that can be mapped.
        pub(crate) const STANDARD_ATTRIBUTES: &[&str] = &[$($name),*];

        impl AttributeMapping {
            $(
                $(#[$doc])*
                #[doc = concat!("Sets the standard attribute `", $name, "`.")]
                pub fn $setter(self, attribute: impl Into<ProviderAttribute>) -> Self {
                    self.set_standard($name, attribute.into())
                }
            )*
        }
    };
}

standard_attributes! {
    address = "address";
    birthdate = "birthdate";
    email = "email";
    email_verified = "email_verified";
    family_name = "family_name";
    gender = "gender";
    given_name = "given_name";
    locale = "locale";
    middle_name = "middle_name";
    fullname = "name";
    nickname = "nickname";
    phone_number = "phone_number";
    phone_number_verified = "phone_number_verified";
    profile_picture = "picture";
    preferred_username = "preferred_username";
    profile_page = "profile";
    timezone = "zoneinfo";
    last_update_time = "updated_at";
    website = "website";
}

/// The name of the user, which is no attribute of the pool's `Schema` and can be mapped nevertheless.
pub(crate) const USERNAME: &str = "username";

/// What the names of custom attributes begin with.
const CUSTOM: &str = "custom:";

impl AttributeMapping {
    /// No attribute; each method adds one.
    pub const fn new() -> Self {
        Self {
            standard: Vec::new(),
            custom: Vec::new(),
        }
    }

    fn set_standard(mut self, name: &'static str, attribute: ProviderAttribute) -> Self {
        self.standard.push((name, attribute));
        self
    }

    /// Sets what the name of the user is made of; without it Cognito takes the provider's id of the user.
    pub fn username(self, attribute: impl Into<ProviderAttribute>) -> Self {
        self.set_standard(USERNAME, attribute.into())
    }

    /// Sets a custom attribute of the pool, with or without `custom:` in front of its name.
    pub fn custom(
        mut self,
        name: impl Into<Cow<'static, str>>,
        attribute: impl Into<ProviderAttribute>,
    ) -> Self {
        self.custom.push((name.into(), attribute.into()));
        self
    }

    /// The property. Custom attributes get their prefix if `prefixed` holds; AWS CDK takes them as they are.
    pub(super) fn render(self, prefixed: bool) -> Option<Map<Text<bounds::AttributeMapping>>> {
        let mut map = Map::new();
        for (name, attribute) in self.standard {
            map.insert(name, attribute.0);
        }
        for (name, attribute) in self.custom {
            let name = if prefixed && !name.starts_with(CUSTOM) {
                Cow::Owned(format!("{CUSTOM}{name}"))
            } else {
                name
            };
            map.insert(name, attribute.0);
        }
        (!map.is_empty()).then_some(map)
    }
}
