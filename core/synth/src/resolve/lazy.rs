//! Values that are computed at synthesis.

use crate::tree::arena::ElementKey;
use crate::tree::scope::Scope;
use cognito_cdk_template::{Expr, Json, Target};
use std::rc::Rc;

/// A value that is computed when the app is synthesized, for what is not settled before: the members of
/// a list that others add to, or a logical id.
///
/// ```
/// use cognito_cdk_synth::{App, CfnOutput, CfnResource, Object, RawResource, Stack, lazy};
/// use std::{cell::RefCell, rc::Rc};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "Auth");
/// let names: Rc<RefCell<Vec<&str>>> = Rc::default();
/// let joined = { let names = names.clone(); lazy(&stack, move || names.borrow().join(",")) };
/// CfnResource::new(&stack, "Topic", RawResource::new("AWS::SNS::Topic", Object::new()));
/// CfnOutput::new(&stack, "Names", joined);
/// names.borrow_mut().extend(["a", "b"]);
///
/// let assembly = app.build()?;
/// let template = assembly.stack("Auth").map(|stack| stack.template()).unwrap_or_default();
/// assert!(template.contains(r#""Value": "a,b""#));
/// # Ok::<(), cognito_cdk_synth::SynthError>(())
/// ```
pub fn lazy<J: Into<Json>>(scope: &impl Scope, produce: impl Fn() -> J + 'static) -> Expr {
    let tree = &scope.node().tree;
    let mut arena = tree.write();
    let index = u32::try_from(arena.lazies.len()).unwrap_or(u32::MAX);
    arena.lazies.push(Rc::new(move || produce().into()));
    let key = ElementKey {
        app: tree.number,
        mode: ElementKey::LAZY,
        index,
    };
    Expr::Ref(Target::Element(key.id()))
}
