//! Groups.

use super::{Program, minimal};
use cognito_cdk::App;
use cognito_cdk::cognito::{IUserPool, UserPool, UserPoolGroupOptions, UserPoolProps};

pub(super) const PROGRAMS: &[Program] = &[];
