//! Reading a template back: JSON text to a `Template` with its expressions recognized.

use crate::data::UniqueKeys;
use crate::error::Error;
use crate::expr::{Expr, Function};
use crate::json::{Json, Object};
use crate::resource::{RawResource, ResourceEntry};
use crate::schema::ResourceSchema;
use crate::target::Target;
use crate::template::Template;
use crate::template::condition::{Condition, Rule};
use crate::template::parameter::{Mapping, Output, Parameter};
use crate::value::Value;
use serde_json::Value as Data;
use std::borrow::Cow;

/// Deeper data than this is refused: no template is that deep, and the reader walks it recursively.
const MAX_DEPTH: usize = 128;

impl Template {
    /// The template as JSON text, in AWS CDK's layout.
    ///
    /// # Errors
    /// If [`check`](Self::check) finds an error; the error has all findings.
    pub fn to_json(&self) -> Result<String, Error> {
        let findings = self.check();
        if findings
            .iter()
            .any(|finding| finding.severity == crate::Severity::Error)
        {
            return Err(Error::from_findings(findings));
        }
        Ok(self.to_text())
    }

    /// Reads a template that was written as JSON, by this crate or anything else.
    ///
    /// Resources become [`RawResource`]s, and functions become expressions, so that their references are
    /// checked. The sections keep their order.
    ///
    /// # Errors
    /// If the text is no JSON, has a key twice with different values, or is no template. The error says where.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let data = serde_json::from_str(text);
        let UniqueKeys(data) = data.map_err(|error| Error::read("", error.to_string()))?;
        Self::from_data(data)
    }

    /// Reads a template that has been parsed already.
    ///
    /// # Errors
    /// If it is no template. The error says where.
    pub fn from_data(data: Data) -> Result<Self, Error> {
        let mut template = Self::new();
        let Data::Object(members) = data else {
            return Err(Error::read("", "it is no object"));
        };
        for (key, value) in members {
            match key.as_str() {
                "Description" => template.description = Some(text(&key, value)?),
                "AWSTemplateFormatVersion" => {
                    template.format_version = Some(Cow::Owned(text(&key, value)?));
                }
                "Transform" => template.transforms = transforms(&key, value)?,
                "Metadata" => template.metadata = plain_object(&key, value)?,
                "Parameters" => each(&key, value, |at, id, value| {
                    template.add_parameter(id, Parameter::from_object(plain_object(at, value)?));
                    Ok(())
                })?,
                "Mappings" => each(&key, value, |at, id, value| {
                    template.add_mapping(id, Mapping::from_object(plain_object(at, value)?));
                    Ok(())
                })?,
                "Conditions" => each(&key, value, |at, id, value| {
                    template.add_condition(
                        id,
                        Condition::from_json(json(at, value, Context::Condition)?),
                    );
                    Ok(())
                })?,
                "Rules" => each(&key, value, |at, id, value| {
                    template.add_rule(id, rule(at, value)?);
                    Ok(())
                })?,
                "Resources" => each(&key, value, |at, id, value| {
                    template.add_entry(id, resource(at, value, None)?);
                    Ok(())
                })?,
                "Outputs" => each(&key, value, |at, id, value| {
                    template.add_output(id, output(at, value)?);
                    Ok(())
                })?,
                _ => return Err(Error::read(key, "CloudFormation has no such section")),
            }
        }
        Ok(template)
    }
}

