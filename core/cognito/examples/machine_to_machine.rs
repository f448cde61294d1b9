//! An API that programs call: scopes, and a client that signs in by its secret.
//!
//! `cargo run --example machine_to_machine` writes `cdk.out/`.

use cognito_cdk::cognito::{
    BaseUrlOptions, ClientCredentials, IUserPool, IUserPoolClient, OAuthScope, ResourceServerScope,
    UserPool, UserPoolClientOptions, UserPoolDomainOptions, UserPoolProps,
    UserPoolResourceServerOptions,
};
use cognito_cdk::secretsmanager::CfnSecret;
use cognito_cdk::{App, CfnOutput, Duration, Scope, Stack, SynthError, text};

fn main() -> Result<(), SynthError> {
    let app = App::new();
    let stack = Stack::new(&app, "OrdersApi");
    let pool = UserPool::new(&stack, "Programs", UserPoolProps::new());

    let read = ResourceServerScope {
        scope_name: "read".into(),
        scope_description: "See orders".into(),
    };
    let write = ResourceServerScope {
        scope_name: "write".into(),
        scope_description: "Place and cancel orders".into(),
    };
    let orders = pool.add_resource_server(
        "Orders",
        UserPoolResourceServerOptions::new("https://orders.example.com")
            .scopes([read.clone(), write.clone()]),
    );

    // Client credentials without a secret, or together with a login page, do not compile.
    let billing = pool.add_client(
        "Billing",
        UserPoolClientOptions::new()
            .generate_secret()
            .o_auth(ClientCredentials::new([OAuthScope::resource_server(
                &orders, &read,
            )]))
            .access_token_validity(Duration::minutes(30)),
    );
    let shop = pool.add_client(
        "Shop",
        UserPoolClientOptions::new()
            .generate_secret()
            .o_auth(ClientCredentials::new([
                OAuthScope::resource_server(&orders, &read),
                OAuthScope::resource_server(&orders, &write),
            ])),
    );

    // The secret goes where the shop reads it, and nowhere else.
    stack.add(
        "ShopSecret",
        CfnSecret::builder()
            .name("shop/orders-api")
            .secret_string(shop.client_secret().unsafe_unwrap())
            .build(),
    );

    let domain = pool.add_domain(
        "Tokens",
        UserPoolDomainOptions::cognito_domain(text!("acme-orders")),
    );
    let token_url = cognito_cdk::intrinsics::concat([
        domain.base_url(BaseUrlOptions::new()),
        "/oauth2/token".into(),
    ]);
    CfnOutput::new(&stack, "TokenUrl", token_url);
    CfnOutput::new(&stack, "BillingClientId", billing.user_pool_client_id());
    CfnOutput::new(&stack, "ShopClientId", shop.user_pool_client_id());
    app.synth()?;
    Ok(())
}
