//! Each class, property and attribute of AWS CDK's `CfnUserPool` and `CfnUserPoolClient` has its Rust item, and so
//! has each member of its `IUserPool` and `UserPoolClient`, and of the snippets of its introduction.
//!
//! The names are in `data/seeds.toml`, from which `docs/SEEDS.md` is written too:
//! `UPDATE_EXPECT=1 cargo test -p cognito-cdk-tests --test seeds`.
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod constructs;
mod program;

use cognito_cdk::cognito::{CfnUserPool, CfnUserPoolClient};
use cognito_cdk::schema::{PropertySchema, Shape};
use cognito_cdk::{Json, ResourceType as _, Template};
use cognito_cdk_tests::source::{self, Module, Struct};
use cognito_cdk_tests::toml;
use expect_test::expect_file;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use toml::{Table, Value};

/// A class of AWS CDK.
struct Class {
    cdk: String,
    /// The path of its Rust struct below `cognito_cdk::cognito`.
    rust: String,
    module: String,
    attributes: Vec<(String, String)>,
    properties: Vec<(String, String)>,
    /// What every resource has beside its properties and attributes.
    members: Vec<(String, String)>,
}

impl Class {
    fn all() -> Vec<Self> {
        let table = toml("tests/tests/data/seeds.toml");
        let classes = table["class"].as_array().expect("classes");
        classes
            .iter()
            .map(|class| Self::read(class.as_table().expect("a class")))
            .collect()
    }

    fn read(class: &Table) -> Self {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let pairs = |key: &str| {
            let table = class.get(key).and_then(Value::as_table);
            let pairs = table.into_iter().flatten();
            pairs.map(|(cdk, rust)| (cdk.clone(), text(rust))).collect()
        };
        Self {
            cdk: text(&class["cdk"]),
            rust: text(&class["rust"]),
            module: text(&class["module"]),
            attributes: pairs("attributes"),
            properties: pairs("properties"),
            members: pairs("members"),
        }
    }

    /// The name of the Rust struct.
    fn name(&self) -> &str {
        self.rust.rsplit("::").next().unwrap_or(&self.rust)
    }

    fn find<'a>(&self, modules: &'a BTreeMap<String, Module>) -> &'a Struct {
        let found = modules[&self.module].get(self.name());
        found.unwrap_or_else(|| panic!("{} is not there", self.rust))
    }
}

fn modules() -> BTreeMap<String, Module> {
    ["user_pool", "user_pool_client"]
        .map(|name| {
            let path = format!("generated/src/cognito/{name}.rs");
            (name.to_owned(), source::module(&path))
        })
        .into()
}

#[test]
fn every_name_has_a_rust_item() {
    let modules = modules();
    let mut names = 0;
    for class in Class::all() {
        let item = class.find(&modules);
        for (cdk, rust) in &class.properties {
            assert!(
                item.fields.contains(rust),
                "{}.{cdk}: no field {rust}",
                class.cdk
            );
            assert!(
                item.setters.contains(rust),
                "{}.{cdk}: no setter {rust}",
                class.cdk
            );
            assert_eq!(
                squashed(cdk),
                squashed(&item.written[rust]),
                "{}",
                class.cdk
            );
        }
        for (cdk, rust) in &class.attributes {
            let attribute = item.attributes.get(rust);
            let attribute = attribute.unwrap_or_else(|| panic!("{}.{cdk}: no {rust}", class.cdk));
            assert_eq!(squashed(cdk), squashed(&format!("attr{attribute}")));
        }
        names += 1 + class.properties.len() + class.attributes.len();
    }
    // So that an emptied file would not pass.
    assert_eq!(names, 156);
}

#[test]
fn a_program_uses_all_of_them() {
    let template = program::template();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, entry) in template.resources().iter() {
        let resource = entry.resource();
        let schema = resource.schema().expect("a typed resource");
        let owner = schema.cfn_type.replace("AWS::Cognito::", "Cfn");
        collect(
            &owner,
            &owner,
            &Json::from(resource.properties()),
            schema.properties,
            &mut used,
        );
    }
    for class in Class::all() {
        let key = squashed(&class.cdk.replace("Property", ""));
        let used = used
            .get(&key)
            .unwrap_or_else(|| panic!("{key} is not used: {used:?}"));
        let names: BTreeSet<String> = class
            .properties
            .iter()
            .map(|(cdk, _)| squashed(cdk))
            .collect();
        assert_eq!(*used, names, "{}", class.cdk);
    }
    assert_eq!(template.check(), []);
    the_members_of_every_resource(&template);
}

/// Collects which properties each property type has in a rendered resource.
fn collect(
    resource: &str,
    owner: &str,
    json: &Json,
    properties: &'static [PropertySchema],
    used: &mut BTreeMap<String, BTreeSet<String>>,
) {
    for (key, value) in json.as_object().expect("an object").iter() {
        let property = properties.iter().find(|property| property.name == key);
        let shape = &property
            .unwrap_or_else(|| panic!("{owner} has no {key}"))
            .shape;
        used.entry(squashed(owner))
            .or_default()
            .insert(squashed(key));
        let (shape, values) = match shape {
            Shape::List(list) => (&list.items, value.as_list().expect("a list")),
            shape => (shape, std::slice::from_ref(value)),
        };
        if let Shape::Object(schema) = shape {
            let owner = format!("{resource}.{}", schema.name);
            for value in values {
                collect(resource, &owner, value, schema.properties, used);
            }
        }
    }
}

