//! Templates as YAML, with the short forms of functions (`!Ref`, `!GetAtt`) on the way in.

use crate::error::Error;
use crate::template::Template;
use serde_json::Value as Data;
use serde_yaml_ng::Value as Yaml;
use serde_yaml_ng::value::TaggedValue;
use std::fmt::Write as _;

impl Template {
    /// The template as YAML text, functions in their long form.
    ///
    /// # Errors
    /// If [`check`](Self::check) finds an error; the error has all findings.
    pub fn to_yaml(&self) -> Result<String, Error> {
        let data: Data = serde_json::from_str(&self.to_json()?)
            .map_err(|error| Error::read("", error.to_string()))?;
        let mut out = String::new();
        write_block(&mut out, &data, 0);
        Ok(out)
    }

    /// Reads a template that was written as YAML, with the short or the long form of functions.
    ///
    /// # Errors
    /// If the text is no YAML, or no template. The error says where.
    pub fn from_yaml(text: &str) -> Result<Self, Error> {
        let yaml: Yaml =
            serde_yaml_ng::from_str(text).map_err(|error| Error::read("", error.to_string()))?;
        Self::from_data(data("", yaml)?)
    }
}

fn data(at: &str, yaml: Yaml) -> Result<Data, Error> {
    Ok(match yaml {
        Yaml::Null => Data::Null,
        Yaml::Bool(value) => Data::Bool(value),
        Yaml::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(whole), ..) => whole.into(),
            (_, Some(whole), _) => whole.into(),
            (.., float) => match float.and_then(serde_json::Number::from_f64) {
                Some(float) => Data::Number(float),
                None => return Err(Error::read(at, format!("`{number}` is no number of JSON"))),
            },
        },
        Yaml::String(text) => Data::String(text),
        Yaml::Sequence(elements) => {
            let elements = elements.into_iter().map(|element| data(at, element));
            Data::Array(elements.collect::<Result<_, _>>()?)
        }
        Yaml::Mapping(members) => {
            let mut object = serde_json::Map::new();
            for (key, value) in members {
                let key = match key {
                    Yaml::String(key) => key,
                    Yaml::Number(key) => key.to_string(),
                    Yaml::Bool(key) => key.to_string(),
                    _ => return Err(Error::read(at, "a key is no text")),
                };
                let inside = if at.is_empty() {
                    key.clone()
                } else {
                    format!("{at}.{key}")
                };
                // `1` and `"1"` are two keys in YAML, and one in JSON.
                if object.insert(key, data(&inside, value)?).is_some() {
                    return Err(Error::read(inside, "the key is there twice"));
                }
            }
            Data::Object(object)
        }
        Yaml::Tagged(tagged) => short_form(at, *tagged)?,
    })
}

/// `!Name argument` is the short form of `{"Fn::Name": argument}`.
fn short_form(at: &str, tagged: TaggedValue) -> Result<Data, Error> {
    let tag = tagged.tag.to_string();
    let name = tag.trim_start_matches('!');
    let long = match name {
        "Ref" | "Condition" => name.to_owned(),
        _ => format!("Fn::{name}"),
    };
    let argument = match (name, data(at, tagged.value)?) {
        ("GetAtt", Data::String(path)) => match path.split_once('.') {
            Some((id, attribute)) => Data::Array(vec![id.into(), attribute.into()]),
            None => {
                return Err(Error::read(
                    at,
                    "`!GetAtt` needs a logical id and an attribute",
                ));
            }
        },
        (_, argument) => argument,
    };
    Ok(Data::Object(serde_json::Map::from_iter([(long, argument)])))
}

/// Writes `data` at the beginning of a line.
///
/// The emitter is our own because CloudFormation reads YAML 1.1, where an unquoted `yes` is a boolean and
/// `2012-10-17` a date: whatever could be read as anything but a text is quoted.
fn write_block(out: &mut String, data: &Data, level: usize) {
    match data {
        Data::Object(members) if !members.is_empty() => {
            for (index, (key, value)) in members.iter().enumerate() {
                if index > 0 {
                    indent(out, level);
                }
                write_key(out, key, level);
                write_after(out, value, level + 1);
            }
        }
        Data::Array(elements) if !elements.is_empty() => {
            for (index, element) in elements.iter().enumerate() {
                if index > 0 {
                    indent(out, level);
                }
                out.push_str("- ");
                write_block(out, element, level + 1);
            }
        }
        Data::String(text) => {
            write_text(out, text);
            out.push('\n');
        }
        // Numbers, booleans, null and whatever is empty are written alike in JSON and YAML.
        plain => {
            out.push_str(&plain.to_string());
            out.push('\n');
        }
    }
}

