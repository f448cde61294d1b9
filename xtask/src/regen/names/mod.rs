//! Rust identifiers for upstream names: the only place of the generator that makes any.
//!
//! Upstream names are data from outside. A name of a type, property or attribute may have ASCII
//! letters, digits and `_ . : -`, everything else is an error; an enum value may be any text. What
//! comes out is a short ASCII identifier and no keyword.

mod assign;
pub mod lock;
mod reserved;
mod scope;
pub mod split;
mod variant;

#[cfg(test)]
mod tests;

use anyhow::{Result, bail, ensure};

pub use assign::{EnumNames, Names, ResourceNames, TypeNames};
pub use lock::Frozen;
use reserved::{FEATURES, KEYWORDS, METHODS, PATH_ROOTS, TYPES};
pub use scope::{Scope, attributes, variants};
pub use variant::variant;

/// The longest name that is taken, in bytes; AWS's longest have less than a hundred.
const MAX_LENGTH: usize = 255;

/// The identifier of a property's field and setter: `CallbackURLs` is `callback_urls`, `Type` is
/// `type_`.
///
/// # Errors
///
/// The name is empty, too long, or no name of ASCII letters, digits and `_ . : -` that starts with
/// a letter or digit.
pub fn field(cfn: &str) -> Result<String> {
    Ok(unreserved(
        checked_words("property", cfn)?.join("_"),
        METHODS,
    ))
}

/// Whether a name that a person has chosen can be that of a field and setter.
#[must_use]
pub fn is_field(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && name.len() <= MAX_LENGTH
        && !KEYWORDS.contains(&name)
        && !METHODS.contains(&name)
}

/// Whether a name that a person has chosen can be that of a type.
#[must_use]
pub fn is_type(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric())
        && name.len() <= MAX_LENGTH
        && !TYPES.contains(&name)
}

/// The identifier of the method that reads an attribute: `Endpoint.Address` is
/// `attr_endpoint_address`.
///
/// # Errors
///
/// As for [`field`], and if the attribute lies inside of a list (`Volumes.*.Id`).
pub fn attribute(cfn: &str) -> Result<String> {
    ensure!(
        !cfn.contains('*'),
        "attribute {} lies inside of a list, so Fn::GetAtt cannot read it: leave it out of the model",
        quoted(cfn)
    );
    Ok(format!(
        "attr_{}",
        checked_words("attribute", cfn)?.join("_")
    ))
}

/// The identifier of a property type: `CustomSMSSender` is `CustomSmsSender`, `Option` is
/// `OptionProperty`.
///
/// # Errors
///
/// As for [`field`].
pub fn type_name(cfn: &str) -> Result<String> {
    let name = camel(&checked_words("property type", cfn)?);
    Ok(match unshadowing(name) {
        name if name.starts_with(|c: char| c.is_ascii_digit()) => format!("_{name}"),
        name => name,
    })
}

/// The name of a type, with something behind it if it would shadow what generated code calls by its bare
/// name.
fn unshadowing(name: String) -> String {
    if TYPES.contains(&name.as_str()) {
        name + "Property"
    } else {
        name
    }
}

/// The identifier of a property type that belongs to no resource type: `Tag` is `CfnTag`.
///
/// # Errors
///
/// As for [`field`].
pub fn global_name(cfn: &str) -> Result<String> {
    Ok(format!(
        "Cfn{}",
        camel(&checked_words("property type", cfn)?)
    ))
}

/// The identifier of a resource type: `AWS::Cognito::UserPool` is `CfnUserPool`.
///
/// # Errors
///
/// The name is not three names of ASCII letters and digits with `::` between them.
pub fn resource_name(cfn_type: &str) -> Result<String> {
    let (_, _, resource) = resource_type(cfn_type)?;
    Ok(format!("Cfn{}", camel(&split::words(resource))))
}

/// Where a resource type is generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// The module of the service, which is its cargo feature as well: `cognito`, and `alexa_ask` for a
    /// vendor other than AWS.
    pub service: String,
    /// The module of the resource's property types, inside of the service's: `user_pool`.
    pub resource: String,
}

/// The modules of a resource type.
///
/// A service is written in one word, as everywhere else at AWS: `AWS::SecretsManager` is
/// `secretsmanager`.
///
/// # Errors
///
/// As for [`resource_name`].
pub fn module(cfn_type: &str) -> Result<Module> {
    let (vendor, service, resource) = resource_type(cfn_type)?;
    let mut name = service.to_ascii_lowercase();
    if vendor != "AWS" {
        name = format!("{}_{name}", vendor.to_ascii_lowercase());
    }
    Ok(Module {
        service: unreserved(name, &[PATH_ROOTS, FEATURES].concat()),
        resource: unreserved(split::words(resource).join("_"), PATH_ROOTS),
    })
}

/// A name from upstream as it can stand in a message: what is no plain character escaped, and cut
/// to a readable length.
fn quoted(name: &str) -> String {
    const SHOWN: usize = 60;
    let escaped = name.escape_default();
    let mut shown: String = escaped.clone().take(SHOWN + 1).collect();
    if shown.len() > SHOWN {
        shown.truncate(SHOWN);
        return format!("`{shown}…` ({} characters)", name.chars().count());
    }
    format!("`{shown}`")
}

/// The words of a name, if it is one.
fn checked_words(kind: &str, name: &str) -> Result<Vec<String>> {
    let hint = "if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged";
    ensure!(!name.is_empty(), "a {kind} has an empty name: {hint}");
    ensure!(
        name.len() <= MAX_LENGTH,
        "the name of {kind} {} is longer than {MAX_LENGTH} bytes: {hint}",
        quoted(name)
    );
    if let Some(bad) = name
        .chars()
        .find(|c| !c.is_ascii_alphanumeric() && !"_.:-".contains(*c))
    {
        bail!(
            "the name of {kind} {} contains `{}`, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: {hint}",
            quoted(name),
            bad.escape_default()
        );
    }
    ensure!(
        name.starts_with(|c: char| c.is_ascii_alphanumeric()),
        "the name of {kind} {} starts with neither a letter nor a digit: {hint}",
        quoted(name)
    );
    Ok(split::words(name))
}

/// A lower-case name as an identifier: digits first get a `_` before them, keywords and other
/// reserved words one behind.
fn unreserved(name: String, reserved: &[&str]) -> String {
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{name}")
    } else if KEYWORDS.contains(&name.as_str()) || reserved.contains(&name.as_str()) {
        name + "_"
    } else {
        name
    }
}

/// Words in upper camel case.
fn camel(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        // Two numbers must not run into one: `V1_0` is not `V10`.
        let number = word.starts_with(|first: char| first.is_ascii_digit());
        if number && name.ends_with(|last: char| last.is_ascii_digit()) {
            name.push('_');
        }
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

/// The vendor, the service and the resource of a type's name.
fn resource_type(cfn_type: &str) -> Result<(&str, &str, &str)> {
    let mut parts = cfn_type.split("::");
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(vendor), Some(service), Some(resource), None)
            if cfn_type.len() <= MAX_LENGTH
                && [vendor, service, resource].iter().all(|part| {
                    !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric())
                }) =>
        {
            Ok((vendor, service, resource))
        }
        _ => bail!(
            "{} is no resource type: expected three names of ASCII letters and digits with `::` between them, such as \
             `AWS::Cognito::UserPool`",
            quoted(cfn_type)
        ),
    }
}