/// `CFN_RESOURCE_TYPE_NAME`, `cfn_resource_type`, `ref` and the tags: see `[class.members]`.
fn the_members_of_every_resource(template: &Template) {
    assert_eq!(CfnUserPool::TYPE, "AWS::Cognito::UserPool");
    assert_eq!(CfnUserPoolClient::TYPE, "AWS::Cognito::UserPoolClient");
    let pool = template.resources().get("Pool").expect("the pool");
    assert_eq!(pool.resource().cfn_type(), CfnUserPool::TYPE);
    let pool = pool.typed::<CfnUserPool>().expect("the pool's type");
    assert!(pool.user_pool_tags.is_some());
    let json = template.to_json().expect("a template");
    assert!(json.contains(r#""Value": {"#) && json.contains(r#""Ref": "Client""#));
}

/// The members of constructs: what they are of, and pairs of names.
fn constructs() -> Vec<(String, Vec<(String, String)>)> {
    let table = toml("tests/tests/data/seeds.toml");
    let constructs = table["construct"].as_array().expect("constructs");
    let read = |construct: &Value| {
        let members = construct["members"].as_table().expect("members").iter();
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        (
            text(&construct["cdk"]),
            members
                .map(|(cdk, rust)| (cdk.clone(), text(rust)))
                .collect(),
        )
    };
    constructs.iter().map(read).collect()
}

/// Whether a source uses a path such as `UserPool::new`. The source compiles, so what it uses exists.
fn uses(source: &str, path: &str) -> bool {
    let is_name = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let mut found = source.match_indices(path);
    found.any(|(at, _)| {
        let (before, after) = (&source[..at], &source[at + path.len()..]);
        !is_name(before.chars().next_back()) && !is_name(after.chars().next())
    })
}

#[test]
fn a_program_uses_the_members_of_constructs() {
    let warnings: Vec<String> = match constructs::assembly() {
        Ok(assembly) => assembly
            .warnings()
            .iter()
            .map(ToString::to_string)
            .collect(),
        Err(error) => panic!("{error}"),
    };
    assert_eq!(warnings, Vec::<String>::new());

    let source = cognito_cdk_tests::text("tests/tests/seeds/constructs.rs");
    let mut members = 0;
    for (of, pairs) in constructs() {
        for (cdk, rust) in &pairs {
            assert!(
                uses(&source, rust),
                "{of}: {cdk}: the program does not use {rust}"
            );
        }
        members += pairs.len();
    }
    // So that an emptied file would not pass.
    assert_eq!(members, 141);
}

#[test]
fn the_table_of_the_documentation_is_current() {
    let modules = modules();
    let mut text = String::from(
        "<!-- Written by `UPDATE_EXPECT=1 cargo test -p cognito-cdk-tests --test seeds`. Do not edit. -->\n\
         # AWS CDK name → Rust item\n\n\
         For those who know AWS CDK: the names of its first layer for user pools and clients, as they are in\n\
         Python, and the Rust items of `cognito_cdk::cognito`. A property is a field and a setter of the\n\
         builder; an attribute is a method of the handle that `Template::add` gives.\n",
    );
    for class in Class::all() {
        let item = class.find(&modules);
        // Writing into a `String` cannot fail.
        let _ = write!(
            text,
            "\n## `{}` → `{}`\n\n| AWS CDK | CloudFormation | Rust |\n|---|---|---|\n",
            class.cdk, class.rust
        );
        for (cdk, rust) in &class.properties {
            let _ = writeln!(
                text,
                "| `{cdk}` | `{}` | `.{rust}(..)` |",
                item.written[rust]
            );
        }
        for (cdk, rust) in &class.attributes {
            let _ = writeln!(
                text,
                "| `{cdk}` | attribute `{}` | `{}Ref::{rust}()` |",
                item.attributes[rust],
                class.name()
            );
        }
        for (cdk, rust) in &class.members {
            let _ = writeln!(text, "| `{cdk}` | | `{rust}` |");
        }
    }
    text.push_str(
        "\n# Constructs\n\nA member in parentheses is an argument of the one before it. The snippets of AWS CDK's introduction, in\n\
         Rust and with their templates, are in [the guide](guide/README.md).\n",
    );
    for (of, members) in constructs() {
        let _ = write!(text, "\n## {of}\n\n| AWS CDK | Rust |\n|---|---|\n");
        for (cdk, rust) in members {
            let _ = writeln!(text, "| `{cdk}` | `{rust}` |");
        }
    }
    expect_file!["../../../docs/SEEDS.md"].assert_eq(&text);
}

/// A name without what the two worlds write differently: case, dots and underscores.
fn squashed(name: &str) -> String {
    name.replace(['_', '.'], "").to_lowercase()
}
