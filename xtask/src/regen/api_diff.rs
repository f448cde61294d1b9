//! What a new model means for users of the generated crate: additions, removals, and the semver step.

use super::model::{Model, Property, Resource, Ty};
use std::collections::BTreeMap;
use std::fmt;

/// The semver step that a change asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Nothing that compiled stops to compile, and there is nothing new: bounds, links, update behaviour.
    Patch,
    /// There is something new.
    Minor,
    /// A program that compiled may not any more.
    Major,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it asks for.
    pub step: Step,
    /// The place, in the overlay's address form.
    pub at: String,
    /// What happened there.
    pub what: String,
}

/// All changes between two models, in the order of their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiDiff {
    /// The changes.
    pub changes: Vec<Change>,
}

impl ApiDiff {
    /// What has changed from `old` to `new`.
    pub fn between(old: &Model, new: &Model) -> Self {
        let mut diff = Self::default();
        diff.map(
            &old.identifiers,
            &new.identifiers,
            "",
            "identifier",
            |diff, at, old, new| {
                diff.note_if(old.bounds != new.bounds, at, "other bounds");
            },
        );
        diff.map(
            &old.globals,
            &new.globals,
            "",
            "property type",
            |diff, at, old, new| {
                diff.properties(&old.properties, &new.properties, at);
            },
        );
        diff.map(
            &old.resources,
            &new.resources,
            "",
            "resource type",
            Self::resource,
        );
        diff
    }

    /// The greatest step that any change asks for.
    #[must_use]
    pub fn step(&self) -> Option<Step> {
        self.changes.iter().map(|change| change.step).max()
    }

    fn add(&mut self, step: Step, at: &str, what: impl Into<String>) {
        self.changes.push(Change {
            step,
            at: at.to_owned(),
            what: what.into(),
        });
    }

    fn note_if(&mut self, changed: bool, at: &str, what: impl Into<String>) {
        if changed {
            self.add(Step::Patch, at, what);
        }
    }

    /// Compares two maps: what came, what went, and what is in both.
    fn map<T>(
        &mut self,
        old: &BTreeMap<String, T>,
        new: &BTreeMap<String, T>,
        prefix: &str,
        kind: &str,
        both: impl Fn(&mut Self, &str, &T, &T),
    ) {
        let names: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for name in names {
            let at = format!("{prefix}{name}");
            match (old.get(name), new.get(name)) {
                (Some(old), Some(new)) => both(self, &at, old, new),
                (Some(_), None) => self.add(Step::Major, &at, format!("{kind} removed")),
                (None, _) => self.add(Step::Minor, &at, format!("{kind} added")),
            }
        }
    }

    fn resource(&mut self, at: &str, old: &Resource, new: &Resource) {
        self.properties(&old.properties, &new.properties, at);
        self.map(
            &old.types,
            &new.types,
            &format!("{at}."),
            "property type",
            |diff, at, old, new| {
                diff.properties(&old.properties, &new.properties, at);
            },
        );
        self.map(
            &old.attributes,
            &new.attributes,
            &format!("{at}@"),
            "attribute",
            |diff, at, old, new| {
                diff.retyped(at, &old.ty, &new.ty);
                diff.note_if(
                    old.secret != new.secret,
                    at,
                    format!("secret: {}", new.secret),
                );
            },
        );
        if old.reference != new.reference {
            let what = format!(
                "identifies {} instead of {}",
                kind(new.reference.as_ref()),
                kind(old.reference.as_ref())
            );
            self.add(Step::Major, &format!("{at}@Ref"), what);
        }
        self.note_if(old.tags != new.tags, at, "another property takes the tags");
    }

    fn properties(
        &mut self,
        old: &BTreeMap<String, Property>,
        new: &BTreeMap<String, Property>,
        owner: &str,
    ) {
        self.map(
            old,
            new,
            &format!("{owner}/"),
            "property",
            |diff, at, old, new| {
                match (old.required, new.required) {
                    (false, true) => diff.add(Step::Major, at, "newly required"),
                    (true, false) => diff.add(
                        Step::Major,
                        at,
                        "no longer required: the field becomes an `Option`",
                    ),
                    _ => {}
                }
                diff.retyped(at, &old.ty, &new.ty);
                if old.update != new.update || old.immutable != new.immutable {
                    let update = |property: &Property| match property.immutable {
                        Some(immutable) => format!("{:?} ({immutable:?})", property.update),
                        None => format!("{:?}", property.update),
                    };
                    diff.add(
                        Step::Patch,
                        at,
                        format!("a change is {} instead of {}", update(new), update(old)),
                    );
                }
                diff.note_if(
                    old.secret != new.secret,
                    at,
                    format!("secret: {}", new.secret),
                );
                diff.note_if(
                    old.needed != new.needed,
                    at,
                    format!("needed by the service: {}", new.needed),
                );
                diff.note_if(!old.deprecated && new.deprecated, at, "deprecated");
            },
        );
        // A property that must be set breaks every program that makes the type.
        let added = new
            .iter()
            .filter(|(name, property)| property.required && !old.contains_key(*name));
        for (name, _) in added.filter(|_| !old.is_empty()) {
            self.add(
                Step::Major,
                &format!("{owner}/{name}"),
                "the added property is required",
            );
        }
    }

