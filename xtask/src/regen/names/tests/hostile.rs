//! Names that nobody should publish: a valid identifier or a clear error, and nothing else.

#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes its snapshots with them"
)]

use expect_test::expect;

use super::super::reserved::KEYWORDS;
use super::super::{
    attribute, field, global_name, module, resource_name, type_name, variant, variants,
};

/// Whether a text is an identifier of ASCII letters, digits and `_` that Rust takes as it is.
fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && text.bytes().any(|b| b != b'_')
        && text != "Self"
        && !KEYWORDS.contains(&text)
}

/// Every name of two characters that matter to Rust, to paths or to the rules of words, many of
/// three, and some long ones.
fn names() -> Vec<String> {
    let letters = [
        '\0', '\n', ' ', '"', '#', '*', '-', '.', '1', ':', 'A', 'S', '_', 'f', 's', 'v', 'é', '日',
    ];
    let others = [
        '\r', '\t', '\u{7f}', '!', '$', '%', '&', '\'', '(', ')', '+', ',', '/', ';', '<', '=',
        '>', '?', '@', '[', '\\', ']', '^', '`', '{', '|', '}', '~', 'ß', 'İ', 'ǅ', '🦀',
        '\u{202e}', '\u{2028}', '\u{200b}', '\u{301}', '\u{feff}',
    ];
    let mut names = vec![String::new()];
    for first in letters.into_iter().chain(others) {
        names.push(first.to_string());
        for second in letters {
            names.push(format!("{first}{second}"));
            names.push(format!("{second}{first}"));
            names.extend(
                letters
                    .iter()
                    .map(|third| format!("{second}{first}{third}")),
            );
        }
    }
    for keyword in KEYWORDS {
        let mut letters = keyword.chars();
        let first = letters.next().unwrap().to_ascii_uppercase();
        names.extend([
            (*keyword).to_owned(),
            keyword.to_uppercase(),
            format!("{first}{}", letters.as_str()),
            format!("r#{keyword}"),
        ]);
    }
    names.extend(
        [
            "a", "A", "Ab", "*", "é", "🦀", "1", "_", "DB", "OAuth", "B2BI",
        ]
        .map(|part| part.repeat(10_000)),
    );
    names
}

#[test]
fn whatever_the_name_the_identifier_is_valid() {
    let mut errors = 0;
    for name in names() {
        let resource = format!("AWS::X::{name}");
        let service = format!("AWS::{name}::X");
        let modules = [&resource, &service].map(|cfn_type| module(cfn_type));
        let parts = modules.into_iter().flat_map(|module| match module {
            Ok(module) => vec![Ok(module.service), Ok(module.resource)],
            Err(error) => vec![Err(error)],
        });
        let rust = [
            field(&name),
            attribute(&name),
            type_name(&name),
            global_name(&name),
            resource_name(&resource),
            variant(&name),
        ];
        for rust in rust.into_iter().chain(parts) {
            match rust {
                Ok(rust) => assert!(is_identifier(&rust), "{name:?} became {rust:?}"),
                Err(error) => {
                    errors += 1;
                    let text = format!("{error:#}");
                    let plain = |c: char| c == '…' || c.is_ascii_graphic() || c == ' ';
                    assert!(text.chars().all(plain) && text.len() < 800, "{text:?}");
                }
            }
        }
    }
    assert!(errors > 0);
}

#[test]
fn every_short_value_has_a_variant_of_its_own() {
    let names = names();
    let short = names
        .iter()
        .map(String::as_str)
        .filter(|name| name.len() < 20);
    let variants = variants(short).unwrap();
    let mut distinct: Vec<_> = variants.values().collect();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), variants.len());
    assert!(variants.values().all(|variant| is_identifier(variant)));
}

#[test]
fn errors_say_what_is_wrong() {
    let long = "Ab".repeat(5_000);
    let names = [
        "",
        " ",
        "_",
        "...",
        "_Name",
        "-1",
        "a b",
        "a/b",
        "a*/b",
        "a\nb",
        "a\u{202e}b",
        "r#type",
        "Größe",
        "Id\"; panic!(); \"",
        "x: String, pub y",
        &long,
    ];
    let errors: Vec<_> = names
        .iter()
        .map(|name| field(name).unwrap_err().to_string())
        .collect();
    expect![[r#"
        a property has an empty name: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property ` ` contains ` `, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `_` starts with neither a letter nor a digit: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `...` starts with neither a letter nor a digit: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `_Name` starts with neither a letter nor a digit: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `-1` starts with neither a letter nor a digit: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `a b` contains ` `, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `a/b` contains `/`, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `a*/b` contains `*`, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `a\nb` contains `\n`, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `a\u{202e}b` contains `\u{202e}`, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `r#type` contains `#`, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `Gr\u{f6}\u{df}e` contains `\u{f6}`, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `Id\"; panic!(); \"` contains `\"`, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `x: String, pub y` contains ` `, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
        the name of property `AbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAb…` (10000 characters) is longer than 255 bytes: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged"#]].assert_eq(&errors.join("\n"));
}

#[test]
fn what_is_no_resource_type_is_an_error() {
    let long = format!("AWS::Cognito::{}", "x".repeat(10_000));
    let names = [
        "",
        "::",
        "::::",
        "AWS",
        "AWS::Cognito",
        "AWS::Cognito::",
        "AWS::::UserPool",
        "AWS::Cognito::UserPool::MODULE",
        "AWS:Cognito:UserPool",
        "AWS::Cognito::User.Pool",
        "AWS::Cognito::../../etc",
        "AWS::Cognito::User\nPool",
        "AWS::Größe::X",
        &long,
    ];
    for name in names {
        assert!(resource_name(name).is_err(), "{name:?}");
    }
    let errors: Vec<_> = names
        .iter()
        .map(|name| module(name).unwrap_err().to_string())
        .collect();
    expect![[r#"
        `` is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`
        `::` is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`
        `::::` is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`
        `AWS` is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`
        `AWS::Cognito` is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`
        `AWS::Cognito::` is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`
        `AWS::::UserPool` is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`
        `AWS::Cognito::UserPool::MODULE` is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`
        `AWS:Cognito:UserPool` is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`
        `AWS::Cognito::User.Pool` is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`
        `AWS::Cognito::../../etc` is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`
        `AWS::Cognito::User\nPool` is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`
        `AWS::Gr\u{f6}\u{df}e::X` is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`
        `AWS::Cognito::xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` (10014 characters) is no resource type: expected three names of ASCII letters and digits with `::` between them, such as `AWS::Cognito::UserPool`"#]].assert_eq(&errors.join("\n"));
}

#[test]
fn values_that_are_too_long_are_an_error() {
    let errors: Vec<_> = ["x".repeat(256), "\u{1f980}".repeat(60), "*".repeat(10_000)]
        .iter()
        .map(|value| variant(value).unwrap_err().to_string())
        .collect();
    expect![[r#"
        enum value `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` (256 characters) is too long to become a Rust identifier: if AWS really publishes this, take the enum off the property in spec/overlay/
        enum value `\u{1f980}\u{1f980}\u{1f980}\u{1f980}\u{1f980}\u{1f980}\u{1f9…` (60 characters) is too long to become a Rust identifier: if AWS really publishes this, take the enum off the property in spec/overlay/
        enum value `************************************************************…` (10000 characters) is too long to become a Rust identifier: if AWS really publishes this, take the enum off the property in spec/overlay/"#]].assert_eq(&errors.join("\n"));
}
