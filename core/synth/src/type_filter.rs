//! `TypeFilter`: which resources something is for, by their types.

/// Types of resources that are included and excluded; all are included unless some are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TypeFilter {
    include: Vec<String>,
    exclude: Vec<String>,
}

impl TypeFilter {
    pub(crate) fn include(&mut self, cfn_type: impl Into<String>) {
        self.include.push(cfn_type.into());
    }

    pub(crate) fn exclude(&mut self, cfn_type: impl Into<String>) {
        self.exclude.push(cfn_type.into());
    }

    /// Whether it is for resources of that type.
    pub(crate) fn has(&self, cfn_type: &str) -> bool {
        let names = |types: &[String]| types.iter().any(|name| name == cfn_type);
        (self.include.is_empty() || names(&self.include)) && !names(&self.exclude)
    }
}
