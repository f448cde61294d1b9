//! Resources that are no constructs.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use cognito_cdk::synth::{Json, RawResource};
use cognito_cdk::{CfnResource, Stack};
use serde_json::Value as Data;

/// A resource of any origin.
#[track_caller]
pub(crate) fn raw(
    stack: &Stack,
    id: &str,
    cfn_type: &'static str,
    properties: Data,
) -> CfnResource {
    let properties = Json::from(properties);
    let properties = properties.as_object().expect("an object").clone();
    CfnResource::new(stack, id, RawResource::new(cfn_type, properties))
}
