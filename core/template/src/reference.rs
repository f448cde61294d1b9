//! Handles to the elements of a template that are no resources: parameters, conditions and mappings.

use crate::target::{Reference, Target};
use crate::value::{List, Value};
use std::borrow::Cow;

macro_rules! handle {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(Target);

        impl Reference for $name {
            fn from_target(target: Target) -> Self {
                Self(target)
            }

            fn target(&self) -> &Target {
                &self.0
            }
        }

        impl $name {
            /// What the handle points at.
            #[must_use]
            pub const fn target(&self) -> &Target {
                &self.0
            }
        }
    };
}

handle! {
    /// A parameter of the template.
    ParameterRef
}
handle! {
    /// A condition of the template.
    ConditionRef
}
handle! {
    /// A mapping of the template.
    MappingRef
}
handle! {
    /// A resource whose type the compiler does not know.
    ResourceRef
}

impl ParameterRef {
    /// The parameter's value as a text. For a property that identifies something, add
    /// [`.cast()`](Value::cast).
    #[must_use]
    pub fn value_as_string(&self) -> Value<String> {
        Value::reference(self.0.clone())
    }

    /// The parameter's value as a number.
    #[must_use]
    pub fn value_as_number(&self) -> Value<i64> {
        Value::reference(self.0.clone())
    }

    /// The parameter's value as a list of texts.
    #[must_use]
    pub fn value_as_list(&self) -> Value<List<String>> {
        Value::reference(self.0.clone())
    }
}

impl ResourceRef {
    /// `Ref` of the resource.
    #[must_use]
    pub fn ref_(&self) -> Value<String> {
        Value::reference(self.0.clone())
    }

    /// `Fn::GetAtt` of the attribute `name`.
    #[must_use]
    pub fn get_att(&self, name: impl Into<Cow<'static, str>>) -> Value<String> {
        Value::attribute(self.0.clone(), name)
    }
}
