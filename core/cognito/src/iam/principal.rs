//! Principals: who a policy speaks of.

use super::conditions::Conditions;
use super::grant::{AddToPrincipalPolicyResult, IGrantable};
use super::statement::PolicyStatement;
use crate::arn;
use crate::ids::RoleArn;
use crate::synth::Position;
use crate::{IntoValue, Json, Value};
use std::borrow::Cow;

/// Who may assume a role, or who a statement is about: a service, an account, a role, an identity provider.
///
/// The types that are named as AWS CDK's make one: [`ServicePrincipal`], [`FederatedPrincipal`] and the
/// others. Every setter that takes `impl Into<Principal>` takes them.
#[derive(Clone, Debug, PartialEq)]
pub struct Principal {
    pub(super) parts: Vec<Part>,
}

/// One of those that a principal stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) kind: Kind,
    pub(super) conditions: Conditions,
    assume_action: Cow<'static, str>,
    tags_session: bool,
}

/// Under which key a principal stands in a statement, and as what.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A service of AWS, by its name.
    Service(Value<String>),
    /// An identity provider.
    Federated(Value<String>),
    /// A role, a user, or everyone with an AWS account.
    Aws(Value<String>),
    /// All of an account.
    Account(Value<String>),
    /// Everyone.
    Star,
}

impl Kind {
    /// The key in a statement; everyone has none.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            Self::Service(_) => "Service",
            Self::Federated(_) => "Federated",
            Self::Aws(_) | Self::Account(_) => "AWS",
            Self::Star => "*",
        }
    }

    pub(super) fn to_json(&self) -> Json {
        match self {
            Self::Service(id) | Self::Federated(id) | Self::Aws(id) => Json::from(id.clone()),
            Self::Account(account) => {
                let root = arn::of("iam", "".into(), account.clone(), ["root".into()]);
                Json::from(root)
            }
            Self::Star => Json::from("*"),
        }
    }
}

impl Principal {
    fn of(kind: Kind) -> Self {
        let part = Part {
            kind,
            conditions: Conditions::new(),
            assume_action: Cow::Borrowed("sts:AssumeRole"),
            tags_session: false,
        };
        Self { parts: vec![part] }
    }

    fn assumed_by(mut self, action: impl Into<Cow<'static, str>>) -> Self {
        let action = action.into();
        for part in &mut self.parts {
            part.assume_action.clone_from(&action);
        }
        self
    }

    /// The same, only under these conditions, besides those that it has.
    #[must_use]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "a value reads better in a chain"
    )]
    pub fn with_conditions(mut self, conditions: Conditions) -> Self {
        for part in &mut self.parts {
            part.conditions.merge(conditions.clone());
        }
        self
    }

    /// The same, which may also tag the sessions of a role that it assumes.
    #[must_use]
    pub fn with_session_tags(mut self) -> Self {
        for part in &mut self.parts {
            part.tags_session = true;
        }
        self
    }

    /// The one that this principal stands for, if it is one and has no conditions.
    pub(crate) fn single(&self) -> Option<&Kind> {
        match self.parts.as_slice() {
            [part] if part.conditions.is_empty() => Some(&part.kind),
            _ => None,
        }
    }

    /// The statements of a trust policy that let the principal assume the role.
    pub(super) fn trust(self, position: Position) -> impl Iterator<Item = PolicyStatement> {
        self.parts.into_iter().map(move |part| {
            let tag = part.tags_session.then_some(Cow::Borrowed("sts:TagSession"));
            let actions = [Some(part.assume_action.clone()), tag];
            PolicyStatement::at(position)
                .actions(actions.into_iter().flatten())
                .principals([Self { parts: vec![part] }])
        })
    }
}

macro_rules! principals {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name(Principal);

        impl $name {
            /// The same, only under these conditions.
            #[must_use]
            pub fn with_conditions(self, conditions: Conditions) -> Self {
                Self(self.0.with_conditions(conditions))
            }

            /// The same, which may also tag the sessions of a role that it assumes.
            #[must_use]
            pub fn with_session_tags(self) -> Self {
                Self(self.0.with_session_tags())
            }
        }

        impl From<$name> for Principal {
            fn from(principal: $name) -> Self {
                principal.0
            }
        }

        impl IGrantable for $name {
            fn grant_principal(&self) -> Option<Principal> {
                self.0.grant_principal()
            }

            fn add_to_principal_policy(
                &self,
                statement: PolicyStatement,
            ) -> AddToPrincipalPolicyResult {
                self.0.add_to_principal_policy(statement)
            }
        }
    )*};
}

