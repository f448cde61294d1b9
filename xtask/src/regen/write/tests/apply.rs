//! Applying a plan: what is written, what is deleted, what stays; and what happens when the disk
//! fails.

use std::os::unix::fs::PermissionsExt as _;

use expect_test::{Expect, expect};

use super::super::lock::Lock;
use super::super::rollback::recover;
use super::*;

/// The tree of [`everything`] after its plan was applied.
fn expected(repo: &Repo, plan: &Plan) -> BTreeMap<String, Entry> {
    let mut expected = repo.entries();
    expected.retain(|path, _| {
        !path.starts_with("generated/")
            && !plan.files.contains_key(path)
            && path != "spec/upstream/gone.json"
    });
    for (path, bytes) in &plan.files {
        expected.insert(path.clone(), Entry::File(bytes.clone()));
        for dir in super::super::path::ancestors(path) {
            expected.insert(dir.to_owned(), Entry::Directory);
        }
    }
    expected
}

#[test]
fn makes_the_tree_agree_with_the_plan() {
    let (repo, plan) = everything();
    let expected = expected(&repo, &plan);
    let applied = plan.apply(repo.root()).unwrap();
    assert_eq!(repo.entries(), expected);
    assert_eq!(repo.staging(), ["lock"]);
    assert_eq!(
        repo.read("outside.rs"),
        "not generated\n",
        "a symlink was followed"
    );
    expect![[r#"
        Applied {
            written: [
                "Cargo.lock",
                "generated/src/added/deep/n.rs",
                "generated/src/changed.rs",
                "generated/src/dir_to_file.rs",
                "generated/src/file_to_dir/z.rs",
                "generated/src/link.rs",
                "spec/model.json",
            ],
            removed: [
                "generated/src/dir_to_file.rs/inner.rs",
                "generated/src/file_to_dir",
                "generated/src/stale.rs",
                "generated/src/stale/deep/x.rs",
                "generated/src/stale/y.rs",
                "generated/src/stale_link.rs",
                "spec/upstream/gone.json",
                "generated/src/dir_to_file.rs/",
                "generated/src/hollow/",
                "generated/src/hollow/deep/",
                "generated/src/stale/",
                "generated/src/stale/deep/",
            ],
            unchanged: 1,
        }
    "#]]
    .assert_debug_eq(&applied);
}

#[test]
fn writes_nothing_the_second_time() {
    let (repo, plan) = everything();
    plan.apply(repo.root()).unwrap();
    for path in plan.files.keys() {
        repo.age(path);
    }
    let before = repo.snapshot();
    let applied = plan.apply(repo.root()).unwrap();
    assert_eq!(
        applied,
        Applied {
            unchanged: plan.files.len(),
            ..Applied::default()
        }
    );
    assert_eq!(repo.snapshot(), before);
}

#[test]
fn touches_no_file_that_is_as_planned() {
    let (repo, plan) = everything();
    let before = repo.snapshot();
    plan.apply(repo.root()).unwrap();
    let after = repo.snapshot();
    for path in [
        "generated/src/same.rs",
        "docs/hand.md",
        "outside.rs",
        "spec/upstream/README",
    ] {
        assert_eq!(after.get(path), before.get(path), "{path}");
    }
}

#[test]
fn new_files_are_plain() {
    let repo = Repo::new();
    repo.file("generated/src/a.rs", "old\n");
    let executable = fs::Permissions::from_mode(0o777);
    fs::set_permissions(repo.at("generated/src/a.rs"), executable).unwrap();
    let mut plan = Plan::new();
    plan.file("generated/src/a.rs", "new\n").unwrap();
    plan.apply(repo.root()).unwrap();
    let mode = fs::metadata(repo.at("generated/src/a.rs"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o111, 0, "{mode:o}");
}

#[test]
fn an_owned_directory_that_nothing_is_planned_for_goes() {
    let repo = Repo::new();
    repo.file("generated/src/a/b.rs", "b\n")
        .file("generated/Cargo.toml", "by hand\n");
    let mut plan = Plan::new();
    plan.own("generated/src", |_| true).unwrap();
    let applied = plan.apply(repo.root()).unwrap();
    assert_eq!(
        applied.removed,
        ["generated/src/a/b.rs", "generated/src/", "generated/src/a/"]
    );
    let left: Vec<String> = repo.entries().into_keys().collect();
    assert_eq!(left, ["generated", "generated/Cargo.toml"]);
}

#[test]
fn the_predicate_is_asked_for_paths_in_the_owned_directory() {
    let repo = Repo::new();
    repo.file("spec/upstream/a/x.json", "")
        .file("spec/upstream/a/keep", "")
        .file("spec/upstream/x.json", "");
    let mut plan = Plan::new();
    plan.own("spec/upstream", |path| path == "a/x.json")
        .unwrap();
    assert_eq!(
        plan.apply(repo.root()).unwrap().removed,
        ["spec/upstream/a/x.json"]
    );
    assert!(repo.at("spec/upstream/a/keep").exists() && repo.at("spec/upstream/x.json").exists());
}

/// Applies a plan with one file and expects an error that leaves everything as it is.
fn refused(repo: &Repo, path: &str, text: &Expect) {
    let before = repo.snapshot();
    let mut plan = Plan::new();
    plan.own("generated/src", |path| path.ends_with("rs"))
        .unwrap();
    plan.file("generated/src/first.rs", "first\n").unwrap();
    plan.file(path, "text\n").unwrap();
    text.assert_eq(&repo.text(&plan.apply(repo.root()).unwrap_err()));
    assert_eq!(repo.snapshot(), before);
    assert_eq!(repo.staging(), ["lock"]);
}

#[test]
fn what_is_not_the_generators_is_not_moved_out_of_the_way() {
    let repo = Repo::new();
    repo.file("generated/src/a.rs/notes.txt", "by hand\n")
        .file("spec/model.json/x", "x\n")
        .file("core", "a file\n");
    refused(
        &repo,
        "generated/src/a.rs",
        &expect![
            "`generated/src/a.rs` is a directory, but a generated file must stand there: move it away"
        ],
    );
    refused(
        &repo,
        "spec/model.json",
        &expect![
            "`spec/model.json` is a directory, but a generated file must stand there: move it away"
        ],
    );
    refused(
        &repo,
        "core/lib.rs",
        &expect!["`core` is no directory, but generated files must stand in it: move it away"],
    );
}

#[test]
fn a_failure_anywhere_changes_nothing() {
    let WholeRun { acts, decided, .. } = whole_run();
    assert!(acts.len() > decided + 1, "{acts:#?}");
    for (failing, act) in acts.iter().enumerate() {
        let (repo, plan) = everything();
        let (before, expected) = (repo.snapshot(), expected(&repo, &plan));
        let result = apply_failing(&plan, &repo, |count, _| count == failing);
        if failing <= decided {
            let text = repo.text(&result.unwrap_err());
            assert_eq!(
                text,
                format!(
                    "the generated files could not be brought into the tree; nothing was changed: could not {act}: no \
                     space left"
                )
            );
            assert_eq!(repo.snapshot(), before, "{act}");
            assert_eq!(repo.staging(), ["lock"], "{act}");
        } else {
            result.unwrap();
            assert_eq!(repo.entries(), expected, "{act}");
            recover(repo.root()).unwrap();
            assert_eq!(repo.entries(), expected, "{act}");
            assert_eq!(repo.staging(), ["lock"], "{act}");
        }
    }
}

#[test]
fn a_failure_that_lasts_is_taken_back_by_the_next_run() {
    let WholeRun { acts, decided, .. } = whole_run();
    for (failing, act) in acts.iter().enumerate().take(decided + 1) {
        let (repo, plan) = everything();
        let before = repo.snapshot();
        apply_failing(&plan, &repo, |count, _| count >= failing).unwrap_err();
        recover(repo.root()).unwrap();
        assert_eq!(repo.snapshot(), before, "{act}");
        assert_eq!(repo.staging(), ["lock"], "{act}");
    }
}

#[test]
fn says_what_is_left_when_taking_back_fails_too() {
    let (repo, plan) = three_files();
    let mut broken = false;
    let error = apply_failing(&plan, &repo, |_, what| {
        broken |= what == "move `.regen/new/1` to `generated/src/c.rs`";
        broken && !what.contains("b.rs")
    });
    expect![[r#"
        the changes of an unfinished `cargo xtask regen` could not all be taken back:
          - could not move `.regen/old/0` back to `generated/src/a.rs`: no space left
        everything else is as it was before; remove the cause and run `cargo xtask regen --offline`, which takes the rest back first, or do what is listed by hand and delete `.regen`: could not move `.regen/new/1` to `generated/src/c.rs`: no space left"#]]
    .assert_eq(&repo.text(&error.unwrap_err()));
    assert_eq!(
        repo.read("generated/src/b.rs"),
        "old b\n",
        "what could be put back was not"
    );
    assert_eq!(repo.read(".regen/old/0"), "old a\n");
}

#[test]
fn one_run_at_a_time() {
    let (repo, plan) = everything();
    let before = repo.snapshot();
    let lock = Lock::take(repo.root()).unwrap();
    let busy = expect![
        "another `cargo xtask regen` is at work in this repository and holds `.regen/lock`: wait until it has ended, \
         then run the command again"
    ];
    busy.assert_eq(&repo.text(&plan.apply(repo.root()).unwrap_err()));
    repo.dir(".regen/new");
    busy.assert_eq(&repo.text(&recover(repo.root()).unwrap_err()));
    assert!(
        repo.at(".regen/new").exists(),
        "the staging of a run at work was deleted"
    );
    assert_eq!(repo.snapshot(), before);
    drop(lock);
    plan.apply(repo.root()).unwrap();
}

/// Does not bind for the superuser, for whom nothing is read-only; the injected failures cover
/// that.
#[test]
fn a_read_only_directory_is_found_before_any_change() {
    let repo = Repo::new();
    repo.file("generated/a.rs", "old\n")
        .file("locked/b.rs", "old\n");
    let before = repo.snapshot();
    let set_mode =
        |mode| fs::set_permissions(repo.at("locked"), fs::Permissions::from_mode(mode)).unwrap();
    set_mode(0o555);
    if fs::write(repo.at("locked/probe"), "").is_err() {
        let mut plan = Plan::new();
        plan.file("generated/a.rs", "new\n").unwrap();
        plan.file("locked/b.rs", "new\n").unwrap();
        let error = format!("{:#}", plan.apply(repo.root()).unwrap_err());
        assert!(
            error.contains("nothing was changed: could not make a file in `locked`"),
            "{error}"
        );
        assert_eq!(repo.snapshot(), before);
    }
    set_mode(0o755);
}
