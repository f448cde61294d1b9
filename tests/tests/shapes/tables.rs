//! The static tables of the generated crate, brought into the form of the published shapes.

use crate::shape::{Kind, Property, Resource, Type};
use cognito_cdk_l1::schema::{PropertySchema, ResourceSchema, Shape, TypeSchema, Update};
use std::collections::BTreeMap;

pub(crate) fn resource(schema: &'static ResourceSchema) -> Resource {
    let mut types = BTreeMap::new();
    let properties = properties(schema.properties, &mut types);
    Resource {
        properties,
        attributes: schema
            .attributes
            .iter()
            .map(|attribute| attribute.name.to_owned())
            .collect(),
        types,
    }
}

fn properties(properties: &'static [PropertySchema], types: &mut BTreeMap<String, Type>) -> Type {
    let sorted = properties.is_sorted_by(|one, next| one.name < next.name);
    assert!(sorted, "the checks search a sorted table: {properties:?}");
    properties
        .iter()
        .map(|property| {
            let update = match property.update {
                Update::NoInterruption => "in place",
                Update::Replacement => "replacement",
                Update::Refused => "refused",
                Update::AdditionsOnly => "additions-only",
                other => panic!("{}: {other:?}", property.name),
            };
            let property_shape = Property {
                required: property.required,
                update: update.to_owned(),
                kind: kind(&property.shape, types),
            };
            (property.name.to_owned(), property_shape)
        })
        .collect()
}

fn kind(shape: &'static Shape, types: &mut BTreeMap<String, Type>) -> Kind {
    match shape {
        Shape::Text(_) | Shape::Identifier(..) | Shape::Enum(_) => Kind::Text,
        Shape::Integer(_) => Kind::Integer,
        Shape::Boolean => Kind::Boolean,
        Shape::Json => Kind::Json,
        Shape::Object(schema) => object(schema, types),
        Shape::List(list) => Kind::List(Box::new(kind(&list.items, types))),
        Shape::Map(map) => Kind::Map(Box::new(kind(&map.values, types))),
        other => panic!("no Amazon Cognito type has the shape {other:?}"),
    }
}

fn object(schema: &'static TypeSchema, types: &mut BTreeMap<String, Type>) -> Kind {
    // `Tag` is the type that all resources share, and stands in a place of its own.
    if schema.name != "Tag" && !types.contains_key(schema.name) {
        types.insert(schema.name.to_owned(), Type::new());
        let properties = properties(schema.properties, types);
        types.insert(schema.name.to_owned(), properties);
    }
    Kind::Object(schema.name.to_owned())
}
