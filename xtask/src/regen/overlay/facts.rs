//! What an entry can say, and how each fact is compared with upstream and put into the model.

use super::entry::{Address, Entry, Inside, Part};
use crate::regen::model::{
    Attribute, DoubleBounds, IdentifierRef, Immutable, IntBounds, ListOf, MapOf, Model, Property,
    Resource, Ty, Update,
};
use crate::regen::names;
use anyhow::{Context as _, Result, anyhow, bail};
use std::collections::BTreeSet;
use toml::Value;

/// When a fact is applied: types are settled first, then what they identify, then their bounds.
pub(super) fn stage(fact: &str) -> u8 {
    match fact {
        "type" => 0,
        "identifies" => 1,
        _ => 2,
    }
}

/// Compares a fact of the entry with the model, and puts it in.
pub(super) fn apply(model: &mut Model, entry: &Entry, fact: &str, wanted: &Value) -> Result<()> {
    if fact == "identifies" && !model.identifiers.contains_key(text(wanted)?) {
        bail!("{wanted} is no identifier; declare it in spec/overlay/identifiers.toml");
    }
    let current = read(model, &entry.at, fact)?;
    match (entry.expect.get(fact), &current) {
        (Some(expected), current) if current.as_ref().unwrap_or(&absent()) == expected => {}
        (Some(expected), current) => bail!(
            "`{fact}` was {expected} upstream when the entry was written, and is {} now",
            current.as_ref().unwrap_or(&absent())
        ),
        (None, None) => {}
        (None, Some(current)) if current == wanted => return Ok(()),
        (None, Some(current)) => {
            bail!("it ensures that `{fact}` is {wanted}, and upstream says {current}")
        }
    }
    write(model, &entry.at, fact, wanted)
        .with_context(|| format!("cannot set `{fact}` to {wanted}"))
}

fn absent() -> Value {
    Value::String("absent".to_owned())
}

/// What the model says; `None` if nothing.
fn read(model: &mut Model, at: &Address, fact: &str) -> Result<Option<Value>> {
    let resource = model
        .resources
        .get_mut(&at.resource)
        .ok_or_else(|| no_such("resource type"))?;
    if matches!(at.part, Part::Ref) {
        return match fact {
            "identifies" => Ok(resource.reference.clone().map(Value::String)),
            _ => Err(unknown(fact)),
        };
    }
    let mut place = find(resource, &at.part)?;
    if let Some(property) = place.property() {
        let found = match fact {
            "required" => Some(Some(Value::Boolean(property.required))),
            "needed" => Some(property.needed.then_some(Value::Boolean(true))),
            "secret" => Some(property.secret.then_some(Value::Boolean(true))),
            "update" => Some(Some(Value::String(format!("{:?}", property.update)))),
            "immutable" => Some(
                property
                    .immutable
                    .map(|immutable| Value::String(immutable.name().to_owned())),
            ),
            "rustName" => Some(property.rust_name.clone().map(Value::String)),
            _ => None,
        };
        if let Some(found) = found {
            return Ok(found);
        }
    } else if let (Place::Attribute(attribute), "secret") = (&place, fact) {
        return Ok(attribute.secret.then_some(Value::Boolean(true)));
    }
    read_type(place.ty(), fact)
}

fn read_type(ty: &Ty, fact: &str) -> Result<Option<Value>> {
    let number = |number: Option<i64>| number.map(Value::Integer);
    Ok(match (fact, ty) {
        ("type", ty) => Some(Value::String(ty.name())),
        ("identifies", Ty::Identifier(identifier)) => Some(Value::String(identifier.kind.clone())),
        ("enum", Ty::Enum(values)) => Some(Value::Array(
            values.iter().cloned().map(Value::String).collect(),
        )),
        ("minLength", Ty::Text(bounds) | Ty::Identifier(IdentifierRef { bounds, .. })) => {
            number(bounds.min_length.map(i64::from))
        }
        ("maxLength", Ty::Text(bounds) | Ty::Identifier(IdentifierRef { bounds, .. })) => {
            number(bounds.max_length.map(i64::from))
        }
        ("pattern", Ty::Text(bounds) | Ty::Identifier(IdentifierRef { bounds, .. })) => {
            bounds.pattern.clone().map(Value::String)
        }
        ("minimum", Ty::Integer(bounds)) => number(bounds.minimum),
        ("maximum", Ty::Integer(bounds)) => number(bounds.maximum),
        ("minItems", Ty::List(list)) => number(list.min_items.map(i64::from)),
        ("maxItems", Ty::List(list)) => number(list.max_items.map(i64::from)),
        ("minItems", Ty::Map(map)) => number(map.min_items.map(i64::from)),
        ("maxItems", Ty::Map(map)) => number(map.max_items.map(i64::from)),
        ("uniqueItems", Ty::List(list)) => list.unique_items.then_some(Value::Boolean(true)),
        ("identifies", Ty::Text(_) | Ty::Enum(_)) | ("enum", Ty::Text(_)) => None,
        (
            "identifies" | "enum" | "minLength" | "maxLength" | "pattern" | "minimum" | "maximum"
            | "minItems" | "maxItems" | "uniqueItems",
            ty,
        ) => bail!("upstream's type {} has no `{fact}`", ty.name()),
        _ => return Err(unknown(fact)),
    })
}

