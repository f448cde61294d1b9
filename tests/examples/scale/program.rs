//! The construct tree: each pool has four resources beside it and one output, as in `tests/peers/scale.js`.

use cognito_cdk::cognito::{
    AccountRecovery, AuthFlow, AuthorizationCodeGrant, CustomAttribute, IUserPool, Mfa,
    MfaSecondFactor, OAuthScope, PasswordPolicy, ResourceServerScope, SignInAliases, UserPool,
    UserPoolClientOptions, UserPoolDomainOptions, UserPoolGroup, UserPoolGroupOptions,
    UserPoolProps, UserPoolResourceServerOptions,
};
use cognito_cdk::{App, AppProps, CfnOutput, Defaults, Stack};

/// An app of so many stacks, each with so many pools.
pub(crate) fn app(stacks: usize, pools: usize, out: &str) -> App {
    let app = App::with_props(AppProps::new().outdir(out));
    // The same templates as those of the program that it is compared with.
    Defaults::aws_cdk().apply_to(&app);
    for stack_number in 0..stacks {
        let stack = Stack::new(&app, format!("Auth{stack_number}"));
        for number in 0..pools {
            one_pool(&stack, stack_number, number);
        }
    }
    app
}

fn one_pool(stack: &Stack, stack_number: usize, number: usize) {
    let pool = UserPool::new(
        stack,
        format!("Pool{number}"),
        UserPoolProps::new()
            .self_sign_up_enabled(true)
            .sign_in_aliases(SignInAliases::email())
            .password_policy(PasswordPolicy::new().min_length(12))
            .custom_attribute(
                CustomAttribute::string("tenant")
                    .min_len(1)
                    .max_len(64)
                    .immutable(),
            )
            .account_recovery(AccountRecovery::EmailOnly)
            .mfa(Mfa::optional(MfaSecondFactor::otp())),
    );
    pool.add_resource_server(
        "Api",
        UserPoolResourceServerOptions::new(format!("api{number}")).scopes([ResourceServerScope {
            scope_name: "read".into(),
            scope_description: "r".into(),
        }]),
    );
    pool.add_domain(
        "Domain",
        UserPoolDomainOptions::cognito_domain(format!("demo-{stack_number}-{number}")),
    );
    pool.add_client(
        "Web",
        UserPoolClientOptions::new()
            .without_secret()
            .auth_flows(AuthFlow::user_srp())
            .o_auth(
                AuthorizationCodeGrant::new(["https://example.com/cb"])
                    .scopes([OAuthScope::OpenId]),
            ),
    );
    UserPoolGroup::new(
        stack,
        format!("Admins{number}"),
        &pool,
        UserPoolGroupOptions::new().group_name("admins"),
    );
    CfnOutput::new(stack, format!("PoolId{number}"), pool.user_pool_id());
}
