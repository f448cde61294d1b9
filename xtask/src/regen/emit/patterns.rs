//! The patterns of the model as tables in one generated module.

use crate::regen::digest::sha256;
use crate::regen::load::json::shorten;
use crate::regen::model::{Model, Ty};
use crate::regen::pattern::{self, Table};
use anyhow::{Result, bail};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeMap;

/// Every pattern that can be checked, by its text, with the name of its table.
#[derive(Debug, Default)]
pub struct Patterns(BTreeMap<String, (String, Table)>);

impl Patterns {
    /// Compiles the patterns of the model.
    ///
    /// A pattern that cannot be a table is an error, unless `lenient`: then it is documented and not checked.
    pub fn collect(model: &Model, lenient: bool) -> Result<Self> {
        let mut patterns = Self::default();
        let mut problems = Vec::new();
        let mut visit = |at: &str, text: Option<&String>| {
            if let Some(text) = text
                && !patterns.0.contains_key(text)
            {
                match pattern::compile(text) {
                    Ok(table) if table.accepts_all() => {}
                    Ok(table) => {
                        let mut name = sha256(text.as_bytes()).to_ascii_uppercase();
                        name.truncate(8);
                        patterns
                            .0
                            .insert(text.clone(), (format!("P_{name}"), table));
                    }
                    Err(unsupported) => {
                        problems.push(format!("{at}: `{}`: {unsupported}", shorten(text)));
                    }
                }
            }
        };
        for (name, identifier) in &model.identifiers {
            visit(name, identifier.bounds.pattern.as_ref());
        }
        for (cfn_type, resource) in &model.resources {
            let own = resource
                .properties
                .iter()
                .map(|(name, property)| (format!("{cfn_type}/{name}"), property));
            let nested = resource.types.iter().flat_map(|(owner, property_type)| {
                let place = move |name: &str| format!("{cfn_type}.{owner}/{name}");
                property_type
                    .properties
                    .iter()
                    .map(move |(name, property)| (place(name), property))
            });
            for (place, property) in own.chain(nested) {
                match property.ty.innermost() {
                    Ty::Text(bounds) => visit(&place, bounds.pattern.as_ref()),
                    Ty::Identifier(identifier) => visit(&place, identifier.bounds.pattern.as_ref()),
                    _ => {}
                }
            }
        }
        if !lenient && !problems.is_empty() {
            bail!(
                "these patterns cannot be checked by a table:\n  {}\nreplace them by overlay entries",
                problems.join("\n  ")
            );
        }
        Ok(patterns)
    }

    /// The name of the table, if the pattern has one.
    #[must_use]
    pub fn name(&self, pattern: &str) -> Option<&str> {
        self.0.get(pattern).map(|(name, _)| name.as_str())
    }

    /// The module with all tables.
    pub(super) fn module(&self) -> TokenStream {
        let tables = self.0.iter().map(|(text, (name, table))| {
            let name = format_ident!("{name}");
            let Table {
                ascii,
                wide,
                width,
                rows,
                high,
                start,
                accept,
                ..
            } = table;
            let [ascii, wide, rows, high] =
                [ascii.as_slice(), wide, rows, high].map(Literal::byte_string);
            let [start, accept] = [start, accept].map(|state| Literal::u16_unsuffixed(*state));
            let width = Literal::u8_unsuffixed(*width);
            let about = super::doc(&[format!("{}.", super::docs::code(text))]);
            quote! {
                #about
                pub static #name: Pattern = Pattern::new(
                    #text,
                    PatternTables {
                        ascii: #ascii,
                        wide: #wide,
                        width: #width,
                        rows: #rows,
                        high: #high,
                        start: #start,
                        accept: #accept,
                    },
                );
            }
        });
        let imports = (!self.0.is_empty()).then(|| {
            quote!(
                use cognito_cdk_template::pattern::{Pattern, PatternTables};
            )
        });
        quote! {
            //! The patterns of texts as tables, made from AWS's regular expressions.

            #imports

            #(#tables)*
        }
    }
}
