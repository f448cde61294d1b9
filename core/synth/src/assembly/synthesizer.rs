//! Synthesizers: with what roles and buckets a stack is deployed.

use crate::tree::arena::{Arena, Index};
use crate::tree::env::Environment;
use cognito_cdk_template::{Condition, Parameter, Rule, Value, intrinsics};

/// The qualifier of a bootstrap stack that was not given one.
const QUALIFIER: &str = "hnb659fds";
/// The context that names another one.
const QUALIFIER_CONTEXT: &str = "@aws-cdk/core:bootstrapQualifier";
/// The version of the bootstrap stack that a deployment needs.
pub(crate) const BOOTSTRAP_VERSION: i64 = 6;
/// The version of the bootstrap stack whose lookup role can be used.
pub(crate) const LOOKUP_VERSION: i64 = 8;

/// How a stack is deployed.
///
/// The plain one, which is the default, needs nothing: the template is all there is, and whoever deploys
/// does it with their own rights. The bootstrapped one is AWS CDK's default: the stack is deployed with
/// the roles that `cdk bootstrap` has made, and assets go to its bucket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synthesizer(Kind);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Plain,
    Bootstrapped(Options),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Options {
    qualifier: Option<String>,
    bucket_prefix: String,
    without_version_rule: bool,
}

impl Synthesizer {
    /// Deploys the template with the rights of whoever deploys it. It cannot publish assets.
    #[must_use]
    pub const fn plain() -> Self {
        Self(Kind::Plain)
    }

    /// Deploys with the roles and the bucket that `cdk bootstrap` has made.
    #[must_use]
    pub fn bootstrapped() -> Self {
        Self(Kind::Bootstrapped(Options::default()))
    }

    /// The qualifier of the bootstrap stack, where it is not the usual one.
    #[must_use]
    pub fn qualifier(self, qualifier: impl Into<String>) -> Self {
        let qualifier = Some(qualifier.into());
        self.with(|options| options.qualifier = qualifier)
    }

    /// What the names of published files begin with.
    #[must_use]
    pub fn bucket_prefix(self, prefix: impl Into<String>) -> Self {
        let prefix = prefix.into();
        self.with(|options| options.bucket_prefix = prefix)
    }

    /// Leaves out the parameter and the rule by which CloudFormation verifies the bootstrap version.
    #[must_use]
    pub fn without_bootstrap_version_rule(self) -> Self {
        self.with(|options| options.without_version_rule = true)
    }

    fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        if let Kind::Bootstrapped(options) = &mut self.0 {
            change(options);
        }
        self
    }
}

/// The roles, bucket and keys of one bootstrapped stack.
#[derive(Clone, Debug)]
pub(crate) struct Bootstrap {
    qualifier: String,
    bucket_prefix: String,
    pub(crate) version_rule: bool,
    env: Environment,
}

impl Arena {
    /// How a stack is published, if it is; nested stacks are published as the stack around them.
    pub(crate) fn bootstrap(&self, stack: Index) -> Option<Bootstrap> {
        let mut top = stack;
        while let Some(nested) = self.nested(top) {
            top = nested.parent;
        }
        let data = self.node(top).stack()?;
        let app = self.app().map(|app| &app.synthesizer);
        let Kind::Bootstrapped(options) = &data.synthesizer.as_ref().or(app)?.0 else {
            return None;
        };
        let context = || {
            let qualifier = self.context(top, QUALIFIER_CONTEXT)?;
            qualifier.as_str().map(str::to_owned)
        };
        let qualifier = options.qualifier.clone().or_else(context);
        Some(Bootstrap {
            qualifier: qualifier.unwrap_or_else(|| QUALIFIER.to_owned()),
            bucket_prefix: options.bucket_prefix.clone(),
            version_rule: !options.without_version_rule,
            env: data.env.clone(),
        })
    }
}

impl Bootstrap {
    /// The name with what is known of the environment put in.
    fn filled(&self, name: &str) -> String {
        let account = self.env.account.as_deref().unwrap_or("${AWS::AccountId}");
        let region = self.env.region.as_deref().unwrap_or("${AWS::Region}");
        format!("cdk-{}-{name}-{account}-{region}", self.qualifier)
    }

    /// The ARN of one of the roles.
    pub(crate) fn role(&self, name: &str) -> String {
        let account = self.env.account.as_deref().unwrap_or("${AWS::AccountId}");
        let role = self.filled(&format!("{name}-role"));
        format!("arn:${{AWS::Partition}}:iam::{account}:role/{role}")
    }

    /// The name of the bucket, with placeholders for what only the deployment knows.
    pub(crate) fn bucket(&self) -> String {
        self.filled("assets")
    }

    /// The same as a value in a template.
    pub(crate) fn bucket_value(&self) -> Value<String> {
        let bucket = self.bucket();
        if bucket.contains("${") {
            return intrinsics::sub::<String, 0>(bucket, []);
        }
        Value::Literal(bucket)
    }

    /// The key of a published file.
    pub(crate) fn object_key(&self, hash: &str, extension: &str) -> String {
        format!("{}{hash}{extension}", self.bucket_prefix)
    }

    /// The parameter of the parameter store that has the version of the bootstrap stack.
    pub(crate) fn version_parameter(&self) -> String {
        format!("/cdk-bootstrap/{}/version", self.qualifier)
    }

    pub(crate) const fn env(&self) -> &Environment {
        &self.env
    }

    /// The parameter and the rule by which CloudFormation verifies the version.
    pub(crate) fn version_check(&self) -> (Parameter, Rule) {
        let parameter = Parameter::of_type("AWS::SSM::Parameter::Value<String>")
            .default(self.version_parameter())
            .description(
                "Version of the CDK Bootstrap resources in this environment, automatically \
                 retrieved from SSM Parameter Store. [cdk:skip]",
            );
        let too_old: Vec<String> = (1..BOOTSTRAP_VERSION).map(|v| v.to_string()).collect();
        let version = Value::<String>::from_expr(intrinsics::ref_("BootstrapVersion"));
        let rule = Rule::new().assert(
            Condition::not(Condition::contains(too_old, version)),
            format!(
                "CDK bootstrap stack version {BOOTSTRAP_VERSION} required. Please run 'cdk \
                 bootstrap' with a recent version of the CDK CLI."
            ),
        );
        (parameter, rule)
    }
}
