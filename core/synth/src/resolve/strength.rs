//! How a reference reaches another stack.

use crate::tree::arena::ElementKey;
use cognito_cdk_template::{Expr, Json, Target, Value};
use serde_json::Value as Data;

/// How a reference from one stack reaches a resource of another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReferenceStrength {
    /// An export and an import: CloudFormation refuses to change or delete what is imported.
    Strong,
    /// `Fn::GetStackOutput`: the consumer reads an output, and the producer stays free to change.
    Weak,
    /// The export of a strong reference, and the consumer reads as with a weak one. It is the step in
    /// between when deployed stacks go from strong to weak.
    Both,
    /// A parameter in Systems Manager's parameter store, which the consumer reads when it is deployed.
    Ssm,
}

impl ReferenceStrength {
    pub(crate) const fn mode(self) -> u8 {
        match self {
            Self::Strong => 1,
            Self::Weak => 2,
            Self::Both => 3,
            Self::Ssm => 4,
        }
    }

    pub(crate) const fn of_mode(mode: u8) -> Option<Self> {
        match mode {
            1 => Some(Self::Strong),
            2 => Some(Self::Weak),
            3 => Some(Self::Both),
            4 => Some(Self::Ssm),
            _ => None,
        }
    }

    /// The value of the context `@aws-cdk/core:defaultCrossStackReferences`.
    pub(crate) fn of_context(value: &Data) -> Option<Self> {
        match value.as_str()? {
            "strong" => Some(Self::Strong),
            "weak" => Some(Self::Weak),
            "both" => Some(Self::Both),
            "ssm" => Some(Self::Ssm),
            _ => None,
        }
    }
}

/// The same value, with the references in it reaching other stacks in the way that is given.
///
/// ```
/// use cognito_cdk_synth::{
///     App, CfnOutput, CfnResource, Object, RawResource, ReferenceStrength, Stack, consume_reference,
/// };
///
/// let app = App::new();
/// let producer = Stack::new(&app, "Producer");
/// let topic = CfnResource::new(&producer, "Topic", RawResource::new("AWS::SNS::Topic", Object::new()));
/// let consumer = Stack::new(&app, "Consumer");
/// let arn = consume_reference(topic.ref_(), ReferenceStrength::Weak);
/// CfnResource::new(&consumer, "Queue", RawResource::new("AWS::SQS::Queue", Object::new()));
/// CfnOutput::new(&consumer, "TopicArn", arn);
///
/// let assembly = app.build()?;
/// let template = assembly.stack("Consumer").map(|stack| stack.template()).unwrap_or_default();
/// assert!(template.contains("Fn::GetStackOutput"));
/// # Ok::<(), cognito_cdk_synth::SynthError>(())
/// ```
#[must_use]
pub fn consume_reference<T>(value: Value<T>, strength: ReferenceStrength) -> Value<T> {
    let Value::Expr(expression) = value else {
        return value;
    };
    let mut json = Json::from(*expression);
    json.replace_exprs(&mut |expression| {
        if let Expr::Ref(target) | Expr::GetAtt(target, _) = expression
            && let Target::Element(id) = target
        {
            let key = ElementKey::of(*id);
            if key.mode != ElementKey::LAZY {
                let mode = strength.mode();
                *id = ElementKey { mode, ..key }.id();
            }
        }
        None
    });
    Value::from_expr(match json {
        Json::Expr(expression) => *expression,
        other => Expr::Json(other),
    })
}
