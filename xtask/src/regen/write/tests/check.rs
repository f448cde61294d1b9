//! The report of `--check`.

use expect_test::{Expect, expect};

use super::super::render;
use super::*;

/// The report of a check, which leaves everything as it is.
fn report(repo: &Repo, plan: &Plan) -> String {
    let before = repo.snapshot();
    let report = render(&plan.check(repo.root()).unwrap());
    assert_eq!(repo.snapshot(), before);
    assert_eq!(repo.staging(), [""; 0], "a check made a staging directory");
    report
}

fn reports(repo: &Repo, plan: &Plan, text: &Expect) {
    text.assert_eq(&report(repo, plan));
}

/// A plan with one file, and a repository with another content of it.
fn one(old: impl AsRef<[u8]>, new: impl Into<Vec<u8>>) -> (Repo, Plan) {
    let repo = Repo::new();
    repo.dir("spec");
    fs::write(repo.at("spec/file"), old).unwrap();
    let mut plan = Plan::new();
    plan.file("spec/file", new).unwrap();
    (repo, plan)
}

/// A numbered line for each of some numbers.
fn lines(word: &str, numbers: impl Iterator<Item = u32>) -> String {
    numbers.fold(String::new(), |text, number| {
        text + &format!("{word} {number}\n")
    })
}

