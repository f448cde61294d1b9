//! Functions: those that the app makes, and what all functions can do.

use super::code::Code;
use super::function::{Environment, Runtime, bounds};
use super::imported::{FunctionAttributes, ImportedFunction};
use super::permissions::Permission;
use super::{CfnFunction, CfnPermission, waits};
use crate::construct::{IResource, owned};
use crate::iam::{
    AddToPrincipalPolicyResult, IGrantable, IRole, ManagedPolicy, PolicyStatement, Principal, Role,
    RoleProps, ServicePrincipal,
};
use crate::ids::FunctionArn;
use crate::rules::Rule;
use crate::synth::{Construct, Element, Node, Scope};
use crate::{Duration, Int, IntoValue, Map, Text, Value, rules};
use std::borrow::Cow;
use std::fmt;
use std::panic::Location;
use std::rc::Rc;

/// A function: one of the app, or an imported one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no Lambda function",
    label = "pass a `Function`, or an imported one",
    note = "a resource `CfnFunction` becomes one by `Function::of(&element, &role)`, an ARN by `Function::from_function_arn`"
)]
pub trait IFunction: IGrantable + IResource + fmt::Debug {
    /// The ARN of the function.
    fn function_arn(&self) -> Value<FunctionArn>;

    /// The role of the function, if it is known.
    fn role(&self) -> Option<Rc<dyn IRole>>;

    /// Whether the function is known to be in the account and region of its stack, so that a permission to
    /// call it can be part of the stack.
    fn same_environment(&self) -> bool;

    /// Lets someone call the function: makes the permission in `scope`, usually the one that calls.
    ///
    /// An imported function that may be elsewhere gets none, with a warning that says so.
    #[track_caller]
    fn add_permission(
        &self,
        scope: &dyn Scope,
        id: &str,
        permission: Permission,
    ) -> Option<Element<CfnPermission>> {
        if !self.same_environment() {
            let caller = scope.node().path();
            Rule::UnclearEnvironment.report(
                self.node(),
                format!(
                    "nothing lets `{caller}` call the function: it may be in another account or region \
                     than the stack, and then the stack cannot hold the permission"
                ),
                "say with `FunctionAttributes::same_environment(true)` that it is in the same, or see to \
                 the permission yourself and acknowledge this",
                Location::caller(),
            );
            return None;
        }
        let permission = permission.into_l1(self, scope.node());
        Some(scope.node().add(id, permission))
    }

    /// Another handle to the same function.
    fn handle(&self) -> Rc<dyn IFunction>;
}

/// What a [`Function`] is made of.
#[derive(Clone, Debug)]
pub struct FunctionProps {
    code: Code,
    handler: Value<Text<bounds::Handler>>,
    runtime: Value<Runtime>,
    description: Option<Value<Text<bounds::Description>>>,
    function_name: Option<Value<Text<bounds::FunctionName>>>,
    environment: Map<String>,
    timeout: Option<Duration>,
    memory_size: Option<Value<Int<bounds::MemorySize>>>,
    role: Option<Rc<dyn IRole>>,
    initial_policy: Vec<PolicyStatement>,
}

impl FunctionProps {
    /// A function of some code: `handler` is the file and the function in it, such as `index.handler`.
    pub fn new(
        runtime: impl IntoValue<Runtime>,
        handler: impl IntoValue<Text<bounds::Handler>>,
        code: Code,
    ) -> Self {
        Self {
            code,
            handler: handler.into_value(),
            runtime: runtime.into_value(),
            description: None,
            function_name: None,
            environment: Map::new(),
            timeout: None,
            memory_size: None,
            role: None,
            initial_policy: Vec::new(),
        }
    }

    /// What the function is for. At most 256 characters.
    #[must_use]
    pub fn description(mut self, text: impl IntoValue<Text<bounds::Description>>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// The name of the function. If none is given, CloudFormation makes one.
    #[must_use]
    pub fn function_name(mut self, name: impl IntoValue<Text<bounds::FunctionName>>) -> Self {
        self.function_name = Some(name.into_value());
        self
    }

    /// A variable of the environment that the function runs in.
    #[must_use]
    pub fn environment(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl IntoValue<String>,
    ) -> Self {
        self.environment.insert(name, value);
        self
    }

    /// How long a call can take, at most 15 minutes. If nothing is said, 3 seconds; Cognito waits 5 seconds for a
    /// trigger.
    #[must_use]
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How much memory the function has, in MiB. If nothing is said, 128.
    #[must_use]
    pub fn memory_size(mut self, size: impl IntoValue<Int<bounds::MemorySize>>) -> Self {
        self.memory_size = Some(size.into_value());
        self
    }

    /// The role of the function. If none is given, it gets one that may write logs.
    #[must_use]
    pub fn role(mut self, role: &(impl IRole + ?Sized)) -> Self {
        self.role = Some(role.handle());
        self
    }

    /// Something that the function may do from the start.
    #[must_use]
    pub fn initial_policy(mut self, statement: PolicyStatement) -> Self {
        self.initial_policy.push(statement);
        self
    }
}

/// A function that the app makes, or one of its resources as such.
///
/// It is deployed after its role and the role's policies, so that it can do from its first call what it was
/// granted, except where a policy must wait for the function itself: then the policy comes last. So
/// permissions on a user pool can be granted to its triggers.
///
/// ```
/// use cognito_cdk::Duration;
/// use cognito_cdk::lambda::{Code, Function, FunctionProps, Runtime};
/// use cognito_cdk::synth::{App, Stack};
/// ///
/// let app = App::new();
/// let stack = Stack::new(&app, "Auth");
/// let code = Code::from_inline("def handler(event, context): return event");
/// let props = FunctionProps::new(Runtime::Python3_13, "index.handler", code)
///     .timeout(Duration::seconds(5))
///     .environment("STAGE", "test");
/// Function::new(&stack, "PreSignUp", props);
/// # app.build()?;
/// # Ok::<(), cognito_cdk::synth::SynthError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Function {
    /// The construct, or the resource itself where it was made as such.
    construct: Node,
    cfn: Element<CfnFunction>,
    role: Rc<dyn IRole>,
}

