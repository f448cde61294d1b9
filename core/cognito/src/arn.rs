//! Amazon Resource Names: literal ones are taken apart here, others by CloudFormation.

use crate::{Value, intrinsics};
use std::fmt;
use std::str::FromStr;

/// How much of a text an error shows.
const SHOWN: usize = 80;

/// An [ARN](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html) that is known when the
/// program runs, taken apart.
///
/// ```
/// use cognito_cdk::arn::Arn;
///
/// let arn = Arn::parse("arn:aws:iam::123456789012:role/service-role/sender")?;
/// assert_eq!((arn.service(), arn.account()), ("iam", "123456789012"));
/// assert_eq!(arn.resource_name(), "sender");
/// assert!(Arn::parse("role/sender").is_err());
/// # Ok::<(), cognito_cdk::arn::ArnError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Arn {
    partition: String,
    service: String,
    region: String,
    account: String,
    resource: String,
}

/// Why a text is no ARN.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArnError {
    /// It does not begin with `arn:`.
    Prefix(String),
    /// It has fewer than six parts.
    Parts(String),
    /// A part that every ARN has is empty: the partition, the service or the resource.
    Empty(&'static str, String),
    /// It has a blank or a control character.
    Character(String),
}

impl Arn {
    /// Takes an ARN apart: `arn:partition:service:region:account:resource`.
    ///
    /// # Errors
    /// If the text is no ARN.
    pub fn parse(text: &str) -> Result<Self, ArnError> {
        let Some(rest) = text.strip_prefix("arn:") else {
            return Err(ArnError::Prefix(shown(text)));
        };
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(ArnError::Character(shown(text)));
        }
        let mut parts = rest.splitn(5, ':').map(str::to_owned);
        let mut next = || parts.next().ok_or_else(|| ArnError::Parts(shown(text)));
        let arn = Self {
            partition: next()?,
            service: next()?,
            region: next()?,
            account: next()?,
            resource: next()?,
        };
        let needed = [
            ("partition", &arn.partition),
            ("service", &arn.service),
            ("resource", &arn.resource),
        ];
        if let Some((name, _)) = needed.into_iter().find(|(_, part)| part.is_empty()) {
            return Err(ArnError::Empty(name, shown(text)));
        }
        Ok(arn)
    }

    /// The partition: `aws`, `aws-cn` or `aws-us-gov`.
    #[must_use]
    pub fn partition(&self) -> &str {
        &self.partition
    }

    /// The service, such as `cognito-idp`.
    #[must_use]
    pub fn service(&self) -> &str {
        &self.service
    }

    /// The region; empty for services that have none.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The account; empty for resources that belong to none.
    #[must_use]
    pub fn account(&self) -> &str {
        &self.account
    }

    /// Everything behind the account, such as `userpool/eu-west-1_Ab12Cd34E`.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// What kind of resource it is: `userpool` of `userpool/…`, `function` of `function:…`. Empty where the
    /// resource is a name alone.
    #[must_use]
    pub fn resource_type(&self) -> &str {
        let separator = self.resource.find(['/', ':']);
        separator
            .and_then(|at| self.resource.get(..at))
            .unwrap_or_default()
    }

    /// The name of the resource: what stands behind the last `/`, or behind the first `:` if there is none.
    #[must_use]
    pub fn resource_name(&self) -> &str {
        let resource = self.resource.as_str();
        let name = resource
            .rsplit_once('/')
            .or_else(|| resource.split_once(':'));
        name.map_or(resource, |(_, name)| name)
    }
}

impl FromStr for Arn {
    type Err = ArnError;

    fn from_str(text: &str) -> Result<Self, ArnError> {
        Self::parse(text)
    }
}

impl fmt::Display for Arn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "arn:{}:{}:{}:{}:{}",
            self.partition, self.service, self.region, self.account, self.resource
        )
    }
}

impl fmt::Display for ArnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prefix(text) => write!(f, "`{text}` is no ARN: it does not begin with `arn:`"),
            Self::Parts(text) => write!(
                f,
                "`{text}` is no ARN: it is not `arn:partition:service:region:account:resource`"
            ),
            Self::Empty(part, text) => write!(f, "`{text}` is no ARN: its {part} is empty"),
            Self::Character(text) => {
                write!(
                    f,
                    "`{text}` is no ARN: it has a blank or a control character"
                )
            }
        }
    }
}

impl std::error::Error for ArnError {}

