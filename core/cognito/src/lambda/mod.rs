//! The functions that Cognito calls, and the permissions that let it. The resource types of the service are
//! here too.
//!
//! ```
//! use cognito_cdk::cognito::{CfnUserPool, user_pool::LambdaConfig};
//! use cognito_cdk::iam::{Grant, ServicePrincipal};
//! use cognito_cdk::lambda::{Code, Function, FunctionProps, IFunction, Permission, Runtime};
//! use cognito_cdk::synth::{App, Scope, Stack};
//!
//! let app = App::new();
//! let stack = Stack::new(&app, "Auth");
//! let code = Code::from_inline("exports.handler = async (event) => event");
//! let props = FunctionProps::new(Runtime::Nodejs22X, "index.handler", code);
//! let function = Function::new(&stack, "PreSignUp", props);
//!
//! let triggers = LambdaConfig::builder().pre_sign_up(function.function_arn()).build();
//! let pool = stack.add("Pool", CfnUserPool::builder().lambda_config(triggers).build());
//! let cognito = Permission::new(ServicePrincipal::new("cognito-idp.amazonaws.com"));
//! function.add_permission(&pool, "PreSignUpCognito", cognito.source_arn(pool.attr_arn()));
//!
//! // The pool waits for the function, and the function does not wait for this permission.
//! Grant::add_to_principal(&function, ["cognito-idp:ListUsers"], [pool.attr_arn()]);
//! # app.build()?;
//! # Ok::<(), cognito_cdk::synth::SynthError>(())
//! ```

mod code;
mod functions;
mod imported;
mod permissions;
mod waits;

pub use code::Code;
pub use cognito_cdk_l1::lambda::function::Runtime;
pub use cognito_cdk_l1::lambda::*;
pub use functions::{Function, FunctionProps, IFunction};
pub use imported::{FunctionAttributes, ImportedFunction};
pub use permissions::Permission;
