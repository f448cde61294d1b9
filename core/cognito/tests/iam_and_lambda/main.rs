//! The modules `iam` and `lambda`: what is rendered, compared with AWS CDK, and what is refused.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]
#![allow(clippy::needless_raw_string_hashes, reason = "`expect!` writes them")]
#![allow(
    clippy::indexing_slicing,
    reason = "a missing member of a template is null"
)]

mod cdk;
mod circles;
mod grants;
mod iam;
mod lambda;
mod refusals;
