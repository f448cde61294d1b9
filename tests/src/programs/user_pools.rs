//! User pools.

use super::{Program, case, minimal};
use cognito_cdk::App;
use cognito_cdk::cognito::{UserPool, UserPoolProps};

pub(super) const PROGRAMS: &[Program] = &[
    Program {
        name: "cases/userpool-defaults",
        run: defaults,
    },
    Program {
        name: "minimal/user-pool",
        run: minimal_pool,
    },
];

fn defaults(app: &App) {
    UserPool::new(&case(app), "P", UserPoolProps::new());
}

fn minimal_pool(app: &App) {
    UserPool::new(&minimal(app), "Pool", UserPoolProps::new());
}
