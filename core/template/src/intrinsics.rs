//! The intrinsic functions and pseudo parameters, as functions that give typed values.
//!
//! Each is named as in CloudFormation, in Rust's case. A function that needs the
//! `AWS::LanguageExtensions` transform says so; [`Template`](crate::Template) declares it by itself.

use crate::expr::{Expr, Function};
use crate::into_value::IntoValue;
use crate::json::{Json, Object, ToJson};
use crate::reference::{ConditionRef, MappingRef};
use crate::target::Target;
use crate::value::{List, Value};
use std::borrow::Cow;

/// [`Ref`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html)
/// to a logical id that is not known to the compiler, such as one in an included template.
#[must_use]
pub fn ref_(logical_id: impl Into<Cow<'static, str>>) -> Expr {
    Expr::Ref(Target::logical_id(logical_id))
}

/// [`Fn::GetAtt`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html)
/// of a logical id that is not known to the compiler.
#[must_use]
pub fn get_att(
    logical_id: impl Into<Cow<'static, str>>,
    attribute: impl Into<Cow<'static, str>>,
) -> Expr {
    Expr::GetAtt(Target::logical_id(logical_id), attribute.into())
}

/// [`Fn::Join`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-join.html):
/// the parts, with `delimiter` between them.
///
/// It is written as short as it can be: neighbouring literals are one literal, a join with the same
/// delimiter inside is taken apart, and if every part is a literal the result is one too.
///
/// ```
/// use cognito_cdk_template::{Json, intrinsics::{account_id, join, region}};
///
/// let arn = join(":", ["arn:aws:sns".into(), region(), account_id(), "topic".into()]);
/// assert_eq!(
///     Json::from(arn).to_string(),
///     r#"{"Fn::Join":[":",["arn:aws:sns",{"Ref":"AWS::Region"},{"Ref":"AWS::AccountId"},"topic"]]}"#,
/// );
/// assert_eq!(join("-", ["a", "b"]).as_literal().map(String::as_str), Some("a-b"));
/// ```
#[must_use]
pub fn join<T: IntoValue<String>>(
    delimiter: impl Into<Cow<'static, str>>,
    parts: impl IntoIterator<Item = T>,
) -> Value<String> {
    let delimiter = delimiter.into();
    let mut joined: Vec<Json> = Vec::new();
    for part in parts {
        match part.into_value() {
            Value::Literal(text) => push_joined(&mut joined, &delimiter, Json::from(text)),
            Value::Expr(expression) => match join_parts(&expression, &delimiter) {
                Some(inner) => inner
                    .iter()
                    .for_each(|part| push_joined(&mut joined, &delimiter, part.clone())),
                None => push_joined(&mut joined, &delimiter, Json::from(*expression)),
            },
        }
    }
    match joined.as_mut_slice() {
        [] => Value::Literal(String::new()),
        [Json::String(text)] => Value::Literal(std::mem::take(text).into_owned()),
        [Json::Expr(_)] => match joined.pop() {
            Some(Json::Expr(expression)) => Value::Expr(expression),
            _ => Value::Literal(String::new()),
        },
        _ => Value::from_expr(Expr::call(
            Function::Join,
            Json::List(vec![Json::String(delimiter), Json::List(joined)]),
        )),
    }
}

/// `Fn::Join` without a delimiter: the parts one after the other.
#[must_use]
pub fn concat<T: IntoValue<String>>(parts: impl IntoIterator<Item = T>) -> Value<String> {
    join("", parts)
}

fn push_joined(joined: &mut Vec<Json>, delimiter: &str, part: Json) {
    match (joined.last_mut(), part) {
        (Some(Json::String(last)), Json::String(text)) => {
            let last = last.to_mut();
            last.push_str(delimiter);
            last.push_str(&text);
        }
        (_, part) => joined.push(part),
    }
}