#[test]
fn nothing_to_report() {
    let (repo, plan) = one("same\n", "same\n");
    reports(
        &repo,
        &plan,
        &expect![[r#"
        all generated files are up to date
    "#]],
    );
}

#[test]
fn reports_everything() {
    let (repo, plan) = everything();
    reports(
        &repo,
        &plan,
        &expect![[r#"
        15 paths are not as the generator makes them:

          missing  Cargo.lock
          missing  generated/src/added/deep/n.rs
          changed  generated/src/changed.rs
          changed  generated/src/dir_to_file.rs (a directory stands in its place)
          stale    generated/src/dir_to_file.rs/inner.rs
          stale    generated/src/file_to_dir
          missing  generated/src/file_to_dir/z.rs
          stale    generated/src/hollow/deep/ (an empty directory)
          changed  generated/src/link.rs (a symlink stands in its place)
          stale    generated/src/stale.rs
          stale    generated/src/stale/deep/x.rs
          stale    generated/src/stale/y.rs
          stale    generated/src/stale_link.rs (a symlink)
          changed  spec/model.json
          stale    spec/upstream/gone.json

        --- generated/src/changed.rs (in the tree)
        +++ generated/src/changed.rs (generated)
        @@ -1 +1 @@
        -old
        +new

        --- spec/model.json (in the tree)
        +++ spec/model.json (generated)
        @@ -1 +1 @@
        -{ "old": 1 }
        +{ "new": 2 }

        run `cargo xtask regen --offline` and commit the result
    "#]],
    );
}

#[test]
fn agrees_with_a_run() {
    let (repo, plan) = everything();
    plan.apply(repo.root()).unwrap();
    assert!(plan.check(repo.root()).unwrap().is_empty());
}

#[test]
fn special_files_are_not_opened() {
    let (repo, mut plan) = one("same\n", "same\n");
    plan.own("spec", |_| true).unwrap();
    plan.file("spec/socket", "a file\n").unwrap();
    let _planned = std::os::unix::net::UnixListener::bind(repo.at("spec/socket")).unwrap();
    let _stale = std::os::unix::net::UnixListener::bind(repo.at("spec/other")).unwrap();
    expect![[r#"
        2 paths are not as the generator makes them:

          stale    spec/other (no plain file)
          changed  spec/socket (something that is no file stands in its place)

        run `cargo xtask regen --offline` and commit the result
    "#]]
    .assert_eq(&render(&plan.check(repo.root()).unwrap()));
    plan.apply(repo.root()).unwrap();
    assert_eq!(repo.read("spec/socket"), "a file\n");
    assert!(!repo.at("spec/other").exists());
}

#[test]
fn shows_hunks_with_three_lines_around() {
    let old = lines("line", 1..=30);
    let new = old
        .replace("line 5\n", "line five\n")
        .replace("line 25\n", "")
        + "end";
    let (repo, plan) = one(old, new);
    reports(
        &repo,
        &plan,
        &expect![[r#"
        1 path is not as the generator makes them:

          changed  spec/file

        --- spec/file (in the tree)
        +++ spec/file (generated)
        @@ -2,7 +2,7 @@
         line 2
         line 3
         line 4
        -line 5
        +line five
         line 6
         line 7
         line 8
        @@ -22,9 +22,9 @@
         line 22
         line 23
         line 24
        -line 25
         line 26
         line 27
         line 28
         line 29
         line 30
        +end
        \ no newline at the end

        run `cargo xtask regen --offline` and commit the result
    "#]],
    );
}

#[test]
fn cuts_a_long_diff() {
    let old = lines("old", 0..500);
    let (repo, plan) = one(&old, old.replace("old", "new"));
    let report = render(&plan.check(repo.root()).unwrap());
    assert_eq!(report.lines().count(), 69, "{report}");
    let end: Vec<&str> = report.lines().skip(64).collect();
    expect![[r#"
        -old 57
        -old 58
        … 941 more lines

        run `cargo xtask regen --offline` and commit the result"#]]
    .assert_eq(&end.join("\n"));
}

#[test]
fn cuts_a_long_report() {
    let repo = Repo::new();
    let mut plan = Plan::new();
    for file in 0..10 {
        let old = lines("old", 0..100);
        repo.file(&format!("spec/{file}"), &old);
        plan.file(format!("spec/{file}"), old.replace("old", "new"))
            .unwrap();
    }
    let report = render(&plan.check(repo.root()).unwrap());
    let (_, end) = report.split_once("+++ spec/6").unwrap();
    let end: Vec<&str> = end
        .lines()
        .filter(|line| !line.starts_with("-old"))
        .collect();
    expect![[r#"
         (generated)
        @@ -1,100 +1,100 @@
        … 161 more lines

        --- spec/7 (in the tree)
        +++ spec/7 (generated)
        … 201 more lines

        --- spec/8 (in the tree)
        +++ spec/8 (generated)
        … 201 more lines

        --- spec/9 (in the tree)
        +++ spec/9 (generated)
        … 201 more lines

        run `cargo xtask regen --offline` and commit the result"#]]
    .assert_eq(&end.join("\n"));
}

#[test]
fn shows_what_a_terminal_would_hide_or_obey() {
    let (repo, plan) = one("a\r\nb\n", "a\nb\u{1b}[2J\u{202e}\tc\n");
    reports(
        &repo,
        &plan,
        &expect![[r#"
        1 path is not as the generator makes them:

          changed  spec/file

        --- spec/file (in the tree)
        +++ spec/file (generated)
        @@ -1,2 +1,2 @@
        -a\r
        -b
        +a
        +b\u{1b}[2J\u{202e}	c

        run `cargo xtask regen --offline` and commit the result
    "#]],
    );
}

#[test]
fn cuts_a_long_line() {
    let (repo, plan) = one("short\n", "é".repeat(1_000));
    let report = render(&plan.check(repo.root()).unwrap());
    let line = report.lines().find(|line| line.starts_with("+é")).unwrap();
    assert_eq!(line, format!("+{}… 800 more characters", "é".repeat(200)));
}

#[test]
fn compares_no_binary_files_and_no_huge_ones() {
    let sparse = one("", "text\n");
    fs::File::options()
        .write(true)
        .open(sparse.0.at("spec/file"))
        .unwrap()
        .set_len(1 << 23)
        .unwrap();
    let instead = [
        one(b"\xff\xfe", "text\n"),
        one("text\n", b"with\0zero"),
        one("text\n", vec![b'a'; (1 << 20) + 1]),
        sparse,
    ]
    .map(|(repo, plan)| {
        let report = report(&repo, &plan);
        let (_, diff) = report
            .split_once("+++ spec/file (generated)\n")
            .expect("the head of a diff");
        let (instead, _) = diff.split_once("\n\n").expect("an end of the diff");
        instead.to_owned()
    });
    expect![[r#"
        binary files differ (2 bytes in the tree, 5 generated)
        binary files differ (5 bytes in the tree, 9 generated)
        too large for a diff (5 bytes in the tree, 1048577 generated)
        too large for a diff (8388608 bytes in the tree, 5 generated)"#]]
    .assert_eq(&instead.join("\n"));
}
