//! What each setter takes: one trait for each property, so that a wrong value is a compile error that names it.

use super::{Context, Owner, doc};
use crate::regen::model::Ty;
use anyhow::Result;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

impl Context<'_> {
    /// The module `takes` with one trait for each property: another name for `IntoValue` of the property's type.
    pub(super) fn takes_module(&self) -> Result<TokenStream> {
        let mut traits = Vec::new();
        for owner in self.owners() {
            for (name, property) in owner.properties {
                let stem = format_ident!("{}", self.names.stem(owner.property_type, name)?);
                // A property may be called `T` or `V` itself.
                let [ty, value] = if stem == "T" || stem == "V" {
                    ["A", "B"].map(|name| format_ident!("{name}"))
                } else {
                    ["T", "V"].map(|name| format_ident!("{name}"))
                };
                let title = self.property_title(owner, name);
                let what = self.what(owner, name, &property.ty)?;
                let message = format!("{title} takes {what}, and `{{Self}}` is none");
                let label = format!("pass {what}, or an expression");
                let about = doc(&[format!(
                    "What {} takes: {what}.",
                    self.linked_title(owner, name)
                )]);
                let note = is_identifier(&property.ty).then(|| {
                    quote!(note = "a reference to another kind of resource, or a value whose kind the compiler cannot know, fits after an explicit `.cast()`")
                });
                traits.push(quote! {
                    #about
                    #[diagnostic::on_unimplemented(message = #message, label = #label, #note)]
                    pub trait #stem<#ty>: cfn::IntoValue<#ty> {}

                    #[diagnostic::do_not_recommend]
                    impl<#ty, #value: cfn::IntoValue<#ty>> #stem<#ty> for #value {}
                });
            }
        }
        if traits.is_empty() {
            return Ok(TokenStream::new());
        }
        Ok(quote! {
            /// What the setters take: one trait for each property.
            pub mod takes {
                use super::cfn;

                #(#traits)*
            }
        })
    }

    /// The kind of value as a noun phrase.
    fn what(&self, owner: Owner<'_>, property: &str, ty: &Ty) -> Result<String> {
        Ok(match ty {
            Ty::Text(_) => "a text".to_owned(),
            Ty::Integer(_) => "a whole number".to_owned(),
            Ty::Double(_) => "a number".to_owned(),
            Ty::Boolean => "a boolean".to_owned(),
            Ty::Json => "JSON".to_owned(),
            Ty::Enum(_) => {
                let names = self.names.enumeration(owner.property_type, property)?;
                named(&names.ident)
            }
            Ty::Identifier(identifier) => named(&identifier.kind),
            Ty::Type(name) => named(&self.names.property_type(name)?.ident),
            Ty::Global(name) => named(&super::krate::global_ident(name)?.to_string()),
            Ty::List(list) => format!(
                "a list whose elements are each {}",
                self.what(owner, property, &list.items)?
            ),
            Ty::Map(map) => format!(
                "a map whose values are each {}",
                self.what(owner, property, &map.values)?
            ),
        })
    }
}

fn is_identifier(ty: &Ty) -> bool {
    matches!(ty.innermost(), Ty::Identifier(_))
}

/// A type's name with its article.
fn named(ident: &str) -> String {
    let article = if ident.starts_with(['A', 'E', 'I', 'O']) {
        "an"
    } else {
        "a"
    };
    format!("{article} `{ident}`")
}
