//! What Cognito refuses in an app client, and what its users regret.

mod attributes;
mod links;
mod o_auth;
mod secret;
mod tokens;

use super::view::{Report, View};
use cognito_cdk_l1::Template;

pub(super) fn check(client: &View<'_>, report: &mut Report) {
    o_auth::check(client, report);
    tokens::check(client, report);
    attributes::check(client, report);
    links::check(client, report);
    secret::check(client, report);
}

/// What no client shows alone.
pub(super) fn check_all(template: &Template, views: &[View<'_>], report: &mut Report) {
    if views.iter().any(secret::has_secret) {
        secret::exposed(template, report);
    }
}