impl Json {
    /// Reads data in which functions are written as CloudFormation writes them: `{"Ref": "Pool"}` becomes a
    /// reference.
    ///
    /// # Errors
    /// If the data is nested deeper than any template, or a function has arguments of another form.
    pub fn from_template_data(data: Data) -> Result<Self, Error> {
        json("", data, Context::Properties)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    /// `{"Condition": "X"}` is data, as in a policy statement.
    Properties,
    /// `{"Condition": "X"}` is the result of a condition.
    Condition,
}

fn members(at: &str, value: Data) -> Result<serde_json::Map<String, Data>, Error> {
    match value {
        Data::Object(members) => Ok(members),
        _ => Err(Error::read(at, "an object is needed here")),
    }
}

fn each(
    section: &str,
    value: Data,
    mut add: impl FnMut(&str, String, Data) -> Result<(), Error>,
) -> Result<(), Error> {
    for (id, item) in members(section, value)? {
        let at = format!("{section}.{id}");
        if id.starts_with("Fn::") {
            return Err(Error::read(
                at,
                "loops over whole elements cannot be read; expand the template first",
            ));
        }
        add(&at, id, item)?;
    }
    Ok(())
}

fn text(at: &str, value: Data) -> Result<String, Error> {
    match value {
        Data::String(text) => Ok(text),
        _ => Err(Error::read(at, "a string is needed here")),
    }
}

fn plain_object(at: &str, value: Data) -> Result<Object, Error> {
    depth(at, &value, 0)?;
    match Json::from(Data::Object(members(at, value)?)) {
        Json::Object(object) => Ok(object),
        _ => Ok(Object::new()),
    }
}

fn depth(at: &str, value: &Data, level: usize) -> Result<(), Error> {
    if level > MAX_DEPTH {
        return Err(Error::read(
            at,
            format!("the data is nested more than {MAX_DEPTH} levels deep"),
        ));
    }
    match value {
        Data::Array(elements) => elements
            .iter()
            .try_for_each(|element| depth(at, element, level + 1)),
        Data::Object(members) => members
            .values()
            .try_for_each(|member| depth(at, member, level + 1)),
        _ => Ok(()),
    }
}

/// A text or a list of texts, each made into something; `needed` says what that is.
fn one_or_more<T>(
    at: &str,
    value: Data,
    needed: &str,
    make: impl Fn(String) -> T,
) -> Result<Vec<T>, Error> {
    match value {
        Data::String(one) => Ok(vec![make(one)]),
        Data::Array(several) => several
            .into_iter()
            .map(|one| text(at, one).map(&make))
            .collect(),
        _ => Err(Error::read(at, needed)),
    }
}

fn transforms(at: &str, value: Data) -> Result<Vec<Cow<'static, str>>, Error> {
    let needed = "a string or a list of strings is needed here";
    one_or_more(at, value, needed, Cow::Owned)
}

fn properties(at: &str, value: Data) -> Result<Object, Error> {
    match json(at, Data::Object(members(at, value)?), Context::Properties)? {
        Json::Object(object) => Ok(object),
        // A macro may make properties, and what it is told stands among them or for all of them.
        Json::Expr(expression) => match *expression {
            Expr::Call(Function::Transform, argument) => Ok(Object::from_unique(vec![(
                Cow::Borrowed(Function::Transform.name()),
                *argument,
            )])),
            _ => Err(Error::read(
                at,
                "a function cannot stand for all properties",
            )),
        },
        _ => Ok(Object::new()),
    }
}

/// Reads a resource whose expressions are known, or stand in it as CloudFormation writes them.
pub(crate) fn resource_from_object(
    at: &str,
    object: &Object,
    schema: Option<&'static ResourceSchema>,
) -> Result<ResourceEntry, Error> {
    let text = Json::Object(object.clone()).to_string();
    let data = serde_json::from_str(&text).map_err(|error| Error::read(at, error.to_string()))?;
    resource(at, data, schema)
}

fn resource(
    at: &str,
    value: Data,
    schema: Option<&'static ResourceSchema>,
) -> Result<ResourceEntry, Error> {
    let mut members = members(at, value)?;
    let Some(cfn_type) = members.remove("Type") else {
        return Err(Error::read(at, "the resource has no `Type`"));
    };
    let cfn_type = text(&format!("{at}.Type"), cfn_type)?;
    let properties = match members.remove("Properties") {
        Some(value) => properties(&format!("{at}.Properties"), value)?,
        None => Object::new(),
    };
    let mut resource = RawResource::new(cfn_type, properties);
    resource.schema = schema.filter(|schema| schema.cfn_type == resource.cfn_type);
    let mut entry = ResourceEntry::from(resource);
    for (key, value) in members {
        let at = format!("{at}.{key}");
        match key.as_str() {
            "DependsOn" => entry.depends_on = depends_on(&at, value)?,
            "Condition" => entry.more_mut().condition = Some(Target::logical_id(text(&at, value)?)),
            "Metadata" => entry.more_mut().metadata = self::properties(&at, value)?,
            "Version" => entry.more_mut().version = Some(text(&at, value)?),
            "Description" => entry.more_mut().description = Some(text(&at, value)?),
            "CreationPolicy" => {
                entry.more_mut().creation_policy = Some(json(&at, value, Context::Properties)?);
            }
            "UpdatePolicy" => {
                entry.more_mut().update_policy = Some(json(&at, value, Context::Properties)?);
            }
            "DeletionPolicy" => {
                entry.deletion_policy = Some(json(&at, value, Context::Properties)?);
            }
            "UpdateReplacePolicy" => {
                entry.update_replace_policy = Some(json(&at, value, Context::Properties)?);
            }
            _ => return Err(Error::read(at, "a resource has no such attribute")),
        }
    }
    Ok(entry)
}

