//! Overrides: changes to a resource as it stands in the template, merged as AWS CDK does it.

#[cfg(test)]
mod tests;

use crate::names::order::{array_index, sort_like_members};
use cognito_cdk_template::schema::{PropertySchema, ResourceSchema, Shape};
use cognito_cdk_template::{Json, Object};

/// The functions that are not merged but replaced.
const INTRINSICS: [&str; 17] = [
    "Ref",
    "Fn::And",
    "Fn::Base64",
    "Fn::Cidr",
    "Fn::Equals",
    "Fn::FindInMap",
    "Fn::GetAZs",
    "Fn::GetAtt",
    "Fn::If",
    "Fn::ImportValue",
    "Fn::Join",
    "Fn::Not",
    "Fn::Or",
    "Fn::Select",
    "Fn::Split",
    "Fn::Sub",
    "Fn::Transform",
];

/// How many parts a path has at most: templates are not deeper.
const MAX_DEPTH: usize = 100;

/// Changes to the members of an object, by key.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Patch(Vec<(String, Change)>);

#[derive(Clone, Debug, PartialEq)]
enum Change {
    Delete,
    Set(Json),
    Merge(Patch),
}

impl Change {
    fn of(value: Option<Json>) -> Self {
        match value {
            None => Self::Delete,
            Some(Json::Object(members)) => {
                let members = members
                    .into_iter()
                    .map(|(key, value)| (key.into_owned(), Self::of(Some(value))));
                Self::Merge(Patch(members.collect()))
            }
            Some(value) => Self::Set(value),
        }
    }
}

impl Patch {
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets what becomes of the value at `path`; nothing deletes it. A later change of a path wins.
    ///
    /// `false` if the path leads deeper than any template is.
    pub(crate) fn set(&mut self, path: &str, value: Option<Json>) -> bool {
        let parts = split_path(path);
        if parts.len() > MAX_DEPTH {
            return false;
        }
        self.set_parts(&parts, Change::of(value));
        true
    }

    fn set_parts(&mut self, parts: &[String], change: Change) {
        let [key, rest @ ..] = parts else {
            return;
        };
        if !self.0.iter().any(|(name, _)| name == key) {
            self.0.push((key.clone(), Change::Delete));
            sort_like_members(&mut self.0, |(name, _)| name);
        }
        let Some((_, old)) = self.0.iter_mut().find(|(name, _)| name == key) else {
            return;
        };
        match old {
            _ if rest.is_empty() => *old = change,
            Change::Merge(patch) => patch.set_parts(rest, change),
            _ => {
                let mut patch = Self::default();
                patch.set_parts(rest, change);
                *old = Change::Merge(patch);
            }
        }
    }

    /// The values that are set, to resolve the references in them.
    pub(crate) fn for_each_value(&mut self, visit: &mut dyn FnMut(&mut Json)) {
        for (_, change) in &mut self.0 {
            match change {
                Change::Delete => {}
                Change::Set(value) => visit(value),
                Change::Merge(patch) => patch.for_each_value(visit),
            }
        }
    }

    /// Makes the changes to a resource as it stands in the template.
    ///
    /// A property that the schema knows gets its place in the order of names, as if it had been set in
    /// the first place; everything else is added at the end.
    pub(crate) fn apply(&self, resource: &mut Object, schema: Option<&'static ResourceSchema>) {
        for (key, change) in &self.0 {
            let order = match schema {
                Some(schema) if key == "Properties" => Order::Known(schema.properties),
                _ => Order::Added,
            };
            change_member(resource, key, change, Order::Added, order);
        }
    }

    /// Whether the patch stands for a function: it then replaces what was there.
    fn is_intrinsic(&self) -> bool {
        matches!(self.0.as_slice(), [(key, _)] if INTRINSICS.contains(&key.as_str()))
    }

    fn apply_to(&self, target: &mut Json, order: Order) {
        let known = match order {
            Order::Known(properties) => properties,
            Order::List(_) | Order::Added => &[],
        };
        match target {
            Json::Object(object) => {
                for (key, change) in &self.0 {
                    let property = known.iter().find(|property| property.name == key);
                    let inner =
                        property.map_or(Order::Added, |property| Order::of(&property.shape));
                    change_member(object, key, change, order, inner);
                }
            }
            Json::List(elements) => {
                let items = match order {
                    Order::List(shape) => Order::of(shape),
                    Order::Known(_) | Order::Added => Order::Added,
                };
                self.apply_to_list(elements, items);
            }
            _ => {}
        }
    }

