//! The modules `iam` and `lambda`: what is rendered, compared with AWS CDK, and what is refused.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

mod cdk;
mod circles;
mod grants;
mod iam;
mod lambda;
mod refusals;
