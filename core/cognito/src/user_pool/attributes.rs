//! The attributes of users: the standard ones, and those of one's own.

use super::convert::decimal;
use crate::defaults::Defaults;
use cognito_cdk_l1::cognito::user_pool::{
    NumberAttributeConstraints, SchemaAttribute, SchemaAttributeAttributeDataType as DataType,
    StringAttributeConstraints, bounds, takes,
};
use cognito_cdk_l1::{IntoValue, Text, Value};

type AttributeName = Text<bounds::SchemaAttributeName>;

/// What Cognito keeps of a standard attribute.
#[derive(Clone, Copy)]
enum Kept {
    /// A text of so many characters.
    Text(i64, i64),
    /// A number from this one on.
    Number(i64),
}

const ANY_TEXT: Kept = Kept::Text(0, 2048);

macro_rules! standard_attributes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal $kept:expr,)*) => {
        /// A [standard attribute](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#cognito-user-pools-standard-attributes):
        /// one of the claims that OpenID Connect defines.
        ///
        /// Each pool has all of them. They are declared to be required, or to be immutable:
        ///
        /// ```
        /// use cognito_cdk::cognito::{StandardAttribute, UserPoolProps};
        ///
        /// let props = UserPoolProps::new()
        ///     .standard_attribute(StandardAttribute::Email.required())
        ///     .standard_attribute(StandardAttribute::Fullname.required().immutable());
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum StandardAttribute { $($(#[$doc])* $variant,)* }

        impl StandardAttribute {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in Cognito, such as `given_name`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            const fn kept(self) -> Kept {
                match self { $(Self::$variant => $kept,)* }
            }
        }
    };
}

standard_attributes! {
    /// The postal address.
    Address = "address" ANY_TEXT,
    /// The day of birth, as `YYYY-MM-DD`.
    Birthdate = "birthdate" Kept::Text(10, 10),
    /// The email address.
    Email = "email" ANY_TEXT,
    /// The family name.
    FamilyName = "family_name" ANY_TEXT,
    /// The gender.
    Gender = "gender" ANY_TEXT,
    /// The given name.
    GivenName = "given_name" ANY_TEXT,
    /// The language and country, such as `en-US`.
    Locale = "locale" ANY_TEXT,
    /// The middle name.
    MiddleName = "middle_name" ANY_TEXT,
    /// The whole name, as it is displayed: `name`.
    Fullname = "name" ANY_TEXT,
    /// A casual name.
    Nickname = "nickname" ANY_TEXT,
    /// The telephone number, as `+15555550100`.
    PhoneNumber = "phone_number" ANY_TEXT,
    /// The address of a picture: `picture`.
    ProfilePicture = "picture" ANY_TEXT,
    /// A name to sign in with that the user can change.
    PreferredUsername = "preferred_username" ANY_TEXT,
    /// The address of a page about the user: `profile`.
    ProfilePage = "profile" ANY_TEXT,
    /// The time zone: `zoneinfo`.
    Timezone = "zoneinfo" ANY_TEXT,
    /// When the user was last changed, in seconds since 1970: `updated_at`.
    LastUpdateTime = "updated_at" Kept::Number(0),
    /// The address of the user's own page.
    Website = "website" ANY_TEXT,
}

impl StandardAttribute {
    /// Users must have a value of it when they sign up. It can never be changed.
    pub const fn required(self) -> StandardAttributeOptions {
        StandardAttributeOptions::new(self).required()
    }

    /// The value cannot be changed once it is there. It can never be changed.
    ///
    /// A mapped attribute of an identity provider must not be immutable: the next sign-in would fail.
    pub const fn immutable(self) -> StandardAttributeOptions {
        StandardAttributeOptions::new(self).immutable()
    }
}

/// A standard attribute, and what a pool says of it: mutable and optional, unless told otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct StandardAttributeOptions {
    attribute: StandardAttribute,
    mutable: bool,
    required: bool,
}

impl StandardAttributeOptions {
    const fn new(attribute: StandardAttribute) -> Self {
        Self {
            attribute,
            mutable: true,
            required: false,
        }
    }

    /// Users must have a value of it when they sign up.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The value cannot be changed once it is there.
    pub const fn immutable(mut self) -> Self {
        self.mutable = false;
        self
    }

    pub(super) fn render(self, defaults: &Defaults) -> SchemaAttribute {
        let mut entry = SchemaAttribute::builder()
            .name(self.attribute.name())
            .mutable(self.mutable)
            .required(self.required)
            .build();
        if defaults.complete_standard_attributes {
            match self.attribute.kept() {
                Kept::Text(min, max) => {
                    entry.attribute_data_type = Some(DataType::String.into_value());
                    let (min, max) = (Some(min.into_value()), Some(max.into_value()));
                    entry.string_attribute_constraints = Some(lengths(min, max));
                }
                Kept::Number(min) => {
                    entry.attribute_data_type = Some(DataType::Number.into_value());
                    entry.number_attribute_constraints = Some(range(Some(min.into_value()), None));
                }
            }
        }
        entry
    }
}

impl From<StandardAttribute> for StandardAttributeOptions {
    fn from(attribute: StandardAttribute) -> Self {
        Self::new(attribute)
    }
}

fn lengths(min: Option<Value<i64>>, max: Option<Value<i64>>) -> Value<StringAttributeConstraints> {
    let mut constraints = StringAttributeConstraints::default();
    constraints.min_length = min.map(decimal);
    constraints.max_length = max.map(decimal);
    constraints.into_value()
}

fn range(min: Option<Value<i64>>, max: Option<Value<i64>>) -> Value<NumberAttributeConstraints> {
    let mut constraints = NumberAttributeConstraints::default();
    constraints.min_value = min.map(decimal);
    constraints.max_value = max.map(decimal);
    constraints.into_value()
}

/// An attribute of one's own. Applications see it as `custom:` and its name.
///
/// A pool takes 50 of them. It can be given more later, but none can be changed or taken away. It is
/// immutable unless it is made mutable, and never required: Cognito has no required custom attributes.
/// See [custom attributes](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-custom-attributes).
///
/// ```
/// use cognito_cdk::cognito::{CustomAttribute, UserPoolProps};
/// use cognito_cdk::text;
///
/// let props = UserPoolProps::new()
///     .custom_attribute(CustomAttribute::string(text!("tenant")).min_len(1).max_len(20))
///     .custom_attribute(CustomAttribute::number(text!("seats")).min(0).mutable())
///     .custom_attribute(CustomAttribute::boolean(text!("beta")).mutable());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CustomAttribute {
    name: Value<AttributeName>,
    mutable: Option<bool>,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    String(Option<Value<i64>>, Option<Value<i64>>),
    Number(Option<Value<i64>>, Option<Value<i64>>),
    Boolean,
    DateTime,
}

