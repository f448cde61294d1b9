//! Unique names inside of one scope: the fields of a struct, the types of a module, the variants of
//! an enum.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};

use super::{attribute, quoted, variant};

/// The names of a scope in which all are stable API. Two upstream names with the same Rust name are
/// an error there: a rename without a word would make a name hang on what else AWS happens to
/// publish.
#[derive(Debug)]
pub struct Scope {
    what: String,
    taken: BTreeMap<String, String>,
}

impl Scope {
    /// An empty scope; `what` is how errors call it, such as `the fields of
    /// AWS::Cognito::UserPool`.
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            taken: BTreeMap::new(),
        }
    }

    /// Takes a Rust name for an upstream name, and gives it back.
    ///
    /// # Errors
    ///
    /// Another upstream name has that Rust name already.
    pub fn insert(&mut self, cfn: &str, rust: String) -> Result<String> {
        if let Some(other) = self.taken.get(&rust).filter(|other| *other != cfn) {
            bail!(
                "among {}, {} and {} would both be `{rust}`: give the one that is not yet in spec/names.lock another name in \
                 xtask/src/regen/names/; a property can have one from spec/overlay/ by the fact `rustName`",
                self.what,
                quoted(other),
                quoted(cfn)
            );
        }
        self.taken.insert(rust.clone(), cfn.to_owned());
        Ok(rust)
    }
}

/// The methods that read a resource's attributes.
///
/// AWS publishes a few attributes twice, as `CertificateAuthority.Data` and as
/// `CertificateAuthorityData`. Then the one with the fewest dots has the plain name, and the other
/// one spells its dots: `attr_certificate_authority_dot_data`.
///
/// # Errors
///
/// A name is none that [`attribute`] takes, or two still have the same method.
pub fn attributes<'a>(
    cfn_type: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<BTreeMap<String, String>> {
    let dots = |name: &str| name.matches('.').count();
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_by_key(|name| (dots(name), *name));
    names.dedup();
    let mut fewest: BTreeMap<String, usize> = BTreeMap::new();
    let mut scope = Scope::new(format!("the attributes of {}", quoted(cfn_type)));
    let mut methods = BTreeMap::new();
    for name in names {
        let mut method = attribute(name)?;
        if *fewest.entry(method.clone()).or_insert(dots(name)) < dots(name) {
            method = attribute(&name.replace('.', ".Dot."))?;
        }
        methods.insert(name.to_owned(), scope.insert(name, method)?);
    }
    Ok(methods)
}

/// The variants for the values of an enum.
///
/// Values that differ in case or symbols alone are numbered, in the order of the values and
/// whatever the order they come in: `GLACIER` and `Glacier` are `Glacier` and `Glacier2`. A value
/// of symbols alone comes last.
///
/// # Errors
///
/// A value is none that [`variant`] takes.
pub fn variants<'a>(values: impl IntoIterator<Item = &'a str>) -> Result<BTreeMap<String, String>> {
    let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for value in values.into_iter().collect::<BTreeSet<_>>() {
        groups.entry(variant(value)?).or_default().push(value);
    }
    let mut taken: BTreeSet<String> = groups.keys().cloned().collect();
    let mut variants = BTreeMap::new();
    for (base, mut group) in groups {
        group.sort_by_key(|value| (!value.bytes().any(|b| b.is_ascii_alphanumeric()), *value));
        let mut number = 1;
        for (index, value) in group.into_iter().enumerate() {
            let mut name = base.clone();
            while index > 0 && !taken.insert(name.clone()) {
                number += 1;
                name = numbered(&base, number);
            }
            variants.insert(value.to_owned(), name);
        }
    }
    Ok(variants)
}

/// A name with a number that is not taken for a part of it.
fn numbered(base: &str, number: usize) -> String {
    let separator = if base.ends_with(|c: char| c.is_ascii_digit()) {
        "_"
    } else {
        ""
    };
    format!("{base}{separator}{number}")
}