fn depends_on(at: &str, value: Data) -> Result<Vec<Target>, Error> {
    let needed = "a logical id or a list of them is needed here";
    one_or_more(at, value, needed, Target::logical_id)
}

fn rule(at: &str, value: Data) -> Result<Rule, Error> {
    let mut rule = Rule::new();
    for (key, value) in members(at, value)? {
        let at = format!("{at}.{key}");
        match (key.as_str(), value) {
            ("RuleCondition", value) => {
                rule.condition = Some(Condition::from_json(json(&at, value, Context::Condition)?));
            }
            ("Assertions", Data::Array(assertions)) => {
                for assertion in assertions {
                    let mut members = members(&at, assertion)?;
                    let Some(assert) = members.remove("Assert") else {
                        return Err(Error::read(at, "an assertion has no `Assert`"));
                    };
                    let assert = Condition::from_json(json(&at, assert, Context::Condition)?);
                    let description = match members.remove("AssertDescription") {
                        Some(value) => Some(Value::Literal(text(&at, value)?)),
                        None => None,
                    };
                    if let Some(key) = members.keys().next() {
                        let at = format!("{at}.{key}");
                        let problem = "an assertion has `Assert` and `AssertDescription`";
                        return Err(Error::read(at, problem));
                    }
                    rule.assertions.push((assert, description));
                }
            }
            _ => {
                return Err(Error::read(
                    at,
                    "a rule has `RuleCondition` and a list of `Assertions`",
                ));
            }
        }
    }
    Ok(rule)
}

fn output(at: &str, value: Data) -> Result<Output, Error> {
    let mut members = members(at, value)?;
    let Some(value) = members.remove("Value") else {
        return Err(Error::read(at, "the output has no `Value`"));
    };
    let mut output = Output::from_json(json(&format!("{at}.Value"), value, Context::Properties)?);
    for (key, value) in members {
        let at = format!("{at}.{key}");
        match (key.as_str(), value) {
            ("Description", value) => output.description = Some(text(&at, value)?),
            ("Condition", value) => output.condition = Some(Target::logical_id(text(&at, value)?)),
            ("Export", Data::Object(mut export)) => {
                let name = export.remove("Name").filter(|_| export.is_empty());
                let Some(name) = name else {
                    return Err(Error::read(at, "an export has a `Name` and nothing else"));
                };
                output.export_name = Some(json(&at, name, Context::Properties)?);
            }
            _ => {
                return Err(Error::read(
                    at,
                    "an output has `Value`, `Description`, `Export` and `Condition`",
                ));
            }
        }
    }
    Ok(output)
}

/// Reads data that may have functions inside; an error says where below `at`.
fn json(at: &str, value: Data, context: Context) -> Result<Json, Error> {
    depth(at, &value, 0)?;
    data(value, context).map_err(|error| error.within(at))
}

fn data(value: Data, context: Context) -> Result<Json, Error> {
    match value {
        Data::Array(elements) => {
            let elements = elements.into_iter().enumerate().map(|(index, element)| {
                data(element, context).map_err(|error| error.within(&format!("[{index}]")))
            });
            Ok(Json::List(elements.collect::<Result<_, _>>()?))
        }
        Data::Object(mut members) => {
            if members.len() == 1
                && let Some(name) = members.keys().next().cloned()
                && is_function(&name, members.get(&name), context)
                && let Some(argument) = members.remove(&name)
            {
                return function(&name, argument, context);
            }
            let members = members.into_iter().map(|(key, value)| {
                let value = data(value, context).map_err(|error| error.within(&key))?;
                Ok((Cow::Owned(key), value))
            });
            Ok(Json::Object(Object::from_unique(
                members.collect::<Result<_, Error>>()?,
            )))
        }
        plain => Ok(Json::from(plain)),
    }
}

