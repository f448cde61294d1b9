//! What Cognito refuses in the domains of user pools.

use super::Rule;
use super::view::{Clashes, Report, View, number};
use std::collections::HashSet;

/// The words that the prefix of a domain must not contain.
const RESERVED: [&str; 3] = ["aws", "amazon", "cognito"];

/// The region of the certificates of custom domains.
const CERTIFICATE_REGION: &str = "us-east-1";

pub(super) fn check(domain: &View<'_>, report: &mut Report) {
    if domain.has("CustomDomainConfig") {
        certificate(domain, report);
    } else {
        prefix(domain, report);
    }
}

fn prefix(domain: &View<'_>, report: &mut Report) {
    let Some(prefix) = domain.text("Domain") else {
        return;
    };
    if prefix.contains('.') {
        report.add(
            Rule::DomainWithoutCertificate,
            domain,
            "Domain",
            format!("`{prefix}` is a domain of your own, and has no certificate"),
            "give it one with `UserPoolDomainOptions::custom_domain`, or write a prefix without dots",
        );
    }
    if let Some(word) = RESERVED.into_iter().find(|word| prefix.contains(word)) {
        report.add(
            Rule::ReservedDomainPrefix,
            domain,
            "Domain",
            format!("the prefix `{prefix}` contains `{word}`, which is reserved"),
            "write a prefix without the words `aws`, `amazon` and `cognito`",
        );
    }
}

fn certificate(domain: &View<'_>, report: &mut Report) {
    let path = "CustomDomainConfig.CertificateArn";
    let Some(arn) = domain.text(path) else {
        return;
    };
    let mut parts = arn.split(':').skip(1);
    if let (Some("aws"), Some("acm"), Some(region)) = (parts.next(), parts.next(), parts.next())
        && region != CERTIFICATE_REGION
    {
        report.add(
            Rule::CertificateRegion,
            domain,
            path,
            format!(
                "the certificate is in `{region}`, and CloudFront takes it from `us-east-1` only"
            ),
            "request or import the certificate in `us-east-1`, whatever region the pool is in",
        );
    }
}

/// What domains have to do with their pools, and with each other.
pub(super) fn check_all(views: &[View<'_>], report: &mut Report) {
    let mut clashes = Clashes::default();
    let is_lite = |view: &&View<'_>| {
        view.cfn_type() == "AWS::Cognito::UserPool" && view.text("UserPoolTier") == Some("LITE")
    };
    let lite = views.iter().filter(is_lite);
    let lite: HashSet<&str> = lite.map(|pool| pool.id).collect();
    for domain in views.iter().filter(|view| is_domain(view)) {
        let is_custom = domain.has("CustomDomainConfig");
        let kind = if is_custom {
            "custom domain"
        } else {
            "domain that Cognito hosts"
        };
        if let Some(first) = clashes.add(domain, &[domain.get("UserPoolId")], kind) {
            report.add(
                Rule::TwoDomainsOfAKind,
                domain,
                "UserPoolId",
                format!("the pool already has a {kind}: `{first}`"),
                "a pool can have one domain that Cognito hosts and one custom domain: leave one out",
            );
        }
        let version = domain.get("ManagedLoginVersion").and_then(number);
        if version == Some(2)
            && domain
                .reference("UserPoolId")
                .is_some_and(|pool| lite.contains(pool))
        {
            report.add(
                Rule::ManagedLoginOnLite,
                domain,
                "ManagedLoginVersion",
                "managed login is not part of the feature plan `LITE`, which the pool has",
                "give the pool `FeaturePlan::Essentials`, or the domain `ManagedLoginVersion::ClassicHostedUi`",
            );
        }
    }
}

fn is_domain(view: &View<'_>) -> bool {
    view.cfn_type() == "AWS::Cognito::UserPoolDomain"
}
