//! The overlay's entries that change a shape, applied one by one to what AWS has published.

use crate::shape::{Kind, Property, Resource};
use cognito_cdk_tests::{files, toml};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// Applies every entry about Amazon Cognito, and gives how many of each kind there were.
pub(crate) fn apply(resources: &mut BTreeMap<String, Resource>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for path in files("spec/overlay", ".toml") {
        let table = toml(&path);
        let entries = table.get("entry").and_then(Value::as_array);
        for entry in entries.into_iter().flatten().filter_map(Value::as_table) {
            let at = entry["at"].as_str().expect("an address");
            if !at.starts_with("AWS::Cognito::") {
                continue;
            }
            for facts in ["ensure", "set"].map(|key| entry.get(key)) {
                let facts = facts.and_then(Value::as_table);
                for (key, value) in facts.into_iter().flatten() {
                    if change(resources, at, key, value, entry) {
                        *counts.entry(key.clone()).or_default() += 1;
                    }
                }
            }
        }
    }
    counts
}

/// Whether the fact is one of the shape.
fn change(
    resources: &mut BTreeMap<String, Resource>,
    at: &str,
    key: &str,
    value: &Value,
    entry: &Table,
) -> bool {
    if !matches!(key, "needed" | "required" | "immutable" | "type" | "update") {
        return false;
    }
    let property = find(resources, at).unwrap_or_else(|| panic!("nothing is at {at}"));
    match (key, value.as_str(), value.as_bool()) {
        ("needed" | "required", _, Some(needed)) => {
            assert_ne!(property.required, needed, "{at} is so already");
            property.required = needed;
        }
        ("immutable", Some(what), _) => {
            assert_eq!(property.update, "in place", "{at} is so already");
            what.clone_into(&mut property.update);
        }
        ("type", Some("Map<String>"), _) => {
            assert_eq!(entry["expect"]["type"].as_str(), Some("Json"), "{at}");
            assert_eq!(property.kind, Kind::Json, "{at}");
            property.kind = Kind::Map(Box::new(Kind::Text));
        }
        _ => panic!("{at}: the test does not know `{key} = {value}`"),
    }
    true
}

fn find<'a>(resources: &'a mut BTreeMap<String, Resource>, at: &str) -> Option<&'a mut Property> {
    let (owner, name) = at.split_once('/')?;
    match owner.split_once('.') {
        None => resources.get_mut(owner)?.properties.get_mut(name),
        Some((resource, nested)) => {
            let types = &mut resources.get_mut(resource)?.types;
            types.get_mut(nested)?.get_mut(name)
        }
    }
}
