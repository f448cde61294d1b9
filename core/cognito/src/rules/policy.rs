//! The rules of policies that are resources of their own.

use super::Rule;
use super::view::{Report, View};
use cognito_cdk_l1::Json;

pub(super) fn check(view: &View<'_>, report: &mut Report) {
    let is_empty = |path: &str| match view.get(path) {
        None => true,
        Some(value) => value.as_list().is_some_and(<[Json]>::is_empty),
    };
    let has_document = view
        .get("PolicyDocument")
        .and_then(Json::as_object)
        .is_some();
    if has_document && is_empty("PolicyDocument.Statement") {
        report.add(
            Rule::EmptyPolicy,
            view,
            "PolicyDocument.Statement",
            "the policy has no statement",
            "add one, or leave the policy out",
        );
    }
    if ["Groups", "Roles", "Users"].into_iter().all(is_empty) {
        report.add(
            Rule::EmptyPolicy,
            view,
            "Roles",
            "the policy is attached to nothing",
            "attach it to a role whose policies this app can change, or leave it out",
        );
    }
}
