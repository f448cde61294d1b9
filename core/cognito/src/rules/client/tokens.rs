//! The authentication flows of an app client, and how long its tokens are valid.

use super::super::Rule;
use super::super::view::{Report, View, number};
use crate::duration::Duration;

const REFRESH: &str = "ALLOW_REFRESH_TOKEN_AUTH";

pub(super) fn check(client: &View<'_>, report: &mut Report) {
    flows(client, report);
    let access = validity(client, &ACCESS, report);
    let id = validity(client, &ID, report);
    let refresh = validity(client, &REFRESH_TOKEN, report);
    let Some(refresh) = refresh else {
        return;
    };
    for (token, validity) in [(ACCESS, access), (ID, id)] {
        if let Some(validity) = validity.filter(|validity| *validity > refresh) {
            report.add(
                Rule::TokenOutlivesRefresh,
                client,
                token.property,
                format!(
                    "the {} token is valid for {validity}, and the refresh token for {refresh}",
                    token.name
                ),
                "let the refresh token be valid for at least as long",
            );
        }
    }
}

fn flows(client: &View<'_>, report: &mut Report) {
    let Some(list) = client.list("ExplicitAuthFlows") else {
        return;
    };
    let flows = client.texts("ExplicitAuthFlows");
    let rotates = client.text("RefreshTokenRotation.Feature") == Some("ENABLED");
    let path = "ExplicitAuthFlows";
    if list.is_empty() {
        report.add(
            Rule::EmptyAuthFlows,
            client,
            path,
            "no authentication flow is listed, which Cognito takes for its default: SRP, custom and refreshing",
            "list the flows that the client needs, `AuthFlow::user_srp()` for example",
        );
    }
    if rotates && flows.contains(&REFRESH) {
        report.add(
            Rule::RotationWithRefreshFlow,
            client,
            path,
            format!("refresh tokens are rotated, which excludes `{REFRESH}`"),
            format!("remove `{REFRESH}`, and refresh with `GetTokensFromRefreshToken`"),
        );
    }
    let is_new = |flow: &&str| flow.starts_with("ALLOW_");
    let new = flows.iter().copied().filter(is_new).count();
    if new > 0 && new < flows.len() {
        report.add(
            Rule::MixedAuthFlows,
            client,
            path,
            format!("names with and without `ALLOW_` are mixed: {}", flows.join(", ")),
            "use the names that begin with `ALLOW_` only; the others are old names of the same flows",
        );
    }
    let all_new = new > 0 && new == list.len();
    if all_new && !rotates && !flows.contains(&REFRESH) {
        report.add(
            Rule::MissingRefreshFlow,
            client,
            path,
            format!("`{REFRESH}` is not listed: tokens cannot be refreshed, and Cognito has refused such clients"),
            format!("add `{REFRESH}`, or rotate refresh tokens"),
        );
    }
}

/// A kind of token.
#[derive(Clone, Copy)]
struct Token {
    name: &'static str,
    property: &'static str,
    unit: &'static str,
    default_unit: &'static str,
    least: Duration,
    most: Duration,
}

const ACCESS: Token = Token {
    name: "access",
    property: "AccessTokenValidity",
    unit: "AccessToken",
    default_unit: "hours",
    least: Duration::minutes(5),
    most: Duration::days(1),
};

const ID: Token = Token {
    name: "id",
    property: "IdTokenValidity",
    unit: "IdToken",
    ..ACCESS
};

const REFRESH_TOKEN: Token = Token {
    name: "refresh",
    property: "RefreshTokenValidity",
    unit: "RefreshToken",
    default_unit: "days",
    least: Duration::hours(1),
    most: Duration::days(3650),
};

/// How long a kind of token is valid. What is out of its range is reported.
fn validity(client: &View<'_>, token: &Token, report: &mut Report) -> Option<Duration> {
    let count = u64::try_from(number(client.get(token.property)?)?).ok()?;
    let unit = format!("TokenValidityUnits.{}", token.unit);
    let has_unit = client.has(&unit);
    let unit = match client.text(&unit) {
        Some(unit) => unit,
        None if has_unit => return None,
        None => token.default_unit,
    };
    let validity = match unit {
        "seconds" => Duration::seconds(count),
        "minutes" => Duration::minutes(count),
        "hours" => Duration::hours(count),
        "days" => Duration::days(count),
        _ => return None,
    };
    if validity < token.least || validity > token.most {
        let without = if has_unit {
            String::new()
        } else {
            format!(
                " (without `TokenValidityUnits.{}`, {} counts {})",
                token.unit, token.property, token.default_unit
            )
        };
        report.add(
            Rule::TokenValidity,
            client,
            token.property,
            format!("the {} token is valid for {validity}{without}", token.name),
            format!("Cognito takes {} to {}", token.least, token.most),
        );
        return None;
    }
    Some(validity)
}