/// The beginning of a text, fit for a message.
fn shown(text: &str) -> String {
    let mut characters = text.chars();
    let start: String = characters.by_ref().take(SHOWN).collect();
    let rest = if characters.next().is_some() {
        "…"
    } else {
        ""
    };
    format!("{}{rest}", start.escape_debug())
}

/// An ARN of the partition that the stack is deployed to, put together of `arn:PARTITION:`, what is given,
/// and the parts of the resource.
pub(crate) fn of<const PARTS: usize>(
    service: &str,
    region: Value<String>,
    account: Value<String>,
    resource: [Value<String>; PARTS],
) -> Value<String> {
    let owner = [
        "arn:".into(),
        intrinsics::partition(),
        format!(":{service}:").into(),
        region,
        ":".into(),
        account,
        ":".into(),
    ];
    intrinsics::concat(owner.into_iter().chain(resource))
}

/// A part of an ARN that CloudFormation computes, counted from `arn` at 0.
///
/// ```
/// use cognito_cdk::{Json, arn, intrinsics};
///
/// let pool_arn = intrinsics::import_value("PoolArn");
/// let region = arn::component(pool_arn, 3);
/// assert_eq!(
///     Json::from(region).to_string(),
///     r#"{"Fn::Select":[3,{"Fn::Split":[":",{"Fn::ImportValue":"PoolArn"}]}]}"#,
/// );
/// ```
#[must_use]
pub fn component(arn: Value<String>, index: u32) -> Value<String> {
    intrinsics::select(index, intrinsics::split(":", arn))
}

/// The name of the resource of an ARN that CloudFormation computes: what stands behind the first `/`.
#[must_use]
pub fn resource_name(arn: Value<String>) -> Value<String> {
    intrinsics::select(1, intrinsics::split("/", component(arn, 5)))
}

#[cfg(test)]
mod tests {
    use super::{Arn, ArnError};

    #[test]
    fn what_is_parsed_is_written_again() {
        for text in [
            "arn:aws:iam::123456789012:role/path/sender",
            "arn:aws-cn:lambda:cn-north-1:123456789012:function:name:live",
            "arn:aws:s3:::bucket",
            "arn:aws:sns:eu-west-1:123456789012:topic",
        ] {
            assert_eq!(
                Arn::parse(text).map(|arn| arn.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn type_and_name_are_found_with_either_separator() {
        let of = |resource: &str| {
            let arn = Arn::parse(&format!("arn:aws:x:::{resource}"));
            arn.map(|arn| {
                (
                    arn.resource_type().to_owned(),
                    arn.resource_name().to_owned(),
                )
            })
        };
        let pair = |kind: &str, name: &str| Ok((kind.to_owned(), name.to_owned()));
        assert_eq!(of("role/a/b/c"), pair("role", "c"));
        assert_eq!(of("function:f"), pair("function", "f"));
        assert_eq!(of("function:f:live"), pair("function", "f:live"));
        assert_eq!(of("bucket"), pair("", "bucket"));
        assert_eq!(of("/"), pair("", ""));
    }

    #[test]
    fn what_is_no_arn_is_refused_with_the_reason() {
        let error = |text: &str| Arn::parse(text).map_err(|error| error.to_string());
        assert_eq!(
            error("role/x"),
            Err("`role/x` is no ARN: it does not begin with `arn:`".to_owned())
        );
        assert!(matches!(
            Arn::parse("arn:aws:iam::1"),
            Err(ArnError::Parts(_))
        ));
        assert!(matches!(
            Arn::parse("arn:aws:iam::1:"),
            Err(ArnError::Empty("resource", _))
        ));
        assert!(matches!(
            Arn::parse("arn::iam::1:role/x"),
            Err(ArnError::Empty("partition", _))
        ));
        assert!(matches!(
            Arn::parse("arn:aws:iam::1:role/a b"),
            Err(ArnError::Character(_))
        ));
    }

    #[test]
    fn hostile_texts_give_short_errors() {
        for text in [
            "",
            ":",
            "arn:",
            "arn:::::",
            "arn\u{0}",
            "ärn:",
            "arn:\u{202e}:\u{feff}",
        ] {
            assert!(Arn::parse(text).is_err(), "{text:?}");
        }
        let long = "ü".repeat(1_000_000);
        let error = Arn::parse(&long).map_err(|error| error.to_string().chars().count());
        assert!(error.is_err_and(|length| length < 200));
    }
}
