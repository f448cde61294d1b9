//! Grants: permissions given to whoever can have them.

use super::principal::Principal;
use super::statement::PolicyStatement;
use crate::IntoValue;
use crate::rules::Rule;
use crate::synth::{Node, Scope};
use std::borrow::Cow;
use std::panic::Location;

/// Who permissions can be granted to: a role, a function, or a [`Principal`].
pub trait IGrantable {
    /// As whom a trust policy or the policy of a resource names it; nothing if that is not known.
    fn grant_principal(&self) -> Option<Principal>;

    /// Lets it do what the statement says, if it has policies that this app can change.
    #[track_caller]
    fn add_to_principal_policy(&self, statement: PolicyStatement) -> AddToPrincipalPolicyResult;
}

/// What has become of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddToPrincipalPolicyResult {
    /// Whether nothing more is needed: the statement was added, or the app says that it is not necessary.
    pub statement_added: bool,
    /// The policy with the statement, for what must not be deployed before it.
    pub policy_dependable: Option<Node>,
}

impl AddToPrincipalPolicyResult {
    /// The statement is part of a policy.
    pub(crate) const fn added(policy: Node) -> Self {
        Self {
            statement_added: true,
            policy_dependable: Some(policy),
        }
    }

    /// The statement needs not be added.
    pub(super) const fn unnecessary() -> Self {
        Self {
            statement_added: true,
            policy_dependable: None,
        }
    }

    /// There is no policy to add it to.
    pub(crate) const fn not_added() -> Self {
        Self {
            statement_added: false,
            policy_dependable: None,
        }
    }
}

/// A principal has no policies of its own: nothing can be added to them.
impl IGrantable for Principal {
    fn grant_principal(&self) -> Option<Principal> {
        Some(self.clone())
    }

    fn add_to_principal_policy(&self, _statement: PolicyStatement) -> AddToPrincipalPolicyResult {
        AddToPrincipalPolicyResult::not_added()
    }
}

/// Permissions that were granted, or that could not be.
///
/// ```
/// use cognito_cdk::cognito::CfnUserPool;
/// use cognito_cdk::iam::{Grant, Role, RoleProps, ServicePrincipal};
/// use cognito_cdk::synth::{App, Scope, Stack};
///
/// let stack = Stack::new(&App::new(), "Auth");
/// let pool = stack.add("Pool", CfnUserPool::builder().build());
/// let role = Role::new(&stack, "Reader", RoleProps::new(ServicePrincipal::new("lambda.amazonaws.com")));
/// let grant = Grant::add_to_principal(&role, ["cognito-idp:ListUsers"], [pool.attr_arn()]);
/// assert!(grant.success());
/// ```
#[derive(Clone, Debug)]
pub struct Grant {
    result: AddToPrincipalPolicyResult,
}

impl Grant {
    /// Lets `grantee` do `actions` on `resources`.
    #[track_caller]
    pub fn add_to_principal(
        grantee: &(impl IGrantable + ?Sized),
        actions: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
        resources: impl IntoIterator<Item = impl IntoValue<String>>,
    ) -> Self {
        let statement = PolicyStatement::at(Location::caller());
        Self::add_statement(grantee, statement.actions(actions).resources(resources))
    }

    /// Lets `grantee` do what a statement says, which can have conditions.
    #[track_caller]
    pub fn add_statement(grantee: &(impl IGrantable + ?Sized), statement: PolicyStatement) -> Self {
        Self {
            result: grantee.add_to_principal_policy(statement),
        }
    }

    pub(super) const fn new(result: AddToPrincipalPolicyResult) -> Self {
        Self { result }
    }

    /// Whether nothing more is needed. A principal that has no policies of its own cannot be granted anything,
    /// and a role whose policies this app is not to change is taken to have the permission.
    #[must_use]
    pub const fn success(&self) -> bool {
        self.result.statement_added
    }

    /// Reports an error about `scope`, which needs the permission, if it could not be granted.
    #[track_caller]
    pub fn assert_success(&self, scope: &impl Scope) {
        if !self.success() {
            Rule::GrantWithoutEffect.report(
                scope,
                "a permission was granted to something that has no policies which this app can change",
                "grant it to a role or to a function whose role is known",
                Location::caller(),
            );
        }
    }

    /// Deploys `construct` after the permission.
    #[track_caller]
    pub fn apply_before(&self, construct: &impl Scope) {
        if let Some(policy) = &self.result.policy_dependable {
            construct.node().add_dependency(policy);
        }
    }
}