/// Writes a key and its colon. YAML has a form of its own for the keys that are too long for a line.
fn write_key(out: &mut String, key: &str, level: usize) {
    /// YAML allows 1,024 characters; bytes are never fewer.
    const LONGEST: usize = 1000;
    let start = out.len();
    write_text(out, key);
    if out.len() - start > LONGEST {
        out.insert_str(start, "? ");
        out.push('\n');
        indent(out, level);
    }
    out.push(':');
}

/// Writes the value of a key: on the same line if it fits there, else on the lines below.
fn write_after(out: &mut String, value: &Data, level: usize) {
    let nested = match value {
        Data::Object(members) => !members.is_empty(),
        Data::Array(elements) => !elements.is_empty(),
        _ => false,
    };
    if nested {
        out.push('\n');
        indent(out, level);
    } else {
        out.push(' ');
    }
    write_block(out, value, level);
}

fn indent(out: &mut String, level: usize) {
    for _ in 0..level {
        out.push_str("  ");
    }
}

fn write_text(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
        return;
    }
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(character),
            // Some other characters end a line in YAML; letters and the like do not.
            _ if character.is_alphanumeric() => out.push(character),
            _ => {
                let code = u32::from(character);
                // Writing into a `String` cannot fail.
                let _ = write!(out, "\\U{code:08x}");
            }
        }
    }
    out.push('"');
}

/// Whether YAML 1.1 and 1.2 both read the unquoted text as that text.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "y", "yes", "n", "no", "on", "off", "true", "false", "null", "nan",
    ];
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-./:".contains(&byte))
        && !text.ends_with(':')
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_read_back_as_that_text() {
        let texts = [
            "plain",
            "yes",
            "NO",
            "on",
            "2012-10-17",
            "1:30",
            "0x1F",
            "1_000",
            "~",
            "<<",
            "=",
            "",
            "a: b",
            "# c",
            "{####}",
            "!Ref a",
            "a\nb\n",
            "  lead",
            "trail ",
            "\u{7}",
            "é☃",
            "\u{85}",
            "\u{2028}",
            "\u{feff}x",
            "x:",
            "\\",
            "\"",
            "tab\tx",
            "arn:aws:iam::aws:policy/X",
            "😀",
        ];
        let mut out = String::new();
        write_block(&mut out, &Data::from(texts.to_vec()), 0);
        let read: Vec<String> = serde_yaml_ng::from_str(&out).unwrap();
        assert_eq!(read, texts);
        let unquoted = texts
            .iter()
            .filter(|text| is_plain(text))
            .collect::<Vec<_>>();
        assert_eq!(unquoted, [&"plain", &"arn:aws:iam::aws:policy/X"]);
    }

    #[test]
    fn what_json_does_not_have_is_refused_with_its_place() {
        for (text, expected) in [
            (
                "Metadata: { a: .nan }",
                "Metadata.a: `.nan` is no number of JSON",
            ),
            (
                "Metadata: { a: [-.inf] }",
                "Metadata.a: `-.inf` is no number of JSON",
            ),
            (
                "Metadata: { 1: a, '1': b }",
                "Metadata.1: the key is there twice",
            ),
        ] {
            let error = Template::from_yaml(text).unwrap_err().to_string();
            assert_eq!(error, format!("not a CloudFormation template: {expected}"));
        }
    }

    #[test]
    fn short_forms_are_read_as_functions() {
        let template = Template::from_yaml(
            "Resources:\n  Pool:\n    Type: AWS::Cognito::UserPool\nOutputs:\n  Arn:\n    Value: !GetAtt Pool.Arn\n  \
             Name:\n    Value: !Sub '${Pool}-x'\n  Id:\n    Value: !Join ['', [!Ref Pool]]\n",
        )
        .unwrap();
        assert_eq!(template.check(), []);
        let yaml = template.to_yaml().unwrap();
        expect_test::expect![[r#"
            Resources:
              Pool:
                Type: AWS::Cognito::UserPool
            Outputs:
              Arn:
                Value:
                  Fn::GetAtt:
                    - Pool
                    - Arn
              Name:
                Value:
                  Fn::Sub: "${Pool}-x"
              Id:
                Value:
                  Fn::Join:
                    - ""
                    - - Ref: Pool
        "#]]
        .assert_eq(&yaml);
        assert_eq!(Template::from_yaml(&yaml).unwrap(), template);
    }
}
