//! Infrastructure as code for Amazon Cognito: a Rust program becomes a CloudFormation template.
//!
//! This crate is the one dependency that a user adds. It re-exports the layers below it:
//!
//! - the resource types, generated from AWS's own files: [`cognito`], and the services around it;
//! - the template model: [`Template`], [`Value`], [`intrinsics`], and the checks;
//! - the synthesizer: [`synth`] has the app, its stacks, and the cloud assembly that they become.
//!
//! ```
//! use cognito_cdk::cognito::{CfnUserPool, CfnUserPoolClient, user_pool::MfaConfiguration};
//! use cognito_cdk::{Template, text};
//!
//! let mut template = Template::new();
//! let pool = template.add(
//!     "Pool",
//!     CfnUserPool::builder()
//!         .user_pool_name(text!("customers"))
//!         .mfa_configuration(MfaConfiguration::Optional)
//!         .build(),
//! );
//! template.add("Web", CfnUserPoolClient::builder().user_pool_id(&pool).build());
//! template.add_output("PoolArn", pool.attr_arn());
//! println!("{}", template.to_json()?);
//! # Ok::<(), cognito_cdk::Error>(())
//! ```

pub use cognito_cdk_l1::*;
pub use cognito_cdk_synth as synth;
