//! What a pattern wants word for word, for the messages about texts that do not match it.

/// What to write into a text that does not match: the literal parts of the pattern that it lacks, if there are any.
///
/// Nobody sees at once that `[\p{L}\s*]*\{####\}[\p{L}\s*]*` asks for `{####}`.
pub(super) fn remedy(pattern: &str, text: &str) -> String {
    let missing = literals(pattern).into_iter();
    let missing = missing.filter(|literal| !text.contains(literal.as_str()));
    let missing: Vec<String> = missing.map(|literal| format!("`{literal}`")).collect();
    if missing.is_empty() {
        return String::new();
    }
    format!("write {} into it", missing.join(" and "))
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
    use super::remedy;

    #[test]
    fn what_a_pattern_asks_for() {
        let code = r"^[\p{L}\s*]*\{####\}[\p{L}\s*]*$";
        assert_eq!(remedy(code, "Welcome"), "write `{####}` into it");
        assert_eq!(remedy(code, "\u{1}{####}"), "");
        let link = r"[\]\s]*\{##[\p{L}]*##\}";
        assert_eq!(remedy(link, "Welcome"), "write `{##` and `##}` into it");
        assert_eq!(remedy(link, "{##Welcome"), "write `##}` into it");
    }

    #[test]
    fn what_may_be_absent_is_not_asked_for() {
        for pattern in [
            "^[a-z]+$",
            "^(?:arn:)?x$",
            "https?",
            "ab{0,2}",
            "a|bc",
            r"\d\d",
            "abc*",
            "\\",
        ] {
            let expected = match pattern {
                "https?" => "write `http` into it",
                "abc*" => "write `ab` into it",
                _ => "",
            };
            assert_eq!(remedy(pattern, "-"), expected, "{pattern}");
        }
    }
}
