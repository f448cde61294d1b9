//! What the constructs of all kinds of identity providers have in common.

use super::attributes::AttributeMapping;
use crate::defaults::Defaults;
use crate::rules;
use crate::secret::SecretValue;
use crate::user_pool::IUserPool;
use cognito_cdk_l1::cognito::CfnUserPoolIdentityProvider;
use cognito_cdk_l1::cognito::user_pool_identity_provider::{ProviderType, bounds};
use cognito_cdk_l1::{Expr, IntoValue, Json, List, Map, Text, Value};
use cognito_cdk_synth::{Construct, Element, Scope, intrinsics};

/// What a provider is, as its kind says it.
pub(super) struct Provider {
    pub(super) kind: ProviderType,
    /// The name; without one the construct gives it.
    pub(super) name: Option<Value<Text<bounds::ProviderName>>>,
    /// What the name is made of where there is none.
    pub(super) make_name: fn(&Construct) -> String,
    pub(super) details: Details,
    pub(super) mapping: AttributeMapping,
    pub(super) identifiers: Option<Value<List<Text<bounds::IdpIdentifiers>>>>,
}

/// The entries of `ProviderDetails`.
#[derive(Default)]
pub(super) struct Details(Map<Text<bounds::ProviderDetails>>);

impl Details {
    /// What the provider knows an application by.
    pub(super) fn of_client(id: Value<String>, secret: &SecretValue) -> Self {
        Self::default()
            .with("client_id", id)
            .with("client_secret", secret.unsafe_unwrap())
    }

    pub(super) fn with(mut self, key: &'static str, value: impl IntoValue<String>) -> Self {
        self.0.insert(key, value.into_value());
        self
    }

