//! The step `peers`: the AWS CDK programs in `tests/peers` still give the templates in `tests/golden/parity`.

use super::Run;
use super::subjects::{files, slashes};
use anyhow::{Context as _, Result, bail};
use similar::TextDiff;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

const LIMIT: Duration = Duration::from_mins(5);

/// How many lines of differences an error shows.
const SHOWN: usize = 80;

/// Texts by their path.
type Texts = BTreeMap<String, String>;

pub(super) fn run(run: &Run) -> Result<String> {
    let out = run.tools.work("peers")?;
    run.tools
        .node(LIMIT)?
        .arg(run.root.join("tests/peers/synthesize.js"))
        .arg(&out)
        .succeed()?;
    let made = texts(&out)?;
    let problems = differences(&texts(&run.root.join("tests/golden/parity"))?, &made);
    if problems.is_empty() {
        return Ok(format!(
            "{} templates of AWS CDK, byte for byte",
            made.len()
        ));
    }
    bail!("tests/golden/parity is not what AWS CDK makes of tests/peers:\n{problems}")
}

fn texts(directory: &Path) -> Result<Texts> {
    let read = |file: std::path::PathBuf| {
        let text =
            fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok((slashes(file.strip_prefix(directory).unwrap_or(&file)), text))
    };
    files(directory)?.into_iter().map(read).collect()
}

/// What is other than AWS CDK makes it, missing, or made by no program.
fn differences(golden: &Texts, made: &Texts) -> String {
    let mut problems = String::new();
    for (path, expected) in golden {
        match made.get(path) {
            None => {
                let _ = writeln!(problems, "{path}: no program makes this template");
            }
            Some(found) if found != expected => {
                let _ = write!(
                    problems,
                    "{}",
                    TextDiff::from_lines(expected, found)
                        .unified_diff()
                        .header(&format!("{path} (golden)"), &format!("{path} (AWS CDK)"))
                );
            }
            Some(_) => {}
        }
    }
    for path in made.keys().filter(|path| !golden.contains_key(*path)) {
        let _ = writeln!(
            problems,
            "{path}: a program makes it, but there is no golden template"
        );
    }
    let left_out = problems.lines().count().saturating_sub(SHOWN);
    if left_out > 0 {
        let mut shown: String = problems.split_inclusive('\n').take(SHOWN).collect();
        let _ = writeln!(shown, "and {left_out} lines more");
        return shown;
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<const N: usize>(texts: [(&str, &str); N]) -> Texts {
        let own = |(path, text): (&str, &str)| (path.to_owned(), text.to_owned());
        texts.into_iter().map(own).collect()
    }

    #[test]
    fn the_same_templates_have_no_differences() {
        let both = texts([("a.json", "{}\n"), ("b.json", "{}\n")]);
        assert_eq!(differences(&both, &both), "");
    }

    #[test]
    fn every_kind_of_drift_is_told() {
        let golden = texts([("a.json", "{\n}\n"), ("gone.json", "{}\n")]);
        let made = texts([("a.json", "{\n \"A\": 1\n}\n"), ("new.json", "{}\n")]);
        expect_test::expect![[r#"
            --- a.json (golden)
            +++ a.json (AWS CDK)
            @@ -1,2 +1,3 @@
             {
            + "A": 1
             }
            gone.json: no program makes this template
            new.json: a program makes it, but there is no golden template
        "#]]
        .assert_eq(&differences(&golden, &made));
    }

    #[test]
    fn much_drift_is_told_in_short() {
        let many = "line\n".repeat(200);
        let told = differences(&texts([("a", "")]), &texts([("a", many.as_str())]));
        assert_eq!(told.lines().count(), SHOWN + 1);
        assert!(told.ends_with("and 123 lines more\n"), "{told}");
    }
}
