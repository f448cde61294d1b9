//! `ClientAttributes`: which attributes of its users an app client can read or write.

use crate::user_pool::StandardAttribute;
use cognito_cdk_l1::cognito::user_pool_client::bounds::{ReadAttributes, WriteAttributes};
use cognito_cdk_l1::{IntoValue, List, Text, TextBounds, Value};
use std::collections::BTreeSet;

/// The attributes of its users that an app client can read, or write.
///
/// ```
/// use cognito_cdk::cognito::{ClientAttributes, StandardAttribute};
///
/// let attributes = ClientAttributes::new()
///     .with_standard_attributes([StandardAttribute::Email, StandardAttribute::Fullname])
///     .with_custom_attributes(["tenant"]);
/// assert_eq!(attributes.attributes(), ["custom:tenant", "email", "name"]);
/// ```
///
/// See [user attributes](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html).
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
        attributes: impl IntoIterator<Item = StandardAttribute>,
    ) -> Self {
        let names = attributes.into_iter().map(StandardAttribute::name);
        self.0.extend(names.map(str::to_owned));
        self
    }

    /// `email_verified` too: whether users have shown that their email address is theirs. It is for reading:
    /// Cognito sets it.
    pub fn with_email_verified(mut self) -> Self {
        self.0.insert("email_verified".to_owned());
        self
    }

    /// `phone_number_verified` too: whether users have shown that their phone number is theirs. It is for
    /// reading: Cognito sets it.
    pub fn with_phone_number_verified(mut self) -> Self {
        self.0.insert("phone_number_verified".to_owned());
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
