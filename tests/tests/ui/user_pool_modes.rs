//! What AWS CDK refuses when the program runs, and what it lets pass, cannot be written for a user pool.

use cognito_cdk::cognito::{
    LambdaVersion, Mfa, MfaSecondFactor, PasswordPolicy, SignInAliases, SignInPolicy, SmsRole,
    UserPool, UserPoolEmail, UserPoolOperation, UserPoolProps, UserVerification,
};
use cognito_cdk::lambda::Function;
use cognito_cdk::{App, Stack};

fn main() {
    let stack = Stack::new(&App::new(), "Auth");
    let function = Function::from_function_name(&stack, "Function", "check");

    // An imported pool cannot be changed.
    let imported = UserPool::from_user_pool_id(&stack, "Imported", "eu-west-1_AbCdEf123");
    imported.add_trigger(UserPoolOperation::PreSignUp, &function);

    // Only one trigger has a version, and a custom sender has a key.
    let _ = UserPoolOperation::PreSignUp(LambdaVersion::V2_0);
    let _ = UserPoolOperation::custom_email_sender();

    // A preferred username is an alias of a username.
    let _ = SignInAliases::email().and_preferred_username();
    // Without MFA there are no factors, and with it there is one.
    let _ = Mfa::off(MfaSecondFactor::otp());
    let _ = Mfa::required();
    // Password is a first factor of every pool.
    let _ = SignInPolicy::passkey();
    // A role for SMS is there, or is not.
    let _ = SmsRole::none().external_id("id");
    // Cognito sends in its own name.
    let _ = UserPoolEmail::with_cognito().from_name("Acme");
    // The text of a link is for links.
    let _ = UserPoolProps::new().user_verification(UserVerification::None);
    // A number where a policy is needed.
    let _ = UserPoolProps::new().password_policy(12);
    let _ = PasswordPolicy::new().min_length("12");
    // A pool is given to nothing that grants.
    let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
    pool.add_trigger(UserPoolOperation::PreSignUp, &pool);
}
