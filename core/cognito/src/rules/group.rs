//! What Cognito refuses in groups.

use super::Rule;
use super::view::{Clashes, Report, View, number};

/// The greatest precedence: Cognito keeps it in 32 bits.
const MAX_PRECEDENCE: i64 = i32::MAX as i64;

pub(super) fn check(group: &View<'_>, report: &mut Report) {
    let precedence = group.get("Precedence").and_then(number);
    if let Some(precedence) = precedence.filter(|precedence| *precedence > MAX_PRECEDENCE) {
        report.add(
            Rule::GroupPrecedence,
            group,
            "Precedence",
            format!("the precedence {precedence} is too high"),
            format!("write a precedence of 0 to {MAX_PRECEDENCE}; the lowest one is preferred"),
        );
    }
}

/// What groups have to do with each other.
pub(super) fn check_all(views: &[View<'_>], report: &mut Report) {
    let mut clashes = Clashes::default();
    let groups = views
        .iter()
        .filter(|view| view.cfn_type() == "AWS::Cognito::UserPoolGroup");
    for group in groups {
        if let Some(name) = group.text("GroupName")
            && let Some(first) = clashes.add(group, &[group.get("UserPoolId")], name)
        {
            report.add(
                Rule::TwoGroupsOfAName,
                group,
                "GroupName",
                format!("the pool already has a group of the name `{name}`: `{first}`"),
                "write another name, or leave one of the groups out",
            );
        }
    }
}
