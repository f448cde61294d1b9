//! Functions that were made elsewhere.

use super::functions::IFunction;
use crate::arn::{self, Arn};
use crate::construct::IResource;
use crate::iam::{AddToPrincipalPolicyResult, IGrantable, IRole, PolicyStatement, Principal};
use crate::ids::FunctionArn;
use crate::rules::Rule;
use crate::synth::{Construct, Environment, Node, Scope, Stack};
use crate::{IntoValue, Json, ToJson, Value, intrinsics};
use std::panic::Location;
use std::rc::Rc;

/// What is known of a function that was made elsewhere.
#[derive(Clone, Debug)]
pub struct FunctionAttributes {
    arn: Value<FunctionArn>,
    role: Option<Rc<dyn IRole>>,
    same_environment: Option<bool>,
}

impl FunctionAttributes {
    /// The function of that ARN.
    pub fn new(arn: impl IntoValue<FunctionArn>) -> Self {
        Self {
            arn: arn.into_value(),
            role: None,
            same_environment: None,
        }
    }

    /// The role of the function, which grants to the function are for.
    #[must_use]
    pub fn role(mut self, role: &(impl IRole + ?Sized)) -> Self {
        self.role = Some(role.handle());
        self
    }

    /// Whether the function is in the account and region of the stack. If nothing is said, it is if its ARN and
    /// the stack name the same account, and no different region.
    #[must_use]
    pub const fn same_environment(mut self, same: bool) -> Self {
        self.same_environment = Some(same);
        self
    }
}

/// A function that was made elsewhere; see
/// [`Function::from_function_arn`](super::Function::from_function_arn).
///
/// ```
/// use cognito_cdk::lambda::{Function, FunctionAttributes, IFunction};
/// use cognito_cdk::synth::{App, Stack};
///
/// let stack = Stack::new(&App::new(), "Auth");
/// let arn = "arn:aws:lambda:eu-west-1:123456789012:function:pre-sign-up";
/// let attributes = FunctionAttributes::new(arn).same_environment(true);
/// let function = Function::from_function_attributes(&stack, "PreSignUp", attributes);
/// assert!(function.same_environment());
/// ```
#[derive(Clone, Debug)]
pub struct ImportedFunction {
    construct: Construct,
    arn: Value<FunctionArn>,
    role: Option<Rc<dyn IRole>>,
    same_environment: bool,
}

impl ImportedFunction {
    #[track_caller]
    pub(super) fn from_attributes(
        scope: &impl Scope,
        id: &str,
        attributes: FunctionAttributes,
    ) -> Self {
        let construct = Construct::new(scope, id);
        let mut known = None;
        if let Some(text) = attributes.arn.as_literal() {
            match function_of(text.as_str()) {
                Ok(arn) => known = Some(arn),
                Err(message) => {
                    let remedy = "write `arn:aws:lambda:REGION:ACCOUNT:function:NAME`";
                    Rule::WrongArn.report(&construct, message, remedy, Location::caller());
                }
            }
        }
        let same_environment = attributes
            .same_environment
            .unwrap_or_else(|| known.is_some_and(|arn| is_here(&construct, &arn)));
        Self {
            construct,
            arn: attributes.arn,
            role: attributes.role,
            same_environment,
        }
    }

    #[track_caller]
    pub(super) fn from_name(scope: &impl Scope, id: &str, name: Value<String>) -> Self {
        let construct = Construct::new(scope, id);
        let stack = Stack::of(&construct);
        let stack = stack.as_ref();
        let region = stack.map_or_else(intrinsics::region, Stack::region);
        let account = stack.map_or_else(intrinsics::account_id, Stack::account);
        let arn = arn::of("lambda", region, account, ["function:".into(), name]);
        Self {
            construct,
            arn: arn.cast().into_value(),
            role: None,
            same_environment: true,
        }
    }
}

fn function_of(text: &str) -> Result<Arn, String> {
    let arn = Arn::parse(text).map_err(|error| error.to_string())?;
    if arn.service() == "lambda" && arn.resource_type() == "function" {
        return Ok(arn);
    }
    Err(format!(
        "`{}` is the ARN of something else than a function",
        text.escape_debug()
    ))
}

fn is_here(construct: &Construct, function: &Arn) -> bool {
    let env = Stack::of(construct)
        .map(|stack| stack.env())
        .unwrap_or_default();
    let region = env.region.as_deref();
    env.account.as_deref() == Some(function.account())
        && region.is_none_or(|region| region == function.region())
}

impl Scope for ImportedFunction {
    fn node(&self) -> &Node {
        self.construct.node()
    }
}

impl IResource for ImportedFunction {
    /// The account and region of the ARN, where it is known.
    fn env(&self) -> Environment {
        let arn = self.arn.as_literal().map(|arn| Arn::parse(arn.as_str()));
        match arn {
            Some(Ok(arn)) => Environment::new(arn.account(), arn.region()),
            _ => Stack::of(self).map(|stack| stack.env()).unwrap_or_default(),
        }
    }
}

impl IGrantable for ImportedFunction {
    fn grant_principal(&self) -> Option<Principal> {
        self.role.as_ref()?.grant_principal()
    }

    #[track_caller]
    fn add_to_principal_policy(&self, statement: PolicyStatement) -> AddToPrincipalPolicyResult {
        let Some(role) = &self.role else {
            let json = statement.to_json();
            let actions = json
                .as_object()
                .and_then(|statement| statement.get("Action"));
            let actions = actions.map(Json::to_string).unwrap_or_default();
            Rule::UnknownRole.report(
                self,
                format!("nothing lets the function do {actions}: its role is not known"),
                "give its role with `FunctionAttributes::role`, or see to the permission yourself and \
                 acknowledge this",
                statement.position(),
            );
            return AddToPrincipalPolicyResult::not_added();
        };
        role.add_to_principal_policy(statement)
    }
}

impl IFunction for ImportedFunction {
    fn function_arn(&self) -> Value<FunctionArn> {
        self.arn.clone()
    }

    fn role(&self) -> Option<Rc<dyn IRole>> {
        self.role.clone()
    }

    fn same_environment(&self) -> bool {
        self.same_environment
    }

    fn handle(&self) -> Rc<dyn IFunction> {
        Rc::new(self.clone())
    }
}
