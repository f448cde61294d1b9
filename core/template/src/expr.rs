//! Expressions: the intrinsic functions of CloudFormation as a tree.

use crate::json::{Json, Object};
use crate::target::Target;
use std::borrow::Cow;

/// An expression that CloudFormation evaluates: a reference or an intrinsic function.
///
/// An `Expr` has no type of its own and fits every property. The functions of
/// [`intrinsics`](crate::intrinsics) give typed [`Value`](crate::Value)s and are what programs use;
/// [`Value::cast`](crate::Value::cast) gives an `Expr` where the type has to go.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Expr {
    /// `Ref`.
    Ref(Target),
    /// `Fn::GetAtt` with the attribute's name (dots in it belong to the name).
    GetAtt(Target, Cow<'static, str>),
    /// `{"Condition": ..}`: the result of a condition, inside another condition.
    Condition(Target),
    /// `Fn::If`.
    If {
        /// The condition that decides.
        condition: Target,
        /// The value if the condition holds.
        then: Box<Json>,
        /// The value if it does not.
        otherwise: Box<Json>,
    },
    /// `Fn::FindInMap`; a default needs the `AWS::LanguageExtensions` transform.
    FindInMap {
        /// The mapping.
        map: Target,
        /// The key of the first level.
        top: Box<Json>,
        /// The key of the second level.
        second: Box<Json>,
        /// What is taken if the mapping has no such entry.
        default: Option<Box<Json>>,
    },
    /// `Fn::Sub`: `${Name}` in the body is a variable, a logical id or `LogicalId.Attribute`.
    Sub {
        /// The text with its `${}` placeholders.
        body: Cow<'static, str>,
        /// Values for placeholders that are no logical ids.
        variables: Object,
    },
    /// Every other function: its argument is data.
    Call(Function, Box<Json>),
    /// Data that may have expressions inside.
    Json(Json),
}

impl Expr {
    pub(crate) fn call(function: Function, argument: impl Into<Json>) -> Self {
        Self::Call(function, Box::new(argument.into()))
    }
}

macro_rules! functions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// The intrinsic functions whose arguments are plain data, by their CloudFormation names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Function { $($(#[$doc])* $variant,)* }

        impl Function {
            /// The name in a template, such as `Fn::Join`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The function of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

functions! {
    /// Joins a list of texts with a delimiter.
    Join = "Fn::Join",
    /// One element of a list, by its index.
    Select = "Fn::Select",
    /// An entry of a mapping whose name is itself an expression; see [`Expr::FindInMap`] for the usual form.
    FindInMap = "Fn::FindInMap",
    /// Splits a text at a delimiter.
    Split = "Fn::Split",
    /// The exported output of another stack.
    ImportValue = "Fn::ImportValue",
    /// The output of another stack, without an export.
    GetStackOutput = "Fn::GetStackOutput",
    /// The base-64 encoding of a text.
    Base64 = "Fn::Base64",
    /// CIDR blocks inside an address range.
    Cidr = "Fn::Cidr",
    /// The availability zones of a region.
    GetAzs = "Fn::GetAZs",
    /// The JSON text of an object or a list.
    ToJsonString = "Fn::ToJsonString",
    /// The number of elements of a list.
    Length = "Fn::Length",
    /// Repeats a template fragment for each element of a collection.
    ForEach = "Fn::ForEach",
    /// A macro or a transform.
    Transform = "Fn::Transform",
    /// Whether two values are equal.
    Equals = "Fn::Equals",
    /// Whether all conditions hold.
    And = "Fn::And",
    /// Whether at least one condition holds.
    Or = "Fn::Or",
    /// Whether a condition does not hold.
    Not = "Fn::Not",
    /// Whether a list has a value (rules only).
    Contains = "Fn::Contains",
    /// Whether each member of a list equals a value (rules only).
    EachMemberEquals = "Fn::EachMemberEquals",
    /// Whether each member of a list is in another list (rules only).
    EachMemberIn = "Fn::EachMemberIn",
    /// All values of a parameter type (rules only).
    RefAll = "Fn::RefAll",
    /// An attribute of a parameter's value (rules only).
    ValueOf = "Fn::ValueOf",
    /// An attribute of all parameters of a type (rules only).
    ValueOfAll = "Fn::ValueOfAll",
}

impl Function {
    /// Whether a template that uses the function must declare the `AWS::LanguageExtensions` transform.
    #[must_use]
    pub const fn needs_language_extensions(self) -> bool {
        matches!(self, Self::ToJsonString | Self::Length | Self::ForEach)
    }
}

/// A part of the body of a `Fn::Sub`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubPart<'a> {
    /// Text that is taken as it is.
    Text(&'a str),
    /// The inside of `${..}`: a variable, a logical id or `LogicalId.Attribute`.
    Placeholder(&'a str),
}

/// Splits the body of a `Fn::Sub` into texts and placeholders.
///
/// `${!Name}` is an escaped `${Name}` and comes out as text, with its exclamation mark. An unclosed `${`
/// is text.
pub fn sub_parts(body: &str) -> impl Iterator<Item = SubPart<'_>> {
    let mut rest = body;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (part, after) = next_sub_part(rest);
        rest = after;
        Some(part)
    })
}

fn next_sub_part(text: &str) -> (SubPart<'_>, &str) {
    let mut from = 0;
    while let Some(start) = text
        .get(from..)
        .and_then(|t| t.find("${"))
        .map(|i| i + from)
    {
        let inside = text.get(start + 2..).unwrap_or_default();
        let Some(length) = inside.find('}') else {
            break;
        };
        let name = inside.get(..length).unwrap_or_default();
        if name.starts_with('!') {
            from = start + 2 + length + 1;
            continue;
        }
        if start > 0 {
            let (before, after) = text.split_at(start);
            return (SubPart::Text(before), after);
        }
        let after = inside.get(length + 1..).unwrap_or_default();
        return (SubPart::Placeholder(name.trim()), after);
    }
    (SubPart::Text(text), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_of_a_sub_falls_into_parts() {
        let parts: Vec<_> =
            sub_parts("arn:${AWS::Partition}:x${!Literal}y${Pool.Arn}${open").collect();
        assert_eq!(
            parts,
            [
                SubPart::Text("arn:"),
                SubPart::Placeholder("AWS::Partition"),
                SubPart::Text(":x${!Literal}y"),
                SubPart::Placeholder("Pool.Arn"),
                SubPart::Text("${open"),
            ]
        );
        assert_eq!(sub_parts("").count(), 0);
        assert_eq!(sub_parts("${}").next(), Some(SubPart::Placeholder("")));
    }
}
