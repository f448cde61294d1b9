//! What the rules say of domains, brandings and login pages: rule, construct, property, message, place in
//! the program, and what to write instead.
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "as expect-test writes them"
)]

mod findings;
#[path = "findings/raw.rs"]
mod raw;

use cognito_cdk::cognito::{
    AuthorizationCodeGrant, BaseUrlOptions, IUserPool, ManagedLoginBranding,
    ManagedLoginBrandingOptions, ManagedLoginVersion, OAuthScope, SignInUrlOptions, UserPool,
    UserPoolClient, UserPoolClientOptions, UserPoolDomainOptions, UserPoolProps,
};
use cognito_cdk::{App, CfnOutput, Defaults, Node, Scope, Stack};
use expect_test::expect;
use findings::check;
use raw::raw;
use serde_json::json;

const DOMAIN: &str = "AWS::Cognito::UserPoolDomain";

fn pool(stack: &Stack) -> UserPool {
    UserPool::new(stack, "Users", UserPoolProps::new())
}

fn client(pool: &UserPool) -> UserPoolClient {
    let grant = AuthorizationCodeGrant::new(["https://app.example.com/callback"])
        .scopes([OAuthScope::OpenId]);
    pool.add_client("Web", UserPoolClientOptions::new().o_auth(grant))
}

fn managed(prefix: &'static str) -> UserPoolDomainOptions {
    UserPoolDomainOptions::cognito_domain(prefix)
        .managed_login_version(ManagedLoginVersion::NewerManagedLogin)
}

