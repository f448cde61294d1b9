//! One schema inside a provider schema, with the keywords that the generator uses.

use crate::regen::load::json::{Here, Notes, shorten};
use anyhow::Result;
use serde_json::{Number, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Keywords that only explain, or that only forbid more than is checked.
///
/// To pass over one of the latter accepts what the service refuses, and never the reverse.
const IGNORED: &[&str] = &[
    "$comment",
    "$schema",
    "additionalItems",
    "arrayType",
    "contains",
    "default",
    "dependencies",
    "dependentExcluded",
    "dependentRequired",
    "dependentSchemas",
    "description",
    "else",
    "enumCaseInsensitive",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "if",
    "insertionOrder",
    "maxProperties",
    "maxUniqueItems",
    "minProperties",
    "multipleOf",
    "not",
    "prefixItems",
    "propertyNames",
    "relationshipRef",
    "requiredOr",
    "requiredXor",
    "then",
    "title",
    "uniqueKeys",
];

/// A schema: what a value may be. The default is a schema that takes everything.
///
/// Of a node with a type, bounds of another type are left out, since they say nothing: a `pattern` of a
/// list, for instance.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Node {
    /// The definition that `$ref` names: `X` of `#/definitions/X`. Other keywords may stand beside it.
    pub reference: Option<String>,
    /// The types that a value may have; all if there are none.
    pub types: Vec<JsonType>,
    /// The values that there are.
    pub enum_values: Vec<Value>,
    /// The only value that there is.
    pub constant: Option<Value>,
    /// A regular expression, as written.
    pub pattern: Option<String>,
    /// The meaning of a string.
    pub format: Option<String>,
    /// The fewest characters.
    pub min_length: Option<u64>,
    /// The most characters.
    pub max_length: Option<u64>,
    /// The smallest number.
    pub minimum: Option<Number>,
    /// The greatest number.
    pub maximum: Option<Number>,
    /// The fewest items.
    pub min_items: Option<u64>,
    /// The most items.
    pub max_items: Option<u64>,
    /// Whether all items differ.
    pub unique_items: bool,
    /// What every item is; nothing is known of them without it.
    pub items: Option<Box<Node>>,
    /// By name.
    pub properties: BTreeMap<String, Node>,
    /// The properties that must be there.
    pub required: BTreeSet<String>,
    /// By a regular expression that the name matches.
    pub pattern_properties: BTreeMap<String, Node>,
    /// What any other property is.
    pub additional_properties: Additional,
    /// Exactly one of these holds.
    pub one_of: Vec<Node>,
    /// At least one of these holds.
    pub any_of: Vec<Node>,
    /// All of these hold.
    pub all_of: Vec<Node>,
}

/// Whether an object may have properties that its schema does not name.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Additional {
    /// The schema does not say.
    #[default]
    Unset,
    /// It may.
    Allowed,
    /// It may not.
    Denied,
    /// It may, and they are of this kind.
    Schema(Box<Node>),
}

/// A type of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of JSON Schema")]
pub enum JsonType {
    String,
    Integer,
    Number,
    Boolean,
    Object,
    Array,
    Null,
}

impl JsonType {
    fn read(here: &Here<'_, '_>) -> Result<Self> {
        Ok(match here.string()? {
            "string" => Self::String,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "boolean" => Self::Boolean,
            "object" => Self::Object,
            "array" => Self::Array,
            "null" => Self::Null,
            _ => {
                return Err(
                    here.expected("string, integer, number, boolean, object, array or null")
                );
            }
        })
    }
}

/// The part of a local reference after its `#`.
pub(super) fn fragment(reference: &str) -> &str {
    reference.strip_prefix('#').unwrap_or(reference)
}

/// Reads the nodes of one document.
pub(super) struct Reader<'v> {
    document: &'v Value,
    /// References to other places than definitions: those that are still to be read, and all.
    waiting: Vec<String>,
    pointers: BTreeSet<String>,
    notes: Notes,
}

