//! Templates that are read and written: what is read goes out equal, and what is not read has a place.

use super::check_message;
use cognito_cdk::{Severity, Template, resource_schema, rules};
use serde_json::{Map, Value as Data, json};

/// A template as JSON is read, or the error says where it is wrong.
pub(super) fn json(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    match Template::from_json(text) {
        Ok(template) => {
            let data: Data = serde_json::from_str(text).unwrap_or_default();
            assert_eq!(written(&template), normal(data), "not as it was read");
            check(template);
        }
        Err(error) => check_error(&error),
    }
}

/// The same as YAML.
pub(super) fn yaml(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    match Template::from_yaml(text) {
        Ok(template) => check(template),
        Err(error) => check_error(&error),
    }
}

fn check_error(error: &cognito_cdk::Error) {
    assert!(error.is_read(), "{error}");
    let message = error.to_string();
    check_message(&message);
    assert!(
        message.starts_with("not a CloudFormation template: "),
        "{message}"
    );
}

/// What is written is read as the same template again, in both languages, and the checks say what they find.
fn check(mut template: Template) {
    let text = template.to_text();
    let again = Template::from_json(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(again.to_text(), text, "written in two ways");
    let compact = template.to_compact_text();
    let compact: Data = serde_json::from_str(&compact).unwrap_or_default();
    assert_eq!(Some(compact), serde_json::from_str(&text).ok());
    template.attach_schemas(resource_schema);
    let findings = template.check();
    for finding in &findings {
        check_message(&finding.to_string());
    }
    for finding in rules::check(&template) {
        check_message(&finding.to_string());
    }
    let is_sound = findings
        .iter()
        .all(|finding| finding.severity != Severity::Error);
    assert_eq!(template.to_json().is_ok(), is_sound);
    if let Ok(yaml) = template.to_yaml() {
        let again = Template::from_yaml(&yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"));
        assert_eq!(again.to_text(), text, "otherwise in YAML:\n{yaml}");
    }
}

fn written(template: &Template) -> Data {
    let text = template.to_text();
    let data = serde_json::from_str(&text);
    normal(data.unwrap_or_else(|error| panic!("{error}\n{text}")))
}

/// A template without what may be written in two ways that mean the same: functions and dependencies of one
/// name as a text or a list, and what is empty.
pub(super) fn normal(mut template: Data) -> Data {
    normalize(&mut template);
    let Some(sections) = template.as_object_mut() else {
        return template;
    };
    if let Some(transforms) = sections.remove("Transform") {
        let mut names: Vec<Data> = Vec::new();
        for name in list(transforms) {
            // The template crate adds this one where a function needs it.
            if name != "AWS::LanguageExtensions" && !names.contains(&name) {
                names.push(name);
            }
        }
        sections.insert("Transform".to_owned(), names.into());
    }
    for section in sections.values_mut() {
        let elements = section.as_object_mut().into_iter().flatten();
        for (_, element) in elements {
            if let Some(element) = element.as_object_mut() {
                if let Some(ids) = element.remove("DependsOn") {
                    element.insert("DependsOn".to_owned(), list(ids).into());
                }
                drop_empty(element);
            }
        }
    }
    drop_empty(sections);
    template
}

fn list(data: Data) -> Vec<Data> {
    match data {
        Data::Array(items) => items,
        item => vec![item],
    }
}

fn drop_empty(object: &mut Map<String, Data>) {
    let is_empty = |value: &Data| {
        value.as_object().is_some_and(Map::is_empty) || value.as_array().is_some_and(Vec::is_empty)
    };
    object.retain(|_, value| !is_empty(value));
}

/// The functions that have two forms.
fn normalize(data: &mut Data) {
    match data {
        Data::Array(items) => items.iter_mut().for_each(normalize),
        Data::Object(members) => {
            members.values_mut().for_each(normalize);
            if members.len() != 1 {
                return;
            }
            if let Some(Data::String(path)) = members.get("Fn::GetAtt")
                && let Some((id, attribute)) = path.split_once('.')
            {
                *data = json!({ "Fn::GetAtt": [id, attribute] });
            } else if let Some(Data::Array(parts)) = members.get("Fn::Sub")
                && let [body @ Data::String(_), Data::Object(variables)] = parts.as_slice()
                && variables.is_empty()
            {
                *data = json!({ "Fn::Sub": body });
            }
        }
        _ => {}
    }
}
