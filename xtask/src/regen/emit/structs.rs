//! The struct of a resource or a property type, and how it is written into a template.

use super::{Context, Owner, doc, docs};
use anyhow::Result;
use proc_macro2::{Ident, Literal, TokenStream};
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

    /// The struct, and how it becomes a value and is made of one.
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
        let conversions = self.conversions(owner, &ident)?;
        Ok(quote! {
            #docs
            #[derive(Clone)]
            #[non_exhaustive]
            pub struct #ident {
                #(#fields,)*
                /// The properties that this crate does not know, and the order of all of them in a template that
                /// was read.
                pub other_properties: cfn::OtherProperties,
            }

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
                    Self { #(#fields: None,)* other_properties: cfn::OtherProperties::new() }
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
        let count = Literal::usize_unsuffixed(puts.len());
        Ok(quote! {
            let mut object = cfn::Object::with_room(#count);
            #(#puts)*
            self.other_properties.put(&mut object);
        })
    }

    /// The body of the function that reads the struct out of a template.
    fn take_properties(&self, owner: Owner<'_>) -> Result<TokenStream> {
        let mut fields = Vec::new();
        for (name, property) in owner.properties {
            let field = self.field(owner, name)?;
            fields.push(if property.required {
                quote!(#field: members.required(#name)?)
            } else {
                quote!(#field: members.optional(#name))
            });
        }
        let mutable = (!fields.is_empty()).then(|| quote!(mut));
        Ok(quote! {
            let #mutable members = reader.members(json)?;
            Some(Self { #(#fields,)* other_properties: members.rest() })
        })
    }

    /// How the struct is written into a template and read out of it.
    fn conversions(&self, owner: Owner<'_>, ident: &Ident) -> Result<TokenStream> {
        let takes = self.take_properties(owner)?;
        let Some(name) = owner.property_type else {
            return Ok(quote! {
                impl cfn::FromJson for #ident {
                    #[inline]
                    fn from_json(json: &cfn::Json, reader: &mut cfn::Reader) -> Option<Self> {
                        #takes
                    }
                }
            });
        };
        let puts = self.put_properties(owner)?;
        let boxed = self.recursive.contains(name).then(|| {
            quote! {
                impl cfn::Generated for Box<#ident> {
                    #[inline]
                    fn write(&self) -> cfn::Json {
                        cfn::Generated::write(&**self)
                    }

                    #[inline]
                    fn read(json: &cfn::Json, reader: &mut cfn::Reader) -> Option<Self> {
                        <#ident as cfn::Generated>::read(json, reader).map(Box::new)
                    }
                }

                impl cfn::IntoValue<Box<#ident>> for #ident {
                    #[inline]
                    fn into_value(self) -> cfn::Value<Box<#ident>> {
                        cfn::Value::Literal(Box::new(self))
                    }
                }
            }
        });
        Ok(quote! {
            impl cfn::Generated for #ident {
                #[inline]
                fn write(&self) -> cfn::Json {
                    #puts
                    cfn::Json::Object(object)
                }

                #[inline]
                fn read(json: &cfn::Json, reader: &mut cfn::Reader) -> Option<Self> {
                    #takes
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
            quote!(cfn::Generated::write(#value))
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
