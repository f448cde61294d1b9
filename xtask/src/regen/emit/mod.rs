//! Turns the model into Rust: `quote!`, one function per kind of item. Emitters read the model and the
//! assigned names, and nothing else.

mod bounds;
mod builder;
mod docs;
mod enums;
mod krate;
mod patterns;
mod reference;
mod render;
mod schema;
mod structs;
mod takes;
#[cfg(test)]
mod tests;
mod ty;

use super::model::{Model, Property, Resource};
use super::names::{Names, ResourceNames};
use anyhow::{Result, anyhow};
pub use krate::Target;
pub use patterns::Patterns;
use proc_macro2::TokenStream;
use quote::quote;
pub use render::MARK;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Every file of the generated crate, by its path below the crate.
pub fn emit(model: &Model, names: &Names, target: &Target) -> Result<BTreeMap<String, Vec<u8>>> {
    let patterns = Patterns::collect(model, target.lenient())?;
    let mut files = krate::files(names, target);
    for (path, tokens) in krate::modules(model, names, &patterns)? {
        files.insert(path.clone(), render::source(model, &path, tokens)?);
    }
    files.extend(resource_files(model, names, &patterns)?);
    Ok(files)
}

/// The modules of all resource types. They are independent of each other, so the processors share them:
/// each takes the next one as it is done with the last.
fn resource_files(
    model: &Model,
    names: &Names,
    patterns: &Patterns,
) -> Result<Vec<(String, Vec<u8>)>> {
    let resources: Vec<_> = model.resources.iter().collect();
    let next = AtomicUsize::new(0);
    let work = || -> Result<Vec<_>> {
        let mut files = Vec::new();
        while let Some((cfn_type, resource)) = resources.get(next.fetch_add(1, Ordering::Relaxed)) {
            files.push(resource_file(model, names, patterns, cfn_type, resource)?);
        }
        Ok(files)
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
        let mut files = Vec::new();
        for thread in threads {
            files.extend(
                thread
                    .join()
                    .map_err(|_| anyhow!("an emitter has panicked"))??,
            );
        }
        Ok(files)
    })
}

/// The module of a resource type, by its path.
fn resource_file(
    model: &Model,
    names: &Names,
    patterns: &Patterns,
    cfn_type: &str,
    resource: &Resource,
) -> Result<(String, Vec<u8>)> {
    let names = names.resource(cfn_type)?;
    let context = Context {
        cfn_type,
        resource,
        names,
        patterns,
        recursive: ty::recursive(resource),
    };
    let path = format!("src/{}/{}.rs", names.service, names.module);
    let source = render::source(model, &path, context.module()?)?;
    Ok((path, source))
}

/// What an emitter needs to know of the resource type that it works on.
struct Context<'a> {
    cfn_type: &'a str,
    resource: &'a Resource,
    names: &'a ResourceNames,
    patterns: &'a Patterns,
    /// The property types that contain themselves, and so are boxed.
    recursive: BTreeSet<&'a str>,
}

/// A struct in the making: the resource itself or one of its property types.
#[derive(Clone, Copy)]
struct Owner<'a> {
    /// The property type; `None` for the resource itself.
    property_type: Option<&'a str>,
    properties: &'a BTreeMap<String, Property>,
}

impl<'a> Context<'a> {
    fn owners(&self) -> impl Iterator<Item = Owner<'a>> + use<'a> {
        let types = self
            .resource
            .types
            .iter()
            .map(|(name, property_type)| Owner {
                property_type: Some(name),
                properties: &property_type.properties,
            });
        let own = Owner {
            property_type: None,
            properties: &self.resource.properties,
        };
        (!self.is_global()).then_some(own).into_iter().chain(types)
    }

    /// Whether the types belong to no resource type.
    const fn is_global(&self) -> bool {
        self.cfn_type.is_empty()
    }

    /// The whole module of the resource type.
    fn module(&self) -> Result<TokenStream> {
        let mut items = Vec::new();
        for owner in self.owners() {
            items.push(self.struct_item(owner)?);
            if owner.property_type.is_none() {
                items.push(self.resource_impls()?);
            }
            items.push(self.builder(owner)?);
        }
        for owner in self.owners() {
            items.push(self.enums(owner)?);
        }
        let bounds = self.bounds_module()?;
        let required = self.required_module()?;
        let takes = self.takes_module()?;
        let schema = self.schema_module()?;
        let doc = match self.cfn_type {
            "" => " Property types that many resource types share.".to_owned(),
            cfn_type => format!(" {} and its property types.", docs::code(cfn_type)),
        };
        Ok(quote! {
            #![doc = #doc]

            use cognito_cdk_template as cfn;

            #(#items)*
            #required
            #takes
            #bounds
            #schema
        })
    }

    /// AWS's page of the resource or the property type.
    fn page(&self, owner: Owner<'_>) -> String {
        match owner.property_type {
            None => docs::link(
                self.resource.documentation.as_deref(),
                &docs::resource_page(self.cfn_type),
            ),
            Some(name) => {
                let upstream = self
                    .resource
                    .types
                    .get(name)
                    .and_then(|ty| ty.documentation.as_deref());
                docs::link(upstream, &docs::type_page(self.cfn_type, name))
            }
        }
    }

    /// AWS's description of a property.
    fn property_link(&self, owner: Owner<'_>, name: &str, property: &Property) -> String {
        let fallback =
            docs::property_anchor(&self.page(owner), self.cfn_type, owner.property_type, name);
        docs::link(property.documentation.as_deref(), &fallback)
    }

    /// The property in CloudFormation's words: `` `UserPoolId` of `AWS::Cognito::UserPoolClient` ``.
    fn property_title(&self, owner: Owner<'_>, name: &str) -> String {
        format!(
            "{} of {}",
            docs::code(name),
            docs::code(&self.owner_title(owner))
        )
    }

    /// The same title as a link to AWS's page.
    fn linked_title(&self, owner: Owner<'_>, name: &str) -> String {
        let title = self.property_title(owner, name);
        match owner.properties.get(name) {
            Some(property) => format!("[{title}]({})", self.property_link(owner, name, property)),
            None => title,
        }
    }

    /// The owner in CloudFormation's words: `AWS::Cognito::UserPool.PasswordPolicy`.
    fn owner_title(&self, owner: Owner<'_>) -> String {
        match owner.property_type {
            None => self.cfn_type.to_owned(),
            Some(name) if self.is_global() => name.to_owned(),
            Some(name) => format!("{}.{name}", self.cfn_type),
        }
    }
}

/// Doc attributes, one a line.
fn doc(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote! { #(#[doc = #lines])* }
}