fn is_function(name: &str, argument: Option<&Data>, context: Context) -> bool {
    match name {
        "Ref" => argument.is_some_and(Data::is_string),
        "Condition" => context == Context::Condition && argument.is_some_and(Data::is_string),
        "Fn::GetAtt" | "Fn::If" | "Fn::Sub" => true,
        _ => Function::from_name(name).is_some(),
    }
}

fn function(name: &str, argument: Data, context: Context) -> Result<Json, Error> {
    let wrong = |needed: &str| Error::read("", format!("`{name}` needs {needed}"));
    let inner = if matches!(name, "Fn::And" | "Fn::Or" | "Fn::Not") {
        Context::Condition
    } else {
        context
    };
    let argument = data(argument, inner).map_err(|error| error.within(name))?;
    let expression = match (name, argument) {
        ("Ref", Json::String(id)) => Expr::Ref(Target::LogicalId(id)),
        ("Condition", Json::String(id)) => Expr::Condition(Target::LogicalId(id)),
        ("Fn::GetAtt", Json::String(path)) => {
            let Some((id, attribute)) = path.split_once('.') else {
                return Err(wrong("a logical id and an attribute"));
            };
            Expr::GetAtt(
                Target::logical_id(id.to_owned()),
                Cow::Owned(attribute.to_owned()),
            )
        }
        ("Fn::GetAtt", Json::List(parts)) => match parts.as_slice() {
            [Json::String(id), Json::String(attribute)] => {
                Expr::GetAtt(Target::LogicalId(id.clone()), attribute.clone())
            }
            _ => return Err(wrong("a logical id and an attribute")),
        },
        ("Fn::If", Json::List(parts)) => match <[Json; 3]>::try_from(parts) {
            Ok([Json::String(condition), then, otherwise]) => Expr::If {
                condition: Target::LogicalId(condition),
                then: Box::new(then),
                otherwise: Box::new(otherwise),
            },
            _ => return Err(wrong("the name of a condition and two values")),
        },
        ("Fn::Sub", Json::String(body)) => Expr::Sub {
            body,
            variables: Object::new(),
        },
        ("Fn::Sub", Json::List(parts)) => match <[Json; 2]>::try_from(parts) {
            Ok([Json::String(body), Json::Object(variables)]) => Expr::Sub { body, variables },
            _ => return Err(wrong("a text and an object of variables")),
        },
        ("Fn::FindInMap", Json::List(parts)) => find_in_map(parts),
        ("Fn::GetAtt", _) => return Err(wrong("a logical id and an attribute")),
        ("Fn::If", _) => return Err(wrong("the name of a condition and two values")),
        ("Fn::Sub", _) => return Err(wrong("a text, or a text and an object of variables")),
        (_, argument) => match Function::from_name(name) {
            Some(function) => Expr::call(function, argument),
            None => return Err(wrong("a function that CloudFormation has")),
        },
    };
    Ok(Json::from(expression))
}

/// A lookup in a mapping that is named literally; any other stays a call with its arguments.
fn find_in_map(mut parts: Vec<Json>) -> Expr {
    let default = match parts.as_slice() {
        [Json::String(_), _, _] => None,
        [Json::String(_), _, _, Json::Object(options)] if options.len() == 1 => {
            options.get("DefaultValue").cloned()
        }
        _ => return Expr::call(Function::FindInMap, Json::List(parts)),
    };
    if parts.len() == 4 && default.is_none() {
        return Expr::call(Function::FindInMap, Json::List(parts));
    }
    parts.truncate(3);
    match <[Json; 3]>::try_from(parts) {
        Ok([Json::String(map), top, second]) => Expr::FindInMap {
            map: Target::LogicalId(map),
            top: Box::new(top),
            second: Box::new(second),
            default: default.map(Box::new),
        },
        Ok(parts) => Expr::call(Function::FindInMap, Json::List(parts.into())),
        Err(parts) => Expr::call(Function::FindInMap, Json::List(parts)),
    }
}
