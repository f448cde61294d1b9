//! Paths are data: what a plan refuses, and where a symlink ends a run.

use expect_test::{Expect, expect};

use super::*;

#[test]
fn a_plan_takes_only_portable_paths_inside_the_root() {
    let mut plan = Plan::new();
    let mut texts = Vec::new();
    for path in [
        "",
        "/etc/passwd",
        "../x",
        "a/../b",
        "./a",
        "a//b",
        "a/",
        ".",
        "..",
        "a\0b",
        "a\\b",
        "C:x",
        "a b",
        "naïve.rs",
        "a\nb",
        "\u{1b}[2J",
        "dot.",
        ".git/hooks/post-commit",
        ".GIT/config",
        ".regen/lock",
        ".git",
    ] {
        texts.push(plan.file(path, "").unwrap_err().to_string());
        assert_eq!(
            plan.own(path, |_| true).unwrap_err().to_string(),
            *texts.last().unwrap()
        );
    }
    expect![[r#"
        "" is no path inside the repository: it must be relative, with `/` between its names and without `.` and `..`
        "/etc/passwd" is no path inside the repository: it must be relative, with `/` between its names and without `.` and `..`
        "../x" is no path inside the repository: it must be relative, with `/` between its names and without `.` and `..`
        "a/../b" is no path inside the repository: it must be relative, with `/` between its names and without `.` and `..`
        "./a" is no path inside the repository: it must be relative, with `/` between its names and without `.` and `..`
        "a//b" is no path inside the repository: it must be relative, with `/` between its names and without `.` and `..`
        "a/" is no path inside the repository: it must be relative, with `/` between its names and without `.` and `..`
        "." is no path inside the repository: it must be relative, with `/` between its names and without `.` and `..`
        ".." is no path inside the repository: it must be relative, with `/` between its names and without `.` and `..`
        "a\0b" is no path inside the repository: it must be relative, with `/` between its names and without `.` and `..`
        "a\\b" is no name for a generated file: only ASCII letters, digits, `.`, `_` and `-` mean the same on every file system, and a name must not end with `.`
        "C:x" is no name for a generated file: only ASCII letters, digits, `.`, `_` and `-` mean the same on every file system, and a name must not end with `.`
        "a b" is no name for a generated file: only ASCII letters, digits, `.`, `_` and `-` mean the same on every file system, and a name must not end with `.`
        "naïve.rs" is no name for a generated file: only ASCII letters, digits, `.`, `_` and `-` mean the same on every file system, and a name must not end with `.`
        "a\nb" is no name for a generated file: only ASCII letters, digits, `.`, `_` and `-` mean the same on every file system, and a name must not end with `.`
        "\u{1b}[2J" is no name for a generated file: only ASCII letters, digits, `.`, `_` and `-` mean the same on every file system, and a name must not end with `.`
        "dot." is no name for a generated file: only ASCII letters, digits, `.`, `_` and `-` mean the same on every file system, and a name must not end with `.`
        ".git/hooks/post-commit" is inside `.git`, where no generated file may go
        ".GIT/config" is inside `.GIT`, where no generated file may go
        ".regen/lock" is inside `.regen`, where no generated file may go
        ".git" is inside `.git`, where no generated file may go"#]].assert_eq(&texts.join("\n"));
    assert!(plan.files.is_empty() && plan.owned.is_empty());
    plan.file(".cargo/config.toml", "").unwrap();
    plan.file("a/.hidden/..x/B-1_c.json.gz", "").unwrap();
}

#[test]
fn planned_files_must_fit_beside_each_other() {
    let mut plan = Plan::new();
    for path in ["a/b.rs", "x", "Case/file.rs"] {
        plan.file(path, "").unwrap();
    }
    plan.own("a", |_| true).unwrap();
    let texts = ["a/b.rs", "a", "x/y", "a/B.rs", "case/other.rs", "X"]
        .map(|path| plan.file(path, "").unwrap_err().to_string());
    expect![[r#"
        the file `a/b.rs` is planned twice: two things have the same name
        `a` is planned both as a file and as a directory (for `a`)
        `x` is planned both as a file and as a directory (for `x/y`)
        `a/B.rs` and `a/b.rs` are both planned: they are one where case does not count
        `case` and `Case` are both planned: they are one where case does not count
        `X` and `x` are both planned: they are one where case does not count"#]]
    .assert_eq(&texts.join("\n"));
    expect!["the directory `a` is owned twice"]
        .assert_eq(&plan.own("a", |_| true).unwrap_err().to_string());
}

/// Expects the same error from a check and from a run, and an untouched tree.
fn refused(repo: &Repo, plan: &Plan, text: &Expect) {
    let before = repo.snapshot();
    let found = repo.text(&plan.check(repo.root()).unwrap_err());
    assert_eq!(repo.text(&plan.apply(repo.root()).unwrap_err()), found);
    text.assert_eq(&found);
    assert_eq!(repo.snapshot(), before);
}

#[test]
fn no_way_leads_through_a_symlink() {
    let elsewhere = Repo::new();
    elsewhere.file("src/a.rs", "precious\n");
    let repo = Repo::new();
    repo.symlink("generated", elsewhere.root().to_str().unwrap());
    let mut plan = Plan::new();
    plan.file("generated/src/a.rs", "new\n").unwrap();
    refused(
        &repo,
        &plan,
        &expect![
            "`generated/src/a.rs` leads through the symlink `generated`, which may point out of the repository: put a real directory in its place"
        ],
    );
    let mut plan = Plan::new();
    plan.own("generated/src", |_| true).unwrap();
    refused(
        &repo,
        &plan,
        &expect![
            "`generated/src` leads through the symlink `generated`, which may point out of the repository: put a real directory in its place"
        ],
    );
    let mut plan = Plan::new();
    plan.own("generated", |_| true).unwrap();
    refused(
        &repo,
        &plan,
        &expect!["`generated` is no directory, but generated files must stand in it: move it away"],
    );
    assert_eq!(elsewhere.read("src/a.rs"), "precious\n");
}

#[test]
fn the_root_must_be_a_directory() {
    let repo = Repo::new();
    repo.file("file", "");
    for root in ["file", "absent"] {
        let root = repo.at(root);
        let texts = [
            Plan::new().check(&root).unwrap_err(),
            Plan::new().apply(&root).unwrap_err(),
        ];
        for error in texts {
            assert!(
                repo.text(&error)
                    .ends_with("is no directory, so it is no repository root"),
                "{error}"
            );
        }
    }
}

#[test]
fn names_that_no_report_can_hold_are_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let mut plan = Plan::new();
    plan.own("generated", |_| true).unwrap();
    let repo = Repo::new();
    repo.file("generated/a\u{1b}[2J.rs", "");
    refused(
        &repo,
        &plan,
        &expect![[
            r#"`generated` holds "a\u{1b}[2J.rs", a name with control characters: rename or delete it"#
        ]],
    );
    let repo = Repo::new();
    repo.dir("generated");
    fs::write(
        repo.at("generated")
            .join(std::ffi::OsStr::from_bytes(b"a\xff.rs")),
        "",
    )
    .unwrap();
    let text = repo.text(&plan.check(repo.root()).unwrap_err());
    expect!["`generated` holds `a�.rs`, a name that is not UTF-8: rename or delete it"]
        .assert_eq(&text);
}
