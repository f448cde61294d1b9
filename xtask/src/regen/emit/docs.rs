//! Doc comments: names, bounds, what a change does, and the link to AWS's page.
//!
//! Upstream text is data here. A name or a pattern is put in backticks after everything that could end
//! the code span is taken out, and a link that is no AWS page never reaches the output.

use crate::regen::model::{Effect, IntBounds, Property, TextBounds, Ty};

/// AWS's page: the upstream link if it is one, else the page that the type's name leads to.
pub(super) fn link(upstream: Option<&str>, fallback: &str) -> String {
    upstream
        .and_then(aws_page)
        .unwrap_or_else(|| fallback.to_owned())
}

fn aws_page(link: &str) -> Option<String> {
    let rest = link
        .strip_prefix("https://")
        .or_else(|| link.strip_prefix("http://"))?;
    let harmless = rest
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-._~/#=?&%+".contains(&byte));
    (harmless && rest.starts_with("docs.aws.amazon.com/")).then(|| format!("https://{rest}"))
}

/// The page of a resource type: `AWS::Cognito::UserPool` has `aws-resource-cognito-userpool.html`.
pub(super) fn resource_page(cfn_type: &str) -> String {
    let slug = slug(cfn_type.strip_prefix("AWS::").unwrap_or(cfn_type));
    format!(
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-{slug}.html"
    )
}

/// The page of a property type.
pub(super) fn type_page(cfn_type: &str, name: &str) -> String {
    let slug = slug(cfn_type.strip_prefix("AWS::").unwrap_or(cfn_type));
    let name = self::slug(name);
    format!(
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-{slug}-{name}.html"
    )
}

/// The place of a property on a page.
pub(super) fn property_anchor(
    page: &str,
    cfn_type: &str,
    owner: Option<&str>,
    property: &str,
) -> String {
    let slug = slug(cfn_type.strip_prefix("AWS::").unwrap_or(cfn_type));
    let owner = owner
        .map(|owner| format!("-{}", self::slug(owner)))
        .unwrap_or_default();
    format!("{page}#cfn-{slug}{owner}-{}", self::slug(property))
}

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.replace("::", "-").chars() {
        if character.is_ascii_alphanumeric() || character == '-' {
            slug.push(character.to_ascii_lowercase());
        }
    }
    slug
}

/// Upstream text inside backticks.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() {
        return "the empty text".to_owned();
    }
    let text: String = text.chars().map(readable).collect();
    if text.contains('`') || text.starts_with(' ') || text.ends_with(' ') {
        // A longer fence keeps backticks in the text from ending it.
        let fence = "`".repeat(longest_backticks(&text) + 1);
        return format!("{fence} {text} {fence}");
    }
    format!("`{text}`")
}

/// A character as it can stand in a comment. What cannot be seen, or turns the direction of the text, is
/// written as its code.
fn readable(character: char) -> String {
    let escaped = character.escape_debug().to_string();
    match character {
        '\t' | '\n' | '\r' => " ".to_owned(),
        '"' | '\'' | '\\' => character.to_string(),
        _ => escaped,
    }
}

fn longest_backticks(text: &str) -> usize {
    text.split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0)
}

/// The doc comment of a property's field, one string a line.
pub(super) fn property(name: &str, property: &Property, link: &str) -> Vec<String> {
    let Property {
        documentation: _,
        required,
        needed,
        update: _,
        immutable: _,
        secret,
        deprecated,
        rust_name: _,
        ty,
    } = property;
    let mut first = format!("[{}]({link})", code(name));
    first.push_str(match (*required, *needed) {
        (true, _) => ": required.",
        (false, true) => {
            ": optional in CloudFormation, but the service refuses the resource without it."
        }
        (false, false) => ": optional.",
    });
    let mut lines = vec![first];
    let bounds = bounds(ty);
    if !bounds.is_empty() {
        lines.extend([String::new(), bounds]);
    }
    lines.extend([String::new(), change(property.effect()).to_owned()]);
    if *secret {
        lines.extend([
            String::new(),
            "It is a secret, or holds one: give it as a dynamic reference or a `NoEcho` parameter."
                .to_owned(),
        ]);
    }
    if *deprecated {
        lines.extend([String::new(), "AWS advises against using it.".to_owned()]);
    }
    lines
}

