//! What does not compile, and what the compiler says about it.
//!
//! The messages are part of the product: a change of one is reviewed like a change of the API.
//! `TRYBUILD=overwrite cargo test -p cognito-cdk-tests --test ui` writes the files again.

/// One run for all programs, as one that passes makes `trybuild` build and not only check: constants inside
/// of functions are evaluated by a build only.
#[test]
fn compile_errors() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/ui/pass/*.rs");
    cases.compile_fail("tests/ui/*.rs");
}