/// The parts of a `Fn::Join` with the same delimiter over a plain list.
fn join_parts<'a>(expression: &'a Expr, delimiter: &str) -> Option<&'a [Json]> {
    match expression {
        Expr::Call(Function::Join, argument) => match argument.as_list()? {
            [Json::String(inner), Json::List(parts)] if inner == delimiter => Some(parts),
            _ => None,
        },
        _ => None,
    }
}

/// [`Fn::Sub`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html):
/// `body` with each `${Name}` replaced by the variable, the reference or the attribute of that name.
///
/// A logical id in the body is a plain text that no compiler checks; prefer a variable with a typed
/// reference, or [`join`].
#[must_use]
pub fn sub<V: IntoValue<String>, const N: usize>(
    body: impl Into<Cow<'static, str>>,
    variables: [(&'static str, V); N],
) -> Value<String> {
    let variables = variables
        .into_iter()
        .map(|(name, value)| (Cow::Borrowed(name), value.into_value().to_json()))
        .collect::<Object>();
    Value::from_expr(Expr::Sub {
        body: body.into(),
        variables,
    })
}

/// [`Fn::Select`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-select.html):
/// the element at `index`, counted from 0.
#[must_use]
pub fn select<T: ToJson>(index: u32, list: impl IntoValue<List<T>>) -> Value<T> {
    let list = list.into_value().to_json();
    Value::from_expr(Expr::call(
        Function::Select,
        Json::List(vec![Json::from(i64::from(index)), list]),
    ))
}

/// [`Fn::Split`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-split.html):
/// the pieces of `source` between the delimiters.
#[must_use]
pub fn split(
    delimiter: impl Into<Cow<'static, str>>,
    source: impl IntoValue<String>,
) -> Value<List<String>> {
    let argument = vec![
        Json::String(delimiter.into()),
        source.into_value().to_json(),
    ];
    Value::from_expr(Expr::call(Function::Split, Json::List(argument)))
}

/// [`Fn::If`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html#intrinsic-function-reference-conditions-if):
/// `then` if the condition holds, `otherwise` if not. Either may be [`no_value`].
#[must_use]
pub fn if_<T: ToJson>(
    condition: &ConditionRef,
    then: impl IntoValue<T>,
    otherwise: impl IntoValue<T>,
) -> Value<T> {
    Value::from_expr(Expr::If {
        condition: condition.target().clone(),
        then: Box::new(then.into_value().to_json()),
        otherwise: Box::new(otherwise.into_value().to_json()),
    })
}

/// [`Fn::FindInMap`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html):
/// an entry of a mapping.
#[must_use]
pub fn find_in_map(
    map: &MappingRef,
    top_level_key: impl IntoValue<String>,
    second_level_key: impl IntoValue<String>,
) -> Expr {
    Expr::FindInMap {
        map: map.target().clone(),
        top: Box::new(top_level_key.into_value().to_json()),
        second: Box::new(second_level_key.into_value().to_json()),
        default: None,
    }
}

/// `Fn::FindInMap` with a value for keys that the mapping does not have. Needs `AWS::LanguageExtensions`.
#[must_use]
pub fn find_in_map_or(
    map: &MappingRef,
    top_level_key: impl IntoValue<String>,
    second_level_key: impl IntoValue<String>,
    default: impl Into<Json>,
) -> Expr {
    Expr::FindInMap {
        map: map.target().clone(),
        top: Box::new(top_level_key.into_value().to_json()),
        second: Box::new(second_level_key.into_value().to_json()),
        default: Some(Box::new(default.into())),
    }
}

/// [`Fn::ImportValue`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html):
/// an output that another stack of the same account and region exports under `name`.
#[must_use]
pub fn import_value(name: impl IntoValue<String>) -> Value<String> {
    Value::from_expr(Expr::call(Function::ImportValue, name.into_value()))
}

/// `Fn::GetStackOutput`: an output of another stack, which needs no export and does not lock that stack.
#[must_use]
pub fn get_stack_output(
    stack_name: impl IntoValue<String>,
    output: impl IntoValue<String>,
    region: Option<Value<String>>,
    role_arn: Option<Value<String>>,
) -> Value<String> {
    let mut argument = Object::new();
    argument.insert("StackName", stack_name.into_value());
    if let Some(region) = region {
        argument.insert("Region", region);
    }
    argument.insert("OutputName", output.into_value());
    if let Some(role_arn) = role_arn {
        argument.insert("RoleArn", role_arn);
    }
    Value::from_expr(Expr::call(Function::GetStackOutput, argument))
}

/// [`Fn::Base64`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-base64.html):
/// the base-64 encoding of a text.
#[must_use]
pub fn base64(text: impl IntoValue<String>) -> Value<String> {
    Value::from_expr(Expr::call(Function::Base64, text.into_value()))
}

/// [`Fn::Cidr`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html):
/// `count` (1 to 256) address blocks of `cidr_bits` bits each inside `ip_block`.
#[must_use]
pub fn cidr(
    ip_block: impl IntoValue<String>,
    count: impl IntoValue<i64>,
    cidr_bits: impl IntoValue<i64>,
) -> Value<List<String>> {
    let argument = vec![
        ip_block.into_value().to_json(),
        count.into_value().to_json(),
        cidr_bits.into_value().to_json(),
    ];
    Value::from_expr(Expr::call(Function::Cidr, Json::List(argument)))
}

/// [`Fn::GetAZs`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getavailabilityzones.html):
/// the availability zones of a region; an empty text means the stack's own.
#[must_use]
pub fn get_azs(region: impl IntoValue<String>) -> Value<List<String>> {
    Value::from_expr(Expr::call(Function::GetAzs, region.into_value()))
}

/// [`Fn::ToJsonString`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ToJsonString.html):
/// the JSON text of `data`. Needs `AWS::LanguageExtensions`.
#[must_use]
pub fn to_json_string(data: impl Into<Json>) -> Value<String> {
    Value::from_expr(Expr::call(Function::ToJsonString, data))
}

/// [`Fn::Length`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-length.html):
/// the number of elements of a list. Needs `AWS::LanguageExtensions`.
#[must_use]
pub fn length<T: ToJson>(list: impl IntoValue<List<T>>) -> Value<i64> {
    Value::from_expr(Expr::call(Function::Length, list.into_value().to_json()))
}

/// [`Fn::Transform`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-transform.html):
/// the result of the macro `name`.
#[must_use]
pub fn transform(name: impl Into<Cow<'static, str>>, parameters: Object) -> Expr {
    let argument = Json::object([
        ("Name", Json::String(name.into())),
        ("Parameters", Json::Object(parameters)),
    ]);
    Expr::call(Function::Transform, argument)
}

macro_rules! pseudo_parameters {
    ($($(#[$doc:meta])* $function:ident = $name:literal;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $function() -> Value<String> {
            Value::reference(Target::LogicalId(Cow::Borrowed($name)))
        }
    )*};
}

pseudo_parameters! {
    /// `AWS::AccountId`: the account that the stack is deployed to.
    account_id = "AWS::AccountId";
    /// `AWS::Region`: the region that the stack is deployed to.
    region = "AWS::Region";
    /// `AWS::Partition`: `aws`, `aws-cn` or `aws-us-gov`.
    partition = "AWS::Partition";
    /// `AWS::URLSuffix`: the suffix of AWS domain names, usually `amazonaws.com`.
    url_suffix = "AWS::URLSuffix";
    /// `AWS::StackName`: the name of the stack.
    stack_name = "AWS::StackName";
    /// `AWS::StackId`: the id of the stack.
    stack_id = "AWS::StackId";
}

/// `AWS::NotificationARNs`: the notification topics of the stack.
#[must_use]
pub fn notification_arns() -> Value<List<String>> {
    Value::reference(Target::LogicalId(Cow::Borrowed("AWS::NotificationARNs")))
}

/// `AWS::NoValue`: takes the property out, usually in one branch of [`if_`].
#[must_use]
pub fn no_value() -> Expr {
    Expr::Ref(Target::LogicalId(Cow::Borrowed("AWS::NoValue")))
}
