//! What the pages show of a template: the resources and properties that a snippet is about.

use cognito_cdk::CloudAssembly;
use serde_json::{Map, Value};

/// How wide a line of JSON may be.
const WIDTH: usize = 100;

/// The parts of the templates that the selectors name, as JSON.
///
/// A selector is the last part of a resource type, with a property or without, such as `UserPool.Policies`; or a
/// section of the template, such as `Outputs`; and a stack may stand before it: `Api/UserPoolClient`.
pub(crate) fn excerpt(assembly: &CloudAssembly, selectors: &[&str]) -> String {
    let mut shown = Map::new();
    for selector in selectors {
        let (stack, selector) = selector
            .split_once('/')
            .map_or((None, *selector), |(stack, rest)| (Some(stack), rest));
        let found_before = shown.len();
        let mut found = false;
        for artifact in assembly.stacks() {
            if stack.is_some_and(|stack| stack != artifact.stack_name()) {
                continue;
            }
            let template: Value = serde_json::from_str(artifact.template()).expect("a template");
            found |= select(&template, selector, &mut shown);
        }
        assert!(
            found,
            "nothing is shown by `{selector}`; {found_before} entries before it"
        );
    }
    let mut text = String::new();
    write(&Value::Object(shown), 0, 0, &mut text);
    text
}

fn select(template: &Value, selector: &str, shown: &mut Map<String, Value>) -> bool {
    if let Some(section) = template.get(selector) {
        shown.insert(selector.to_owned(), section.clone());
        return true;
    }
    let (kind, property) = selector
        .split_once('.')
        .map_or((selector, None), |(kind, property)| (kind, Some(property)));
    let resources = template.get("Resources").and_then(Value::as_object);
    let mut found = false;
    for (id, resource) in resources.into_iter().flatten() {
        let cfn_type = resource
            .get("Type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if cfn_type.rsplit("::").next() != Some(kind) {
            continue;
        }
        let Some(property) = property else {
            shown.insert(id.clone(), resource.clone());
            found = true;
            continue;
        };
        let in_properties = resource
            .get("Properties")
            .and_then(|properties| properties.get(property));
        let Some(value) = in_properties.or_else(|| resource.get(property)) else {
            continue;
        };
        found = true;
        let entry = shown.entry(id.clone()).or_insert_with(|| {
            let mut entry = Map::new();
            entry.insert("Type".to_owned(), cfn_type.into());
            Value::Object(entry)
        });
        let entry = entry.as_object_mut().expect("a resource");
        if in_properties.is_some() {
            let properties = entry
                .entry("Properties")
                .or_insert_with(|| Value::Object(Map::new()));
            properties
                .as_object_mut()
                .expect("properties")
                .insert(property.to_owned(), value.clone());
        } else {
            entry.insert(property.to_owned(), value.clone());
        }
    }
    found
}

/// Writes JSON on as few lines as have `WIDTH` characters at most. `before` is what stands on the line already.
fn write(value: &Value, indent: usize, before: usize, text: &mut String) {
    let line = in_one_line(value);
    // The outermost object always has its members on lines of their own.
    if (indent > 0 && before + line.len() < WIDTH) || line.len() <= 2 {
        text.push_str(&line);
        return;
    }
    let inner = indent + 2;
    let pad = " ".repeat(inner);
    match value {
        Value::Object(object) => {
            text.push_str("{\n");
            for (index, (key, member)) in object.iter().enumerate() {
                let comma = if index + 1 < object.len() { "," } else { "" };
                let key = Value::from(key.as_str());
                text.extend([pad.as_str(), &key.to_string(), ": "]);
                write(member, inner, inner + key.to_string().len() + 3, text);
                text.push_str(comma);
                text.push('\n');
            }
            text.extend([" ".repeat(indent).as_str(), "}"]);
        }
        Value::Array(list) => {
            text.push_str("[\n");
            for (index, element) in list.iter().enumerate() {
                let comma = if index + 1 < list.len() { "," } else { "" };
                text.push_str(&pad);
                write(element, inner, inner + 1, text);
                text.push_str(comma);
                text.push('\n');
            }
            text.extend([" ".repeat(indent).as_str(), "]"]);
        }
        _ => text.push_str(&line),
    }
}

fn in_one_line(value: &Value) -> String {
    match value {
        Value::Object(object) => {
            let members = object.iter().map(|(key, member)| {
                format!("{}: {}", Value::from(key.as_str()), in_one_line(member))
            });
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Array(list) => {
            let elements = list.iter().map(in_one_line);
            format!("[{}]", elements.collect::<Vec<_>>().join(", "))
        }
        _ => value.to_string(),
    }
}

/// Findings whose positions are those of a program that begins with the snippet.
pub(crate) fn in_the_snippet(findings: &str, begin: usize) -> String {
    let lines = findings.lines().map(|line| {
        let position = line
            .rsplit_once("guide.rs:")
            .and_then(|(_, position)| position.split_once(':'));
        match position.and_then(|(row, column)| Some((row.parse::<usize>().ok()?, column))) {
            Some((row, column)) if line.trim_start().starts_with("at ") => {
                format!("  at src/main.rs:{}:{column}", row.saturating_sub(begin))
            }
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
