//! ARNs: put together from their parts, and taken apart.

use crate::tree::stack::Stack;
use cognito_cdk_template::{IntoValue, Value, intrinsics};

/// How the last part of an ARN names a resource.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ArnFormat {
    /// `…:resource/name`, as `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E`.
    #[default]
    SlashResourceName,
    /// `…:resource:name`, as `arn:aws:lambda:eu-west-1:123456789012:function:pre-sign-up`.
    ColonResourceName,
    /// `…:/resource/name`, as `arn:aws:apigateway:eu-west-1::/restapis/abc123`.
    SlashResourceSlashResourceName,
    /// `…:resource`, as `arn:aws:sns:eu-west-1:123456789012:news`.
    NoResourceName,
}

/// The parts of an ARN. What is not given is that of the stack: partition, region and account.
///
/// ```
/// use cognito_cdk_synth::{App, ArnComponents, ArnFormat, Environment, Stack, StackProps};
///
/// let props = StackProps::new().env(Environment::new("123456789012", "eu-west-1"));
/// let stack = Stack::with_props(&App::new(), "Auth", props);
/// let arn = ArnComponents::new("lambda", "function")
///     .resource_name("pre-sign-up")
///     .partition("aws")
///     .format(ArnFormat::ColonResourceName);
/// assert_eq!(
///     stack.format_arn(arn).as_literal().map(String::as_str),
///     Some("arn:aws:lambda:eu-west-1:123456789012:function:pre-sign-up"),
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ArnComponents {
    /// The partition, such as `aws`.
    pub partition: Option<Value<String>>,
    /// The service, such as `cognito-idp`.
    pub service: Value<String>,
    /// The region; some services have none, and an empty text stands in its place.
    pub region: Option<Value<String>>,
    /// The account; some services have none, and an empty text stands in its place.
    pub account: Option<Value<String>>,
    /// The kind of the resource, such as `userpool`, or its name where there are no kinds.
    pub resource: Value<String>,
    /// The name of the resource.
    pub resource_name: Option<Value<String>>,
    /// How the last part names the resource.
    pub format: ArnFormat,
}

impl ArnComponents {
    /// The ARN of a resource of the stack's own partition, region and account.
    pub fn new(service: impl IntoValue<String>, resource: impl IntoValue<String>) -> Self {
        Self {
            partition: None,
            service: service.into_value(),
            region: None,
            account: None,
            resource: resource.into_value(),
            resource_name: None,
            format: ArnFormat::default(),
        }
    }

    /// The name of the resource.
    #[must_use]
    pub fn resource_name(mut self, name: impl IntoValue<String>) -> Self {
        self.resource_name = Some(name.into_value());
        self
    }

    /// Another partition than the stack's.
    #[must_use]
    pub fn partition(mut self, partition: impl IntoValue<String>) -> Self {
        self.partition = Some(partition.into_value());
        self
    }

    /// Another region than the stack's, or none: `""`.
    #[must_use]
    pub fn region(mut self, region: impl IntoValue<String>) -> Self {
        self.region = Some(region.into_value());
        self
    }

    /// Another account than the stack's, or none: `""`.
    #[must_use]
    pub fn account(mut self, account: impl IntoValue<String>) -> Self {
        self.account = Some(account.into_value());
        self
    }

    /// How the last part names the resource.
    #[must_use]
    pub const fn format(mut self, format: ArnFormat) -> Self {
        self.format = format;
        self
    }

    /// The parts of a literal ARN; nothing if it is none.
    fn of_literal(arn: &str, format: ArnFormat) -> Option<Self> {
        let mut parts = arn.splitn(6, ':');
        if parts.next() != Some("arn") {
            return None;
        }
        let [partition, service, region, account, rest] = [(); 5].map(|()| parts.next());
        let rest = rest.filter(|rest| !rest.is_empty())?;
        let service = service.filter(|service| !service.is_empty())?;
        let (resource, name) = match format {
            ArnFormat::NoResourceName => (rest, None),
            ArnFormat::ColonResourceName => cut(rest, ':'),
            ArnFormat::SlashResourceName => cut(rest, '/'),
            ArnFormat::SlashResourceSlashResourceName => {
                cut(rest.strip_prefix('/').unwrap_or(rest), '/')
            }
        };
        let mut components = Self::new(service, resource).format(format);
        components.partition = partition.map(Value::from);
        components.region = region.map(Value::from);
        components.account = account.map(Value::from);
        components.resource_name = name.map(Value::from);
        Some(components)
    }

    /// The parts of an ARN that only the deployment knows.
    fn of_expression(arn: &Value<String>, format: ArnFormat) -> Self {
        let part = |index| intrinsics::select(index, intrinsics::split(":", arn.clone()));
        let of_last = |index| intrinsics::select(index, intrinsics::split("/", part(5)));
        let (resource, name) = match format {
            ArnFormat::NoResourceName => (part(5), None),
            ArnFormat::ColonResourceName => (part(5), Some(part(6))),
            ArnFormat::SlashResourceName => (of_last(0), Some(of_last(1))),
            ArnFormat::SlashResourceSlashResourceName => (of_last(1), Some(of_last(2))),
        };
        Self {
            partition: Some(part(1)),
            service: part(2),
            region: Some(part(3)),
            account: Some(part(4)),
            resource,
            resource_name: name,
            format,
        }
    }
}

/// A text before and after the first separator.
fn cut(text: &str, separator: char) -> (&str, Option<&str>) {
    match text.split_once(separator) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

impl Stack {
    /// Puts an ARN together; what the parts leave open is that of this stack.
    #[must_use]
    pub fn format_arn(&self, components: ArnComponents) -> Value<String> {
        let ArnComponents {
            partition,
            service,
            region,
            account,
            resource,
            resource_name,
            format,
        } = components;
        let (before, separator) = match format {
            ArnFormat::SlashResourceName => ("", Some("/")),
            ArnFormat::ColonResourceName => ("", Some(":")),
            ArnFormat::SlashResourceSlashResourceName => ("/", Some("/")),
            ArnFormat::NoResourceName => ("", None),
        };
        let name = resource_name.zip(separator);
        let name = name
            .into_iter()
            .flat_map(|(name, separator)| [separator.into(), name]);
        let colon = || Value::from(":");
        let parts = [
            Value::from("arn:"),
            partition.unwrap_or_else(intrinsics::partition),
            colon(),
            service,
            colon(),
            region.unwrap_or_else(|| self.region()),
            colon(),
            account.unwrap_or_else(|| self.account()),
            colon(),
            before.into(),
            resource,
        ];
        intrinsics::concat(parts.into_iter().chain(name))
    }

    /// Takes an ARN apart: a literal, or one that only the deployment knows, of which CloudFormation takes
    /// the parts. Nothing if a literal is no ARN.
    ///
    /// ```
    /// use cognito_cdk_synth::{ArnFormat, Stack};
    ///
    /// let pool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E";
    /// let parts = Stack::split_arn(pool, ArnFormat::SlashResourceName);
    /// let name = parts.and_then(|parts| parts.resource_name);
    /// assert_eq!(name, Some("eu-west-1_Ab12Cd34E".into()));
    /// ```
    #[must_use]
    pub fn split_arn(arn: impl IntoValue<String>, format: ArnFormat) -> Option<ArnComponents> {
        match arn.into_value() {
            Value::Literal(arn) => ArnComponents::of_literal(&arn, format),
            arn @ Value::Expr(_) => Some(ArnComponents::of_expression(&arn, format)),
        }
    }
}