impl Function {
    /// A function in `scope`.
    #[track_caller]
    pub fn new(scope: &impl Scope, id: impl AsRef<str>, props: FunctionProps) -> Self {
        let construct = Construct::new(scope, id);
        rules::install(&construct);
        let node = construct.node();
        let role = props.role.unwrap_or_else(|| {
            let logs = ManagedPolicy::from_aws_managed_policy_name(
                "service-role/AWSLambdaBasicExecutionRole",
            );
            let lambda = ServicePrincipal::new("lambda.amazonaws.com");
            let role = RoleProps::new(lambda).managed_policy(logs);
            Role::new(node, "ServiceRole", role).handle()
        });
        for statement in props.initial_policy {
            role.add_to_principal_policy(statement);
        }
        let timeout = props.timeout.map(Duration::to_seconds);
        let timeout = timeout.map(|seconds| i64::try_from(seconds).unwrap_or(i64::MAX));
        let variables = props.environment;
        let mut l1 = CfnFunction::builder()
            .code(props.code.bind(node, &props.runtime))
            .role(role.role_arn())
            .build();
        l1.handler = Some(props.handler);
        l1.runtime = Some(props.runtime);
        l1.description = props.description;
        l1.function_name = props.function_name;
        l1.memory_size = props.memory_size;
        l1.timeout = timeout.map(IntoValue::into_value);
        l1.environment = (!variables.is_empty()).then(|| {
            Environment::builder()
                .variables(variables)
                .build()
                .into_value()
        });
        let cfn = construct.add("Resource", l1);
        waits::wait_for_policies(&cfn, role.node());
        Self {
            construct: node.clone(),
            cfn,
            role,
        }
    }

    /// A function that was made as a resource, with its role. It waits for what the resource waits for.
    pub fn of(function: &Element<CfnFunction>, role: &(impl IRole + ?Sized)) -> Self {
        Self {
            construct: function.node().clone(),
            cfn: function.clone(),
            role: role.handle(),
        }
    }

    /// The function of that ARN, made elsewhere. Its role is not known.
    #[track_caller]
    pub fn from_function_arn(
        scope: &impl Scope,
        id: impl AsRef<str>,
        arn: impl IntoValue<FunctionArn>,
    ) -> ImportedFunction {
        Self::from_function_attributes(scope, id, FunctionAttributes::new(arn))
    }

    /// The function of that name in the stack's account and region, made elsewhere. Its role is not known.
    #[track_caller]
    pub fn from_function_name(
        scope: &impl Scope,
        id: impl AsRef<str>,
        name: impl IntoValue<String>,
    ) -> ImportedFunction {
        ImportedFunction::from_name(scope, id.as_ref(), name.into_value())
    }

    /// A function that was made elsewhere, and what is known of it.
    #[track_caller]
    pub fn from_function_attributes(
        scope: &impl Scope,
        id: impl AsRef<str>,
        attributes: FunctionAttributes,
    ) -> ImportedFunction {
        ImportedFunction::from_attributes(scope, id.as_ref(), attributes)
    }

    /// Adds a variable to the environment that the function runs in.
    #[track_caller]
    pub fn add_environment(
        &self,
        name: impl Into<Cow<'static, str>>,
        value: impl IntoValue<String>,
    ) {
        self.cfn.with_mut(|cfn| {
            let environment = cfn
                .environment
                .get_or_insert_with(|| Environment::builder().build().into_value());
            if let Some(environment) = environment.as_literal_mut() {
                let variables = environment
                    .variables
                    .get_or_insert_with(|| Value::Literal(Map::new()));
                if let Some(variables) = variables.as_literal_mut() {
                    variables.insert(name, value);
                }
            }
        });
    }
}

owned!(Function, CfnFunction, "AWS::Lambda::Function");

impl IGrantable for Function {
    fn grant_principal(&self) -> Option<Principal> {
        self.role.grant_principal()
    }

    #[track_caller]
    fn add_to_principal_policy(&self, statement: PolicyStatement) -> AddToPrincipalPolicyResult {
        self.role.add_to_principal_policy(statement)
    }
}

impl IFunction for Function {
    fn function_arn(&self) -> Value<FunctionArn> {
        self.cfn.attr_arn()
    }

    fn role(&self) -> Option<Rc<dyn IRole>> {
        Some(Rc::clone(&self.role))
    }

    fn same_environment(&self) -> bool {
        true
    }

    fn handle(&self) -> Rc<dyn IFunction> {
        Rc::new(self.clone())
    }
}
