//! Matchers: what a value of a template is expected to be.

use serde_json::Value as Data;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

/// How much of a value a message shows.
const SHOWN: usize = 200;

/// What a value is expected to be.
///
/// Data is one: its objects match objects that have these members and perhaps others, everything else
/// matches what is equal.
#[derive(Clone, Debug)]
pub struct Match(Pattern);

#[derive(Clone, Debug)]
enum Pattern {
    Exact(Data),
    Any,
    Absent,
    Object {
        members: Vec<(String, Match)>,
        others: bool,
    },
    List {
        elements: Vec<Match>,
        others: bool,
    },
    Contains(String),
    Serialized(Box<Match>),
    Not(Box<Match>),
    Capture(Capture),
}

/// Keeps what it matched, which is anything that is there.
#[derive(Clone, Debug, Default)]
pub struct Capture(Rc<RefCell<Vec<Data>>>);

impl Capture {
    /// A capture that has nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What was matched, in order.
    #[must_use]
    pub fn values(&self) -> Vec<Data> {
        self.0.borrow().clone()
    }

    /// What was matched, as texts. What is none is left out.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let values = self.0.borrow();
        let texts = values.iter().filter_map(Data::as_str);
        texts.map(str::to_owned).collect()
    }
}

/// One place at which a value is not as expected.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mismatch {
    path: String,
    expected: String,
    found: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() {
            "as a whole"
        } else {
            &self.path
        };
        write!(
            f,
            "{path}: expected {}, found {}",
            self.expected, self.found
        )
    }
}

impl Match {
    /// Anything that is there.
    #[must_use]
    pub const fn any_value() -> Self {
        Self(Pattern::Any)
    }

    /// Nothing: the member is not there.
    #[must_use]
    pub const fn absent() -> Self {
        Self(Pattern::Absent)
    }

    /// Exactly this.
    #[must_use]
    pub fn exact(value: impl Into<Data>) -> Self {
        Self(Pattern::Exact(value.into()))
    }

    /// An object that has these members, and perhaps others.
    #[must_use]
    pub fn object_like<K: Into<String>, M: Into<Self>>(
        members: impl IntoIterator<Item = (K, M)>,
    ) -> Self {
        Self::object(members, true)
    }

    /// An object that has these members and no others.
    #[must_use]
    pub fn object_equals<K: Into<String>, M: Into<Self>>(
        members: impl IntoIterator<Item = (K, M)>,
    ) -> Self {
        Self::object(members, false)
    }

    fn object<K: Into<String>, M: Into<Self>>(
        members: impl IntoIterator<Item = (K, M)>,
        others: bool,
    ) -> Self {
        let members = members.into_iter();
        let members = members.map(|(key, value)| (key.into(), value.into()));
        Self(Pattern::Object {
            members: members.collect(),
            others,
        })
    }

    /// A list that has these elements in this order, and perhaps others in between.
    #[must_use]
    pub fn array_with<M: Into<Self>>(elements: impl IntoIterator<Item = M>) -> Self {
        Self(Pattern::List {
            elements: elements.into_iter().map(Into::into).collect(),
            others: true,
        })
    }

    /// A list of these elements.
    #[must_use]
    pub fn array_equals<M: Into<Self>>(elements: impl IntoIterator<Item = M>) -> Self {
        Self(Pattern::List {
            elements: elements.into_iter().map(Into::into).collect(),
            others: false,
        })
    }

    /// A text that has this one in it.
    #[must_use]
    pub fn string_containing(text: impl Into<String>) -> Self {
        Self(Pattern::Contains(text.into()))
    }

    /// A text that is the JSON of something that matches.
    #[must_use]
    pub fn serialized_json(value: impl Into<Self>) -> Self {
        Self(Pattern::Serialized(Box::new(value.into())))
    }

