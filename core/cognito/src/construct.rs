//! What all constructs of this crate have in common.

use cognito_cdk_synth::{Environment, Scope, Stack};

/// A construct that stands for one resource, own or imported: AWS CDK's `IResource`.
pub trait IResource: Scope {
    /// The stack that the construct is in.
    fn stack(&self) -> Option<Stack> {
        Stack::of(self.node())
    }

    /// The account and region of the resource: those of the stack for an own one, and those of the ARN
    /// for an imported one.
    fn env(&self) -> Environment {
        self.stack().map(|stack| stack.env()).unwrap_or_default()
    }
}

/// What every construct with a resource of its own has: it is a scope, gives its L1, and stands wherever
/// its L1's handle may stand.
///
/// The construct has the fields `construct: Construct` and `cfn: Element<L1>`.
macro_rules! owned {
    ($construct:ty $(where [$($generics:tt)*])?, $l1:ty, $cfn_type:literal) => {
        impl<$($($generics)*)?> cognito_cdk_synth::Scope for $construct {
            fn node(&self) -> &cognito_cdk_synth::Node {
                cognito_cdk_synth::Scope::node(&self.construct)
            }
        }

        impl<$($($generics)*)?> $crate::IResource for $construct {}

        impl<$($($generics)*)?> $construct {
            #[doc = concat!("The `", $cfn_type, "` that the construct makes, with all that an element can do: overrides, metadata, dependencies, attributes.")]
            #[must_use]
            pub const fn cfn(&self) -> &cognito_cdk_synth::Element<$l1> {
                &self.cfn
            }

            /// Changes the typed properties of the resource that the construct makes.
            ///
            /// It is the way to what the construct has no option for.
            #[track_caller]
            pub fn cfn_mut(&self, change: impl FnOnce(&mut $l1)) {
                self.cfn.with_mut(change);
            }

            /// Says what becomes of the deployed resource when it is no longer wanted or is replaced.
            #[track_caller]
            pub fn apply_removal_policy(&self, policy: cognito_cdk_synth::RemovalPolicy) {
                self.cfn.apply_removal_policy(policy);
            }
        }

        impl<V, $($($generics)*)?> cognito_cdk_l1::IntoValue<V> for &$construct
        where
            for<'a> &'a cognito_cdk_synth::Element<$l1>: cognito_cdk_l1::IntoValue<V>,
        {
            fn into_value(self) -> cognito_cdk_l1::Value<V> {
                (&self.cfn).into_value()
            }
        }

        impl<$($($generics)*)?> std::fmt::Display for $construct {
            /// The path.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&cognito_cdk_synth::Scope::node(&self.construct).path())
            }
        }
    };
}

/// A construct that stands for a resource which is somewhere else, and of which the name is known.
macro_rules! imported {
    ($(#[$doc:meta])* $construct:ident, $name:ty) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $construct {
            construct: cognito_cdk_synth::Construct,
            name: cognito_cdk_l1::Value<$name>,
        }

        impl $construct {
            #[track_caller]
            fn create(
                scope: &impl cognito_cdk_synth::Scope,
                id: impl AsRef<str>,
                name: impl cognito_cdk_l1::IntoValue<$name>,
            ) -> Self {
                let construct = cognito_cdk_synth::Construct::new(scope, id);
                Self { construct, name: name.into_value() }
            }
        }

        impl cognito_cdk_synth::Scope for $construct {
            fn node(&self) -> &cognito_cdk_synth::Node {
                cognito_cdk_synth::Scope::node(&self.construct)
            }
        }

        impl $crate::IResource for $construct {}

        impl cognito_cdk_l1::IntoValue<$name> for &$construct {
            fn into_value(self) -> cognito_cdk_l1::Value<$name> {
                self.name.clone()
            }
        }
    };
}

pub(crate) use {imported, owned};
