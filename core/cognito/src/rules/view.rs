//! What a rule sees of a resource: its rendered properties, and the other resources of the template.

use super::Rule;
use cognito_cdk_l1::check::Finding;
use cognito_cdk_l1::{Expr, Json, Object, ResourceEntry, Target, Template};
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Write;

/// The resources of a finished template that have rules: those of Cognito, and policies.
pub(super) struct Resources<'a> {
    template: &'a Template,
    by_type: HashMap<&'a str, Vec<Named<'a>>>,
}

/// A resource with its logical id.
type Named<'a> = (&'a str, &'a ResourceEntry);

impl<'a> Resources<'a> {
    pub(super) fn of(template: &'a Template) -> Self {
        let mut by_type: HashMap<_, Vec<_>> = HashMap::new();
        for named in template.resources().iter() {
            let cfn_type = named.1.resource().cfn_type();
            if has_rules(cfn_type) {
                by_type.entry(cfn_type).or_default().push(named);
            }
        }
        Self { template, by_type }
    }

    /// All of them, in the order of the template.
    pub(super) fn views(&'a self) -> impl Iterator<Item = View<'a>> {
        let resources = self.template.resources().iter();
        resources.filter_map(|named| View::of(self, named))
    }
}

fn has_rules(cfn_type: &str) -> bool {
    cfn_type.starts_with("AWS::Cognito::") || cfn_type == "AWS::IAM::Policy"
}

/// A resource that has rules.
pub(super) struct View<'a> {
    resources: &'a Resources<'a>,
    pub(super) id: &'a str,
    cfn_type: &'a str,
    entry: &'a ResourceEntry,
    properties: Cow<'a, Object>,
}

impl<'a> View<'a> {
    fn of(resources: &'a Resources<'a>, (id, entry): Named<'a>) -> Option<Self> {
        let cfn_type = entry.resource().cfn_type();
        has_rules(cfn_type).then(|| Self {
            resources,
            id,
            cfn_type,
            entry,
            properties: entry.properties(),
        })
    }

