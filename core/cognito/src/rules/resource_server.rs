//! What Cognito refuses in a resource server.

use super::Rule;
use super::view::{Report, View};
use cognito_cdk_l1::Json;
use std::collections::HashSet;

pub(super) fn check(server: &View<'_>, report: &mut Report) {
    let mut seen = HashSet::new();
    let scopes = server.list("Scopes").unwrap_or_default();
    for (index, scope) in scopes.iter().enumerate() {
        let name = scope.as_object().and_then(|scope| scope.get("ScopeName"));
        if let Some(name) = name.and_then(Json::as_str)
            && !seen.insert(name)
        {
            report.add(
                Rule::DuplicateScope,
                server,
                &format!("Scopes[{index}].ScopeName"),
                format!("the scope `{name}` is there already"),
                "declare each scope once",
            );
        }
    }
}
