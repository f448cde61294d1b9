//! An entry of the overlay: where it applies, what it says, and why.

use anyhow::{Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// One entry.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The place, such as `AWS::Cognito::UserPool.PasswordPolicy/MinimumLength`.
    pub at: Address,
    /// Facts that upstream may lack, but must not contradict.
    #[serde(default)]
    pub ensure: BTreeMap<String, toml::Value>,
    /// Facts that replace upstream's.
    #[serde(default)]
    pub set: BTreeMap<String, toml::Value>,
    /// What upstream says of each fact in `set`; `"absent"` if nothing.
    #[serde(default)]
    pub expect: BTreeMap<String, toml::Value>,
    /// Why.
    pub reason: String,
    /// AWS's documentation of it.
    pub link: String,
}

impl Entry {
    /// The facts that it states.
    pub fn facts(&self) -> impl Iterator<Item = (&String, &toml::Value)> {
        self.ensure.iter().chain(&self.set)
    }

    /// Whether the entry is complete in itself.
    pub fn validate(&self) -> Result<()> {
        if self.ensure.is_empty() == self.set.is_empty() {
            bail!("it needs either `ensure`, or `set` with `expect`");
        }
        if !self.set.keys().eq(self.expect.keys()) {
            bail!("`set` and `expect` must name the same facts");
        }
        if self.reason.trim().is_empty() {
            bail!("the reason is missing");
        }
        check_link(&self.link)
    }
}

/// Whether the link leads to AWS's documentation.
pub(super) fn check_link(link: &str) -> Result<()> {
    if !link.starts_with("https://docs.aws.amazon.com/") {
        bail!(
            "the link `{}` is no page of https://docs.aws.amazon.com/",
            link.escape_debug()
        );
    }
    Ok(())
}

/// The place of a fact in the model.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Address {
    /// The resource type.
    pub resource: String,
    /// Which part of it.
    pub part: Part,
}

/// A part of a resource type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A property of the resource or of a property type, or what is inside it.
    Property {
        /// The property type, unless it is the resource's own property.
        owner: Option<String>,
        /// The property.
        name: String,
        /// From the property inwards.
        inside: Vec<Inside>,
    },
    /// What `Fn::GetAtt` gives.
    Attribute(String),
    /// What `Ref` gives.
    Ref,
}

/// One step into a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// `[]`: the items of a list.
    Items,
    /// `{}`: the values of a map.
    Values,
}

impl TryFrom<String> for Address {
    type Error = anyhow::Error;

    fn try_from(text: String) -> Result<Self> {
        let parsed = match (text.split_once('@'), text.split_once('/')) {
            (Some((resource, "Ref")), _) => Some((resource, Part::Ref)),
            (Some((resource, attribute)), _) => {
                Some((resource, Part::Attribute(attribute.to_owned())))
            }
            (None, Some((owner, property))) => {
                let (resource, owner) = match owner.split_once('.') {
                    Some((resource, owner)) => (resource, Some(owner.to_owned())),
                    None => (owner, None),
                };
                let mut name = property;
                let mut inside = Vec::new();
                loop {
                    (name, inside) = if let Some(outer) = name.strip_suffix("[]") {
                        (outer, [vec![Inside::Items], inside].concat())
                    } else if let Some(outer) = name.strip_suffix("{}") {
                        (outer, [vec![Inside::Values], inside].concat())
                    } else {
                        break;
                    };
                }
                Some((
                    resource,
                    Part::Property {
                        owner,
                        name: name.to_owned(),
                        inside,
                    },
                ))
            }
            (None, None) => None,
        };
        match parsed {
            Some((resource, part)) if resource.split("::").count() == 3 => Ok(Self {
                resource: resource.to_owned(),
                part,
            }),
            _ => bail!(
                "`{}` is no address: write `Type/Property`, `Type.PropertyType/Property`, `Type@Attribute` or `Type@Ref`",
                text.escape_debug()
            ),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.resource)?;
        match &self.part {
            Part::Ref => f.write_str("@Ref"),
            Part::Attribute(name) => write!(f, "@{name}"),
            Part::Property {
                owner,
                name,
                inside,
            } => {
                if let Some(owner) = owner {
                    write!(f, ".{owner}")?;
                }
                write!(f, "/{name}")?;
                inside.iter().try_for_each(|step| {
                    f.write_str(match step {
                        Inside::Items => "[]",
                        Inside::Values => "{}",
                    })
                })
            }
        }
    }
}
