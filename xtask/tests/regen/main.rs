//! `cargo xtask regen`, run as the binary that a maintainer runs, in temporary repositories.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must stop"
)]
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes its snapshots with them"
)]

#[path = "../support/mod.rs"]
mod support;

mod check;
mod everything;
mod hostile;
mod interrupted;
mod names;
mod network;
mod update;
