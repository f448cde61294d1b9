//! The programs that AWS CDK's templates were made of, in Rust.
//!
//! Each is run twice: with [`Defaults::aws_cdk`](cognito_cdk::Defaults::aws_cdk) it gives AWS CDK's template
//! (`tests/golden/parity`), with the secure defaults one of our own (`tests/golden/secure`).

mod apps;
mod clients;
mod domains;
mod groups;
mod identity_providers;
mod user_pools;

use cognito_cdk::{App, CloudAssembly, Defaults, Stack};

/// One program: it makes its stacks in the app that it is given.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// Where its template is in `tests/golden/parity`: `cases/userpool-defaults` is a directory with one
    /// file for each stack, `minimal/user-pool` is the template of a stack named `Stack`.
    pub name: &'static str,
    /// The program.
    pub run: fn(&App),
}

/// All programs.
#[must_use]
pub fn all() -> Vec<Program> {
    [
        apps::PROGRAMS,
        clients::PROGRAMS,
        domains::PROGRAMS,
        groups::PROGRAMS,
        identity_providers::PROGRAMS,
        user_pools::PROGRAMS,
    ]
    .concat()
}

impl Program {
    /// What the program becomes with these defaults.
    ///
    /// # Panics
    /// If anything is wrong with it.
    #[must_use]
    pub fn assembly(&self, defaults: Defaults) -> CloudAssembly {
        let app = App::new();
        defaults.apply_to(&app);
        (self.run)(&app);
        app.build()
            .unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }
}

/// The stack that the cases have.
fn case(app: &App) -> Stack {
    Stack::new(app, "S")
}

/// The stack that the minimal programs have.
fn minimal(app: &App) -> Stack {
    Stack::new(app, "Stack")
}
