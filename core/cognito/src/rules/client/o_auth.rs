//! The OAuth settings of an app client.

use super::super::Rule;
use super::super::view::{Report, View, is_true};
use crate::client::{callback_url_problem, uses_plain_http};
use cognito_cdk_l1::Json;

/// The scopes that mean a user.
const USER_SCOPES: [&str; 5] = [
    "phone",
    "email",
    "openid",
    "profile",
    "aws.cognito.signin.user.admin",
];

pub(super) fn check(client: &View<'_>, report: &mut Report) {
    let flows = client.texts("AllowedOAuthFlows");
    switch(client, &flows, report);
    if flows.contains(&"client_credentials") {
        client_credentials(client, &flows, report);
    }
    if flows.contains(&"implicit") {
        report.add(
            Rule::ImplicitGrant,
            client,
            "AllowedOAuthFlows",
            "the implicit grant shows tokens in URLs, where histories, logs and other scripts can see them",
            "use `AuthorizationCodeGrant` (`code`) with PKCE alone; public clients can use it too",
        );
    }
    let redirects = flows.contains(&"implicit") || flows.contains(&"code");
    if redirects && is_empty(client, "CallbackURLs") {
        report.add(
            Rule::MissingCallback,
            client,
            "CallbackURLs",
            "the client has a grant that sends users to a callback URL, and no such URL",
            "list the URLs of the application in `CallbackURLs`, or remove the grant",
        );
    }
    urls(client, report);
    default_redirect(client, report);
}

/// Whether a list is not there, or there without elements.
fn is_empty(client: &View<'_>, path: &str) -> bool {
    match client.get(path) {
        None => true,
        Some(value) => value.as_list().is_some_and(<[_]>::is_empty),
    }
}

/// What is set must be switched on, and what is switched on must be set.
fn switch(client: &View<'_>, flows: &[&str], report: &mut Report) {
    let switch = client.get("AllowedOAuthFlowsUserPoolClient");
    let is_off = match switch {
        None | Some(Json::Bool(false)) => true,
        Some(value) => value.as_str() == Some("false"),
    };
    if is_off && !(flows.is_empty() && client.texts("AllowedOAuthScopes").is_empty()) {
        report.add(
            Rule::OAuthIsOff,
            client,
            "AllowedOAuthFlowsUserPoolClient",
            "grants or scopes of OAuth are set, and OAuth is off",
            "set `AllowedOAuthFlowsUserPoolClient` to true, or remove `AllowedOAuthFlows` and `AllowedOAuthScopes`",
        );
    }
    if !switch.is_some_and(is_true) {
        return;
    }
    let missing = [
        ("AllowedOAuthFlows", "grant"),
        ("AllowedOAuthScopes", "scope"),
    ];
    let missing: Vec<_> = missing
        .into_iter()
        .filter(|(path, _)| is_empty(client, path))
        .collect();
    if let Some((path, _)) = missing.first() {
        let what: Vec<_> = missing
            .iter()
            .map(|(_, what)| format!("no {what}"))
            .collect();
        report.add(
            Rule::IncompleteOAuth,
            client,
            path,
            format!("OAuth is on, and the client has {}", what.join(" and ")),
            "set both `AllowedOAuthFlows` and `AllowedOAuthScopes`, or turn OAuth off",
        );
    }
}

fn client_credentials(client: &View<'_>, flows: &[&str], report: &mut Report) {
    if flows.iter().any(|flow| *flow != "client_credentials") {
        report.add(
            Rule::ClientCredentialsNotAlone,
            client,
            "AllowedOAuthFlows",
            format!("`client_credentials` stands beside other grants: {}", flows.join(", ")),
            "make two clients: one with `ClientCredentials` for the program, one with the other grants for its users",
        );
    }
    if matches!(client.get("GenerateSecret"), None | Some(Json::Bool(false))) {
        report.add(
            Rule::ClientCredentialsWithoutSecret,
            client,
            "GenerateSecret",
            "`client_credentials` needs a client secret, and the client has none",
            "set `GenerateSecret` to true (`.generate_secret()`); a deployed client is replaced by it",
        );
    }
    let scopes = client.texts("AllowedOAuthScopes");
    let of_users: Vec<_> = scopes
        .into_iter()
        .filter(|scope| USER_SCOPES.contains(scope))
        .collect();
    if !of_users.is_empty() {
        report.add(
            Rule::UserScopeOfClientCredentials,
            client,
            "AllowedOAuthScopes",
            format!(
                "`client_credentials` acts for no user, and these scopes mean one: {}",
                of_users.join(", ")
            ),
            "use scopes of a resource server: `OAuthScope::resource_server(&server, &scope)`",
        );
    }
}

fn urls(client: &View<'_>, report: &mut Report) {
    for (index, url) in literals(client, "CallbackURLs") {
        let path = format!("CallbackURLs[{index}]");
        if let Some(problem) = callback_url_problem(url) {
            let message = format!("`{url}` cannot be a callback URL");
            report.add(Rule::CallbackUrl, client, &path, message, problem);
        } else if matches!(url, "https://example.com" | "https://example.com/") {
            report.add(
                Rule::SuspiciousCallback,
                client,
                &path,
                "users are sent to `https://example.com` with their tokens or codes: it is AWS CDK's default",
                "set the URL of the application, or turn OAuth off",
            );
        } else if url.starts_with("localhost:") {
            let message = format!(
                "`{url}` has `localhost` as its scheme, so no browser will come back to it"
            );
            let remedy = format!("use `http://{url}`");
            report.add(Rule::SuspiciousCallback, client, &path, message, remedy);
        }
    }
    for (index, url) in literals(client, "LogoutURLs") {
        if uses_plain_http(url) {
            report.add(
                Rule::LogoutUrl,
                client,
                &format!("LogoutURLs[{index}]"),
                format!("`{url}` sends users somewhere without protection"),
                "use `https`; `http` is for `localhost`, `127.0.0.1` and `[::1]` only",
            );
        }
    }
}

/// The literal texts of a list with their places.
fn literals<'v>(client: &'v View<'_>, path: &str) -> impl Iterator<Item = (usize, &'v str)> {
    let list = client.list(path).unwrap_or_default().iter().enumerate();
    list.filter_map(|(index, url)| Some((index, url.as_str()?)))
}

fn default_redirect(client: &View<'_>, report: &mut Report) {
    let Some(url) = client.text("DefaultRedirectURI") else {
        return;
    };
    let callbacks = match client.get("CallbackURLs") {
        None => &[],
        Some(Json::List(callbacks)) => callbacks.as_slice(),
        Some(_) => return,
    };
    let may_be = |callback: &Json| match callback {
        Json::String(callback) => callback == url,
        _ => true,
    };
    if !callbacks.iter().any(may_be) {
        report.add(
            Rule::DefaultRedirect,
            client,
            "DefaultRedirectURI",
            format!("`{url}` is not among the `CallbackURLs`"),
            "use one of the callback URLs, or add it to them",
        );
    }
}
