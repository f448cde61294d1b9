//! `TreeInspector`: what a resource shows of itself.

use cognito_cdk_template::Json;

/// Collects what constructs show of themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TreeInspector {
    attributes: Vec<(String, Json)>,
}

impl TreeInspector {
    /// An inspector that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what a construct shows.
    pub fn add_attribute(&mut self, key: impl Into<String>, value: impl Into<Json>) {
        self.attributes.push((key.into(), value.into()));
    }

    /// What was shown, in order.
    #[must_use]
    pub fn attributes(&self) -> &[(String, Json)] {
        &self.attributes
    }
}
