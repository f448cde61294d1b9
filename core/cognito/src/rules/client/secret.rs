//! The secret of an app client: who has one, and where it is written.

use super::super::Rule;
use super::super::view::{Report, View, is_true};
use cognito_cdk_l1::{Expr, Json, Object, Template};

pub(super) fn has_secret(view: &View<'_>) -> bool {
    view.get("GenerateSecret").is_some_and(is_true)
}

pub(super) fn check(client: &View<'_>, report: &mut Report) {
    let secret = client.get("GenerateSecret");
    if secret.is_some_and(is_true) {
        public_client(client, report);
    }
    let context_data = "EnablePropagateAdditionalUserContextData";
    let no_secret = matches!(secret, None | Some(Json::Bool(false)));
    if no_secret && client.get(context_data).is_some_and(is_true) {
        report.add(
            Rule::ContextDataWithoutSecret,
            client,
            context_data,
            "only clients with a secret can send data about their users along, and this one has none",
            "set `GenerateSecret` to true (`.generate_secret()`), or remove the property",
        );
    }
    if client.has("AnalyticsConfiguration") {
        analytics(client, report);
    }
}

fn public_client(client: &View<'_>, report: &mut Report) {
    let callbacks = client.texts("CallbackURLs");
    let is_app = |url: &&&str| {
        let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
        !(scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
    };
    let why = if client.texts("AllowedOAuthFlows").contains(&"implicit") {
        "the implicit grant is for programs in a browser".to_owned()
    } else if let Some(url) = callbacks.iter().find(is_app) {
        format!("`{url}` is the callback of an app on a device")
    } else {
        return;
    };
    report.add(
        Rule::SecretOfPublicClient,
        client,
        "GenerateSecret",
        format!("{why}, which cannot keep a secret"),
        "make a client without a secret for it; with PKCE the code grant needs none",
    );
}

fn analytics(client: &View<'_>, report: &mut Report) {
    let path = |name: &str| format!("AnalyticsConfiguration.{name}");
    let has = |name: &str| client.has(&path(name));
    let parts = ["ApplicationId", "ExternalId", "RoleArn"];
    let given: Vec<_> = parts.iter().copied().filter(|name| has(name)).collect();
    let (at, message) = if client
        .get("AnalyticsConfiguration")
        .and_then(Json::as_object)
        .is_none()
    {
        return;
    } else if has("ApplicationArn") && !given.is_empty() {
        let message = format!("`ApplicationArn` stands beside {}", given.join(" and "));
        ("ApplicationArn", message)
    } else if !has("ApplicationArn") && given.len() < parts.len() {
        let missing: Vec<_> = parts.iter().copied().filter(|name| !has(name)).collect();
        let at = missing.first().copied().unwrap_or_default();
        let message = format!(
            "an application by its id needs {} too",
            missing.join(" and ")
        );
        (at, message)
    } else {
        return;
    };
    report.add(
        Rule::Analytics,
        client,
        &path(at),
        message,
        "set `ApplicationArn` alone (`AnalyticsConfiguration::application`), or `ApplicationId`, `ExternalId` and `RoleArn` (`::application_id`)",
    );
}

/// Finds client secrets that are written to outputs, to environment variables of functions, and to metadata.
pub(super) fn exposed(template: &Template, report: &mut Report) {
    let mut add = |element: &str, path: &str, value: &Json, where_: &str| {
        if let Some(client) = secret_in(value, template) {
            report.add_at(
                Rule::ExposedSecret,
                element,
                path,
                format!("the secret of the client `{client}` is written to {where_}"),
                "keep it in an `AWS::SecretsManager::Secret`, and let the program read it from there",
            );
        }
    };
    for (id, output) in template.outputs().iter() {
        let place = if output.export_name().is_some() {
            "an export, which everybody in the account can read"
        } else {
            "an output, which everybody who can see the stack can read"
        };
        add(id, "Value", output.value(), place);
    }
    for (id, entry) in template.resources().iter() {
        for (key, value) in entry.given_metadata().iter() {
            let place = "metadata, which everybody who can see the stack can read";
            add(id, &format!("Metadata.{key}"), value, place);
        }
        if entry.resource().cfn_type() == "AWS::Lambda::Function" {
            let properties = entry.properties();
            let environment = properties.get("Environment").and_then(Json::as_object);
            let variables = environment.and_then(|environment| environment.get("Variables"));
            for (key, value) in variables
                .and_then(Json::as_object)
                .into_iter()
                .flat_map(Object::iter)
            {
                let path = format!("Properties.Environment.Variables.{key}");
                let place =
                    "an environment variable, which everybody who can see the function can read";
                add(id, &path, value, place);
            }
        }
    }
    for (key, value) in template.metadata.iter() {
        let place = "metadata, which everybody who can see the stack can read";
        add("Metadata", key, value, place);
    }
}

/// The client whose secret is in a value.
fn secret_in(value: &Json, template: &Template) -> Option<String> {
    let mut client = None;
    value.for_each_expr(&mut |expression| {
        if let Expr::GetAtt(target, attribute) = expression
            && attribute == "ClientSecret"
            && let Some(id) = target.as_logical_id()
        {
            let entry = template.resources().get(id);
            let cfn_type = entry.map(|entry| entry.resource().cfn_type());
            if cfn_type == Some("AWS::Cognito::UserPoolClient") {
                client = Some(id.to_owned());
            }
        }
    });
    client
}
