//! What an app client names that CloudFormation does not see: identity providers and scopes.

use super::super::Rule;
use super::super::view::{Report, View};
use cognito_cdk_l1::expr::{SubPart, sub_parts};
use cognito_cdk_l1::{Expr, Function, Json};

pub(super) fn check(client: &View<'_>, report: &mut Report) {
    for name in client.texts("SupportedIdentityProviders") {
        if name != "COGNITO" {
            provider(client, name, report);
        }
    }
    let scopes = client.list("AllowedOAuthScopes").unwrap_or_default();
    for (index, scope) in scopes.iter().enumerate() {
        self::scope(client, index, scope, report);
    }
}

/// Whether two resources belong to the same pool, as far as the template shows.
fn same_pool(one: &View<'_>, other: &View<'_>) -> bool {
    one.get("UserPoolId") == other.get("UserPoolId")
}

fn provider(client: &View<'_>, name: &str, report: &mut Report) {
    let mut providers = client.others("AWS::Cognito::UserPoolIdentityProvider");
    let provider = providers.find(|provider| {
        provider.text("ProviderName") == Some(name) && same_pool(client, provider)
    });
    let Some(provider) = provider else {
        return;
    };
    if !client.waits_for(provider.id) {
        report.add(
            Rule::UnorderedProvider,
            client,
            "SupportedIdentityProviders",
            format!(
                "`{name}` is made by `{}`, and CloudFormation may make the client first, which fails then",
                provider.id
            ),
            format!("refer to it: `{{\"Ref\": \"{}\"}}` is its name too", provider.id),
        );
    }
}

fn scope(client: &View<'_>, index: usize, scope: &Json, report: &mut Report) {
    let by_name;
    let (server, name) = match scope {
        Json::String(scope) => {
            let Some((identifier, name)) = scope.rsplit_once('/') else {
                return;
            };
            let mut servers = client.others("AWS::Cognito::UserPoolResourceServer");
            let server = servers.find(|server| {
                server.text("Identifier") == Some(identifier) && same_pool(client, server)
            });
            by_name = true;
            (server, name.to_owned())
        }
        Json::Expr(expression) => {
            let Some((server, name)) = referenced(expression) else {
                return;
            };
            by_name = false;
            (client.other(&server), name)
        }
        _ => return,
    };
    let Some(server) =
        server.filter(|server| server.cfn_type() == "AWS::Cognito::UserPoolResourceServer")
    else {
        return;
    };
    let path = format!("AllowedOAuthScopes[{index}]");
    if !declares(&server, &name) {
        report.add(
            Rule::UndeclaredScope,
            client,
            &path,
            format!(
                "the resource server `{}` does not declare the scope `{name}`",
                server.id
            ),
            "add it to the `Scopes` of the resource server, or use one that it has",
        );
    } else if by_name && !client.waits_for(server.id) {
        report.add(
            Rule::UnorderedScope,
            client,
            &path,
            format!(
                "the scope is made by `{}`, and CloudFormation may make the client first, which fails then",
                server.id
            ),
            "refer to it: `OAuthScope::resource_server(&server, &scope)`",
        );
    }
}

/// Whether a server declares a scope, or may.
fn declares(server: &View<'_>, name: &str) -> bool {
    let scopes = match server.get("Scopes") {
        None => &[],
        Some(Json::List(scopes)) => scopes.as_slice(),
        Some(_) => return true,
    };
    scopes.iter().any(|scope| {
        let declared = scope.as_object().and_then(|scope| scope.get("ScopeName"));
        declared
            .and_then(Json::as_str)
            .is_none_or(|declared| declared == name)
    })
}

/// The logical id of the server and the name of the scope in `<Ref of the server>/<name>`.
fn referenced(expression: &Expr) -> Option<(String, String)> {
    match expression {
        Expr::Call(Function::Join, argument) => {
            let [Json::String(delimiter), Json::List(parts)] = argument.as_list()? else {
                return None;
            };
            let ([Json::Expr(server), Json::String(name)], "") = (parts.as_slice(), &**delimiter)
            else {
                return None;
            };
            let Expr::Ref(server) = &**server else {
                return None;
            };
            let name = name.strip_prefix('/')?;
            Some((server.as_logical_id()?.to_owned(), name.to_owned()))
        }
        Expr::Sub { body, .. } => {
            let mut parts = sub_parts(body);
            let (Some(SubPart::Placeholder(server)), Some(SubPart::Text(name)), None) =
                (parts.next(), parts.next(), parts.next())
            else {
                return None;
            };
            Some((server.to_owned(), name.strip_prefix('/')?.to_owned()))
        }
        _ => None,
    }
}
