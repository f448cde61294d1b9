//! Names of upstream: frozen ones, ones that collide, and ones that are no names.

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::upstream::{Upstream, property};
use crate::support::{Sandbox, assert_same};

/// A name that would be code, a comment's end or a line of its own, if it were copied.
const CODE: &str = "x: (), } */ // \n pub fn pwned() { /* \" # \\ {";

/// What regen says to the small upstream after this change of it.
fn refuses(change: impl FnOnce(&mut Upstream)) -> String {
    let mut upstream = Upstream::small();
    change(&mut upstream);
    Sandbox::small().refuses_upstream(&upstream)
}

/// Adds a resource type of this name, with a schema, to the upstream.
fn add_resource(upstream: &mut Upstream, name: &str) {
    upstream.specification["ResourceTypes"][name] =
        json!({ "Properties": { "Name": property("String") } });
}

#[test]
fn a_property_type_that_does_not_exist_is_named_with_its_place() {
    expect![[r#"
        error: cannot use ../upstream/specification.json with ../upstream/schemas.zip: specification.json: ResourceTypes."AWS::Test::Thing".Properties.Part.Type: the property type `Whole` does not exist: neither `AWS::Test::Thing.Whole` nor a common `Whole`
    "#]].assert_eq(&refuses(|upstream| upstream.property("Part")["Type"] = "Whole".into()));
    expect![[r#"
        error: schemas/aws-test-thing.json: properties.Part."$ref": it refers to `#/definitions/Whole`, where nothing is
    "#]].assert_eq(&refuses(|upstream| {
        *upstream.schema_property("Part") = json!({ "$ref": "#/definitions/Whole" });
    }));
}

#[test]
fn keywords_become_fields_and_types() {
    let mut upstream = Upstream::small();
    for name in [
        "Type", "self", "crate", "super", "Move", "Fn", "Async", "gen", "Box", "Option", "Value",
    ] {
        *upstream.property(name) = property("String");
    }
    for name in ["Self", "Value", "Option", "Type"] {
        upstream.specification["PropertyTypes"][format!("AWS::Test::Thing.{name}")] =
            json!({ "Properties": { "Type": property("String") } });
        *upstream.property(&format!("Of{name}")) =
            json!({ "Type": name, "Required": true, "UpdateType": "Mutable" });
    }
    upstream.schema_property("Mode")["enum"] =
        json!(["Self", "Other", "", "*", "fn", "1", "-1", "a\n*/b", CODE]);
    let sandbox = Sandbox::of(&upstream);
    let code = sandbox.read("generated/src/test/thing.rs");
    let lines: Vec<&str> = code
        .lines()
        .filter_map(|line| line.strip_prefix("    pub "))
        .filter(|line| line.ends_with(',') && line.contains(": Option<"))
        .collect();
    expect![[r#"
        async_: Option<cfn::Value<String>>,
        box_: Option<cfn::Value<String>>,
        fn_: Option<cfn::Value<String>>,
        mode: Option<cfn::Value<Mode>>,
        move_: Option<cfn::Value<String>>,
        name: Option<cfn::Value<cfn::Text<bounds::Name>>>,
        option: Option<cfn::Value<String>>,
        type_: Option<cfn::Value<String>>,
        value: Option<cfn::Value<String>>,
        crate_: Option<cfn::Value<String>>,
        gen_: Option<cfn::Value<String>>,
        self_: Option<cfn::Value<String>>,
        super_: Option<cfn::Value<String>>,
        type_: Option<cfn::Value<String>>,
        size: Option<cfn::Value<cfn::Int<bounds::PartSize>>>,
        type_: Option<cfn::Value<String>>,
        type_: Option<cfn::Value<String>>,
        type_: Option<cfn::Value<String>>,"#]]
    .assert_eq(&lines.join("\n"));
    syn::parse_file(&code).unwrap();
    let frozen = sandbox.read("spec/names.lock");
    let variants: Vec<&str> = frozen
        .lines()
        .filter(|line| line.contains("Mode#"))
        .collect();
    expect![[r#"
        AWS::Test::Thing/Mode#"" = test::thing::Mode::Empty
        AWS::Test::Thing/Mode#"*" = test::thing::Mode::Any
        AWS::Test::Thing/Mode#"-1" = test::thing::Mode::Minus1
        AWS::Test::Thing/Mode#"1" = test::thing::Mode::V1
        AWS::Test::Thing/Mode#"Other" = test::thing::Mode::OtherValue
        AWS::Test::Thing/Mode#"Self" = test::thing::Mode::SelfValue
        AWS::Test::Thing/Mode#"a\\n*/b" = test::thing::Mode::AB
        AWS::Test::Thing/Mode#"fn" = test::thing::Mode::Fn
        AWS::Test::Thing/Mode#"x: (), } */ // \\n pub fn pwned() { /* \\" # \\\\ {" = test::thing::Mode::XPubFnPwned"#]].assert_eq(&variants.join("\n"));
}

#[test]
fn a_name_that_is_none_is_refused() {
    expect![[r#"
        error: cannot use ../upstream/specification.json with ../upstream/schemas.zip: specification.json: ResourceTypes."AWS::Test::Thing".Properties: an entry has an empty name
    "#]].assert_eq(&refuses(|upstream| *upstream.property("") = property("String")));
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: the name of property `_` starts with neither a letter nor a digit: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
    "#]].assert_eq(&refuses(|upstream| *upstream.property("_") = property("String")));
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: the name of property `Gr\u{f6}\u{df}e` contains `\u{f6}`, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
    "#]].assert_eq(&refuses(|upstream| *upstream.property("Größe") = property("String")));
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: the name of property `N\u{430}me` contains `\u{430}`, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
    "#]].assert_eq(&refuses(|upstream| *upstream.property("Nаme") = property("String")));
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: the name of property `a\u{202e}b` contains `\u{202e}`, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
    "#]].assert_eq(&refuses(|upstream| *upstream.property("a\u{202e}b") = property("String")));
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: the name of property `x: (), } */ // \n pub fn pwned() { /* \" # \\ {` contains ` `, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
    "#]].assert_eq(&refuses(|upstream| *upstream.property(CODE) = property("String")));
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: the name of property `AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA…` (5000 characters) is longer than 255 bytes: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
    "#]].assert_eq(&refuses(|upstream| *upstream.property(&"A".repeat(5_000)) = property("String")));
}

#[test]
fn a_property_type_whose_name_is_none_is_refused() {
    let add = |name: &str| {
        refuses(|upstream| {
            upstream.specification["PropertyTypes"][format!("AWS::Test::Thing.{name}")] =
                json!({ "Properties": { "Size": property("Integer") } });
            *upstream.property("Extra") =
                json!({ "Type": name, "Required": false, "UpdateType": "Mutable" });
        })
    };
    expect![[r#"
        error: cannot use ../upstream/specification.json with ../upstream/schemas.zip: specification.json: PropertyTypes."AWS::Test::Thing.": the property type has an empty name
    "#]].assert_eq(&add(""));
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: the name of property type `Gr\u{f6}\u{df}e` contains `\u{f6}`, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
    "#]].assert_eq(&add("Größe"));
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: the name of property type `x: (), } */ // \n pub fn pwned() { /* \" # \\ {` contains ` `, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
    "#]].assert_eq(&add(CODE));
    let definition = refuses(|upstream| {
        upstream.schemas[0].1["definitions"][CODE] =
            json!({ "type": "object", "properties": { "A": { "type": "string" } } });
        let pointer = CODE.replace('~', "~0").replace('/', "~1");
        *upstream.schema_property("Extra") = json!({ "$ref": format!("#/definitions/{pointer}") });
    });
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: the name of property type `x: (), } */ // \n pub fn pwned() { /* \" # \\ {` contains ` `, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
    "#]].assert_eq(&definition);
}

#[test]
fn a_resource_type_whose_name_is_none_is_refused() {
    let add = |name: &str| refuses(|upstream| add_resource(upstream, name));
    expect![[r#"
        error: cannot use ../upstream/specification.json with ../upstream/schemas.zip: specification.json: ResourceTypes."AWS::Test::": expected the name of a resource type such as `AWS::Cognito::UserPool`, found `AWS::Test::`
    "#]].assert_eq(&add("AWS::Test::"));
    expect![[r#"
        error: cannot use ../upstream/specification.json with ../upstream/schemas.zip: specification.json: ResourceTypes."AWS::Test::Größe": expected the name of a resource type such as `AWS::Cognito::UserPool`, found `AWS::Test::Größe`
    "#]].assert_eq(&add("AWS::Test::Größe"));
    expect![[r#"
        error: cannot use ../upstream/specification.json with ../upstream/schemas.zip: specification.json: ResourceTypes."AWS::Test::../../escape": expected the name of a resource type such as `AWS::Cognito::UserPool`, found `AWS::Test::../../escape`
    "#]].assert_eq(&add("AWS::Test::../../escape"));
    expect![[r#"
        error: cannot use ../upstream/specification.json with ../upstream/schemas.zip: specification.json: ResourceTypes."AWS::Test::x: (), } */ // \n pub fn pwned() { /* \" # \\ {": expected the name of a resource type such as `AWS::Cognito::UserPool`, found `AWS::Test::x: (), } */ // \n pub fn pwned() { /* \" # \\ {`
    "#]].assert_eq(&add(&format!("AWS::Test::{CODE}")));
    let schema = refuses(|upstream| {
        let name = format!("AWS::Test::{CODE}");
        upstream.schemas.push((
            "aws-test-other.json".to_owned(),
            json!({ "typeName": name, "properties": {} }),
        ));
    });
    expect![[r#"
        error: cannot use ../upstream/specification.json with ../upstream/schemas.zip: the selected resource type `AWS::Test::x: (), } */ // \n pub fn pwned() { /* \" # \\ {` is neither in the resource specification nor in the schemas: correct or remove it in spec/resources.toml
    "#]].assert_eq(&schema);
}

#[test]
fn an_attribute_whose_name_is_none_is_refused() {
    let add = |name: &str| {
        refuses(|upstream| {
            upstream.specification["ResourceTypes"]["AWS::Test::Thing"]["Attributes"][name] =
                json!({ "PrimitiveType": "String" });
        })
    };
    expect![[r#"
        error: cannot use ../upstream/specification.json with ../upstream/schemas.zip: specification.json: ResourceTypes."AWS::Test::Thing".Attributes: an entry has an empty name
    "#]].assert_eq(&add(""));
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: the name of attribute `Gr\u{f6}\u{df}e` contains `\u{f6}`, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
    "#]].assert_eq(&add("Größe"));
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: attribute `x: (), } */ // \n pub fn pwned() { /* \" # \\ {` lies inside of a list, so Fn::GetAtt cannot read it: leave it out of the model
    "#]].assert_eq(&add(CODE));
    let read_only = refuses(|upstream| {
        *upstream.schema_property("a b") = json!({ "type": "string" });
        upstream.schemas[0].1["readOnlyProperties"] = json!(["/properties/a b"]);
    });
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: the name of attribute `a b` contains ` `, but only ASCII letters, digits and `_ . : -` can become a Rust identifier: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
    "#]].assert_eq(&read_only);
}

#[test]
fn names_that_collide_are_both_named() {
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: among the properties of AWS::Test::Thing, `FooBar` and `Foo_Bar` would both be `foo_bar`: give the one that is not yet in spec/names.lock another name in xtask/src/regen/names/; a property can have one from spec/overlay/ by the fact `rustName`
    "#]].assert_eq(&refuses(|upstream| {
        *upstream.property("FooBar") = property("String");
        *upstream.property("Foo_Bar") = property("String");
    }));
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: among the items of AWS::Test::Thing, `FOOBar` and `FooBar` would both be `FooBar`: give the one that is not yet in spec/names.lock another name in xtask/src/regen/names/; a property can have one from spec/overlay/ by the fact `rustName`
    "#]].assert_eq(&refuses(|upstream| {
        for (name, user) in [("FooBar", "First"), ("FOOBar", "Second")] {
            upstream.specification["PropertyTypes"][format!("AWS::Test::Thing.{name}")] =
                json!({ "Properties": { "Size": property("Integer") } });
            *upstream.property(user) = json!({ "Type": name, "Required": false, "UpdateType": "Mutable" });
        }
    }));
    expect![[r#"
        error: among the resource types of a service, `AWS::Test::FOOBar` and `AWS::Test::FooBar` would both be `test::foo_bar`: give the one that is not yet in spec/names.lock another name in xtask/src/regen/names/; a property can have one from spec/overlay/ by the fact `rustName`
    "#]].assert_eq(&refuses(|upstream| {
        add_resource(upstream, "AWS::Test::FooBar");
        add_resource(upstream, "AWS::Test::FOOBar");
    }));
    expect![[r#"
        error: cannot name `AWS::Test::Thing`: among the attributes of `AWS::Test::Thing`, `Key.URL` and `Key.Url` would both be `attr_key_url`: give the one that is not yet in spec/names.lock another name in xtask/src/regen/names/; a property can have one from spec/overlay/ by the fact `rustName`
    "#]].assert_eq(&refuses(|upstream| {
        let attributes =
            &mut upstream.specification["ResourceTypes"]["AWS::Test::Thing"]["Attributes"];
        attributes["Key.URL"] = json!({ "PrimitiveType": "String" });
        attributes["Key.Url"] = json!({ "PrimitiveType": "String" });
    }));
}

#[test]
fn enum_values_that_collide_are_told_apart() {
    let mut upstream = Upstream::small();
    upstream.schema_property("Mode")["enum"] = json!(["on", "ON", "On", "o-n", "o_n"]);
    let sandbox = Sandbox::of(&upstream);
    let names = sandbox.read("spec/names.lock");
    let names: Vec<&str> = names
        .lines()
        .filter(|line| line.contains("Mode#"))
        .collect();
    expect![[r#"
        AWS::Test::Thing/Mode#"ON" = test::thing::Mode::On
        AWS::Test::Thing/Mode#"On" = test::thing::Mode::On2
        AWS::Test::Thing/Mode#"o-n" = test::thing::Mode::ON
        AWS::Test::Thing/Mode#"o_n" = test::thing::Mode::ON2
        AWS::Test::Thing/Mode#"on" = test::thing::Mode::On3"#]]
    .assert_eq(&names.join("\n"));
}

#[test]
fn a_key_that_stands_twice_with_two_meanings_is_refused() {
    let sandbox = Sandbox::small();
    let upstream = Upstream::small();
    upstream.write(&sandbox.upstream());
    let text = upstream.specification.to_string();
    let twice = text.replacen("\"Mode\":{", "\"Name\":{\"Required\":true,", 1);
    std::fs::write(sandbox.upstream().join("specification.json"), twice).unwrap();
    expect![[r#"
        error: cannot use ../upstream/specification.json with ../upstream/schemas.zip: the resource specification: the key `Required` is there twice, with different values, at line 1, column 525
    "#]].assert_eq(&sandbox.refuses(&crate::support::REGEN_FROM_FILES));
}

#[test]
fn a_published_name_changes_only_when_that_is_accepted() {
    let sandbox = Sandbox::small();
    sandbox.edit("spec/names.lock", "CfnThing::name\n", "CfnThing::label\n");
    sandbox.edit(
        "spec/names.lock",
        "#\"on\" = test::thing::Mode::On\n",
        "#\"on\" = test::thing::Mode::Enabled\n",
    );
    let published = sandbox.tree();
    expect![[r#"
        error: published names would change:
          AWS::Test::Thing/Mode#"on": test::thing::Mode::Enabled -> test::thing::Mode::On
          AWS::Test::Thing/Name: test::CfnThing::label -> test::CfnThing::name
        programs that use them would stop compiling. If that is meant, make it a new major version and run `cargo xtask regen` with --accept-renames; if not, look at what changed in spec/, or in the tables of xtask/src/regen/names/
    "#]].assert_eq(&sandbox.refuses(&["regen", "--offline"]));
    assert_eq!(
        sandbox.refuses(&["regen", "--check"]),
        sandbox.refuses(&["regen", "--offline"])
    );

    let run = sandbox.run(&["regen", "--offline", "--accept-renames"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    let changed = crate::support::differences(&published, &sandbox.tree());
    assert_eq!(changed, ["spec/names.lock"]);
    assert_same(&Sandbox::small().tree(), &sandbox.tree());
}

#[test]
fn a_published_name_vanishes_only_when_that_is_accepted() {
    let sandbox = Sandbox::small();
    let mut upstream = Upstream::small();
    let remove = |value: &mut Value| value.as_object_mut().unwrap().remove("Mode");
    remove(&mut upstream.specification["ResourceTypes"]["AWS::Test::Thing"]["Properties"]);
    remove(&mut upstream.schemas[0].1["properties"]);
    expect![[r#"
        error: published names would vanish, for they are not generated any more:
          AWS::Test::Thing/Mode: test::CfnThing::mode
          AWS::Test::Thing/Mode#"off": test::thing::Mode::Off
          AWS::Test::Thing/Mode#"on": test::thing::Mode::On
        programs that use them would stop compiling. If that is meant, make it a new major version and run `cargo xtask regen` with --accept-renames; if not, look at what changed in spec/, or in the tables of xtask/src/regen/names/
    "#]].assert_eq(&sandbox.refuses_upstream(&upstream));

    let run = sandbox.accepts(&upstream, &["--accept-renames"]);
    expect![[r#"
        major: AWS::Test::Thing/Mode: property removed
        1 change; the next version is a major one
        1 resource types: 6 files written, 0 removed, 6 unchanged
    "#]]
    .assert_eq(&run.stdout);
    assert!(!sandbox.read("spec/names.lock").contains("Mode"));
    assert_eq!(sandbox.run(&["regen", "--check"]).code, Some(0));
}

#[test]
fn a_damaged_record_of_names_is_not_taken_for_an_empty_one() {
    let sandbox = Sandbox::small();
    sandbox.edit(
        "spec/names.lock",
        " = test::CfnThing::name\n",
        " = <<<<<<< HEAD\n",
    );
    expect![[r#"
        error: spec/names.lock, line 11: expected `upstream name = rust::path`, found `<<<<<<< HEAD`, which is no Rust path
    "#]].assert_eq(&sandbox.refuses(&["regen", "--offline"]));
    let sandbox = Sandbox::small();
    sandbox.write("spec/spec.lock", "[specification]\nsource = 1\n");
    expect![[r#"
        error: cannot read spec/spec.lock: restore it from version control, or delete it and run `cargo xtask regen`: TOML parse error at line 2, column 10
          |
        2 | source = 1
          |          ^
        invalid type: integer `1`, expected a string
    "#]].assert_eq(&sandbox.refuses(&["regen", "--offline"]));
    std::fs::remove_file(sandbox.path("spec/spec.lock")).unwrap();
    expect![[r#"
        error: nothing is pinned yet: run `cargo xtask regen`
    "#]]
    .assert_eq(&sandbox.refuses(&["regen", "--offline"]));
}
