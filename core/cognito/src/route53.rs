//! Route 53: the alias target of a custom domain, and the resource types.

pub use cognito_cdk_l1::route53::*;

use crate::cognito::UserPoolDomain;
use crate::rules::Rule;
use cognito_cdk_l1::Value;
use cognito_cdk_synth::{CfnMapping, Mapping, Node, Scope, Stack, intrinsics};
use record_set::AliasTarget;
use std::panic::Location;

/// The mapping from partitions to the hosted zone of CloudFront, as AWS CDK names it.
const ZONES: &str = "AWSCloudFrontPartitionHostedZoneIdMap";

/// A custom domain of a user pool as the target of an alias record.
///
/// ```
/// use cognito_cdk::cognito::{IUserPool, UserPool, UserPoolDomainOptions, UserPoolProps};
/// use cognito_cdk::route53::{CfnRecordSet, UserPoolDomainTarget};
/// use cognito_cdk::{App, Scope, Stack};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "SignIn");
/// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
/// let certificate = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
/// let domain = pool.add_domain("Login", UserPoolDomainOptions::custom_domain("auth.example.com", certificate));
/// stack.add("Alias", CfnRecordSet::builder()
///     .hosted_zone_id("Z1EXAMPLE")
///     .name("auth.example.com.")
///     .type_("A")
///     .alias_target(UserPoolDomainTarget::new(&domain).alias_target(&stack))
///     .build());
/// # app.build()?;
/// # Ok::<(), cognito_cdk::SynthError>(())
/// ```
#[derive(Clone, Debug)]
pub struct UserPoolDomainTarget {
    dns_name: Value<String>,
}

/// The mapping of a stack, kept for the other records of the stack.
struct Zones {
    stack: Node,
    mapping: CfnMapping,
}

impl UserPoolDomainTarget {
    /// The CloudFront distribution that serves `domain`.
    #[must_use]
    #[track_caller]
    pub fn new(domain: &UserPoolDomain) -> Self {
        if !domain.is_custom() {
            Rule::AliasOfPrefixDomain.report(
                domain,
                "an alias record cannot lead to a domain that Cognito hosts: it answers to its own name only",
                "make the domain with `UserPoolDomainOptions::custom_domain`",
                Location::caller(),
            );
        }
        Self {
            dns_name: domain.cloud_front_endpoint(),
        }
    }

    /// The target, for a record in the stack of `scope`. The stack gets the mapping from partitions to the
    /// hosted zone of CloudFront.
    #[must_use]
    #[track_caller]
    pub fn alias_target(&self, scope: &impl Scope) -> AliasTarget {
        let stack =
            Stack::of(scope).map_or_else(|| scope.node().root(), |stack| stack.node().clone());
        let known = stack.provided::<Zones>();
        let mapping = match known.filter(|zones| zones.stack == stack) {
            Some(zones) => zones.mapping.clone(),
            None => add_zones(&stack),
        };
        let zone = intrinsics::find_in_map(&mapping, intrinsics::partition(), "zoneId");
        AliasTarget::builder()
            .dns_name(self.dns_name.clone())
            .hosted_zone_id(zone)
            .build()
    }
}

#[track_caller]
fn add_zones(stack: &Node) -> CfnMapping {
    let zones = Mapping::new()
        .entry("aws", "zoneId", "Z2FDTNDATAQYW2")
        .entry("aws-cn", "zoneId", "Z3RFFRIM2A3IF5");
    let mapping = CfnMapping::new(stack, ZONES, zones);
    stack.provide(Zones {
        stack: stack.clone(),
        mapping: mapping.clone(),
    });
    mapping
}
