//! What the rules say of groups: rule, construct, property, message, place in the program, and what to write
//! instead.
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "as expect-test writes them"
)]

mod findings;
#[path = "findings/raw.rs"]
mod raw;

use cognito_cdk::cognito::{
    CfnUserPoolGroup, IUserPool, UserPool, UserPoolGroupOptions, UserPoolProps,
};
use cognito_cdk::{CfnCondition, Condition, Scope, Stack, intrinsics};
use expect_test::expect;
use findings::check;
use raw::raw;
use serde_json::json;

fn pool(stack: &Stack) -> UserPool {
    UserPool::new(stack, "Users", UserPoolProps::new())
}

#[test]
fn precedence() {
    check(
        |stack| {
            let pool = pool(stack);
            pool.add_group(
                "Last",
                UserPoolGroupOptions::new().precedence(i64::from(i32::MAX)),
            );
            pool.add_group(
                "Too",
                UserPoolGroupOptions::new().precedence(2_147_483_648_i64),
            );
        },
        &expect![[r#"
            error[COG320] Auth/Users/Too/Resource (UsersToo81B433E9) Properties.Precedence: the precedence 2147483648 is too high
              at rules_group.rs
              help: write a precedence of 0 to 2147483647; the lowest one is preferred
        "#]],
    );
}

#[test]
fn two_groups_of_a_name() {
    check(
        |stack| {
            let pool = pool(stack);
            pool.add_group("One", UserPoolGroupOptions::new().group_name("admins"));
            pool.add_group("Two", UserPoolGroupOptions::new().group_name("admins"));
        },
        &expect![[r#"
            error[COG321] Auth/Users/Two/Resource (UsersTwo813819E9) Properties.GroupName: the pool already has a group of the name `admins`: `UsersOne7151F973`
              at rules_group.rs
              help: write another name, or leave one of the groups out
        "#]],
    );
}

#[test]
fn two_groups_of_a_name_of_which_a_condition_decides() {
    check(
        |stack| {
            let pool = pool(stack);
            let options = UserPoolGroupOptions::new().group_name("admins");
            pool.add_group("One", options.clone());
            let condition = Condition::equals(intrinsics::region(), "eu-west-1");
            let condition = CfnCondition::new(stack, "InEurope", condition);
            let two = pool.add_group("Two", options);
            two.cfn()
                .cfn_options_mut(|options| options.condition = Some((*condition).clone()));
        },
        &expect![[r#""#]],
    );
}

#[test]
fn groups_of_other_pools_and_resources() {
    check(
        |stack| {
            raw(
                stack,
                "One",
                "AWS::Cognito::UserPoolGroup",
                json!({"UserPoolId": "eu-west-1_A", "GroupName": "a"}),
            );
            raw(
                stack,
                "Two",
                "AWS::Cognito::UserPoolGroup",
                json!({"UserPoolId": "eu-west-1_B", "GroupName": "a"}),
            );
            let group = CfnUserPoolGroup::builder()
                .user_pool_id("eu-west-1_B")
                .group_name("a");
            stack.add("Three", group.build());
        },
        &expect![[r#"
            error[COG321] Auth/Three (Three) Properties.GroupName: the pool already has a group of the name `a`: `Two`
              at rules_group.rs
              help: write another name, or leave one of the groups out
        "#]],
    );
}
