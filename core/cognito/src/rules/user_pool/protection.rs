//! What keeps a pool from being lost, and the keys and lifetimes that must agree.

use super::{Pool, Report, Rule, View};
use cognito_cdk_l1::Json;

/// What the copies of pools in other regions need of the pools.
pub(in crate::rules) fn check_all(views: &[View<'_>], report: &mut Report) {
    let is_replica = |view: &&View<'_>| view.cfn_type() == "AWS::Cognito::UserPoolReplica";
    for replica in views.iter().filter(is_replica) {
        let path = "UserPoolId";
        let id = replica.reference(path);
        let pool = views.iter().find(|view| Some(view.id) == id);
        if let Some(pool) = pool.filter(|pool| has_no_key(pool)) {
            report.add(
                Rule::ReplicaWithoutKey,
                replica,
                path,
                format!(
                    "the pool `{}` is encrypted with a key of AWS, and a replica needs a multi-region key of one's own",
                    pool.id
                ),
                "give the pool one: `.encryption_key(EncryptionKey::customer_managed(key))`",
            );
        }
    }
}

/// Whether a pool is certain to be encrypted with a key of AWS.
fn has_no_key(pool: &View<'_>) -> bool {
    let kind = pool.get("KeyConfiguration.KeyType");
    let is_open = matches!(
        kind.or_else(|| pool.get("KeyConfiguration")),
        Some(Json::Expr(_))
    );
    let is_pool = pool.cfn_type() == "AWS::Cognito::UserPool";
    is_pool && !is_open && kind.and_then(Json::as_str) != Some("CUSTOMER_MANAGED_KEY")
}

pub(super) fn check(pool: &mut Pool<'_>) {
    removal(pool);
    key(pool);
    let (old, new) = (
        "AdminCreateUserConfig.UnusedAccountValidityDays",
        "Policies.PasswordPolicy.TemporaryPasswordValidityDays",
    );
    if pool.has(old) && pool.has(new) {
        pool.report(
            Rule::TwoValidities,
            old,
            "both this and `TemporaryPasswordValidityDays` say how long a temporary password is valid",
            "keep `PasswordPolicy::temp_password_validity` alone, which has replaced it",
        );
    }
}

fn removal(pool: &mut Pool<'_>) {
    let path = "DeletionProtection";
    let protected = pool.text(path) == Some("ACTIVE");
    match pool.view.deletion_policy().map(Json::as_str) {
        Some(Some("Delete")) if protected => pool.report(
            Rule::ProtectedFromItsStack,
            path,
            "the pool is deleted with its stack, which then fails, as the pool is protected",
            "leave out `RemovalPolicy::Destroy`, or `.deletion_protection(true)`",
        ),
        None if !protected && !pool.is_open(path) => pool.report(
            Rule::Unprotected,
            path,
            "nothing protects the pool: with its resource, all users are deleted",
            "set `DeletionPolicy` to `Retain`, or `DeletionProtection` to `ACTIVE`",
        ),
        _ => {}
    }
}

fn key(pool: &mut Pool<'_>) {
    let path = "KeyConfiguration";
    let arn = pool.has("KeyConfiguration.KmsKeyArn");
    let (message, remedy) = match (pool.text("KeyConfiguration.KeyType"), arn) {
        (Some("CUSTOMER_MANAGED_KEY"), false) => (
            "the key is `CUSTOMER_MANAGED_KEY`, and `KmsKeyArn` does not say which",
            "set it: `EncryptionKey::customer_managed(key)`",
        ),
        (Some("AWS_OWNED_KEY"), true) => (
            "the key is `AWS_OWNED_KEY`, and `KmsKeyArn` names another one",
            "decide for one: `EncryptionKey::aws_owned()` or `EncryptionKey::customer_managed(key)`",
        ),
        _ => return,
    };
    pool.report(Rule::KeyMismatch, path, message, remedy);
}
