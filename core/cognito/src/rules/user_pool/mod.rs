//! What Cognito refuses in a user pool, and what users regret.

mod attributes;
mod messages;
mod protection;
mod sign_in;
mod triggers;

use super::Rule;
use super::view::{Report, View};

pub(super) use protection::check_all;

pub(super) fn check(view: &View<'_>, report: &mut Report) {
    let mut pool = Pool { view, report };
    sign_in::check(&mut pool);
    messages::check(&mut pool);
    attributes::check(&mut pool);
    triggers::check(&mut pool);
    protection::check(&mut pool);
}

/// A pool under examination.
struct Pool<'a> {
    view: &'a View<'a>,
    report: &'a mut Report,
}

impl Pool<'_> {
    fn report(
        &mut self,
        rule: Rule,
        path: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.report.add(rule, self.view, path, message, remedy);
    }
}

impl<'a> Pool<'a> {
    fn text(&self, path: &str) -> Option<&'a str> {
        self.view.text(path)
    }

    fn has(&self, path: &str) -> bool {
        self.view.has(path)
    }

    /// Whether there is a value at the path, or might be when it is deployed.
    fn may_have(&self, path: &str) -> bool {
        self.has(path) || self.is_open(path)
    }

    /// Whether the list at the path has that literal text.
    fn lists(&self, path: &str, text: &str) -> bool {
        let list = self.view.list(path).unwrap_or_default();
        list.iter().any(|element| element.as_str() == Some(text))
    }

    /// Whether the value at the path, or one on the way to it, is only known when it is deployed.
    fn is_open(&self, path: &str) -> bool {
        self.view.is_open(path)
    }
}

const PLUS_AT_LEAST_ESSENTIALS: &str = "set `FeaturePlan::Essentials` or `FeaturePlan::Plus`";
