//! Reading the files: what is refused, and that all of it is reported at once.

use super::super::{Address, Overlay};
use super::{IDENTIFIER, entry, overlay};
use expect_test::expect;
use std::collections::BTreeMap;

fn refusal(text: &str) -> String {
    format!("{:#}", overlay(text).unwrap_err())
}

#[test]
fn addresses_are_printed_as_they_are_written() {
    let addresses = [
        "AWS::Test::Thing/Name",
        "AWS::Test::Thing.Part/Name",
        "AWS::Test::Thing/Names[]",
        "AWS::Test::Thing.Part/Names[]{}[]",
        "AWS::Test::Thing@Ref",
        "AWS::Test::Thing@Part.Arn",
    ];
    for address in addresses {
        assert_eq!(
            Address::try_from(address.to_owned()).unwrap().to_string(),
            address
        );
    }
}

#[test]
fn bad_addresses_are_refused() {
    for address in [
        "",
        "Name",
        "AWS::Test::Thing",
        "AWS::Test/Name",
        "A::B::C::D/Name",
        "/Name",
        "@Ref",
        "[]",
    ] {
        let error = Address::try_from(address.to_owned())
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with(&format!("`{address}` is no address: write `Type/Property`")),
            "{error}"
        );
    }
}

#[test]
fn every_mistake_is_reported_at_once_with_its_line() {
    let good = "ensure = { minLength = 1 }";
    let text = [
        entry("nowhere", good),
        entry("AWS::Test::Thing/A", ""),
        entry(
            "AWS::Test::Thing/B",
            "ensure = { minLength = 1 }\nset = { maxLength = 1 }\nexpect = { maxLength = 2 }",
        ),
        entry("AWS::Test::Thing/C", "set = { maxLength = 1 }"),
        entry(
            "AWS::Test::Thing/D",
            "set = { maxLength = 1 }\nexpect = { minLength = 1 }",
        ),
        entry(
            "AWS::Test::Thing/E",
            "ensure = { minLength = 1 }\nexpect = { minLength = 1 }",
        ),
        entry("AWS::Test::Thing/F", good).replace("It is so.", " "),
        entry("AWS::Test::Thing/G", good).replace("docs.aws", "docs.example"),
        entry("AWS::Test::Thing/H", good).replace("reason", "because"),
        entry("AWS::Test::Thing/I", good).replace("https", "http"),
        "[[entry]]\nensure = {}\n".to_owned(),
        entry("AWS::Test::Thing/J", "ensure = 1"),
        entry("AWS::Test::Thing/K", good),
        entry(
            "AWS::Test::Thing/K",
            "ensure = { maxLength = 9, minLength = 1 }",
        ),
    ];
    expect![[r#"
        the overlay has mistakes:
          facts.toml:1: the entry at `nowhere`: `nowhere` is no address: write `Type/Property`, `Type.PropertyType/Property`, `Type@Attribute` or `Type@Ref` in `at`
          facts.toml:6: the entry at `AWS::Test::Thing/A`: it needs either `ensure`, or `set` with `expect`
          facts.toml:11: the entry at `AWS::Test::Thing/B`: it needs either `ensure`, or `set` with `expect`
          facts.toml:18: the entry at `AWS::Test::Thing/C`: `set` and `expect` must name the same facts
          facts.toml:23: the entry at `AWS::Test::Thing/D`: `set` and `expect` must name the same facts
          facts.toml:29: the entry at `AWS::Test::Thing/E`: `set` and `expect` must name the same facts
          facts.toml:35: the entry at `AWS::Test::Thing/F`: the reason is missing
          facts.toml:40: the entry at `AWS::Test::Thing/G`: the link `https://docs.example.amazon.com/a.html` is no page of https://docs.aws.amazon.com/
          facts.toml:45: the entry at `AWS::Test::Thing/H`: unknown field `because`, expected one of `at`, `ensure`, `set`, `expect`, `reason`, `link`
          facts.toml:50: the entry at `AWS::Test::Thing/I`: the link `http://docs.aws.amazon.com/a.html` is no page of https://docs.aws.amazon.com/
          facts.toml:55: the entry without `at`: missing field `at`
          facts.toml:57: the entry at `AWS::Test::Thing/J`: invalid type: integer `1`, expected a map in `ensure`
          facts.toml:67: the entry at `AWS::Test::Thing/K`: `minLength` is stated at facts.toml:62 already"#]].assert_eq(&refusal(&text.concat()));
}

#[test]
fn identifiers_are_checked() {
    let text = [
        IDENTIFIER.to_owned(),
        IDENTIFIER.to_owned(),
        IDENTIFIER.replace("ThingId", "thing id"),
        IDENTIFIER.replace("ThingId", "String"),
        IDENTIFIER.replace("ThingId", ""),
        IDENTIFIER
            .replace("ThingId", "A")
            .replace("the id of a thing", ""),
        IDENTIFIER.replace("ThingId", "B").replace("https", "ftp"),
        IDENTIFIER
            .replace("ThingId", "C")
            .replace("what", "maxlength = 1\nwhat"),
        IDENTIFIER
            .replace("ThingId", "D")
            .replace("what", "maxLength = -1\nwhat"),
        IDENTIFIER
            .replace("ThingId", "E")
            .replace("example", "# example"),
    ];
    expect![[r#"
        the overlay has mistakes:
          facts.toml:6: the identifier `ThingId` is declared twice
          facts.toml:11: `thing id` cannot be the name of a type: write one such as `UserPoolId`
          facts.toml:16: `String` cannot be the name of a type: write one such as `UserPoolId`
          facts.toml:21: `` cannot be the name of a type: write one such as `UserPoolId`
          facts.toml:26: the identifier `A` does not say what it is
          facts.toml:31: the identifier `B`: the link `ftp://docs.aws.amazon.com/a.html` is no page of https://docs.aws.amazon.com/
          facts.toml:36: cannot read the identifier: unknown field `maxlength`, expected one of `name`, `what`, `minLength`, `maxLength`, `pattern`, `example`, `link`
          facts.toml:42: cannot read the identifier: invalid value: integer `-1`, expected u32 in `maxLength`
          facts.toml:48: cannot read the identifier: missing field `example`"#]].assert_eq(&refusal(&text.concat()));
}

#[test]
fn files_that_are_no_overlay_are_named() {
    let files = [
        ("a.toml", "[[entry]"),
        ("b.toml", "[[entries]]"),
        ("c.toml", "entry = 1"),
    ];
    let files: BTreeMap<_, _> = files
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into();
    expect![[r#"
        the overlay has mistakes:
          a.toml: TOML parse error at line 1, column 9
          |
        1 | [[entry]
          |         ^
        unclosed array table, expected `]`
          b.toml: TOML parse error at line 1, column 3
          |
        1 | [[entries]]
          |   ^^^^^^^
        unknown field `entries`, expected `identifier` or `entry`
          c.toml: TOML parse error at line 1, column 9
          |
        1 | entry = 1
          |         ^
        invalid type: integer `1`, expected a sequence"#]]
    .assert_eq(&format!("{:#}", Overlay::parse(&files).unwrap_err()));
}

#[test]
fn a_fact_in_two_files_is_refused() {
    let text = entry("AWS::Test::Thing/A", "ensure = { minLength = 1 }");
    let files = ["a.toml", "b.toml"].map(|name| (name.to_owned(), text.clone()));
    expect![[r#"
        the overlay has mistakes:
          b.toml:1: the entry at `AWS::Test::Thing/A`: `minLength` is stated at a.toml:1 already"#]]
    .assert_eq(&format!("{:#}", Overlay::parse(&files.into()).unwrap_err()));
}
