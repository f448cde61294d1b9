//! Each fact: stated where there is none, where there is the same, where there is another one.

use super::{applied, entry};
use expect_test::expect;

/// Applies entries of one or two lines, and shows a place in the JSON of the model.
fn at(place: &str, address: &str, facts: &str) -> String {
    applied(
        &[entry(&format!("AWS::Test::Thing{address}"), facts)],
        place,
    )
}

#[test]
fn ensure_adds_what_is_absent_and_keeps_what_is_equal() {
    let cases = [
        (
            "Text",
            "minLength = 3, maxLength = 5, pattern = '^b'",
            r#"{"text":{"minLength":3,"maxLength":5,"pattern":"^b"}}"#,
        ),
        ("Text", "minLength = 0", r#"{"text":{}}"#),
        (
            "Bounded",
            "minLength = 2, maxLength = 4, pattern = '^a'",
            r#"{"text":{"minLength":2,"maxLength":4,"pattern":"^a"}}"#,
        ),
        ("Text", "enum = ['x', 'y']", r#"{"enum":["x","y"]}"#),
        ("Choice", "enum = ['a', 'b']", r#"{"enum":["a","b"]}"#),
        (
            "Whole",
            "minimum = -1, maximum = 1",
            r#"{"integer":{"minimum":-1,"maximum":1}}"#,
        ),
        (
            "Ranged",
            "minimum = 1, maximum = 9",
            r#"{"integer":{"minimum":1,"maximum":9}}"#,
        ),
        (
            "List",
            "minItems = 1, maxItems = 2, uniqueItems = true",
            r#"{"list":{"items":{"text":{}},"minItems":1,"maxItems":2,"uniqueItems":true}}"#,
        ),
        (
            "Set",
            "minItems = 1, maxItems = 2, uniqueItems = true",
            r#"{"list":{"items":{"text":{}},"minItems":1,"maxItems":2,"uniqueItems":true}}"#,
        ),
        (
            "Map",
            "minItems = 1, maxItems = 2",
            r#"{"map":{"values":{"text":{}},"minItems":1,"maxItems":2}}"#,
        ),
        (
            "Text",
            "identifies = 'ThingId'",
            r#"{"identifier":{"kind":"ThingId"}}"#,
        ),
        ("Json", "type = 'Json'", r#""json""#),
    ];
    for (property, facts, expected) in cases {
        let found = at(
            &format!("/properties/{property}/type"),
            &format!("/{property}"),
            &format!("ensure = {{ {facts} }}"),
        );
        assert_eq!(found, expected, "{property}: {facts}");
    }
}

#[test]
fn facts_of_the_property_itself() {
    let cases = [
        ("Text", "required = false", r#""required":false"#, false),
        ("Bounded", "required = true", r#""required":true"#, true),
        ("Text", "needed = true", r#""needed":true"#, true),
        ("Text", "secret = true", r#""secret":true"#, true),
        (
            "Text",
            "immutable = 'refused'",
            r#""immutable":"refused""#,
            true,
        ),
        (
            "Text",
            "immutable = 'replacement'",
            r#""immutable":"replacement""#,
            true,
        ),
        (
            "Text",
            "immutable = 'additions-only'",
            r#""immutable":"additions-only""#,
            true,
        ),
        ("Text", "update = 'Mutable'", r#""update":"Mutable""#, true),
        ("Text", "rustName = 'words'", r#""rustName":"words""#, true),
    ];
    for (property, facts, expected, is_there) in cases {
        let found = at(
            &format!("/properties/{property}"),
            &format!("/{property}"),
            &format!("ensure = {{ {facts} }}"),
        );
        assert_eq!(found.contains(expected), is_there, "{facts}: {found}");
        assert!(found.starts_with('{'), "{facts}: {found}");
    }
}

#[test]
fn ensure_does_not_contradict() {
    let cases = [
        ("Bounded", "minLength = 3"),
        ("Bounded", "maxLength = 3"),
        ("Bounded", "pattern = '^b'"),
        ("Choice", "enum = ['b', 'a']"),
        ("Ranged", "minimum = 2"),
        ("Ranged", "maximum = 2"),
        ("Set", "minItems = 2"),
        ("Set", "maxItems = 1"),
        ("Set", "uniqueItems = false"),
        ("Bounded", "required = false"),
        ("Bounded", "update = 'Mutable'"),
        ("Json", "type = 'String'"),
    ];
    let refusals = cases.map(|(property, facts)| {
        at(
            "",
            &format!("/{property}"),
            &format!("ensure = {{ {facts} }}"),
        )
    });
    expect![[r#"
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Bounded`: it ensures that `minLength` is 3, and upstream says 2
        correct or remove these entries
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Bounded`: it ensures that `maxLength` is 3, and upstream says 4
        correct or remove these entries
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Bounded`: it ensures that `pattern` is "^b", and upstream says "^a"
        correct or remove these entries
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Choice`: it ensures that `enum` is ["b", "a"], and upstream says ["a", "b"]
        correct or remove these entries
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Ranged`: it ensures that `minimum` is 2, and upstream says 1
        correct or remove these entries
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Ranged`: it ensures that `maximum` is 2, and upstream says 9
        correct or remove these entries
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Set`: it ensures that `minItems` is 2, and upstream says 1
        correct or remove these entries
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Set`: it ensures that `maxItems` is 1, and upstream says 2
        correct or remove these entries
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Set`: it ensures that `uniqueItems` is false, and upstream says true
        correct or remove these entries
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Bounded`: it ensures that `required` is false, and upstream says true
        correct or remove these entries
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Bounded`: it ensures that `update` is "Mutable", and upstream says "Immutable"
        correct or remove these entries
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Json`: it ensures that `type` is "String", and upstream says "Json"
        correct or remove these entries"#]].assert_eq(&refusals.join("\n"));
}

#[test]
fn set_replaces_what_is_expected_and_nothing_else() {
    let set = |property: &str, fact: &str, from: &str, to: &str| {
        at(
            &format!("/properties/{property}"),
            &format!("/{property}"),
            &format!("set = {{ {fact} = {to} }}\nexpect = {{ {fact} = {from} }}"),
        )
    };
    let lines = [
        set("Bounded", "maxLength", "4", "6"),
        set("Bounded", "maxLength", "5", "6"),
        set("Bounded", "maxLength", "'absent'", "6"),
        set("Text", "maxLength", "'absent'", "6"),
        set("Text", "maxLength", "4", "6"),
        set("Choice", "enum", "['a', 'b']", "['a', 'b', 'c']"),
        set("Choice", "enum", "['a']", "['a', 'b', 'c']"),
        set("Bounded", "required", "true", "false"),
        set("Bounded", "update", "'Immutable'", "'Conditional'"),
        set("Json", "type", "'Json'", "'Map<List<Integer>>'"),
        set("Json", "type", "'String'", "'Double'"),
        set("Set", "uniqueItems", "true", "false"),
    ];
    expect![[r#"
        {"required":true,"update":"Immutable","type":{"text":{"minLength":2,"maxLength":6,"pattern":"^a"}}}
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Bounded`: `maxLength` was 5 upstream when the entry was written, and is 4 now
        correct or remove these entries
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Bounded`: `maxLength` was "absent" upstream when the entry was written, and is 4 now
        correct or remove these entries
        {"update":"Mutable","type":{"text":{"maxLength":6}}}
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Text`: `maxLength` was 4 upstream when the entry was written, and is "absent" now
        correct or remove these entries
        {"update":"Mutable","type":{"enum":["a","b","c"]}}
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Choice`: `enum` was ["a"] upstream when the entry was written, and is ["a", "b"] now
        correct or remove these entries
        {"update":"Immutable","type":{"text":{"minLength":2,"maxLength":4,"pattern":"^a"}}}
        {"required":true,"update":"Conditional","type":{"text":{"minLength":2,"maxLength":4,"pattern":"^a"}}}
        {"update":"Mutable","type":{"map":{"values":{"list":{"items":{"integer":{}}}}}}}
        the overlay does not fit what AWS publishes any more:
          facts.toml:6: the entry at `AWS::Test::Thing/Json`: `type` was "String" upstream when the entry was written, and is "Json" now
        correct or remove these entries
        {"update":"Mutable","type":{"list":{"items":{"text":{}},"minItems":1,"maxItems":2}}}"#]].assert_eq(&lines.join("\n"));
}

#[test]
fn attributes_references_and_insides_have_facts_too() {
    let lines = [
        at("/reference", "@Ref", "ensure = { identifies = 'ThingId' }"),
        at(
            "/attributes/Arn",
            "@Arn",
            "ensure = { identifies = 'ThingId', secret = true }",
        ),
        at(
            "/properties/List/type",
            "/List[]",
            "ensure = { maxLength = 3 }",
        ),
        at(
            "/properties/Map/type",
            "/Map{}",
            "ensure = { enum = ['a'] }",
        ),
        at(
            "/types/Part/properties/Size/type",
            ".Part/Size",
            "ensure = { minimum = 0 }",
        ),
    ];
    expect![[r#"
        "ThingId"
        {"secret":true,"type":{"identifier":{"kind":"ThingId"}}}
        {"list":{"items":{"text":{"maxLength":3}}}}
        {"map":{"values":{"enum":["a"]}}}
        {"integer":{"minimum":0}}"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn types_come_before_identifiers_and_these_before_bounds() {
    let entry = |at: &str, facts: &str| entry(&format!("AWS::Test::Thing/{at}"), facts);
    let entries = [
        entry("Json{}", "ensure = { maxLength = 9 }"),
        entry("Json{}", "ensure = { identifies = 'ThingId' }"),
        entry(
            "Json",
            "set = { type = 'Map<String>' }\nexpect = { type = 'Json' }",
        ),
    ];
    let expected = r#"{"map":{"values":{"identifier":{"kind":"ThingId","maxLength":9}}}}"#;
    assert_eq!(applied(&entries, "/properties/Json/type"), expected);
}

#[test]
fn places_that_are_gone_are_never_applied() {
    let facts = "ensure = { minLength = 1 }";
    let entries = [
        entry("AWS::Test::Nothing/Text", facts),
        entry("AWS::Test::Thing/Nothing", facts),
        entry("AWS::Test::Thing.Nothing/Size", facts),
        entry("AWS::Test::Thing.Part/Nothing", facts),
        entry("AWS::Test::Thing@Nothing", facts),
        entry("AWS::Test::Thing/Text[]", facts),
        entry("AWS::Test::Thing/List{}", facts),
        entry(
            "AWS::Test::Nothing@Ref",
            "ensure = { identifies = 'ThingId' }",
        ),
    ];
    expect![[r#"
        the overlay does not fit what AWS publishes any more:
          facts.toml:41: the entry at `AWS::Test::Nothing@Ref`: never applied: there is no such resource type
          facts.toml:6: the entry at `AWS::Test::Nothing/Text`: never applied: there is no such resource type
          facts.toml:11: the entry at `AWS::Test::Thing/Nothing`: never applied: there is no such property
          facts.toml:16: the entry at `AWS::Test::Thing.Nothing/Size`: never applied: there is no such property type
          facts.toml:21: the entry at `AWS::Test::Thing.Part/Nothing`: never applied: there is no such property
          facts.toml:26: the entry at `AWS::Test::Thing@Nothing`: never applied: there is no such attribute
          facts.toml:31: the entry at `AWS::Test::Thing/Text[]`: upstream's type String has no such inside
          facts.toml:36: the entry at `AWS::Test::Thing/List{}`: upstream's type List<String> has no such inside
        correct or remove these entries"#]].assert_eq(&applied(&entries, ""));
}

#[test]
fn facts_that_are_unknown_or_do_not_fit_the_place() {
    let entries = [
        entry(
            "AWS::Test::Thing/Text",
            "ensure = { leastLength = 1, minimum = 1, minItems = 1 }",
        ),
        entry(
            "AWS::Test::Thing/Whole",
            "ensure = { pattern = 'a', enum = ['a'], identifies = 'ThingId' }",
        ),
        entry("AWS::Test::Thing/Part", "ensure = { maxLength = 1 }"),
        entry("AWS::Test::Thing/Map", "ensure = { uniqueItems = true }"),
        entry(
            "AWS::Test::Thing/List[]",
            "ensure = { required = true, secret = true }",
        ),
        entry("AWS::Test::Thing@Ref", "ensure = { secret = true }"),
        entry("AWS::Test::Thing@Arn", "ensure = { immutable = 'refused' }"),
        entry(
            "AWS::Test::Thing/Choice",
            "ensure = { identifies = 'OtherId' }",
        ),
    ];
    expect![[r#"
        the overlay does not fit what AWS publishes any more:
          facts.toml:11: the entry at `AWS::Test::Thing/Whole`: upstream's type Integer has no `identifies`
          facts.toml:41: the entry at `AWS::Test::Thing/Choice`: "OtherId" is no identifier; declare it in spec/overlay/identifiers.toml
          facts.toml:6: the entry at `AWS::Test::Thing/Text`: `leastLength` is no fact that an entry can state here
          facts.toml:6: the entry at `AWS::Test::Thing/Text`: upstream's type String has no `minItems`
          facts.toml:6: the entry at `AWS::Test::Thing/Text`: upstream's type String has no `minimum`
          facts.toml:11: the entry at `AWS::Test::Thing/Whole`: upstream's type Integer has no `enum`
          facts.toml:11: the entry at `AWS::Test::Thing/Whole`: upstream's type Integer has no `pattern`
          facts.toml:16: the entry at `AWS::Test::Thing/Part`: upstream's type Part has no `maxLength`
          facts.toml:21: the entry at `AWS::Test::Thing/Map`: upstream's type Map<String> has no `uniqueItems`
          facts.toml:26: the entry at `AWS::Test::Thing/List[]`: `required` is no fact that an entry can state here
          facts.toml:26: the entry at `AWS::Test::Thing/List[]`: `secret` is no fact that an entry can state here
          facts.toml:31: the entry at `AWS::Test::Thing@Ref`: `secret` is no fact that an entry can state here
          facts.toml:36: the entry at `AWS::Test::Thing@Arn`: `immutable` is no fact that an entry can state here
        correct or remove these entries"#]].assert_eq(&applied(&entries, ""));
}

#[test]
fn values_of_the_wrong_type_are_refused() {
    let entries = [
        entry(
            "AWS::Test::Thing/Text",
            "ensure = { minLength = '1', maxLength = -1, pattern = 1, needed = 1, secret = 'yes', immutable = 'never', rustName = 'callbackUrls' }",
        ),
        entry(
            "AWS::Test::Thing/Choice",
            "set = { enum = 'a', required = 'no', update = 'Never', type = 'Text' }\nexpect = { enum = ['a', 'b'], required = false, update = 'Mutable', type = 'String' }",
        ),
        entry(
            "AWS::Test::Thing/Whole",
            "ensure = { minimum = 0.5, maximum = '9', identifies = 1 }",
        ),
        entry(
            "AWS::Test::Thing/List",
            "ensure = { minItems = 5_000_000_000, uniqueItems = 1 }",
        ),
        entry("AWS::Test::Thing/List[]", "ensure = { enum = [] }"),
        entry("AWS::Test::Thing/Map{}", "ensure = { enum = ['a', 'a'] }"),
        entry(
            "AWS::Test::Thing/Json",
            "set = { type = 'List<Map<String>' }\nexpect = { type = 'Json' }",
        ),
        entry("AWS::Test::Thing/Set[]", "ensure = { enum = ['a', 1] }"),
    ];
    expect![[r#"
        the overlay does not fit what AWS publishes any more:
          facts.toml:11: the entry at `AWS::Test::Thing/Choice`: cannot set `type` to "Text": `Text` is no type
          facts.toml:37: the entry at `AWS::Test::Thing/Json`: cannot set `type` to "List<Map<String>": `Map<String` is no type
          facts.toml:17: the entry at `AWS::Test::Thing/Whole`: write a text
          facts.toml:6: the entry at `AWS::Test::Thing/Text`: cannot set `immutable` to "never": write refused, replacement or additions-only
          facts.toml:6: the entry at `AWS::Test::Thing/Text`: cannot set `maxLength` to -1: write a number from 0 to 4294967295
          facts.toml:6: the entry at `AWS::Test::Thing/Text`: cannot set `minLength` to "1": write a whole number
          facts.toml:6: the entry at `AWS::Test::Thing/Text`: cannot set `needed` to 1: write true or false
          facts.toml:6: the entry at `AWS::Test::Thing/Text`: cannot set `pattern` to 1: write a text
          facts.toml:6: the entry at `AWS::Test::Thing/Text`: cannot set `rustName` to "callbackUrls": write a name in snake_case that is no keyword, such as `callback_urls`
          facts.toml:6: the entry at `AWS::Test::Thing/Text`: cannot set `secret` to "yes": write true or false
          facts.toml:11: the entry at `AWS::Test::Thing/Choice`: cannot set `enum` to "a": write a list of texts
          facts.toml:11: the entry at `AWS::Test::Thing/Choice`: cannot set `required` to "no": write true or false
          facts.toml:11: the entry at `AWS::Test::Thing/Choice`: cannot set `update` to "Never": write Mutable, Immutable or Conditional
          facts.toml:17: the entry at `AWS::Test::Thing/Whole`: cannot set `maximum` to "9": write a whole number
          facts.toml:17: the entry at `AWS::Test::Thing/Whole`: cannot set `minimum` to 0.5: write a whole number
          facts.toml:22: the entry at `AWS::Test::Thing/List`: cannot set `minItems` to 5000000000: write a number from 0 to 4294967295
          facts.toml:22: the entry at `AWS::Test::Thing/List`: cannot set `uniqueItems` to 1: write true or false
          facts.toml:27: the entry at `AWS::Test::Thing/List[]`: cannot set `enum` to []: write at least one text, and none twice
          facts.toml:32: the entry at `AWS::Test::Thing/Map{}`: cannot set `enum` to ["a", "a"]: write at least one text, and none twice
          facts.toml:43: the entry at `AWS::Test::Thing/Set[]`: cannot set `enum` to ["a", 1]: write a text
        correct or remove these entries"#]].assert_eq(&applied(&entries, ""));
}

#[test]
fn a_rust_name_is_a_name_of_a_field() {
    let name = |name: &str| {
        at(
            "/properties/Text/rustName",
            "/Text",
            &format!("ensure = {{ rustName = '{name}' }}"),
        )
    };
    for good in ["a", "callback_urls", "v2", "type_"] {
        assert_eq!(name(good), format!("{good:?}"));
    }
    for bad in [
        "",
        "_a",
        "2a",
        "A",
        "callbackUrls",
        "type",
        "build",
        "optional",
        "a-b",
        "a b",
        "é",
        "r#type",
        "self",
    ] {
        assert!(
            name(bad).contains("write a name in snake_case that is no keyword"),
            "{bad}"
        );
    }
}

#[test]
fn a_rust_name_separates_properties_of_the_same_name() {
    use crate::regen::names::Names;
    let mut model = super::thing();
    let resource = model.resources.get_mut("AWS::Test::Thing").unwrap();
    let twin = resource.properties["Text"].clone();
    resource.properties.insert("TEXT".to_owned(), twin);
    let error = format!("{:#}", Names::assign(&model).unwrap_err());
    assert!(error.contains("by the fact `rustName`"), "{error}");

    let text = entry(
        "AWS::Test::Thing/TEXT",
        "ensure = { rustName = 'loud_text' }",
    );
    super::overlay(&text).unwrap().apply(&mut model).unwrap();
    let names = Names::assign(&model).unwrap();
    let names = names.resource("AWS::Test::Thing").unwrap();
    assert_eq!(names.field(None, "TEXT").unwrap(), "loud_text");
    assert_eq!(names.field(None, "Text").unwrap(), "text");
}
