//! Infrastructure as code for Amazon Cognito: a Rust program becomes a CloudFormation template.
//!
//! This crate is the one dependency that a user adds. Its constructs, such as [`cognito::UserPool`], make
//! the resources that an application needs, with settings that are safe unless the program says otherwise:
//!
//! ```
//! use cognito_cdk::cognito::{UserPool, UserPoolProps};
//! use cognito_cdk::{App, CfnOutput, Stack};
//!
//! let app = App::new();
//! let stack = Stack::new(&app, "SignIn");
//! let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
//! CfnOutput::new(&stack, "UserPoolId", pool.cfn().ref_());
//! let assembly = app.build()?;
//! # assert!(assembly.stack("SignIn").is_some());
//! # Ok::<(), cognito_cdk::SynthError>(())
//! ```
//!
//! It re-exports the layers below:
//!
//! - the resource types, generated from AWS's own files: `Cfn…` in [`cognito`], and the services around it;
//! - the template model: [`Template`], [`Value`], [`intrinsics`], and the checks;
//! - the synthesizer: apps, stacks, and the cloud assembly that they become; [`synth`] has all of it.
//!
//! What is common to all constructs: the scope and the id come first, then a value with the options, whose
//! constructor takes what is required. Constructors do not fail: what is wrong is reported by
//! [`App::synth`], all at once, with the place in the program. Every construct gives the resource that it
//! makes, `cfn()`, and can change it, `cfn_mut`.

mod branding;
mod client;
mod client_settings;
mod construct;
mod defaults;
mod domain;
mod duration;
#[cfg(feature = "elasticloadbalancingv2")]
pub mod elasticloadbalancingv2;
mod group;
mod identity_provider;
mod resource_server;
#[cfg(feature = "route53")]
pub mod route53;
pub mod rules;
mod secret;
mod user_pool;

pub mod arn;
pub mod iam;
pub mod lambda;

pub use cognito_cdk_l1::*;
pub use cognito_cdk_synth as synth;
pub use cognito_cdk_synth::{
    Annotations, App, AppProps, Aspect, Aspects, CfnCondition, CfnElement, CfnInclude,
    CfnIncludeProps, CfnMapping, CfnOutput, CfnParameter, CfnResource, CfnRule, CloudAssembly,
    Construct, Element, Environment, FileAsset, Finding, NestedStack, NestedStackProps, Node,
    ReferenceStrength, RemovalPolicy, Scope, Stack, StackProps, Stage, StageProps, SynthError,
    Synthesizer, TagOptions, Tags, assertions, consume_reference,
};
pub use construct::IResource;
pub use defaults::Defaults;
pub use duration::Duration;
pub use secret::SecretValue;

/// Amazon Cognito: the constructs, and the resource types (`Cfn…`) that they make.
pub mod cognito {
    pub use crate::branding::*;
    pub use crate::client::*;
    pub use crate::domain::*;
    pub use crate::group::*;
    pub use crate::identity_provider::*;
    pub use crate::resource_server::*;
    pub use crate::user_pool::*;
    pub use cognito_cdk_l1::cognito::*;
}
