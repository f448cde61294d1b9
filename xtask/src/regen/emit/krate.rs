//! The crate around the resource types: manifest, root module, service modules, and what they share.

use super::{Context, Patterns, bounds, doc, docs};
use crate::regen::model::{Model, Resource};
use crate::regen::names::{self, Names};
use anyhow::Result;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The services whose features are on by default in the repository's crate.
const DEFAULT_FEATURES: [&str; 3] = ["cognito", "iam", "lambda"];

/// Which crate is generated.
#[derive(Clone, Debug)]
pub enum Target {
    /// `generated/` of the repository.
    Repository,
    /// A crate outside of it with every resource type, to prove the generator.
    Everything {
        /// Where the crate `cognito-cdk-template` is.
        template: String,
    },
}

impl Target {
    /// Whether patterns that cannot be a table are left out.
    pub(super) const fn lenient(&self) -> bool {
        matches!(self, Self::Everything { .. })
    }
}

/// The files that are no Rust source.
pub(super) fn files(names: &Names, target: &Target) -> BTreeMap<String, Vec<u8>> {
    let services: BTreeSet<&str> = names
        .resources()
        .map(|(_, names)| names.service.as_str())
        .collect();
    let mut manifest = format!(
        "# {}. Do not edit.\n",
        super::render::MARK.trim_start_matches("// ")
    );
    let package = match target {
        Target::Repository => concat!(
            "[package]\nname = \"cognito-cdk-l1\"\n",
            "description = \"Typed CloudFormation resources for Amazon Cognito, generated from AWS's specification\"\n",
            "version.workspace = true\nedition.workspace = true\nrust-version.workspace = true\nlicense.workspace = true\n",
        ),
        Target::Everything { .. } => concat!(
            "[package]\nname = \"everything-l1\"\n",
            "version = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n",
        ),
    };
    manifest.push_str(package);
    manifest.push_str("\n# One feature for each AWS service.\n[features]\n");
    let default: Vec<_> = match target {
        Target::Repository => services
            .iter()
            .filter(|service| DEFAULT_FEATURES.contains(service))
            .collect(),
        Target::Everything { .. } => services.iter().collect(),
    };
    let default = default
        .iter()
        .map(|service| format!("\"{service}\""))
        .collect::<Vec<_>>()
        .join(", ");
    // Writing into a `String` cannot fail.
    let _ = writeln!(manifest, "default = [{default}]");
    for service in &services {
        let _ = writeln!(manifest, "{service} = []");
    }
    match target {
        Target::Repository => manifest.push_str(
            "# Writing and reading templates as YAML.\nyaml = [\"cognito-cdk-template/yaml\"]\n\n\
             [dependencies]\ncognito-cdk-template.workspace = true\n\n[lints]\nworkspace = true\n",
        ),
        Target::Everything { template } => {
            let _ = writeln!(
                manifest,
                "\n[dependencies]\ncognito-cdk-template = {{ path = {template:?} }}"
            );
        }
    }
    BTreeMap::from([("Cargo.toml".to_owned(), manifest.into_bytes())])
}

/// The root, the service modules and the shared modules, by path.
pub(super) fn modules(
    model: &Model,
    names: &Names,
    patterns: &Patterns,
) -> Result<BTreeMap<String, TokenStream>> {
    let mut services: BTreeMap<&str, Vec<(&str, &names::ResourceNames)>> = BTreeMap::new();
    for (cfn_type, resource) in names.resources() {
        services
            .entry(&resource.service)
            .or_default()
            .push((cfn_type, resource));
    }
    let mut modules = BTreeMap::from([
        (
            "src/ids.rs".to_owned(),
            bounds::identifiers(model, patterns),
        ),
        ("src/patterns.rs".to_owned(), patterns.module()),
        ("src/global.rs".to_owned(), global(model, names, patterns)?),
        ("src/lib.rs".to_owned(), root(model, names, &services)?),
    ]);
    for (service, resources) in services {
        modules.insert(format!("src/{service}/mod.rs"), service_module(&resources));
    }
    Ok(modules)
}

