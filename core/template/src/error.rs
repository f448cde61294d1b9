//! The crate's error: why a template could not be written or read.

use crate::check::{Finding, Severity, push_cut};
use std::fmt;

/// Why a template could not be written or read.
///
/// [`findings`](Self::findings) has everything that was found, not the first problem only.
#[derive(Clone, Debug)]
pub struct Error(Box<Kind>);

#[derive(Clone, Debug)]
enum Kind {
    Findings(Vec<Finding>),
    Read {
        at: String,
        problem: String,
    },
    Typed {
        logical_id: String,
        cfn_type: &'static str,
        problems: Vec<String>,
    },
}

impl Error {
    pub(crate) fn from_findings(findings: Vec<Finding>) -> Self {
        Self(Box::new(Kind::Findings(findings)))
    }

    pub(crate) fn read(at: impl Into<String>, problem: impl Into<String>) -> Self {
        Self(Box::new(Kind::Read {
            at: at.into(),
            problem: problem.into(),
        }))
    }

    /// The same with the place inside of `outer`.
    pub(crate) fn within(mut self, outer: &str) -> Self {
        if let Kind::Read { at, .. } = &mut *self.0 {
            let dot = if at.is_empty() || at.starts_with('[') || outer.is_empty() {
                ""
            } else {
                "."
            };
            at.insert_str(0, dot);
            at.insert_str(0, outer);
        }
        self
    }

    /// A resource that is no resource of that type.
    #[doc(hidden)]
    #[must_use]
    pub fn typed(
        logical_id: impl Into<String>,
        cfn_type: &'static str,
        problems: Vec<String>,
    ) -> Self {
        Self(Box::new(Kind::Typed {
            logical_id: logical_id.into(),
            cfn_type,
            problems,
        }))
    }

    /// A resource that a template does not have; `same_type` are those of that type that it has.
    #[doc(hidden)]
    #[must_use]
    pub fn no_resource(
        logical_id: &str,
        cfn_type: &'static str,
        same_type: &[impl AsRef<str>],
    ) -> Self {
        let mut problem = "the template has no such resource".to_owned();
        if !same_type.is_empty() {
            let same_type = same_type.iter().map(|id| format!("`{}`", id.as_ref()));
            let same_type: Vec<_> = same_type.collect();
            problem.push_str("; of that type it has ");
            problem.push_str(&same_type.join(", "));
        }
        Self::typed(logical_id, cfn_type, vec![problem])
    }

    /// What the checks found, if that is why.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        match &*self.0 {
            Kind::Findings(findings) => findings,
            Kind::Read { .. } | Kind::Typed { .. } => &[],
        }
    }

    /// Whether the text could not be read as a template.
    #[must_use]
    pub fn is_read(&self) -> bool {
        matches!(*self.0, Kind::Read { .. })
    }
}

/// The beginning of a text, as keys of a template can be of any length.
fn cut(text: &str) -> String {
    /// More than the path of any value in a template that is one.
    const MOST: usize = 1_000;
    let mut short = String::new();
    push_cut(&mut short, text, MOST);
    short
}

/// A text of a template or of a program in a message. Control characters are escaped, so that no terminal obeys
/// what stands in a file; only the ends of lines stay.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a>(pub &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_obeyed = |character: char| character.is_control() && character != '\n';
        let mut rest = self.0;
        while let Some((before, after)) = rest.find(is_obeyed).map(|at| rest.split_at(at)) {
            f.write_str(before)?;
            let mut characters = after.chars();
            if let Some(obeyed) = characters.next() {
                write!(f, "{}", obeyed.escape_default())?;
            }
            rest = characters.as_str();
        }
        f.write_str(rest)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Findings(findings) => {
                let errors = findings
                    .iter()
                    .filter(|finding| finding.severity == Severity::Error)
                    .count();
                write!(
                    f,
                    "the template has {errors} error{}",
                    if errors == 1 { "" } else { "s" }
                )?;
                findings
                    .iter()
                    .try_for_each(|finding| write!(f, "\n{finding}"))
            }
            Kind::Read { at, problem } => {
                write!(f, "not a CloudFormation template: ")?;
                if !at.is_empty() {
                    write!(f, "{}: ", Shown(&cut(at)))?;
                }
                write!(f, "{}", Shown(&cut(problem)))
            }
            Kind::Typed {
                logical_id,
                cfn_type,
                problems,
            } => {
                let (logical_id, problems) = (cut(logical_id), problems.join("; "));
                write!(
                    f,
                    "`{}` cannot be read as `{cfn_type}`: ",
                    Shown(&logical_id)
                )?;
                write!(f, "{}", Shown(&problems))
            }
        }
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::{Error, Shown};

    #[test]
    fn no_terminal_obeys_a_text() {
        assert_eq!(
            Shown("a\u{1b}[31mé\r\n\u{0}").to_string(),
            "a\\u{1b}[31mé\\r\n\\u{0}"
        );
        assert_eq!(
            Error::read("\u{7}", "\t").to_string(),
            r"not a CloudFormation template: \u{7}: \t"
        );
    }
}
