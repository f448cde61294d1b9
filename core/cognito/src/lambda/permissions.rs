//! Permissions: who may call a function.

use super::permission::bounds;
use super::{CfnPermission, IFunction};
use crate::iam::{Kind, Principal};
use crate::rules::Rule;
use crate::synth::Node;
use crate::{IntoValue, Text, Value};
use std::panic::Location;

/// Who may call a function, and on whose behalf; see [`IFunction::add_permission`].
///
/// ```
/// use cognito_cdk::iam::ServicePrincipal;
/// use cognito_cdk::lambda::Permission;
///
/// let cognito = Permission::new(ServicePrincipal::new("cognito-idp.amazonaws.com"))
///     .source_arn("arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E")
///     .source_account("123456789012");
/// ```
#[derive(Clone, Debug)]
pub struct Permission {
    principal: Principal,
    action: Value<Text<bounds::Action>>,
    source_arn: Option<Value<Text<bounds::SourceArn>>>,
    source_account: Option<Value<Text<bounds::SourceAccount>>>,
    event_source_token: Option<Value<Text<bounds::EventSourceToken>>>,
}

impl Permission {
    /// Lets a service, an account or a role call the function.
    pub fn new(principal: impl Into<Principal>) -> Self {
        Self {
            principal: principal.into(),
            action: "lambda:InvokeFunction".into_value(),
            source_arn: None,
            source_account: None,
            event_source_token: None,
        }
    }

    /// What may be done: `lambda:InvokeFunction` if nothing else is said.
    #[must_use]
    pub fn action(mut self, action: impl IntoValue<Text<bounds::Action>>) -> Self {
        self.action = action.into_value();
        self
    }

    /// On behalf of which resource a service may call: without it, on behalf of any, in anyone's account.
    #[must_use]
    pub fn source_arn(mut self, arn: impl IntoValue<String>) -> Self {
        self.source_arn = Some(arn.into_value().into_value());
        self
    }

    /// On behalf of which account a service may call, for resources whose ARN does not say it.
    #[must_use]
    pub fn source_account(mut self, account: impl IntoValue<Text<bounds::SourceAccount>>) -> Self {
        self.source_account = Some(account.into_value());
        self
    }

    /// The token that an Alexa skill calls with.
    #[must_use]
    pub fn event_source_token(
        mut self,
        token: impl IntoValue<Text<bounds::EventSourceToken>>,
    ) -> Self {
        self.event_source_token = Some(token.into_value());
        self
    }

    /// The resource that gives the permission for a function.
    #[track_caller]
    pub(super) fn into_l1(
        self,
        function: &(impl IFunction + ?Sized),
        node: &Node,
    ) -> CfnPermission {
        let principal = if let Some(Kind::Service(id) | Kind::Aws(id) | Kind::Account(id)) =
            self.principal.single()
        {
            id.clone()
        } else {
            Rule::PermissionPrincipal.report(
                node,
                "the permission is not for one service, account or ARN without conditions",
                "name one with `ServicePrincipal`, `AccountPrincipal` or `ArnPrincipal`, and say \
                 with `source_arn` on whose behalf it may call",
                Location::caller(),
            );
            "*".into_value()
        };
        let arn: Value<String> = function.function_arn().into_value();
        let mut permission = CfnPermission::builder()
            .action(self.action)
            .function_name(arn)
            .principal(principal)
            .build();
        permission.source_arn = self.source_arn;
        permission.source_account = self.source_account;
        permission.event_source_token = self.event_source_token;
        permission
    }
}