    pub(super) fn with_some(self, key: &'static str, value: Option<Value<String>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The scopes as one text.
    pub(super) fn with_scopes(
        self,
        scopes: Option<Vec<Value<String>>>,
        default: &'static str,
        separator: &'static str,
    ) -> Self {
        let scopes = match scopes {
            Some(scopes) => intrinsics::join(separator, scopes),
            None => default.into(),
        };
        self.with("authorize_scopes", scopes)
    }

    /// A yes or no: a text, as Cognito keeps it, unless the defaults are those of AWS CDK.
    pub(super) fn with_flag(self, key: &'static str, flag: Option<bool>) -> Self {
        let mut details = self;
        if let Some(flag) = flag {
            let flag: Value<Text<bounds::ProviderDetails>> =
                Value::from_expr(Expr::Json(Json::Bool(flag)));
            details.0.insert(key, flag);
        }
        details
    }

    fn render(self, as_text: bool) -> Map<Text<bounds::ProviderDetails>> {
        let entries = self.0.iter().map(|(key, value)| {
            let value = match value {
                Value::Expr(flag) if as_text => match &**flag {
                    Expr::Json(Json::Bool(flag)) => flag.to_string().into_value(),
                    _ => value.clone(),
                },
                _ => value.clone(),
            };
            (key.to_owned(), value)
        });
        entries.collect()
    }
}

#[track_caller]
pub(super) fn create(
    scope: &impl Scope,
    id: impl AsRef<str>,
    pool: &impl IUserPool,
    provider: Provider,
) -> (Construct, Element<CfnUserPoolIdentityProvider>) {
    let construct = Construct::new(scope, id);
    rules::install(&construct);
    let defaults = Defaults::of(&construct);
    let name = provider
        .name
        .unwrap_or_else(|| (provider.make_name)(&construct).into_value());
    let mut resource = CfnUserPoolIdentityProvider::builder()
        .user_pool_id(pool.user_pool_id())
        .provider_name(name)
        .provider_type(provider.kind)
        .provider_details(provider.details.render(defaults.text_provider_details))
        .build();
    let mapping = provider.mapping.render(defaults.custom_mapping_prefix);
    resource.attribute_mapping = mapping.map(IntoValue::into_value);
    resource.idp_identifiers = provider.identifiers;
    let cfn = construct.add("Resource", resource);
    (construct, cfn)
}

/// The setters that the options of all kinds have.
macro_rules! common_setters {
    ($options:ty) => {
        impl $options {
            /// Which attribute of the provider becomes which attribute of the user.
            pub fn attribute_mapping(mut self, mapping: $crate::cognito::AttributeMapping) -> Self {
                self.mapping = mapping;
                self
            }
        }
    };
}

/// The setter of the scopes, and which ones are asked for without it.
macro_rules! scopes_setter {
    ($options:ty, $default:literal) => {
        impl $options {
            const DEFAULT_SCOPE: &'static str = $default;

            #[doc = concat!("The scopes that the user is asked for; `", $default, "` without it.")]
            pub fn scopes<S: cognito_cdk_l1::IntoValue<String>>(
                mut self,
                scopes: impl IntoIterator<Item = S>,
            ) -> Self {
                let scopes = scopes
                    .into_iter()
                    .map(cognito_cdk_l1::IntoValue::into_value);
                self.scopes = Some(scopes.collect());
                self
            }
        }
    };
}

/// The setters of what a pool knows a provider by, where its type does not say it.
macro_rules! name_setters {
    ($options:ty) => {
        impl $options {
            /// The name, by which clients and links to login pages call the provider: 3 to 32 characters, without
            /// `_` and spaces. Without it the name is made of the path of the construct.
            pub fn name(
                mut self,
                name: impl cognito_cdk_l1::IntoValue<
                    cognito_cdk_l1::Text<
                        cognito_cdk_l1::cognito::user_pool_identity_provider::bounds::ProviderName,
                    >,
                >,
            ) -> Self {
                self.name = Some(name.into_value());
                self
            }

            /// Up to 50 identifiers, such as domains of email addresses, of 1 to 40 characters each: a link to
            /// the login page that carries one, or a user's address with one, leads to this provider.
            pub fn identifiers(
                mut self,
                identifiers: impl cognito_cdk_l1::IntoValue<
                    cognito_cdk_l1::List<
                        cognito_cdk_l1::Text<
                            cognito_cdk_l1::cognito::user_pool_identity_provider::bounds::IdpIdentifiers,
                        >,
                    >,
                >,
            ) -> Self {
                self.identifiers = Some(identifiers.into_value());
                self
            }
        }
    };
}

/// The construct of a kind of providers.
macro_rules! provider_construct {
    ($(#[$doc:meta])* $construct:ident, $options:ty) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $construct {
            construct: cognito_cdk_synth::Construct,
            cfn: cognito_cdk_synth::Element<cognito_cdk_l1::cognito::CfnUserPoolIdentityProvider>,
        }

        $crate::construct::owned!(
            $construct,
            cognito_cdk_l1::cognito::CfnUserPoolIdentityProvider,
            "AWS::Cognito::UserPoolIdentityProvider"
        );

        impl $construct {
            /// A provider of `pool`, in `scope`. It registers itself with the pool.
            #[track_caller]
            pub fn new(
                scope: &impl cognito_cdk_synth::Scope,
                id: impl AsRef<str>,
                pool: &impl $crate::cognito::IUserPool,
                options: $options,
            ) -> Self {
                let provider = options.provider();
                let (construct, cfn) = $crate::identity_provider::construct::create(scope, id, pool, provider);
                let provider = Self { construct, cfn };
                pool.register_identity_provider(&provider);
                provider
            }
        }

        impl $crate::cognito::IUserPoolIdentityProvider for $construct {
            fn provider_name(&self) -> cognito_cdk_l1::Value<cognito_cdk_l1::ids::UserPoolIdentityProviderName> {
                self.cfn.ref_()
            }
        }
    };
}

pub(super) use {common_setters, name_setters, provider_construct, scopes_setter};
