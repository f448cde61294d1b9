//! Findings: what is wrong with a construct tree, where, and what to write instead.

use cognito_cdk_template::{Severity, Shown, check_rules};
use std::borrow::Cow;
use std::fmt;
use std::panic::Location;
use std::path::PathBuf;

/// A place in the user's program.
pub type Position = &'static Location<'static>;

check_rules! {
    /// The checks of the construct tree, by what they look for. Those of a single template are
    /// [`cognito_cdk_template::check::Rule`].
    pub enum Rule {
        /// A construct has no id, or a stage or stack has one that cannot be its name.
        InvalidId = "SYN001" Error,
        /// Two constructs of one scope have the same id.
        DuplicateId = "SYN002" Error,
        /// An element stands outside of any stack.
        OutsideStack = "SYN003" Error,
        /// The ids of an element leave no character for its logical id, or a rename is unusable.
        LogicalId = "SYN004" Error,
        /// A reference or a dependency leads into another app or another stage.
        ForeignReference = "SYN005" Error,
        /// A strong reference leads into another account or region.
        CrossEnvironment = "SYN006" Error,
        /// Stacks wait for each other in a circle.
        StackCycle = "SYN007" Error,
        /// A dependency cannot be kept.
        Dependency = "SYN008" Error,
        /// The template is larger than CloudFormation takes.
        TemplateSize = "SYN009" Error,
        /// The template is nearly as large as CloudFormation takes.
        TemplateNearlyFull = "SYN010" Warning,
        /// An override has left something that is no resource.
        Override = "SYN011" Error,
        /// The context cannot be read, or was set too late.
        Context = "SYN012" Error,
        /// The program itself has annotated a construct with an error.
        ErrorAnnotation = "SYN013" Error,
        /// The program itself has annotated a construct with a warning.
        WarningAnnotation = "SYN014" Warning,
        /// A validation of the program failed.
        Validation = "SYN015" Error,
        /// The aspects never come to an end, or are added too late.
        Aspects = "SYN016" Error,
        /// An asset cannot be read, or nothing can publish it.
        Asset = "SYN017" Error,
        /// A removal policy that the resource type does not have.
        RemovalPolicy = "SYN018" Warning,
        /// Tags that cannot be merged with those that the resource has.
        Tags = "SYN019" Warning,
        /// A template cannot be included.
        Include = "SYN020" Error,
        /// Two stacks would be written to the same file.
        DuplicateStack = "SYN021" Error,
        /// A construct was changed while it could not be.
        Locked = "SYN022" Error,
    }
}

/// One thing that is wrong with a construct tree.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The id of the check: `SYN…` for the tree, `CFN…` for a template.
    pub rule: Cow<'static, str>,
    /// How grave it is.
    pub severity: Severity,
    /// The path of the construct, such as `Auth/Pool`.
    pub construct: String,
    /// The logical id of the element, or the name of a template's section; empty if it is about neither.
    pub element: String,
    /// Where inside the element, such as `Properties.Policies.PasswordPolicy.MinimumLength`.
    pub path: String,
    /// Where the construct was made.
    pub position: Option<Position>,
    /// What is wrong.
    pub message: String,
    /// The steps that lead to it, of a circle the whole way round.
    pub steps: Vec<String>,
    /// What to write instead.
    pub remedy: String,
}

impl Finding {
    /// A finding of the check `rule`, such as `COG012`, which is about the construct at the path
    /// `construct`.
    pub fn new(
        rule: impl Into<Cow<'static, str>>,
        severity: Severity,
        construct: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule: rule.into(),
            severity,
            construct: construct.into(),
            element: String::new(),
            path: String::new(),
            position: None,
            message: message.into(),
            steps: Vec::new(),
            remedy: String::new(),
        }
    }

    pub(crate) fn of(
        rule: Rule,
        construct: impl Into<String>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self::new(rule.id(), rule.severity(), construct, message).remedy(remedy)
    }

    /// The same with what to write instead.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = remedy.into();
        self
    }

    /// The same with the place inside the element.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same with the place in the user's program.
    #[must_use]
    pub const fn position(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }

    pub(crate) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.is_error() { "error" } else { "warning" };
        write!(f, "{severity}[{}]", self.rule)?;
        let construct = if self.construct.is_empty() {
            "App"
        } else {
            &self.construct
        };
        write!(f, " {}", Shown(construct))?;
        if !self.element.is_empty() {
            write!(f, " ({})", Shown(&self.element))?;
        }
        if !self.path.is_empty() {
            write!(f, " {}", Shown(&self.path))?;
        }
        write!(f, ": {}", Shown(&self.message))?;
        for step in &self.steps {
            write!(f, "\n    {}", Shown(step))?;
        }
        if let Some(position) = self.position {
            write!(f, "\n  at {position}")?;
        }
        if !self.remedy.is_empty() {
            write!(f, "\n  help: {}", Shown(&self.remedy))?;
        }
        Ok(())
    }
}

/// Why an app could not be synthesized.
pub struct SynthError(Box<Cause>);

enum Cause {
    Findings(Vec<Finding>),
    Output {
        path: PathBuf,
        action: &'static str,
        source: std::io::Error,
    },
}

impl SynthError {
    pub(crate) fn from_findings(findings: Vec<Finding>) -> Self {
        Self(Box::new(Cause::Findings(findings)))
    }

    pub(crate) fn output(
        action: &'static str,
        path: impl Into<PathBuf>,
        source: std::io::Error,
    ) -> Self {
        Self(Box::new(Cause::Output {
            path: path.into(),
            action,
            source,
        }))
    }

    /// Everything that was found, errors and warnings. Empty if the output could not be written.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        match &*self.0 {
            Cause::Findings(findings) => findings,
            Cause::Output { .. } => &[],
        }
    }
}

impl fmt::Display for SynthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Cause::Findings(findings) => {
                let errors = findings.iter().filter(|finding| finding.is_error()).count();
                let plural = if errors == 1 { "" } else { "s" };
                write!(f, "the app has {errors} error{plural}")?;
                findings
                    .iter()
                    .try_for_each(|finding| write!(f, "\n{finding}"))
            }
            Cause::Output {
                path,
                action,
                source,
            } => write!(
                f,
                "the cloud assembly could not be written: {action} `{}`: {source}; \
                 what was there before is unchanged",
                path.display()
            ),
        }
    }
}

impl fmt::Debug for SynthError {
    /// The message, because that is what a `main` that returns the error prints.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for SynthError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Cause::Findings(_) => None,
            Cause::Output { source, .. } => Some(source),
        }
    }
}