fn write(model: &mut Model, at: &Address, fact: &str, wanted: &Value) -> Result<()> {
    let resource = model
        .resources
        .get_mut(&at.resource)
        .ok_or_else(|| no_such("resource type"))?;
    if matches!(at.part, Part::Ref) {
        resource.reference = Some(text(wanted)?.to_owned());
        return Ok(());
    }
    let mut place = find(resource, &at.part)?;
    match (fact, &mut place) {
        ("secret", Place::Attribute(attribute)) => attribute.secret = boolean(wanted)?,
        ("secret" | "required" | "needed" | "update" | "immutable" | "rustName", place) => {
            let property = place
                .property()
                .ok_or_else(|| anyhow!("only a property has it"))?;
            match fact {
                "secret" => property.secret = boolean(wanted)?,
                "required" => property.required = boolean(wanted)?,
                "needed" => property.needed = boolean(wanted)?,
                "update" => {
                    property.update = match text(wanted)? {
                        "Mutable" => Update::Mutable,
                        "Immutable" => Update::Immutable,
                        "Conditional" => Update::Conditional,
                        _ => bail!("write Mutable, Immutable or Conditional"),
                    }
                }
                "rustName" => property.rust_name = Some(field(text(wanted)?)?),
                _ => property.immutable = Some(Immutable::from_name(text(wanted)?)?),
            }
        }
        (_, place) => write_type(place.ty(), fact, wanted)?,
    }
    Ok(())
}

fn write_type(ty: &mut Ty, fact: &str, wanted: &Value) -> Result<()> {
    match (fact, ty) {
        ("type", ty) => *ty = parse_type(text(wanted)?)?,
        // The kind has bounds of its own; narrower ones of the property are entries of their own.
        ("identifies", ty) => *ty = Ty::Identifier(IdentifierRef::new(text(wanted)?)),
        ("enum", ty) => {
            let values = wanted
                .as_array()
                .ok_or_else(|| anyhow!("write a list of texts"))?;
            let values: Vec<String> = values
                .iter()
                .map(|value| text(value).map(str::to_owned))
                .collect::<Result<_>>()?;
            if values.is_empty() || values.iter().collect::<BTreeSet<_>>().len() < values.len() {
                bail!("write at least one text, and none twice");
            }
            *ty = Ty::Enum(values);
        }
        // A least length of 0 says nothing.
        ("minLength", Ty::Text(bounds) | Ty::Identifier(IdentifierRef { bounds, .. })) => {
            bounds.min_length = Some(small(wanted)?).filter(|length| *length > 0);
        }
        ("maxLength", Ty::Text(bounds) | Ty::Identifier(IdentifierRef { bounds, .. })) => {
            bounds.max_length = Some(small(wanted)?);
        }
        ("pattern", Ty::Text(bounds) | Ty::Identifier(IdentifierRef { bounds, .. })) => {
            bounds.pattern = Some(text(wanted)?.to_owned());
        }
        ("minimum", Ty::Integer(bounds)) => bounds.minimum = Some(integer(wanted)?),
        ("maximum", Ty::Integer(bounds)) => bounds.maximum = Some(integer(wanted)?),
        ("minItems", Ty::List(list)) => list.min_items = Some(small(wanted)?),
        ("maxItems", Ty::List(list)) => list.max_items = Some(small(wanted)?),
        ("minItems", Ty::Map(map)) => map.min_items = Some(small(wanted)?),
        ("maxItems", Ty::Map(map)) => map.max_items = Some(small(wanted)?),
        ("uniqueItems", Ty::List(list)) => list.unique_items = boolean(wanted)?,
        _ => return Err(unknown(fact)),
    }
    Ok(())
}

