//! Enums for the texts that AWS has published, with a way out for those that it adds later.

use super::{Context, Owner, doc, docs};
use crate::regen::model::Ty;
use anyhow::Result;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

impl Context<'_> {
    /// The enums of the owner's properties.
    pub(super) fn enums(&self, owner: Owner<'_>) -> Result<TokenStream> {
        let mut items = Vec::new();
        for (name, property) in owner.properties {
            if let Ty::Enum(_) = property.ty.innermost() {
                let link = self.property_link(owner, name, property);
                items.push(self.enumeration(owner, name, &link)?);
            }
        }
        Ok(quote! { #(#items)* })
    }

    fn enumeration(&self, owner: Owner<'_>, property: &str, link: &str) -> Result<TokenStream> {
        let names = self.names.enumeration(owner.property_type, property)?;
        let ident = format_ident!("{}", names.ident);
        let values: Vec<_> = names.variants.iter().map(|(value, _)| value).collect();
        let variants: Vec<_> = names
            .variants
            .iter()
            .map(|(_, variant)| format_ident!("{variant}"))
            .collect();
        let indexes = (0..variants.len()).map(Literal::usize_unsuffixed);
        let docs_of_variants = values
            .iter()
            .map(|value| doc(&[format!("{}.", docs::code(value))]));
        let about = doc(&[format!("The values of [{}]({link}).", docs::code(property))]);
        Ok(quote! {
            #about
            #[derive(Clone)]
            #[non_exhaustive]
            pub enum #ident {
                #(#docs_of_variants #variants,)*
                /// A value that AWS has added since; see [`Self::other`].
                Other(std::borrow::Cow<'static, str>),
            }

            impl #ident {
                /// The values that AWS has published.
                pub const VALUES: &'static [&'static str] = &[#(#values),*];

                /// A value that AWS has added since this crate was made.
                #[must_use]
                #[inline]
                pub fn other(value: impl Into<std::borrow::Cow<'static, str>>) -> Self {
                    Self::Other(value.into())
                }

                /// The text in a template.
                #[must_use]
                #[inline]
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#variants => #values,)*
                        Self::Other(value) => value,
                    }
                }
            }

            impl std::fmt::Debug for #ident {
                #[inline]
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(self.as_str())
                }
            }

            impl PartialEq for #ident {
                #[inline]
                fn eq(&self, other: &Self) -> bool {
                    self.as_str() == other.as_str()
                }
            }

            impl Eq for #ident {}

            impl cfn::Generated for #ident {
                #[inline]
                fn write(&self) -> cfn::Json {
                    cfn::published(self.as_str(), Self::VALUES)
                }

                #[inline]
                fn read(json: &cfn::Json, reader: &mut cfn::Reader) -> Option<Self> {
                    Some(match reader.published(json, Self::VALUES)? {
                        #((#indexes, _) => Self::#variants,)*
                        (_, value) => Self::Other(value),
                    })
                }
            }
        })
    }
}
