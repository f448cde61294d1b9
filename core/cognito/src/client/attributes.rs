//! `ClientAttributes`: which attributes of its users an app client can read or write.

use cognito_cdk_l1::cognito::user_pool_client::bounds::{ReadAttributes, WriteAttributes};
use cognito_cdk_l1::{IntoValue, List, Text, TextBounds, Value};
use std::collections::BTreeSet;

macro_rules! attributes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A standard attribute that an app client can read or write.
        ///
        /// See [user attributes](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ClientAttribute { $($(#[$doc])* #[doc = concat!("`", $name, "`")] $variant,)* }

        impl ClientAttribute {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name in Cognito.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

attributes! {
    Address = "address",
    Birthdate = "birthdate",
    Email = "email",
    EmailVerified = "email_verified",
    FamilyName = "family_name",
    Fullname = "name",
    Gender = "gender",
    GivenName = "given_name",
    LastUpdateTime = "updated_at",
    Locale = "locale",
    MiddleName = "middle_name",
    Nickname = "nickname",
    PhoneNumber = "phone_number",
    PhoneNumberVerified = "phone_number_verified",
    PreferredUsername = "preferred_username",
    ProfilePage = "profile",
    ProfilePicture = "picture",
    Timezone = "zoneinfo",
    Website = "website",
}

/// The attributes of its users that an app client can read, or write.
///
/// ```
/// use cognito_cdk::cognito::{ClientAttribute, ClientAttributes};
///
/// let attributes = ClientAttributes::new()
///     .with_standard_attributes([ClientAttribute::Email, ClientAttribute::Fullname])
///     .with_custom_attributes(["tenant"]);
/// assert_eq!(attributes.attributes(), ["custom:tenant", "email", "name"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct ClientAttributes(BTreeSet<String>);

impl ClientAttributes {
    /// No attributes.
    pub fn new() -> Self {
        Self::default()
    }

    /// These standard attributes too.
    pub fn with_standard_attributes(
        mut self,
        attributes: impl IntoIterator<Item = impl Into<ClientAttribute>>,
    ) -> Self {
        let names = attributes
            .into_iter()
            .map(|attribute| attribute.into().name().to_owned());
        self.0.extend(names);
        self
    }

    /// These custom attributes too, by the names that the pool declares them by. `custom:` in front of them
    /// can be left out.
    pub fn with_custom_attributes(
        mut self,
        names: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        for name in names {
            let name = name.into();
            let is_full = name.starts_with("custom:");
            let full = if is_full {
                name
            } else {
                format!("custom:{name}")
            };
            self.0.insert(full);
        }
        self
    }

    /// Their names in Cognito, sorted.
    #[must_use]
    pub fn attributes(&self) -> Vec<&str> {
        self.0.iter().map(String::as_str).collect()
    }

    fn rendered<B: TextBounds>(&self) -> Value<List<Text<B>>> {
        let names = self.0.iter().map(String::as_str);
        Value::Literal(names.map(IntoValue::into_value).collect())
    }

    pub(super) fn readable(&self) -> Value<List<Text<ReadAttributes>>> {
        self.rendered()
    }

    pub(super) fn writable(&self) -> Value<List<Text<WriteAttributes>>> {
        self.rendered()
    }
}