    /// An index beyond the end adds an element, and what is deleted closes up.
    fn apply_to_list(&self, elements: &mut Vec<Json>, items: Order) {
        let mut slots: Vec<Option<Json>> = elements.drain(..).map(Some).collect();
        for (key, change) in &self.0 {
            let Some(index) = array_index(key).and_then(|index| usize::try_from(index).ok()) else {
                continue;
            };
            // Slots beyond the end hold nothing, so one more stands for any number of them.
            let index = index.min(slots.len());
            if index == slots.len() {
                slots.push(None);
            }
            if let Some(slot) = slots.get_mut(index) {
                change_slot(slot, change, items);
            }
        }
        elements.extend(slots.into_iter().flatten());
    }
}

/// Where a new member of an object goes.
#[derive(Clone, Copy)]
enum Order {
    /// Among these properties, by name.
    Known(&'static [PropertySchema]),
    /// The object is a list with such elements.
    List(&'static Shape),
    /// To the end.
    Added,
}

impl Order {
    fn of(shape: &'static Shape) -> Self {
        match shape {
            Shape::Object(schema) => Self::Known(schema.properties),
            Shape::List(schema) => Self::List(&schema.items),
            _ => Self::Added,
        }
    }
}

fn change_member(object: &mut Object, key: &str, change: &Change, order: Order, inner: Order) {
    let existed = object.get(key).is_some();
    let mut slot = object.get_mut(key).map(std::mem::take);
    // What an override creates is no longer in the order of the schema.
    let inner = if existed { inner } else { Order::Added };
    change_slot(&mut slot, change, inner);
    match (slot, order) {
        (None, _) => {
            object.remove(key);
        }
        (Some(value), Order::Known(properties))
            if !existed && properties.iter().any(|property| property.name == key) =>
        {
            insert_sorted(object, key, value, properties);
        }
        (Some(value), _) => object.insert(key.to_owned(), value),
    }
}

fn change_slot(slot: &mut Option<Json>, change: &Change, order: Order) {
    match change {
        Change::Delete => *slot = None,
        Change::Set(value) => *slot = Some(value.clone()),
        Change::Merge(patch) => {
            let keep = !patch.is_intrinsic()
                && match slot {
                    Some(Json::Object(object)) => !is_intrinsic_object(object),
                    Some(Json::List(_)) => true,
                    _ => false,
                };
            let mut value = match slot.take() {
                Some(value) if keep => value,
                _ => Json::Object(Object::new()),
            };
            patch.apply_to(&mut value, order);
            let empty = match &value {
                Json::Object(object) => object.is_empty(),
                Json::List(elements) => elements.is_empty(),
                _ => false,
            };
            *slot = (!empty).then_some(value);
        }
    }
}

fn is_intrinsic_object(object: &Object) -> bool {
    object.len() == 1 && object.iter().all(|(key, _)| INTRINSICS.contains(&key))
}

/// Inserts a member before the first one that the schema knows and that has a greater name.
fn insert_sorted(object: &mut Object, key: &str, value: Json, known: &[PropertySchema]) {
    let mut value = Some(value);
    let mut sorted = Object::new();
    for (name, old) in std::mem::take(object) {
        let is_known = known.iter().any(|property| property.name == name);
        if is_known
            && *name > *key
            && let Some(value) = value.take()
        {
            sorted.insert(key.to_owned(), value);
        }
        sorted.insert(name, old);
    }
    if let Some(value) = value {
        sorted.insert(key.to_owned(), value);
    }
    *object = sorted;
}

/// Splits a path at its dots; `\.` is a dot of a name, and `\\` a backslash.
fn split_path(path: &str) -> Vec<String> {
    let mut parts = vec![];
    let mut part = String::new();
    let mut characters = path.chars();
    while let Some(character) = characters.next() {
        match character {
            '.' => parts.push(std::mem::take(&mut part)),
            '\\' => part.extend(characters.next()),
            other => part.push(other),
        }
    }
    parts.push(part);
    parts
}
