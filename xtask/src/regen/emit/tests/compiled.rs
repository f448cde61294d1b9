//! The generated crates of all cases are built without a warning, and a program of each case is run: only
//! the compiler finds every name that shadows another one.

use super::{CASES, compare, fixture, generate, read, root};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes a file unless it is there already, so that nothing is built again without need.
fn write(path: &Path, text: &str) {
    if std::fs::read_to_string(path).is_ok_and(|found| found == text) {
        return;
    }
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A directory beside what else is built, which stays for the next run.
fn workspace() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    // target/debug/deps/xtask-…
    let target = test.ancestors().nth(3).unwrap();
    target.join("xtask/generated-cases")
}

#[test]
fn the_generated_crates_compile_and_work() {
    let workspace = workspace();
    let sources = workspace.join("src");
    let mut manifest = "[package]\nname = \"cases\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                        [workspace]\n\n[dependencies]\n"
        .to_owned();
    let mut main = String::new();
    let mut calls = String::new();
    for case in CASES {
        let crate_directory = workspace.join(case);
        // A file of an earlier run that is not generated any more must not help the build.
        let _ = std::fs::remove_dir_all(crate_directory.join("src"));
        for (path, text) in generate(case) {
            let text = if path == "Cargo.toml" {
                // The cases are members of one workspace, so that one run of cargo builds them all.
                text.replace("everything-l1", &format!("case-{case}"))
                    .replace("[workspace]\n", "")
            } else {
                text
            };
            write(&crate_directory.join(path), &text);
        }
        let program = read(&fixture(case).join("program.rs"));
        write(&sources.join(format!("{case}.rs")), &program);
        writeln!(manifest, "case-{case} = {{ path = {case:?} }}").unwrap();
        writeln!(main, "mod {case};").unwrap();
        writeln!(
            calls,
            "    println!(\"=== {case}\\n{{}}\", {case}::template());"
        )
        .unwrap();
    }
    write(&workspace.join("Cargo.toml"), &manifest);
    write(
        &workspace.join("Cargo.lock"),
        &read(&root().join("Cargo.lock")),
    );
    write(
        &sources.join("main.rs"),
        &format!("{main}\nfn main() {{\n{calls}}}\n"),
    );

    let output = Command::new(env!("CARGO"))
        .args(["run", "--offline", "--quiet"])
        .current_dir(&workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .env("RUSTFLAGS", "-D warnings -D ambiguous_glob_reexports")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{}:\n{errors}",
        workspace.display()
    );
    let printed = String::from_utf8(output.stdout).unwrap();
    let printed: BTreeMap<&str, &str> = printed
        .split("=== ")
        .filter_map(|part| part.split_once('\n'))
        .collect();
    for case in CASES {
        let template = BTreeMap::from([("template.txt".to_owned(), printed[case].to_owned())]);
        compare(&fixture(case).join("printed"), &template);
    }
}
