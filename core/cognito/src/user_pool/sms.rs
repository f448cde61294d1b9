//! The role by which a pool sends SMS messages.

use crate::arn;
use crate::defaults::Defaults;
use crate::iam::{
    Conditions, IRole, PolicyDocument, PolicyStatement, Role, RoleProps, ServicePrincipal,
};
use cognito_cdk_l1::cognito::user_pool::{SmsConfiguration, bounds};
use cognito_cdk_l1::ids::RoleArn;
use cognito_cdk_l1::{IntoValue, Text, Value};
use cognito_cdk_synth::{Construct, Scope, Stack, intrinsics};

type ExternalId = Text<bounds::SmsConfigurationExternalId>;

/// The role by which a pool sends SMS messages with Amazon SNS.
///
/// A pool that sends SMS messages gets one by itself. See
/// [SMS settings](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-sms.html).
#[derive(Clone, Debug)]
#[must_use]
pub struct SmsRole(Choice);

#[derive(Clone, Debug)]
enum Choice {
    Own,
    None,
    Existing(ExistingSmsRole),
}

/// A role for SMS messages that is there, and the external id that it wants.
#[derive(Clone, Debug)]
#[must_use]
pub struct ExistingSmsRole {
    role: Value<RoleArn>,
    external_id: Option<Value<ExternalId>>,
}

impl ExistingSmsRole {
    /// The external id that the trust policy of the role asks for.
    pub fn external_id(mut self, external_id: impl IntoValue<ExternalId>) -> Self {
        self.external_id = Some(external_id.into_value());
        self
    }
}

impl From<ExistingSmsRole> for SmsRole {
    fn from(role: ExistingSmsRole) -> Self {
        Self(Choice::Existing(role))
    }
}

impl SmsRole {
    /// One is made, whether anything sends SMS messages or not.
    pub const fn own() -> Self {
        Self(Choice::Own)
    }

    /// None is made, and the pool can send no SMS message.
    pub const fn none() -> Self {
        Self(Choice::None)
    }

    /// A role of the app or an imported one. Its trust policy lets `cognito-idp.amazonaws.com` assume it, and it
    /// allows `sns:Publish`; nothing is added to it.
    ///
    /// ```
    /// use cognito_cdk::iam::{Role, RoleProps, ServicePrincipal};
    /// use cognito_cdk::cognito::{SmsRole, UserPool, UserPoolProps};
    /// use cognito_cdk::{App, Stack};
    ///
    /// let app = App::new();
    /// let stack = Stack::new(&app, "Auth");
    /// let sender = ServicePrincipal::new("cognito-idp.amazonaws.com");
    /// let role = Role::new(&stack, "Sms", RoleProps::new(sender));
    /// let sms_role = SmsRole::role(&role).external_id("the-id");
    /// UserPool::new(&stack, "Pool", UserPoolProps::new().sms_role(sms_role));
    ///
    /// let assembly = app.build()?;
    /// let template = assembly.stack("Auth").map(|stack| stack.template()).unwrap_or_default();
    /// assert!(template.contains(r#""SnsCallerArn": {"#));
    /// # Ok::<(), cognito_cdk::SynthError>(())
    /// ```
    pub fn role(role: &dyn IRole) -> ExistingSmsRole {
        Self::existing(role.role_arn())
    }

    /// A role that is there, by its ARN; see [`role`](Self::role).
    pub fn existing(role: impl IntoValue<RoleArn>) -> ExistingSmsRole {
        ExistingSmsRole {
            role: role.into_value(),
            external_id: None,
        }
    }

    /// The configuration of SMS messages for `pool`, with a role for it if one is needed.
    #[track_caller]
    pub(super) fn configuration(
        choice: Option<Self>,
        needed: bool,
        pool: &Construct,
        defaults: &Defaults,
    ) -> Option<SmsConfiguration> {
        let mut configuration = SmsConfiguration::default();
        match choice.map(|Self(choice)| choice) {
            Some(Choice::None) => return None,
            None if !needed => return None,
            Some(Choice::Existing(existing)) => {
                configuration.sns_caller_arn = Some(existing.role);
                configuration.external_id = existing.external_id;
            }
            Some(Choice::Own) | None => {
                let external_id = external_id(pool);
                let role = own_role(pool, &external_id, defaults);
                configuration.sns_caller_arn = Some(role);
                configuration.external_id = Some(external_id.into_value());
            }
        }
        Some(configuration)
    }
}

/// A text that is the pool's own, so that no other pool can use the role.
fn external_id(pool: &Construct) -> String {
    const LONGEST: usize = 1223;
    let id = pool.node().unique_id().unwrap_or_default();
    id.chars().take(LONGEST).collect()
}

#[track_caller]
fn own_role(pool: &Construct, external_id: &str, defaults: &Defaults) -> Value<RoleArn> {
    let mut conditions =
        Conditions::new().with("StringEquals", "sts:ExternalId", external_id.to_owned());
    if defaults.strict_sms_role {
        let stack = Stack::of(pool);
        let stack = stack.as_ref();
        let account = stack.map_or_else(intrinsics::account_id, Stack::account);
        let region = stack.map_or_else(intrinsics::region, Stack::region);
        let any = ["userpool/*".into()];
        let pools = arn::of("cognito-idp", region, account.clone(), any);
        // The pool itself cannot be named: it waits for the role.
        conditions = conditions
            .with("StringEquals", "aws:SourceAccount", account)
            .with("ArnLike", "aws:SourceArn", pools);
    }
    let cognito = ServicePrincipal::new("cognito-idp.amazonaws.com");
    let publish = PolicyStatement::allow()
        .actions(["sns:Publish"])
        .resources(["*"]);
    let props = RoleProps::new(cognito.with_conditions(conditions))
        .inline_policy("sns-publish", PolicyDocument::new([publish]));
    Role::new(pool, "smsRole", props).role_arn()
}
