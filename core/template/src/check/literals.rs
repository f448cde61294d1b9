//! What a text lacks that does not match a pattern, or has too much, for the message about it.

use crate::pattern::Pattern;
use std::collections::BTreeSet;

/// How many characters a message names at most.
const MOST: usize = 5;

/// What to do with a text that does not match: which literal parts of the pattern it lacks, or which of its
/// characters stand in the way. Nothing if it is neither.
///
/// Nobody sees at once that `[\p{L}\s*]*\{####\}[\p{L}\s*]*` asks for `{####}`.
pub(super) fn remedy(pattern: &Pattern, text: &str) -> String {
    let missing = literals(pattern.text()).into_iter();
    let missing = missing.filter(|literal| !text.contains(literal.as_str()));
    let missing: Vec<String> = missing.map(|literal| format!("`{literal}`")).collect();
    if !missing.is_empty() {
        return format!("write {} into it", missing.join(" and "));
    }
    let refused = |c: &char| !pattern.matches(c.encode_utf8(&mut [0; 4]));
    let characters: BTreeSet<char> = text.chars().filter(refused).collect();
    let without: String = text.chars().filter(|c| !characters.contains(c)).collect();
    // Only if the text is right without them, it is they that stand in the way.
    if characters.is_empty() || characters.len() > MOST || !pattern.matches(&without) {
        return String::new();
    }
    let names: Vec<String> = characters.into_iter().map(name).collect();
    format!("it cannot have {}", names.join(", "))
}

/// A character as a message shows it.
fn name(c: char) -> String {
    match c {
        ' ' => "a space".to_owned(),
        '\n' => "a newline".to_owned(),
        '\t' => "a tab".to_owned(),
        _ => format!("`{}`", c.escape_debug()),
    }
}

/// The texts of two characters or more that everything that matches has. None of a pattern with groups or
/// alternatives, whose parts may be absent.
fn literals(pattern: &str) -> Vec<String> {
    let mut found = Found::default();
    let mut characters = pattern.chars();
    while let Some(c) = characters.next() {
        match c {
            '(' | ')' | '|' => return Vec::new(),
            '\\' => match characters.next() {
                // A class, such as `\d` or `\p{L}`.
                Some(class) if class.is_ascii_alphanumeric() => {
                    found.end();
                    if matches!(class, 'p' | 'P') {
                        skip_to('}', &mut characters);
                    }
                }
                Some(literal) => found.literal.push(literal),
                None => {}
            },
            '[' => {
                found.end();
                skip_to(']', &mut characters);
            }
            // The character before may be absent.
            '*' | '?' | '{' => {
                found.literal.pop();
                found.end();
                if c == '{' {
                    skip_to('}', &mut characters);
                }
            }
            '+' | '.' | '^' | '$' => found.end(),
            _ => found.literal.push(c),
        }
    }
    found.end();
    found.all
}

#[derive(Default)]
struct Found {
    /// The literal that is being read.
    literal: String,
    all: Vec<String>,
}

impl Found {
    fn end(&mut self) {
        let literal = std::mem::take(&mut self.literal);
        if literal.chars().nth(1).is_some() {
            self.all.push(literal);
        }
    }
}

fn skip_to(end: char, characters: &mut std::str::Chars<'_>) {
    while let Some(c) = characters.next() {
        if c == '\\' {
            characters.next();
        } else if c == end {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::literals;

    #[test]
    fn what_a_pattern_asks_for() {
        assert_eq!(literals(r"^[\p{L}\s*]*\{####\}[\p{L}\s*]*$"), ["{####}"]);
        assert_eq!(literals(r"[\]\s]*\{##[\p{L}]*##\}"), ["{##", "##}"]);
        assert_eq!(literals("https?"), ["http"]);
        assert_eq!(literals("abc*"), ["ab"]);
    }

    #[test]
    fn what_may_be_absent_is_not_asked_for() {
        for pattern in [
            "^[a-z]+$",
            "^(?:arn:)?x$",
            "ab{0,2}",
            "a|bc",
            r"\d\d",
            "\\",
            "",
            "[",
        ] {
            assert_eq!(literals(pattern), [""; 0], "{pattern}");
        }
    }
}
