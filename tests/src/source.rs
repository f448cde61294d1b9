//! The generated source, parsed: the fields, setters and attributes that a Rust program sees.

use std::collections::{BTreeMap, BTreeSet};
use syn::{Expr, ImplItem, ImplItemFn, Item, ItemImpl, Lit, Member, Stmt, Type, Visibility};

/// The structs of one generated file, by their Rust names.
pub type Module = BTreeMap<String, Struct>;

/// A generated struct, with what its builder and its handle have.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Struct {
    /// The public fields that are properties.
    pub fields: BTreeSet<String>,
    /// Which field is written under which CloudFormation name.
    pub written: BTreeMap<String, String>,
    /// The methods of the builder, but `build`.
    pub setters: BTreeSet<String>,
    /// The methods of the handle that give attributes, with the CloudFormation names.
    pub attributes: BTreeMap<String, String>,
}

/// Parses the generated file of one resource type, such as `generated/src/cognito/user_pool.rs`.
///
/// # Panics
/// If there is no such file, or it is no Rust.
#[must_use]
pub fn module(path: &str) -> Module {
    let file =
        syn::parse_file(&crate::text(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut module = Module::new();
    for item in &file.items {
        if let Item::Struct(item) = item
            && matches!(item.vis, Visibility::Public(_))
        {
            let public = |field: &&syn::Field| matches!(field.vis, Visibility::Public(_));
            let names = item.fields.iter().filter(public);
            let fields: BTreeSet<String> = names
                .filter_map(|field| Some(field.ident.as_ref()?.to_string()))
                .filter(|field| field != "other_properties")
                .collect();
            if !fields.is_empty() {
                module.entry(item.ident.to_string()).or_default().fields = fields;
            }
        }
    }
    for item in &file.items {
        if let Item::Impl(item) = item {
            read_impl(item, &mut module);
        }
    }
    module
}

fn read_impl(item: &ItemImpl, module: &mut Module) {
    let Some(name) = last_segment(&item.self_ty) else {
        return;
    };
    let functions = item.items.iter().filter_map(|item| match item {
        ImplItem::Fn(function) => Some(function),
        _ => None,
    });
    for function in functions {
        let method = function.sig.ident.to_string();
        if matches!(method.as_str(), "properties" | "write") {
            if let Some(of) = module.get_mut(&name) {
                of.written.extend(written(function));
            }
        } else if item.trait_.is_some() || !matches!(function.vis, Visibility::Public(_)) {
            // Neither a setter nor an attribute.
        } else if let Some(of) = name
            .strip_suffix("Builder")
            .and_then(|of| module.get_mut(of))
        {
            if method != "build" {
                of.setters.insert(method);
            }
        } else if let Some(of) = name.strip_suffix("Ref").and_then(|of| module.get_mut(of))
            && let Some(attribute) = attribute(function)
        {
            of.attributes.insert(method, attribute);
        }
    }
}

fn last_segment(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// The calls `put(&self.field, "Name", ..)` of a function, as pairs.
fn written(function: &ImplItemFn) -> BTreeMap<String, String> {
    let statements = function.block.stmts.iter();
    statements
        .filter_map(|statement| match statement {
            Stmt::Expr(Expr::Call(call), _) => {
                let mut arguments = call.args.iter();
                let field = match arguments.next()? {
                    Expr::Reference(reference) => match &*reference.expr {
                        Expr::Field(field) => match &field.member {
                            Member::Named(name) => name.to_string(),
                            Member::Unnamed(_) => return None,
                        },
                        _ => return None,
                    },
                    _ => return None,
                };
                Some((field, literal(arguments.next()?)?))
            }
            _ => None,
        })
        .collect()
}

/// The name in `attribute(.., "Name")`, the whole body of a function.
fn attribute(function: &ImplItemFn) -> Option<String> {
    match function.block.stmts.first()? {
        Stmt::Expr(Expr::Call(call), None) => literal(call.args.iter().nth(1)?),
        _ => None,
    }
}

fn literal(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
