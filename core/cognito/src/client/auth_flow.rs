//! `AuthFlow`: by which ways users sign in to an app client through the API.

use cognito_cdk_l1::cognito::user_pool_client::ExplicitAuthFlow;

/// The ways in which users can sign in to an app client through the API, and no others.
///
/// Refreshing tokens (`ALLOW_REFRESH_TOKEN_AUTH`) is added by itself, except to clients that rotate refresh
/// tokens, for which Cognito has another operation. To leave it to Cognito, which allows SRP, custom
/// authentication and refreshing, say [`AuthFlow::service_default`]: it is another thing than
/// [`AuthFlow::none`].
///
/// See [`ExplicitAuthFlows`](https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html).
///
/// ```
/// use cognito_cdk::cognito::AuthFlow;
///
/// let flows = AuthFlow::user_srp().and_custom();
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each flow is allowed or not, independently of the others"
)]
pub struct AuthFlow {
    user_password: bool,
    admin_user_password: bool,
    custom: bool,
    user_srp: bool,
    user: bool,
}

macro_rules! flows {
    ($($(#[$doc:meta])* $name:ident $and:ident $variant:ident;)*) => {
        impl AuthFlow {
            $($(#[$doc])*
            pub const fn $name() -> Self {
                Self::none().$and()
            })*

            $(#[doc = concat!("The same, and [`", stringify!($name), "`](Self::", stringify!($name), ").")]
            pub const fn $and(mut self) -> Self {
                self.$name = true;
                self
            })*

            /// As `ExplicitAuthFlows` has them, in AWS CDK's order.
            pub(super) fn rendered(self) -> Vec<ExplicitAuthFlow> {
                let all = [$((self.$name, ExplicitAuthFlow::$variant)),*];
                let allowed = all.into_iter().filter(|(allowed, _)| *allowed);
                allowed.map(|(_, flow)| flow).collect()
            }
        }
    };
}

flows! {
    /// `ALLOW_USER_PASSWORD_AUTH`: the program sends the password itself.
    user_password and_user_password AllowUserPasswordAuth;
    /// `ALLOW_ADMIN_USER_PASSWORD_AUTH`: a server with AWS credentials sends the password.
    admin_user_password and_admin_user_password AllowAdminUserPasswordAuth;
    /// `ALLOW_CUSTOM_AUTH`: the Lambda triggers for custom challenges decide.
    custom and_custom AllowCustomAuth;
    /// `ALLOW_USER_SRP_AUTH`: the Secure Remote Password protocol; the password does not leave the device.
    user_srp and_user_srp AllowUserSrpAuth;
    /// `ALLOW_USER_AUTH`: the user chooses among the factors of the pool's sign-in policy, such as passkeys.
    user and_user AllowUserAuth;
}

impl AuthFlow {
    /// No way to sign in through the API: for clients whose users sign in on the login pages only, and for
    /// those without users.
    pub const fn none() -> Self {
        Self {
            user_password: false,
            admin_user_password: false,
            custom: false,
            user_srp: false,
            user: false,
        }
    }

    /// What Cognito allows when nothing is said: SRP, custom authentication, and refreshing tokens.
    pub const fn service_default() -> ServiceDefaultAuthFlow {
        ServiceDefaultAuthFlow
    }
}

/// The flows that Cognito allows when nothing is said. See [`AuthFlow::service_default`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct ServiceDefaultAuthFlow;

/// What [`UserPoolClientOptions::auth_flows`](super::UserPoolClientOptions::auth_flows) takes: an
/// [`AuthFlow`], or [`AuthFlow::service_default`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthFlowChoice {
    /// Nothing is written; Cognito decides.
    ServiceDefault,
    /// These, and no others.
    Only(AuthFlow),
}

impl From<AuthFlow> for AuthFlowChoice {
    fn from(flows: AuthFlow) -> Self {
        Self::Only(flows)
    }
}

impl From<ServiceDefaultAuthFlow> for AuthFlowChoice {
    fn from(_: ServiceDefaultAuthFlow) -> Self {
        Self::ServiceDefault
    }
}
