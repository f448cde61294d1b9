//! From constructs to a cloud assembly: the synthesizer of `cognito-cdk`.
//!
//! A program builds a tree of constructs: an [`App`] has [`Stack`]s, perhaps in [`Stage`]s, and stacks have
//! resources ([`Element`], [`CfnResource`]), parameters, outputs and the others. [`App::synth`] checks
//! the tree and writes `cdk.out/`, which the AWS CDK command line deploys.
//!
//! Ids, names and templates are AWS CDK's to the byte, so that a stack that was deployed with it can move
//! to Rust without one resource replaced.
//!
//! ```
//! use cognito_cdk_synth::{App, CfnOutput, CfnResource, Object, RawResource, Stack};
//!
//! let app = App::new();
//! let producer = Stack::new(&app, "Producer");
//! let topic = CfnResource::new(&producer, "Topic", RawResource::new("AWS::SNS::Topic", Object::new()));
//!
//! // A reference from another stack becomes an export, an import, and an order of deployment.
//! let consumer = Stack::new(&app, "Consumer");
//! let mut queue = Object::new();
//! queue.insert("QueueName", topic.get_att("TopicName"));
//! CfnResource::new(&consumer, "Queue", RawResource::new("AWS::SQS::Queue", queue));
//!
//! let assembly = app.build()?;
//! let consumer = assembly.stack("Consumer");
//! assert_eq!(consumer.map(|stack| stack.dependencies()), Some(&["Producer".to_owned()][..]));
//! # Ok::<(), cognito_cdk_synth::SynthError>(())
//! ```
//!
//! Constructors do not fail. What is wrong is recorded with the construct's path and the place in the
//! program, and the synthesis returns all of it at once, as [`Finding`]s.

mod annotations;
mod arn;
mod aspects;
mod assembly;
pub mod assertions;
mod check;
mod element;
mod finding;
mod include;
pub mod names;
mod removal;
mod resolve;
mod tags;
mod tree;
mod type_filter;

pub use annotations::Annotations;
pub use arn::{ArnComponents, ArnFormat};
pub use aspects::{Aspect, AspectPriority, Aspects};
pub use assembly::assets::FileAsset;
pub use assembly::synthesizer::Synthesizer;
pub use assembly::{CloudAssembly, StackArtifact};
pub use cognito_cdk_template::{
    Condition, ConditionRef, DeletionPolicy, Error as TemplateError, Expr, FromJson, IntoValue,
    Json, Mapping, MappingRef, Misfit, Object, OtherProperties, Output, Parameter, ParameterRef,
    RawResource, Reference, Resource, ResourceRef, ResourceType, Rule, Severity, Value, intrinsics,
};
pub use element::declarations::{CfnCondition, CfnMapping, CfnOutput, CfnParameter, CfnRule};
pub use element::inspect::TreeInspector;
pub use element::options::{CfnOptions, RemovalPolicy, RemovalPolicyOptions};
pub use element::{AnyResource, CfnElement, CfnResource, Element, ElementType};
pub use finding::{Finding, Position, Rule as Check, SynthError};
pub use include::props::CfnIncludeProps;
pub use include::{CfnInclude, IncludedNestedStack};
pub use removal::{RemovalPolicies, RemovalPoliciesOptions};
pub use resolve::json_text::to_json_string;
pub use resolve::lazy::lazy;
pub use resolve::strength::{ReferenceStrength, consume_reference};
pub use tags::{TagOptions, Tags};
pub use tree::app::{App, AppProps};
pub use tree::arena::TemplateCheck;
pub use tree::env::Environment;
pub use tree::nested::{NestedStack, NestedStackProps};
pub use tree::node::{Node, Order};
pub use tree::scope::{Construct, Scope};
pub use tree::stack::{Stack, StackProps};
pub use tree::stage::{Stage, StageProps};
