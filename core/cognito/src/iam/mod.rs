//! The IAM that Cognito needs: principals, policies, roles, and grants. The resource types of the service
//! are here too.
//!
//! ```
//! use cognito_cdk::cognito::CfnUserPool;
//! use cognito_cdk::iam::{Grant, Role, RoleProps, ServicePrincipal};
//! use cognito_cdk::synth::{App, Scope, Stack};
//!
//! let app = App::new();
//! let stack = Stack::new(&app, "Auth");
//! let pool = stack.add("Pool", CfnUserPool::builder().build());
//! let role = Role::new(&stack, "Importer", RoleProps::new(ServicePrincipal::new("lambda.amazonaws.com")));
//! Grant::add_to_principal(&role, ["cognito-idp:AdminCreateUser"], [pool.attr_arn()]);
//!
//! let assembly = app.build()?;
//! let template = assembly.stack("Auth").map(|stack| stack.template()).unwrap_or_default();
//! assert!(template.contains(r#""PolicyName": "ImporterDefaultPolicy"#));
//! # Ok::<(), cognito_cdk::synth::SynthError>(())
//! ```

mod conditions;
mod document;
mod grant;
mod imported;
mod minimize;
mod policies;
mod principal;
mod roles;
mod statement;

pub use cognito_cdk_l1::iam::*;
pub use conditions::Conditions;
pub use document::PolicyDocument;
pub use grant::{AddToPrincipalPolicyResult, Grant, IGrantable};
pub use imported::{ImmutableRole, ImportedRole};
pub use policies::{ManagedPolicy, Policy, PolicyProps};
pub(crate) use principal::Kind;
pub use principal::{
    AccountPrincipal, AnyPrincipal, ArnPrincipal, CompositePrincipal, FederatedPrincipal,
    Principal, ServicePrincipal, StarPrincipal, WebIdentityPrincipal,
};
pub(crate) use roles::whole_seconds;
pub use roles::{IRole, Role, RoleProps};
pub use statement::{Effect, PolicyStatement};

use crate::synth::{Finding, Node, Position, Severity};

/// A check of what IAM and Lambda refuse, as findings and documentation name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// The id, such as `COG401`.
    pub id: &'static str,
    /// How grave a finding of this check is.
    pub severity: Severity,
    /// What it looks for.
    pub summary: &'static str,
}

macro_rules! checks {
    ($($name:ident = $id:literal $severity:ident $summary:literal;)*) => {
        $(pub(crate) const $name: Check = Check {
            id: $id,
            severity: Severity::$severity,
            summary: $summary,
        };)*

        /// The checks of this module and of [`lambda`](crate::lambda).
        pub const CHECKS: &[Check] = &[$($name),*];
    };
}

checks! {
    NO_ACTION = "COG401" Error "A statement of a policy has no action, or both actions and actions that it leaves out.";
    ACTION = "COG402" Error "An action is not `service:Action`.";
    RESOURCE = "COG403" Error "A statement has no resource where it needs one, or one where none may be.";
    PRINCIPAL = "COG404" Error "A statement has no principal where it needs one, or one where none may be.";
    SID = "COG405" Error "The id of a statement has other characters than letters and digits, or is that of two statements.";
    PRINCIPAL_CONDITIONS = "COG406" Error "Principals with different conditions share a statement.";
    EMPTY_POLICY = "COG407" Error "A policy has no statement, or is attached to nothing.";
    DURATION = "COG408" Error "A duration is not a whole number of seconds.";
    ARN = "COG409" Error "A text is no ARN, or that of something else.";
    NO_GRANT = "COG410" Error "A grant that is relied on has added no permission.";
    INLINE_CODE = "COG451" Error "The code of a function stands in the template and cannot.";
    PERMISSION_PRINCIPAL = "COG452" Error "The principal of a function's permission is none that Lambda knows.";
    UNCLEAR_ENVIRONMENT = "COG453" Warning "An imported function gets no permission, as it may be in another account or region.";
    UNKNOWN_ROLE = "COG454" Warning "Permissions are granted to an imported function whose role is not known.";
}

impl Check {
    /// Reports a finding about a construct, made at `position` or where the construct was.
    pub(crate) fn report(
        &self,
        node: &Node,
        position: Option<Position>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let finding = Finding::new(self.id, self.severity, "", message).remedy(remedy);
        node.add_finding(match position {
            Some(position) => finding.position(position),
            None => finding,
        });
    }
}

/// Whether a flag of AWS CDK is set in the context of a construct.
pub(crate) fn flag(node: &Node, name: &str) -> bool {
    let set = node.try_get_context(name);
    set.is_some_and(|set| set.as_bool().unwrap_or(set.as_str() == Some("true")))
}
