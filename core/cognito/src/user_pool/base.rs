//! `IUserPool`: what own and imported user pools have in common.

use crate::construct::IResource;
use cognito_cdk_l1::Value;
use cognito_cdk_l1::ids::{UserPoolArn, UserPoolId, UserPoolProviderName};
use cognito_cdk_synth::{Environment, Node, Scope};
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

/// A user pool, own or imported.
///
/// Clients, domains, groups, resource servers and identity providers can be added to either. Triggers are
/// for own pools only: an imported one cannot be changed, and so has no `add_trigger`.
pub trait IUserPool: IResource {
    #[doc(hidden)]
    fn base(&self) -> &PoolBase;

    /// The id, such as `eu-west-1_AbCdEf123`.
    fn user_pool_id(&self) -> Value<UserPoolId> {
        self.base().0.id.clone()
    }

    /// The ARN.
    fn user_pool_arn(&self) -> Value<UserPoolArn> {
        self.base().0.arn.clone()
    }

    /// The name by which identity pools know the pool, such as
    /// `cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123`.
    fn user_pool_provider_name(&self) -> Value<UserPoolProviderName> {
        self.base().0.provider_name.clone()
    }
}

/// What the constructs around a user pool know of it. It is shared by all handles of the pool.
#[doc(hidden)]
#[derive(Clone)]
pub struct PoolBase(pub(crate) Rc<Pool>);

pub(crate) struct Pool {
    pub(crate) node: Node,
    pub(crate) id: Value<UserPoolId>,
    pub(crate) arn: Value<UserPoolArn>,
    pub(crate) provider_name: Value<UserPoolProviderName>,
    /// The account and region of an imported pool.
    pub(crate) environment: Option<Environment>,
    pub(crate) state: RefCell<State>,
}

/// What is added to a pool in the course of the program.
#[derive(Default)]
pub(crate) struct State {}

impl PoolBase {
    pub(crate) fn node(&self) -> &Node {
        &self.0.node
    }
}

impl fmt::Debug for PoolBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PoolBase")
            .field(&self.0.node.path())
            .finish()
    }
}
