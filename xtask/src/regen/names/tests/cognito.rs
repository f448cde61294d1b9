//! Every name that AWS publishes for Cognito, in the resource specification or in the provider schemas.

use std::fmt::Write as _;

use expect_test::expect_file;

use super::super::{attribute, field, type_name, variant};
use super::path;

/// A line for each name: its kind, what upstream calls it, and what becomes of it. To add one, add
/// a line with the first two and run the test with `UPDATE_EXPECT=1`.
const NAMES: &str = include_str!("cognito.txt");

#[test]
fn all_names_of_cognito() {
    let mut table = String::new();
    for line in NAMES.lines() {
        let mut columns = line.split(' ');
        let (kind, name) = (columns.next().unwrap(), columns.next().unwrap());
        let rust = match kind {
            "resource" => path(name),
            "property" => field(name),
            "type" => type_name(name),
            "attribute" => attribute(name),
            "value" => variant(name),
            _ => panic!("`{line}` has an unknown kind of name"),
        };
        writeln!(table, "{kind} {name} {}", rust.unwrap()).unwrap();
    }
    expect_file!["cognito.txt"].assert_eq(&table);
}
