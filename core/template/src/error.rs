//! The crate's error: why a template could not be written or read.

use crate::check::{Finding, Severity};
use std::fmt;

/// Why a template could not be written or read.
///
/// [`findings`](Self::findings) has everything that was found, not the first problem only.
#[derive(Clone, Debug)]
pub struct Error(Box<Kind>);

#[derive(Clone, Debug)]
enum Kind {
    Findings(Vec<Finding>),
    Read { at: String, problem: String },
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

    /// What the checks found, if that is why.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        match &*self.0 {
            Kind::Findings(findings) => findings,
            Kind::Read { .. } => &[],
        }
    }

    /// Whether the text could not be read as a template.
    #[must_use]
    pub fn is_read(&self) -> bool {
        matches!(*self.0, Kind::Read { .. })
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
            Kind::Read { at, problem } if at.is_empty() => {
                write!(f, "not a CloudFormation template: {problem}")
            }
            Kind::Read { at, problem } => {
                write!(f, "not a CloudFormation template: {at}: {problem}")
            }
        }
    }
}

impl std::error::Error for Error {}
