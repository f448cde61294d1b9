//! The Rust type of a property.

use super::{Context, Owner};
use crate::regen::model::{Resource, Ty};
use anyhow::Result;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::{BTreeMap, BTreeSet};

impl Context<'_> {
    /// The `T` of the property's `Value<T>`.
    pub(super) fn ty(&self, owner: Owner<'_>, property: &str, ty: &Ty) -> Result<TokenStream> {
        Ok(match ty {
            Ty::Text(bounds) if bounds.is_empty() => quote!(String),
            Ty::Text(_) => {
                let marker = format_ident!("{}", self.names.bounds(owner.property_type, property)?);
                quote!(cfn::Text<bounds::#marker>)
            }
            Ty::Integer(bounds) if bounds.is_empty() => quote!(i64),
            Ty::Integer(_) => {
                let marker = format_ident!("{}", self.names.bounds(owner.property_type, property)?);
                quote!(cfn::Int<bounds::#marker>)
            }
            Ty::Double(_) => quote!(f64),
            Ty::Boolean => quote!(bool),
            Ty::Json => quote!(cfn::Json),
            Ty::Enum(_) => {
                let name = format_ident!(
                    "{}",
                    self.names.enumeration(owner.property_type, property)?.ident
                );
                quote!(#name)
            }
            Ty::Identifier(identifier) => {
                let name = format_ident!("{}", identifier.kind);
                quote!(crate::ids::#name)
            }
            Ty::Type(name) => {
                let ident = format_ident!("{}", self.names.property_type(name)?.ident);
                if self.recursive.contains(name.as_str()) {
                    quote!(Box<#ident>)
                } else {
                    quote!(#ident)
                }
            }
            Ty::Global(name) => {
                let ident = super::krate::global_ident(name)?;
                quote!(crate::#ident)
            }
            Ty::List(list) => {
                let items = self.ty(owner, property, &list.items)?;
                quote!(cfn::List<#items>)
            }
            Ty::Map(map) => {
                let values = self.ty(owner, property, &map.values)?;
                quote!(cfn::Map<#values>)
            }
        })
    }
}

/// The property types that contain themselves without a list or a map in between.
pub(super) fn recursive(resource: &Resource) -> BTreeSet<&str> {
    let direct: BTreeMap<&str, Vec<&str>> = resource
        .types
        .iter()
        .map(|(name, ty)| {
            let contained = ty
                .properties
                .values()
                .filter_map(|property| match &property.ty {
                    Ty::Type(name) => Some(name.as_str()),
                    _ => None,
                });
            (name.as_str(), contained.collect())
        })
        .collect();
    direct
        .keys()
        .copied()
        .filter(|name| reaches(&direct, name))
        .collect()
}

fn reaches(direct: &BTreeMap<&str, Vec<&str>>, start: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&str> = direct.get(start).cloned().unwrap_or_default();
    while let Some(name) = open.pop() {
        if name == start {
            return true;
        }
        if seen.insert(name) {
            open.extend(direct.get(name).into_iter().flatten());
        }
    }
    false
}
