//! What Cognito refuses in brandings, and what leaves a login page blank.

use super::Rule;
use super::view::{Clashes, Report, View, is_true, number};
use std::collections::HashSet;

const BRANDING: &str = "AWS::Cognito::ManagedLoginBranding";
const CLIENT: &str = "AWS::Cognito::UserPoolClient";
const DOMAIN: &str = "AWS::Cognito::UserPoolDomain";

pub(super) fn check(branding: &View<'_>, report: &mut Report) {
    let provided = branding.get("UseCognitoProvidedValues");
    if provided.is_some_and(is_true) {
        for path in ["Settings", "Assets"] {
            if branding.has(path) {
                report.add(
                    Rule::BrandingOfTwoKinds,
                    branding,
                    path,
                    format!("the branding is Cognito's own, and has `{path}` of its own too"),
                    "leave out either these or `UseCognitoProvidedValues`",
                );
            }
        }
    }
}

/// What brandings have to do with clients and domains.
pub(super) fn check_all(views: &[View<'_>], report: &mut Report) {
    let mut clashes = Clashes::default();
    let mut branded = HashSet::new();
    let mut all_known = true;
    for branding in views.iter().filter(|view| view.cfn_type() == BRANDING) {
        let (pool, client) = (branding.get("UserPoolId"), branding.get("ClientId"));
        match branding.reference("ClientId") {
            Some(client) => {
                branded.insert(client);
            }
            None => all_known = false,
        }
        if client.is_some()
            && let Some(first) = clashes.add(branding, &[pool, client], "")
        {
            report.add(
                Rule::TwoBrandings,
                branding,
                "ClientId",
                format!("the client already has a branding: `{first}`"),
                "leave one of them out; `no_managed_login_branding` keeps a client from getting one by itself",
            );
        }
    }
    let managed = views.iter().filter(|view| {
        let version = || view.get("ManagedLoginVersion").and_then(number);
        view.cfn_type() == DOMAIN && version() == Some(2)
    });
    let managed: HashSet<&str> = managed
        .filter_map(|view| view.reference("UserPoolId"))
        .collect();
    if managed.is_empty() || !all_known {
        return;
    }
    for client in views.iter().filter(|view| view.cfn_type() == CLIENT) {
        let flows = client.texts("AllowedOAuthFlows");
        let comes_to_page = flows.contains(&"code") || flows.contains(&"implicit");
        let pool = client.reference("UserPoolId");
        let is_managed = pool.is_some_and(|pool| managed.contains(pool));
        if comes_to_page && is_managed && !branded.contains(client.id) {
            report.add(
                Rule::ManagedLoginWithoutBranding,
                client,
                "AllowedOAuthFlows",
                "the client has no branding, and without one its managed-login page is not available",
                "add a `ManagedLoginBranding` for it, or let `Defaults::managed_login_branding` do so",
            );
        }
    }
}
