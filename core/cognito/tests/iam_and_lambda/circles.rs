//! No circle of a user pool, its triggers and what these may do with it, in whatever order they are made.

use cognito_cdk::cognito::CfnUserPool;
use cognito_cdk::cognito::user_pool::LambdaConfig;
use cognito_cdk::iam::{Grant, Role, RoleProps, ServicePrincipal};
use cognito_cdk::lambda::{Code, Function, FunctionProps, IFunction, Permission, Runtime};
use cognito_cdk::synth::assertions::Template;
use cognito_cdk::synth::{
    App, AppProps, CfnElement, CfnResource, Construct, Element, NestedStack, Object, RawResource,
    Scope, Stack, Synthesizer,
};
use serde_json::{Value as Data, json};

fn function(scope: &impl Scope, id: &str) -> Function {
    Function::new(scope, id, props())
}

fn props() -> FunctionProps {
    FunctionProps::new(Runtime::Nodejs22X, "index.handler", Code::from_inline("x"))
}

fn pool(scope: &impl Scope, id: &str) -> Element<CfnUserPool> {
    scope.add(id, CfnUserPool::builder().build())
}

/// Makes the function a trigger of the pool.
fn trigger(pool: &Element<CfnUserPool>, function: &Function) {
    let triggers = LambdaConfig::builder()
        .pre_sign_up(function.function_arn())
        .build();
    pool.with_mut(|pool| pool.lambda_config = Some(cognito_cdk::Value::Literal(triggers)));
    let cognito = ServicePrincipal::new("cognito-idp.amazonaws.com");
    let permission = Permission::new(cognito).source_arn(pool.attr_arn());
    function.add_permission(pool, "PreSignUpCognito", permission);
}

fn grant(pool: &Element<CfnUserPool>, function: &Function) {
    Grant::add_to_principal(function, ["cognito-idp:ListUsers"], [pool.attr_arn()]);
}

/// What a function waits for in its template, which must have no circle: logical ids without their hashes.
fn depends_on(stack: &Stack, function: &Function) -> Vec<String> {
    let template = Template::from_stack(stack);
    let resource = &template.as_data()["Resources"][function.cfn().logical_id()];
    assert_eq!(resource["Type"], "AWS::Lambda::Function");
    let waits_for = resource["DependsOn"].as_array().into_iter().flatten();
    let waits_for = waits_for.filter_map(Data::as_str);
    waits_for
        .map(|id| id.split_at(id.len() - 8).0.to_owned())
        .collect()
}

#[test]
fn a_trigger_may_use_its_pool_in_every_order() {
    let steps: [fn(&Element<CfnUserPool>, &Function); 3] = [trigger, grant, |_, function| {
        Grant::add_to_principal(function, ["s3:GetObject"], ["*"]);
    }];
    for order in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        for pool_first in [true, false] {
            let stack = Stack::new(&App::new(), "S");
            let early = pool_first.then(|| pool(&stack, "Pool"));
            let function = function(&stack, "Fn");
            let pool = early.unwrap_or_else(|| pool(&stack, "Pool"));
            for step in order {
                if let Some(step) = steps.get(step) {
                    step(&pool, &function);
                }
            }
            assert_eq!(
                depends_on(&stack, &function),
                ["FnServiceRole"],
                "{order:?}"
            );
            let template = Template::from_stack(&stack);
            template.resource_count_is("AWS::IAM::Policy", 1);
            template.resource_properties_count_is(
                "AWS::IAM::Policy",
                json!({ "Roles": [{ "Ref": "FnServiceRoleB9001A96" }] }),
                1,
            );
        }
    }
}

#[test]
fn a_function_that_is_no_trigger_waits_for_its_permissions_as_by_cdk() {
    let stack = Stack::new(&App::new(), "S");
    let function = function(&stack, "Fn");
    let mine = pool(&stack, "Mine");
    trigger(&mine, &self::function(&stack, "Other"));
    grant(&mine, &function);
    grant(&pool(&stack, "Yours"), &function);
    assert_eq!(
        depends_on(&stack, &function),
        ["FnServiceRoleDefaultPolicy", "FnServiceRole"]
    );
}

