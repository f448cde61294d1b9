//! `Scope`: what every constructor takes, and `Construct`, the scope that is nothing else.

use super::arena::Kind;
use super::node::Node;
use crate::element::Element;
use cognito_cdk_template::ResourceType;
use std::panic::Location;

/// A construct: everything that has a place in the tree, and so everything that others can be made in.
///
/// A construct of one's own holds a [`Construct`] and gives its node:
///
/// ```
/// use cognito_cdk_synth::{App, Construct, Node, Scope, Stack};
///
/// struct SignIn {
///     construct: Construct,
/// }
///
/// impl SignIn {
///     #[track_caller]
///     fn new(scope: &impl Scope, id: &str) -> Self {
///         let construct = Construct::new(scope, id);
///         // Resources of it are made here, with `construct` as their scope.
///         Self { construct }
///     }
/// }
///
/// impl Scope for SignIn {
///     fn node(&self) -> &Node {
///         self.construct.node()
///     }
/// }
///
/// let app = App::new();
/// let sign_in = SignIn::new(&Stack::new(&app, "Auth"), "SignIn");
/// assert_eq!(sign_in.node().path(), "Auth/SignIn");
/// ```
pub trait Scope {
    /// The place in the tree.
    fn node(&self) -> &Node;

    /// Makes a resource in this scope: AWS CDK's `new CfnUserPool(scope, id, …)`.
    #[track_caller]
    fn add<R: ResourceType>(&self, id: impl AsRef<str>, resource: R) -> Element<R>
    where
        Self: Sized,
    {
        Element::create(self.node(), id.as_ref(), resource, Location::caller())
    }
}

impl<S: Scope + ?Sized> Scope for &S {
    fn node(&self) -> &Node {
        (**self).node()
    }
}

/// A construct that groups others and is nothing itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Construct(Node);

impl Construct {
    /// A construct in `scope`. An id that is taken is reported by the synthesis.
    #[track_caller]
    pub fn new(scope: &impl Scope, id: impl AsRef<str>) -> Self {
        Self(
            scope
                .node()
                .child(id.as_ref(), Kind::Construct, Location::caller()),
        )
    }

    /// Whether the scope is a construct. Every scope is: it is here for those who know it from AWS CDK.
    #[must_use]
    pub const fn is_construct(_scope: &impl Scope) -> bool {
        true
    }
}

impl Scope for Construct {
    fn node(&self) -> &Node {
        &self.0
    }
}
