//! The checks of a template: what they find, and how it is said.

mod graph;
mod limits;
mod literals;
mod properties;

use crate::error::Shown;
use crate::template::Template;
pub use properties::check_properties;
pub(crate) use properties::shorten;
use std::fmt;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// No account would accept the template.
    Error,
    /// It may fail, depending on what AWS has added since, or on the account.
    Warning,
}

/// One thing that is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of the check that found it: that of a [`Rule`], or of a check that was added to these.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The logical id of the element, or the name of the section.
    pub element: String,
    /// Where inside the element, such as `Properties.Policies.PasswordPolicy.MinimumLength`.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub remedy: String,
    /// The logical ids of the resources that take part, of a circle in its order.
    pub related: Vec<String>,
}

impl Finding {
    /// A finding of the check `rule`, such as `COG012`, about the element of that logical id.
    pub fn new(
        rule: &'static str,
        severity: Severity,
        element: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            severity,
            element: element.into(),
            path: String::new(),
            message: message.into(),
            remedy: String::new(),
            related: Vec::new(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut element = String::new();
        push_cut(&mut element, &self.element, LONGEST_ID);
        write!(f, "{severity}[{}] {}", self.rule, Shown(&element))?;
        if !self.path.is_empty() {
            write!(f, " {}", Shown(&self.path))?;
        }
        write!(f, ": {}", Shown(&self.message))?;
        if !self.remedy.is_empty() {
            write!(f, "; {}", Shown(&self.remedy))?;
        }
        Ok(())
    }
}

/// Declares the rules of a set of checks: an enum with the id and the severity of each.
#[doc(hidden)]
#[macro_export]
macro_rules! check_rules {
    (
        $(#[$enum_doc:meta])*
        pub enum $name:ident {
            $($(#[$doc:meta])* $variant:ident = $id:literal $severity:ident,)*
        }
    ) => {
        $(#[$enum_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All checks.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The id that messages show and that documentation lists.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// How grave a finding of this check is.
            #[must_use]
            pub const fn severity(self) -> $crate::Severity {
                match self { $(Self::$variant => $crate::Severity::$severity,)* }
            }
        }
    };
}

check_rules! {
    /// The checks, by what they look for.
    pub enum Rule {
        /// A logical id was given to two elements.
        DuplicateLogicalId = "CFN001" Error,
        /// A logical id has other characters than letters and digits, or more than 255 of them.
        InvalidLogicalId = "CFN002" Error,
        /// A reference, dependency or condition points at nothing.
        DanglingReference = "CFN003" Error,
        /// `Fn::GetAtt` asks for an attribute that AWS has not published for the type.
        UnknownAttribute = "CFN004" Warning,
        /// Resources depend on each other in a circle.
        DependencyCycle = "CFN005" Error,
        /// There are more elements or characters than CloudFormation takes.
        Limit = "CFN006" Error,
        /// The template has no resource.
        NoResources = "CFN007" Error,
        /// A function stands where CloudFormation does not evaluate it.
        MisplacedFunction = "CFN008" Error,
        /// Two outputs export the same name.
        DuplicateExport = "CFN009" Error,
        /// A required property is not there.
        MissingProperty = "CFN101" Error,
        /// A property that AWS has not published for the type.
        UnknownProperty = "CFN102" Warning,
        /// A value of another kind than the property takes.
        WrongType = "CFN103" Error,
        /// A text is too short or too long.
        TextLength = "CFN104" Error,
        /// A text does not match the property's pattern.
        TextPattern = "CFN105" Error,
        /// A number is out of its range.
        NumberRange = "CFN106" Error,
        /// A value that AWS has not published for the property.
        UnknownValue = "CFN107" Warning,
        /// A list has too few, too many or repeated elements.
        ListElements = "CFN108" Error,
    }
}

/// How many characters of a logical id a message has: those that CloudFormation takes.
const LONGEST_ID: usize = 255;
/// How many characters of a key a path has. No property of CloudFormation has a longer name.
const LONGEST_KEY: usize = 120;

/// Adds a text, of which no more than so many characters count.
pub(crate) fn push_cut(out: &mut String, text: &str, most: usize) {
    // No text has more characters than bytes, and nearly every one is short.
    if text.len() <= most {
        return out.push_str(text);
    }
    match text.char_indices().nth(most) {
        Some((end, _)) => {
            out.push_str(text.get(..end).unwrap_or(text));
            out.push('…');
        }
        None => out.push_str(text),
    }
}

/// Adds a key to the path of a property.
fn push_key(path: &mut String, key: &str) {
    push_cut(path, key, LONGEST_KEY);
}

/// Collects findings.
#[derive(Debug, Default)]
pub(crate) struct Report(Vec<Finding>);

impl Report {
    pub(crate) fn add(
        &mut self,
        rule: Rule,
        element: impl Into<String>,
        path: impl Into<String>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.0.push(Finding {
            path: path.into(),
            remedy: remedy.into(),
            ..Finding::new(rule.id(), rule.severity(), element, message)
        });
    }
}

/// Everything that is wrong with `template`, in the order of its elements.
pub(crate) fn check_template(template: &Template) -> Vec<Finding> {
    let mut report = Report::default();
    limits::check(template, &mut report);
    graph::check(template, &mut report);
    properties::check(template, &mut report);
    report.0
}
