//! The attributes that an app client reads and writes.

use super::super::Rule;
use super::super::view::{Report, View, is_true};
use crate::user_pool::StandardAttribute;
use cognito_cdk_l1::Json;

/// What Cognito itself writes.
const OWN: [&str; 4] = [
    "email_verified",
    "phone_number_verified",
    "sub",
    "identities",
];

pub(super) fn check(client: &View<'_>, report: &mut Report) {
    for property in ["ReadAttributes", "WriteAttributes"] {
        if client.has(property) {
            undeclared(client, property, report);
        }
    }
    if client.has("WriteAttributes") {
        write_attributes(client, report);
    }
}

/// The pool of the client, if it is in the same template.
fn pool<'a>(client: &View<'a>) -> Option<View<'a>> {
    let pool = client.other(client.reference("UserPoolId")?)?;
    (pool.cfn_type() == "AWS::Cognito::UserPool").then_some(pool)
}

fn undeclared(client: &View<'_>, property: &str, report: &mut Report) {
    let named = client.texts(property);
    let is_standard = |name: &str| {
        let mut standard = StandardAttribute::ALL.iter();
        OWN.contains(&name) || standard.any(|attribute| attribute.name() == name)
    };
    let (custom, others): (Vec<_>, Vec<_>) = named.into_iter().partition(|name| name.contains(':'));
    for name in others.into_iter().filter(|name| !is_standard(name)) {
        report.add(
            Rule::UndeclaredAttribute,
            client,
            property,
            format!("`{name}` is no standard attribute"),
            format!(
                "use the name of a standard attribute, or `custom:{name}` for one of the pool's own"
            ),
        );
    }
    if custom.is_empty() {
        return;
    }
    let Some(pool) = pool(client) else {
        return;
    };
    let schema = match pool.get("Schema") {
        None => &[],
        Some(Json::List(schema)) => schema.as_slice(),
        Some(_) => return,
    };
    if schema
        .iter()
        .any(|attribute| attribute.as_object().is_none())
    {
        return;
    }
    let declared: Vec<_> = schema.iter().filter_map(name).collect();
    for name in custom {
        let Some(short) = name.strip_prefix("custom:") else {
            continue;
        };
        if !declared.contains(&short) {
            report.add(
                Rule::UndeclaredAttribute,
                client,
                property,
                format!(
                    "the user pool `{}` declares no attribute `{short}`",
                    pool.id
                ),
                format!("declare it: `.custom_attribute(CustomAttribute::string(\"{short}\"))`"),
            );
        }
    }
}

/// The name of an attribute in a schema.
fn name(attribute: &Json) -> Option<&str> {
    attribute.as_object()?.get("Name")?.as_str()
}

fn write_attributes(client: &View<'_>, report: &mut Report) {
    let written = client.texts("WriteAttributes");
    let own: Vec<_> = written
        .iter()
        .copied()
        .filter(|name| OWN.contains(name))
        .collect();
    if !own.is_empty() {
        report.add(
            Rule::WriteAttributes,
            client,
            "WriteAttributes",
            format!(
                "Cognito itself writes these attributes, and clients cannot: {}",
                own.join(", ")
            ),
            "remove them; `ReadAttributes` can have them",
        );
    }
    let list = client.list("WriteAttributes").unwrap_or_default();
    if list.is_empty() || list.len() != written.len() {
        return;
    }
    let Some(pool) = pool(client) else {
        return;
    };
    let is_missing = |attribute: &&Json| {
        let required = attribute.as_object().and_then(|one| one.get("Required"));
        let missing = name(attribute).is_some_and(|name| !written.contains(&name));
        missing && required.is_some_and(is_true)
    };
    let schema = pool.list("Schema").unwrap_or_default().iter();
    let missing: Vec<_> = schema.filter(is_missing).filter_map(name).collect();
    if !missing.is_empty() {
        report.add(
            Rule::WriteAttributes,
            client,
            "WriteAttributes",
            format!(
                "users of `{}` must have attributes that the client cannot write: {}",
                pool.id,
                missing.join(", ")
            ),
            "add them; Cognito refuses clients without them",
        );
    }
}
