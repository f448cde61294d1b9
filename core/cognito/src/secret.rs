//! `SecretValue`: a secret that a template refers to and does not contain.

use cognito_cdk_l1::{IntoValue, Value};
use cognito_cdk_synth::{CfnParameter, intrinsics};
use std::fmt;

/// A secret, such as the client secret of an identity provider.
///
/// It is a dynamic reference, which CloudFormation resolves when it deploys, or a parameter with `NoEcho`,
/// or an attribute of a resource. A template is readable by many, so a secret does not belong into it.
///
/// ```
/// use cognito_cdk::SecretValue;
///
/// let secret = SecretValue::secrets_manager("google-oauth").json_field("client_secret");
/// # assert_eq!(
/// #     secret.unsafe_unwrap().as_literal().map(String::as_str),
/// #     Some("{{resolve:secretsmanager:google-oauth:SecretString:client_secret::}}"),
/// # );
/// ```
#[derive(Clone, PartialEq)]
pub struct SecretValue(Source);

#[derive(Clone, PartialEq)]
enum Source {
    SecretsManager {
        id: Value<String>,
        json_field: String,
        version: Version,
    },
    Value(Value<String>),
}

#[derive(Clone, PartialEq)]
enum Version {
    Current,
    Id(String),
    Stage(String),
}

impl SecretValue {
    /// The secret of that name or ARN in AWS Secrets Manager, in its current version.
    ///
    /// See [dynamic references](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html).
    /// A secret of another account needs its ARN.
    #[must_use]
    pub fn secrets_manager(id: impl IntoValue<String>) -> Self {
        Self(Source::SecretsManager {
            id: id.into_value(),
            json_field: String::new(),
            version: Version::Current,
        })
    }

    /// One field of a secret in Secrets Manager that is a JSON object. Without it the whole text is the
    /// secret. It means nothing to secrets from elsewhere.
    #[must_use]
    pub fn json_field(mut self, field: impl Into<String>) -> Self {
        if let Source::SecretsManager { json_field, .. } = &mut self.0 {
            *json_field = field.into();
        }
        self
    }

    /// The version of a secret in Secrets Manager by its unique id.
    #[must_use]
    pub fn version_id(self, id: impl Into<String>) -> Self {
        self.version(Version::Id(id.into()))
    }

    /// The version of a secret in Secrets Manager by its staging label, such as `AWSPREVIOUS`.
    #[must_use]
    pub fn version_stage(self, stage: impl Into<String>) -> Self {
        self.version(Version::Stage(stage.into()))
    }

    fn version(mut self, given: Version) -> Self {
        if let Source::SecretsManager { version, .. } = &mut self.0 {
            *version = given;
        }
        self
    }

    /// A `SecureString` parameter of AWS Systems Manager, in a version or in the latest one.
    ///
    /// CloudFormation resolves it in few properties only, and Cognito's are not
    /// [among them](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html);
    /// keep the secrets of identity providers in Secrets Manager.
    #[must_use]
    pub fn ssm_secure(name: &str, version: Option<u64>) -> Self {
        let version = version.map(|version| format!(":{version}"));
        let version = version.unwrap_or_default();
        Self(Source::Value(
            format!("{{{{resolve:ssm-secure:{name}{version}}}}}").into(),
        ))
    }

    /// A parameter of the template. Give it `NoEcho`, so that its value is not shown.
    #[must_use]
    pub fn cfn_parameter(parameter: &CfnParameter) -> Self {
        Self(Source::Value(parameter.value_as_string()))
    }

    /// An attribute of a resource that is a secret.
    #[must_use]
    pub fn resource_attribute(attribute: impl IntoValue<String>) -> Self {
        Self(Source::Value(attribute.into_value()))
    }

    /// A secret that stands in the template for all to read. The checks warn of it.
    #[must_use]
    pub fn unsafe_plain_text(secret: impl Into<String>) -> Self {
        Self(Source::Value(Value::Literal(secret.into())))
    }

    /// The value that goes into the template: for properties that take a text and hold secrets.
    #[must_use]
    pub fn unsafe_unwrap(&self) -> Value<String> {
        match &self.0 {
            Source::Value(value) => value.clone(),
            Source::SecretsManager {
                id,
                json_field,
                version,
            } => {
                let (stage, id_of_version) = match version {
                    Version::Current => ("", ""),
                    Version::Id(id) => ("", id.as_str()),
                    Version::Stage(stage) => (stage.as_str(), ""),
                };
                intrinsics::concat([
                    "{{resolve:secretsmanager:".into(),
                    id.clone(),
                    format!(":SecretString:{json_field}:{stage}:{id_of_version}}}}}").into(),
                ])
            }
        }
    }
}

impl fmt::Debug for SecretValue {
    /// Not the value: it may be a plain text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretValue(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::SecretValue;
    use cognito_cdk_synth::{Json, intrinsics};

    fn text(secret: &SecretValue) -> String {
        Json::from(secret.unsafe_unwrap()).to_string()
    }

    #[test]
    fn forms() {
        let whole = SecretValue::secrets_manager("id");
        assert_eq!(
            text(&whole),
            r#""{{resolve:secretsmanager:id:SecretString:::}}""#
        );
        let staged = whole.clone().json_field("key").version_stage("AWSPREVIOUS");
        let expected = r#""{{resolve:secretsmanager:id:SecretString:key:AWSPREVIOUS:}}""#;
        assert_eq!(text(&staged), expected);
        let version = whole.version_id("v1");
        assert_eq!(
            text(&version),
            r#""{{resolve:secretsmanager:id:SecretString:::v1}}""#
        );
        let secure = SecretValue::ssm_secure("/auth/key", Some(3));
        assert_eq!(text(&secure), r#""{{resolve:ssm-secure:/auth/key:3}}""#);
        let referenced = SecretValue::secrets_manager(intrinsics::region());
        assert_eq!(
            text(&referenced),
            r#"{"Fn::Join":["",["{{resolve:secretsmanager:",{"Ref":"AWS::Region"},":SecretString:::}}"]]}"#
        );
    }

    #[test]
    fn is_not_printed() {
        let secret = SecretValue::unsafe_plain_text("hunter2");
        assert_eq!(format!("{secret:?}"), "SecretValue(…)");
    }
}
