//! Literals that break a bound of a user pool, each in its own constant.

use cognito_cdk::cognito::{
    CustomAttribute, PasswordPolicy, UserInvitation, UserPoolProps, UserVerification,
};
use cognito_cdk::{int, text};

fn main() {
    // A message without the code, one that is too long, and an email without a link.
    let _ = UserPoolProps::new().mfa_message(text!("Your code"));
    let _ = UserPoolProps::new().mfa_message(text!(
        "{####} is your code, and this message is far too long to be sent as one SMS message, \
         which has at most 140 characters, whatever the language is that it is written in"
    ));
    let _ = UserVerification::code().email_body(text!("Your code"));
    let _ = UserVerification::code().sms_message(text!("Your code"));
    let _ = UserVerification::link().email_body(text!("Click here"));
    let _ = UserInvitation::new().sms_message(text!("Hello"));
    // Numbers out of range.
    let _ = PasswordPolicy::new().min_length(int!(5));
    let _ = PasswordPolicy::new().temp_password_validity_days(int!(366));
    let _ = PasswordPolicy::new().password_history_size(int!(25));
    // Names that are too long.
    let _ = UserPoolProps::new().passkey_relying_party_id(text!(
        "a-domain-whose-name-is-far-longer-than-the-63-characters-that-it-takes.example.com"
    ));
    let _ = CustomAttribute::string(text!("a_name_of_many_characters"));
    let _ = CustomAttribute::string(text!("two words"));
}
