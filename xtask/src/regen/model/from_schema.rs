//! What the provider schemas add to a resource type: enums, bounds, and what the specification lacks.
//!
//! The schema is walked in step with the types of the model. Where both know a property the
//! specification's type stays and gets the schema's constraints; a property, type or attribute that only
//! the schema knows is added.

use super::{
    Attribute, DoubleBounds, IntBounds, ListOf, MapOf, Property, PropertyType, Resource,
    TextBounds, Ty, Update,
};
use crate::regen::load::schema::{Additional, JsonType, Node, Schema};
use anyhow::{Result, ensure};
use serde_json::Number;
use std::collections::{BTreeMap, BTreeSet};

/// Properties deeper than this do not occur; a schema made to break the generator ends here.
const MAX_DEPTH: usize = 64;

/// Merges `schema` into `resource`, which is empty if the specification does not have the type.
pub(super) fn merge(resource: &mut Resource, schema: &Schema) -> Result<()> {
    let mut merger = Merger {
        schema,
        resource,
        seen: BTreeSet::new(),
        pointed: BTreeMap::new(),
        open: Vec::new(),
    };
    let mut properties = std::mem::take(&mut merger.resource.properties);
    let object = merger.object(&schema.root)?;
    merger.properties(&mut properties, &object, "", "")?;
    merger.attributes(&object)?;
    resource.properties = properties;
    if let Some(documentation) = &schema.documentation {
        resource
            .documentation
            .get_or_insert_with(|| documentation.clone());
    }
    if let Some(tags) = &schema.tags
        && resource.properties.contains_key(tags)
    {
        resource.tags = Some(tags.clone());
    }
    Ok(())
}

/// The properties of a node and of its branches together.
struct Object<'a> {
    properties: BTreeMap<&'a str, &'a Node>,
    required: BTreeSet<&'a str>,
}

struct Merger<'a> {
    schema: &'a Schema,
    resource: &'a mut Resource,
    /// The definitions that have been merged into their types.
    seen: BTreeSet<String>,
    /// The property types of references that lead to no definition but to another place.
    pointed: BTreeMap<&'a str, String>,
    /// The definitions of lists and maps that the walk is in.
    open: Vec<&'a str>,
}

