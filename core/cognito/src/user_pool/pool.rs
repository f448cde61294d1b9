//! `UserPool`: a user pool of one's own.

use super::base::{IUserPool, Pool, PoolBase, State};
use super::props::UserPoolProps;
use super::render::render;
use crate::construct::owned;
use crate::defaults::Defaults;
use crate::rules;
use cognito_cdk_l1::cognito::CfnUserPool;
use cognito_cdk_synth::{Construct, Element, RemovalPolicy, Scope};
use std::cell::RefCell;
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
    pub fn new(scope: &impl Scope, id: impl AsRef<str>, props: UserPoolProps) -> Self {
        let construct = Construct::new(scope, id);
        rules::install(&construct);
        let defaults = Defaults::of(&construct);
        let removal_policy = props.removal_policy.unwrap_or(RemovalPolicy::Retain);
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
        Self {
            construct,
            cfn,
            base,
        }
    }
}

impl IUserPool for UserPool {
    fn base(&self) -> &PoolBase {
        &self.base
    }
}
