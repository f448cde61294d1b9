//! The secret of clients that have none, and what only clients with a secret can do.

use cognito_cdk::cognito::{
    IUserPool, UserPool, UserPoolClient, UserPoolClientOptions, UserPoolProps,
};
use cognito_cdk::{App, Stack};

fn main() {
    let stack = Stack::new(&App::new(), "Auth");
    let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
    let _ = pool.add_client("Web", UserPoolClientOptions::new()).client_secret();
    let _ = UserPoolClientOptions::new().enable_propagate_additional_user_context_data(true);

    // What was made elsewhere cannot be read.
    let imported = UserPoolClient::from_user_pool_client_id(&stack, "Imported", "1example23456789");
    let _ = imported.client_secret();
}
