//! What a reference points at: a logical id, or an element whose logical id is not known yet.

use std::borrow::Cow;
use std::fmt;

/// The element that a `Ref`, a `Fn::GetAtt` or a `DependsOn` points at.
///
/// A template that is written by hand uses logical ids. A construct tree hands out [`ElementId`]s,
/// because the logical id of a construct can change until the tree is synthesized; the synthesizer
/// replaces each of them before the template is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// The logical id of an element of the same template, or a pseudo parameter such as `AWS::Region`.
    LogicalId(Cow<'static, str>),
    /// An element that a synthesizer knows; it stands for a logical id that is allocated later.
    Element(ElementId),
}

impl Target {
    /// Points at a logical id of the same template.
    pub fn logical_id(id: impl Into<Cow<'static, str>>) -> Self {
        Self::LogicalId(id.into())
    }

    /// The logical id, where it is known.
    #[must_use]
    pub fn as_logical_id(&self) -> Option<&str> {
        match self {
            Self::LogicalId(id) => Some(id),
            Self::Element(_) => None,
        }
    }

    /// Whether this is a pseudo parameter (`AWS::Region`, `AWS::NoValue`, …), which every template has.
    #[must_use]
    pub fn is_pseudo_parameter(&self) -> bool {
        self.as_logical_id()
            .is_some_and(|id| id.starts_with("AWS::"))
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LogicalId(id) => f.write_str(id),
            Self::Element(id) => write!(f, "<element {}>", id.get()),
        }
    }
}

/// An opaque number by which a synthesizer recognizes one of its elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ElementId(u64);

impl ElementId {
    /// An id for the synthesizer's element number `number`.
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number that it was made of.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

/// A typed handle to an element: what [`Template::add`](crate::Template::add) gives back.
///
/// Generated code implements it for the reference type of each resource (`CfnUserPoolRef`), so that a
/// handle offers exactly the attributes that its resource type has.
pub trait Reference: Clone {
    /// A handle to `target`.
    fn from_target(target: Target) -> Self;

    /// What the handle points at.
    fn target(&self) -> &Target;
}
