//! Documentation, patterns, enums and bounds of upstream that are hostile, or just unexpected.

use expect_test::expect;
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Value, json};
use std::path::Path;

use crate::support::Sandbox;
use crate::support::upstream::{Upstream, property};

/// What stands in the generated code outside of literals, if upstream text got there.
const MARK: &str = "pwned";

/// Whether an identifier of the code is the mark. Texts and doc comments are literals here.
fn has_mark(code: &TokenStream) -> bool {
    code.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => has_mark(&group.stream()),
        TokenTree::Ident(ident) => ident.to_string().contains(MARK),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// The generated code, all files together, which is valid and free of the mark.
fn generated(sandbox: &Sandbox) -> String {
    let mut all = String::new();
    for (path, bytes) in sandbox.generated() {
        if Path::new(&path).extension().is_some_and(|end| end == "rs") {
            let code = String::from_utf8(bytes).unwrap();
            let parsed = syn::parse_file(&code).unwrap();
            assert!(!has_mark(&quote::quote!(#parsed)), "{path}");
            all += &code;
        }
    }
    all
}

/// What regen says to the small upstream with this schema of the property `Name`.
fn refuses_name(schema: Value) -> String {
    let mut upstream = Upstream::small();
    *upstream.schema_property("Name") = schema;
    Sandbox::small().refuses_upstream(&upstream)
}

/// The facts that the model has of the property `Name` with this schema.
fn model_of(ty: &str, schema: Value) -> String {
    let mut upstream = Upstream::small();
    *upstream.property("Name") = property(ty);
    *upstream.schema_property("Name") = schema;
    let sandbox = Sandbox::of(&upstream);
    generated(&sandbox);
    let model: Value = serde_json::from_str(&sandbox.read("spec/model.json")).unwrap();
    model["resources"]["AWS::Test::Thing"]["properties"]["Name"]["type"].to_string()
}

#[test]
fn a_link_that_is_no_page_of_aws_does_not_reach_the_code() {
    let links = [
        "javascript:pwned()",
        "https://pwned.example/",
        "https://docs.aws.amazon.com.pwned.example/",
        "https://docs.aws.amazon.com@pwned.example/",
        "https://docs.aws.amazon.com/a) [x](https://pwned.example/",
        "https://docs.aws.amazon.com/a\npub fn pwned() {}",
        "https://docs.aws.amazon.com/a\r\n//! pwned",
        "https://docs.aws.amazon.com/<script>pwned()</script>",
        "https://docs.aws.amazon.com/a */ pub fn pwned() {} /*",
        "https://docs.aws.amazon.com/`pwned`",
        "https://docs.aws.amazon.com/\u{202e}pwned",
        "",
    ];
    let mut upstream = Upstream::small();
    for (index, link) in links.iter().enumerate() {
        let mut hostile = property("String");
        hostile["Documentation"] = (*link).into();
        *upstream.property(&format!("Link{index}")) = hostile;
    }
    upstream.specification["ResourceTypes"]["AWS::Test::Thing"]["Documentation"] = links[4].into();
    upstream.specification["PropertyTypes"]["AWS::Test::Thing.Part"]["Documentation"] =
        links[5].into();
    upstream.schemas[0].1["documentationUrl"] = links[1].into();
    upstream.schemas[0].1["description"] = "*/ pub fn pwned() {} /*".into();
    upstream.schema_property("Name")["description"] = "*/ pub fn pwned() {} /*".into();
    let code = generated(&Sandbox::of(&upstream));
    let marked: Vec<_> = code.lines().filter(|line| line.contains(MARK)).collect();
    assert_eq!(marked, [""; 0]);
}

#[test]
fn a_pattern_is_a_text_whatever_it_contains() {
    let patterns = [
        "^a*/ pub fn pwned\\(\\) \\{\\} /\\*$",
        "^\"#\"##\\\\\\n`pwned`$",
        "^[\n\r\u{2028}]pwned\u{0}$",
        "^\\)\\]\\}pwned$",
    ];
    let mut upstream = Upstream::small();
    for (index, pattern) in patterns.iter().enumerate() {
        let name = format!("Pattern{index}");
        *upstream.property(&name) = property("String");
        *upstream.schema_property(&name) = json!({ "type": "string", "pattern": pattern });
    }
    let code = generated(&Sandbox::of(&upstream));
    let docs: Vec<_> = code
        .lines()
        .filter(|line| line.contains("///") && line.contains(MARK))
        .collect();
    expect![[r###"
        /// `` ^"#"##\\\n`pwned`$ ``.
        /// `^[  \u{2028}]pwned\0$`.
        /// `^\)\]\}pwned$`.
        /// `^a*/ pub fn pwned\(\) \{\} /\*$`.
            /// Characters that match `^a*/ pub fn pwned\(\) \{\} /\*$`.
            /// Characters that match `` ^"#"##\\\n`pwned`$ ``.
            /// Characters that match `^[  \u{2028}]pwned\0$`.
            /// Characters that match `^\)\]\}pwned$`.
            /// [`Pattern0` of `AWS::Test::Thing`](https://docs.aws.amazon.com/thing.html#cfn-test-thing-pattern0): characters that match `^a*/ pub fn pwned\(\) \{\} /\*$`.
            /// [`Pattern1` of `AWS::Test::Thing`](https://docs.aws.amazon.com/thing.html#cfn-test-thing-pattern1): characters that match `` ^"#"##\\\n`pwned`$ ``.
            /// [`Pattern2` of `AWS::Test::Thing`](https://docs.aws.amazon.com/thing.html#cfn-test-thing-pattern2): characters that match `^[  \u{2028}]pwned\0$`.
            /// [`Pattern3` of `AWS::Test::Thing`](https://docs.aws.amazon.com/thing.html#cfn-test-thing-pattern3): characters that match `^\)\]\}pwned$`."###]].assert_eq(&docs.join("\n"));
}

#[test]
fn a_pattern_that_no_table_can_check_needs_an_overlay_entry() {
    let refuses = |pattern: &str| refuses_name(json!({ "type": "string", "pattern": pattern }));
    expect![[r#"
        error: these patterns cannot be checked by a table:
          AWS::Test::Thing/Name: `^(a)\\1$`: the back reference `\1`
        replace them by overlay entries
    "#]]
    .assert_eq(&refuses(r"^(a)\1$"));
    expect![[r#"
        error: these patterns cannot be checked by a table:
          AWS::Test::Thing/Name: `^a{1000000}$`: too large: too many states
        replace them by overlay entries
    "#]]
    .assert_eq(&refuses(r"^a{1000000}$"));
    expect![[r#"
        error: these patterns cannot be checked by a table:
          AWS::Test::Thing/Name: `^((a{1,1000}){1,1000}){1,1000}$`: too large: too many states
        replace them by overlay entries
    "#]]
    .assert_eq(&refuses(r"^((a{1,1000}){1,1000}){1,1000}$"));
    expect![[r#"
        error: these patterns cannot be checked by a table:
          AWS::Test::Thing/Name: `^a{99999999999999999999}$`: too large: 99999999999999999999 repetitions
        replace them by overlay entries
    "#]].assert_eq(&refuses(r"^a{99999999999999999999}$"));
    expect![[r#"
        error: these patterns cannot be checked by a table:
          AWS::Test::Thing/Name: `(a|b)*a(a|b){30}$`: too large: too many steps
        replace them by overlay entries
    "#]]
    .assert_eq(&refuses(r"(a|b)*a(a|b){30}$"));
    expect![[r#"
        error: these patterns cannot be checked by a table:
          AWS::Test::Thing/Name: `([`: an unclosed class
        replace them by overlay entries
    "#]]
    .assert_eq(&refuses("(["));
    expect![[r#"
        error: these patterns cannot be checked by a table:
          AWS::Test::Thing/Name: `((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((…`: too large: 100000 characters
        replace them by overlay entries
    "#]].assert_eq(&refuses(&"(".repeat(100_000)));
    expect![[r#"
        error: schemas/aws-test-thing.json: properties.Name.pattern: expected a string, found the number 1
    "#]].assert_eq(&refuses_name(json!({ "type": "string", "pattern": 1 })));
}

#[test]
fn such_a_pattern_is_replaced_by_the_overlay() {
    let mut upstream = Upstream::small();
    let pattern = r"^(a)\1$";
    *upstream.schema_property("Name") = json!({ "type": "string", "pattern": pattern });
    let sandbox = Sandbox::small();
    sandbox.write(
        "spec/overlay/facts.toml",
        &format!(
            "[[entry]]\nat = \"AWS::Test::Thing/Name\"\nexpect = {{ pattern = '{pattern}' }}\nset = {{ pattern = '^aa$' }}\n\
             reason = \"A table.\"\nlink = \"https://docs.aws.amazon.com/\"\n"
        ),
    );
    sandbox.accepts(&upstream, &[]);
    assert!(generated(&sandbox).contains("^aa$"));
}

#[test]
fn a_huge_enum_is_generated_whole() {
    let mut upstream = Upstream::small();
    let values: Vec<_> = (0..5_000).map(|index| format!("value-{index}")).collect();
    upstream.schema_property("Mode")["enum"] = json!(values);
    let code = generated(&Sandbox::of(&upstream));
    assert!(code.contains("\"value-0\"") && code.contains("\"value-4999\""));
}

#[test]
fn an_enum_that_is_odd_is_understood_or_refused() {
    expect![[r#"
        error: schemas/aws-test-thing.json: properties.Name.enum: expected at least one value, found an empty list
    "#]].assert_eq(&refuses_name(json!({ "type": "string", "enum": [] })));
    expect![[r#"{"text":{}}"#]].assert_eq(&model_of(
        "String",
        json!({ "type": "string", "enum": ["a", 1, null] }),
    ));
    expect![[r#"{"enum":["a","b"]}"#]].assert_eq(&model_of(
        "String",
        json!({ "type": "string", "enum": ["a", "b", "a"] }),
    ));
    expect![[r#"{"integer":{}}"#]].assert_eq(&model_of(
        "Integer",
        json!({ "type": "integer", "enum": [1, 2] }),
    ));
    expect![[r#"
        error: schemas/aws-test-thing.json: properties.Name.enum: expected a list, found the string "a"
    "#]].assert_eq(&refuses_name(json!({ "type": "string", "enum": "a" })));
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: enum value `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…` (5000 characters) is too long to become a Rust identifier: if AWS really publishes this, take the enum off the property in spec/overlay/
    "#]].assert_eq(&refuses_name(
        json!({ "type": "string", "enum": ["a".repeat(5_000)] }),
    ));
}

#[test]
fn a_bound_that_is_odd_is_never_stricter() {
    let text = |least: Value, most: Value| {
        model_of(
            "String",
            json!({ "type": "string", "minLength": least, "maxLength": most }),
        )
    };
    expect![[r#"{"text":{"maxLength":4294967295}}"#]]
        .assert_eq(&text(json!(0), json!(4_294_967_295_u64)));
    expect![[r#"{"text":{}}"#]].assert_eq(&text(json!(0), json!(4_294_967_296_u64)));
    let number = |least: Value, most: Value| {
        model_of(
            "Integer",
            json!({ "type": "integer", "minimum": least, "maximum": most }),
        )
    };
    expect![[r#"{"integer":{"minimum":-5,"maximum":5}}"#]].assert_eq(&number(json!(-5), json!(5)));
    expect![[r#"{"integer":{"minimum":-9223372036854775808,"maximum":9223372036854775807}}"#]]
        .assert_eq(&number(json!(i64::MIN), json!(i64::MAX)));
    expect![[r#"{"integer":{}}"#]].assert_eq(&number(json!(0.5), json!(9.5)));
    expect![[r#"{"integer":{}}"#]].assert_eq(&number(json!(1.0), json!(u64::MAX)));
    expect![[r#"{"integer":{}}"#]].assert_eq(&number(json!(1e300), json!(-1e300)));
    let float = |least: Value, most: Value| {
        model_of(
            "Double",
            json!({ "type": "number", "minimum": least, "maximum": most }),
        )
    };
    expect![[r#"{"double":{"minimum":-0.5,"maximum":1e+308}}"#]]
        .assert_eq(&float(json!(-0.5), json!(1e308)));
}

#[test]
fn a_bound_that_is_no_number_is_refused() {
    let least = |bound: Value| refuses_name(json!({ "type": "string", "minLength": bound }));
    expect![[r#"
        error: schemas/aws-test-thing.json: properties.Name.minLength: expected a whole number from 0, found the number -1
    "#]].assert_eq(&least(json!(-1)));
    expect![[r#"
        error: schemas/aws-test-thing.json: properties.Name.minLength: expected a whole number from 0, found the number 1.5
    "#]].assert_eq(&least(json!(1.5)));
    expect![[r#"
        error: schemas/aws-test-thing.json: properties.Name.minLength: expected a number, found the string "1"
    "#]].assert_eq(&least(json!("1")));
    expect![[r#"
        error: schemas/aws-test-thing.json: properties.Name.minimum: expected a number, found the string "1"
    "#]].assert_eq(&refuses_name(json!({ "type": "integer", "minimum": "1" })));
    expect![[r#"
        error: schemas/aws-test-thing.json: properties.Name.minItems: expected a whole number from 0, found the number -1
    "#]].assert_eq(&refuses_name(json!({ "type": "array", "minItems": -1 })));
}

#[test]
fn types_that_refer_to_themselves_are_finite_or_refused() {
    let mut upstream = Upstream::small();
    upstream.specification["PropertyTypes"]["AWS::Test::Thing.Part"]["Properties"]["Parts"] =
        json!({ "Type": "List", "ItemType": "Part", "Required": false, "UpdateType": "Mutable" });
    upstream.schemas[0].1["definitions"]["Part"]["properties"]["Parts"] =
        json!({ "type": "array", "items": { "$ref": "#/definitions/Part" } });
    generated(&Sandbox::of(&upstream));

    let mut upstream = Upstream::small();
    upstream.schemas[0].1["definitions"]["Part"] = json!({ "$ref": "#/definitions/Part" });
    expect![[r#"
        note: schemas/aws-test-thing.json: AWS::Test::Thing: the references of definitions go round in a circle: Part -> Part
        error: cannot merge the provider schema of `AWS::Test::Thing`: AWS::Test::Thing: the references of definitions go round in a circle: Part -> Part
    "#]].assert_eq(&Sandbox::small().refuses_upstream(&upstream));

    // A struct cannot hold itself without a list or a map between.
    let mut upstream = Upstream::small();
    upstream.specification["PropertyTypes"]["AWS::Test::Thing.Part"]["Properties"]["Part"] =
        json!({ "Type": "Part", "Required": false, "UpdateType": "Mutable" });
    generated(&Sandbox::of(&upstream));
}
