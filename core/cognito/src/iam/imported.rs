//! Roles that were made elsewhere, and roles that grants leave as they are.

use super::flag;
use super::grant::{AddToPrincipalPolicyResult, IGrantable};
use super::policies::{Policy, PolicyProps};
use super::principal::{ArnPrincipal, Principal};
use super::roles::IRole;
use super::statement::PolicyStatement;
use crate::arn::{self, Arn};
use crate::construct::IResource;
use crate::ids::{RoleArn, RoleName};
use crate::rules::Rule;
use crate::synth::{Construct, Environment, Node, Scope, Stack};
use crate::{IntoValue, Value, intrinsics};
use std::cell::RefCell;
use std::panic::Location;
use std::rc::Rc;

/// The flag by which the policies of two stacks for one imported role have different names.
const STACK_SAFE_NAME: &str = "@aws-cdk/aws-iam:importedRoleStackSafeDefaultPolicyName";

/// A role that was made elsewhere; see [`Role::from_role_arn`](super::Role::from_role_arn).
///
/// ```
/// use cognito_cdk::iam::{Grant, IRole, Role};
/// use cognito_cdk::synth::{App, Stack};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "Auth");
/// let role = Role::from_role_arn(&stack, "Admin", "arn:aws:iam::123456789012:role/admin");
/// Grant::add_to_principal(&role, ["cognito-idp:*"], ["*"]);
///
/// let others = Role::from_role_name(&stack, "Others", "others").without_policy_updates();
/// assert!(Grant::add_to_principal(&others, ["cognito-idp:*"], ["*"]).success());
///
/// let assembly = app.build()?;
/// let template = assembly.stack("Auth").map(|stack| stack.template()).unwrap_or_default();
/// assert!(template.contains("AdminPolicy") && !template.contains("OthersPolicy"));
/// # Ok::<(), cognito_cdk::synth::SynthError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ImportedRole {
    construct: Construct,
    arn: Value<RoleArn>,
    name: Value<RoleName>,
    /// Whether a policy of the stack can be attached to it.
    in_reach: bool,
    policy: Rc<RefCell<Option<Policy>>>,
}

impl ImportedRole {
    #[track_caller]
    pub(super) fn from_arn(scope: &impl Scope, id: &str, arn: Value<RoleArn>) -> Self {
        let construct = Construct::new(scope, id);
        let (name, in_reach) = match &arn {
            Value::Literal(text) => match role_of(text.as_str()) {
                Ok(role) => (
                    role.resource_name().into_value(),
                    in_reach(&construct, &role),
                ),
                Err(message) => {
                    let remedy = "write `arn:aws:iam::ACCOUNT:role/NAME`";
                    Rule::WrongArn.report(&construct, message, remedy, Location::caller());
                    ("".into_value(), false)
                }
            },
            Value::Expr(_) => {
                let name = arn::resource_name(arn.clone().into_value());
                (name.cast().into_value(), true)
            }
        };
        Self {
            construct,
            arn,
            name,
            in_reach,
            policy: Rc::default(),
        }
    }

    #[track_caller]
    pub(super) fn from_name(scope: &impl Scope, id: &str, name: Value<RoleName>) -> Self {
        let construct = Construct::new(scope, id);
        let account =
            Stack::of(&construct).map_or_else(intrinsics::account_id, |stack| stack.account());
        let resource = ["role/".into(), name.clone().into_value()];
        let arn = arn::of("iam", "".into(), account, resource);
        Self {
            construct,
            arn: arn.cast().into_value(),
            name,
            in_reach: true,
            policy: Rc::default(),
        }
    }

    fn policy(&self) -> Policy {
        let mut slot = self.policy.borrow_mut();
        let policy = slot.get_or_insert_with(|| {
            let unique = flag(self.node(), STACK_SAFE_NAME).then(|| self.node().unique_id());
            let policy = match unique.flatten() {
                Some(unique) => {
                    let name = format!("Policy{unique}");
                    let props = PolicyProps::new([]).policy_name(name.as_str());
                    Policy::new(self, name, props)
                }
                None => Policy::new(self, "Policy", PolicyProps::new([])),
            };
            policy.attach(&self.name);
            policy
        });
        policy.clone()
    }
}

fn role_of(text: &str) -> Result<Arn, String> {
    let arn = Arn::parse(text).map_err(|error| error.to_string())?;
    if arn.service() == "iam" && arn.resource_type() == "role" && !arn.resource_name().is_empty() {
        return Ok(arn);
    }
    Err(format!(
        "`{}` is the ARN of something else than a role",
        text.escape_debug()
    ))
}

/// Whether the role may be in the account of the stack.
fn in_reach(construct: &Construct, role: &Arn) -> bool {
    let account = Stack::of(construct).and_then(|stack| stack.env().account);
    account.is_none_or(|account| account == role.account())
}

impl Scope for ImportedRole {
    fn node(&self) -> &Node {
        self.construct.node()
    }
}

impl IResource for ImportedRole {
    /// The account of the ARN; roles have no region.
    fn env(&self) -> Environment {
        let own = Stack::of(self).map(|stack| stack.env()).unwrap_or_default();
        let arn = self.arn.as_literal().map(|arn| Arn::parse(arn.as_str()));
        match arn {
            Some(Ok(arn)) => Environment {
                account: Some(arn.account().to_owned()),
                ..own
            },
            _ => own,
        }
    }
}

impl IGrantable for ImportedRole {
    fn grant_principal(&self) -> Option<Principal> {
        Some(ArnPrincipal::role(self.role_arn()))
    }

    #[track_caller]
    fn add_to_principal_policy(&self, statement: PolicyStatement) -> AddToPrincipalPolicyResult {
        if !self.in_reach {
            return AddToPrincipalPolicyResult::unnecessary();
        }
        let policy = self.policy();
        policy.add_statement(statement);
        AddToPrincipalPolicyResult::added(policy.node().clone())
    }
}

impl IRole for ImportedRole {
    fn role_arn(&self) -> Value<RoleArn> {
        self.arn.clone()
    }

    fn role_name(&self) -> Value<RoleName> {
        self.name.clone()
    }

    fn attach_inline_policy(&self, policy: &Policy) {
        if self.in_reach {
            policy.attach(&self.name);
        }
    }

    fn handle(&self) -> Rc<dyn IRole> {
        Rc::new(self.clone())
    }
}

/// A role that grants leave as it is, because others see to its permissions.
#[derive(Clone, Debug)]
pub struct ImmutableRole {
    role: Rc<dyn IRole>,
}

impl ImmutableRole {
    pub(super) const fn new(role: Rc<dyn IRole>) -> Self {
        Self { role }
    }
}

impl Scope for ImmutableRole {
    fn node(&self) -> &Node {
        self.role.node()
    }
}

impl IResource for ImmutableRole {
    fn env(&self) -> Environment {
        self.role.env()
    }
}

impl IGrantable for ImmutableRole {
    fn grant_principal(&self) -> Option<Principal> {
        self.role.grant_principal()
    }

    fn add_to_principal_policy(&self, _statement: PolicyStatement) -> AddToPrincipalPolicyResult {
        AddToPrincipalPolicyResult::unnecessary()
    }
}

impl IRole for ImmutableRole {
    fn role_arn(&self) -> Value<RoleArn> {
        self.role.role_arn()
    }

    fn role_name(&self) -> Value<RoleName> {
        self.role.role_name()
    }

    fn attach_inline_policy(&self, _policy: &Policy) {}

    fn handle(&self) -> Rc<dyn IRole> {
        Rc::new(self.clone())
    }
}
