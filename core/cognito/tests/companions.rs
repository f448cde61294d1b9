//! What leads to a domain from elsewhere: the action of a load balancer, and the alias record.
#![cfg(all(feature = "elasticloadbalancingv2", feature = "route53"))]
#![allow(clippy::expect_used, reason = "a test fails by a panic")]
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "as expect-test writes them"
)]

mod findings;

use cognito_cdk::cognito::{
    AuthorizationCodeGrant, HasSecret, IUserPool, OAuthScope, UserPool, UserPoolClient,
    UserPoolClientOptions, UserPoolDomain, UserPoolDomainOptions, UserPoolProps,
};
use cognito_cdk::elasticloadbalancingv2::{
    AuthenticateCognitoAction, UnauthenticatedAction, listener, listener_rule,
};
use cognito_cdk::route53::UserPoolDomainTarget;
use cognito_cdk::{App, Duration, NestedStack, Stack, ToJson};
use expect_test::{Expect, expect};
use findings::check;

fn pool(stack: &Stack) -> UserPool {
    UserPool::new(stack, "Users", UserPoolProps::new())
}

fn prefix(pool: &UserPool) -> UserPoolDomain {
    pool.add_domain("Login", UserPoolDomainOptions::cognito_domain("acme"))
}

fn custom(stack: &Stack) -> UserPoolDomain {
    let certificate = "arn:aws:acm:us-east-1:123456789012:certificate/abc";
    let options = UserPoolDomainOptions::custom_domain("auth.example.com", certificate);
    pool(stack).add_domain("Login", options)
}

fn client(pool: &UserPool) -> UserPoolClient<impl HasSecret> {
    let callback = "https://site.example.com/oauth2/idpresponse";
    let grant = AuthorizationCodeGrant::new([callback]).scopes([OAuthScope::OpenId]);
    pool.add_client(
        "Site",
        UserPoolClientOptions::new().generate_secret().o_auth(grant),
    )
}

/// The actions of this pool's listeners, with all that they can be told.
fn action(stack: &Stack) -> AuthenticateCognitoAction {
    let pool = pool(stack);
    AuthenticateCognitoAction::new(&pool, &client(&pool), &prefix(&pool))
        .authentication_request_extra_params([("prompt", "login")])
        .on_unauthenticated_request(UnauthenticatedAction::Deny)
        .scope("openid email")
        .session_cookie_name("site")
        .session_timeout(Duration::hours(12))
}

fn check_actions(actions: &[impl ToJson], expected: &Expect) {
    let actions: Vec<String> = actions
        .iter()
        .map(|action| {
            let action = action.to_json();
            let action = action.as_object().expect("an object");
            // References are not resolved outside of a template.
            let timeout = action
                .get("AuthenticateCognitoConfig")
                .and_then(|config| config.as_object()?.get("SessionTimeout"));
            let shown = [action.get("Type"), action.get("Order"), timeout];
            let shown: Vec<String> = shown
                .into_iter()
                .flatten()
                .map(ToString::to_string)
                .collect();
            shown.join(" ")
        })
        .collect();
    expected.assert_eq(&actions.join(", "));
}

#[test]
fn actions_of_listeners_and_rules() {
    let stack = Stack::new(&App::new(), "Auth");
    let action = action(&stack);
    let page = listener::Action::builder().type_(listener::ActionType::FixedResponse);
    check_actions(
        &action.clone().and_then([page.build()]),
        &expect![[r#""authenticate-cognito" 1 "43200", "fixed-response" 2"#]],
    );
    let page = listener_rule::Action::builder().type_(listener_rule::ActionType::FixedResponse);
    check_actions(
        &action.and_then([page.order(50).build()]),
        &expect![[r#""authenticate-cognito" 1 43200, "fixed-response" 50"#]],
    );
}

#[test]
fn sessions_and_clients() {
    check(
        |stack| {
            let pool = pool(stack);
            let client = pool.add_client("Site", UserPoolClientOptions::new());
            let action = AuthenticateCognitoAction::new(&pool, &client, &prefix(&pool));
            let _ = action.session_timeout(Duration::days(8));
        },
        &expect![[r#"
            error[COG351] Auth/Users/Site: a load balancer cannot sign users in by this client: it has neither a secret nor the authorization-code grant
              at companions.rs
              help: make the client with `generate_secret()` and an `AuthorizationCodeGrant`
            error[COG350] Auth/Users: a session of the load balancer cannot last 8 days
              at companions.rs
              help: write a `session_timeout` of 1 second to 7 days
        "#]],
    );
}

#[test]
fn callback_of_a_load_balancer() {
    check(
        |stack| {
            let pool = pool(stack);
            let grant = AuthorizationCodeGrant::new(["https://site.example.com/callback"]);
            let options = UserPoolClientOptions::new().generate_secret();
            let client = pool.add_client("Site", options.o_auth(grant));
            let _ = AuthenticateCognitoAction::new(&pool, &client, &prefix(&pool));
        },
        &expect![[r#"
            warning[COG352] Auth/Users/Site: no callback URL of the client is one to which a load balancer lets users come back
              at companions.rs
              help: add `https://DNS/oauth2/idpresponse`, with the name under which users reach the load balancer
        "#]],
    );
}

#[test]
fn what_fits_is_not_reported() {
    check(
        |stack| {
            let _ = action(stack);
            let _ = UserPoolDomainTarget::new(&custom(&Stack::new(stack, "Other")));
        },
        &expect![[r#""#]],
    );
}

#[test]
fn alias_of_a_prefix_domain() {
    check(
        |stack| {
            let _ = UserPoolDomainTarget::new(&prefix(&pool(stack)));
        },
        &expect![[r#"
            warning[COG312] Auth/Users/Login: an alias record cannot lead to a domain that Cognito hosts: it answers to its own name only
              at companions.rs
              help: make the domain with `UserPoolDomainOptions::custom_domain`
        "#]],
    );
}

#[test]
fn each_template_has_the_mapping_once() {
    let app = App::new();
    let stack = Stack::new(&app, "Auth");
    let target = UserPoolDomainTarget::new(&custom(&stack));
    let nested = NestedStack::new(&stack, "Nested");
    let zones = [&stack, &stack].map(|scope| target.alias_target(scope).hosted_zone_id.to_json());
    assert_eq!(zones[0], zones[1]);
    assert_ne!(
        zones[0],
        target.alias_target(&nested).hosted_zone_id.to_json()
    );
}
