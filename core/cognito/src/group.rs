//! `UserPoolGroup`: a group of users.

use crate::construct::{IResource, imported, owned};
use crate::iam::IRole;
use crate::rules;
use crate::user_pool::IUserPool;
use cognito_cdk_l1::cognito::CfnUserPoolGroup;
use cognito_cdk_l1::cognito::user_pool_group::bounds;
use cognito_cdk_l1::ids::{RoleArn, UserPoolGroupName};
use cognito_cdk_l1::{Int, IntoValue, Text, Value};
use cognito_cdk_synth::{Construct, Element, Scope};

/// A group of the users of a pool, own or imported.
pub trait IUserPoolGroup: IResource {
    /// The name, which is in the claim `cognito:groups` of the tokens of its users.
    fn group_name(&self) -> Value<UserPoolGroupName>;
}

/// What a [`UserPoolGroup`] can be told.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct UserPoolGroupOptions {
    description: Option<Value<Text<bounds::Description>>>,
    group_name: Option<Value<Text<bounds::GroupName>>>,
    precedence: Option<Value<Int<bounds::Precedence>>>,
    role_arn: Option<Value<RoleArn>>,
}

impl UserPoolGroupOptions {
    /// A group with a name that CloudFormation makes up, and without a role.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the group is for, in at most 2048 characters.
    pub fn description(mut self, description: impl IntoValue<Text<bounds::Description>>) -> Self {
        self.description = Some(description.into_value());
        self
    }

    /// The name: 1 to 128 letters, digits, symbols and punctuation, without a space. A pool has each name
    /// once.
    ///
    /// A change replaces the group, and its users have to be added again.
    pub fn group_name(mut self, name: impl IntoValue<Text<bounds::GroupName>>) -> Self {
        self.group_name = Some(name.into_value());
        self
    }

    /// Which group's role a user of several groups prefers: that with the lowest number from 0 to
    /// 2147483647. A group without one comes last.
    ///
    /// Where two groups share the lowest one and have different roles, no role is preferred:
    /// [how precedence works](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html).
    pub fn precedence(mut self, precedence: impl IntoValue<Int<bounds::Precedence>>) -> Self {
        self.precedence = Some(precedence.into_value());
        self
    }

    /// The IAM role that the tokens of its users name, in the claims `cognito:roles` and
    /// `cognito:preferred_role`. An identity pool that maps roles by token lets them assume it.
    pub fn role(self, role: &impl IRole) -> Self {
        self.role_arn(role.role_arn())
    }

    /// The ARN of the [`role`](Self::role).
    pub fn role_arn(mut self, arn: impl IntoValue<RoleArn>) -> Self {
        self.role_arn = Some(arn.into_value());
        self
    }
}

/// A group of the users of a pool.
///
/// It makes an [`AWS::Cognito::UserPoolGroup`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolgroup.html).
///
/// ```
/// use cognito_cdk::cognito::{IUserPool, UserPool, UserPoolGroupOptions, UserPoolProps};
/// use cognito_cdk::{App, Stack, text};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "SignIn");
/// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
/// pool.add_group("Admins", UserPoolGroupOptions::new()
///     .group_name(text!("admins"))
///     .description("Those who may change settings")
///     .precedence(1));
/// # app.build()?;
/// # Ok::<(), cognito_cdk::SynthError>(())
/// ```
#[derive(Clone, Debug)]
pub struct UserPoolGroup {
    construct: Construct,
    cfn: Element<CfnUserPoolGroup>,
}

owned!(
    UserPoolGroup,
    CfnUserPoolGroup,
    "AWS::Cognito::UserPoolGroup"
);

impl UserPoolGroup {
    /// A group of `pool`, in `scope`.
    #[track_caller]
    pub fn new(
        scope: &impl Scope,
        id: impl AsRef<str>,
        pool: &impl IUserPool,
        options: UserPoolGroupOptions,
    ) -> Self {
        let construct = Construct::new(scope, id);
        rules::install(&construct);
        let mut group = CfnUserPoolGroup::builder()
            .user_pool_id(pool.user_pool_id())
            .build();
        group.description = options.description;
        group.group_name = options.group_name;
        group.precedence = options.precedence;
        group.role_arn = options.role_arn;
        let cfn = construct.add("Resource", group);
        Self { construct, cfn }
    }

    /// A group that is there already, by its name.
    #[track_caller]
    pub fn from_group_name(
        scope: &impl Scope,
        id: impl AsRef<str>,
        group_name: impl IntoValue<UserPoolGroupName>,
    ) -> ImportedUserPoolGroup {
        ImportedUserPoolGroup::create(scope, id, group_name)
    }
}

impl IUserPoolGroup for UserPoolGroup {
    fn group_name(&self) -> Value<UserPoolGroupName> {
        self.cfn.ref_()
    }
}

imported! {
    /// A group that is there already; [`UserPoolGroup::from_group_name`] gives it.
    ImportedUserPoolGroup, UserPoolGroupName
}

impl IUserPoolGroup for ImportedUserPoolGroup {
    fn group_name(&self) -> Value<UserPoolGroupName> {
        self.name.clone()
    }
}
