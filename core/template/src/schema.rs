//! The shape of resource types as static tables: what the checks know about properties.
//!
//! Generated code fills the tables in; the checks walk a rendered value and its table side by side, so
//! that typed values, overrides and templates that were read back are all held to the same bounds.

use crate::pattern::Pattern;

/// A resource type: its properties and attributes.
#[derive(Debug)]
pub struct ResourceSchema {
    /// The type, such as `AWS::Cognito::UserPool`.
    pub cfn_type: &'static str,
    /// The properties, sorted by name.
    pub properties: &'static [PropertySchema],
    /// The attributes that `Fn::GetAtt` gives, sorted by name.
    pub attributes: &'static [AttributeSchema],
    /// Where the tags of the resource go, if it has tags.
    pub tags: Option<TagsSchema>,
    /// Whether the type accepts properties beyond the published ones.
    pub additional_properties: bool,
    /// AWS's documentation of the type.
    pub documentation: &'static str,
}

/// A property type: an object inside a resource's properties.
#[derive(Debug)]
pub struct TypeSchema {
    /// The name of the type inside its resource type.
    pub name: &'static str,
    /// The properties, sorted by name.
    pub properties: &'static [PropertySchema],
}

/// One property.
#[derive(Debug)]
pub struct PropertySchema {
    /// The name in a template.
    pub name: &'static str,
    /// Whether it must be set.
    pub required: bool,
    /// What a change of the value does to the deployed resource.
    pub update: Update,
    /// Whether the value is a secret, or holds one.
    pub secret: bool,
    /// What values it takes.
    pub shape: Shape,
}

impl PropertySchema {
    /// An optional property that is no secret.
    #[must_use]
    pub const fn new(name: &'static str, update: Update, shape: Shape) -> Self {
        Self {
            name,
            required: false,
            update,
            secret: false,
            shape,
        }
    }

    /// The same, but it must be set.
    #[must_use]
    pub const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    /// The same, but the value is a secret, or holds one.
    #[must_use]
    pub const fn secret(self) -> Self {
        Self {
            secret: true,
            ..self
        }
    }
}

/// One attribute.
#[derive(Debug)]
pub struct AttributeSchema {
    /// The name that `Fn::GetAtt` takes.
    pub name: &'static str,
    /// Whether the value is a secret.
    pub secret: bool,
}

/// What a change of a property does to the deployed resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Update {
    /// The resource is changed in place.
    NoInterruption,
    /// It depends on the values whether the resource is changed in place or replaced.
    Conditional,
    /// The resource is replaced by a new one; what the old one held is lost.
    Replacement,
    /// The service refuses the change and the deployment fails, although AWS's files call it possible.
    Refused,
    /// Entries may be added; changing or removing one is refused.
    AdditionsOnly,
}

/// What values a property takes.
#[derive(Debug)]
#[non_exhaustive]
pub enum Shape {
    /// A text, with its bounds if it has any.
    Text(Option<&'static TextSchema>),
    /// An id or ARN: the bounds of its kind, and the narrower ones of the property.
    Identifier(&'static TextSchema, &'static TextSchema),
    /// A whole number, with its bounds if it has any.
    Integer(Option<&'static IntSchema>),
    /// A number.
    Double {
        /// The least value.
        minimum: Option<f64>,
        /// The greatest value.
        maximum: Option<f64>,
    },
    /// `true` or `false`.
    Boolean,
    /// Free-form JSON.
    Json,
    /// One of these texts, as far as AWS has published them.
    Enum(&'static [&'static str]),
    /// An object of a property type.
    Object(&'static TypeSchema),
    /// A list.
    List(&'static ListSchema),
    /// A map from texts to values.
    Map(&'static MapSchema),
}

/// A list property.
#[derive(Debug)]
pub struct ListSchema {
    /// What the elements are.
    pub items: Shape,
    /// The least number of elements.
    pub min: Option<u32>,
    /// The greatest number of elements.
    pub max: Option<u32>,
    /// Whether no element may stand twice.
    pub unique: bool,
}

/// A map property.
#[derive(Debug)]
pub struct MapSchema {
    /// What the values are.
    pub values: Shape,
    /// The least number of entries.
    pub min: Option<u32>,
    /// The greatest number of entries.
    pub max: Option<u32>,
}

/// Where and how a resource type takes tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagsSchema {
    /// The property that takes them.
    pub property: &'static str,
    /// In which shape.
    pub shape: TagsShape,
}

/// The shape of a tags property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TagsShape {
    /// A list of objects with `Key` and `Value`.
    List,
    /// An object from keys to values.
    Map,
}

/// The bounds of a text.
#[derive(Debug)]
pub struct TextSchema {
    /// What a compile error says when a literal breaks the bounds.
    pub refusal: &'static str,
    /// The least number of characters.
    pub min: Option<u32>,
    /// The greatest number of characters.
    pub max: Option<u32>,
    /// The pattern that the text matches.
    pub pattern: Option<&'static Pattern>,
    /// What may not stand anywhere in the text.
    pub without: &'static [&'static str],
}

impl TextSchema {
    /// A text without bounds; `refusal` names the property and says what it takes.
    #[must_use]
    pub const fn new(refusal: &'static str) -> Self {
        Self {
            refusal,
            min: None,
            max: None,
            pattern: None,
            without: &[],
        }
    }