impl<'v> Reader<'v> {
    pub(super) fn new(document: &'v Value) -> Self {
        Self {
            document,
            waiting: Vec::new(),
            pointers: BTreeSet::new(),
            notes: Notes::default(),
        }
    }

    /// A place that a reference leads to, and that is no definition; each once.
    pub(super) fn next_pointer(&mut self) -> Option<String> {
        self.waiting.pop()
    }

    pub(super) fn into_notes(self) -> Vec<String> {
        self.notes.into_lines()
    }

    /// A schema: an object, or `true` for one that takes everything.
    pub(super) fn node(&mut self, here: &Here<'_, '_>) -> Result<Node> {
        let mut node = Node::default();
        match here.value() {
            Value::Bool(true) => {}
            Value::Object(_) => {
                for entry in here.entries()? {
                    self.keyword(&mut node, &entry)?;
                }
                drop_idle(&mut node);
            }
            _ => return Err(here.expected("a schema (an object or true)")),
        }
        Ok(node)
    }

    /// Schemas by name.
    pub(super) fn nodes(&mut self, here: &Here<'_, '_>) -> Result<BTreeMap<String, Node>> {
        self.each(here.entries()?)
    }

    fn each(&mut self, entries: Vec<Here<'_, '_>>) -> Result<BTreeMap<String, Node>> {
        let mut nodes = BTreeMap::new();
        for entry in entries {
            nodes.insert(entry.name().to_owned(), self.node(&entry)?);
        }
        Ok(nodes)
    }

    fn list(&mut self, here: &Here<'_, '_>) -> Result<Vec<Node>> {
        here.items()?.iter().map(|item| self.node(item)).collect()
    }

    /// Takes one keyword into `node`.
    pub(super) fn keyword(&mut self, node: &mut Node, here: &Here<'_, '_>) -> Result<()> {
        match here.name() {
            "$ref" => node.reference = Some(self.reference(here)?),
            "type" => node.types = types(here)?,
            "enum" => node.enum_values = self.enumeration(here)?,
            "const" => node.constant = Some(here.value().clone()),
            "pattern" => node.pattern = Some(here.string()?.to_owned()),
            "format" => node.format = Some(here.string()?.to_owned()),
            "minLength" => node.min_length = Some(here.count()?),
            "maxLength" => node.max_length = Some(here.count()?),
            "minimum" => node.minimum = Some(here.number()?.clone()),
            "maximum" => node.maximum = Some(here.number()?.clone()),
            "minItems" => node.min_items = Some(here.count()?),
            "maxItems" => node.max_items = Some(here.count()?),
            "uniqueItems" => node.unique_items = here.boolean()?,
            "items" if here.value().is_array() => {
                self.notes.add(
                    "a list with a type for each place is read as one of anything",
                    here,
                );
            }
            "items" => node.items = Some(Box::new(self.node(here)?)),
            "properties" => node.properties = self.nodes(here)?,
            "required" => node.required = names(here)?,
            "patternProperties" => node.pattern_properties = self.each(here.patterns()?)?,
            "additionalProperties" => {
                node.additional_properties = match here.value() {
                    Value::Bool(false) => Additional::Denied,
                    Value::Bool(true) => Additional::Allowed,
                    _ => Additional::Schema(Box::new(self.node(here)?)),
                }
            }
            "oneOf" => node.one_of = self.list(here)?,
            "anyOf" => node.any_of = self.list(here)?,
            "allOf" => node.all_of = self.list(here)?,
            name if IGNORED.contains(&name) => {}
            // These say how the rest of a document is to be read; any other can at most forbid more.
            name if name.starts_with('$') => {
                return Err(here.error(format_args!(
                    "the keyword `{}` is unknown and may change what is read: teach load/schema/node.rs what it means",
                    shorten(name)
                )));
            }
            _ => self.unknown(here),
        }
        Ok(())
    }

