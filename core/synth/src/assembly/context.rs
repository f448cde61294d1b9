//! The context that the CDK command line gives to a program.

use serde_json::Value as Data;
use std::ffi::OsString;

/// Reads an environment variable.
pub(crate) type Variables<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// Holds the context as JSON.
const CONTEXT: &str = "CDK_CONTEXT_JSON";
/// Names a file with the context, when it is too large for a variable.
const OVERFLOW: &str = "CONTEXT_OVERFLOW_LOCATION_ENV";

/// The values of the context in the order in which they override each other.
pub(crate) fn read(variable: Variables<'_>) -> Result<Vec<(String, Data)>, String> {
    let mut values = Vec::new();
    if let Some(text) = variable(CONTEXT).filter(|text| !text.is_empty()) {
        values.extend(parse(CONTEXT, &text.to_string_lossy())?);
    }
    if let Some(file) = variable(OVERFLOW).filter(|file| !file.is_empty()) {
        let name = file.to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file)
            .map_err(|error| format!("`{OVERFLOW}` names `{name}`: {error}"))?;
        values.extend(parse(&name, &text)?);
    }
    Ok(values)
}

fn parse(source: &str, text: &str) -> Result<Vec<(String, Data)>, String> {
    match serde_json::from_str(text) {
        Ok(Data::Object(members)) => Ok(members.into_iter().collect()),
        Ok(_) => Err(format!("the context in `{source}` is no JSON object")),
        Err(error) => Err(format!("the context in `{source}` is no JSON: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use crate::tree::app::{App, AppProps};
    use crate::tree::scope::Scope;
    use std::ffi::OsString;
    use std::panic::Location;

    fn app(variables: &[(&str, &str)]) -> App {
        let variable = |name: &str| {
            let value = variables.iter().find(|(key, _)| *key == name);
            value.map(|(_, value)| OsString::from(value))
        };
        let props = AppProps::new()
            .context("a", "program")
            .context("b", "program")
            .post_cli_context("d", "program");
        App::create(props, &variable, Location::caller())
    }

    fn context(app: &App) -> String {
        let values = ["a", "b", "c", "d"].map(|key| app.node().try_get_context(key));
        let values = values.map(|value| value.map_or("-".to_owned(), |value| value.to_string()));
        values.join(" ")
    }

    #[test]
    fn the_command_line_overrides_the_program() {
        let app = app(&[("CDK_CONTEXT_JSON", r#"{"b": "cli", "c": [1], "d": "cli"}"#)]);
        assert_eq!(context(&app), r#""program" "cli" [1] "program""#);
    }

    #[test]
    fn a_large_context_is_in_a_file() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("context-overflow.json");
        std::fs::write(&file, r#"{"b": "file"}"#).unwrap();
        let file = file.to_str().unwrap();
        let variables = [
            ("CDK_CONTEXT_JSON", r#"{"b": "cli", "c": 1}"#),
            ("CONTEXT_OVERFLOW_LOCATION_ENV", file),
        ];
        assert_eq!(context(&app(&variables)), r#""program" "file" 1 "program""#);
    }

    #[test]
    fn a_context_that_cannot_be_read_is_a_finding() {
        for (variable, value, problem) in [
            ("CDK_CONTEXT_JSON", "{", "is no JSON: EOF"),
            ("CDK_CONTEXT_JSON", "[]", "is no JSON object"),
            (
                "CONTEXT_OVERFLOW_LOCATION_ENV",
                "/no/file",
                "names `/no/file`",
            ),
        ] {
            let error = app(&[(variable, value)]).build().unwrap_err().to_string();
            assert!(
                error.contains("SYN012") && error.contains(problem),
                "{error}"
            );
        }
    }

    #[test]
    fn the_output_directory() {
        let outdir = |app: &App| {
            let arena = app.node().tree.read();
            arena.app().map(|app| app.outdir.display().to_string())
        };
        assert_eq!(outdir(&app(&[])).as_deref(), Some("cdk.out"));
        let by_cli = app(&[("CDK_OUTDIR", "elsewhere")]);
        assert_eq!(outdir(&by_cli).as_deref(), Some("elsewhere"));
    }
}
