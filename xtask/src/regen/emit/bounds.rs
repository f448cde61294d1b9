//! Marker types that carry the bounds of texts and whole numbers, and the kinds of identifiers.

use super::{Context, Owner, Patterns, doc, docs};
use crate::regen::model::{Identifier, IntBounds, Model, TextBounds, Ty};
use anyhow::Result;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

impl Context<'_> {
    /// The module `bounds` with one marker for each bounded property.
    pub(super) fn bounds_module(&self) -> Result<TokenStream> {
        let mut markers = Vec::new();
        for owner in self.owners() {
            for (name, property) in owner.properties {
                match property.ty.innermost() {
                    Ty::Text(bounds) if !bounds.is_empty() => {
                        markers.push(self.text_marker(owner, name, bounds)?);
                    }
                    Ty::Integer(bounds) if !bounds.is_empty() => {
                        markers.push(self.int_marker(owner, name, bounds)?);
                    }
                    _ => {}
                }
            }
        }
        if markers.is_empty() {
            return Ok(TokenStream::new());
        }
        Ok(quote! {
            /// The bounds of texts and numbers, one type for each bounded property.
            pub mod bounds {
                use cognito_cdk_template as cfn;

                #(#markers)*
            }
        })
    }

    fn text_marker(
        &self,
        owner: Owner<'_>,
        property: &str,
        bounds: &TextBounds,
    ) -> Result<TokenStream> {
        let marker = format_ident!("{}", self.names.bounds(owner.property_type, property)?);
        let title = self.property_title(owner, property);
        let linked = self.linked_title(owner, property);
        let about = doc(&[format!("{linked}: {}.", docs::text_bounds(bounds))]);
        let item = text_bounds(&marker, &about, &title, bounds, self.patterns);
        Ok(quote! {
            #item
            impl cfn::FreeText for #marker {}
        })
    }

    fn int_marker(
        &self,
        owner: Owner<'_>,
        property: &str,
        bounds: &IntBounds,
    ) -> Result<TokenStream> {
        let marker = format_ident!("{}", self.names.bounds(owner.property_type, property)?);
        let title = self.property_title(owner, property);
        let range = docs::int_bounds(bounds);
        let linked = self.linked_title(owner, property);
        let about = doc(&[format!("{linked}: {range}.")]);
        let refusal = format!("{title} takes {range}");
        let (minimum, maximum) = (option(bounds.minimum), option(bounds.maximum));
        Ok(quote! {
            #about
            #[derive(Clone, Copy, Debug)]
            pub enum #marker {}

            impl cfn::IntBounds for #marker {
                const SCHEMA: &'static cfn::schema::IntSchema =
                    &cfn::schema::IntSchema::new(#refusal).range(#minimum, #maximum);
            }
        })
    }
}

/// Whether a property of the owner has a type in the module `bounds`.
pub(super) fn has_bounds(owner: Owner<'_>) -> bool {
    owner
        .properties
        .values()
        .any(|property| match property.ty.innermost() {
            Ty::Text(bounds) => !bounds.is_empty(),
            Ty::Integer(bounds) => !bounds.is_empty(),
            _ => false,
        })
}

/// The module with the kinds of ids and ARNs.
pub(super) fn identifiers(model: &Model, patterns: &Patterns) -> TokenStream {
    let mut aliases = Vec::new();
    let mut markers = Vec::new();
    for (name, identifier) in &model.identifiers {
        let Identifier {
            what,
            bounds,
            example,
            link,
        } = identifier;
        let ident = format_ident!("{name}");
        let literal = if bounds.is_empty() {
            "A literal can be any text.".to_owned()
        } else {
            format!("A literal has {}.", docs::text_bounds(bounds))
        };
        let about = doc(&[
            format!(
                "[{}]({}), such as {}.",
                docs::sentence(&plain(what)),
                docs::link(Some(link), "https://docs.aws.amazon.com/"),
                docs::code(example)
            ),
            String::new(),
            literal,
        ]);
        let about_marker = doc(&[format!("Marks [{}](super::{name}).", plain(what))]);
        markers.push(text_bounds(
            &ident,
            &about_marker,
            &plain(what),
            bounds,
            patterns,
        ));
        aliases.push(quote! { #about pub type #ident = cfn::Text<kind::#ident>; });
    }
    let import = (!model.identifiers.is_empty()).then(|| {
        quote!(
            use cognito_cdk_template as cfn;
        )
    });
    quote! {
        //! Ids and ARNs, each of a type of its own, so that a reference to the wrong kind does not compile.

        #import

        #(#aliases)*

        /// The kinds, as the types that [`cognito_cdk_template::Text`] is marked by.
        pub mod kind {
            #import

            #(#markers)*
        }
    }
}

/// Prose of the overlay without what Markdown would read as markup.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|character| !"[]<>\\\n\r".contains(*character))
        .collect()
}

fn text_bounds(
    marker: &Ident,
    about: &TokenStream,
    title: &str,
    bounds: &TextBounds,
    patterns: &Patterns,
) -> TokenStream {
    let schema = text_schema(title, bounds, patterns);
    quote! {
        #about
        #[derive(Clone, Copy, Debug)]
        pub enum #marker {}

        impl cfn::TextBounds for #marker {
            const SCHEMA: &'static cfn::schema::TextSchema = &#schema;
        }
    }
}

/// The expression of a `TextSchema`.
pub(super) fn text_schema(title: &str, bounds: &TextBounds, patterns: &Patterns) -> TokenStream {
    let TextBounds {
        min_length,
        max_length,
        pattern,
    } = bounds;
    let refusal = format!("{title} takes {}", docs::text_bounds(bounds));
    let length = (min_length.is_some() || max_length.is_some()).then(|| {
        let (min, max) = (option(*min_length), option(*max_length));
        quote!(.length(#min, #max))
    });
    let pattern = pattern
        .as_deref()
        .and_then(|pattern| patterns.name(pattern))
        .map(|name| {
            let name = format_ident!("{name}");
            quote!(.pattern(&crate::patterns::#name))
        });
    quote!(cfn::schema::TextSchema::new(#refusal) #length #pattern)
}

pub(super) fn option(number: Option<impl Into<i64>>) -> TokenStream {
    if let Some(number) = number.map(Into::into) {
        let number = proc_macro2::Literal::i64_unsuffixed(number);
        quote!(Some(#number))
    } else {
        quote!(None)
    }
}
