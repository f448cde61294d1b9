//! `UserPoolProps`: what a user pool can be told.

/// What a [`UserPool`](super::UserPool) can be told.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct UserPoolProps {}

impl UserPoolProps {
    /// A pool with the [`Defaults`](crate::Defaults) of its scope.
    pub fn new() -> Self {
        Self::default()
    }
}
