//! CloudFormation's limits on a template: numbers of elements, logical ids, lengths.

use super::properties::shorten;
use super::{Report, Rule};
use crate::json::Json;
use crate::template::{SectionKind, Template};
use std::collections::HashSet;

/// The greatest number of elements of a section.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
const fn most(kind: SectionKind) -> Option<usize> {
    match kind {
        SectionKind::Resources => Some(500),
        SectionKind::Parameters | SectionKind::Outputs | SectionKind::Mappings => Some(200),
        SectionKind::Conditions | SectionKind::Rules => None,
    }
}

/// The greatest number of bytes of a description.
const DESCRIPTION_BYTES: usize = 1024;

/// The greatest number of characters of a logical id, and of an export name.
const NAME_CHARACTERS: usize = 255;

pub(super) fn check(template: &Template, report: &mut Report) {
    for (kind, id) in template.duplicates() {
        let message = format!(
            "the logical id `{}` is given to two elements of `{kind}`",
            shorten(id)
        );
        report.add(
            Rule::DuplicateLogicalId,
            shorten(id),
            "",
            message,
            "give each element its own id",
        );
    }
    section(
        SectionKind::Parameters,
        template.parameters().iter().map(|(id, _)| id),
        report,
    );
    section(
        SectionKind::Mappings,
        template.mappings().iter().map(|(id, _)| id),
        report,
    );
    section(
        SectionKind::Conditions,
        template.conditions().iter().map(|(id, _)| id),
        report,
    );
    section(
        SectionKind::Rules,
        template.rules().iter().map(|(id, _)| id),
        report,
    );
    section(
        SectionKind::Resources,
        template.resources().iter().map(|(id, _)| id),
        report,
    );
    section(
        SectionKind::Outputs,
        template.outputs().iter().map(|(id, _)| id),
        report,
    );
    if let Some((id, _)) = template
        .parameters()
        .iter()
        .find(|(id, _)| template.resources().contains(id))
    {
        let message = format!("the logical id `{id}` is given to a parameter and to a resource");
        report.add(
            Rule::DuplicateLogicalId,
            id,
            "",
            message,
            "give each element its own id",
        );
    }
    if template.resources().is_empty() {
        report.add(
            Rule::NoResources,
            "Resources",
            "",
            "the template has no resource",
            "add at least one",
        );
    }
    if let Some(description) = &template.description
        && description.len() > DESCRIPTION_BYTES
    {
        let message = format!(
            "{} bytes are set, and {DESCRIPTION_BYTES} are allowed",
            description.len()
        );
        report.add(Rule::Limit, "Description", "", message, "shorten it");
    }
    exports(template, report);
}

fn section<'a>(
    kind: SectionKind,
    ids: impl ExactSizeIterator<Item = &'a str>,
    report: &mut Report,
) {
    if let Some(most) = most(kind)
        && ids.len() > most
    {
        let message = format!(
            "there are {} elements, and CloudFormation takes {most}",
            ids.len()
        );
        report.add(
            Rule::Limit,
            kind.name(),
            "",
            message,
            "divide the template into several stacks",
        );
    }
    for id in ids {
        let alphanumeric = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !alphanumeric || id.len() > NAME_CHARACTERS {
            let message = format!("`{}` is no logical id", shorten(id));
            report.add(
                Rule::InvalidLogicalId,
                shorten(id),
                "",
                message,
                "use 1 to 255 of the characters A-Z, a-z and 0-9",
            );
        }
    }
}

fn exports(template: &Template, report: &mut Report) {
    let mut names = HashSet::new();
    for (id, output) in template.outputs().iter() {
        let Some(Json::String(name)) = &output.export_name else {
            continue;
        };
        let valid = !name.is_empty()
            && name.len() <= NAME_CHARACTERS
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-'));
        if !valid {
            let message = format!("`{}` is no export name", shorten(name));
            let remedy = "use 1 to 255 letters, digits, colons and hyphens";
            report.add(Rule::Limit, id, "Export.Name", message, remedy);
        }
        if !names.insert(name) {
            let message = format!("`{}` is exported by two outputs", shorten(name));
            report.add(
                Rule::DuplicateExport,
                id,
                "Export.Name",
                message,
                "give each export its own name",
            );
        }
    }
}
