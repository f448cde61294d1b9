//! `--all --out DIR`, and that the same input gives the same bytes, wherever it is.

use expect_test::expect;
use std::fs;

use crate::support::upstream::Upstream;
use crate::support::{REGEN_FROM_FILES, Sandbox, assert_same, tree};

#[test]
fn two_repositories_get_identical_files() {
    let upstream = Upstream::pinned();
    let made = [(); 2].map(|()| {
        let sandbox = Sandbox::of_repository();
        fs::remove_dir_all(sandbox.path("generated")).unwrap();
        for path in [
            "spec/upstream",
            "spec/model.json",
            "spec/names.lock",
            "spec/spec.lock",
        ] {
            let path = sandbox.path(path);
            if path.is_dir() {
                fs::remove_dir_all(path).unwrap();
            } else {
                fs::remove_file(path).unwrap();
            }
        }
        sandbox.accepts(&upstream, &["--quiet"]);
        sandbox.tree()
    });
    assert_same(&made[0], &made[1]);
    // Also names that are frozen are those that are given without the frozen ones.
    let mut committed = Sandbox::of_repository().tree();
    committed.remove("spec/spec.lock");
    let mut fresh = made[0].clone();
    fresh.remove("spec/spec.lock");
    assert_same(&committed, &fresh);
}

#[test]
fn a_crate_of_everything_is_the_same_each_time() {
    let sandbox = Sandbox::of_repository();
    let before = sandbox.tree();
    Upstream::pinned().write(&sandbox.upstream());
    let all = |out: &str| sandbox.run(&[&REGEN_FROM_FILES[..], &["--all", "--out", out]].concat());

    let first = all("../first");
    assert_eq!(first.code, Some(0), "{first:#?}");
    expect![[r#"
        38 resource types (36 in the specification, 38 in the schemas) and 131 property types: 55 files in ../first
    "#]].assert_eq(&first.stdout);
    assert_eq!(all("../deeper/second").code, Some(0));
    let made = tree(&sandbox.path("../first"));
    assert_same(&made, &tree(&sandbox.path("../deeper/second")));

    // A crate of an earlier run is brought up to date, and only what is ours is touched.
    let stray = sandbox.path("../first/src/stray.rs");
    fs::write(&stray, "").unwrap();
    fs::write(sandbox.path("../first/src/lib.rs"), "").unwrap();
    assert_eq!(all("../first").code, Some(0));
    let mut again = tree(&sandbox.path("../first"));
    again.retain(|path, _| !path.starts_with(".regen/"));
    let mut made = made;
    made.retain(|path, _| !path.starts_with(".regen/"));
    assert_same(&made, &again);
    assert_same(&before, &sandbox.tree());
}

#[test]
fn a_directory_of_somebody_else_is_left_alone() {
    let sandbox = Sandbox::small();
    Upstream::small().write(&sandbox.upstream());
    let all =
        |out: &str| sandbox.refuses(&[&REGEN_FROM_FILES[..], &["--all", "--out", out]].concat());
    sandbox.write("../mine/notes.txt", "mine\n");
    let before = tree(&sandbox.path("../mine"));
    expect![[r#"
        error: ../mine is not empty, and no earlier run has made it; choose another directory
    "#]]
    .assert_eq(&all("../mine"));
    assert_same(&before, &tree(&sandbox.path("../mine")));
    sandbox.write("../mine/Cargo.toml", "[package]\nname = \"mine\"\n");
    expect![[r#"
        error: ../mine is not empty, and no earlier run has made it; choose another directory
    "#]]
    .assert_eq(&all("../mine"));
    expect![[r#"
        error: cannot make the directory ../mine/notes.txt: File exists (os error 17)
    "#]]
    .assert_eq(&all("../mine/notes.txt"));
    // The repository itself is somebody else's too.
    expect![[r#"
        error: . is not empty, and no earlier run has made it; choose another directory
    "#]]
    .assert_eq(&all("."));
    expect![[r#"
        error: generated is not empty, and no earlier run has made it; choose another directory
    "#]]
    .assert_eq(&all("generated"));
}

#[test]
fn flags_that_contradict_each_other_are_refused() {
    let sandbox = Sandbox::small();
    for flags in [
        &["--offline", "--spec", "file"][..],
        &["--check", "--schemas", "file"],
        &["--all"],
        &["--out", "directory"],
        &["--all", "--out", "directory", "--offline"],
        &["--all", "--out", "directory", "--check"],
        &["--check", "--accept-renames"],
        &["--offline", "--spec-origin", "a mirror"],
    ] {
        let before = sandbox.tree();
        let run = sandbox.run(&[&["regen"], flags].concat());
        assert_eq!(run.code, Some(2), "{flags:?}: {run:#?}");
        assert_same(&before, &sandbox.tree());
    }
}
