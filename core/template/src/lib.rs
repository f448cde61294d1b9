//! CloudFormation templates as typed values: the foundation of `cognito-cdk`.
//!
//! The crate knows what a template is and nothing of constructs or services:
//!
//! - [`Value`]: a literal or an expression; [`intrinsics`] has the functions that make expressions, and
//!   [`IntoValue`] is what every setter takes.
//! - [`Text`] and [`Int`]: literals with bounds, which the compiler checks through [`text!`] and [`int!`].
//! - [`Template`]: the document with its parameters, mappings, conditions, rules, resources and outputs. It
//!   is written as JSON ([`Template::to_json`]) or, with the feature `yaml`, as YAML, and read back by
//!   [`Template::from_json`].
//! - [`Template::check`]: everything that CloudFormation or AWS's schemas would refuse, all at once.
//! - [`FromJson`]: typed values from templates; [`Template::resource_as`] reads a resource of a type that
//!   the compiler knows, so that nothing is lost.
//! - [`Resource`] and [`ResourceType`]: what the generated resource types implement; [`RawResource`] is a
//!   resource of any other type.
//!
//! Resource types are in `cognito-cdk-l1`, and constructs in `cognito-cdk`.

pub mod check;
mod data;
mod error;
pub mod expr;
mod from_json;
mod hash;
mod into_value;
pub mod intrinsics;
mod json;
pub mod pattern;
mod quote;
mod read;
mod reference;
mod resource;
pub mod schema;
mod target;
mod template;
mod text;
mod value;
mod write;
#[cfg(feature = "yaml")]
mod yaml;

pub use check::{Finding, Severity};
pub use error::Error;
#[doc(hidden)]
pub use error::Shown;
pub use expr::{Expr, Function};
#[doc(hidden)]
pub use from_json::Members;
pub use from_json::{FromJson, Generated, Misfit, OtherProperties, Reader, read_resource};
#[doc(hidden)]
pub use hash::QuickHash;
pub use into_value::IntoValue;
pub use json::{Field, Json, Object, ToJson, published};
#[doc(hidden)]
pub use quote::push_quoted;
pub use reference::{ConditionRef, MappingRef, ParameterRef, ResourceRef};
pub use resource::{DeletionPolicy, RawResource, Resource, ResourceEntry, ResourceType};
pub use target::{ElementId, Reference, Target};
pub use template::condition::{Condition, Rule};
pub use template::parameter::{Mapping, Output, Parameter};
pub use template::{Section, SectionKind, Template};
pub use text::{FreeText, Int, IntBounds, Text, TextBounds};
pub use value::{List, Map, Value};
#[doc(hidden)]
pub use write::debug_json;
pub use write::to_json_text;

/// The builder state of a required property that has not been set.
///
/// Each required property of a generated builder is a type parameter, which is `Unset` until its setter is
/// called and holds the value from then on; `build` exists once none is left.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unset;
