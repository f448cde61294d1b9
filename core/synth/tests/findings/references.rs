//! What is said of references and dependencies that cannot be.

use super::*;

#[test]
fn an_override_after_an_export() {
    let (app, stack) = app_and_stack();
    let exported = thing(&stack, "Thing");
    stack.export_value(exported.ref_());
    exported.override_logical_id("Other");
    stack.export_value("a literal");
    check(
        &app,
        expect![[r#"
        the app has 2 errors
        error[SYN004] Auth/Thing: the logical id is overridden after something was named after it
          at <here>
          help: override it before the value is exported
        error[SYN005] Auth: a value is exported that is no reference to an element of the stack
          at <here>
          help: export `ref_()` or an attribute of a resource of this stack
    "#]],
    );
}

#[test]
fn references_that_leave_the_app_or_the_stage() {
    let (app, stack) = app_and_stack();
    let other_app = App::new();
    let foreign = thing(&Stack::new(&other_app, "Other"), "Thing");
    thing_with(&stack, "ToApp", foreign.ref_());
    stack.node().add_dependency(&foreign);
    thing(&stack, "Waits").add_dependency(&foreign);
    let staged = thing(&Stack::new(&Stage::new(&app, "Prod"), "Inner"), "Thing");
    thing_with(&stack, "ToStage", staged.ref_());
    thing(&stack, "WaitsForStage").add_dependency(&staged);
    let elsewhere = Stack::new(&app, "Elsewhere");
    let condition = CfnCondition::new(&elsewhere, "If", Condition::equals("a", "b"));
    thing(&elsewhere, "Thing");
    let conditional = thing(&stack, "Conditional");
    conditional.cfn_options_mut(|options| options.condition = Some((*condition).clone()));
    let removed = thing(&stack, "Removed");
    stack.node().remove_child("Removed");
    thing_with(&stack, "ToNothing", removed.ref_());
    thing_with(&stack, "ToItself", Value::from_expr(endless(&stack)));
    check(
        &app,
        expect![[r#"
        the app has 8 errors
        error[SYN005] Auth: a dependency on `Other/Thing` of another app
          at <here>
          help: keep both in one app
        error[SYN005] Auth/Waits: a dependency on `Other/Thing` of another app
          at <here>
          help: keep both in one app
        error[SYN005] Auth/WaitsForStage: it depends on `Prod/Inner/Thing` of another stage
          at <here>
          help: keep both in one stage, or pass the value as a literal
        error[SYN005] Auth/ToApp: it refers to an element of another app
          at <here>
          help: keep both in one app, or pass the value as a literal
        error[SYN005] Auth/ToStage: it refers to `Prod/Inner/Thing` of another stage
          at <here>
          help: keep both in one stage, or pass the value as a literal
        error[SYN005] Auth/Conditional: a condition or a mapping of another stack is used
          at <here>
          help: make one in this stack too
        error[SYN005] Auth/ToNothing: it refers to `Auth/Removed`, which is not in the tree any more
          at <here>
          help: refer to something else, or leave that construct in the tree
        error[SYN005] Auth/ToItself: a lazy value gives itself, again and again
          at <here>
          help: let it give something else
    "#]],
    );
}

/// A lazy value that gives itself.
fn endless(scope: &Stack) -> cognito_cdk_synth::Expr {
    let cell = std::rc::Rc::new(std::cell::RefCell::new(None));
    let inner = cell.clone();
    let value = lazy(scope, move || {
        let value: Option<cognito_cdk_synth::Expr> = inner.borrow().clone();
        value.map(cognito_cdk_synth::Json::from).unwrap_or_default()
    });
    *cell.borrow_mut() = Some(value.clone());
    value
}

#[test]
fn an_import_of_what_is_not_exported() {
    let (app, stack) = app_and_stack();
    thing(&stack, "Thing");
    let output = CfnOutput::new(&stack, "Output", "x");
    let consumer = Stack::new(&app, "Consumer");
    thing_with(&consumer, "Thing", output.import_value());
    check(
        &app,
        expect![[r#"
        the app has 1 error
        error[SYN005] Auth/Output: the output is imported, and is not exported
          at <here>
          help: give it an export name with `Output::export`
    "#]],
    );
}

#[test]
fn references_into_other_environments() {
    let app = App::new();
    let stack = |id: &str, env| Stack::with_props(&app, id, StackProps::new().env(env));
    let producer = thing(
        &stack("A", Environment::new("111111111111", "eu-west-1")),
        "Thing",
    );
    let region = stack("B", Environment::new("111111111111", "eu-west-2"));
    thing_with(&region, "Thing", producer.ref_());
    let account = stack("C", Environment::new("222222222222", "eu-west-1"));
    thing_with(&account, "Thing", producer.ref_());
    let agnostic = thing(&stack("D", Environment::default()), "Thing");
    let in_region = stack("E", Environment::in_region("eu-west-1"));
    thing_with(&in_region, "Thing", agnostic.ref_());
    check(
        &app,
        expect![[r#"
        the app has 3 errors
        error[SYN006] B/Thing: it refers to `A/Thing`, which is in another region (aws://111111111111/eu-west-1, and not aws://111111111111/eu-west-2)
          at <here>
          help: make the reference weak: `consume_reference(value, ReferenceStrength::Weak)`
        error[SYN006] C/Thing: it refers to `A/Thing`, which is in another account (aws://111111111111/eu-west-1, and not aws://222222222222/eu-west-1)
          at <here>
          help: pass the value as a literal, or read it with `intrinsics::get_stack_output` and a role
        error[SYN006] E/Thing: it refers to `D/Thing`, which is in another region (aws://unknown-account/unknown-region, and not aws://unknown-account/eu-west-1)
          at <here>
          help: give both stacks a region with `StackProps::env`
    "#]],
    );
}

#[test]
fn a_circle_of_stacks() {
    let app = App::new();
    let (a, b, c) = (
        Stack::new(&app, "A"),
        Stack::new(&app, "B"),
        Stack::new(&app, "C"),
    );
    let in_a = thing(&a, "Thing");
    let in_b = thing_with(
        &b,
        "Thing",
        intrinsics::join("-", ["x".into(), in_a.ref_()]),
    );
    let mut nested = Object::new();
    nested.insert("Inner", in_b.get_att("Arn"));
    let mut properties = Object::new();
    properties.insert("List", cognito_cdk_synth::Json::list([nested]));
    CfnResource::new(
        &c,
        "Thing",
        RawResource::new("AWS::Acme::Thing", properties),
    );
    a.add_dependency(&c);
    check(
        &app,
        expect![[r#"
        the app has 1 error
        error[SYN007] A: the stacks wait for each other: `A` → `C` → `B` → `A`
            `A` depends on `C`, at <here>
            `C/Thing` Properties.List[0].Inner refers to `B/Thing`, at <here>
            `B/Thing` Properties.Of refers to `A/Thing`, at <here>
          at <here>
          help: break the circle: make one of the references weak, or move what is referred to
    "#]],
    );
}

#[test]
fn a_circle_of_resources() {
    let (app, stack) = app_and_stack();
    let first = thing(&stack, "First");
    let second = thing_with(&stack, "Second", first.ref_());
    let third = thing_with(&stack, "Third", second.get_att("Arn"));
    first.add_dependency(&third);
    check(
        &app,
        expect![[r#"
        the app has 1 error
        error[CFN005] Auth/First (First): the resources wait for each other: `First` (DependsOn) → `Third` (Properties.Of) → `Second` (Properties.Of) → `First`
            `First` is Auth/First at <here>
            `Third` is Auth/Third at <here>
            `Second` is Auth/Second at <here>
          at <here>
          help: break the circle: move one of the references into a resource of its own
    "#]],
    );
}

#[test]
fn dependencies_that_cannot_be_kept() {
    let (app, stack) = app_and_stack();
    let first = thing(&stack, "First");
    let second = thing(&stack, "Second");
    first.replace_dependency(&second, &second);
    first.node().add_dependency(&stack);
    check(
        &app,
        expect![[r#"
        the app has 2 errors
        error[SYN008] Auth/First: there is no dependency on `Auth/Second` to replace
          at <here>
          help: add the dependency with `add_dependency`
        error[SYN008] Auth/First: a dependency on `Auth`, which it is a part of
          at <here>
          help: depend on something inside of it
    "#]],
    );
}

#[test]
fn a_reference_to_nothing() {
    let (app, stack) = app_and_stack();
    thing_with(
        &stack,
        "Thing",
        Value::from_expr(intrinsics::ref_("Nothing")),
    );
    let overridden = thing(&stack, "Overridden");
    let reference = serde_json::json!({ "Fn::GetAtt": ["Nowhere", "Arn"] });
    overridden.add_property_override("A.B", reference);
    overridden.add_override("DependsOn", "Nobody");
    check(
        &app,
        expect![[r#"
        the app has 3 errors
        error[CFN003] Auth/Thing (Thing) Properties.Of: the reference to `Nothing` points at nothing in the template
          at <here>
          help: add an element of that logical id, or correct the reference
        error[CFN003] Auth/Overridden (Overridden) Properties.A.B: the reference to `Nowhere` points at nothing in the template
          at <here>
          help: add an element of that logical id, or correct the reference
        error[CFN003] Auth/Overridden (Overridden) DependsOn: `DependsOn` names `Nobody`, which is no resource of the template
          at <here>
          help: add the resource, or remove the dependency
    "#]],
    );
}