#[test]
fn reserved_prefix() {
    check(
        |stack| {
            pool(stack).add_domain("Login", UserPoolDomainOptions::cognito_domain("my-aws-app"));
            raw(
                stack,
                "Raw",
                DOMAIN,
                json!({"Domain": "acme-cognito", "UserPoolId": "eu-west-1_A"}),
            );
        },
        &expect![[r#"
            error[COG301] Auth/Users/Login/Resource (UsersLogin5F5F2B8C) Properties.Domain: the prefix `my-aws-app` contains `aws`, which is reserved
              at rules_domain.rs
              help: write a prefix without the words `aws`, `amazon` and `cognito`
            error[COG301] Auth/Raw (Raw) Properties.Domain: the prefix `acme-cognito` contains `cognito`, which is reserved
              at rules_domain.rs
              help: write a prefix without the words `aws`, `amazon` and `cognito`
        "#]],
    );
}

#[test]
fn custom_domain_without_certificate() {
    check(
        |stack| {
            pool(stack).add_domain(
                "Login",
                UserPoolDomainOptions::cognito_domain("auth.example.com"),
            );
        },
        &expect![[r#"
            error[COG302] Auth/Users/Login/Resource (UsersLogin5F5F2B8C) Properties.Domain: `auth.example.com` is a domain of your own, and has no certificate
              at rules_domain.rs
              help: give it one with `UserPoolDomainOptions::custom_domain`, or write a prefix without dots
        "#]],
    );
}

#[test]
fn certificate_elsewhere() {
    check(
        |stack| {
            let certificate = "arn:aws:acm:eu-west-1:123456789012:certificate/abc";
            let options = UserPoolDomainOptions::custom_domain("auth.example.com", certificate);
            pool(stack).add_domain("Login", options);
        },
        &expect![[r#"
            error[COG303] Auth/Users/Login/Resource (UsersLogin5F5F2B8C) Properties.CustomDomainConfig.CertificateArn: the certificate is in `eu-west-1`, and CloudFront takes it from `us-east-1` only
              at rules_domain.rs
              help: request or import the certificate in `us-east-1`, whatever region the pool is in
        "#]],
    );
}

#[test]
fn two_domains_of_a_kind() {
    check(
        |stack| {
            let pool = pool(stack);
            pool.add_domain("One", UserPoolDomainOptions::cognito_domain("acme-one"));
            pool.add_domain("Two", UserPoolDomainOptions::cognito_domain("acme-two"));
            let certificate = "arn:aws:acm:us-east-1:123456789012:certificate/abc";
            let options = UserPoolDomainOptions::custom_domain("auth.example.com", certificate);
            pool.add_domain("Custom", options);
        },
        &expect![[r#"
            error[COG304] Auth/Users/Two/Resource (UsersTwo813819E9) Properties.UserPoolId: the pool already has a domain that Cognito hosts: `UsersOne7151F973`
              at rules_domain.rs
              help: a pool can have one domain that Cognito hosts and one custom domain: leave one out
        "#]],
    );
}

#[test]
fn fips_of_a_custom_domain() {
    check(
        |stack| {
            let certificate = "arn:aws:acm:us-east-1:123456789012:certificate/abc";
            let options = UserPoolDomainOptions::custom_domain("auth.example.com", certificate);
            let domain = pool(stack).add_domain("Login", options);
            CfnOutput::new(
                stack,
                "Url",
                domain.base_url(BaseUrlOptions::new().fips(true)),
            );
        },
        &expect![[r#"
            warning[COG305] Auth/Users/Login: a custom domain has no FIPS address: the option has no effect
              at rules_domain.rs
              help: leave `fips` out, or give the pool a `cognito_domain` for FIPS
        "#]],
    );
}

#[test]
fn sign_in_without_redirect_grant() {
    check(
        |stack| {
            let pool = pool(stack);
            let domain = pool.add_domain("Login", UserPoolDomainOptions::cognito_domain("acme"));
            let client = pool.add_client("Web", UserPoolClientOptions::new());
            let options = SignInUrlOptions::new("https://app.example.com/callback");
            CfnOutput::new(stack, "Url", domain.sign_in_url(&client, options));
        },
        &expect![[r#"
            error[COG306] Auth/Users/Login: the client `Auth/Users/Web` has no grant that brings users to a login page
              at rules_domain.rs
              help: give the client an `AuthorizationCodeGrant`
        "#]],
    );
}

#[test]
fn sign_in_with_another_redirect() {
    check(
        |stack| {
            let pool = pool(stack);
            let domain = pool.add_domain("Login", UserPoolDomainOptions::cognito_domain("acme"));
            let options = SignInUrlOptions::new("https://app.example.com/");
            CfnOutput::new(stack, "Url", domain.sign_in_url(&client(&pool), options));
        },
        &expect![[r#"
            warning[COG307] Auth/Users/Login: the redirect `https://app.example.com/` is no callback URL of the client `Auth/Users/Web`: its login page will refuse it
              at rules_domain.rs
              help: add it to the callback URLs, or write one of them: `https://app.example.com/callback`
        "#]],
    );
}

#[test]
fn sign_in_of_an_imported_client() {
    check(
        |stack| {
            let pool = pool(stack);
            let domain = pool.add_domain("Login", UserPoolDomainOptions::cognito_domain("acme"));
            let client = UserPoolClient::from_user_pool_client_id(stack, "Web", "1example");
            let options = SignInUrlOptions::new("https://app.example.com/");
            CfnOutput::new(stack, "Url", domain.sign_in_url(&client, options));
        },
        &expect![[r#""#]],
    );
}

#[test]
fn managed_login_without_branding() {
    check(
        |stack| {
            let pool = pool(stack);
            pool.add_domain("Login", managed("acme").no_managed_login_branding());
            client(&pool);
        },
        &expect![[r#"
            warning[COG308] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.AllowedOAuthFlows: the client has no branding, and without one its managed-login page is not available
              at rules_domain.rs
              help: add a `ManagedLoginBranding` for it, or let `Defaults::managed_login_branding` do so
        "#]],
    );
}

#[test]
fn two_brandings() {
    check(
        |stack| {
            let pool = pool(stack);
            let client = client(&pool);
            for id in ["One", "Two"] {
                let look = ManagedLoginBrandingOptions::cognito_provided_values();
                ManagedLoginBranding::new(stack, id, &pool, &client, look);
            }
        },
        &expect![[r#"
            error[COG309] Auth/Two/Resource (Two20CDA8F5) Properties.ClientId: the client already has a branding: `One8A44B909`
              at rules_domain.rs
              help: leave one of them out; `no_managed_login_branding` keeps a client from getting one by itself
        "#]],
    );
}

#[test]
fn branding_of_two_kinds() {
    check(
        |stack| {
            let properties = json!({
                "UserPoolId": "eu-west-1_A", "ClientId": "1example",
                "UseCognitoProvidedValues": true, "Settings": {"components": {}},
            });
            raw(
                stack,
                "Look",
                "AWS::Cognito::ManagedLoginBranding",
                properties,
            );
        },
        &expect![[r#"
            error[COG310] Auth/Look (Look) Properties.Settings: the branding is Cognito's own, and has `Settings` of its own too
              at rules_domain.rs
              help: leave out either these or `UseCognitoProvidedValues`
        "#]],
    );
}

#[test]
fn managed_login_on_lite() {
    check(
        |stack| {
            let pool = pool(stack);
            pool.cfn().add_property_override("UserPoolTier", "LITE");
            pool.add_domain("Login", managed("acme"));
        },
        &expect![[r#"
            warning[COG311] Auth/Users/Login/Resource (UsersLogin5F5F2B8C) Properties.ManagedLoginVersion: managed login is not part of the feature plan `LITE`, which the pool has
              at rules_domain.rs
              help: give the pool `FeaturePlan::Essentials`, or the domain `ManagedLoginVersion::ClassicHostedUi`
        "#]],
    );
}

/// The paths of the brandings in a stack that `build` makes something in.
fn brandings(defaults: Defaults, build: impl FnOnce(&Stack)) -> Vec<String> {
    let app = App::new();
    defaults.apply_to(&app);
    let stack = Stack::new(&app, "Auth");
    build(&stack);
    let all = stack.node().find_all(cognito_cdk::synth::Order::PreOrder);
    let brandings = all.iter().filter(|node| {
        let resource = node.cfn_resource();
        resource.is_some_and(|resource| {
            resource.cfn_resource_type() == "AWS::Cognito::ManagedLoginBranding"
        })
    });
    let paths = brandings.map(Node::path).collect();
    assert!(app.build().is_ok());
    paths
}

#[test]
fn a_client_gets_a_branding_whichever_comes_last() {
    let expected = ["Auth/Users/Web/Branding/Resource"];
    let domain_first = brandings(Defaults::secure(), |stack| {
        let pool = pool(stack);
        pool.add_domain("Login", managed("acme"));
        client(&pool);
    });
    assert_eq!(domain_first, expected);
    let client_first = brandings(Defaults::secure(), |stack| {
        let pool = pool(stack);
        client(&pool);
        pool.add_domain("Login", managed("acme"));
    });
    assert_eq!(client_first, expected);
}

#[test]
fn who_gets_no_branding() {
    let none: [String; 0] = [];
    let aws_cdk = brandings(Defaults::aws_cdk(), |stack| {
        let pool = pool(stack);
        client(&pool);
        pool.add_domain("Login", managed("acme"));
    });
    assert_eq!(aws_cdk, none);
    let classic = brandings(Defaults::secure(), |stack| {
        let pool = pool(stack);
        client(&pool);
        pool.add_domain("Login", UserPoolDomainOptions::cognito_domain("acme"));
    });
    assert_eq!(classic, none);
    let without_page = brandings(Defaults::secure(), |stack| {
        let pool = pool(stack);
        pool.add_client("Web", UserPoolClientOptions::new());
        pool.add_domain("Login", managed("acme"));
    });
    assert_eq!(without_page, none);
    let not_wanted = brandings(Defaults::secure(), |stack| {
        let pool = pool(stack);
        let grant = AuthorizationCodeGrant::new(["https://app.example.com/callback"]);
        let options = UserPoolClientOptions::new().o_auth(grant);
        pool.add_client("Web", options.no_managed_login_branding());
        pool.add_domain("Login", managed("acme"));
    });
    assert_eq!(not_wanted, none);
}

#[test]
fn a_branding_of_the_program_takes_the_place_of_the_default_one() {
    let look = ManagedLoginBrandingOptions::cognito_provided_values;
    let before = brandings(Defaults::secure(), |stack| {
        let pool = pool(stack);
        let client = client(&pool);
        ManagedLoginBranding::new(stack, "Look", &pool, &client, look());
        pool.add_domain("Login", managed("acme"));
    });
    assert_eq!(before, ["Auth/Look/Resource"]);
    let after = brandings(Defaults::secure(), |stack| {
        let pool = pool(stack);
        let client = client(&pool);
        pool.add_domain("Login", managed("acme"));
        ManagedLoginBranding::new(&client, "Branding", &pool, &client, look());
    });
    assert_eq!(after, ["Auth/Users/Web/Branding/Resource"]);
}
