//! `ImportedUserPool`: a user pool that was made elsewhere.

use super::base::{IUserPool, Pool, PoolBase, State};
use super::pool::UserPool;
use crate::arn::{self, Arn};
use crate::construct::IResource;
use crate::defaults::Defaults;
use crate::ids::{UserPoolArn, UserPoolId, UserPoolProviderName};
use crate::rules::{self, Rule};
use cognito_cdk_l1::cognito::CfnUserPool;
use cognito_cdk_l1::{IntoValue, Value};
use cognito_cdk_synth::{Construct, Element, Environment, Node, Scope, Stack, intrinsics};
use std::cell::RefCell;
use std::fmt;
use std::panic::Location;
use std::rc::Rc;

/// A user pool that was made elsewhere: in another stack, by hand, or as a plain `CfnUserPool`.
///
/// Clients, domains, groups, resource servers and identity providers can be added to it, and permissions
/// granted. It cannot be changed itself, so it has no `add_trigger`.
///
/// ```
/// use cognito_cdk::cognito::{IUserPool, UserPool};
/// use cognito_cdk::{App, CfnOutput, Environment, IResource, Stack, StackProps};
///
/// let stack = Stack::new(&App::new(), "Orders");
/// let arn = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123";
/// let pool = UserPool::from_user_pool_arn(&stack, "Users", arn);
/// assert_eq!(pool.env(), Environment::new("123456789012", "eu-west-1"));
/// CfnOutput::new(&stack, "UserPoolId", pool.user_pool_id());
/// ```
#[derive(Clone, Debug)]
pub struct ImportedUserPool {
    base: PoolBase,
}

impl UserPool {
    /// A user pool by its id, such as `eu-west-1_AbCdEf123`. It is in the account of the stack, and in the
    /// region that the id begins with.
    #[track_caller]
    pub fn from_user_pool_id(
        scope: &impl Scope,
        id: impl AsRef<str>,
        user_pool_id: impl IntoValue<UserPoolId>,
    ) -> ImportedUserPool {
        let construct = Construct::new(scope, id);
        let user_pool_id = user_pool_id.into_value();
        let by_id = Defaults::of(&construct).imported_pool_region;
        let mut env = stack_env(&construct);
        if by_id && let Some(literal) = user_pool_id.as_literal() {
            match literal.as_str().split_once('_') {
                Some((region, _)) if !region.is_empty() => env.region = Some(region.to_owned()),
                _ => Rule::ImportedPool.report(
                    &construct,
                    format!("`{literal}` is not the id of a user pool"),
                    "write the region and the rest, as in `eu-west-1_AbCdEf123`",
                    Location::caller(),
                ),
            }
        }
        let region = env
            .region
            .clone()
            .map_or_else(intrinsics::region, Into::into);
        let account = env
            .account
            .clone()
            .map_or_else(intrinsics::account_id, Into::into);
        let id: Value<String> = user_pool_id.clone().into_value();
        let resource = ["userpool/".into(), id];
        let arn = arn::of("cognito-idp", region.clone(), account, resource);
        let arn = arn.cast().into_value();
        ImportedUserPool::new(construct.node(), user_pool_id, arn, region, env)
    }

