//! What CloudFormation attaches to a resource beside its properties, and removal policies.

use cognito_cdk_template::{ConditionRef, DeletionPolicy, Json, Object};

/// What CloudFormation attaches to a resource beside its properties.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CfnOptions {
    /// The resource exists only if the condition holds.
    pub condition: Option<ConditionRef>,
    /// Which signals the creation waits for.
    pub creation_policy: Option<Json>,
    /// How an update of the resource is rolled out.
    pub update_policy: Option<Json>,
    /// What becomes of the resource when it leaves the stack.
    pub deletion_policy: Option<DeletionPolicy>,
    /// What becomes of the old resource when an update replaces it.
    pub update_replace_policy: Option<DeletionPolicy>,
    /// The version of a custom resource's type.
    pub version: Option<String>,
    /// A text that goes with the resource in the template.
    pub description: Option<String>,
    /// Metadata, by key.
    pub metadata: Object,
}

/// What becomes of a deployed resource that is no longer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RemovalPolicy {
    /// It is deleted, and what it held is lost.
    Destroy,
    /// It stays, outside of any stack.
    Retain,
    /// It is deleted after a snapshot was taken. Few types have snapshots, none of them Cognito's.
    Snapshot,
    /// It stays, unless its creation was part of the very deployment that failed.
    RetainOnUpdateOrDelete,
}

impl RemovalPolicy {
    /// The policies for a deletion and for a replacement.
    pub(crate) const fn policies(self) -> (DeletionPolicy, DeletionPolicy) {
        match self {
            Self::Destroy => (DeletionPolicy::Delete, DeletionPolicy::Delete),
            Self::Retain => (DeletionPolicy::Retain, DeletionPolicy::Retain),
            Self::Snapshot => (DeletionPolicy::Snapshot, DeletionPolicy::Snapshot),
            Self::RetainOnUpdateOrDelete => {
                (DeletionPolicy::RetainExceptOnCreate, DeletionPolicy::Retain)
            }
        }
    }
}

/// How a removal policy is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemovalPolicyOptions {
    /// The policy if none is given.
    pub default: RemovalPolicy,
    /// Whether the policy counts for a resource that an update replaces, too.
    pub apply_to_update_replace_policy: bool,
}

impl Default for RemovalPolicyOptions {
    fn default() -> Self {
        Self {
            default: RemovalPolicy::Retain,
            apply_to_update_replace_policy: true,
        }
    }
}

/// The types that CloudFormation takes snapshots of.
pub(crate) const WITH_SNAPSHOTS: [&str; 8] = [
    "AWS::DocDB::DBCluster",
    "AWS::EC2::Volume",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::Neptune::DBCluster",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::Redshift::Cluster",
];
