//! What is said of ids, names, overrides and the limits of templates.

use super::*;

#[test]
fn an_empty_id() {
    let (app, stack) = app_and_stack();
    thing(&stack, "");
    thing(&stack, "Kept");
    check(
        &app,
        expect![[r#"
        the app has 1 error
        error[SYN001] Auth: a construct of this scope has an empty id
          at <here>
          help: give it a name that is unique in its scope
    "#]],
    );
}

#[test]
fn names_of_stages_and_stacks() {
    let app = App::new();
    Stage::new(&app, "1st");
    thing(&Stack::new(&app, "1st/stack"), "Thing");
    let props = StackProps::new().stack_name("with_underscore");
    thing(&Stack::with_props(&app, "Named", props), "Thing");
    let props = StackProps::new().description("x".repeat(1025));
    thing(&Stack::with_props(&app, "Described", props), "Thing");
    check(
        &app,
        expect![[r#"
        the app has 4 errors
        error[SYN001] 1st: `1st` cannot be the name of a stage
          at <here>
          help: begin with a letter, and use letters, digits, `-`, `_` and `.`
        error[SYN001] 1st--stack: `1st--stack` cannot be the name of a stack
          at <here>
          help: give a `stack_name` of a letter and then letters, digits and `-`, 128 at most
        error[SYN001] Named: `with_underscore` cannot be the name of a stack
          at <here>
          help: give a `stack_name` of a letter and then letters, digits and `-`, 128 at most
        error[CFN006] Described (Description): 1025 bytes are set, and 1024 are allowed
          at <here>
          help: shorten it
    "#]],
    );
}

#[test]
fn an_id_that_is_taken() {
    let (app, stack) = app_and_stack();
    thing(&stack, "Thing");
    thing(&stack, "Thing");
    check(
        &app,
        expect![[r#"
        the app has 1 error
        error[SYN002] Auth/Thing: there is already a construct of this id, made at <here>
          at <here>
          help: give each construct of a scope its own id
    "#]],
    );
}

#[test]
fn elements_outside_of_stacks() {
    let app = App::new();
    thing(&app, "Thing");
    NestedStack::new(&app, "Nested");
    check(
        &app,
        expect![[r#"
        the app has 2 errors
        error[SYN003] Thing: the element is in no stack
          at <here>
          help: make it inside a `Stack`
        error[SYN003] App: the nested stack `Nested` is in no stack
          at <here>
          help: make it inside a `Stack`
    "#]],
    );
}

#[test]
fn logical_ids_that_cannot_be() {
    let (app, stack) = app_and_stack();
    thing(&stack, "Default");
    thing(&stack, "---");
    thing(&stack, "a-b");
    thing(&stack, "ab");
    thing(&stack, "Zed").override_logical_id("Zed-1");
    stack.rename_logical_id("Nothing", "Something");
    check(
        &app,
        expect![[r#"
        the app has 5 errors
        error[SYN004] Auth/Default: the ids on the way to the element leave nothing for its logical id
          at <here>
          help: give it an id with a letter or a digit that is not `Default`
        error[SYN004] Auth/---: the ids on the way to the element leave nothing for its logical id
          at <here>
          help: give it an id with a letter or a digit that is not `Default`
        error[SYN004] Auth/ab: the logical id `ab` is that of `Auth/a-b` too, made at <here>
          at <here>
          help: give one of them another id, or override its logical id
        error[SYN004] Auth: no element has the logical id `Nothing` to be `Something`
          at <here>
          help: take the rename back, or correct the old id
        error[CFN002] Auth/Zed (Zed-1): `Zed-1` is no logical id
          at <here>
          help: use 1 to 255 of the characters A-Z, a-z and 0-9
    "#]],
    );
}

#[test]
fn an_override_that_leaves_no_resource() {
    let (app, stack) = app_and_stack();
    thing(&stack, "First").add_deletion_override("Type");
    thing(&stack, "Second").add_override("Propertys", 1);
    thing(&stack, "Deep").add_property_override(&"a.".repeat(10_000), 1);
    check(
        &app,
        expect![[r#"
            the app has 3 errors
            error[SYN011] Auth/Deep: the path of the override leads deeper than any template is
              at <here>
              help: write a shorter path; a dot that belongs to a name is `\.`
            error[SYN011] Auth/First: the overrides leave something that is no resource: not a CloudFormation template: First: the resource has no `Type`
              at <here>
              help: correct the path or the value of the override
            error[SYN011] Auth/Second: the overrides leave something that is no resource: not a CloudFormation template: Second.Propertys: a resource has no such attribute
              at <here>
              help: correct the path or the value of the override
        "#]],
    );
}

#[test]
fn the_limits_of_a_template() {
    let (app, stack) = app_and_stack();
    for number in 0..501 {
        let kind = if number < 400 {
            "AWS::Acme::Thing"
        } else {
            "AWS::Acme::Other"
        };
        let resource = RawResource::new(kind, Object::new());
        CfnResource::new(&stack, format!("Thing{number}"), resource);
    }
    for number in 0..201 {
        CfnParameter::new(&stack, format!("Parameter{number}"), Parameter::string());
        CfnOutput::new(&stack, format!("Output{number}"), "x");
    }
    check(
        &app,
        expect![[r#"
        the app has 3 errors
        error[CFN006] Auth (Parameters): there are 201 elements, and CloudFormation takes 200
          at <here>
          help: divide the template into several stacks
        error[CFN006] Auth (Resources): there are 501 elements, and CloudFormation takes 500
            400 of AWS::Acme::Thing
            101 of AWS::Acme::Other
          at <here>
          help: divide the template into several stacks
        error[CFN006] Auth (Outputs): there are 201 elements, and CloudFormation takes 200
          at <here>
          help: divide the template into several stacks
    "#]],
    );
}

#[test]
fn the_size_of_a_template() {
    let app = App::new();
    for (id, bytes) in [("Large", 900_000), ("TooLarge", 1_100_000)] {
        let stack = Stack::new(&app, id);
        thing_with(&stack, "Thing", "x".repeat(bytes).into());
    }
    check(
        &app,
        expect![[r#"
        the app has 1 error
        warning[SYN010] Large: the template has 900107 of the 1048576 bytes that CloudFormation takes
          at <here>
          help: divide the stack, or use `suppress_template_indentation`
        error[SYN009] TooLarge: the template has 1100107 bytes, and CloudFormation takes 1048576
          at <here>
          help: divide the stack, or use `suppress_template_indentation`
    "#]],
    );
}

#[test]
fn an_empty_stack() {
    let (app, _stack) = app_and_stack();
    check(
        &app,
        expect![[r#"
        warning[CFN007] Auth (Resources): the template has no resource
          at <here>
          help: add at least one
    "#]],
    );
}

#[test]
fn stacks_in_one_file() {
    let app = App::new();
    thing(&Stack::new(&app, "A.b"), "Thing");
    thing(&Stack::new(&app, "A*b"), "Thing");
    thing(&Stack::new(&app, "A+b"), "Thing");
    check(
        &app,
        expect![[r#"
        the app has 4 errors
        error[SYN001] A.b: `A.b` cannot be the name of a stack
          at <here>
          help: give a `stack_name` of a letter and then letters, digits and `-`, 128 at most
        error[SYN001] A*b: `A*b` cannot be the name of a stack
          at <here>
          help: give a `stack_name` of a letter and then letters, digits and `-`, 128 at most
        error[SYN001] A+b: `A+b` cannot be the name of a stack
          at <here>
          help: give a `stack_name` of a letter and then letters, digits and `-`, 128 at most
        error[SYN021] A+b: its template is written to `A_b.template.json`, and so is that of `A*b`
          at <here>
          help: give one of them an id that differs in letters and digits
    "#]],
    );
}
