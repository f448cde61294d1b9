//! What Cognito refuses in identity providers, and what users regret.

use super::Rule;
use super::view::{Clashes, Report, View, is_true};
use crate::identity_provider::{STANDARD_ATTRIBUTES, USERNAME};
use cognito_cdk_l1::{Expr, Json, Template};
use std::collections::{HashMap, HashSet};

const PROVIDER: &str = "AWS::Cognito::UserPoolIdentityProvider";
const POOL: &str = "AWS::Cognito::UserPool";

/// The types whose only name is that of the type.
const SOCIAL: [&str; 4] = ["Facebook", "Google", "LoginWithAmazon", "SignInWithApple"];

/// The name of the pool's own users.
const OWN_USERS: &str = "COGNITO";

/// The entries of `ProviderDetails` that are secrets.
const SECRETS: [&str; 2] = ["client_secret", "private_key"];

/// The entries of `ProviderDetails` that Cognito writes itself.
const READ_ONLY: [&str; 2] = [
    "ActiveEncryptionCertificate",
    "attributes_url_add_attributes",
];

/// The entries of `ProviderDetails` that are addresses of an OpenID Connect provider.
const OIDC_URLS: [&str; 5] = [
    "oidc_issuer",
    "authorize_url",
    "token_url",
    "attributes_url",
    "jwks_uri",
];

pub(super) fn check(provider: &View<'_>, report: &mut Report) {
    name(provider, report);
    secrets(provider, report);
    details(provider, report);
    match provider.text("ProviderType") {
        Some("OIDC") => oidc(provider, report),
        Some("SAML") => saml(provider, report),
        _ => {}
    }
}

fn name(provider: &View<'_>, report: &mut Report) {
    let (Some(kind), Some(name)) = (provider.text("ProviderType"), provider.text("ProviderName"))
    else {
        return;
    };
    if SOCIAL.contains(&kind) {
        if name != kind {
            report.add(
                Rule::ProviderName,
                provider,
                "ProviderName",
                format!("a provider of the type `{kind}` cannot have the name `{name}`"),
                format!("write `{kind}`: app clients call it so"),
            );
        }
    } else if SOCIAL.contains(&name) || name == OWN_USERS {
        report.add(
            Rule::ProviderName,
            provider,
            "ProviderName",
            format!("the name `{name}` is reserved, and the provider is of the type `{kind}`"),
            "write another name",
        );
    }
}

fn secrets(provider: &View<'_>, report: &mut Report) {
    for key in SECRETS {
        let path = format!("ProviderDetails.{key}");
        let visible = match provider.get(&path) {
            Some(Json::String(text)) => !text.contains("{{resolve:"),
            Some(Json::Expr(expression)) => is_visible_parameter(expression, provider.template()),
            _ => false,
        };
        if visible {
            report.add(
                Rule::SecretInPlainText,
                provider,
                &path,
                "the secret stands in the template, or in the parameters of the stack, for all to read",
                "keep it in Secrets Manager, and write `SecretValue::secrets_manager(\"NAME\")`",
            );
        }
    }
}

/// Whether the expression is the value of a parameter that is shown.
fn is_visible_parameter(expression: &Expr, template: &Template) -> bool {
    let Expr::Ref(target) = expression else {
        return false;
    };
    let id = target.as_logical_id();
    let parameter = id.and_then(|id| template.parameters().get(id));
    parameter.is_some_and(|parameter| !parameter.as_object().get("NoEcho").is_some_and(is_true))
}

fn details(provider: &View<'_>, report: &mut Report) {
    let required: &[&str] = match provider.text("ProviderType") {
        Some("Facebook" | "Google" | "LoginWithAmazon") => {
            &["client_id", "client_secret", "authorize_scopes"]
        }
        Some("SignInWithApple") => &[
            "client_id",
            "team_id",
            "key_id",
            "private_key",
            "authorize_scopes",
        ],
        Some("OIDC") => &[
            "client_id",
            "authorize_scopes",
            "attributes_request_method",
            "oidc_issuer",
        ],
        _ => &[],
    };
    let Some(details) = provider.get("ProviderDetails").and_then(Json::as_object) else {
        return;
    };
    let missing: Vec<String> = required
        .iter()
        .filter(|key| details.get(key).is_none())
        .map(|key| format!("`{key}`"))
        .collect();
    if !missing.is_empty() {
        report.add(
            Rule::MissingProviderDetail,
            provider,
            "ProviderDetails",
            format!("there is no {}", missing.join(", and no ")),
            "add it; the constructs of the providers ask for all that is needed",
        );
    }
    for key in READ_ONLY {
        if details.get(key).is_some() {
            report.add(
                Rule::ReadOnlyProviderDetail,
                provider,
                &format!("ProviderDetails.{key}"),
                format!("`{key}` is what Cognito writes itself"),
                "leave it out",
            );
        }
    }
}

fn oidc(provider: &View<'_>, report: &mut Report) {
    for key in OIDC_URLS {
        let path = format!("ProviderDetails.{key}");
        if let Some(url) = provider.text(&path).filter(|url| !is_https(url)) {
            report.add(
                Rule::InsecureOidcUrl,
                provider,
                &path,
                format!("`{url}` does not begin with `https://`, and Cognito calls no other URL"),
                "write the provider's `https` URL",
            );
        }
    }
    let path = "ProviderDetails.authorize_scopes";
    if let Some(scopes) = provider.text(path)
        && !scopes.split_whitespace().any(|scope| scope == "openid")
        && !scopes.contains("{{resolve:")
    {
        report.add(
            Rule::OidcWithoutOpenId,
            provider,
            path,
            format!("the scopes `{scopes}` are without `openid`"),
            "add `openid`: without it the provider gives no id token",
        );
    }
}

