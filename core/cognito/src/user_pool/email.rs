//! `UserPoolEmail`: who sends the emails of a pool.

use super::address::{ascii_domain, sender_name};
use super::options::options;
use crate::defaults::Defaults;
use crate::rules::Rule;
use cognito_cdk_l1::cognito::user_pool::{
    EmailConfiguration, EmailConfigurationEmailSendingAccount as Account, bounds,
};
use cognito_cdk_l1::{IntoValue, Text, Value};
use cognito_cdk_synth::{Scope, Stack, intrinsics};
use std::panic::Location;

/// Who sends the emails of a pool: Cognito, a few dozen a day, or Amazon SES in the name of one's own
/// domain.
///
/// See [email settings](https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html).
///
/// ```
/// use cognito_cdk::cognito::{UserPoolEmail, UserPoolProps};
///
/// UserPoolProps::new().email(
///     UserPoolEmail::with_ses("no-reply@example.com")
///         .from_name("Example, Inc.")
///         .ses_verified_domain("example.com"),
/// );
/// ```
#[derive(Clone, Debug)]
pub enum UserPoolEmail {
    /// Cognito sends them.
    Cognito(CognitoEmail),
    /// Amazon SES sends them.
    Ses(SesEmail),
}

options! {
    /// Emails that Cognito sends, from `no-reply@verificationemail.com`.
    pub struct CognitoEmail {
        /// The address that replies go to.
        text reply_to: bounds::EmailConfigurationReplyToEmailAddress as EmailConfigurationReplyToEmailAddress,
    }
}

options! {
    /// Emails that Amazon SES sends.
    pub struct SesEmail {
        /// The name of the sender beside the address.
        value from_name: String,
        /// The address that replies go to.
        text reply_to: bounds::EmailConfigurationReplyToEmailAddress as EmailConfigurationReplyToEmailAddress,
        /// The configuration set of SES for the emails.
        text configuration_set_name: bounds::EmailConfigurationConfigurationSet as EmailConfigurationConfigurationSet,
        /// The region of the verified identity. Default: that of the stack.
        value ses_region: String,
        /// The domain that is verified in SES. Default: the sender's address itself is.
        value ses_verified_domain: String,
        hidden from: Value<String>,
        hidden position: &'static Location<'static>,
    }
}

impl UserPoolEmail {
    /// Cognito sends the emails. It is for trials: the number of emails a day is small, and fixed.
    pub fn with_cognito() -> CognitoEmail {
        CognitoEmail::default()
    }

    /// Amazon SES sends the emails, from this address, whose domain or itself is a verified identity.
    #[track_caller]
    pub fn with_ses(from_email: impl IntoValue<String>) -> SesEmail {
        SesEmail {
            from: Some(from_email.into_value()),
            position: Some(Location::caller()),
            ..SesEmail::default()
        }
    }

    pub(super) fn render(self, scope: &impl Scope, defaults: &Defaults) -> EmailConfiguration {
        let mut email = EmailConfiguration::default();
        match self {
            Self::Cognito(given) => {
                email.email_sending_account = Some(Account::CognitoDefault.into_value());
                email.reply_to_email_address = given.reply_to.map(reply_to);
            }
            Self::Ses(given) => {
                email.email_sending_account = Some(Account::Developer.into_value());
                email.source_arn = given.source_arn(scope).map(|arn| arn.cast().into_value());
                given.check(scope);
                email.from = given.sender(defaults).map(IntoValue::into_value);
                email.configuration_set = given.configuration_set_name;
                email.reply_to_email_address = given.reply_to.map(reply_to);
            }
        }
        email
    }
}

impl From<CognitoEmail> for UserPoolEmail {
    fn from(email: CognitoEmail) -> Self {
        Self::Cognito(email)
    }
}

impl From<SesEmail> for UserPoolEmail {
    fn from(email: SesEmail) -> Self {
        Self::Ses(email)
    }
}

type ReplyTo = Value<Text<bounds::EmailConfigurationReplyToEmailAddress>>;

fn reply_to(address: ReplyTo) -> ReplyTo {
    match address {
        Value::Literal(address) => ascii_domain(address.as_str()).into_value(),
        Value::Expr(expression) => Value::Expr(expression),
    }
}

/// The text with its domain in ASCII, if the text is known.
fn ascii(address: &Value<String>) -> Value<String> {
    match address {
        Value::Literal(address) => ascii_domain(address).into_value(),
        Value::Expr(expression) => Value::Expr(expression.clone()),
    }
}

impl SesEmail {
    /// `Example <no-reply@example.com>`, or the address alone.
    fn sender(&self, defaults: &Defaults) -> Option<Value<String>> {
        let address = ascii(self.from.as_ref()?);
        let Some(name) = &self.from_name else {
            return Some(address);
        };
        let name = match name {
            Value::Literal(name) => sender_name(name, defaults.quoted_sender_names).into_value(),
            // Quotes are right for every name that has none itself.
            Value::Expr(_) => intrinsics::concat(["\"".into(), name.clone(), "\"".into()]),
        };
        Some(intrinsics::concat([
            name,
            " <".into_value(),
            address,
            ">".into_value(),
        ]))
    }

    fn source_arn(&self, scope: &impl Scope) -> Option<Value<String>> {
        let stack = Stack::of(scope);
        let region = self.ses_region.clone();
        let region = region.or_else(|| stack.as_ref().map(Stack::region));
        let account = stack.as_ref().map(Stack::account);
        let identity = self.ses_verified_domain.as_ref().or(self.from.as_ref())?;
        Some(intrinsics::concat([
            "arn:".into_value(),
            intrinsics::partition(),
            ":ses:".into_value(),
            region.unwrap_or_else(intrinsics::region),
            ":".into_value(),
            account.unwrap_or_else(intrinsics::account_id),
            ":identity/".into_value(),
            ascii(identity),
        ]))
    }

    /// An identity stands for its own domain and those below.
    fn check(&self, scope: &impl Scope) {
        let literal = |value: &Option<Value<String>>| value.as_ref()?.as_literal().cloned();
        let (Some(from), Some(verified), Some(position)) = (
            literal(&self.from),
            literal(&self.ses_verified_domain),
            self.position,
        ) else {
            return;
        };
        let domain = ascii_domain(&from).to_ascii_lowercase();
        let domain = domain.rsplit_once('@').map_or("", |(_, domain)| domain);
        let above = ascii_domain(&verified).to_ascii_lowercase();
        if domain != above && !domain.ends_with(&format!(".{above}")) {
            Rule::SenderOutsideDomain.report(
                scope,
                format!("the sender `{from}` is not of the verified domain `{verified}`"),
                "send from an address of that domain, or give the domain that is verified",
                position,
            );
        }
    }
}
