//! The elements that are no resources: parameters, mappings, conditions, rules and outputs.

use super::{Body, CfnElement, ElementData, target};
use crate::finding::Rule as Check;
use crate::tree::arena::Kind;
use crate::tree::node::Node;
use crate::tree::scope::Scope;
use cognito_cdk_template::{
    Condition, ConditionRef, Mapping, MappingRef, Output, Parameter, ParameterRef, Reference, Rule,
    Value, intrinsics,
};
use std::ops::Deref;
use std::panic::Location;
use std::sync::Arc;

macro_rules! declaration {
    ($(#[$doc:meta])* $name:ident($item:ty, $variant:ident) $(-> $reference:ty)?) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            node: Node,
            $(reference: $reference,)?
        }

        impl $name {
            pub(crate) fn create(node: Node) -> Self {
                Self {
                    $(reference: <$reference>::from_target(target(&node)),)?
                    node,
                }
            }

            /// Makes one in `scope`, which is a stack or any construct in one.
            #[track_caller]
            pub fn new(scope: &impl Scope, id: impl AsRef<str>, item: impl Into<$item>) -> Self {
                let data = ElementData::new(Body::$variant(Arc::new(item.into())));
                let kind = Kind::Element(data);
                Self::create(scope.node().child(id.as_ref(), kind, Location::caller()))
            }

            /// Changes it as it was made.
            pub fn with_mut(&self, change: impl FnOnce(&mut $item)) {
                let mut arena = self.node.tree.write();
                let mut taken = match arena.element_mut(self.node.index).map(|data| &mut data.body) {
                    Some(Body::$variant(item)) => Arc::clone(item),
                    _ => return,
                };
                // Code of the user runs while nothing is borrowed.
                drop(arena);
                change(Arc::make_mut(&mut taken));
                let mut arena = self.node.tree.write();
                if let Some(element) = arena.element_mut(self.node.index) {
                    element.body = Body::$variant(taken);
                }
            }
        }

        impl Scope for $name {
            fn node(&self) -> &Node {
                &self.node
            }
        }

        impl CfnElement for $name {}

        $(impl Deref for $name {
            type Target = $reference;

            fn deref(&self) -> &$reference {
                &self.reference
            }
        })?
    };
}

declaration! {
    /// A parameter: a value that is given with each deployment.
    ///
    /// ```
    /// use cognito_cdk_synth::{App, CfnOutput, CfnParameter, Parameter, Stack};
    ///
    /// let stack = Stack::new(&App::new(), "Auth");
    /// let stage = CfnParameter::new(&stack, "StageName", Parameter::string().default("dev"));
    /// CfnOutput::new(&stack, "Stage", stage.value_as_string());
    /// ```
    CfnParameter(Parameter, Parameter) -> ParameterRef
}

declaration! {
    /// A mapping: literal values by two levels of keys.
    CfnMapping(Mapping, Mapping) -> MappingRef
}

declaration! {
    /// A condition, which decides whether resources, properties and outputs exist.
    ///
    /// ```
    /// use cognito_cdk_synth::{App, CfnCondition, Condition, Stack, intrinsics};
    ///
    /// let stack = Stack::new(&App::new(), "Auth");
    /// let in_europe = CfnCondition::new(
    ///     &stack,
    ///     "InEurope",
    ///     Condition::equals(intrinsics::region(), "eu-west-1"),
    /// );
    /// let name = intrinsics::if_::<String>(&in_europe, "kunden", "customers");
    /// ```
    CfnCondition(Condition, Condition) -> ConditionRef
}

declaration! {
    /// A rule: what CloudFormation verifies about the parameters before it does anything.
    CfnRule(Rule, Rule)
}

declaration! {
    /// An output: a value that the stack shows, and that other stacks can import if it is exported.
    CfnOutput(Output, Output)
}

impl CfnOutput {
    /// What another stack imports the value by. The output must be exported.
    #[must_use]
    #[track_caller]
    pub fn import_value(&self) -> Value<String> {
        let arena = self.node.tree.read();
        let element = arena.node(self.node.index).element();
        let name = match element.map(|element| &element.body) {
            Some(Body::Output(output)) => output.export_name().cloned(),
            _ => None,
        };
        drop(arena);
        if let Some(name) = name {
            return intrinsics::import_value(cognito_cdk_template::Expr::Json(name));
        }
        self.node.report(
            Check::ForeignReference,
            "the output is imported, and is not exported",
            "give it an export name with `Output::export`",
            Location::caller(),
        );
        intrinsics::import_value("")
    }
}