#[test]
fn two_triggers_may_use_the_pools_of_each_other() {
    let stack = Stack::new(&App::new(), "S");
    let (a, b) = (function(&stack, "A"), function(&stack, "B"));
    let (of_a, of_b) = (pool(&stack, "OfA"), pool(&stack, "OfB"));
    trigger(&of_a, &a);
    trigger(&of_b, &b);
    grant(&of_b, &a);
    grant(&of_a, &b);
    // Each may wait for its permission as long as the other one does not.
    assert_eq!(
        depends_on(&stack, &a),
        ["AServiceRoleDefaultPolicy", "AServiceRole"]
    );
    assert_eq!(depends_on(&stack, &b), ["BServiceRole"]);
}

#[test]
fn a_shared_role_keeps_only_the_trigger_from_waiting() {
    let stack = Stack::new(&App::new(), "S");
    let role = RoleProps::new(ServicePrincipal::new("lambda.amazonaws.com"));
    let role = Role::new(&stack, "Role", role);
    let a = Function::new(&stack, "A", props().role(&role));
    let b = Function::new(&stack, "B", props().role(&role));
    let pool = pool(&stack, "Pool");
    trigger(&pool, &a);
    grant(&pool, &a);
    assert_eq!(depends_on(&stack, &a), ["Role"]);
    assert_eq!(depends_on(&stack, &b), ["RoleDefaultPolicy", "Role"]);
}

#[test]
fn what_a_pool_depends_on_by_declaration_counts() {
    let stack = Stack::new(&App::new(), "S");
    let function = function(&stack, "Fn");
    let outer = Construct::new(&stack, "Outer");
    let pool = pool(&outer, "Pool");
    let queue = RawResource::new("AWS::SQS::Queue", Object::new());
    let queue = CfnResource::new(&stack, "Queue", queue);
    queue.add_dependency(function.cfn());
    outer.node().add_dependency(&queue);
    grant(&pool, &function);
    assert_eq!(depends_on(&stack, &function), ["FnServiceRole"]);
}

#[test]
fn a_pool_in_a_nested_stack_counts() {
    let app = App::with_props(AppProps::new().synthesizer(Synthesizer::bootstrapped()));
    let stack = Stack::new(&app, "S");
    let function = function(&stack, "Fn");
    let nested = NestedStack::new(&stack, "Nested");
    let pool = pool(&nested, "Pool");
    // It is another resource of the nested stack that waits for the function.
    trigger(&self::pool(&nested, "Other"), &function);
    grant(&pool, &function);
    assert_eq!(depends_on(&stack, &function), ["FnServiceRole"]);
}

#[test]
fn a_role_of_another_stack_orders_the_stacks() {
    let app = App::new();
    let roles = Stack::new(&app, "Roles");
    let role = RoleProps::new(ServicePrincipal::new("lambda.amazonaws.com"));
    let role = Role::new(&roles, "Role", role);
    let stack = Stack::new(&app, "S");
    let function = Function::new(&stack, "Fn", props().role(&role));
    Grant::add_to_principal(&function, ["s3:GetObject"], ["*"]);
    trigger(&pool(&stack, "Pool"), &function);
    assert_eq!(depends_on(&stack, &function), [""; 0]);
    let assembly = app.build().expect("an assembly");
    let of = assembly.stack("S").expect("the stack");
    assert_eq!(of.dependencies(), ["Roles"]);
}

#[test]
fn a_role_of_the_stack_around_may_use_a_pool_beside_the_function() {
    let app = App::with_props(AppProps::new().synthesizer(Synthesizer::bootstrapped()));
    let stack = Stack::new(&app, "S");
    let role = RoleProps::new(ServicePrincipal::new("lambda.amazonaws.com"));
    let role = Role::new(&stack, "Role", role);
    let nested = NestedStack::new(&stack, "Nested");
    let function = Function::new(&nested, "Fn", props().role(&role));
    grant(&pool(&nested, "Pool"), &function);
    // The policy waits for the nested stack as a whole, which must not wait for the policy.
    let template = Template::from_stack(&stack);
    template.resource_count_is("AWS::IAM::Policy", 1);
    let waits_for_policy = json!({ "DependsOn": ["RoleDefaultPolicy5FFB7DAB"] });
    let waiting = template.find_resources("AWS::CloudFormation::Stack", waits_for_policy);
    assert!(waiting.is_empty());
}