    /// The template that the resource is in.
    pub(super) const fn template(&self) -> &'a Template {
        self.resources.template
    }

    /// The resource of that logical id, if it has rules.
    pub(super) fn other(&self, id: &str) -> Option<Self> {
        let named = self.template().resources().get_key_value(id)?;
        Self::of(self.resources, named)
    }

    /// The resources of one type of Cognito.
    pub(super) fn others(&self, cfn_type: &str) -> impl Iterator<Item = Self> {
        let of_type = self.resources.by_type.get(cfn_type);
        let resources = self.resources;
        of_type
            .into_iter()
            .flatten()
            .filter_map(move |named| Self::of(resources, *named))
    }

    pub(super) const fn cfn_type(&self) -> &'a str {
        self.cfn_type
    }

    /// What becomes of the resource when its stack no longer wants it.
    pub(super) const fn deletion_policy(&self) -> Option<&Json> {
        self.entry.given_deletion_policy()
    }

    /// Whether CloudFormation makes the resource after another one, as far as the two say so.
    pub(super) fn waits_for(&self, id: &str) -> bool {
        let is_id = |target: &Target| target.as_logical_id() == Some(id);
        let mut waits = self.entry.given_dependencies().iter().any(is_id);
        for (_, property) in self.properties.iter() {
            property.for_each_expr(&mut |expression| {
                if let Expr::Ref(target) | Expr::GetAtt(target, _) = expression {
                    waits |= is_id(target);
                }
            });
        }
        waits
    }

    /// The value at a path such as `Policies.PasswordPolicy`; nothing where it is not there, or where an
    /// expression stands on the way.
    pub(super) fn get(&self, path: &str) -> Option<&Json> {
        let (mut at, mut rest) = step(&self.properties, path)?;
        while let Some(path) = rest {
            (at, rest) = step(at.as_object()?, path)?;
        }
        (!is_no_value(at)).then_some(at)
    }

    /// Whether the value at the path, or one on the way to it, is an expression.
    pub(super) fn is_open(&self, path: &str) -> bool {
        let mut next = step(&self.properties, path);
        while let Some((at, rest)) = next {
            if matches!(at, Json::Expr(_)) {
                return !is_no_value(at);
            }
            next = rest.and_then(|rest| step(at.as_object()?, rest));
        }
        false
    }

    /// Whether there is a value at the path, be it an expression.
    pub(super) fn has(&self, path: &str) -> bool {
        self.get(path).is_some()
    }

    /// The literal text at a path.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.get(path)?.as_str()
    }

    /// The elements of the list at a path, if the list itself is no expression.
    pub(super) fn list(&self, path: &str) -> Option<&[Json]> {
        self.get(path)?.as_list()
    }

    /// The literal texts in the list at a path.
    pub(super) fn texts(&self, path: &str) -> Vec<&str> {
        let list = self.list(path).unwrap_or_default();
        list.iter().filter_map(Json::as_str).collect()
    }

    /// The logical id that the value at a path refers to.
    pub(super) fn reference(&self, path: &str) -> Option<&str> {
        match self.get(path)? {
            Json::Expr(expression) => match &**expression {
                Expr::Ref(target) | Expr::GetAtt(target, _) => target.as_logical_id(),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The member that a path begins with, and the rest of the path.
fn step<'j, 'p>(object: &'j Object, path: &'p str) -> Option<(&'j Json, Option<&'p str>)> {
    object.iter().find_map(|(name, value)| {
        // Rules look for much that is not there, and most names have another length.
        match path.as_bytes().get(name.len()) {
            Some(b'.') => Some((value, Some(path.strip_prefix(name)?.get(1..)?))),
            None if path == name => Some((value, None)),
            _ => None,
        }
    })
}

/// The whole number that a value is, be it written as a text.
pub(super) fn number(json: &Json) -> Option<i64> {
    match json {
        Json::Number(number) => number.as_i64(),
        Json::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// Whether a value is true, be it written as a text.
pub(super) fn is_true(json: &Json) -> bool {
    matches!(json, Json::Bool(true)) || json.as_str() == Some("true")
}

/// Finds resources that have the same key, of which there may be one only.
#[derive(Default)]
pub(super) struct Clashes<'a>(HashMap<String, &'a str>);

impl<'a> Clashes<'a> {
    /// Takes note of a resource with the key of some values and a name, and gives the logical id of the
    /// first one with the same key.
    ///
    /// A resource with a condition clashes with none: another condition may make one of them only.
    pub(super) fn add(
        &mut self,
        view: &View<'a>,
        values: &[Option<&Json>],
        name: &str,
    ) -> Option<&'a str> {
        /// About how long a key is.
        const KEY: usize = 64;
        if view.entry.is_conditional() {
            return None;
        }
        let mut key = String::with_capacity(KEY);
        for value in values {
            let value = (*value)?;
            match value {
                // Nearly every key is that of a pool of the template.
                Json::Expr(expression) if let Expr::Ref(Target::LogicalId(id)) = &**expression => {
                    key.push_str(id);
                }
                // Writing into a text cannot fail.
                _ => drop(write!(key, "{value}")),
            }
            key.push('|');
        }
        key.push_str(name);
        match self.0.entry(key) {
            Entry::Occupied(first) => Some(*first.get()),
            Entry::Vacant(free) => {
                free.insert(view.id);
                None
            }
        }
    }
}

fn is_no_value(json: &Json) -> bool {
    matches!(json, Json::Expr(expression) if matches!(&**expression,
        Expr::Ref(target) if target.as_logical_id() == Some("AWS::NoValue")))
}

/// Collects findings.
#[derive(Default)]
pub(super) struct Report(Vec<Finding>);

impl Report {
    /// Reports something about the property at `path`, which begins below `Properties`.
    pub(super) fn add(
        &mut self,
        rule: Rule,
        view: &View<'_>,
        path: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.add_at(rule, view.id, format!("Properties.{path}"), message, remedy);
    }

    /// Reports something about any element of the template.
    pub(super) fn add_at(
        &mut self,
        rule: Rule,
        element: &str,
        path: impl Into<String>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let message = readable(message.into());
        let mut finding = Finding::new(rule.id(), rule.severity(), element, message);
        finding.path = path.into();
        finding.remedy = readable(remedy.into());
        self.0.push(finding);
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.0
    }
}

/// A text without its middle, if it shows a value that fills screens: what is wrong with it is said at the end.
pub(super) fn readable(text: String) -> String {
    /// How many bytes a text has at most.
    const MOST: usize = 1_200;
    if text.len() <= MOST {
        return text;
    }
    let head = text.get(..text.floor_char_boundary(MOST / 2));
    let tail = text.get(text.ceil_char_boundary(text.len() - MOST / 2)..);
    format!(
        "{} … {}",
        head.unwrap_or_default(),
        tail.unwrap_or_default()
    )
}
