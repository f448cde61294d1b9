//! `UserPoolDomain`: where the login pages and the OAuth endpoints of a pool are.

mod options;
mod prefix;
mod urls;

pub use options::{
    CognitoDomain, CustomDomain, DomainKind, ManagedLoginVersion, UserPoolDomainOptions,
};
pub use prefix::DomainPrefix;
pub use urls::{BaseUrlOptions, SignInUrlOptions};

use crate::construct::{IResource, imported, owned};
use crate::rules;
use crate::user_pool::IUserPool;
use cognito_cdk_l1::cognito::CfnUserPoolDomain;
use cognito_cdk_l1::ids::UserPoolDomainName;
use cognito_cdk_l1::{IntoValue, Value};
use cognito_cdk_synth::{Construct, Element, Scope};
use options::sealed::Sealed;

/// A domain of a user pool, own or imported.
pub trait IUserPoolDomain: IResource {
    /// The prefix of a domain that Cognito hosts, or the whole name of a custom domain.
    fn domain_name(&self) -> Value<UserPoolDomainName>;
}

/// A domain of a user pool: where its login pages and OAuth endpoints are.
///
/// It makes an [`AWS::Cognito::UserPoolDomain`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpooldomain.html).
/// A pool can have one domain that Cognito hosts and one of its own.
///
/// ```
/// use cognito_cdk::cognito::{
///     BaseUrlOptions, IUserPool, ManagedLoginVersion, UserPool, UserPoolDomainOptions, UserPoolProps,
/// };
/// use cognito_cdk::{App, CfnOutput, Stack, text};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "SignIn");
/// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
/// let domain = pool.add_domain("Login", UserPoolDomainOptions::cognito_domain(text!("acme-web"))
///     .managed_login_version(ManagedLoginVersion::NewerManagedLogin));
/// CfnOutput::new(&stack, "LoginUrl", domain.base_url(BaseUrlOptions::new()));
/// # app.build()?;
/// # Ok::<(), cognito_cdk::SynthError>(())
/// ```
#[derive(Clone, Debug)]
pub struct UserPoolDomain {
    construct: Construct,
    cfn: Element<CfnUserPoolDomain>,
    is_custom: bool,
}

owned!(
    UserPoolDomain,
    CfnUserPoolDomain,
    "AWS::Cognito::UserPoolDomain"
);

impl UserPoolDomain {
    /// A domain of `pool`, in `scope`.
    #[track_caller]
    pub fn new<K: DomainKind>(
        scope: &impl Scope,
        id: impl AsRef<str>,
        pool: &impl IUserPool,
        options: UserPoolDomainOptions<K>,
    ) -> Self {
        let construct = Construct::new(scope, id);
        rules::install(&construct);
        let version = options.version();
        let (name, config) = options.kind.parts();
        let mut domain = CfnUserPoolDomain::builder()
            .domain(name)
            .user_pool_id(pool.user_pool_id())
            .build();
        domain.custom_domain_config = config.map(IntoValue::into_value);
        domain.managed_login_version = version;
        domain.routing = options.routing;
        let cfn = construct.add("Resource", domain);
        let managed = options.managed_login_version == Some(ManagedLoginVersion::NewerManagedLogin);
        if managed && options.branding {
            pool.base().add_managed_login();
        }
        Self {
            construct,
            cfn,
            is_custom: <K as Sealed>::IS_CUSTOM,
        }
    }

    /// A domain that is there already: its prefix, or its whole name if it is a custom domain.
    #[track_caller]
    pub fn from_domain_name(
        scope: &impl Scope,
        id: impl AsRef<str>,
        domain_name: impl IntoValue<UserPoolDomainName>,
    ) -> ImportedUserPoolDomain {
        ImportedUserPoolDomain::create(scope, id, domain_name)
    }

    /// Whether it is a custom domain, and not one that Cognito hosts.
    #[must_use]
    pub const fn is_custom(&self) -> bool {
        self.is_custom
    }

    /// The name of the CloudFront distribution that serves a custom domain, such as
    /// `d111111abcdef8.cloudfront.net`: what its DNS record points to.
    #[must_use]
    pub fn cloud_front_endpoint(&self) -> Value<String> {
        self.cfn.attr_cloud_front_distribution()
    }
}

impl IUserPoolDomain for UserPoolDomain {
    fn domain_name(&self) -> Value<UserPoolDomainName> {
        self.cfn.ref_()
    }
}

imported! {
    /// A domain that is there already; [`UserPoolDomain::from_domain_name`] gives it.
    ImportedUserPoolDomain, UserPoolDomainName
}

impl IUserPoolDomain for ImportedUserPoolDomain {
    fn domain_name(&self) -> Value<UserPoolDomainName> {
        self.name.clone()
    }
}
