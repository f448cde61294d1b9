//! A staging directory or a journal that is not as this program leaves it.

use expect_test::{Expect, expect};

use super::super::rollback::recover;
use super::*;

/// Dies before the last change of the tree of [`three_files`].
fn interrupted() -> (Repo, Plan) {
    let (repo, plan) = three_files();
    let ended = catch_unwind(AssertUnwindSafe(|| {
        transaction::apply(&plan, repo.root(), &mut |what| {
            if what == DECIDES {
                resume_unwind(Box::new("killed"));
            }
            Ok(())
        })
    }));
    assert!(ended.is_err());
    (repo, plan)
}

/// Expects that neither a recovery nor a run does anything.
fn refused(repo: &Repo, plan: &Plan, text: &Expect) {
    let before = repo.snapshot();
    let found = repo.text(&recover(repo.root()).unwrap_err());
    assert_eq!(repo.text(&plan.apply(repo.root()).unwrap_err()), found);
    text.assert_eq(&found);
    assert_eq!(repo.snapshot(), before);
}

#[test]
fn the_journal_is_for_people_too() {
    let (repo, _) = interrupted();
    expect![[r#"
        {
          "about": "An unfinished `cargo xtask regen`. Run it again: it takes these steps back. What a backup step moved away is in old/<slot>.",
          "version": 1,
          "steps": [
            {
              "do": "backup",
              "path": "generated/src/a.rs",
              "slot": 0
            },
            {
              "do": "backup",
              "path": "generated/src/b.rs",
              "slot": 1
            },
            {
              "do": "install",
              "path": "generated/src/a.rs",
              "slot": 0,
              "sha256": "77981ea7ac834d42c8597b6879cf9e934679a54e817b2cd2ef461160026d7714"
            },
            {
              "do": "install",
              "path": "generated/src/c.rs",
              "slot": 1,
              "sha256": "f8d690c54177f732003f6e5a3784df58a837aab0655f005458fe0ab1dc2fdc2e"
            }
          ]
        }
    "#]].assert_eq(&repo.read(".regen/journal.json"));
}

#[test]
fn a_check_waits_for_the_recovery() {
    let (repo, plan) = interrupted();
    expect!["the tree is between two states: a `cargo xtask regen` is at work in it, or was interrupted (`.regen/journal.json` is there); wait until it has ended, or run `cargo xtask regen --offline`, which first takes it back"].assert_eq(&repo.text(&plan.check(repo.root()).unwrap_err()));
    recover(repo.root()).unwrap();
    assert_eq!(plan.check(repo.root()).unwrap().len(), 3);
}

#[test]
fn a_file_that_was_changed_since_is_not_overwritten() {
    let (repo, plan) = interrupted();
    repo.file("generated/src/a.rs", "by hand\n")
        .file("generated/src/c.rs", "by hand too\n");
    expect![[r#"
        the changes of an unfinished `cargo xtask regen` could not all be taken back:
          - `generated/src/a.rs` was changed after the interruption, and what it was before is in `.regen/old/0`: delete the one that you do not want
        everything else is as it was before; remove the cause and run `cargo xtask regen --offline`, which takes the rest back first, or do what is listed by hand and delete `.regen`"#]].assert_eq(&repo.text(&recover(repo.root()).unwrap_err()));
    assert_eq!(repo.read("generated/src/a.rs"), "by hand\n");
    assert_eq!(repo.read("generated/src/b.rs"), "old b\n");
    assert_eq!(repo.read(".regen/old/0"), "old a\n");
    plan.apply(repo.root()).unwrap_err();
    // What the text says helps, either way.
    fs::remove_file(repo.at("generated/src/a.rs")).unwrap();
    recover(repo.root()).unwrap();
    assert_eq!(repo.read("generated/src/a.rs"), "old a\n");
    assert_eq!(repo.read("generated/src/c.rs"), "by hand too\n");
    assert_eq!(repo.staging(), ["lock"]);
}

#[test]
fn a_file_that_git_restored_since_is_fine() {
    let (repo, _) = interrupted();
    repo.file("generated/src/a.rs", "old a\n")
        .file("generated/src/b.rs", "old b\n");
    recover(repo.root()).unwrap();
    assert_eq!(repo.read("generated/src/a.rs"), "old a\n");
    assert_eq!(repo.read("generated/src/b.rs"), "old b\n");
    assert!(!repo.at("generated/src/c.rs").exists());
    assert_eq!(repo.staging(), ["lock"]);
}

#[test]
fn a_lost_backup_is_named() {
    let (repo, plan) = interrupted();
    fs::remove_dir_all(repo.at(".regen/old")).unwrap();
    expect![[r#"
        the changes of an unfinished `cargo xtask regen` could not all be taken back:
          - what `generated/src/b.rs` was before is lost, because `.regen/old/1` is gone: restore it from git
          - what `generated/src/a.rs` was before is lost, because `.regen/old/0` is gone: restore it from git
        everything else is as it was before; remove the cause and run `cargo xtask regen --offline`, which takes the rest back first, or do what is listed by hand and delete `.regen`"#]].assert_eq(&repo.text(&recover(repo.root()).unwrap_err()));
    assert_eq!(repo.read("generated/src/a.rs"), "new a\n");
    repo.file("generated/src/a.rs", "old a\n")
        .file("generated/src/b.rs", "old b\n");
    plan.apply(repo.root()).unwrap();
    assert_eq!(repo.read("generated/src/a.rs"), "new a\n");
}

#[test]
fn a_damaged_journal_changes_nothing() {
    let step = |step: &str| format!("{{\"version\": 1, \"steps\": [{step}]}}");
    let mut texts = Vec::new();
    for journal in [
        String::new(),
        "{\"version\": 1, \"steps\": [".to_owned(),
        "[".repeat(100_000),
        "{\"version\": 2, \"steps\": []}".to_owned(),
        "{\"version\": 1}".to_owned(),
        step("7"),
        step("{\"do\": \"backup\", \"path\": \"a\"}"),
        step("{\"do\": \"backup\", \"path\": \"a\", \"slot\": -1}"),
        step("{\"do\": \"install\", \"path\": \"a\", \"slot\": 0}"),
        step("{\"do\": \"format\", \"path\": \"a\"}"),
        step("{\"do\": \"backup\", \"path\": \"../a\", \"slot\": 0}"),
        step("{\"do\": \"backup\", \"path\": \"/etc/passwd\", \"slot\": 0}"),
        step("{\"do\": \"backup\", \"path\": \".git/hooks/post-commit\", \"slot\": 0}"),
    ] {
        let (repo, plan) = interrupted();
        repo.file(".regen/journal.json", &journal);
        let (before, staging) = (repo.snapshot(), repo.staging());
        let text = repo.text(&recover(repo.root()).unwrap_err());
        assert_eq!(repo.text(&plan.apply(repo.root()).unwrap_err()), text);
        assert_eq!((repo.snapshot(), repo.staging()), (before, staging));
        texts.push(
            text.rsplit("run the command again: ")
                .next()
                .unwrap()
                .to_owned(),
        );
    }
    expect![[r#"
        it is no JSON: EOF while parsing a value at line 1 column 0
        it is no JSON: EOF while parsing a list at line 1 column 25
        it is no JSON: recursion limit exceeded at line 1 column 128
        its `version` is not 1
        `steps` is missing or no list
        at `steps[0]`: `path` is missing or no string
        at `steps[0]`: `slot` is missing or no number
        at `steps[0]`: `slot` is missing or no number
        at `steps[0]`: `sha256` is missing or no string
        at `steps[0]`: "format" is no kind of step
        at `steps[0]`: "../a" is no path inside the repository: it must be relative, with `/` between its names and without `.` and `..`
        at `steps[0]`: "/etc/passwd" is no path inside the repository: it must be relative, with `/` between its names and without `.` and `..`
        at `steps[0]`: ".git/hooks/post-commit" is inside `.git`, where no generated file may go"#]].assert_eq(&texts.join("\n"));
    let (repo, plan) = interrupted();
    repo.file(".regen/journal.json", "");
    refused(
        &repo,
        &plan,
        &expect![
            "`.regen/journal.json` is damaged, so the unfinished `cargo xtask regen` that it describes cannot be taken back, and nothing was changed; look at the tree with `git status`, restore from git what you need (old content is in `.regen/old`), then delete `.regen` and run the command again: it is no JSON: EOF while parsing a value at line 1 column 0"
        ],
    );
    fs::File::create(repo.at(".regen/journal.json"))
        .unwrap()
        .set_len(1 << 30)
        .unwrap();
    assert!(
        repo.text(&recover(repo.root()).unwrap_err())
            .ends_with("it has 1073741824 bytes, more than any journal of ours")
    );
}

#[test]
fn staging_is_never_somebody_elses() {
    let elsewhere = Repo::new();
    elsewhere
        .file("old/0", "precious\n")
        .file("journal", "precious\n");
    let target = |path: &str| elsewhere.at(path).to_str().unwrap().to_owned();
    let mut plan = Plan::new();
    plan.file("a", "a").unwrap();

    let repo = Repo::new();
    repo.symlink(".regen", &target(""));
    refused(
        &repo,
        &plan,
        &expect!["`.regen` is no directory, but generated files are staged there: move it away"],
    );
    let repo = Repo::new();
    repo.file(".regen", "");
    refused(
        &repo,
        &plan,
        &expect!["`.regen` is no directory, but generated files are staged there: move it away"],
    );
    let repo = Repo::new();
    repo.symlink(".regen/lock", &target("journal"))
        .dir(".regen/new");
    refused(
        &repo,
        &plan,
        &expect!["`.regen/lock` is no plain file: delete it"],
    );
    let repo = Repo::new();
    repo.symlink(".regen/journal.json", &target("journal"));
    refused(
        &repo,
        &plan,
        &expect!["`.regen/journal.json` is no plain file: delete it"],
    );

    // A link in the place of staged files is deleted, not what it points to.
    let repo = Repo::new();
    repo.symlink(".regen/old", &target("old"))
        .symlink(".regen/new", &target("journal"));
    plan.apply(repo.root()).unwrap();
    assert_eq!(elsewhere.read("old/0"), "precious\n");
    assert_eq!(elsewhere.read("journal"), "precious\n");
}

#[test]
fn other_files_in_staging_stay() {
    let repo = Repo::new();
    repo.file(".regen/notes.txt", "by hand\n");
    let mut plan = Plan::new();
    plan.file("a", "a").unwrap();
    plan.apply(repo.root()).unwrap();
    recover(repo.root()).unwrap();
    assert_eq!(repo.staging(), ["lock", "notes.txt"]);
}