fn saml(provider: &View<'_>, report: &mut Report) {
    let details = provider.get("ProviderDetails").and_then(Json::as_object);
    let Some(details) = details else {
        return;
    };
    let (url, file) = (details.get("MetadataURL"), details.get("MetadataFile"));
    let is_empty = |value: &Json| value.as_str().is_some_and(|text| text.trim().is_empty());
    let problem = match (url, file) {
        (None, None) => Some("there is no metadata of the provider"),
        (Some(value), None) | (None, Some(value)) if is_empty(value) => {
            Some("the metadata of the provider is empty")
        }
        _ => None,
    };
    if let Some(problem) = problem {
        report.add(
            Rule::SamlMetadata,
            provider,
            "ProviderDetails",
            problem,
            "write either `MetadataURL` or `MetadataFile`: `UserPoolIdentityProviderSamlMetadata::url` or `::file`",
        );
    }
    if url.is_some() && file.is_some() {
        report.add(
            Rule::SamlMetadataTwice,
            provider,
            "ProviderDetails",
            "there are two sources of the provider's metadata, and one can contradict the other",
            "leave out either `MetadataURL` or `MetadataFile`",
        );
    }
    let url = url
        .and_then(Json::as_str)
        .filter(|url| !url.trim().is_empty());
    if let Some(url) = url.filter(|url| !is_https(url)) {
        report.add(
            Rule::InsecureSamlMetadata,
            provider,
            "ProviderDetails.MetadataURL",
            format!("`{url}` does not begin with `https://`: who can change the metadata on its way can sign in as anyone"),
            "write an `https` URL, or the metadata itself by `UserPoolIdentityProviderSamlMetadata::file`",
        );
    }
}

/// Whether a text is an `https` URL, or becomes one that is not known.
fn is_https(url: &str) -> bool {
    url.starts_with("https://") || url.contains("{{resolve:")
}

/// What providers have to do with their pools, and with each other.
pub(super) fn check_all(views: &[View<'_>], report: &mut Report) {
    let mut names = Clashes::default();
    let mut identifiers = Clashes::default();
    let providers: Vec<_> = views
        .iter()
        .filter(|view| view.cfn_type() == PROVIDER)
        .collect();
    if providers.is_empty() {
        return;
    }
    let pools = views.iter().filter(|view| view.cfn_type() == POOL);
    let pools: HashMap<&str, Option<HashSet<String>>> =
        pools.map(|pool| (pool.id, declared(pool))).collect();
    for provider in providers {
        let pool = provider.get("UserPoolId");
        if let Some(name) = provider.text("ProviderName")
            && let Some(first) = names.add(provider, &[pool], name)
        {
            report.add(
                Rule::TwoProvidersOfAName,
                provider,
                "ProviderName",
                format!("the pool already has a provider of the name `{name}`: `{first}`"),
                "write another name; of each social provider a pool can have one",
            );
        }
        for identifier in provider.texts("IdpIdentifiers") {
            if let Some(first) = identifiers.add(provider, &[pool], identifier) {
                report.add(
                    Rule::IdentifierOfTwoProviders,
                    provider,
                    "IdpIdentifiers",
                    format!("the identifier `{identifier}` is that of `{first}` too"),
                    "an identifier leads to one provider of a pool: take it from one of them",
                );
            }
        }
        let schema = provider
            .reference("UserPoolId")
            .and_then(|pool| pools.get(pool));
        mapping(provider, schema.and_then(Option::as_ref), report);
    }
}

/// The custom attributes that a pool declares, if all of its schema is known.
fn declared(pool: &View<'_>) -> Option<HashSet<String>> {
    if !pool.has("Schema") {
        return Some(HashSet::new());
    }
    let attributes = pool.list("Schema")?.iter();
    let names = attributes.map(|attribute| {
        let name = attribute.as_object()?.get("Name")?.as_str()?;
        Some(name.trim_start_matches("custom:").to_owned())
    });
    names.collect()
}

fn mapping(provider: &View<'_>, declared: Option<&HashSet<String>>, report: &mut Report) {
    let targets = provider.get("AttributeMapping").and_then(Json::as_object);
    for (target, _) in targets.into_iter().flat_map(cognito_cdk_l1::Object::iter) {
        if STANDARD_ATTRIBUTES.contains(&target) || target == USERNAME {
            continue;
        }
        let custom = target
            .strip_prefix("custom:")
            .or(target.strip_prefix("dev:custom:"));
        let problem = match (custom, declared) {
            (None, _) => {
                "it is no standard attribute, and no custom one, whose names begin with `custom:`"
            }
            (Some(name), Some(declared)) if !declared.contains(name) => {
                "the pool does not declare it"
            }
            _ => continue,
        };
        report.add(
            Rule::UnknownMappedAttribute,
            provider,
            "AttributeMapping",
            format!("`{target}` cannot be mapped: {problem}"),
            format!("write the name of a standard attribute, or declare the custom attribute of the pool and write `custom:{}`", target.trim_start_matches("custom:")),
        );
    }
}
