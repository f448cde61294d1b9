//! Builders: a type parameter for each required property, so that `build` exists once all are set.

use super::{Context, Owner, doc, docs};
use anyhow::Result;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// A required property: its field, the type parameter of its state, and the trait that `build` asks for.
struct Required {
    field: Ident,
    state: Ident,
    guard: Ident,
    ty: TokenStream,
}

impl Context<'_> {
    /// The builder of the owner's struct.
    pub(super) fn builder(&self, owner: Owner<'_>) -> Result<TokenStream> {
        let ident = self.ident(owner)?;
        let builder = format_ident!("{ident}Builder");
        let required = self.required(owner)?;
        let setters = self.setters(owner, &builder, &required)?;
        let about = doc(&[format!(
            "Makes a [`{ident}`]: set its properties, then call `build`."
        )]);
        let start = doc(&[format!("A builder for [`{ident}`].")]);
        if required.is_empty() {
            return Ok(quote! {
                impl #ident {
                    #start
                    #[inline]
                    pub fn builder() -> #builder { #builder { optional: Self::default() } }
                }

                #about
                #[allow(missing_debug_implementations, reason = "what it makes can be printed")]
                #[must_use]
                pub struct #builder { optional: #ident }

                impl #builder {
                    #setters
                    /// The finished value.
                    #[must_use]
                    #[inline]
                    pub fn build(self) -> #ident { self.optional }
                }
            });
        }
        let Holder {
            item: holder,
            field: holder_field,
            default: holder_default,
            unpack,
        } = self.holder(owner, &ident)?;
        let fields: Vec<_> = required.iter().map(|required| &required.field).collect();
        let states: Vec<_> = required.iter().map(|required| &required.state).collect();
        let guards: Vec<_> = required.iter().map(|required| &required.guard).collect();
        let types: Vec<_> = required.iter().map(|required| &required.ty).collect();
        Ok(quote! {
            impl #ident {
                #start
                #[inline]
                pub fn builder() -> #builder {
                    #builder { #(#fields: cfn::Unset,)* #holder_default }
                }
            }

            #about
            #[allow(missing_debug_implementations, reason = "what it makes can be printed")]
            #[must_use]
            pub struct #builder<#(#states = cfn::Unset),*> { #(#fields: #states,)* #holder_field }

            #holder

            impl<#(#states),*> #builder<#(#states),*> {
                #setters
                /// The finished value. Every required property must have been set.
                #[must_use]
                #[inline]
                pub fn build(self) -> #ident where #(#states: required::#guards<#types>,)* {
                    #ident {
                        #(#fields: self.#fields.provided(),)*
                        #unpack
                        other_properties: cfn::OtherProperties::new(),
                    }
                }
            }
        })
    }

    fn required(&self, owner: Owner<'_>) -> Result<Vec<Required>> {
        let mut all = Vec::new();
        for (name, property) in owner
            .properties
            .iter()
            .filter(|(_, property)| property.required)
        {
            let field = self.field(owner, name)?;
            let stem = self.names.stem(owner.property_type, name)?;
            // A type parameter would shadow a type of its name.
            let mut state = format!("{stem}State");
            while self.names.has_type(&state) {
                state.push('_');
            }
            all.push(Required {
                ty: self.ty(owner, name, &property.ty)?,
                state: format_ident!("{state}"),
                guard: format_ident!("{stem}"),
                field,
            });
        }
        Ok(all)
    }

    fn setters(
        &self,
        owner: Owner<'_>,
        builder: &Ident,
        required: &[Required],
    ) -> Result<TokenStream> {
        let struct_ident = self.ident(owner)?;
        let mut setters = Vec::new();
        for (name, property) in owner.properties {
            let field = self.field(owner, name)?;
            let ty = self.ty(owner, name, &property.ty)?;
            let takes = format_ident!("{}", self.names.stem(owner.property_type, name)?);
            let about = doc(&[format!(
                "Sets [{}]({struct_ident}::{field}).",
                docs::code(name)
            )]);
            if !property.required {
                setters.push(quote! {
                    #about
                    #[inline]
                    pub fn #field(mut self, value: impl takes::#takes<#ty>) -> Self {
                        self.optional.#field = Some(value.into_value());
                        self
                    }
                });
                continue;
            }
            let states = required.iter().map(|other| {
                let state = &other.state;
                if other.field == field {
                    quote!(cfn::Value<#ty>)
                } else {
                    quote!(#state)
                }
            });
            let others = required
                .iter()
                .filter(|other| other.field != field)
                .map(|other| &other.field);
            let optional = has_optional(owner).then(|| quote!(optional: self.optional,));
            setters.push(quote! {
                #about
                #[inline]
                pub fn #field(self, value: impl takes::#takes<#ty>) -> #builder<#(#states),*> {
                    #builder { #field: value.into_value(), #(#others: self.#others,)* #optional }
                }
            });
        }
        Ok(quote! { #(#setters)* })
    }

    /// A private struct for the optional properties, so that setting a required one moves few values.
    fn holder(&self, owner: Owner<'_>, ident: &Ident) -> Result<Holder> {
        if !has_optional(owner) {
            let nothing = TokenStream::new;
            return Ok(Holder {
                item: nothing(),
                field: nothing(),
                default: nothing(),
                unpack: nothing(),
            });
        }
        let holder = format_ident!("{ident}Optional");
        let mut fields = Vec::new();
        let mut types = Vec::new();
        for (name, property) in owner
            .properties
            .iter()
            .filter(|(_, property)| !property.required)
        {
            fields.push(self.field(owner, name)?);
            types.push(self.ty(owner, name, &property.ty)?);
        }
        Ok(Holder {
            item: quote! {
                struct #holder { #(#fields: Option<cfn::Value<#types>>,)* }
            },
            field: quote!(optional: #holder,),
            default: quote!(optional: #holder { #(#fields: None,)* },),
            unpack: quote!(#(#fields: self.optional.#fields,)*),
        })
    }

    /// One trait for each required property: what the compile error of a missing one is made of.
    pub(super) fn required_module(&self) -> Result<TokenStream> {
        let mut traits = Vec::new();
        for owner in self.owners() {
            let names = owner
                .properties
                .iter()
                .filter(|(_, property)| property.required)
                .map(|(name, _)| name);
            for (name, Required { field, guard, .. }) in names.zip(self.required(owner)?) {
                let title = self.property_title(owner, name);
                let message = format!("required property {title} is not set");
                let label = format!("call `.{field}(..)` before `.build()`");
                let about = doc(&[format!("{} is set.", self.linked_title(owner, name))]);
                // A property may be called `T` itself.
                let parameter = format_ident!("{}", if guard == "T" { "V" } else { "T" });
                traits.push(quote! {
                    #about
                    #[diagnostic::on_unimplemented(message = #message, label = #label)]
                    pub trait #guard<#parameter> {
                        #[doc(hidden)]
                        fn provided(self) -> cfn::Value<#parameter>;
                    }

                    #[diagnostic::do_not_recommend]
                    impl<#parameter> #guard<#parameter> for cfn::Value<#parameter> {
                        #[inline]
                        fn provided(self) -> Self { self }
                    }
                });
            }
        }
        if traits.is_empty() {
            return Ok(TokenStream::new());
        }
        Ok(quote! {
            /// What `build` asks of the builders: one trait for each required property.
            pub mod required {
                use super::cfn;

                #(#traits)*
            }
        })
    }
}

struct Holder {
    item: TokenStream,
    field: TokenStream,
    default: TokenStream,
    unpack: TokenStream,
}

fn has_optional(owner: Owner<'_>) -> bool {
    owner.properties.values().any(|property| !property.required)
}
