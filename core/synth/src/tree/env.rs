//! The environment that a stack is deployed to: an account and a region, each known or not.

use std::fmt;

/// An account and a region. What is not given is decided by the deployment.
///
/// ```
/// use cognito_cdk_synth::Environment;
///
/// let env = Environment::new("123456789012", "eu-west-1");
/// assert_eq!(env.to_string(), "aws://123456789012/eu-west-1");
/// assert_eq!(Environment::default().to_string(), "aws://unknown-account/unknown-region");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Environment {
    /// The account, of 12 digits.
    pub account: Option<String>,
    /// The region, such as `eu-west-1`.
    pub region: Option<String>,
}

impl Environment {
    /// A known account and region.
    pub fn new(account: impl Into<String>, region: impl Into<String>) -> Self {
        Self {
            account: Some(account.into()),
            region: Some(region.into()),
        }
    }

    /// A known region in whatever account the deployment is for.
    pub fn in_region(region: impl Into<String>) -> Self {
        Self {
            account: None,
            region: Some(region.into()),
        }
    }

    /// The account and region that the CDK command line was started for, as far as it knows them.
    #[must_use]
    pub fn from_cli() -> Self {
        Self {
            account: std::env::var("CDK_DEFAULT_ACCOUNT").ok(),
            region: std::env::var("CDK_DEFAULT_REGION").ok(),
        }
    }

    /// What this environment leaves open is taken from `outer`.
    pub(crate) fn or(self, outer: &Self) -> Self {
        Self {
            account: self.account.or_else(|| outer.account.clone()),
            region: self.region.or_else(|| outer.region.clone()),
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let account = self.account.as_deref().unwrap_or("unknown-account");
        let region = self.region.as_deref().unwrap_or("unknown-region");
        write!(f, "aws://{account}/{region}")
    }
}
