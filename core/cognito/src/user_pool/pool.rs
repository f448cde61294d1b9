//! `UserPool`: a user pool of one's own.

use super::base::{IUserPool, Pool, PoolBase, State};
use super::props::UserPoolProps;
use super::render::render;
use super::triggers::{self, UserPoolOperation};
use crate::construct::owned;
use crate::defaults::Defaults;
use crate::lambda::IFunction;
use crate::rules;
use cognito_cdk_l1::Value;
use cognito_cdk_l1::cognito::CfnUserPool;
use cognito_cdk_synth::{Construct, Element, RemovalPolicy, Scope};
use std::cell::RefCell;
use std::panic::Location;
use std::rc::Rc;

/// A user pool: a directory of users who sign in.
///
/// It makes an [`AWS::Cognito::UserPool`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html),
/// which stays when the stack is deleted unless a removal policy says otherwise.
#[derive(Clone, Debug)]
pub struct UserPool {
    construct: Construct,
    cfn: Element<CfnUserPool>,
    base: PoolBase,
}

owned!(UserPool, CfnUserPool, "AWS::Cognito::UserPool");

impl UserPool {
    /// A user pool in `scope`.
    #[track_caller]
    pub fn new(scope: &impl Scope, id: impl AsRef<str>, mut props: UserPoolProps) -> Self {
        let construct = Construct::new(scope, id);
        rules::install(&construct);
        let defaults = Defaults::of(&construct);
        let removal_policy = props.removal_policy.unwrap_or(RemovalPolicy::Retain);
        let triggers = props.lambda_triggers.take();
        let resource = render(props, &construct, &defaults);
        let cfn = construct.add("Resource", resource);
        cfn.apply_removal_policy(removal_policy);
        let base = PoolBase(Rc::new(Pool {
            node: construct.node().clone(),
            id: cfn.ref_(),
            arn: cfn.attr_arn(),
            provider_name: cfn.attr_provider_name(),
            environment: None,
            state: RefCell::new(State::default()),
        }));
        let pool = Self {
            construct,
            cfn,
            base,
        };
        triggers.unwrap_or_default().add_to(&pool);
        pool
    }

    /// Lets the pool call a function, with the permission for it, which is a child of the pool.
    ///
    /// A function may be granted what it needs of the pool: its policies never wait for it in a circle.
    ///
    /// ```
    /// use cognito_cdk::cognito::{IUserPool, UserPool, UserPoolOperation, UserPoolProps};
    /// use cognito_cdk::lambda::{Code, Function, FunctionProps, Runtime};
    /// use cognito_cdk::{App, Stack};
    ///
    /// let app = App::new();
    /// let stack = Stack::new(&app, "Auth");
    /// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
    /// let code = Code::from_inline("exports.handler = async (event) => event");
    /// let props = FunctionProps::new(Runtime::Nodejs22X, "index.handler", code);
    /// let function = Function::new(&stack, "AddToGroup", props);
    /// pool.add_trigger(UserPoolOperation::PostConfirmation, &function);
    /// pool.grant(&function, ["cognito-idp:AdminAddUserToGroup"]);
    /// # app.build()?;
    /// # Ok::<(), cognito_cdk::SynthError>(())
    /// ```
    #[track_caller]
    pub fn add_trigger(&self, operation: UserPoolOperation, function: &(impl IFunction + ?Sized)) {
        triggers::add(self, operation, function, Location::caller());
    }

    /// The address of the pool as an issuer of tokens.
    #[must_use]
    pub fn user_pool_provider_url(&self) -> Value<String> {
        self.cfn.attr_provider_url()
    }
}

impl IUserPool for UserPool {
    fn base(&self) -> &PoolBase {
        &self.base
    }
}
