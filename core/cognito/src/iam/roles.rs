//! Roles: those that the app makes, and what all roles can do.

use super::document::PolicyDocument;
use super::grant::{AddToPrincipalPolicyResult, Grant, IGrantable};
use super::imported::{ImmutableRole, ImportedRole};
use super::policies::{ManagedPolicy, Policy, PolicyProps};
use super::principal::{ArnPrincipal, Principal};
use super::role::{self, bounds};
use super::statement::{PolicyStatement, Usage};
use super::{CfnRole, Conditions};
use crate::construct::{IResource, owned};
use crate::ids::{ManagedPolicyArn, RoleArn, RoleName};
use crate::synth::{Construct, Element, Scope};
use crate::{Duration, IntoValue, Json, List, Text, Value, rules};
use std::cell::RefCell;
use std::fmt;
use std::panic::Location;
use std::rc::Rc;

/// A role: one of the app, or an imported one.
pub trait IRole: IGrantable + IResource + fmt::Debug {
    /// The ARN of the role.
    fn role_arn(&self) -> Value<RoleArn>;

    /// The name of the role.
    fn role_name(&self) -> Value<RoleName>;

    /// Attaches a policy to the role, unless the role is not to be changed.
    fn attach_inline_policy(&self, policy: &Policy);

    /// Lets `grantee` assume the role. Where `grantee` has policies, they get the permission, and the role must
    /// trust the account, which it does if it trusts the grantee.
    #[track_caller]
    fn grant_assume_role(&self, grantee: &dyn IGrantable) -> Grant {
        let statement = PolicyStatement::at(Location::caller());
        let statement = statement
            .actions(["sts:AssumeRole"])
            .resources([self.role_arn()]);
        Grant::add_statement(grantee, statement)
    }

    /// Another handle to the same role.
    fn handle(&self) -> Rc<dyn IRole>;

    /// The same role, which grants leave as it is: others see to its permissions.
    fn without_policy_updates(&self) -> ImmutableRole {
        ImmutableRole::new(self.handle())
    }
}

/// What a [`Role`] is made of.
#[derive(Clone, Debug)]
pub struct RoleProps {
    assumed_by: Principal,
    external_ids: Vec<Value<String>>,
    description: Option<Value<Text<bounds::Description>>>,
    path: Option<Value<Text<bounds::Path>>>,
    role_name: Option<Value<Text<bounds::RoleName>>>,
    max_session_duration: Option<Duration>,
    permissions_boundary: Option<ManagedPolicy>,
    managed_policies: Vec<ManagedPolicy>,
    inline_policies: Vec<(String, PolicyDocument)>,
}

impl RoleProps {
    /// A role that `principal` may assume.
    pub fn new(principal: impl Into<Principal>) -> Self {
        Self {
            assumed_by: principal.into(),
            external_ids: Vec::new(),
            description: None,
            path: None,
            role_name: None,
            max_session_duration: None,
            permissions_boundary: None,
            managed_policies: Vec::new(),
            inline_policies: Vec::new(),
        }
    }

    /// An id that whoever assumes the role must give: one of them, if there are several.
    #[must_use]
    pub fn external_id(mut self, id: impl IntoValue<String>) -> Self {
        self.external_ids.push(id.into_value());
        self
    }

