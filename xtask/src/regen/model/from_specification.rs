//! The base of the model: a resource type as the resource specification has it.

use super::{
    Attribute, DoubleBounds, IntBounds, ListOf, MapOf, Property, PropertyType, Resource, Ty, Update,
};
use crate::regen::load::specification::{
    Primitive, SpecProperty, SpecPropertyType, SpecResource, SpecType, SpecUpdate, Specification,
};
use std::collections::BTreeMap;

/// The resource type `name` with all its property types, and the global ones that it uses.
pub(super) fn resource(
    specification: &Specification,
    name: &str,
    source: &SpecResource,
    globals: &mut BTreeMap<String, PropertyType>,
) -> Resource {
    let mut converter = Converter {
        specification,
        resource: name,
        globals,
    };
    let properties = converter.properties(&source.properties);
    let prefix = format!("{name}.");
    let mut types = BTreeMap::new();
    let nested = specification.property_types.range(prefix.clone()..);
    for (full_name, property_type) in
        nested.take_while(|(full_name, _)| full_name.starts_with(&prefix))
    {
        // An alias is no type of its own: it stands for its content wherever it is named.
        if let SpecPropertyType::Object {
            documentation,
            properties,
        } = property_type
        {
            let own_name = full_name
                .strip_prefix(&prefix)
                .unwrap_or(full_name)
                .to_owned();
            let properties = converter.properties(properties);
            types.insert(
                own_name,
                PropertyType {
                    documentation: documentation.clone(),
                    properties,
                },
            );
        }
    }
    let attributes = source
        .attributes
        .iter()
        .map(|(name, ty)| {
            (
                name.clone(),
                Attribute {
                    secret: false,
                    ty: converter.ty(ty, 0),
                },
            )
        })
        .collect();
    Resource {
        documentation: source.documentation.clone(),
        properties,
        types,
        attributes,
        reference: None,
        tags: None,
        additional_properties: source.additional_properties,
    }
}

struct Converter<'a> {
    specification: &'a Specification,
    resource: &'a str,
    globals: &'a mut BTreeMap<String, PropertyType>,
}

impl Converter<'_> {
    fn properties(
        &mut self,
        properties: &BTreeMap<String, SpecProperty>,
    ) -> BTreeMap<String, Property> {
        let convert =
            |(name, property): (&String, &SpecProperty)| (name.clone(), self.property(property));
        properties.iter().map(convert).collect()
    }

    fn property(&mut self, property: &SpecProperty) -> Property {
        let mut ty = self.ty(&property.ty, 0);
        if let Ty::List(list) = &mut ty {
            list.unique_items = property.duplicates_allowed == Some(false);
        }
        Property {
            documentation: property.documentation.clone(),
            required: property.required,
            needed: false,
            update: match property.update {
                SpecUpdate::Mutable => Update::Mutable,
                SpecUpdate::Immutable => Update::Immutable,
                SpecUpdate::Conditional => Update::Conditional,
            },
            immutable: None,
            secret: false,
            deprecated: false,
            rust_name: None,
            ty,
        }
    }

    fn ty(&mut self, ty: &SpecType, depth: usize) -> Ty {
        match ty {
            SpecType::Primitive(primitive) => match primitive {
                Primitive::String | Primitive::Timestamp => Ty::text(),
                Primitive::Integer | Primitive::Long => Ty::Integer(IntBounds::default()),
                Primitive::Double => Ty::Double(DoubleBounds::default()),
                Primitive::Boolean => Ty::Boolean,
                Primitive::Json => Ty::Json,
            },
            SpecType::List(items) => Ty::List(ListOf::new(self.ty(items, depth))),
            SpecType::Map(values) => Ty::Map(MapOf::new(self.ty(values, depth))),
            SpecType::Named(name) => self.named(name, depth),
        }
    }

    fn named(&mut self, name: &str, depth: usize) -> Ty {
        /// Aliases of aliases deeper than this can only be a circle.
        const MAX_ALIASES: usize = 16;
        let specification = self.specification;
        match specification.property_type(self.resource, name) {
            Some((_, SpecPropertyType::Alias(_))) if depth > MAX_ALIASES => Ty::Json,
            Some((_, SpecPropertyType::Alias(target))) => self.ty(&target.ty, depth + 1),
            Some((full_name, SpecPropertyType::Object { .. })) if full_name != name => {
                Ty::Type(name.to_owned())
            }
            _ => self.global(name),
        }
    }

    fn global(&mut self, name: &str) -> Ty {
        let specification = self.specification;
        if !self.globals.contains_key(name)
            && let Some(SpecPropertyType::Object {
                documentation,
                properties,
            }) = specification.property_types.get(name)
        {
            self.globals
                .insert(name.to_owned(), PropertyType::default());
            // What it names is not the resource type's own.
            let resource = std::mem::take(&mut self.resource);
            let properties = self.properties(properties);
            self.resource = resource;
            self.globals.insert(
                name.to_owned(),
                PropertyType {
                    documentation: documentation.clone(),
                    properties,
                },
            );
        }
        Ty::Global(name.to_owned())
    }
}