principals! {
    /// A service of AWS, such as `cognito-idp.amazonaws.com`.
    ///
    /// ```
    /// use cognito_cdk::iam::{Conditions, Role, RoleProps, ServicePrincipal};
    /// use cognito_cdk::synth::{App, Stack};
    ///
    /// let stack = Stack::new(&App::new(), "Auth");
    /// let cognito = ServicePrincipal::new("cognito-idp.amazonaws.com")
    ///     .with_conditions(Conditions::new().with("StringEquals", "aws:SourceAccount", stack.account()));
    /// Role::new(&stack, "Sender", RoleProps::new(cognito));
    /// ```
    ServicePrincipal;

    /// Who an identity provider vouches for, such as `cognito-identity.amazonaws.com`.
    ///
    /// ```
    /// use cognito_cdk::cognito::CfnIdentityPool;
    /// use cognito_cdk::iam::{Conditions, FederatedPrincipal, Role, RoleProps};
    /// use cognito_cdk::synth::{App, Scope, Stack};
    ///
    /// let stack = Stack::new(&App::new(), "Auth");
    /// let pool = stack.add("Ids", CfnIdentityPool::builder().allow_unauthenticated_identities(false).build());
    /// let users = FederatedPrincipal::new("cognito-identity.amazonaws.com")
    ///     .with_conditions(
    ///         Conditions::new()
    ///             .with("StringEquals", "cognito-identity.amazonaws.com:aud", pool.ref_())
    ///             .with("ForAnyValue:StringLike", "cognito-identity.amazonaws.com:amr", "authenticated"),
    ///     )
    ///     .assume_action("sts:AssumeRoleWithWebIdentity");
    /// Role::new(&stack, "Users", RoleProps::new(users));
    /// ```
    FederatedPrincipal;

    /// Who an OpenID Connect provider vouches for: a [`FederatedPrincipal`] that assumes roles with
    /// `sts:AssumeRoleWithWebIdentity`.
    WebIdentityPrincipal;

    /// A role, a user or a session, by its ARN.
    ArnPrincipal;

    /// All of an account: whoever the account itself lets do it. `AccountPrincipal::new(stack.account())` is
    /// the account of a stack.
    AccountPrincipal;

    /// Everyone who has signed in to any AWS account, rendered as `{"AWS": "*"}`.
    AnyPrincipal;

    /// Everyone, signed in or not, rendered as `"*"`.
    StarPrincipal;

    /// Several principals, each in a statement of its own, so that each keeps its conditions.
    ///
    /// ```
    /// use cognito_cdk::iam::{AccountPrincipal, CompositePrincipal, Role, RoleProps, ServicePrincipal};
    /// use cognito_cdk::synth::{App, Stack};
    ///
    /// let stack = Stack::new(&App::new(), "Auth");
    /// let both = CompositePrincipal::new(ServicePrincipal::new("lambda.amazonaws.com"))
    ///     .and(AccountPrincipal::new("123456789012"));
    /// Role::new(&stack, "Shared", RoleProps::new(both));
    /// ```
    CompositePrincipal;
}

impl ServicePrincipal {
    /// The service of that name.
    pub fn new(service: impl IntoValue<String>) -> Self {
        Self(Principal::of(Kind::Service(service.into_value())))
    }
}

impl FederatedPrincipal {
    /// The identity provider of that name or ARN.
    pub fn new(provider: impl IntoValue<String>) -> Self {
        Self(Principal::of(Kind::Federated(provider.into_value())))
    }

    /// The action by which it assumes a role: `sts:AssumeRole` if none is given, which identity providers do
    /// not use; theirs are `sts:AssumeRoleWithWebIdentity` and `sts:AssumeRoleWithSAML`.
    #[must_use]
    pub fn assume_action(self, action: impl Into<Cow<'static, str>>) -> Self {
        Self(self.0.assumed_by(action))
    }
}

impl WebIdentityPrincipal {
    /// The OpenID Connect provider of that name or ARN.
    pub fn new(provider: impl IntoValue<String>) -> Self {
        let principal = Principal::of(Kind::Federated(provider.into_value()));
        Self(principal.assumed_by("sts:AssumeRoleWithWebIdentity"))
    }
}

impl ArnPrincipal {
    /// The principal of that ARN.
    pub fn new(arn: impl IntoValue<String>) -> Self {
        Self(Principal::of(Kind::Aws(arn.into_value())))
    }

    pub(super) fn role(arn: Value<RoleArn>) -> Principal {
        Self::new(arn).into()
    }
}

impl AccountPrincipal {
    /// The account of that number.
    pub fn new(account: impl IntoValue<String>) -> Self {
        Self(Principal::of(Kind::Account(account.into_value())))
    }
}

impl AnyPrincipal {
    /// Everyone with an AWS account.
    #[must_use]
    pub fn new() -> Self {
        Self(Principal::of(Kind::Aws("*".into())))
    }
}

impl Default for AnyPrincipal {
    fn default() -> Self {
        Self::new()
    }
}

impl StarPrincipal {
    /// Everyone.
    #[must_use]
    pub fn new() -> Self {
        Self(Principal::of(Kind::Star))
    }
}

impl Default for StarPrincipal {
    fn default() -> Self {
        Self::new()
    }
}

impl CompositePrincipal {
    /// The first of several.
    pub fn new(principal: impl Into<Principal>) -> Self {
        Self(principal.into())
    }

    /// The same and another one.
    #[must_use]
    pub fn and(mut self, principal: impl Into<Principal>) -> Self {
        self.0.parts.extend(principal.into().parts);
        self
    }
}
