//! User pools: the construct, what it can be told, and what is known of an imported one.

mod base;
mod pool;
mod props;

pub use base::IUserPool;
pub use pool::UserPool;
pub use props::UserPoolProps;