impl CustomAttribute {
    /// A text. The name has 1 to 20 characters and no `custom:` in front.
    pub fn string(name: impl takes::SchemaAttributeName<AttributeName>) -> StringAttribute {
        StringAttribute(Self::new(name, Kind::String(None, None)))
    }

    /// A whole number.
    pub fn number(name: impl takes::SchemaAttributeName<AttributeName>) -> NumberAttribute {
        NumberAttribute(Self::new(name, Kind::Number(None, None)))
    }

    /// `true` or `false`.
    pub fn boolean(name: impl takes::SchemaAttributeName<AttributeName>) -> BooleanAttribute {
        BooleanAttribute(Self::new(name, Kind::Boolean))
    }

    /// A point in time.
    pub fn date_time(name: impl takes::SchemaAttributeName<AttributeName>) -> DateTimeAttribute {
        DateTimeAttribute(Self::new(name, Kind::DateTime))
    }

    fn new(name: impl takes::SchemaAttributeName<AttributeName>, kind: Kind) -> Self {
        Self {
            name: name.into_value(),
            mutable: None,
            kind,
        }
    }

    /// The name, if it is known.
    pub(super) fn name(&self) -> Option<&str> {
        self.name.as_literal().map(Text::as_str)
    }

    pub(super) fn render(self, defaults: &Defaults) -> SchemaAttribute {
        let mut entry = SchemaAttribute::builder().name(self.name).build();
        let mutable = self.mutable;
        let mutable = mutable.or(defaults.complete_standard_attributes.then_some(false));
        entry.mutable = mutable.map(IntoValue::into_value);
        // AWS CDK leaves constraints out if all that is said is 0.
        let is_said = |value: &Option<Value<i64>>| {
            let unsaid = value.is_none();
            let zero = value.as_ref().and_then(Value::as_literal) == Some(&0);
            !unsaid && (defaults.zero_constraints || !zero)
        };
        let written = |min, max| is_said(min) || is_said(max);
        let data_type = match self.kind {
            Kind::String(min, max) => {
                if written(&min, &max) {
                    entry.string_attribute_constraints = Some(lengths(min, max));
                }
                DataType::String
            }
            Kind::Number(min, max) => {
                if written(&min, &max) {
                    entry.number_attribute_constraints = Some(range(min, max));
                }
                DataType::Number
            }
            Kind::Boolean => DataType::Boolean,
            Kind::DateTime => DataType::DateTime,
        };
        entry.attribute_data_type = Some(data_type.into_value());
        entry
    }
}

macro_rules! custom {
    ($($(#[$doc:meta])* $name:ident { $($body:tt)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[must_use]
        pub struct $name(CustomAttribute);

        impl $name {
            /// Users and identity providers can change the value.
            pub const fn mutable(mut self) -> Self {
                self.0.mutable = Some(true);
                self
            }

            /// The value cannot be changed once it is there, and says so in the template.
            pub const fn immutable(mut self) -> Self {
                self.0.mutable = Some(false);
                self
            }

            $($body)*
        }

        impl From<$name> for CustomAttribute {
            fn from(attribute: $name) -> Self {
                attribute.0
            }
        }
    )*};
}

custom! {
    /// A [`CustomAttribute`] that is a text.
    StringAttribute {
        /// The least number of characters, from 0 on.
        pub fn min_len(mut self, characters: impl IntoValue<i64>) -> Self {
            if let Kind::String(min, _) = &mut self.0.kind {
                *min = Some(characters.into_value());
            }
            self
        }

        /// The greatest number of characters, up to 2048.
        pub fn max_len(mut self, characters: impl IntoValue<i64>) -> Self {
            if let Kind::String(_, max) = &mut self.0.kind {
                *max = Some(characters.into_value());
            }
            self
        }
    }

    /// A [`CustomAttribute`] that is a whole number.
    NumberAttribute {
        /// The least number.
        pub fn min(mut self, number: impl IntoValue<i64>) -> Self {
            if let Kind::Number(min, _) = &mut self.0.kind {
                *min = Some(number.into_value());
            }
            self
        }

        /// The greatest number.
        pub fn max(mut self, number: impl IntoValue<i64>) -> Self {
            if let Kind::Number(_, max) = &mut self.0.kind {
                *max = Some(number.into_value());
            }
            self
        }
    }

    /// A [`CustomAttribute`] that is `true` or `false`.
    BooleanAttribute {}

    /// A [`CustomAttribute`] that is a point in time.
    DateTimeAttribute {}
}
