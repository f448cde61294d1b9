//! Removal policies of a scope: for all resources in it.

use crate::aspects::{AspectPriority, Aspects};
use crate::element::{CfnResource, RemovalPolicy};
use crate::tree::node::Node;
use crate::tree::scope::Scope;
use crate::type_filter::TypeFilter;

/// The removal policies of a scope: of every resource in it, also of those that are made later.
///
/// ```
/// use cognito_cdk_synth::{App, RemovalPolicies, RemovalPoliciesOptions, Stack};
///
/// let stack = Stack::new(&App::new(), "Trial");
/// RemovalPolicies::of(&stack).destroy();
/// RemovalPolicies::of(&stack).retain_with(
///     RemovalPoliciesOptions::new().include("AWS::Cognito::UserPool"),
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovalPolicies(Node);

/// Which resources a removal policy is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemovalPoliciesOptions {
    types: TypeFilter,
    only_missing: bool,
    priority: Option<AspectPriority>,
}

impl RemovalPoliciesOptions {
    /// All resources.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Only resources of this type, and of others that are included.
    #[must_use]
    pub fn include(mut self, cfn_type: impl Into<String>) -> Self {
        self.types.include(cfn_type);
        self
    }

    /// No resources of this type.
    #[must_use]
    pub fn exclude(mut self, cfn_type: impl Into<String>) -> Self {
        self.types.exclude(cfn_type);
        self
    }

    /// Only resources that have no policy: AWS CDK's `MissingRemovalPolicies`.
    #[must_use]
    pub const fn only_missing(mut self) -> Self {
        self.only_missing = true;
        self
    }

    /// When it is applied, among the aspects; of two policies the later one counts.
    #[must_use]
    pub const fn priority(mut self, priority: AspectPriority) -> Self {
        self.priority = Some(priority);
        self
    }

    fn apply_to(&self, resource: &CfnResource) -> bool {
        let options = resource.cfn_options();
        let has_policy =
            options.deletion_policy.is_some() || options.update_replace_policy.is_some();
        self.types.has(&resource.cfn_resource_type()) && !(self.only_missing && has_policy)
    }
}

impl RemovalPolicies {
    /// The removal policies of `scope`.
    #[must_use]
    pub fn of(scope: &(impl Scope + ?Sized)) -> Self {
        Self(scope.node().clone())
    }

    /// Deletes the resources when they are no longer wanted.
    pub fn destroy(&self) {
        self.destroy_with(RemovalPoliciesOptions::new());
    }

    /// Deletes some of the resources when they are no longer wanted.
    pub fn destroy_with(&self, options: RemovalPoliciesOptions) {
        self.apply(RemovalPolicy::Destroy, options);
    }

    /// Leaves the resources where they are, outside of any stack.
    pub fn retain(&self) {
        self.retain_with(RemovalPoliciesOptions::new());
    }

    /// Leaves some of the resources where they are.
    pub fn retain_with(&self, options: RemovalPoliciesOptions) {
        self.apply(RemovalPolicy::Retain, options);
    }

    /// Applies any policy to some of the resources. It takes the place of what a resource was given itself.
    pub fn apply(&self, policy: RemovalPolicy, options: RemovalPoliciesOptions) {
        let priority = options.priority.unwrap_or(AspectPriority::MUTATING);
        let visit = move |node: &Node| {
            if let Some(resource) = node.cfn_resource()
                && options.apply_to(&resource)
            {
                resource.apply_removal_policy(policy);
            }
        };
        Aspects::of(&self.0).add_with_priority(visit, priority);
    }
}
