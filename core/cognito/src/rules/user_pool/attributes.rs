//! The attributes of users, as `Schema` declares them.

use super::{Pool, Rule};
use crate::rules::view;
use crate::user_pool::StandardAttribute;
use cognito_cdk_l1::{Json, Object};

/// How many custom attributes a pool takes.
const MOST: usize = 50;
/// The greatest length of a text.
const LONGEST: i64 = 2048;

pub(super) fn check(pool: &mut Pool<'_>) {
    let view = pool.view;
    let entries = view.list("Schema").unwrap_or_default();
    let mut names = Vec::with_capacity(entries.len());
    let mut custom = 0;
    for (index, entry) in entries.iter().enumerate() {
        let Some(entry) = entry.as_object() else {
            continue;
        };
        let path = format!("Schema[{index}]");
        constraints(pool, entry, &path);
        let Some(name) = entry.get("Name").and_then(Json::as_str) else {
            continue;
        };
        if names.contains(&name) {
            pool.report(
                Rule::AttributeTwice,
                &path,
                format!("the attribute `{name}` is declared twice"),
                "leave one of the entries out",
            );
        }
        names.push(name);
        if is_standard(name) {
            standard(pool, entry, name, &path);
        } else {
            custom += 1;
            own(pool, entry, name, &path);
        }
    }
    if custom > MOST {
        pool.report(
            Rule::TooManyAttributes,
            "Schema",
            format!("there are {custom} custom attributes, and a pool takes {MOST}"),
            "keep what the application alone needs in a database of its own, under the user's `sub`",
        );
    }
}

/// What every pool has, declared or not.
fn is_standard(name: &str) -> bool {
    let declared = StandardAttribute::ALL.iter();
    declared
        .into_iter()
        .any(|attribute| attribute.name() == name)
        || ["sub", "email_verified", "phone_number_verified"].contains(&name)
}

fn standard(pool: &mut Pool<'_>, entry: &Object, name: &str, path: &str) {
    if entry.get("AttributeDataType").is_none() {
        pool.report(
            Rule::StandardAttributeWithoutType,
            path,
            format!("the standard attribute `{name}` has no data type, and later updates of the pool can fail"),
            "set `AttributeDataType`, as secure defaults do; a pool that exists already is updated with `.frozen_schema()`",
        );
    }
}

fn own(pool: &mut Pool<'_>, entry: &Object, name: &str, path: &str) {
    if entry.get("AttributeDataType").is_none() {
        pool.report(
            Rule::CustomAttributeWithoutType,
            path,
            format!("the custom attribute `{name}` has no data type"),
            "set `AttributeDataType`: `CustomAttribute::string` and its like do",
        );
    }
    if entry.get("Required") == Some(&true.into()) {
        pool.report(
            Rule::RequiredCustomAttribute,
            path,
            format!(
                "the custom attribute `{name}` is required, and only standard attributes can be"
            ),
            "leave `Required` out, and check the attribute in a pre-sign-up trigger",
        );
    }
    if let Some(prefix) = ["custom:", "dev:"]
        .into_iter()
        .find(|prefix| name.starts_with(prefix))
    {
        let bare = name.trim_start_matches(prefix);
        pool.report(
            Rule::AttributePrefix,
            path,
            format!("Cognito puts the prefix in front by itself, and the attribute would be `custom:{name}`"),
            format!("write `{bare}`"),
        );
    }
}

fn constraints(pool: &mut Pool<'_>, entry: &Object, path: &str) {
    for (member, least, greatest, bounds) in [
        (
            "StringAttributeConstraints",
            "MinLength",
            "MaxLength",
            Some((0, LONGEST)),
        ),
        ("NumberAttributeConstraints", "MinValue", "MaxValue", None),
    ] {
        let Some(constraints) = entry.get(member).and_then(Json::as_object) else {
            continue;
        };
        let path = format!("{path}.{member}");
        let mut number = |name: &str| {
            let value = constraints.get(name)?;
            if matches!(value, Json::Expr(_)) {
                return None;
            }
            let number = view::number(value);
            let fits = number.is_some_and(|number| {
                bounds.is_none_or(|(from, to)| (from..=to).contains(&number))
            });
            if !fits {
                let range = bounds.map_or_else(
                    || "a whole number".to_owned(),
                    |(from, to)| format!("{from} to {to}"),
                );
                let text = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                pool.report(
                    Rule::AttributeConstraint,
                    &path,
                    format!("`{name}` is `{text}`, and {range} is allowed"),
                    "write a number that is",
                );
            }
            number
        };
        let (from, to) = (number(least), number(greatest));
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            pool.report(
                Rule::AttributeConstraint,
                &path,
                format!("`{least}` is {from}, which is more than {to}, the `{greatest}`"),
                "no value would fit; exchange them",
            );
        }
    }
}
