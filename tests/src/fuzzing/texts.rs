//! ARNs and callback URLs.

use super::check_message;
use cognito_cdk::arn::Arn;
use cognito_cdk::{Template, rules};
use serde_json::json;

/// An ARN is the sum of its parts; the error of any other text is short.
pub(super) fn arn(input: &[u8]) {
    const LONGEST: usize = 2000;
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let arn = match Arn::parse(text) {
        Ok(arn) => arn,
        Err(error) => {
            let message = error.to_string();
            check_message(&message);
            assert!(
                message.len() < LONGEST && !message.contains('\n'),
                "{message}"
            );
            return;
        }
    };
    assert_eq!(arn.to_string(), text);
    assert_eq!(text.parse(), Ok(arn.clone()));
    let parts = [
        "arn",
        arn.partition(),
        arn.service(),
        arn.region(),
        arn.account(),
    ];
    assert_eq!(format!("{}:{}", parts.join(":"), arn.resource()), text);
    assert!(arn.resource().starts_with(arn.resource_type()));
    assert!(arn.resource().ends_with(arn.resource_name()));
}

/// A callback URL that is taken is absolute, has no fragment, and is `http` on this machine only; the finding
/// of any other names the property.
pub(super) fn callback_url(input: &[u8]) {
    let Ok(url) = std::str::from_utf8(input) else {
        return;
    };
    let template = json!({ "Resources": { "Client": {
        "Type": "AWS::Cognito::UserPoolClient",
        "Properties": {
            "UserPoolId": "eu-west-1_Ab12Cd34E",
            "AllowedOAuthFlows": ["code"],
            "AllowedOAuthFlowsUserPoolClient": true,
            "AllowedOAuthScopes": ["openid"],
            "CallbackURLs": [url],
            "LogoutURLs": [url],
            "DefaultRedirectURI": url,
        },
    } } });
    let template = Template::from_data(template).unwrap_or_else(|error| panic!("{error}"));
    let findings = rules::check(&template);
    for finding in &findings {
        check_message(&finding.to_string());
    }
    let found = |rule: rules::Rule, place: &str| {
        let mut findings = findings.iter();
        findings.any(|finding| finding.rule == rule.id() && finding.path.contains(place))
    };
    let is_local = is_local_or_not_http(url);
    assert_eq!(
        found(rules::Rule::CallbackUrl, "CallbackURLs[0]"),
        !is_callback(url) || !is_local
    );
    assert_eq!(found(rules::Rule::LogoutUrl, "LogoutURLs[0]"), !is_local);
}

/// Whether a URL is absolute without a fragment, and has a host if it is one of the web.
fn is_callback(url: &str) -> bool {
    let Some((scheme, after)) = scheme(url) else {
        return false;
    };
    let has_host = after
        .strip_prefix("//")
        .is_some_and(|after| !host(after).is_empty());
    !after.contains('#') && (has_host || !["http", "https"].contains(&scheme.as_str()))
}

fn is_local_or_not_http(url: &str) -> bool {
    match scheme(url) {
        Some((scheme, after)) if scheme == "http" => {
            let host = after.strip_prefix("//").map(host).unwrap_or_default();
            ["localhost", "127.0.0.1", "[::1]"].contains(&host.to_ascii_lowercase().as_str())
        }
        _ => true,
    }
}

/// The scheme in lower case, and what follows its colon.
fn scheme(url: &str) -> Option<(String, &str)> {
    let (scheme, after) = url.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then(|| (scheme.to_ascii_lowercase(), after))
}

/// The host of what follows `//`, without user and port.
fn host(after: &str) -> &str {
    let end = after.find(['/', '?', '#']).unwrap_or(after.len());
    let (authority, _) = after.split_at(end);
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let address = match host.find(']') {
        Some(end) if host.starts_with('[') => end,
        None if host.starts_with('[') => return host,
        _ => 0,
    };
    let port = host.match_indices(':').find(|(at, _)| *at >= address);
    port.map_or(host, |(at, _)| host.split_at(at).0)
}
