//! The static tables that the checks read.

use super::bounds::{has_bounds, option, text_schema};
use super::{Context, Owner};
use crate::regen::model::{DoubleBounds, Effect, ListOf, MapOf, Property, Ty};
use anyhow::Result;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeSet;

impl Context<'_> {
    /// The private module `schema` of a resource type.
    pub(super) fn schema_module(&self) -> Result<TokenStream> {
        let reachable = self.reachable();
        let mut tables = Vec::new();
        let mut uses_bounds = false;
        for owner in self.owners() {
            if owner
                .property_type
                .is_some_and(|name| !reachable.contains(name))
            {
                continue;
            }
            uses_bounds |= has_bounds(owner);
            let Some(name) = owner.property_type else {
                continue;
            };
            let table = format_ident!("{}", self.names.property_type(name)?.ident);
            let properties = self.properties_table(owner)?;
            tables.push(quote! {
                pub(crate) static #table: TypeSchema = TypeSchema { name: #name, properties: &[#(#properties),*] };
            });
        }
        let bounds = uses_bounds.then(|| quote!(bounds,));
        let resource = if self.is_global() {
            TokenStream::new()
        } else {
            self.resource_table()?
        };
        Ok(quote! {
            #[allow(non_upper_case_globals, reason = "a table is named as its type is")]
            pub(crate) mod schema {
                use super::{#bounds cfn};
                #[allow(unused_imports, reason = "which of them is used depends on the types of the properties")]
                use cfn::schema::{
                    AttributeSchema, ListSchema, MapSchema, PropertySchema, ResourceSchema, Shape, TagsSchema, TagsShape, TypeSchema,
                    Update,
                };

                #resource
                #(#tables)*
            }
        })
    }

    fn resource_table(&self) -> Result<TokenStream> {
        let cfn_type = self.cfn_type;
        let own = Owner {
            property_type: None,
            properties: &self.resource.properties,
        };
        let properties = self.properties_table(own)?;
        let attributes = self.resource.attributes.iter().map(|(name, attribute)| {
            let secret = attribute.secret;
            quote!(AttributeSchema { name: #name, secret: #secret })
        });
        let tags = match &self.resource.tags {
            None => quote!(None),
            Some(property) => {
                let shape = if let Some(Ty::List(_)) = self
                    .resource
                    .properties
                    .get(property)
                    .map(|property| &property.ty)
                {
                    quote!(TagsShape::List)
                } else {
                    quote!(TagsShape::Map)
                };
                quote!(Some(TagsSchema { property: #property, shape: #shape }))
            }
        };
        let additional_properties = self.resource.additional_properties;
        let documentation = self.page(own);
        Ok(quote! {
            pub(crate) static RESOURCE: ResourceSchema = ResourceSchema {
                    cfn_type: #cfn_type,
                    properties: &[#(#properties),*],
                    attributes: &[#(#attributes),*],
                    tags: #tags,
                    additional_properties: #additional_properties,
                    documentation: #documentation,
                };
        })
    }

    /// The property types that a property of the resource leads to. AWS publishes a few that none does.
    fn reachable(&self) -> BTreeSet<&str> {
        let mut reachable = BTreeSet::new();
        if self.is_global() {
            reachable.extend(self.resource.types.keys().map(String::as_str));
        }
        let mut open = vec![&self.resource.properties];
        while let Some(properties) = open.pop() {
            for property in properties.values() {
                if let Ty::Type(name) = property.ty.innermost()
                    && let Some((name, property_type)) = self.resource.types.get_key_value(name)
                    && reachable.insert(name.as_str())
                {
                    open.push(&property_type.properties);
                }
            }
        }
        reachable
    }

    fn properties_table(&self, owner: Owner<'_>) -> Result<Vec<TokenStream>> {
        owner
            .properties
            .iter()
            .map(|(name, property)| self.property_table(owner, name, property))
            .collect()
    }

    fn property_table(
        &self,
        owner: Owner<'_>,
        name: &str,
        property: &Property,
    ) -> Result<TokenStream> {
        let Property {
            documentation: _,
            required,
            needed,
            update: _,
            immutable: _,
            secret,
            deprecated: _,
            rust_name: _,
            ty,
        } = property;
        let required = (*required || *needed).then(|| quote!(.required()));
        let secret = secret.then(|| quote!(.secret()));
        let update = update_table(property.effect());
        let shape = self.shape(owner, name, ty)?;
        Ok(quote! {
            PropertySchema::new(#name, #update, #shape) #required #secret
        })
    }

    fn shape(&self, owner: Owner<'_>, property: &str, ty: &Ty) -> Result<TokenStream> {
        Ok(match ty {
            Ty::Text(bounds) if bounds.is_empty() => quote!(Shape::Text(None)),
            Ty::Text(_) => {
                let marker = format_ident!("{}", self.names.bounds(owner.property_type, property)?);
                quote!(Shape::Text(Some(<bounds::#marker as cfn::TextBounds>::SCHEMA)))
            }
            Ty::Integer(bounds) if bounds.is_empty() => quote!(Shape::Integer(None)),
            Ty::Integer(_) => {
                let marker = format_ident!("{}", self.names.bounds(owner.property_type, property)?);
                quote!(Shape::Integer(Some(<bounds::#marker as cfn::IntBounds>::SCHEMA)))
            }
            Ty::Double(DoubleBounds { minimum, maximum }) => {
                let (minimum, maximum) = (float(*minimum), float(*maximum));
                quote!(Shape::Double { minimum: #minimum, maximum: #maximum })
            }
            Ty::Boolean => quote!(Shape::Boolean),
            Ty::Json => quote!(Shape::Json),
            Ty::Enum(_) => {
                let name = format_ident!(
                    "{}",
                    self.names.enumeration(owner.property_type, property)?.ident
                );
                quote!(Shape::Enum(super::#name::VALUES))
            }
            Ty::Identifier(identifier) if identifier.bounds.is_empty() => {
                let kind = format_ident!("{}", identifier.kind);
                quote!(Shape::Text(Some(<crate::ids::kind::#kind as cfn::TextBounds>::SCHEMA)))
            }
            Ty::Identifier(identifier) => {
                let kind = format_ident!("{}", identifier.kind);
                let own = text_schema(
                    &self.property_title(owner, property),
                    &identifier.bounds,
                    self.patterns,
                );
                quote!(Shape::Identifier(<crate::ids::kind::#kind as cfn::TextBounds>::SCHEMA, &#own))
            }
            Ty::Type(name) => {
                let table = format_ident!("{}", self.names.property_type(name)?.ident);
                quote!(Shape::Object(&#table))
            }
            Ty::Global(name) => {
                let table = super::krate::global_ident(name)?;
                quote!(Shape::Object(&crate::global::schema::#table))
            }
            Ty::List(ListOf {
                items,
                min_items,
                max_items,
                unique_items,
            }) => {
                let items = self.shape(owner, property, items)?;
                let (min, max) = (option(*min_items), option(*max_items));
                quote! {
                    Shape::List(&ListSchema { items: #items, min: #min, max: #max, unique: #unique_items })
                }
            }
            Ty::Map(MapOf {
                values,
                min_items,
                max_items,
            }) => {
                let values = self.shape(owner, property, values)?;
                let (min, max) = (option(*min_items), option(*max_items));
                quote!(Shape::Map(&MapSchema { values: #values, min: #min, max: #max }))
            }
        })
    }
}

fn update_table(effect: Effect) -> TokenStream {
    match effect {
        Effect::NoInterruption => quote!(Update::NoInterruption),
        Effect::Conditional => quote!(Update::Conditional),
        Effect::Replacement => quote!(Update::Replacement),
        Effect::Refused => quote!(Update::Refused),
        Effect::AdditionsOnly => quote!(Update::AdditionsOnly),
    }
}

fn float(number: Option<f64>) -> TokenStream {
    if let Some(number) = number {
        let number = Literal::f64_unsuffixed(number);
        quote!(Some(#number))
    } else {
        quote!(None)
    }
}
