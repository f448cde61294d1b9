//! Makes a function of each Rust block of the guide, so that the test of the guide can run them all.

#[path = "src/pages.rs"]
#[allow(
    unreachable_pub,
    reason = "the module is public in the library of the tests"
)]
mod pages;

use pages::Program;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// Where the pages are, from this directory.
const GUIDE: &str = "../docs/guide";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={GUIDE}");
    let mut names: Vec<String> = fs::read_dir(GUIDE)
        .map_err(|error| format!("cannot read {GUIDE}: {error}"))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "md"))
        .collect();
    names.sort();
    let mut source = String::new();
    let mut table = String::new();
    for name in names {
        println!("cargo::rerun-if-changed={GUIDE}/{name}");
        let page = fs::read_to_string(Path::new(GUIDE).join(&name))?;
        for block in pages::blocks(&page) {
            let Some(program) = block.program() else {
                continue;
            };
            let line = block.line;
            let item = format!(
                "{}_{line}",
                name.trim_end_matches(".md")
                    .replace('-', "_")
                    .to_lowercase()
            );
            writeln!(source, "// docs/guide/{name}:{line}")?;
            match program {
                Program::Items => writeln!(source, "mod {item} {{\n{}}}\n", block.code)?,
                Program::Body => {
                    let makes = |what: &str| block.code.contains(&format!("let {what} = "));
                    let app = if makes("app") {
                        ""
                    } else {
                        "let app = App::new();"
                    };
                    let own_stack = block.code.contains("(&app, ");
                    let stack = if own_stack {
                        ""
                    } else {
                        "let stack = Stack::new(&app, \"Guide\");"
                    };
                    writeln!(
                        source,
                        "fn {item}() -> Result<CloudAssembly, Box<dyn Error>> {{ {app} {stack}"
                    )?;
                    let begin = source.lines().count();
                    writeln!(source, "{}Ok(app.build()?)\n}}\n", block.code)?;
                    writeln!(
                        table,
                        "    Snippet {{ page: {name:?}, line: {line}, begin: {begin}, run: {item} }},"
                    )?;
                }
            }
        }
    }
    write!(source, "const SNIPPETS: &[Snippet] = &[\n{table}];\n")?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("guide.rs"), source)?;
    Ok(())
}
