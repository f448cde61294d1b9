//! Owns the golden templates of the examples: `tests/golden/NAME.template.json` for an example that prints a template,
//! and `tests/golden/NAME/` with the paths of its `cdk.out` for one that writes an assembly.

use crate::e2e::subjects::{Example, GOLDEN, files, slashes};
use anyhow::{Context as _, Result, bail};
use similar::TextDiff;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// How to take new golden templates.
const BLESS: &str = "if this is as it should be, `cargo xtask e2e --only cli --bless` takes it";

/// Fails if an example gives another template than its golden one.
pub(super) fn compare(root: &Path, examples: &[Example]) -> Result<()> {
    let mut problems = String::new();
    for example in examples {
        for template in &example.templates {
            let golden = example.golden(root, template);
            let shown = slashes(golden.strip_prefix(root).unwrap_or(&golden));
            let found = read(&template.file)?;
            if !golden.is_file() {
                let _ = writeln!(problems, "{}: there is no {shown}", template.place);
                continue;
            }
            let expected = read(&golden)?;
            if expected != found {
                let _ = write!(
                    problems,
                    "{}",
                    TextDiff::from_lines(&expected, &found)
                        .unified_diff()
                        .header(&shown, &template.place)
                );
            }
        }
        for file in stale(root, example)? {
            let shown = slashes(file.strip_prefix(root).unwrap_or(&file));
            let _ = writeln!(
                problems,
                "{shown}: example {} writes no such template",
                example.name
            );
        }
    }
    if problems.is_empty() {
        return Ok(());
    }
    bail!("the examples do not give their golden templates ({BLESS}):\n{problems}")
}

/// Takes what the examples give as their golden templates. Gives the number of files that were written.
pub(super) fn bless(root: &Path, examples: &[Example]) -> Result<usize> {
    let mut written = 0;
    for example in examples {
        for template in &example.templates {
            let golden = example.golden(root, template);
            let found = fs::read(&template.file)
                .with_context(|| format!("cannot read {}", template.file.display()))?;
            if fs::read(&golden).is_ok_and(|expected| expected == found) {
                continue;
            }
            let write = || {
                fs::create_dir_all(golden.parent().unwrap_or(root))?;
                fs::write(&golden, &found)
            };
            write().with_context(|| format!("cannot write {}", golden.display()))?;
            written += 1;
        }
        for file in stale(root, example)? {
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        }
    }
    Ok(written)
}

/// The golden files of an example that it does not give.
fn stale(root: &Path, example: &Example) -> Result<Vec<PathBuf>> {
    let directory = root.join(GOLDEN).join(&example.name);
    if !directory.is_dir() {
        return Ok(Vec::new());
    }
    let templates = example.templates.iter();
    let given: Vec<PathBuf> = templates
        .map(|template| example.golden(root, template))
        .collect();
    let mut found = files(&directory)?;
    found.retain(|file| !given.contains(file));
    Ok(found)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::e2e::subjects::Template;

    /// A repository without golden templates, and an example with two templates.
    fn example() -> (tempfile::TempDir, Example) {
        let root = tempfile::tempdir().unwrap();
        let assembly = root.path().join("cdk.out");
        fs::create_dir_all(assembly.join("assembly-Prod")).unwrap();
        let templates = ["A.template.json", "assembly-Prod/B.template.json"].map(|path| {
            let file = assembly.join(path);
            fs::write(&file, "{\n}\n").unwrap();
            let place = format!("examples/demo/{path}");
            Template { place, file }
        });
        let example = Example {
            name: "demo".to_owned(),
            assembly: Some(assembly),
            templates: templates.to_vec(),
        };
        (root, example)
    }

    #[test]
    fn what_is_blessed_is_golden() {
        let (root, example) = example();
        let examples = [example];
        assert_eq!(bless(root.path(), &examples).unwrap(), 2);
        compare(root.path(), &examples).unwrap();
        assert_eq!(bless(root.path(), &examples).unwrap(), 0);
    }

    #[test]
    fn a_template_without_golden_file_a_changed_one_and_a_stale_file_are_errors() {
        let (root, example) = example();
        let examples = [example];
        let golden = root.path().join("tests/golden/demo");
        fs::create_dir_all(&golden).unwrap();
        fs::write(golden.join("A.template.json"), "{\n \"A\": 1\n}\n").unwrap();
        fs::write(golden.join("Old.template.json"), "{}\n").unwrap();
        let error = compare(root.path(), &examples).unwrap_err().to_string();
        expect_test::expect![[r#"
            the examples do not give their golden templates (if this is as it should be, `cargo xtask e2e --only cli --bless` takes it):
            --- tests/golden/demo/A.template.json
            +++ examples/demo/A.template.json
            @@ -1,3 +1,2 @@
             {
            - "A": 1
             }
            examples/demo/assembly-Prod/B.template.json: there is no tests/golden/demo/assembly-Prod/B.template.json
            tests/golden/demo/Old.template.json: example demo writes no such template
        "#]]
        .assert_eq(&error);
        bless(root.path(), &examples).unwrap();
        assert!(!golden.join("Old.template.json").exists());
    }

    #[test]
    fn a_printed_template_is_one_file() {
        let (root, mut example) = example();
        example.assembly = None;
        let place = example.golden(root.path(), &example.templates[0]);
        assert_eq!(place, root.path().join("tests/golden/demo.template.json"));
    }
}
