//! How the options of a user pool are made: a struct of optional fields, each with a chained setter.

/// Makes a struct of options. Before each field stands what its setter takes: `value`, anything that is a
/// property's value; `into`, anything that becomes the type; `plain`, the type itself; `hidden` has
/// no setter.
macro_rules! options {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$doc:meta])* $kind:ident $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        #[must_use]
        pub struct $name {
            $(pub(super) $field: $crate::user_pool::options::options!(@field $kind $type),)*
        }

        impl $name {
            $($crate::user_pool::options::options! { @setter [$(#[$doc])*] $kind $field $type })*
        }
    };

    (@field value $type:ty) => { Option<cognito_cdk_l1::Value<$type>> };
    (@field $kind:ident $type:ty) => { Option<$type> };

    (@setter [$($doc:tt)*] value $field:ident $type:ty) => {
        $($doc)*
        pub fn $field(mut self, value: impl cognito_cdk_l1::IntoValue<$type>) -> Self {
            self.$field = Some(value.into_value());
            self
        }
    };
    (@setter [$($doc:tt)*] into $field:ident $type:ty) => {
        $($doc)*
        pub fn $field(mut self, value: impl Into<$type>) -> Self {
            self.$field = Some(value.into());
            self
        }
    };
    (@setter [$($doc:tt)*] hidden $field:ident $type:ty) => {};
    (@setter [$($doc:tt)*] plain $field:ident $type:ty) => {
        $($doc)*
        pub fn $field(mut self, value: $type) -> Self {
            self.$field = Some(value);
            self
        }
    };
}

pub(super) use options;
