//! JSON text with references in it, for properties that take a document as a text.

use cognito_cdk_template::{Expr, Function, Json, Object, Value, intrinsics};

/// The JSON text of `data`, with the references in it put in by CloudFormation: AWS CDK's
/// `stack.toJsonString`.
///
/// An expression becomes a JSON string, and what is literal in it is escaped. An expression that gives a
/// list is written by `Fn::ToJsonString`, for which the template declares `AWS::LanguageExtensions`.
///
/// ```
/// use cognito_cdk_synth::{Json, intrinsics, to_json_string};
///
/// let text = to_json_string(Json::object([
///     ("region", Json::from(intrinsics::region())),
///     ("enabled", Json::from(true)),
/// ]));
/// assert_eq!(
///     Json::from(text).to_string(),
///     r#"{"Fn::Join":["",["{\"region\":\"",{"Ref":"AWS::Region"},"\",\"enabled\":true}"]]}"#,
/// );
/// ```
#[must_use]
pub fn to_json_string(data: impl Into<Json>) -> Value<String> {
    let mut parts = Vec::new();
    write(data.into(), &mut parts);
    intrinsics::concat(parts)
}

fn write(data: Json, parts: &mut Vec<Value<String>>) {
    let literal = |text: &str| Value::Literal(text.to_owned());
    match data {
        Json::Object(object) => {
            parts.push(literal("{"));
            for (index, (key, value)) in object.into_iter().enumerate() {
                let comma = if index > 0 { "," } else { "" };
                parts.push(Value::Literal(format!("{comma}{}:", Json::from(key))));
                write(value, parts);
            }
            parts.push(literal("}"));
        }
        Json::List(elements) => {
            parts.push(literal("["));
            for (index, element) in elements.into_iter().enumerate() {
                if index > 0 {
                    parts.push(literal(","));
                }
                write(element, parts);
            }
            parts.push(literal("]"));
        }
        Json::Expr(expression) => match *expression {
            Expr::Json(json) => write(json, parts),
            expression if gives_list(&expression) => {
                parts.push(intrinsics::to_json_string(Json::from(expression)));
            }
            expression => {
                parts.push(literal("\""));
                parts.push(Value::from_expr(escaped(expression)));
                parts.push(literal("\""));
            }
        },
        plain => parts.push(Value::Literal(plain.to_string())),
    }
}

const fn gives_list(expression: &Expr) -> bool {
    matches!(
        expression,
        Expr::Call(Function::Split | Function::GetAzs | Function::Cidr, _)
    )
}

/// The expression with what is literal in its result escaped as in a JSON string.
fn escaped(expression: Expr) -> Expr {
    match expression {
        Expr::Call(Function::Join, argument) => {
            Expr::Call(Function::Join, Box::new(escaped_data(*argument)))
        }
        Expr::Sub { body, variables } => Expr::Sub {
            body: inside(&body).into(),
            variables: variables
                .into_iter()
                .map(|(key, value)| (key, escaped_data(value)))
                .collect::<Object>(),
        },
        Expr::If {
            condition,
            then,
            otherwise,
        } => Expr::If {
            condition,
            then: Box::new(escaped_data(*then)),
            otherwise: Box::new(escaped_data(*otherwise)),
        },
        other => other,
    }
}

fn escaped_data(data: Json) -> Json {
    match data {
        Json::String(text) => Json::from(inside(&text)),
        Json::List(elements) => Json::List(elements.into_iter().map(escaped_data).collect()),
        Json::Expr(expression) => Json::from(escaped(*expression)),
        other => other,
    }
}

/// A text as it stands between the quotes of a JSON string.
fn inside(text: &str) -> String {
    let quoted = Json::from(text).to_string();
    let inner = quoted.get(1..quoted.len().saturating_sub(1));
    inner.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Json, intrinsics, to_json_string};

    /// What CloudFormation makes of the text, with `R` for the region.
    fn evaluated(data: Json) -> String {
        let text: serde_json::Value =
            serde_json::from_str(&Json::from(to_json_string(data)).to_string()).unwrap();
        let parts = text["Fn::Join"][1].as_array().unwrap();
        let parts = parts
            .iter()
            .map(|part| match part["Fn::Join"][1].as_array() {
                Some(inner) => inner
                    .iter()
                    .map(|part| part.as_str().unwrap_or("R"))
                    .collect(),
                None => part.as_str().unwrap_or("R").to_owned(),
            });
        parts.collect()
    }

    #[test]
    fn texts_are_escaped_wherever_they_stand() {
        let odd = "say \"hi\"\n\\ ${x}";
        let inner = intrinsics::join("\"-\"", [odd.into(), intrinsics::region()]);
        let data = Json::object([
            (odd, Json::from(odd)),
            (
                "list",
                Json::list([Json::from(1), Json::Null, Json::from(inner)]),
            ),
        ]);
        let read: serde_json::Value = serde_json::from_str(&evaluated(data)).unwrap();
        assert_eq!(read[odd], odd);
        assert_eq!(
            read["list"],
            serde_json::json!([1, null, format!("{odd}R")])
        );
    }

    #[test]
    fn without_references_it_is_a_literal() {
        let text = to_json_string(Json::object([("a", Json::list([1, 2]))]));
        assert_eq!(
            text.as_literal().map(String::as_str),
            Some(r#"{"a":[1,2]}"#)
        );
    }

    #[test]
    fn lists_are_written_by_a_function() {
        let list = intrinsics::split(",", intrinsics::region());
        let text = Json::from(to_json_string(Json::object([("a", Json::from(list))])));
        assert!(
            text.to_string()
                .contains(r#""{\"a\":",{"Fn::ToJsonString":{"Fn::Split""#),
            "{text}"
        );
    }
}
