//! Callback URLs that Cognito refuses.

use cognito_cdk::callback_url;
use cognito_cdk::cognito::CallbackUrl;

const WITH_FRAGMENT: CallbackUrl = CallbackUrl::literal("https://app.example.com/#/callback");

fn main() {
    let _ = callback_url!("http://app.example.com/callback");
    let _ = callback_url!("/callback");
    let _ = WITH_FRAGMENT;
}
