//! What Cognito refuses in the roles of identity pools.

use super::Rule;
use super::view::{Report, View};
use cognito_cdk_l1::{Json, Object};

/// How many rules a mapping takes.
const MOST_RULES: usize = 25;

pub(super) fn check(attachment: &View<'_>, report: &mut Report) {
    let mappings = attachment.get("RoleMappings").and_then(Json::as_object);
    for (key, mapping) in mappings.into_iter().flat_map(Object::iter) {
        if let Some(mapping) = mapping.as_object() {
            self::mapping(attachment, key, mapping, report);
        }
    }
}

fn mapping(attachment: &View<'_>, key: &str, mapping: &Object, report: &mut Report) {
    let Some(kind) = mapping.get("Type").and_then(Json::as_str) else {
        return;
    };
    let path = format!("RoleMappings.{key}");
    let rules = mapping.get("RulesConfiguration");
    if kind == "Rules" && rules.is_none() {
        report.add(
            Rule::MappingWithoutRules,
            attachment,
            &path,
            "roles are chosen by rules, and there are none",
            "set `RulesConfiguration`, or let the token choose: `RoleMappingType::Token`",
        );
    }
    if mapping.get("AmbiguousRoleResolution").is_none() {
        report.add(
            Rule::OpenMapping,
            attachment,
            &path,
            "the mapping does not say which role users get if it gives none or several",
            "set `AmbiguousRoleResolution`: `Deny` gives them none",
        );
    }
    let rules = rules.and_then(Json::as_object);
    let rules = rules.and_then(|rules| rules.get("Rules")?.as_list());
    if let Some(rules) = rules.filter(|rules| rules.len() > MOST_RULES) {
        report.add(
            Rule::TooManyMappingRules,
            attachment,
            &format!("{path}.RulesConfiguration.Rules"),
            format!(
                "there are {} rules, and a mapping takes {MOST_RULES}",
                rules.len()
            ),
            "let the token choose the role: groups of the user pool have roles",
        );
    }
}