const fn change(effect: Effect) -> &'static str {
    match effect {
        Effect::NoInterruption => "A change is made in place, without interruption.",
        Effect::Conditional => "A change may replace the resource, depending on the values.",
        Effect::Replacement => "A change replaces the resource.",
        Effect::Refused => "A change is refused by the service, and the deployment fails.",
        Effect::AdditionsOnly => {
            "Entries can be added; any other change is refused by the service."
        }
    }
}

/// What values a type takes, as a sentence; empty if the Rust type says it all.
pub(super) fn bounds(ty: &Ty) -> String {
    match ty {
        Ty::Text(bounds) if !bounds.is_empty() => format!("{}.", sentence(&text_bounds(bounds))),
        Ty::Integer(bounds) if !bounds.is_empty() => format!("{}.", sentence(&int_bounds(bounds))),
        Ty::Double(bounds) => match (bounds.minimum, bounds.maximum) {
            (None, None) => String::new(),
            (minimum, maximum) => format!("{}.", sentence(&range(minimum, maximum))),
        },
        Ty::List(list) => {
            let mut parts = Vec::new();
            if list.min_items.is_some() || list.max_items.is_some() {
                parts.push(counted(
                    list.min_items,
                    list.max_items,
                    "element",
                    "elements",
                ));
            }
            if list.unique_items {
                parts.push("none twice".to_owned());
            }
            let items = bounds(&list.items);
            match (parts.is_empty(), items.is_empty()) {
                (true, true) => String::new(),
                (false, true) => format!("{}.", sentence(&parts.join(", "))),
                (true, false) => format!("Each element: {}", lower(&items)),
                (false, false) => format!(
                    "{}. Each element: {}",
                    sentence(&parts.join(", ")),
                    lower(&items)
                ),
            }
        }
        Ty::Map(map) => {
            let entries = (map.min_items.is_some() || map.max_items.is_some()).then(|| {
                let entries = counted(map.min_items, map.max_items, "entry", "entries");
                format!("{}.", sentence(&entries))
            });
            let values = bounds(&map.values);
            let values = (!values.is_empty()).then(|| format!("Each value: {}", lower(&values)));
            [entries, values]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        }
        Ty::Identifier(identifier) if !identifier.bounds.is_empty() => {
            format!("{}.", sentence(&text_bounds(&identifier.bounds)))
        }
        Ty::Text(_)
        | Ty::Integer(_)
        | Ty::Boolean
        | Ty::Json
        | Ty::Enum(_)
        | Ty::Identifier(_)
        | Ty::Type(_)
        | Ty::Global(_) => String::new(),
    }
}

/// `1 to 128 characters that match …`.
pub(super) fn text_bounds(bounds: &TextBounds) -> String {
    let TextBounds {
        min_length,
        max_length,
        pattern,
    } = bounds;
    let characters = (min_length.is_some() || max_length.is_some())
        .then(|| counted(*min_length, *max_length, "character", "characters"));
    match (characters, pattern) {
        (Some(characters), Some(pattern)) if characters.ends_with("character") => {
            format!("{characters} that matches {}", code(pattern))
        }
        (Some(characters), Some(pattern)) => format!("{characters} that match {}", code(pattern)),
        (Some(characters), None) => characters,
        (None, Some(pattern)) => format!("characters that match {}", code(pattern)),
        (None, None) => "any text".to_owned(),
    }
}

/// `1 to 128 characters`, `at least 1 character`.
fn counted(minimum: Option<u32>, maximum: Option<u32>, one: &str, many: &str) -> String {
    let noun = match (minimum, maximum) {
        (None | Some(1), Some(1)) | (Some(1), None) => one,
        _ => many,
    };
    format!("{} {noun}", range(minimum, maximum))
}

/// `0 to 365`.
pub(super) fn int_bounds(bounds: &IntBounds) -> String {
    range(bounds.minimum, bounds.maximum)
}

fn range<N: std::fmt::Display + PartialEq>(minimum: Option<N>, maximum: Option<N>) -> String {
    match (minimum, maximum) {
        (Some(minimum), Some(maximum)) if minimum == maximum => format!("exactly {minimum}"),
        (Some(minimum), Some(maximum)) => format!("{minimum} to {maximum}"),
        (Some(minimum), None) => format!("at least {minimum}"),
        (None, Some(maximum)) => format!("at most {maximum}"),
        (None, None) => "any number of".to_owned(),
    }
}

pub(super) fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

fn lower(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_lowercase().chain(characters).collect())
        .unwrap_or_default()
}
