//! Reads the two upstream formats into typed structs: the resource specification and the provider
//! schemas.
//!
//! What a file may hold, and what becomes of the rest, is decided by one rule. What is malformed, or
//! unknown and able to change the meaning of what is read, is an error that names the file, the JSON path
//! and what was expected. What is new but can only add, such as a key beside the known ones, is a note:
//! AWS adds keys now and then, and that must not stop a maintainer. What is known and of no use to the
//! generator stands in an explicit list.

pub(crate) mod json;
pub mod schema;
pub mod specification;

use anyhow::Result;
use json::Here;

/// Checks that a resource type's name is of the form `AWS::Cognito::UserPool`.
///
/// File names are made of it, so nothing but letters, digits and `::` passes.
pub(super) fn check_type_name(name: &str, here: &Here<'_, '_>) -> Result<()> {
    let parts = || name.split("::");
    let is_plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric());
    if parts().count() >= 3 && parts().all(is_plain) {
        return Ok(());
    }
    Err(here.error(format_args!(
        "expected the name of a resource type such as `AWS::Cognito::UserPool`, found `{}`",
        json::shorten(name)
    )))
}
