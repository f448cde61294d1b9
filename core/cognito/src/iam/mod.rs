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
pub use roles::{IRole, Role, RoleProps};
pub use statement::{Effect, PolicyStatement};

use crate::synth::Node;

/// Whether a flag of AWS CDK is set in the context of a construct.
pub(crate) fn flag(node: &Node, name: &str) -> bool {
    let set = node.try_get_context(name);
    set.is_some_and(|set| set.as_bool().unwrap_or(set.as_str() == Some("true")))
}