    /// Something that does not match.
    #[must_use]
    #[allow(
        clippy::should_implement_trait,
        reason = "it is AWS CDK's name, beside `absent` and `exact`"
    )]
    pub fn not(value: impl Into<Self>) -> Self {
        Self(Pattern::Not(Box::new(value.into())))
    }

    /// Everything that is not as expected.
    pub(super) fn mismatches(&self, actual: &Data) -> Vec<Mismatch> {
        let mut found = Vec::new();
        self.test(Some(actual), &mut String::new(), &mut found);
        found
    }

    /// Gives the captures what they match in a value that matches as a whole.
    pub(super) fn capture(&self, actual: &Data) {
        match (&self.0, actual) {
            (Pattern::Capture(capture), value) => capture.0.borrow_mut().push(value.clone()),
            (Pattern::Object { members, .. }, Data::Object(object)) => {
                for (key, expected) in members {
                    if let Some(value) = object.get(key) {
                        expected.capture(value);
                    }
                }
            }
            (Pattern::List { elements, others }, Data::Array(values)) => {
                let mut values = values.iter();
                for expected in elements {
                    let next =
                        values.find(|value| !*others || expected.mismatches(value).is_empty());
                    if let Some(value) = next {
                        expected.capture(value);
                    }
                }
            }
            (Pattern::Serialized(expected), Data::String(text)) => {
                if let Ok(value) = serde_json::from_str::<Data>(text) {
                    expected.capture(&value);
                }
            }
            _ => {}
        }
    }

    fn test(&self, actual: Option<&Data>, path: &mut String, found: &mut Vec<Mismatch>) {
        let mut wrong = |expected: String| {
            found.push(Mismatch {
                path: path.clone(),
                expected,
                found: actual.map_or_else(|| "nothing".to_owned(), show),
            });
        };
        match (&self.0, actual) {
            (Pattern::Absent, None) | (Pattern::Any | Pattern::Capture(_), Some(_)) => {}
            (Pattern::Absent, Some(_)) => wrong("nothing".to_owned()),
            (Pattern::Any | Pattern::Capture(_), None) => wrong("any value".to_owned()),
            (Pattern::Exact(expected), actual) => {
                if Some(expected) != actual {
                    wrong(show(expected));
                }
            }
            (Pattern::Object { members, others }, Some(Data::Object(object))) => {
                for (key, expected) in members {
                    within(path, &format!(".{key}"), |path| {
                        expected.test(object.get(key), path, found);
                    });
                }
                for (key, value) in object {
                    if !others && !members.iter().any(|(name, _)| name == key) {
                        within(path, &format!(".{key}"), |path| {
                            Self::absent().test(Some(value), path, found);
                        });
                    }
                }
            }
            (Pattern::Object { .. }, _) => wrong("an object".to_owned()),
            (
                Pattern::List {
                    elements,
                    others: false,
                },
                Some(Data::Array(values)),
            ) => {
                for index in 0..elements.len().max(values.len()) {
                    let expected = elements.get(index).cloned().unwrap_or_else(Self::absent);
                    within(path, &format!("[{index}]"), |path| {
                        expected.test(values.get(index), path, found);
                    });
                }
            }
            (Pattern::List { elements, .. }, Some(Data::Array(values))) => {
                let mut values = values.iter();
                for expected in elements {
                    if !values.any(|value| expected.mismatches(value).is_empty()) {
                        return wrong(format!("an element that is {}", expected.describe()));
                    }
                }
            }
            (Pattern::List { .. }, _) => wrong("a list".to_owned()),
            (Pattern::Contains(part), actual) => {
                let text = actual.and_then(Data::as_str);
                if !text.is_some_and(|text| text.contains(part)) {
                    wrong(self.describe());
                }
            }
            (Pattern::Serialized(expected), actual) => {
                let text = actual.and_then(Data::as_str);
                match text.map(serde_json::from_str::<Data>) {
                    Some(Ok(value)) => expected.test(Some(&value), path, found),
                    _ => wrong("a text that is JSON".to_owned()),
                }
            }
            (Pattern::Not(unwanted), actual) => {
                let mut mismatches = Vec::new();
                unwanted.test(actual, &mut String::new(), &mut mismatches);
                if mismatches.is_empty() {
                    wrong(self.describe());
                }
            }
        }
    }

    /// What is expected, for messages.
    fn describe(&self) -> String {
        match &self.0 {
            Pattern::Exact(value) => show(value),
            Pattern::Any | Pattern::Capture(_) => "any value".to_owned(),
            Pattern::Absent => "nothing".to_owned(),
            Pattern::Object { members, .. } => {
                let members = members.iter();
                let members = members.map(|(key, value)| format!("{key:?}: {}", value.describe()));
                format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
            }
            Pattern::List { elements, .. } => {
                let elements = elements.iter().map(Self::describe);
                format!("[{}]", elements.collect::<Vec<_>>().join(", "))
            }
            Pattern::Contains(text) => format!("a text with {text:?} in it"),
            Pattern::Serialized(value) => format!("the JSON of {}", value.describe()),
            Pattern::Not(value) => format!("not {}", value.describe()),
        }
    }
}

fn within(path: &mut String, segment: &str, test: impl FnOnce(&mut String)) {
    let length = path.len();
    let segment = if length == 0 {
        segment.trim_start_matches('.')
    } else {
        segment
    };
    path.push_str(segment);
    test(path);
    path.truncate(length);
}

fn show(value: &Data) -> String {
    let text = value.to_string();
    if text.chars().count() <= SHOWN {
        return text;
    }
    let mut shown: String = text.chars().take(SHOWN).collect();
    shown.push('…');
    shown
}

impl From<Data> for Match {
    fn from(value: Data) -> Self {
        match value {
            Data::Object(members) => Self::object_like(members),
            Data::Array(elements) => Self::array_equals(elements),
            plain => Self::exact(plain),
        }
    }
}

impl From<&Capture> for Match {
    fn from(capture: &Capture) -> Self {
        Self(Pattern::Capture(capture.clone()))
    }
}

macro_rules! plain {
    ($($source:ty),*) => {$(
        impl From<$source> for Match {
            fn from(value: $source) -> Self {
                Self::exact(value)
            }
        }
    )*};
}

plain!(&str, String, bool, i32, i64);
