//! Collisions.

#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes its snapshots with them"
)]

use std::fmt::Write as _;

use expect_test::expect;

use super::super::field;
use super::{Scope, attributes, variants};

fn table(values: &[&str]) -> String {
    let mut text = String::new();
    for (value, variant) in variants(values.iter().copied()).unwrap() {
        writeln!(text, "{value:?} {variant}").unwrap();
    }
    text
}

#[test]
fn fields_that_collide_are_an_error_that_names_both() {
    let mut scope = Scope::new("the fields of AWS::Cognito::UserPoolClient");
    for name in ["CallbackURLs", "ClientName", "CallbackURLs"] {
        scope.insert(name, field(name).unwrap()).unwrap();
    }
    let error = scope
        .insert("CallbackUrls", field("CallbackUrls").unwrap())
        .unwrap_err();
    expect!["among the fields of AWS::Cognito::UserPoolClient, `CallbackURLs` and `CallbackUrls` would both be `callback_urls`: give the one that is not yet in spec/names.lock another name in xtask/src/regen/names/; a property can have one from spec/overlay/ by the fact `rustName`"].assert_eq(&error.to_string());
}

#[test]
fn a_scope_escapes_what_collides() {
    let mut scope = Scope::new("the variants of X");
    scope.insert("a\nb", "Ab".to_owned()).unwrap();
    let error = scope.insert("a\u{202e}b", "Ab".to_owned()).unwrap_err();
    expect![[r#"among the variants of X, `a\nb` and `a\u{202e}b` would both be `Ab`: give the one that is not yet in spec/names.lock another name in xtask/src/regen/names/; a property can have one from spec/overlay/ by the fact `rustName`"#]].assert_eq(&error.to_string());
}

#[test]
fn attributes_that_are_published_twice() {
    let names = [
        "ReadEndPoint.Addresses.List",
        "ReadEndPoint.AddressesList",
        "CertificateAuthorityData",
        "CertificateAuthority.Data",
        "Arn",
        "Arn",
    ];
    let methods = attributes("AWS::EKS::Cluster", names).unwrap();
    expect![[r#"
        {
            "Arn": "attr_arn",
            "CertificateAuthority.Data": "attr_certificate_authority_dot_data",
            "CertificateAuthorityData": "attr_certificate_authority_data",
            "ReadEndPoint.Addresses.List": "attr_read_end_point_dot_addresses_dot_list",
            "ReadEndPoint.AddressesList": "attr_read_end_point_addresses_list",
        }
    "#]]
    .assert_debug_eq(&methods);
    let reversed = attributes("AWS::EKS::Cluster", names.into_iter().rev()).unwrap();
    assert_eq!(methods, reversed);
    let error = attributes("AWS::X::Y", ["Key.Url", "Key.URL"]).unwrap_err();
    expect!["among the attributes of `AWS::X::Y`, `Key.URL` and `Key.Url` would both be `attr_key_url`: give the one that is not yet in spec/names.lock another name in xtask/src/regen/names/; a property can have one from spec/overlay/ by the fact `rustName`"].assert_eq(&error.to_string());
}

#[test]
fn values_that_differ_in_case_or_symbols_are_numbered() {
    let values = [
        "*", "ANY", "Glacier", "GLACIER", "glacier", "a", "A", "A2", "a-2", "V1_0", "V10", "v1.0",
        "v1.0-2", "+1", "-1", "1", "1.1", "11",
    ];
    let all = table(&values);
    expect![[r#"
        "*" Any2
        "+1" Plus1
        "-1" Minus1
        "1" V1
        "1.1" V1_1
        "11" V11
        "A" A
        "A2" A2
        "ANY" Any
        "GLACIER" Glacier
        "Glacier" Glacier2
        "V10" V10
        "V1_0" V1_0
        "a" A3
        "a-2" A2_2
        "glacier" Glacier3
        "v1.0" V1_0_3
        "v1.0-2" V1_0_2
    "#]]
    .assert_eq(&all);
    let mut reversed = values;
    reversed.reverse();
    assert_eq!(table(&reversed), all);
    let doubled = [values, values].concat();
    assert_eq!(table(&doubled), all);
}

#[test]
fn variants_are_all_different() {
    // Every value of up to three of these characters: many collide, and numbers collide with
    // digits.
    let alphabet = ["", "a", "A", "2", "_", "*", "é"];
    let mut values = Vec::new();
    for first in alphabet {
        for second in alphabet {
            for third in alphabet {
                values.push([first, second, third].concat());
            }
        }
    }
    let variants = variants(values.iter().map(String::as_str)).unwrap();
    let mut distinct: Vec<_> = variants.values().collect();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), variants.len());
}

#[test]
fn an_enum_with_an_impossible_value_is_an_error() {
    let long = "x".repeat(10_000);
    let error = variants(["ON", &long]).unwrap_err();
    expect!["enum value `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` (10000 characters) is too long to become a Rust identifier: if AWS really publishes this, take the enum off the property in spec/overlay/"].assert_eq(&error.to_string());
}
