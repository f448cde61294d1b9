//! The construct tree: apps, stages, stacks and everything that stands in them.

pub(crate) mod app;
pub(crate) mod arena;
pub(crate) mod env;
pub(crate) mod nested;
pub(crate) mod node;
pub(crate) mod scope;
pub(crate) mod stack;
pub(crate) mod stage;
