//! Three stacks, with a reference from one to another, and a stage.
//!
//! With `{"app": "cargo run --example three_stacks"}` as `cdk.json`, the AWS CDK command line runs it:
//! `cdk ls --long`, `cdk synth -c owner=identity`, `cdk deploy`.

use cognito_cdk_synth::{
    App, CfnOutput, CfnResource, Object, RawResource, Scope, Stack, Stage, SynthError, Value,
};

fn main() -> Result<(), SynthError> {
    let app = App::new();

    let producer = Stack::new(&app, "Producer");
    let topic = resource(&producer, "Topic", "AWS::SNS::Topic", []);
    if let Some(owner) = app.node().try_get_context("owner") {
        let owner = owner.as_str().map(str::to_owned).unwrap_or_default();
        CfnOutput::new(&producer, "Owner", owner);
    }

    let consumer = Stack::new(&app, "Consumer");
    let name = [("DisplayName", topic.get_att("TopicName"))];
    resource(&consumer, "Echo", "AWS::SNS::Topic", name);

    let prod = Stage::new(&app, "Prod");
    let queue = [("QueueName", "jobs".into())];
    resource(
        &Stack::new(&prod, "Jobs"),
        "Queue",
        "AWS::SQS::Queue",
        queue,
    );

    app.synth().map(drop)
}

fn resource<const N: usize>(
    scope: &impl Scope,
    id: &str,
    cfn_type: &'static str,
    properties: [(&'static str, Value<String>); N],
) -> CfnResource {
    let mut object = Object::new();
    for (name, value) in properties {
        object.insert(name, value);
    }
    CfnResource::new(scope, id, RawResource::new(cfn_type, object))
}