/// A property, the inside of one, or an attribute.
enum Place<'a> {
    Property(&'a mut Property),
    Inside(&'a mut Ty),
    Attribute(&'a mut Attribute),
}

impl Place<'_> {
    fn property(&mut self) -> Option<&mut Property> {
        match self {
            Self::Property(property) => Some(property),
            Self::Inside(_) | Self::Attribute(_) => None,
        }
    }

    fn ty(&mut self) -> &mut Ty {
        match self {
            Self::Property(property) => &mut property.ty,
            Self::Inside(ty) => ty,
            Self::Attribute(attribute) => &mut attribute.ty,
        }
    }
}

fn find<'a>(resource: &'a mut Resource, part: &Part) -> Result<Place<'a>> {
    match part {
        Part::Ref => bail!("`Ref` has no such fact"),
        Part::Attribute(name) => resource
            .attributes
            .get_mut(name)
            .map(Place::Attribute)
            .ok_or_else(|| no_such("attribute")),
        Part::Property {
            owner,
            name,
            inside,
        } => {
            let properties = match owner {
                Some(owner) => {
                    &mut resource
                        .types
                        .get_mut(owner)
                        .ok_or_else(|| no_such("property type"))?
                        .properties
                }
                None => &mut resource.properties,
            };
            let property = properties
                .get_mut(name)
                .ok_or_else(|| no_such("property"))?;
            if inside.is_empty() {
                return Ok(Place::Property(property));
            }
            let mut ty = &mut property.ty;
            for step in inside {
                ty = match (step, ty) {
                    (Inside::Items, Ty::List(list)) => &mut list.items,
                    (Inside::Values, Ty::Map(map)) => &mut map.values,
                    (_, ty) => bail!("upstream's type {} has no such inside", ty.name()),
                };
            }
            Ok(Place::Inside(ty))
        }
    }
}

fn no_such(what: &str) -> anyhow::Error {
    anyhow!("never applied: there is no such {what}")
}

fn unknown(fact: &str) -> anyhow::Error {
    anyhow!(
        "`{}` is no fact that an entry can state here",
        fact.escape_debug()
    )
}

fn parse_type(name: &str) -> Result<Ty> {
    let inside = |prefix: &str| {
        name.strip_prefix(prefix)
            .and_then(|rest| rest.strip_suffix('>'))
    };
    if let Some(items) = inside("List<") {
        return Ok(Ty::List(ListOf::new(parse_type(items)?)));
    }
    if let Some(values) = inside("Map<") {
        return Ok(Ty::Map(MapOf::new(parse_type(values)?)));
    }
    Ok(match name {
        "String" => Ty::text(),
        "Integer" => Ty::Integer(IntBounds::default()),
        "Double" => Ty::Double(DoubleBounds::default()),
        "Boolean" => Ty::Boolean,
        "Json" => Ty::Json,
        _ => bail!("`{}` is no type", name.escape_debug()),
    })
}

fn text(value: &Value) -> Result<&str> {
    value.as_str().ok_or_else(|| anyhow!("write a text"))
}

fn field(name: &str) -> Result<String> {
    if !names::is_field(name) {
        bail!("write a name in snake_case that is no keyword, such as `callback_urls`");
    }
    Ok(name.to_owned())
}

fn boolean(value: &Value) -> Result<bool> {
    value
        .as_bool()
        .ok_or_else(|| anyhow!("write true or false"))
}

fn integer(value: &Value) -> Result<i64> {
    value
        .as_integer()
        .ok_or_else(|| anyhow!("write a whole number"))
}

fn small(value: &Value) -> Result<u32> {
    u32::try_from(integer(value)?).map_err(|_| anyhow!("write a number from 0 to {}", u32::MAX))
}

impl Immutable {
    fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Replacement => "replacement",
            Self::AdditionsOnly => "additions-only",
        }
    }

    fn from_name(name: &str) -> Result<Self> {
        [Self::Refused, Self::Replacement, Self::AdditionsOnly]
            .into_iter()
            .find(|immutable| immutable.name() == name)
            .ok_or_else(|| anyhow!("write refused, replacement or additions-only"))
    }
}