    /// The same with a least and a greatest number of characters.
    #[must_use]
    pub const fn length(self, min: Option<u32>, max: Option<u32>) -> Self {
        Self { min, max, ..self }
    }

    /// The same with a pattern.
    #[must_use]
    pub const fn pattern(self, pattern: &'static Pattern) -> Self {
        Self {
            pattern: Some(pattern),
            ..self
        }
    }

    /// The same without any of these words in the text.
    #[must_use]
    pub const fn without(self, words: &'static [&'static str]) -> Self {
        Self {
            without: words,
            ..self
        }
    }

    /// Whether `text` keeps to the bounds.
    #[must_use]
    pub const fn accepts(&self, text: &str) -> bool {
        if !self.accepts_length(text) {
            return false;
        }
        let mut words = self.without;
        while let [word, rest @ ..] = words {
            if contains(text.as_bytes(), word.as_bytes()) {
                return false;
            }
            words = rest;
        }
        match self.pattern {
            Some(pattern) => pattern.matches(text),
            None => true,
        }
    }

    /// Whether `text` has an allowed number of characters.
    #[must_use]
    pub const fn accepts_length(&self, text: &str) -> bool {
        if self.min.is_none() && self.max.is_none() {
            return true;
        }
        let length = count_chars(text);
        let long_enough = match self.min {
            Some(min) => length >= min as usize,
            None => true,
        };
        let short_enough = match self.max {
            Some(max) => length <= max as usize,
            None => true,
        };
        long_enough && short_enough
    }
}

/// Whether `word` stands anywhere in `text`.
const fn contains(text: &[u8], word: &[u8]) -> bool {
    let mut from = text;
    loop {
        let (mut left, mut right) = (from, word);
        loop {
            match (left, right) {
                (_, []) => return true,
                ([a, left_rest @ ..], [b, right_rest @ ..]) if *a == *b => {
                    (left, right) = (left_rest, right_rest);
                }
                _ => break,
            }
        }
        match from {
            [_, rest @ ..] => from = rest,
            [] => return false,
        }
    }
}

/// The number of characters of `text`, countable in a constant.
#[must_use]
pub const fn count_chars(text: &str) -> usize {
    let mut bytes = text.as_bytes();
    let mut count = 0;
    while let [first, rest @ ..] = bytes {
        // Every byte but a continuation byte (0b10xx_xxxx) starts a character.
        if *first & 0b1100_0000 != 0b1000_0000 {
            count += 1;
        }
        bytes = rest;
    }
    count
}

/// The bounds of a whole number.
#[derive(Debug)]
pub struct IntSchema {
    /// What a compile error says when a literal breaks the bounds.
    pub refusal: &'static str,
    /// The least value.
    pub minimum: Option<i64>,
    /// The greatest value.
    pub maximum: Option<i64>,
}

impl IntSchema {
    /// A number without bounds; `refusal` names the property and says what it takes.
    #[must_use]
    pub const fn new(refusal: &'static str) -> Self {
        Self {
            refusal,
            minimum: None,
            maximum: None,
        }
    }

    /// The same with a least and a greatest value.
    #[must_use]
    pub const fn range(self, minimum: Option<i64>, maximum: Option<i64>) -> Self {
        Self {
            minimum,
            maximum,
            ..self
        }
    }

    /// Whether `number` keeps to the bounds.
    #[must_use]
    pub const fn accepts(&self, number: i64) -> bool {
        let large_enough = match self.minimum {
            Some(minimum) => number >= minimum,
            None => true,
        };
        let small_enough = match self.maximum {
            Some(maximum) => number <= maximum,
            None => true,
        };
        large_enough && small_enough
    }
}

impl ResourceSchema {
    /// The property of that name.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&'static PropertySchema> {
        find(self.properties, name)
    }

    /// The attribute of that name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&'static AttributeSchema> {
        let index = self
            .attributes
            .binary_search_by(|attribute| attribute.name.cmp(name))
            .ok()?;
        self.attributes.get(index)
    }
}

impl TypeSchema {
    /// The property of that name.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&'static PropertySchema> {
        find(self.properties, name)
    }
}

fn find(properties: &'static [PropertySchema], name: &str) -> Option<&'static PropertySchema> {
    let index = properties
        .binary_search_by(|property| property.name.cmp(name))
        .ok()?;
    properties.get(index)
}
