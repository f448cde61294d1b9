//! `--check`: what it finds, what it says, and that it changes nothing.

use expect_test::expect;
use std::fs;

use crate::support::upstream::Upstream;
use crate::support::{Sandbox, masked};

#[test]
fn this_repository_is_as_the_generator_makes_it() {
    let run = Sandbox::of_repository().run(&["regen", "--check"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}

#[test]
fn an_edit_of_this_repository_is_shown_as_a_diff() {
    let sandbox = Sandbox::of_repository();
    sandbox.edit(
        "generated/src/cognito/user_pool_group.rs",
        "pub precedence:",
        "pub importance:",
    );
    expect![[r#"
        error: the generated files are stale
        1 path is not as the generator makes them:

          changed  generated/src/cognito/user_pool_group.rs

        --- generated/src/cognito/user_pool_group.rs (in the tree)
        +++ generated/src/cognito/user_pool_group.rs (generated)
        @@ -25,7 +25,7 @@
             /// At least 0.
             ///
             /// A change is made in place, without interruption.
        -    pub importance: Option<cfn::Value<cfn::Int<bounds::Precedence>>>,
        +    pub precedence: Option<cfn::Value<cfn::Int<bounds::Precedence>>>,
             /// [`RoleArn`](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpoolgroup.html#cfn-cognito-userpoolgroup-rolearn): optional.
             ///
             /// 20 to 2048 characters that match `^arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?$`.

        run `cargo xtask regen --offline` and commit the result
    "#]].assert_eq(&sandbox.refuses(&["regen", "--check"]));
}

#[test]
fn what_is_edited_missing_or_stray_is_listed() {
    let sandbox = Sandbox::small();
    sandbox.edit("generated/src/test/thing.rs", "pub mode:", "pub mood:");
    fs::remove_file(sandbox.path("generated/src/lib.rs")).unwrap();
    sandbox.write("generated/src/test/stray.rs", "fn stray() {}\n");
    sandbox.write("generated/notes/.keep", "");
    expect![[r#"
        error: the generated files are stale
        4 paths are not as the generator makes them:

          stale    generated/notes/.keep
          missing  generated/src/lib.rs
          stale    generated/src/test/stray.rs
          changed  generated/src/test/thing.rs

        --- generated/src/test/thing.rs (in the tree)
        +++ generated/src/test/thing.rs (generated)
        @@ -11,7 +11,7 @@
             /// [`Mode`](https://docs.aws.amazon.com/thing.html#cfn-test-thing-mode): optional.
             ///
             /// A change is made in place, without interruption.
        -    pub mood: Option<cfn::Value<Mode>>,
        +    pub mode: Option<cfn::Value<Mode>>,
             /// [`Name`](https://docs.aws.amazon.com/thing.html#cfn-test-thing-name): optional.
             ///
             /// At most 10 characters that match `^[a-z]+$`.

        run `cargo xtask regen --offline` and commit the result
    "#]]
    .assert_eq(&sandbox.refuses(&["regen", "--check"]));
}

#[test]
fn an_edited_pin_is_not_generated_from() {
    let sandbox = Sandbox::small();
    sandbox.edit("spec/upstream/specification.json", "Immutable", "Mutable");
    fs::remove_file(sandbox.path("spec/upstream/schemas/aws-test-thing.json")).unwrap();
    sandbox.write("spec/upstream/schemas/aws-test-stray.json", "{}");
    expect![[r#"
        error: the pinned files are not those of DIR/repository/spec/spec.lock:
          upstream/schemas/aws-test-thing.json is missing
          upstream/specification.json is not what was pinned
          upstream/schemas/aws-test-stray.json is not listed in spec.lock
        restore them from version control or run `cargo xtask regen`
    "#]]
    .assert_eq(&sandbox.refuses(&["regen", "--check"]));
    let offline = sandbox.refuses(&["regen", "--offline"]);
    assert_eq!(offline, sandbox.refuses(&["regen", "--check"]));
}

#[test]
fn an_edited_overlay_makes_the_files_stale() {
    let sandbox = Sandbox::small();
    sandbox.write("spec/overlay/facts.toml", ENTRY);
    let said = sandbox.refuses(&["regen", "--check"]);
    // The places move with each change of the generator, and a snapshot cannot hold a lonely space.
    let said = masked(&said, r"@@ .* @@|(?m) +$", "");
    expect![[r#"
        error: the generated files are stale
        2 paths are not as the generator makes them:

          changed  generated/src/test/thing.rs
          changed  spec/model.json

        --- generated/src/test/thing.rs (in the tree)
        +++ generated/src/test/thing.rs (generated)

             pub mode: Option<cfn::Value<Mode>>,
             /// [`Name`](https://docs.aws.amazon.com/thing.html#cfn-test-thing-name): optional.
             ///
        -    /// At most 10 characters that match `^[a-z]+$`.
        +    /// 2 to 10 characters that match `^[a-z]+$`.
             ///
             /// A change is made in place, without interruption.
             pub name: Option<cfn::Value<cfn::Text<bounds::Name>>>,

         /// The bounds of texts and numbers, one type for each bounded property.
         pub mod bounds {
             use cognito_cdk_template as cfn;
        -    /// [`Name` of `AWS::Test::Thing`](https://docs.aws.amazon.com/thing.html#cfn-test-thing-name): at most 10 characters that match `^[a-z]+$`.
        +    /// [`Name` of `AWS::Test::Thing`](https://docs.aws.amazon.com/thing.html#cfn-test-thing-name): 2 to 10 characters that match `^[a-z]+$`.
             #[derive(Clone, Copy, Debug)]
             pub enum Name {}

             impl cfn::TextBounds for Name {
                 const SCHEMA: &'static cfn::schema::TextSchema = &cfn::schema::TextSchema::new(
        -                "`Name` of `AWS::Test::Thing` takes at most 10 characters that match `^[a-z]+$`",
        +                "`Name` of `AWS::Test::Thing` takes 2 to 10 characters that match `^[a-z]+$`",
                     )
        -            .length(None, Some(10))
        +            .length(Some(2), Some(10))
                     .pattern(&crate::patterns::P_39C46B36);
             }


        --- spec/model.json (in the tree)
        +++ spec/model.json (generated)

                   "update": "Mutable",
                   "type": {
                     "text": {
        +              "minLength": 2,
                       "maxLength": 10,
                       "pattern": "^[a-z]+$"
                     }

        run `cargo xtask regen --offline` and commit the result
    "#]].assert_eq(&said);
}

#[test]
fn an_edited_selection_makes_the_files_stale() {
    let sandbox = Sandbox::of(&Upstream::large(2, "Mark"));
    sandbox.write(
        "spec/resources.toml",
        "resources = [\"AWS::Test::Item*\"]\n",
    );
    expect![[r#"
        error: published names would vanish, for they are not generated any more:
          AWS::Test::Thing: test::CfnThing
          AWS::Test::Thing.Part: test::thing::Part
          AWS::Test::Thing.Part/Size: test::thing::Part::size
          AWS::Test::Thing.Part/Size#bounds: test::thing::bounds::PartSize
          AWS::Test::Thing/Mode: test::CfnThing::mode
          AWS::Test::Thing/Mode#"off": test::thing::Mode::Off
          AWS::Test::Thing/Mode#"on": test::thing::Mode::On
          AWS::Test::Thing/Name: test::CfnThing::name
          AWS::Test::Thing/Name#bounds: test::thing::bounds::Name
          AWS::Test::Thing/Part: test::CfnThing::part
          AWS::Test::Thing@Arn: test::CfnThingRef::attr_arn
        programs that use them would stop compiling. If that is meant, make it a new major version and run `cargo xtask regen` with --accept-renames; if not, look at what changed in spec/, or in the tables of xtask/src/regen/names/
    "#]].assert_eq(&sandbox.refuses(&["regen", "--check"]));
    sandbox.write(
        "spec/resources.toml",
        "resources = [\"AWS::Test::Nothing\"]\n",
    );
    expect![[r#"
        error: spec/resources.toml selects `AWS::Test::Nothing`, which AWS's files do not have (or an earlier line selects already)
    "#]].assert_eq(&sandbox.refuses(&["regen", "--check"]));
    sandbox.write("spec/resources.toml", "resource = []\n");
    expect![[r#"
        error: cannot read spec/resources.toml: TOML parse error at line 1, column 1
          |
        1 | resource = []
          | ^^^^^^^^
        unknown field `resource`, expected `resources`
    "#]]
    .assert_eq(&sandbox.refuses(&["regen", "--check"]));
}

#[test]
fn an_edited_record_is_stale_too() {
    let sandbox = Sandbox::small();
    sandbox.edit(
        "spec/model.json",
        "https://docs.aws.amazon.com/thing.html",
        "https://docs.aws.amazon.com/other.html",
    );
    sandbox.edit(
        "spec/names.lock",
        "AWS::Test::Thing/Mode = test::CfnThing::mode\n",
        "",
    );
    expect![[r#"
        error: the generated files are stale
        2 paths are not as the generator makes them:

          changed  spec/model.json
          changed  spec/names.lock

        --- spec/model.json (in the tree)
        +++ spec/model.json (generated)
        @@ -4,7 +4,7 @@
           "globals": {},
           "resources": {
             "AWS::Test::Thing": {
        -      "documentation": "https://docs.aws.amazon.com/other.html",
        +      "documentation": "https://docs.aws.amazon.com/thing.html",
               "properties": {
                 "Mode": {
                   "update": "Mutable",

        --- spec/names.lock (in the tree)
        +++ spec/names.lock (generated)
        @@ -5,6 +5,7 @@
         AWS::Test::Thing.Part = test::thing::Part
         AWS::Test::Thing.Part/Size = test::thing::Part::size
         AWS::Test::Thing.Part/Size#bounds = test::thing::bounds::PartSize
        +AWS::Test::Thing/Mode = test::CfnThing::mode
         AWS::Test::Thing/Mode#"off" = test::thing::Mode::Off
         AWS::Test::Thing/Mode#"on" = test::thing::Mode::On
         AWS::Test::Thing/Name = test::CfnThing::name

        run `cargo xtask regen --offline` and commit the result
    "#]]
    .assert_eq(&sandbox.refuses(&["regen", "--check"]));
}

#[test]
fn an_overlay_entry_that_no_longer_applies_is_an_error() {
    let sandbox = Sandbox::small();
    sandbox.write("spec/overlay/facts.toml", ENTRY);
    assert_eq!(sandbox.run(&["regen", "--offline"]).code, Some(0));

    // Upstream has caught up, with the same fact: that is fine.
    let mut upstream = Upstream::small();
    upstream.schema_property("Name")["minLength"] = 2.into();
    sandbox.accepts(&upstream, &[]);
    // With another one.
    upstream.schema_property("Name")["minLength"] = 3.into();
    expect![[r#"
        error: the overlay does not fit what AWS publishes any more:
          spec/overlay/facts.toml:2: the entry at `AWS::Test::Thing/Name`: it ensures that `minLength` is 2, and upstream says 3
        correct or remove these entries
    "#]].assert_eq(&sandbox.refuses_upstream(&upstream));
    // And the place is gone.
    let properties = upstream.specification["ResourceTypes"]["AWS::Test::Thing"]["Properties"]
        .as_object_mut()
        .unwrap();
    properties.remove("Name");
    upstream.schemas[0].1["properties"]
        .as_object_mut()
        .unwrap()
        .remove("Name");
    expect![[r#"
        error: the overlay does not fit what AWS publishes any more:
          spec/overlay/facts.toml:2: the entry at `AWS::Test::Thing/Name`: never applied: there is no such property
        correct or remove these entries
    "#]]
    .assert_eq(&sandbox.refuses_upstream(&upstream));
}

#[test]
fn a_bad_overlay_is_an_error_with_its_place() {
    let sandbox = Sandbox::small();
    sandbox.write(
        "spec/overlay/facts.toml",
        "[[entry]]\nat = \"AWS::Test::Thing\"\n",
    );
    expect![[r#"
        error: the overlay has mistakes:
          spec/overlay/facts.toml:1: the entry at `AWS::Test::Thing`: `AWS::Test::Thing` is no address: write `Type/Property`, `Type.PropertyType/Property`, `Type@Attribute` or `Type@Ref` in `at`
    "#]].assert_eq(&sandbox.refuses(&["regen", "--offline"]));
    sandbox.write(
        "spec/overlay/facts.toml",
        &ENTRY.replace("minLength", "leastLength"),
    );
    expect![[r#"
        error: the overlay does not fit what AWS publishes any more:
          spec/overlay/facts.toml:2: the entry at `AWS::Test::Thing/Name`: `leastLength` is no fact that an entry can state here
        correct or remove these entries
    "#]].assert_eq(&sandbox.refuses(&["regen", "--offline"]));
    sandbox.write("spec/overlay/facts.toml", &ENTRY.replace("= 2", "= -2"));
    expect![[r#"
        error: the overlay does not fit what AWS publishes any more:
          spec/overlay/facts.toml:2: the entry at `AWS::Test::Thing/Name`: cannot set `minLength` to -2: write a number from 0 to 4294967295
        correct or remove these entries
    "#]].assert_eq(&sandbox.refuses(&["regen", "--offline"]));
}

/// A fact that upstream lacks.
const ENTRY: &str = r#"
[[entry]]
at = "AWS::Test::Thing/Name"
ensure = { minLength = 2 }
reason = "The service wants two letters."
link = "https://docs.aws.amazon.com/thing.html"
"#;
