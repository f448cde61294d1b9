//! The code of a function: in the template, in a bucket, or in files beside the program.

use super::function::{self, Runtime, bounds};
use crate::rules::Rule;
use crate::synth::{FileAsset, Node};
use crate::{IntoValue, Text, Value};
use std::path::PathBuf;

/// The code of a [`Function`](super::Function).
///
/// ```no_run
/// use cognito_cdk::lambda::{Code, Function, FunctionProps, Runtime};
/// use cognito_cdk::synth::{App, AppProps, Stack, Synthesizer};
///
/// let app = App::with_props(AppProps::new().synthesizer(Synthesizer::bootstrapped()));
/// let stack = Stack::new(&app, "Auth");
/// let code = Code::from_asset("functions/pre-sign-up");
/// Function::new(&stack, "PreSignUp", FunctionProps::new(Runtime::Nodejs22X, "index.handler", code));
/// ```
#[derive(Clone, Debug)]
pub struct Code(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Inline(Value<String>),
    Bucket {
        bucket: Value<Text<bounds::CodeS3Bucket>>,
        key: Value<Text<bounds::CodeS3Key>>,
        version: Option<Value<Text<bounds::CodeS3ObjectVersion>>>,
    },
    Asset(PathBuf),
}

impl Code {
    /// The text of the code itself, for Node.js and Python: it stands in the template, as `index.js` or
    /// `index.py`.
    pub fn from_inline(code: impl IntoValue<String>) -> Self {
        Self(Kind::Inline(code.into_value()))
    }

    /// A zip file in a bucket.
    pub fn from_bucket(
        bucket: impl IntoValue<Text<bounds::CodeS3Bucket>>,
        key: impl IntoValue<Text<bounds::CodeS3Key>>,
    ) -> Self {
        Self(Kind::Bucket {
            bucket: bucket.into_value(),
            key: key.into_value(),
            version: None,
        })
    }

    /// A version of a zip file in a bucket.
    pub fn from_bucket_version(
        bucket: impl IntoValue<Text<bounds::CodeS3Bucket>>,
        key: impl IntoValue<Text<bounds::CodeS3Key>>,
        version: impl IntoValue<Text<bounds::CodeS3ObjectVersion>>,
    ) -> Self {
        Self(Kind::Bucket {
            bucket: bucket.into_value(),
            key: key.into_value(),
            version: Some(version.into_value()),
        })
    }

    /// A directory, or a zip file, that is published with the stack; see [`FileAsset`].
    pub fn from_asset(path: impl Into<PathBuf>) -> Self {
        Self(Kind::Asset(path.into()))
    }

    /// The code as the function at `node` has it.
    #[track_caller]
    pub(super) fn bind(self, node: &Node, runtime: &Value<Runtime>) -> function::Code {
        let code = function::Code::builder();
        match self.0 {
            Kind::Inline(text) => {
                check_inline(node, &text, runtime);
                code.zip_file(text).build()
            }
            Kind::Bucket {
                bucket,
                key,
                version,
            } => {
                let mut code = code.s3_bucket(bucket).s3_key(key).build();
                code.s3_object_version = version;
                code
            }
            Kind::Asset(path) => {
                let asset = FileAsset::new(node, "Code", path);
                code.s3_bucket(asset.s3_bucket_name())
                    .s3_key(asset.s3_object_key())
                    .build()
            }
        }
    }
}

fn check_inline(node: &Node, text: &Value<String>, runtime: &Value<Runtime>) {
    let report = |message: String| {
        let remedy = "give the code with `Code::from_asset` or `Code::from_bucket`";
        Rule::InlineCode.report(node, message, remedy, node.position());
    };
    if text.as_literal().is_some_and(String::is_empty) {
        report("the code is empty".to_owned());
    }
    if let Some(runtime) = runtime.as_literal().map(Runtime::as_str)
        && !runtime.starts_with("nodejs")
        && !runtime.starts_with("python")
    {
        report(format!(
            "code in the template is for Node.js and Python, and not for `{runtime}`"
        ));
    }
}