    /// A user pool by its ARN. The account and the region are those of the ARN.
    #[track_caller]
    pub fn from_user_pool_arn(
        scope: &impl Scope,
        id: impl AsRef<str>,
        user_pool_arn: impl IntoValue<UserPoolArn>,
    ) -> ImportedUserPool {
        let construct = Construct::new(scope, id);
        let user_pool_arn = user_pool_arn.into_value();
        let Some(literal) = user_pool_arn.as_literal() else {
            let whole: Value<String> = user_pool_arn.clone().into_value();
            let user_pool_id = arn::resource_name(whole.clone()).cast().into_value();
            let region = arn::component(whole, 3);
            let env = Environment::default();
            return ImportedUserPool::new(
                construct.node(),
                user_pool_id,
                user_pool_arn,
                region,
                env,
            );
        };
        let parsed = Arn::parse(literal.as_str()).map_err(|error| error.to_string());
        let parsed = parsed.and_then(|arn| match (arn.service(), arn.resource_type()) {
            ("cognito-idp", "userpool") if !arn.resource_name().is_empty() => Ok(arn),
            _ => Err(format!("`{literal}` is not the ARN of a user pool")),
        });
        let (user_pool_id, env) = match parsed {
            Ok(arn) => (
                arn.resource_name().to_owned(),
                Environment::new(arn.account(), arn.region()),
            ),
            Err(message) => {
                let remedy = "write `arn:aws:cognito-idp:REGION:ACCOUNT:userpool/ID`";
                Rule::ImportedPool.report(&construct, message, remedy, Location::caller());
                (String::new(), Environment::default())
            }
        };
        let region = env.region.clone().unwrap_or_default().into();
        let user_pool_id = user_pool_id.into_value();
        ImportedUserPool::new(construct.node(), user_pool_id, user_pool_arn, region, env)
    }

    /// A user pool that is in the app as a plain resource. What is added to it goes below the resource.
    ///
    /// ```
    /// use cognito_cdk::cognito::{CfnUserPool, UserPool, UserPoolClientOptions, IUserPool};
    /// use cognito_cdk::{App, Scope, Stack};
    ///
    /// let app = App::new();
    /// let stack = Stack::new(&app, "Auth");
    /// let cfn = stack.add("Users", CfnUserPool::builder().build());
    /// UserPool::from_cfn(&cfn).add_client("Web", UserPoolClientOptions::new());
    /// # app.build()?;
    /// # Ok::<(), cognito_cdk::SynthError>(())
    /// ```
    #[must_use]
    pub fn from_cfn(user_pool: &Element<CfnUserPool>) -> ImportedUserPool {
        rules::install(user_pool);
        ImportedUserPool {
            base: PoolBase(Rc::new(Pool {
                node: user_pool.node().clone(),
                id: user_pool.ref_(),
                arn: user_pool.attr_arn(),
                provider_name: user_pool.attr_provider_name(),
                environment: None,
                state: RefCell::new(State::default()),
            })),
        }
    }
}

fn stack_env(scope: &impl Scope) -> Environment {
    let stack = Stack::of(scope);
    stack.map(|stack| stack.env()).unwrap_or_default()
}

impl ImportedUserPool {
    fn new(
        node: &Node,
        id: Value<UserPoolId>,
        arn: Value<UserPoolArn>,
        region: Value<String>,
        environment: Environment,
    ) -> Self {
        rules::install(node);
        let text: Value<String> = id.clone().into_value();
        let provider_name = intrinsics::concat([
            "cognito-idp.".into(),
            region,
            ".".into(),
            intrinsics::url_suffix(),
            "/".into(),
            text,
        ]);
        let provider_name: Value<UserPoolProviderName> = provider_name.cast().into_value();
        Self {
            base: PoolBase(Rc::new(Pool {
                node: node.clone(),
                id,
                arn,
                provider_name,
                environment: Some(environment),
                state: RefCell::new(State::default()),
            })),
        }
    }
}

impl Scope for ImportedUserPool {
    fn node(&self) -> &Node {
        self.base.node()
    }
}

impl IResource for ImportedUserPool {
    fn env(&self) -> Environment {
        let given = self.base.0.environment.clone().unwrap_or_default();
        let stack = stack_env(self);
        Environment {
            account: given.account.or(stack.account),
            region: given.region.or(stack.region),
        }
    }
}

impl IUserPool for ImportedUserPool {
    fn base(&self) -> &PoolBase {
        &self.base
    }
}

impl IntoValue<UserPoolId> for &ImportedUserPool {
    fn into_value(self) -> Value<UserPoolId> {
        self.user_pool_id()
    }
}

impl fmt::Display for ImportedUserPool {
    /// The path.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.node().path())
    }
}
