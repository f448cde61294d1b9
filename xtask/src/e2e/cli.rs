//! r
use super::Run;
use anyhow::Result;
pub(super) fn run(_: &Run) -> Result<String> { Ok(String::new()) }
