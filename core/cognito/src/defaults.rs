//! `Defaults`: what a construct does where the program says nothing.

use cognito_cdk_synth::Scope;
use std::rc::Rc;

/// What constructs do where the program says nothing: one field for each difference between
/// [`Defaults::secure`], which holds unless another one is applied, and [`Defaults::aws_cdk`], which gives
/// the templates of AWS CDK and so lets a deployed stack move without a change.
///
/// ```
/// use cognito_cdk::cognito::{UserPool, UserPoolProps};
/// use cognito_cdk::{App, Defaults, Stack};
///
/// let app = App::new();
/// Defaults::aws_cdk().apply_to(&app);
/// let stack = Stack::new(&app, "Migrated");
/// UserPool::new(&stack, "Users", UserPoolProps::new());
/// # app.build()?;
/// # Ok::<(), cognito_cdk::SynthError>(())
/// ```
///
/// A stack can have its own: `Defaults::secure().apply_to(&stack)`. Each field can be set by itself:
///
/// ```
/// use cognito_cdk::{App, Defaults};
///
/// let mut defaults = Defaults::secure();
/// defaults.deletion_protection = false;
/// defaults.apply_to(&App::new());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is an independent answer to whether the safer way is taken"
)]
pub struct Defaults {
    /// A pool cannot be deleted before its protection is taken back. Not for pools with
    /// `RemovalPolicy::Destroy`: they are meant to go.
    pub deletion_protection: bool,
    /// A password has 12 characters or more, with lower and upper case, a digit and a symbol, and a
    /// temporary one is valid for 7 days; all of it is written out. Else what is not asked for is left to
    /// Cognito.
    pub password_policy: bool,
    /// Users may turn on a second factor by an authenticator app. Else there is none unless it is asked for.
    pub optional_mfa: bool,
    /// A forgotten password is recovered by email only, and by SMS where users may have nothing but a phone
    /// number. Else by SMS first, which costs money, and whose messages can be stolen.
    pub email_recovery: bool,
    /// `Alice` and `alice` are the same user. A pool can never change it.
    pub case_insensitive_sign_in: bool,
    /// The standard attributes of the `Schema` are complete, as Cognito keeps them, and custom ones say
    /// whether they are mutable. Without the data type, later updates of a pool can fail.
    pub complete_standard_attributes: bool,
    /// A constraint of 0, such as the least value of a number, is written like any other. AWS CDK loses it.
    pub zero_constraints: bool,
    /// The role for SMS can be used by user pools of the same account only, and is made for each feature
    /// that sends SMS, one-time passwords among them.
    pub strict_sms_role: bool,
    /// A pool that is imported by its id is in the region that the id begins with. Else in that of the stack.
    pub imported_pool_region: bool,
    /// The name of an email's sender is quoted if it has a comma or a period. AWS CDK writes `Example, Inc.` bare,
    /// which mail programs read as two addresses.
    pub quoted_sender_names: bool,
    /// A client gives nothing away about which users exist.
    pub prevent_user_existence_errors: bool,
    /// A client has no OAuth unless it is asked for. Else AWS CDK turns on the implicit grant, all
    /// scopes, and `https://example.com` as the callback.
    pub no_oauth: bool,
    /// A grant of OAuth that names no scopes gives `openid` only. Else it gives every scope that Cognito has,
    /// among them the one by which a token may change its user.
    pub open_id_scope_only: bool,
    /// A client can sign in by SRP, and refresh its tokens, and has no other flow; a client for
    /// client credentials has none to sign in. Else it is left to Cognito.
    pub srp_auth_flow: bool,
    /// Token revocation, the validity of tokens (1 hour, refresh tokens 30 days) and that there is no
    /// secret are written out.
    pub explicit_client_settings: bool,
    /// A client supports the identity providers that the pool has in the end, not those that it has when
    /// the client is made; a provider that is named is deployed before the client. A client for client
    /// credentials, which has no users, supports none unless it is asked for.
    pub all_identity_providers: bool,
    /// A client of a pool whose domain has managed login gets the branding without which its login page is
    /// blank.
    pub managed_login_branding: bool,
    /// The keys of custom attributes in mappings begin with `custom:`.
    pub custom_mapping_prefix: bool,
    /// The details of identity providers are texts, as Cognito keeps them, booleans too.
    pub text_provider_details: bool,
    /// The redirect in the address of a login page is encoded, and in the regions of the US government the
    /// address is the FIPS one, the only one there.
    pub login_urls: bool,
}

impl Defaults {
    /// What this library stands for.
    #[must_use]
    pub const fn secure() -> Self {
        Self::all(true)
    }

    /// What AWS CDK does.
    #[must_use]
    pub const fn aws_cdk() -> Self {
        Self::all(false)
    }

    const fn all(safer: bool) -> Self {
        Self {
            deletion_protection: safer,
            password_policy: safer,
            optional_mfa: safer,
            email_recovery: safer,
            case_insensitive_sign_in: safer,
            complete_standard_attributes: safer,
            zero_constraints: safer,
            strict_sms_role: safer,
            imported_pool_region: safer,
            quoted_sender_names: safer,
            prevent_user_existence_errors: safer,
            no_oauth: safer,
            open_id_scope_only: safer,
            srp_auth_flow: safer,
            explicit_client_settings: safer,
            all_identity_providers: safer,
            managed_login_branding: safer,
            custom_mapping_prefix: safer,
            text_provider_details: safer,
            login_urls: safer,
        }
    }

    /// Lets these hold for all that is made below `scope` from now on.
    pub fn apply_to(self, scope: &impl Scope) {
        scope.node().provide(self);
    }

    /// Those that hold in `scope`.
    #[must_use]
    pub fn of(scope: &impl Scope) -> Rc<Self> {
        let given = scope.node().provided();
        given.unwrap_or_else(|| Rc::new(Self::secure()))
    }
}

impl Default for Defaults {
    fn default() -> Self {
        Self::secure()
    }
}
