//! Whether an app client has a secret, as a type.

/// An app client without a secret: a program that runs on the devices of users, and could not keep one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSecret {}

/// An app client with a secret, which Cognito generates: a server that can keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithSecret {}

/// What only an app client with a secret has.
#[diagnostic::on_unimplemented(
    message = "the app client has no secret",
    label = "needs a client with a secret",
    note = "call `.generate_secret()` on the options of the client, before this"
)]
pub trait HasSecret: sealed::Sealed {}

#[diagnostic::do_not_recommend]
impl HasSecret for WithSecret {}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::WithSecret {}
}
