//! Policies: those that are resources of their own, and those that AWS or others keep.

use super::document::PolicyDocument;
use super::policy::bounds;
use super::roles::IRole;
use super::statement::{PolicyStatement, Usage};
use super::{CfnManagedPolicy, CfnPolicy};
use crate::construct::owned;
use crate::ids::{ManagedPolicyArn, RoleName};
use crate::synth::{CfnElement, Construct, Element, Scope, lazy};
use crate::{IntoValue, Text, Value, intrinsics, rules};
use std::cell::RefCell;
use std::rc::Rc;

/// The greatest number of characters of a policy's name.
const MAX_NAME: usize = 128;

/// What a [`Policy`] is made of.
#[derive(Clone, Debug)]
pub struct PolicyProps {
    policy_name: Option<Value<Text<bounds::PolicyName>>>,
    document: PolicyDocument,
    roles: Vec<Rc<dyn IRole>>,
}

impl PolicyProps {
    /// A policy with these statements.
    pub fn new(statements: impl IntoIterator<Item = PolicyStatement>) -> Self {
        Self {
            policy_name: None,
            document: PolicyDocument::new(statements),
            roles: Vec::new(),
        }
    }

    /// The name of the policy, 1 to 128 characters. If none is given, it is the logical id.
    #[must_use]
    pub fn policy_name(mut self, name: impl IntoValue<Text<bounds::PolicyName>>) -> Self {
        self.policy_name = Some(name.into_value());
        self
    }

    /// A role that the policy is attached to.
    #[must_use]
    pub fn role(mut self, role: &(impl IRole + ?Sized)) -> Self {
        self.roles.push(role.handle());
        self
    }
}

/// A policy that is a resource of its own, `AWS::IAM::Policy`, and is attached to roles.
///
/// ```
/// use cognito_cdk::iam::{Policy, PolicyProps, PolicyStatement, Role, RoleProps, ServicePrincipal};
/// use cognito_cdk::synth::{App, Stack};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "Auth");
/// let role = Role::new(&stack, "Reader", RoleProps::new(ServicePrincipal::new("lambda.amazonaws.com")));
/// let list = PolicyStatement::allow().actions(["cognito-idp:ListUsers"]).resources(["*"]);
/// Policy::new(&stack, "ListUsers", PolicyProps::new([list]).role(&role));
/// # app.build()?;
/// # Ok::<(), cognito_cdk::synth::SynthError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Policy {
    construct: Construct,
    cfn: Element<CfnPolicy>,
    document: Rc<RefCell<PolicyDocument>>,
}

impl Policy {
    /// A policy in `scope`.
    #[track_caller]
    pub fn new(scope: &impl Scope, id: impl AsRef<str>, props: PolicyProps) -> Self {
        let construct = Construct::new(scope, id);
        let mut document = PolicyDocument::of(construct.node());
        if props.document != PolicyDocument::default() {
            document = props.document.checked(construct.node(), Usage::Identity);
        }
        let name = props.policy_name.unwrap_or_else(|| "".into_value());
        let is_named = name != "".into_value();
        let cfn = construct.add(
            "Resource",
            CfnPolicy::builder()
                .policy_document(&document)
                .policy_name(name)
                .build(),
        );
        if !is_named {
            let named_after = cfn.clone();
            let name = lazy(&cfn, move || last_characters(&named_after.logical_id()));
            cfn.with_mut(|cfn| cfn.policy_name = name.into_value());
        }
        rules::install(&construct);
        let policy = Self {
            construct,
            cfn,
            document: Rc::new(RefCell::new(document)),
        };
        for role in props.roles {
            role.attach_inline_policy(&policy);
        }
        policy
    }

    /// Adds a statement.
    #[track_caller]
    pub fn add_statement(&self, statement: PolicyStatement) {
        let mut document = self.document.borrow_mut();
        document.add_checked(statement, self.node(), Usage::Identity);
        self.cfn
            .with_mut(|cfn| cfn.policy_document = (&*document).into_value());
    }

    /// Attaches the policy to a role, unless the role is not to be changed.
    pub fn attach_to_role(&self, role: &(impl IRole + ?Sized)) {
        role.attach_inline_policy(self);
    }

    /// Attaches the policy to the role of that name.
    pub(super) fn attach(&self, role: &Value<RoleName>) {
        self.cfn.with_mut(|cfn| {
            let roles = cfn.roles.get_or_insert_with(|| Value::Literal(Vec::new()));
            if let Some(roles) = roles.as_literal_mut()
                && !roles.contains(role)
            {
                roles.push(role.clone());
            }
        });
    }

    /// The name of the policy.
    #[must_use]
    pub fn policy_name(&self) -> Value<Text<bounds::PolicyName>> {
        let name = self.cfn.with(|cfn| cfn.policy_name.clone());
        name.unwrap_or_else(|| "".into_value())
    }
}

owned!(Policy, CfnPolicy, "AWS::IAM::Policy");

/// The end of a logical id, which has its hash, as far as it can be the name of a policy.
fn last_characters(logical_id: &str) -> String {
    let from = logical_id.len().saturating_sub(MAX_NAME);
    // Logical ids are ASCII, unless one was overridden; that is refused elsewhere.
    logical_id.get(from..).unwrap_or(logical_id).to_owned()
}

/// A policy that is kept elsewhere and attached by its ARN.
///
/// ```
/// use cognito_cdk::iam::{ManagedPolicy, Role, RoleProps, ServicePrincipal};
/// use cognito_cdk::synth::{App, Stack};
///
/// let stack = Stack::new(&App::new(), "Auth");
/// let logs = ManagedPolicy::from_aws_managed_policy_name("service-role/AWSLambdaBasicExecutionRole");
/// let lambda = ServicePrincipal::new("lambda.amazonaws.com");
/// Role::new(&stack, "Trigger", RoleProps::new(lambda).managed_policy(logs));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ManagedPolicy(Value<ManagedPolicyArn>);

impl ManagedPolicy {
    /// A policy that AWS keeps, by its name with its path.
    #[must_use]
    pub fn from_aws_managed_policy_name(name: &str) -> Self {
        let name = format!(":iam::aws:policy/{name}");
        let arn = intrinsics::concat(["arn:".into(), intrinsics::partition(), name.into()]);
        Self(arn.cast().into_value())
    }

    /// The policy of that ARN.
    pub fn from_managed_policy_arn(arn: impl IntoValue<ManagedPolicyArn>) -> Self {
        Self(arn.into_value())
    }

    /// The ARN.
    #[must_use]
    pub fn managed_policy_arn(&self) -> Value<ManagedPolicyArn> {
        self.0.clone()
    }
}

impl From<&Element<CfnManagedPolicy>> for ManagedPolicy {
    fn from(policy: &Element<CfnManagedPolicy>) -> Self {
        Self(policy.into_value())
    }
}