    fn retyped(&mut self, at: &str, old: &Ty, new: &Ty) {
        if old == new {
            return;
        }
        match (old, new) {
            (Ty::Enum(old), Ty::Enum(new)) => {
                for value in new.iter().filter(|value| !old.contains(value)) {
                    self.add(
                        Step::Minor,
                        at,
                        format!("value `{}` added", value.escape_debug()),
                    );
                }
                for value in old.iter().filter(|value| !new.contains(value)) {
                    self.add(
                        Step::Major,
                        at,
                        format!("value `{}` removed", value.escape_debug()),
                    );
                }
            }
            (Ty::List(old), Ty::List(new)) if old.items != new.items => {
                self.retyped(&format!("{at}[]"), &old.items, &new.items);
            }
            (Ty::Map(old), Ty::Map(new)) if old.values != new.values => {
                self.retyped(&format!("{at}{{}}"), &old.values, &new.values);
            }
            _ if rust_type(old) == rust_type(new) => self.add(Step::Patch, at, "other bounds"),
            _ => self.add(
                Step::Major,
                at,
                format!(
                    "the type is {} instead of {}",
                    rust_type(new),
                    rust_type(old)
                ),
            ),
        }
    }
}

fn kind(reference: Option<&String>) -> &str {
    reference.map_or("a text", String::as_str)
}

/// What decides the Rust type: bounds matter only by being there.
fn rust_type(ty: &Ty) -> String {
    match ty {
        Ty::Text(bounds) if !bounds.is_empty() => "a bounded String".to_owned(),
        Ty::Integer(bounds) if !bounds.is_empty() => "a bounded Integer".to_owned(),
        Ty::Enum(_) => "an enum".to_owned(),
        Ty::Identifier(identifier) => identifier.kind.clone(),
        Ty::List(list) => format!("List<{}>", rust_type(&list.items)),
        Ty::Map(map) => format!("Map<{}>", rust_type(&map.values)),
        _ => ty.name(),
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

impl fmt::Display for ApiDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Change { step, at, what } in &self.changes {
            writeln!(f, "{step}: {at}: {what}")?;
        }
        match self.step() {
            None => write!(f, "the API is unchanged"),
            Some(step) => {
                let count = self.changes.len();
                let changes = if count == 1 { "change" } else { "changes" };
                write!(f, "{count} {changes}; the next version is a {step} one")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regen::model::{IntBounds, TextBounds, Update};
    use expect_test::expect;

    fn property(ty: Ty, required: bool) -> Property {
        let update = Update::Mutable;
        Property {
            documentation: None,
            required,
            needed: false,
            update,
            immutable: None,
            secret: false,
            deprecated: false,
            rust_name: None,
            ty,
        }
    }

    fn model(properties: &[(&str, Property)]) -> Model {
        let properties = properties
            .iter()
            .map(|(name, property)| ((*name).to_owned(), property.clone()))
            .collect();
        let resource = Resource {
            properties,
            ..Resource::default()
        };
        Model {
            resources: BTreeMap::from([("AWS::X::Y".to_owned(), resource)]),
            ..Model::default()
        }
    }

    #[test]
    fn every_kind_of_change_is_told_with_its_step() {
        let old = model(&[
            (
                "Bounded",
                property(
                    Ty::Integer(IntBounds {
                        minimum: Some(1),
                        maximum: None,
                    }),
                    false,
                ),
            ),
            ("Gone", property(Ty::Boolean, false)),
            (
                "Mode",
                property(Ty::Enum(vec!["A".into(), "B".into()]), false),
            ),
            ("Name", property(Ty::text(), false)),
            ("Retyped", property(Ty::Json, false)),
        ]);
        let new = model(&[
            (
                "Bounded",
                property(
                    Ty::Integer(IntBounds {
                        minimum: Some(2),
                        maximum: None,
                    }),
                    false,
                ),
            ),
            (
                "Mode",
                property(Ty::Enum(vec!["A".into(), "C".into()]), false),
            ),
            ("Must", property(Ty::text(), true)),
            (
                "Name",
                property(
                    Ty::Text(TextBounds {
                        min_length: Some(1),
                        ..TextBounds::default()
                    }),
                    true,
                ),
            ),
            ("New", property(Ty::text(), false)),
            ("Retyped", property(Ty::Boolean, false)),
        ]);
        expect![[r"
            patch: AWS::X::Y/Bounded: other bounds
            major: AWS::X::Y/Gone: property removed
            minor: AWS::X::Y/Mode: value `C` added
            major: AWS::X::Y/Mode: value `B` removed
            minor: AWS::X::Y/Must: property added
            major: AWS::X::Y/Name: newly required
            major: AWS::X::Y/Name: the type is a bounded String instead of String
            minor: AWS::X::Y/New: property added
            major: AWS::X::Y/Retyped: the type is Boolean instead of Json
            major: AWS::X::Y/Must: the added property is required
            10 changes; the next version is a major one"]]
        .assert_eq(&ApiDiff::between(&old, &new).to_string());
        expect!["the API is unchanged"].assert_eq(&ApiDiff::between(&new, &new).to_string());
    }
}
