//! The names that cross-stack references use, and exports that are made by hand.

use crate::element::declarations::CfnOutput;
use crate::element::{Body, ElementData};
use crate::finding::{Position, Rule};
use crate::names;
use crate::tree::arena::{ElementKey, Kind};
use crate::tree::scope::Scope;
use crate::tree::stack::Stack;
use cognito_cdk_template::{Expr, Json, Output, Target, Value, intrinsics};
use std::sync::Arc;

/// The scope of the outputs that are exported.
pub(super) const EXPORTS: &str = "Exports";
/// The scope of the outputs that weak references read.
pub(super) const PUBLISH: &str = "Publish";

/// The id of the output that carries `reference`, which is the intrinsic function with its logical id.
pub(super) fn output_id(reference: &Json) -> String {
    format!("Output{reference}")
}

/// The logical id of that output in one of the scopes.
pub(super) fn output_logical_id(scope: &str, output_id: &str) -> String {
    names::unique_id(&[scope, output_id]).unwrap_or_default()
}

/// Exports a value of `stack` under the name that a reference from another stack would give it.
pub(crate) fn export_value(
    stack: &Stack,
    value: Value<String>,
    position: Position,
) -> Value<String> {
    let node = stack.node();
    let Some(reference) = own_reference(stack, &value) else {
        node.report(
            Rule::ForeignReference,
            "a value is exported that is no reference to an element of the stack",
            "export `ref_()` or an attribute of a resource of this stack",
            position,
        );
        return value;
    };
    let id = output_id(&reference);
    let name = names::export_name(&stack.stack_name(), &output_logical_id(EXPORTS, &id));
    let mut arena = node.tree.write();
    let exports = arena
        .child(node.index, EXPORTS)
        .unwrap_or_else(|| arena.add(node.index, EXPORTS, Kind::Construct, position));
    let exists = arena.child(exports, &id).is_some();
    drop(arena);
    if !exists {
        let output = Output::new(value).export(name.as_str());
        CfnOutput::new(&node.at(exports), id, output);
    }
    intrinsics::import_value(name)
}

/// Exports a value of `stack` under a name that the program gives.
pub(crate) fn export_value_as(
    stack: &Stack,
    name: String,
    value: Value<String>,
    position: Position,
) -> Value<String> {
    let output = Output::new(value).export(name.as_str());
    let data = ElementData::new(Body::Output(Arc::new(output)));
    let id = format!("Export{name}");
    stack.node().child(&id, Kind::Element(data), position);
    intrinsics::import_value(name)
}

/// The reference with the logical id as it is now, which is locked.
fn own_reference(stack: &Stack, value: &Value<String>) -> Option<Json> {
    let Value::Expr(expression) = value else {
        return None;
    };
    let mut expression = (**expression).clone();
    let (Expr::Ref(target) | Expr::GetAtt(target, _)) = &mut expression else {
        return None;
    };
    let Target::Element(id) = target else {
        return None;
    };
    let key = ElementKey::of(*id);
    let node = stack.node();
    if key.app != node.tree.number || key.mode == ElementKey::LAZY {
        return None;
    }
    let mut arena = node.tree.write();
    if arena.stack_of(key.index) != Some(node.index) {
        return None;
    }
    let logical_id = arena.logical_id(key.index)?;
    arena.element_mut(key.index)?.locked = true;
    *target = Target::logical_id(logical_id);
    Some(Json::from(expression))
}