fn root(
    model: &Model,
    names: &Names,
    services: &BTreeMap<&str, Vec<(&str, &names::ResourceNames)>>,
) -> Result<TokenStream> {
    let schemas = names.resources().map(|(cfn_type, names)| {
        let (feature, module) = (&names.service, format_ident!("{}", names.module));
        let service = format_ident!("{feature}");
        quote! {
            #[cfg(feature = #feature)]
            #cfn_type => Some(&#service::#module::schema::RESOURCE)
        }
    });
    let globals = model
        .globals
        .keys()
        .map(|name| global_ident(name))
        .collect::<Result<Vec<_>>>()?;
    let globals = (!globals.is_empty()).then(|| quote!(pub use global::{#(#globals),*};));
    let modules = services.iter().map(|(service, resources)| {
        let module = format_ident!("{service}");
        let title = resources
            .first()
            .map_or("", |(cfn_type, _)| service_title(cfn_type));
        let about = doc(&[format!("{}.", docs::code(title))]);
        quote! {
            #about
            #[cfg(feature = #service)]
            #[rustfmt::skip]
            pub mod #module;
        }
    });
    Ok(quote! {
        //! CloudFormation resource types as typed structs and builders, generated from AWS's published files.
        //!
        //! The crate is complete in itself: with it alone one can write a typed [`Template`] and print it.
        //!
        //! ```
        //! # #[cfg(feature = "cognito")] {
        //! use cognito_cdk_l1::Template;
        //! use cognito_cdk_l1::cognito::{CfnUserPool, CfnUserPoolClient};
        //!
        //! let mut template = Template::new();
        //! let pool = template.add("Pool", CfnUserPool::builder().user_pool_name("customers").build());
        //! template.add("Web", CfnUserPoolClient::builder().user_pool_id(&pool).build());
        //! assert!(template.check().is_empty());
        //! # }
        //! ```
        //!
        //! Each AWS service is a module behind a feature of its name; `cognito`, `iam` and `lambda` are on by
        //! default. A resource type `AWS::Cognito::UserPool` is `cognito::CfnUserPool`, and its property types are
        //! in the module `cognito::user_pool`.
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![allow(clippy::derivable_impls, reason = "a derived `Default` makes the crate slower to build")]
        #![allow(clippy::doc_markdown, reason = "names and patterns come from AWS")]
        #![allow(clippy::enum_variant_names, reason = "variants are named as AWS's values are")]
        #![allow(clippy::large_enum_variant, reason = "a value is a literal far more often than an expression")]
        #![allow(clippy::struct_field_names, reason = "fields are named as AWS's properties are")]
        #![allow(clippy::too_many_lines, reason = "a resource has as many properties as it has")]
        #![allow(clippy::unnecessary_literal_bound, reason = "the trait is for resources that own their type's name too")]
        #![allow(clippy::unreadable_literal, reason = "tables are not read by people")]

        #[rustfmt::skip]
        pub mod global;
        #[rustfmt::skip]
        pub mod ids;
        #[doc(hidden)]
        #[rustfmt::skip]
        pub mod patterns;
        #(#modules)*

        pub use cognito_cdk_template::*;
        #globals

        /// What is known about the properties of a resource type, if the crate has it and its feature is on.
        ///
        /// [`Template::attach_schemas`] takes it, so that a template that was read back is checked like one
        /// that was written here.
        #[must_use]
        pub fn resource_schema(cfn_type: &str) -> Option<&'static schema::ResourceSchema> {
            match cfn_type {
                #(#schemas,)*
                _ => None,
            }
        }
    })
}

fn service_title(cfn_type: &str) -> &str {
    cfn_type
        .rsplit_once("::")
        .map_or(cfn_type, |(service, _)| service)
}

fn service_module(resources: &[(&str, &names::ResourceNames)]) -> TokenStream {
    let title = resources
        .first()
        .map_or("", |(cfn_type, _)| service_title(cfn_type));
    let title = format!(" The resource types of {}.", docs::code(title));
    let modules = resources.iter().map(|(_, names)| {
        let module = format_ident!("{}", names.module);
        quote!(pub mod #module;)
    });
    let exports = resources.iter().map(|(_, names)| {
        let module = format_ident!("{}", names.module);
        let ident = format_ident!("{}", names.ident);
        let handle = format_ident!("{}Ref", names.ident);
        quote!(pub use #module::{#ident, #handle};)
    });
    quote! {
        #![doc = #title]

        #(#modules)*
        #(#exports)*
    }
}

/// The property types that belong to no resource type.
fn global(model: &Model, names: &Names, patterns: &Patterns) -> Result<TokenStream> {
    let resource = Resource {
        types: model.globals.clone(),
        ..Resource::default()
    };
    let recursive = super::ty::recursive(&resource);
    let context = Context {
        cfn_type: "",
        resource: &resource,
        names: names.globals(),
        patterns,
        recursive,
    };
    context.module()
}

/// The struct of a property type that belongs to no resource type: `Tag` is `CfnTag`.
pub(super) fn global_ident(name: &str) -> Result<Ident> {
    Ok(format_ident!("{}", names::global_name(name)?))
}