    /// What the role is for. At most 1,000 characters.
    #[must_use]
    pub fn description(mut self, text: impl IntoValue<Text<bounds::Description>>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// The path of the role, such as `/auth/`.
    #[must_use]
    pub fn path(mut self, path: impl IntoValue<Text<bounds::Path>>) -> Self {
        self.path = Some(path.into_value());
        self
    }

    /// The name of the role, 1 to 64 characters. If none is given, CloudFormation makes one.
    #[must_use]
    pub fn role_name(mut self, name: impl IntoValue<Text<bounds::RoleName>>) -> Self {
        self.role_name = Some(name.into_value());
        self
    }

    /// How long a session of the role can last: 1 to 12 hours.
    #[must_use]
    pub const fn max_session_duration(mut self, duration: Duration) -> Self {
        self.max_session_duration = Some(duration);
        self
    }

    /// The policy that bounds what the role may do, whatever its policies say.
    #[must_use]
    pub fn permissions_boundary(mut self, policy: impl Into<ManagedPolicy>) -> Self {
        self.permissions_boundary = Some(policy.into());
        self
    }

    /// A policy that is kept elsewhere.
    #[must_use]
    pub fn managed_policy(mut self, policy: impl Into<ManagedPolicy>) -> Self {
        self.managed_policies.push(policy.into());
        self
    }

    /// A policy that is part of the role. A second one of that name replaces the first one.
    #[must_use]
    pub fn inline_policy(mut self, name: impl Into<String>, document: PolicyDocument) -> Self {
        let name = name.into();
        self.inline_policies.retain(|(other, _)| *other != name);
        self.inline_policies.push((name, document));
        self
    }
}

/// A role that the app makes.
///
/// What is granted to it goes into a policy beside it, its child `DefaultPolicy`.
///
/// ```
/// use cognito_cdk::iam::{PolicyDocument, PolicyStatement, Role, RoleProps, ServicePrincipal};
/// use cognito_cdk::synth::{App, Stack};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "Auth");
/// let publish = PolicyStatement::allow().actions(["sns:Publish"]).resources(["*"]);
/// let props = RoleProps::new(ServicePrincipal::new("cognito-idp.amazonaws.com"))
///     .external_id("customers")
///     .description("Lets Cognito send text messages")
///     .inline_policy("sns-publish", PolicyDocument::new([publish]));
/// let role = Role::new(&stack, "Sender", props);
/// # app.build()?;
/// # Ok::<(), cognito_cdk::synth::SynthError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Role {
    construct: Construct,
    cfn: Element<CfnRole>,
    trust: Rc<RefCell<PolicyDocument>>,
    default_policy: Rc<RefCell<Option<Policy>>>,
}

impl Role {
    /// A role in `scope`.
    #[track_caller]
    pub fn new(scope: &impl Scope, id: impl AsRef<str>, props: RoleProps) -> Self {
        let construct = Construct::new(scope, id);
        rules::install(&construct);
        let node = construct.node();
        let mut assumed_by = props.assumed_by;
        let external_ids = match props.external_ids.as_slice() {
            [] => None,
            [one] => Some(Json::from(one.clone())),
            several => Some(Json::list(several.to_vec())),
        };
        if let Some(ids) = external_ids {
            let condition = Conditions::new().with("StringEquals", "sts:ExternalId", ids);
            assumed_by = assumed_by.with_conditions(condition);
        }
        let mut trust = PolicyDocument::of(node);
        for statement in assumed_by.trust(Location::caller()) {
            trust.add_checked(statement, node, Usage::Trust);
        }
        let inline = props.inline_policies.into_iter().map(|(name, document)| {
            role::Policy::builder()
                .policy_document(document.checked(node, Usage::Identity))
                .policy_name(name)
                .build()
        });
        let inline: Vec<_> = inline.collect();
        let max_session = props.max_session_duration.map(Duration::to_seconds);
        let max_session = max_session.map(|seconds| i64::try_from(seconds).unwrap_or(i64::MAX));
        let boundary = props.permissions_boundary;
        let mut l1 = CfnRole::builder()
            .assume_role_policy_document(&trust)
            .build();
        l1.description = props.description;
        l1.path = props.path;
        l1.role_name = props.role_name;
        l1.max_session_duration = max_session.map(IntoValue::into_value);
        l1.permissions_boundary = boundary.map(|policy| policy.managed_policy_arn());
        l1.policies = (!inline.is_empty()).then(|| inline.into_value());
        let role = Self {
            cfn: construct.add("Resource", l1),
            trust: Rc::new(RefCell::new(trust)),
            default_policy: Rc::default(),
            construct,
        };
        for policy in &props.managed_policies {
            role.add_managed_policy(policy);
        }
        role
    }

