//! The struct of a resource or a property type, and how it is written into a template.

use super::{Context, Owner, doc, docs};
use anyhow::Result;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

impl Context<'_> {
    /// The identifier of the owner's struct.
    pub(super) fn ident(&self, owner: Owner<'_>) -> Result<Ident> {
        Ok(match owner.property_type {
            None => format_ident!("{}", self.names.ident),
            Some(name) => format_ident!("{}", self.names.property_type(name)?.ident),
        })
    }

    /// The identifier of a property's field and setter.
    pub(super) fn field(&self, owner: Owner<'_>, property: &str) -> Result<Ident> {
        Ok(format_ident!(
            "{}",
            self.names.field(owner.property_type, property)?
        ))
    }

    /// The struct, and for a property type how it becomes a value.
    pub(super) fn struct_item(&self, owner: Owner<'_>) -> Result<TokenStream> {
        let ident = self.ident(owner)?;
        let mut fields = Vec::new();
        for (name, property) in owner.properties {
            let field = self.field(owner, name)?;
            let ty = self.ty(owner, name, &property.ty)?;
            let docs = doc(&docs::property(
                name,
                property,
                &self.property_link(owner, name, property),
            ));
            fields.push(if property.required {
                quote! { #docs pub #field: cfn::Value<#ty> }
            } else {
                quote! { #docs pub #field: Option<cfn::Value<#ty>> }
            });
        }
        let default = self.default_impl(owner, &ident)?;
        let by_json = text_impls(owner, &ident);
        let docs = self.struct_docs(owner, &ident);
        let conversions = owner
            .property_type
            .map(|name| self.conversions(owner, name, &ident))
            .transpose()?;
        Ok(quote! {
            #docs
            #[derive(Clone)]
            #[non_exhaustive]
            pub struct #ident { #(#fields,)* }

            #by_json
            #default
            #conversions
        })
    }

    /// `Default`, if nothing is required. It names every field because the derived one instantiates more.
    fn default_impl(&self, owner: Owner<'_>, ident: &Ident) -> Result<TokenStream> {
        if owner.properties.values().any(|property| property.required) {
            return Ok(TokenStream::new());
        }
        let fields = owner
            .properties
            .keys()
            .map(|name| self.field(owner, name))
            .collect::<Result<Vec<_>>>()?;
        Ok(quote! {
            impl Default for #ident {
                #[inline]
                fn default() -> Self {
                    Self { #(#fields: None,)* }
                }
            }
        })
    }

    fn struct_docs(&self, owner: Owner<'_>, ident: &Ident) -> TokenStream {
        let page = self.page(owner);
        let title = match owner.property_type {
            None => format!(
                "[{}]({page}): the resource type.",
                docs::code(self.cfn_type)
            ),
            Some(_) => format!(
                "[{}]({page}): a property type.",
                docs::code(&self.owner_title(owner))
            ),
        };
        doc(&[
            title,
            String::new(),
            format!("Make one with [`{ident}::builder`]."),
        ])
    }

    /// The statements that put the owner's properties into `object`, sorted as CloudFormation's names are.
    pub(super) fn put_properties(&self, owner: Owner<'_>) -> Result<TokenStream> {
        let mut puts = Vec::new();
        for name in owner.properties.keys() {
            let field = self.field(owner, name)?;
            puts.push(quote! { cfn::Field::put(&self.#field, #name, &mut object); });
        }
        let mutable = (!puts.is_empty()).then(|| quote!(mut));
        Ok(quote! {
            let #mutable object = cfn::Object::new();
            #(#puts)*
        })
    }

    fn conversions(&self, owner: Owner<'_>, name: &str, ident: &Ident) -> Result<TokenStream> {
        let puts = self.put_properties(owner)?;
        let boxed = self.recursive.contains(name).then(|| {
            quote! {
                impl cfn::IntoValue<Box<#ident>> for #ident {
                    #[inline]
                    fn into_value(self) -> cfn::Value<Box<#ident>> {
                        cfn::Value::Literal(Box::new(self))
                    }
                }
            }
        });
        Ok(quote! {
            impl cfn::ToJson for #ident {
                #[inline]
                fn to_json(&self) -> cfn::Json {
                    #puts
                    cfn::Json::Object(object)
                }
            }

            impl cfn::IntoValue<Self> for #ident {
                #[inline]
                fn into_value(self) -> cfn::Value<Self> {
                    cfn::Value::Literal(self)
                }
            }

            #boxed
        })
    }
}

/// `Debug` and `PartialEq` by way of the JSON: the derived ones would be most of the crate's code.
fn text_impls(owner: Owner<'_>, ident: &Ident) -> TokenStream {
    let is_resource = owner.property_type.is_none();
    let json = |value: TokenStream| {
        if is_resource {
            quote!(cfn::Resource::properties(#value))
        } else {
            quote!(cfn::ToJson::to_json(#value))
        }
    };
    let (this, other) = (json(quote!(self)), json(quote!(other)));
    let name = ident.to_string();
    quote! {
        impl std::fmt::Debug for #ident {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                cfn::debug_json(f, #name, #this)
            }
        }

        impl PartialEq for #ident {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                #this == #other
            }
        }
    }
}
