//! What makes a struct a resource: its type, its properties, and the handle with its attributes.

use super::{Context, Owner, doc, docs};
use crate::regen::model::{Attribute, Ty};
use anyhow::Result;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

impl Context<'_> {
    /// `impl Resource`, `impl ResourceType` and the handle `Cfn…Ref`.
    pub(super) fn resource_impls(&self) -> Result<TokenStream> {
        let owner = Owner {
            property_type: None,
            properties: &self.resource.properties,
        };
        let ident = self.ident(owner)?;
        let handle = format_ident!("{ident}Ref");
        let cfn_type = self.cfn_type;
        let puts = self.put_properties(owner)?;
        let handle_item = self.handle(owner)?;
        Ok(quote! {
            impl cfn::Resource for #ident {
                #[inline]
                fn cfn_type(&self) -> &str {
                    #cfn_type
                }

                #[inline]
                fn properties(&self) -> cfn::Object {
                    #puts
                    object
                }

                #[inline]
                fn schema(&self) -> Option<&'static cfn::schema::ResourceSchema> {
                    Some(&schema::RESOURCE)
                }

                #[inline]
                fn boxed(&self) -> Box<dyn cfn::Resource> {
                    Box::new(self.clone())
                }
            }

            impl cfn::ResourceType for #ident {
                const TYPE: &'static str = #cfn_type;
                type Ref = #handle;
            }

            #handle_item
        })
    }

    fn handle(&self, owner: Owner<'_>) -> Result<TokenStream> {
        let ident = self.ident(owner)?;
        let handle = format_ident!("{ident}Ref");
        let page = self.page(owner);
        let about = doc(&[
            format!(
                "A handle to a resource of the type [{}]({page}).",
                docs::code(self.cfn_type)
            ),
            String::new(),
            "[`cfn::Template::add`] gives it; its values are references to the resource."
                .to_owned(),
        ]);
        let ref_type = self.resource.reference.as_ref().map_or_else(
            || quote!(String),
            |name| {
                let name = format_ident!("{name}");
                quote!(crate::ids::#name)
            },
        );
        let attributes = self
            .resource
            .attributes
            .iter()
            .map(|(name, attribute)| self.attribute(name, attribute, &page))
            .collect::<Result<Vec<_>>>()?;
        Ok(quote! {
            #about
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            pub struct #handle(cfn::Target);

            impl #handle {
                /// What `Ref` gives.
                #[must_use]
                #[inline]
                pub fn ref_(&self) -> cfn::Value<#ref_type> {
                    cfn::Value::reference(self.0.clone())
                }

                #(#attributes)*
            }

            impl cfn::Reference for #handle {
                #[inline]
                fn from_target(target: cfn::Target) -> Self {
                    Self(target)
                }

                #[inline]
                fn target(&self) -> &cfn::Target {
                    &self.0
                }
            }

            impl cfn::IntoValue<#ref_type> for &#handle {
                #[inline]
                fn into_value(self) -> cfn::Value<#ref_type> {
                    self.ref_()
                }
            }
        })
    }

    fn attribute(&self, name: &str, attribute: &Attribute, page: &str) -> Result<TokenStream> {
        let Attribute { secret, ty } = attribute;
        let method = format_ident!("{}", self.names.attribute(name)?);
        let ty = attribute_type(ty);
        let note = if *secret { " It is a secret." } else { "" };
        let about = doc(&[format!(
            "[{}]({page}), what `Fn::GetAtt` gives.{note}",
            docs::code(name)
        )]);
        Ok(quote! {
            #about
            #[must_use]
            #[inline]
            pub fn #method(&self) -> cfn::Value<#ty> {
                cfn::Value::attribute(self.0.clone(), #name)
            }
        })
    }
}

/// The `T` of an attribute's `Value<T>`. Attributes are results, so bounds do not matter.
fn attribute_type(ty: &Ty) -> TokenStream {
    match ty {
        Ty::Text(_) | Ty::Enum(_) => quote!(String),
        Ty::Integer(_) => quote!(i64),
        Ty::Double(_) => quote!(f64),
        Ty::Boolean => quote!(bool),
        Ty::Identifier(identifier) => {
            let name = format_ident!("{}", identifier.kind);
            quote!(crate::ids::#name)
        }
        Ty::List(list) => {
            let items = attribute_type(&list.items);
            quote!(cfn::List<#items>)
        }
        Ty::Map(map) => {
            let values = attribute_type(&map.values);
            quote!(cfn::Map<#values>)
        }
        Ty::Json | Ty::Type(_) | Ty::Global(_) => quote!(cfn::Json),
    }
}
