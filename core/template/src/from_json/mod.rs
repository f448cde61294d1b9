//! `FromJson`: how typed values are read out of a template, so that nothing of it is lost.

mod impls;
mod members;
#[cfg(test)]
mod tests;

use crate::error::Error;
use crate::expr::Expr;
use crate::json::Json;
use crate::resource::{Resource, ResourceType};
use crate::value::Value;
pub use members::{Members, OtherProperties};
use std::any::Any;
use std::borrow::Cow;
use std::fmt;

/// How a typed value is read out of a template: the way back of [`ToJson`](crate::ToJson).
///
/// What is read is written as it was, key order included. A value that does not fit the type of its
/// property stays an expression, [`Expr::Json`] or a function, and a property that the type does not have is
/// in its [`OtherProperties`]; the [`Reader`] says which they are.
pub trait FromJson: Sized {
    /// The value that `json` is, or nothing if it is none; `reader` then knows why.
    fn from_json(json: &Json, reader: &mut Reader) -> Option<Self>;
}

/// What generated code says of a property type or an enum: how it is written and read.
///
/// [`ToJson`](crate::ToJson), [`FromJson`] and [`IntoValue`](crate::IntoValue) follow from it, so that each
/// type needs one `impl` and not three.
pub trait Generated: Sized {
    /// The value as data.
    fn write(&self) -> Json;

    /// The value that `json` is, or nothing if it is none; `reader` then knows why.
    fn read(json: &Json, reader: &mut Reader) -> Option<Self>;
}

/// A value in a template that does not fit the type of its property. It was kept as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Misfit {
    /// The place, such as `Policies.PasswordPolicy.MinimumLength` or `Schema[0].Name`.
    pub path: String,
    /// What is there, and what the place takes.
    pub problem: String,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, problem } = self;
        if path.is_empty() {
            f.write_str(problem)
        } else {
            write!(f, "{path}: {problem}")
        }
    }
}

/// Reads typed values, and collects what does not fit.
///
/// ```
/// use cognito_cdk_template::{Json, List, Reader, Value};
///
/// let mut reader = Reader::new();
/// let ports: Option<List<i64>> = reader.read(&Json::list([Json::from(80), Json::from("443")]));
/// assert_eq!(ports.as_deref().and_then(|ports| ports[0].as_literal()), Some(&80));
/// assert_eq!(
///     reader.misfits()[0].to_string(),
///     r#"[1]: "443" is set where a whole number is needed"#,
/// );
/// ```
#[derive(Debug, Default)]
pub struct Reader {
    misfits: Vec<Misfit>,
    /// Whether the next object is that of all properties, the only one of which may be a macro.
    at_properties: bool,
}

/// One step of the way to a value.
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl Reader {
    /// A reader that has read nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a value.
    pub fn read<T: FromJson>(&mut self, json: &Json) -> Option<T> {
        T::from_json(json, self)
    }

    /// What did not fit, in the order in which it was read.
    #[must_use]
    pub fn misfits(&self) -> &[Misfit] {
        &self.misfits
    }

    /// The members of an object that is read property by property.
    #[doc(hidden)]
    pub fn members<'a>(&'a mut self, json: &'a Json) -> Option<Members<'a>> {
        let at_properties = std::mem::take(&mut self.at_properties);
        match json {
            Json::Object(object) if at_properties || !is_function(object) => {
                Some(Members::new(object, self))
            }
            _ => self.misfit("an object", json),
        }
    }

    /// Which of the published `values` a text is, and the text if it is none of them.
    #[doc(hidden)]
    pub fn published(
        &mut self,
        json: &Json,
        values: &'static [&'static str],
    ) -> Option<(usize, Cow<'static, str>)> {
        let Json::String(text) = json else {
            return self.misfit("a text", json);
        };
        match values.iter().position(|value| value == text) {
            Some(index) => Some((index, Cow::Borrowed(""))),
            None => Some((values.len(), text.clone())),
        }
    }

    /// Notes that a value of some kind stands where another is needed.
    fn misfit<T>(&mut self, needed: &str, json: &Json) -> Option<T> {
        let found = match json {
            Json::Object(object) if is_function(object) => "a function that is not known",
            _ => json.kind(),
        };
        self.note(format!("{found} is set where {needed} is needed"))
    }

    /// Notes a problem with the value that is being read.
    fn note<T>(&mut self, problem: impl Into<String>) -> Option<T> {
        self.misfits.push(Misfit {
            path: String::new(),
            problem: problem.into(),
        });
        None
    }

    /// The value of a property: a literal if it fits, the expression that it is, or what is there as it is.
    fn value<T: FromJson>(&mut self, step: &Step<'_>, json: &Json) -> Value<T> {
        if let Json::Expr(expression) = json {
            return Value::Expr(expression.clone());
        }
        let before = self.misfits.len();
        let literal = T::from_json(json, self);
        self.prefix(before, step);
        match literal {
            Some(literal) => Value::Literal(literal),
            None => Value::from_expr(Expr::Json(json.clone())),
        }
    }

    /// Puts `step` before the paths of the misfits that were noted since.
    fn prefix(&mut self, since: usize, step: &Step<'_>) {
        for misfit in self.misfits.iter_mut().skip(since) {
            let rest = std::mem::take(&mut misfit.path);
            let dot = if rest.is_empty() || rest.starts_with('[') {
                ""
            } else {
                "."
            };
            misfit.path = match step {
                // A place is never nothing at all.
                Step::Key("") => format!("\"\"{dot}{rest}"),
                Step::Key(key) => format!("{key}{dot}{rest}"),
                Step::Index(index) => format!("[{index}]{dot}{rest}"),
            };
        }
    }
}

/// Whether the object can only be a function, if one that this crate does not know.
fn is_function(object: &crate::json::Object) -> bool {
    let mut members = object.iter();
    match (members.next(), members.next()) {
        (Some((key, _)), None) => key == "Ref" || key.starts_with("Fn::"),
        _ => false,
    }
}

/// Reads a resource as one of a type that the compiler knows, and says which values did not fit.
///
/// The properties of the result are those of `resource`, key for key.
///
/// # Errors
/// If it is a resource of another type, or lacks a property that the type requires.
pub fn read_resource<R: ResourceType + FromJson>(
    logical_id: &str,
    resource: &dyn Resource,
) -> Result<(R, Vec<Misfit>), Error> {
    let any: &dyn Any = resource;
    if let Some(same) = any.downcast_ref::<R>() {
        return Ok((same.clone(), Vec::new()));
    }
    if resource.cfn_type() != R::TYPE {
        let problem = format!("it is of the type `{}`", resource.cfn_type());
        return Err(Error::typed(logical_id, R::TYPE, vec![problem]));
    }
    let mut reader = Reader {
        at_properties: true,
        ..Reader::default()
    };
    let Some(resource) = R::from_json(&Json::Object(resource.properties()), &mut reader) else {
        let problems = reader.misfits.iter().map(ToString::to_string).collect();
        return Err(Error::typed(logical_id, R::TYPE, problems));
    };
    Ok((resource, reader.misfits))
}
