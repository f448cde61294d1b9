//! What a domain can be told.

use super::prefix::DomainPrefix;
use cognito_cdk_l1::cognito::user_pool_domain::{
    CustomDomainConfigType, CustomDomainConfigTypeSecurityPolicy, RoutingType, bounds,
};
use cognito_cdk_l1::ids::CertificateArn;
use cognito_cdk_l1::{Int, IntoValue, Text, Value};

/// Which login pages a domain has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ManagedLoginVersion {
    /// 1, the classic hosted UI.
    ClassicHostedUi,
    /// 2, managed login, which needs a feature plan other than Lite, and a
    /// [branding](crate::cognito::ManagedLoginBranding) for each client.
    NewerManagedLogin,
}

impl ManagedLoginVersion {
    const fn number(self) -> i64 {
        match self {
            Self::ClassicHostedUi => 1,
            Self::NewerManagedLogin => 2,
        }
    }
}

/// A domain that Cognito hosts, in [`UserPoolDomainOptions`].
#[derive(Clone, Debug)]
pub struct CognitoDomain(Value<Text<DomainPrefix>>);

/// A domain of one's own, in [`UserPoolDomainOptions`].
#[derive(Clone, Debug)]
pub struct CustomDomain {
    name: Value<Text<bounds::Domain>>,
    certificate: Value<CertificateArn>,
    security_policy: Option<Value<CustomDomainConfigTypeSecurityPolicy>>,
}

/// The kinds of domains: [`CognitoDomain`] and [`CustomDomain`].
pub trait DomainKind: sealed::Sealed {}

impl DomainKind for CognitoDomain {}
impl DomainKind for CustomDomain {}

pub(super) mod sealed {
    use super::{CustomDomainConfigType, Text, Value, bounds};

    pub trait Sealed {
        const IS_CUSTOM: bool;

        #[doc(hidden)]
        fn parts(self) -> (Value<Text<bounds::Domain>>, Option<CustomDomainConfigType>);
    }
}

impl sealed::Sealed for CognitoDomain {
    const IS_CUSTOM: bool = false;

    fn parts(self) -> (Value<Text<bounds::Domain>>, Option<CustomDomainConfigType>) {
        let prefix = match self.0 {
            Value::Literal(prefix) => Value::Literal(String::from(prefix).into()),
            Value::Expr(expression) => Value::Expr(expression),
        };
        (prefix, None)
    }
}

impl sealed::Sealed for CustomDomain {
    const IS_CUSTOM: bool = true;

    fn parts(self) -> (Value<Text<bounds::Domain>>, Option<CustomDomainConfigType>) {
        let mut config = CustomDomainConfigType::builder()
            .certificate_arn(self.certificate)
            .build();
        config.security_policy = self.security_policy;
        (self.name, Some(config))
    }
}

/// What a [`UserPoolDomain`](super::UserPoolDomain) can be told. It is of one of two kinds:
/// [`cognito_domain`](UserPoolDomainOptions::cognito_domain) or
/// [`custom_domain`](UserPoolDomainOptions::custom_domain).
#[derive(Clone, Debug)]
#[must_use]
pub struct UserPoolDomainOptions<K = CognitoDomain> {
    pub(super) kind: K,
    pub(super) managed_login_version: Option<ManagedLoginVersion>,
    pub(super) routing: Option<Value<RoutingType>>,
    pub(super) branding: bool,
}

impl UserPoolDomainOptions {
    /// A domain that Cognito hosts: `PREFIX.auth.REGION.amazoncognito.com`. The prefix is unique in its
    /// region, over all accounts.
    ///
    /// [`text!`](crate::text!) lets the compiler check a literal.
    pub fn cognito_domain(domain_prefix: impl IntoValue<Text<DomainPrefix>>) -> Self {
        Self::of(CognitoDomain(domain_prefix.into_value()))
    }
}

impl UserPoolDomainOptions<CustomDomain> {
    /// A domain of one's own, such as `auth.example.com`, and its certificate, which must be in
    /// `us-east-1`, as CloudFront serves the domain. The domain above it, `example.com`, needs an A record.
    ///
    /// See [custom domains](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html).
    pub fn custom_domain(
        domain_name: impl IntoValue<Text<bounds::Domain>>,
        certificate: impl IntoValue<CertificateArn>,
    ) -> Self {
        Self::of(CustomDomain {
            name: domain_name.into_value(),
            certificate: certificate.into_value(),
            security_policy: None,
        })
    }

    /// The least version of TLS that the domain accepts.
    pub fn security_policy(
        mut self,
        policy: impl IntoValue<CustomDomainConfigTypeSecurityPolicy>,
    ) -> Self {
        self.kind.security_policy = Some(policy.into_value());
        self
    }
}

impl<K> UserPoolDomainOptions<K> {
    const fn of(kind: K) -> Self {
        Self {
            kind,
            managed_login_version: None,
            routing: None,
            branding: true,
        }
    }

    /// Which login pages the domain has. Without it Cognito decides.
    pub const fn managed_login_version(mut self, version: ManagedLoginVersion) -> Self {
        self.managed_login_version = Some(version);
        self
    }

    /// Which region serves the domain: for a pool with a replica, where it goes when a health check of
    /// Route 53 says that the pool's own region is not well.
    ///
    /// See [its type](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cognito-userpooldomain-routingtype.html).
    pub fn routing(mut self, routing: impl IntoValue<RoutingType>) -> Self {
        self.routing = Some(routing.into_value());
        self
    }

    /// Lets clients go without the branding that managed login needs: for those that get one elsewhere.
    pub const fn no_managed_login_branding(mut self) -> Self {
        self.branding = false;
        self
    }

    pub(super) fn version(&self) -> Option<Value<Int<bounds::ManagedLoginVersion>>> {
        let version = self.managed_login_version?;
        Some(version.number().into_value())
    }
}