    /// The role of that ARN, made elsewhere.
    ///
    /// What is granted to it goes into a policy beside it, if it is in the stack's account as far as that is
    /// known; [`without_policy_updates`](IRole::without_policy_updates) leaves it as it is.
    #[track_caller]
    pub fn from_role_arn(
        scope: &impl Scope,
        id: impl AsRef<str>,
        arn: impl IntoValue<RoleArn>,
    ) -> ImportedRole {
        ImportedRole::from_arn(scope, id.as_ref(), arn.into_value())
    }

    /// The role of that name in the stack's account, made elsewhere.
    #[track_caller]
    pub fn from_role_name(
        scope: &impl Scope,
        id: impl AsRef<str>,
        name: impl IntoValue<RoleName>,
    ) -> ImportedRole {
        ImportedRole::from_name(scope, id.as_ref(), name.into_value())
    }

    /// Attaches a policy that is kept elsewhere.
    pub fn add_managed_policy(&self, policy: &ManagedPolicy) {
        let arn = policy.managed_policy_arn();
        self.cfn.with_mut(|cfn| {
            let arns: &mut Value<List<ManagedPolicyArn>> = cfn
                .managed_policy_arns
                .get_or_insert_with(|| Value::Literal(Vec::new()));
            if let Some(arns) = arns.as_literal_mut()
                && !arns.contains(&arn)
            {
                arns.push(arn);
            }
        });
    }

    /// Adds a statement to the trust policy, which says who may assume the role.
    #[track_caller]
    pub fn add_to_assume_role_policy(&self, statement: PolicyStatement) {
        let mut trust = self.trust.borrow_mut();
        trust.add_checked(statement, self.node(), Usage::Trust);
        self.cfn
            .with_mut(|cfn| cfn.assume_role_policy_document = (&*trust).into_value());
    }

    /// The unique id that IAM has given to the role.
    #[must_use]
    pub fn role_id(&self) -> Value<String> {
        self.cfn.attr_role_id()
    }
}

owned!(Role, CfnRole, "AWS::IAM::Role");

impl IGrantable for Role {
    fn grant_principal(&self) -> Option<Principal> {
        Some(ArnPrincipal::role(self.role_arn()))
    }

    #[track_caller]
    fn add_to_principal_policy(&self, statement: PolicyStatement) -> AddToPrincipalPolicyResult {
        let mut slot = self.default_policy.borrow_mut();
        let policy = slot.get_or_insert_with(|| {
            let policy = Policy::new(self, "DefaultPolicy", PolicyProps::new([]));
            self.attach_inline_policy(&policy);
            policy
        });
        policy.add_statement(statement);
        AddToPrincipalPolicyResult::added(policy.node().clone())
    }
}

impl IRole for Role {
    fn role_arn(&self) -> Value<RoleArn> {
        self.cfn.attr_arn()
    }

    fn role_name(&self) -> Value<RoleName> {
        self.cfn.ref_()
    }

    fn attach_inline_policy(&self, policy: &Policy) {
        policy.attach(&self.role_name());
    }

    /// Lets `grantee` assume the role. Where it has no policies of its own, as a [`Principal`] has none, the
    /// role trusts it from now on.
    #[track_caller]
    fn grant_assume_role(&self, grantee: &dyn IGrantable) -> Grant {
        let position = Location::caller();
        let statement = PolicyStatement::at(position)
            .actions(["sts:AssumeRole"])
            .resources([self.role_arn()]);
        let result = grantee.add_to_principal_policy(statement);
        if result.statement_added {
            return Grant::new(result);
        }
        let Some(principal) = grantee.grant_principal() else {
            return Grant::new(result);
        };
        for statement in principal.trust(position) {
            self.add_to_assume_role_policy(statement);
        }
        Grant::new(AddToPrincipalPolicyResult::added(self.node().clone()))
    }

    fn handle(&self) -> Rc<dyn IRole> {
        Rc::new(self.clone())
    }
}