    /// Notes something odd that can be passed over.
    pub(super) fn note(&mut self, remark: impl Into<String>, here: &Here<'_, '_>) {
        self.notes.add(remark, here);
    }

    /// Notes a key that is new to this reader.
    pub(super) fn unknown(&mut self, here: &Here<'_, '_>) {
        self.notes.add(
            format!("the new key `{}` is passed over", shorten(here.name())),
            here,
        );
    }

    /// A reference within the document: the name of a definition, or else the pointer as it stands.
    fn reference(&mut self, here: &Here<'_, '_>) -> Result<String> {
        let reference = here.string()?;
        if reference != "#" && !reference.starts_with("#/") {
            return Err(here.expected("a reference within the document, such as `#/definitions/X`"));
        }
        if self.document.pointer(fragment(reference)).is_none() {
            return Err(here.error(format_args!(
                "it refers to `{}`, where nothing is",
                shorten(reference)
            )));
        }
        if let Some(name) = reference.strip_prefix("#/definitions/")
            && !name.contains('/')
        {
            return Ok(name.replace("~1", "/").replace("~0", "~"));
        }
        if self.pointers.insert(reference.to_owned()) {
            self.waiting.push(reference.to_owned());
        }
        Ok(reference.to_owned())
    }

    fn enumeration(&mut self, here: &Here<'_, '_>) -> Result<Vec<Value>> {
        let mut seen = BTreeSet::new();
        let mut values = Vec::new();
        for item in here.items()? {
            if seen.insert(item.value().to_string()) {
                values.push(item.value().clone());
            } else {
                self.notes
                    .add("a value that the list has twice is read once", &item);
            }
        }
        if values.is_empty() {
            return Err(here.expected("at least one value"));
        }
        Ok(values)
    }

    /// Properties by their paths below `/properties/`; what is no such path is noted.
    pub(super) fn paths(&mut self, here: &Here<'_, '_>) -> Result<Vec<String>> {
        let items = here.items()?;
        let paths = items.iter().map(|item| self.path(item));
        paths.filter_map(Result::transpose).collect()
    }

    /// A property by its path below `/properties/`.
    pub(super) fn path(&mut self, here: &Here<'_, '_>) -> Result<Option<String>> {
        let path = here.string()?.strip_prefix("/properties/");
        let path = path.filter(|path| path.split('/').all(|name| !name.is_empty()));
        if path.is_none() {
            self.notes.add(
                "this is no path such as `/properties/Name` and is passed over",
                here,
            );
        }
        Ok(path.map(str::to_owned))
    }
}

/// Leaves out the bounds that no value of the node's types has.
fn drop_idle(node: &mut Node) {
    let types = &node.types;
    let lacks =
        |wanted: &[JsonType]| !types.is_empty() && !types.iter().any(|ty| wanted.contains(ty));
    if lacks(&[JsonType::String]) {
        (node.pattern, node.min_length, node.max_length) = (None, None, None);
    }
    if lacks(&[JsonType::Integer, JsonType::Number]) {
        (node.minimum, node.maximum) = (None, None);
    }
    if lacks(&[JsonType::Array]) {
        (node.min_items, node.max_items, node.unique_items) = (None, None, false);
    }
}

/// A type, or a list of them.
fn types(here: &Here<'_, '_>) -> Result<Vec<JsonType>> {
    if here.value().is_string() {
        return Ok(vec![JsonType::read(here)?]);
    }
    if !here.value().is_array() {
        return Err(here.expected("a type or a list of types"));
    }
    let mut types = Vec::new();
    for item in here.items()? {
        let ty = JsonType::read(&item)?;
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    if types.is_empty() {
        return Err(here.expected("at least one type"));
    }
    Ok(types)
}

/// The names of properties.
fn names(here: &Here<'_, '_>) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for item in here.items()? {
        let name = item.string()?;
        if name.is_empty() {
            return Err(item.expected("the name of a property"));
        }
        names.insert(name.to_owned());
    }
    Ok(names)
}
