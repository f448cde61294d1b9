//! How the options of a user pool are made: a struct of optional fields, each with a chained setter.

/// Makes a struct of options. Before each field stands what its setter takes:
///
/// - `text` and `int`: what the property of that name takes, with the bounds of the property;
/// - `value`: what the property takes whose name stands behind `as`;
/// - `into`: anything that becomes the type;
/// - `plain`: the type itself;
/// - `hidden`: nothing, as there is no setter.
macro_rules! options {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$doc:meta])* $kind:ident $field:ident: $type:ty $(as $property:ident)?,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        #[must_use]
        pub struct $name {
            $(pub(super) $field: Option<$crate::user_pool::options::options!(@type $kind $type)>,)*
        }

        impl $name {
            $($crate::user_pool::options::options! {
                @setter [$(#[$doc])*] $kind $field $type $(as $property)?
            })*
        }
    };

    (@type text $property:ty) => { cognito_cdk_l1::Value<cognito_cdk_l1::Text<$property>> };
    (@type int $property:ty) => { cognito_cdk_l1::Value<cognito_cdk_l1::Int<$property>> };
    (@type value $type:ty) => { cognito_cdk_l1::Value<$type> };
    (@type $kind:ident $type:ty) => { $type };

    (@setter [$($doc:tt)*] text $field:ident $bounds:ty as $property:ident) => {
        $crate::user_pool::options::options! {
            @setter [$($doc)*] value $field cognito_cdk_l1::Text<$bounds> as $property
        }
    };
    (@setter [$($doc:tt)*] int $field:ident $bounds:ty as $property:ident) => {
        $crate::user_pool::options::options! {
            @setter [$($doc)*] value $field cognito_cdk_l1::Int<$bounds> as $property
        }
    };
    (@setter [$($doc:tt)*] value $field:ident $type:ty as $property:ident) => {
        $($doc)*
        pub fn $field(
            mut self,
            value: impl cognito_cdk_l1::cognito::user_pool::takes::$property<$type>,
        ) -> Self {
            self.$field = Some(value.into_value());
            self
        }
    };
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
    (@setter [$($doc:tt)*] plain $field:ident $type:ty) => {
        $($doc)*
        pub fn $field(mut self, value: $type) -> Self {
            self.$field = Some(value);
            self
        }
    };
    (@setter [$($doc:tt)*] hidden $field:ident $type:ty) => {};
}

pub(super) use options;