impl<'a> Merger<'a> {
    /// Collects the properties of `node` and of its `allOf`, `anyOf` and `oneOf` branches.
    fn object(&self, node: &'a Node) -> Result<Object<'a>> {
        let mut object = Object {
            properties: BTreeMap::new(),
            required: BTreeSet::new(),
        };
        self.collect(node, &mut object, true, &mut BTreeSet::new(), 0)?;
        Ok(object)
    }

    fn collect(
        &self,
        node: &'a Node,
        object: &mut Object<'a>,
        always: bool,
        seen: &mut BTreeSet<(*const Node, bool)>,
        depth: usize,
    ) -> Result<()> {
        ensure!(
            depth <= MAX_DEPTH,
            "there are branches inside branches, more than {MAX_DEPTH} deep"
        );
        let node = self.schema.resolve(node)?;
        if !seen.insert((std::ptr::from_ref(node), always)) {
            return Ok(());
        }
        for (name, property) in &node.properties {
            object.properties.entry(name).or_insert(property);
        }
        if always {
            object
                .required
                .extend(node.required.iter().map(String::as_str));
        }
        for branch in &node.all_of {
            self.collect(branch, object, always, seen, depth + 1)?;
        }
        for branch in node.any_of.iter().chain(&node.one_of) {
            self.collect(branch, object, false, seen, depth + 1)?;
        }
        Ok(())
    }

    /// Merges an object's properties; `path` is its place below the resource (`A/B/`), `owner` its type.
    fn properties(
        &mut self,
        properties: &mut BTreeMap<String, Property>,
        object: &Object<'a>,
        path: &str,
        owner: &str,
    ) -> Result<()> {
        check_depth(path)?;
        for (&name, &node) in &object.properties {
            let place = format!("{path}{name}");
            if let Some(property) = properties.get_mut(name) {
                self.constrain(&mut property.ty, node, &place)?;
                property.deprecated |= self.schema.deprecated.contains(&place);
            } else if !self.schema.read_only.contains(&place) {
                let property = Property {
                    documentation: None,
                    required: object.required.contains(name),
                    needed: false,
                    update: self.update(&place),
                    immutable: None,
                    secret: false,
                    deprecated: self.schema.deprecated.contains(&place),
                    rust_name: None,
                    ty: self.new_type(node, name, owner, &place)?,
                };
                properties.insert(name.to_owned(), property);
            }
        }
        Ok(())
    }

    fn update(&self, place: &str) -> Update {
        // A property inside a create-only one is create-only with it.
        let prefixes = || {
            place
                .match_indices('/')
                .map(|(at, _)| &place[..at])
                .chain([place])
        };
        if prefixes().any(|prefix| self.schema.create_only.contains(prefix)) {
            Update::Immutable
        } else if prefixes().any(|prefix| self.schema.conditional_create_only.contains(prefix)) {
            Update::Conditional
        } else {
            Update::Mutable
        }
    }

    /// Adds the constraints of `node` to a type that the model has already.
    fn constrain(&mut self, ty: &mut Ty, node: &'a Node, place: &str) -> Result<()> {
        let node = self.schema.resolve(node)?;
        match ty {
            Ty::Text(bounds) => {
                if let Some(values) = enumeration(node) {
                    *ty = Ty::Enum(values);
                } else if node.types == [JsonType::String] {
                    *bounds = text_bounds(node);
                }
            }
            Ty::Integer(bounds) => *bounds = int_bounds(node),
            Ty::Double(bounds) => *bounds = double_bounds(node),
            Ty::List(list) => {
                list.min_items = node.min_items.and_then(|items| u32::try_from(items).ok());
                list.max_items = node.max_items.and_then(|items| u32::try_from(items).ok());
                list.unique_items |= node.unique_items;
                if let Some(items) = &node.items {
                    self.constrain(&mut list.items, items, &format!("{place}/*"))?;
                }
            }
            Ty::Map(map) => {
                if let Some(node) = map_values(node) {
                    self.constrain(&mut map.values, node, &format!("{place}/*"))?;
                }
            }
            Ty::Type(name) => {
                let name = name.clone();
                self.merge_type(&name, node, place)?;
            }
            Ty::Boolean | Ty::Json | Ty::Enum(_) | Ty::Identifier(_) | Ty::Global(_) => {}
        }
        Ok(())
    }

    /// Merges `node` into the property type `name`, once.
    fn merge_type(&mut self, name: &str, node: &'a Node, place: &str) -> Result<()> {
        if !self.seen.insert(name.to_owned()) {
            return Ok(());
        }
        let Some(mut property_type) = self.resource.types.remove(name) else {
            return Ok(());
        };
        // While its properties are merged the type must be there: it may contain itself.
        self.resource
            .types
            .insert(name.to_owned(), PropertyType::default());
        let object = self.object(node)?;
        let path = format!("{place}/");
        let open = std::mem::take(&mut self.open);
        self.properties(&mut property_type.properties, &object, &path, name)?;
        self.open = open;
        self.resource.types.insert(name.to_owned(), property_type);
        Ok(())
    }

    /// The type of a property that only the schema has.
    fn new_type(&mut self, node: &'a Node, name: &str, owner: &str, place: &str) -> Result<Ty> {
        check_depth(place)?;
        let Some(definition) = node.reference.as_deref() else {
            return self.new_type_of(node, None, name, owner, place);
        };
        if self.open.contains(&definition) {
            // A list of lists of itself has no type in Rust.
            return Ok(Ty::Json);
        }
        self.open.push(definition);
        let node = self.schema.resolve(node)?;
        let ty = self.new_type_of(node, Some(definition), name, owner, place)?;
        self.open.pop();
        Ok(ty)
    }

    fn new_type_of(
        &mut self,
        node: &'a Node,
        definition: Option<&'a str>,
        name: &str,
        owner: &str,
        place: &str,
    ) -> Result<Ty> {
        Ok(match kind(node) {
            Kind::Text => enumeration(node).map_or_else(|| Ty::Text(text_bounds(node)), Ty::Enum),
            Kind::Integer => Ty::Integer(int_bounds(node)),
            Kind::Double => Ty::Double(double_bounds(node)),
            Kind::Boolean => Ty::Boolean,
            Kind::List => {
                let items = match &node.items {
                    Some(items) => self.new_type(items, name, owner, &format!("{place}/*"))?,
                    None => Ty::Json,
                };
                let mut ty = Ty::List(ListOf::new(items));
                if let Ty::List(list) = &mut ty {
                    list.min_items = node.min_items.and_then(|items| u32::try_from(items).ok());
                    list.max_items = node.max_items.and_then(|items| u32::try_from(items).ok());
                    list.unique_items = node.unique_items;
                }
                ty
            }
            Kind::Object => {
                let object = self.object(node)?;
                if object.properties.is_empty() {
                    match map_values(node) {
                        Some(values) => Ty::Map(MapOf::new(self.new_type(
                            values,
                            name,
                            owner,
                            &format!("{place}/*"),
                        )?)),
                        None => Ty::Json,
                    }
                } else {
                    let type_name = self.type_name(definition, name, owner);
                    self.resource.types.entry(type_name.clone()).or_default();
                    self.merge_type(&type_name, node, place)?;
                    Ty::Type(type_name)
                }
            }
            Kind::Mixed => Ty::Json,
        })
    }

    /// The name of a property type: its definition's, or for an object without one its property's.
    fn type_name(&mut self, definition: Option<&'a str>, property: &str, owner: &str) -> String {
        match definition {
            Some(pointer) if pointer.starts_with('#') => {
                if let Some(name) = self.pointed.get(pointer) {
                    return name.clone();
                }
                let name = self.free_name(property, owner);
                self.pointed.insert(pointer, name.clone());
                name
            }
            Some(definition) => definition.to_owned(),
            None => self.free_name(property, owner),
        }
    }

    /// A name that neither a property type nor a definition has.
    fn free_name(&self, property: &str, owner: &str) -> String {
        let is_free = |name: &String| {
            !self.resource.types.contains_key(name) && !self.schema.definitions.contains_key(name)
        };
        let numbered = (2..).map(|number| format!("{owner}{property}{number}"));
        [property.to_owned(), format!("{owner}{property}")]
            .into_iter()
            .chain(numbered)
            .find(is_free)
            .unwrap_or_default()
    }

    /// What the schema marks read-only are attributes, unless they are inside a list.
    fn attributes(&mut self, object: &Object<'a>) -> Result<()> {
        let schema = self.schema;
        for place in schema.read_only.iter().filter(|place| !place.contains('*')) {
            let name = place.replace('/', ".");
            if self.resource.attributes.contains_key(&name) {
                continue;
            }
            let mut segments = place.split('/');
            let mut node = segments
                .next()
                .and_then(|first| object.properties.get(first).copied());
            for segment in segments {
                node = match node {
                    Some(node) => self.schema.resolve(node)?.properties.get(segment),
                    None => None,
                };
            }
            let Some(node) = node else { continue };
            let ty = self.attribute_type(node, 0)?;
            self.resource
                .attributes
                .insert(name, Attribute { secret: false, ty });
        }
        Ok(())
    }

    fn attribute_type(&self, node: &'a Node, depth: usize) -> Result<Ty> {
        if depth > MAX_DEPTH {
            return Ok(Ty::Json);
        }
        let node = self.schema.resolve(node)?;
        Ok(match kind(node) {
            Kind::Text => Ty::text(),
            Kind::Integer => Ty::Integer(IntBounds::default()),
            Kind::Double => Ty::Double(DoubleBounds::default()),
            Kind::Boolean => Ty::Boolean,
            Kind::List => match &node.items {
                Some(items) => Ty::List(ListOf::new(self.attribute_type(items, depth + 1)?)),
                None => Ty::List(ListOf::new(Ty::Json)),
            },
            Kind::Object | Kind::Mixed => Ty::Json,
        })
    }
}

fn check_depth(place: &str) -> Result<()> {
    ensure!(
        place.matches('/').count() <= MAX_DEPTH,
        "its properties lie more than {MAX_DEPTH} deep in each other, which no resource type of AWS does"
    );
    Ok(())
}

enum Kind {
    Text,
    Integer,
    Double,
    Boolean,
    List,
    Object,
    /// Several kinds, or none that is said.
    Mixed,
}

fn kind(node: &Node) -> Kind {
    match node.types.as_slice() {
        [JsonType::String] => Kind::Text,
        [JsonType::Integer] => Kind::Integer,
        [JsonType::Number] => Kind::Double,
        [JsonType::Boolean | JsonType::Null] | [JsonType::Boolean, JsonType::Null] => Kind::Boolean,
        [JsonType::Array] => Kind::List,
        [JsonType::Object] => Kind::Object,
        [] if !node.properties.is_empty() => Kind::Object,
        [] if node.items.is_some() => Kind::List,
        [] if enumeration(node).is_some() => Kind::Text,
        _ => Kind::Mixed,
    }
}

/// The values, if the node is an enumeration of texts.
fn enumeration(node: &Node) -> Option<Vec<String>> {
    let values = node
        .enum_values
        .iter()
        .map(|value| value.as_str().map(str::to_owned))
        .collect::<Option<Vec<_>>>()?;
    (!values.is_empty()).then_some(values)
}

fn map_values(node: &Node) -> Option<&Node> {
    match (
        &node.additional_properties,
        node.pattern_properties.values().next(),
    ) {
        (_, Some(values)) => Some(values),
        (Additional::Schema(values), None) => Some(values),
        _ => None,
    }
}

// Bounds that nothing keeps to are a mistake of the schema, and refuse nothing here.

fn text_bounds(node: &Node) -> TextBounds {
    let length = |length: Option<u64>| length.and_then(|length| u32::try_from(length).ok());
    let (min, max) = (length(node.min_length), length(node.max_length));
    let (min_length, max_length) = satisfiable(min.filter(|length| *length > 0), max);
    TextBounds {
        min_length,
        max_length,
        pattern: node.pattern.clone(),
    }
}

fn int_bounds(node: &Node) -> IntBounds {
    let whole = |number: &Option<Number>| number.as_ref().and_then(Number::as_i64);
    let (minimum, maximum) = satisfiable(whole(&node.minimum), whole(&node.maximum));
    IntBounds { minimum, maximum }
}

fn double_bounds(node: &Node) -> DoubleBounds {
    let float = |number: &Option<Number>| number.as_ref().and_then(Number::as_f64);
    let (minimum, maximum) = satisfiable(float(&node.minimum), float(&node.maximum));
    DoubleBounds { minimum, maximum }
}

fn satisfiable<N: PartialOrd>(least: Option<N>, greatest: Option<N>) -> (Option<N>, Option<N>) {
    match (least, greatest) {
        (Some(least), Some(greatest)) if least > greatest => (None, None),
        bounds => bounds,
    }
}
