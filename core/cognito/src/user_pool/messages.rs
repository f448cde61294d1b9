//! The messages that a pool sends: verification codes, invitations, one-time passwords.

use super::convert::retext;
use super::options::options;
use cognito_cdk_l1::IntoValue;
use cognito_cdk_l1::cognito::CfnUserPool;
use cognito_cdk_l1::cognito::user_pool::{
    InviteMessageTemplate, VerificationMessageTemplate,
    VerificationMessageTemplateDefaultEmailOption as EmailOption, bounds,
};

/// The message by which users verify their email address or phone number: it has a code, or a link.
///
/// See [verification messages](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html).
///
/// ```
/// use cognito_cdk::cognito::{UserPoolProps, UserVerification};
/// use cognito_cdk::text;
///
/// UserPoolProps::new().user_verification(
///     UserVerification::code()
///         .email_subject(text!("Welcome to Acme"))
///         .email_body(text!("Your code is {####}.")),
/// );
/// UserPoolProps::new().user_verification(
///     UserVerification::link().email_body(text!("{##Verify your address##}")),
/// );
/// ```
#[derive(Clone, Debug)]
pub enum UserVerification {
    /// The email has a code.
    Code(CodeVerification),
    /// The email has a link.
    Link(LinkVerification),
}

options! {
    /// A verification by a code.
    pub struct CodeVerification {
        /// The subject of the email, 1 to 140 characters. Default: `Verify your new account`.
        text email_subject: bounds::VerificationMessageTemplateEmailSubject as VerificationMessageTemplateEmailSubject,
        /// The email, 6 to 20000 characters, with `{####}` where the code goes.
        text email_body: bounds::VerificationMessageTemplateEmailMessage as VerificationMessageTemplateEmailMessage,
        /// The SMS message, 6 to 140 characters, with `{####}` where the code goes.
        text sms_message: bounds::VerificationMessageTemplateSmsMessage as VerificationMessageTemplateSmsMessage,
    }
}

options! {
    /// A verification by a link. Phone numbers are verified by a code nevertheless.
    pub struct LinkVerification {
        /// The subject of the email, 1 to 140 characters. Default: `Verify your new account`.
        text email_subject: bounds::VerificationMessageTemplateEmailSubjectByLink as VerificationMessageTemplateEmailSubjectByLink,
        /// The email, 6 to 20000 characters, with a link such as `{##Verify Email##}`.
        text email_body: bounds::VerificationMessageTemplateEmailMessageByLink as VerificationMessageTemplateEmailMessageByLink,
        /// The SMS message, 6 to 140 characters, with `{####}` where the code goes.
        text sms_message: bounds::VerificationMessageTemplateSmsMessage as VerificationMessageTemplateSmsMessage,
    }
}

const SUBJECT: &str = "Verify your new account";
const CODE: &str = "The verification code to your new account is {####}";
const LINK: &str = "Verify your account by clicking on {##Verify Email##}";

impl UserVerification {
    /// The email has a code, which users type in.
    pub fn code() -> CodeVerification {
        CodeVerification::default()
    }

    /// The email has a link, which users click. The pool needs a domain for it.
    pub fn link() -> LinkVerification {
        LinkVerification::default()
    }

    /// Writes the template, and the older properties that say the same.
    pub(super) fn render(self, pool: &mut CfnUserPool) {
        let mut template = VerificationMessageTemplate::default();
        let sms = match self {
            Self::Code(given) => {
                let subject = given.email_subject.unwrap_or_else(|| SUBJECT.into_value());
                let body = given.email_body.unwrap_or_else(|| CODE.into_value());
                pool.email_verification_subject = Some(retext(&subject));
                pool.email_verification_message = Some(retext(&body));
                template.default_email_option = Some(EmailOption::ConfirmWithCode.into_value());
                template.email_subject = Some(subject);
                template.email_message = Some(body);
                given.sms_message
            }
            Self::Link(given) => {
                let subject = given.email_subject.unwrap_or_else(|| SUBJECT.into_value());
                let body = given.email_body.unwrap_or_else(|| LINK.into_value());
                template.default_email_option = Some(EmailOption::ConfirmWithLink.into_value());
                template.email_subject_by_link = Some(subject);
                template.email_message_by_link = Some(body);
                given.sms_message
            }
        };
        let sms = sms.unwrap_or_else(|| CODE.into_value());
        pool.sms_verification_message = Some(retext(&sms));
        template.sms_message = Some(sms);
        pool.verification_message_template = Some(template.into_value());
    }
}

impl Default for UserVerification {
    fn default() -> Self {
        Self::code().into()
    }
}

impl From<CodeVerification> for UserVerification {
    fn from(verification: CodeVerification) -> Self {
        Self::Code(verification)
    }
}

impl From<LinkVerification> for UserVerification {
    fn from(verification: LinkVerification) -> Self {
        Self::Link(verification)
    }
}

options! {
    /// The message to users whom an administrator has made. What is not said is Cognito's.
    ///
    /// ```
    /// use cognito_cdk::cognito::UserInvitation;
    /// use cognito_cdk::text;
    ///
    /// UserInvitation::new()
    ///     .email_subject(text!("Your Acme account"))
    ///     .email_body(text!("Sign in as {username} with the temporary password {####}"));
    /// ```
    pub struct UserInvitation {
        /// The subject of the email, 1 to 140 characters.
        text email_subject: bounds::InviteMessageTemplateEmailSubject as InviteMessageTemplateEmailSubject,
        /// The email, 6 to 20000 characters, with `{username}`, and `{####}` where the temporary password
        /// goes.
        text email_body: bounds::InviteMessageTemplateEmailMessage as InviteMessageTemplateEmailMessage,
        /// The SMS message, 6 to 140 characters, with `{username}` and `{####}`.
        text sms_message: bounds::InviteMessageTemplateSmsMessage as InviteMessageTemplateSmsMessage,
    }
}

impl UserInvitation {
    /// Cognito's messages.
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn template(self) -> InviteMessageTemplate {
        let mut template = InviteMessageTemplate::default();
        template.email_subject = self.email_subject;
        template.email_message = self.email_body;
        template.sms_message = self.sms_message;
        template
    }
}
