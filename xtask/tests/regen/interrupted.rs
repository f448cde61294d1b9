//! Runs that do not end well: killed ones, and ones that the disk lets down. The tree stays whole.

use expect_test::expect;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command};
use std::thread;
use std::time::Instant;

use crate::support::loopback::Reply;
use crate::support::upstream::Upstream;
use crate::support::{
    REGEN_FROM_FILES, SPECIFICATION, Sandbox, Tree, assert_same, differences, masked, tree,
};

/// Kills a run at once, as a loss of power would.
fn kill(mut run: Child) {
    // It may have ended by itself.
    let _ = run.kill();
    run.wait().unwrap();
}

/// A repository that goes back and forth between two versions of upstream, with many files that differ.
struct Pendulum {
    sandbox: Sandbox,
    old: Tree,
    new: Tree,
}

impl Pendulum {
    fn new() -> Self {
        let sandbox = Sandbox::of(&Upstream::large(40, "Old"));
        let old = sandbox.tree();
        sandbox.accepts(&Upstream::large(60, "New"), &["--accept-renames"]);
        let new = sandbox.tree();
        assert!(differences(&old, &new).len() > 60);
        Self { sandbox, old, new }
    }

    /// Starts a run that has everything to change; with it comes the tree that it is to make.
    fn swing(&self) -> (Child, &Tree) {
        let (upstream, wanted) = if self.sandbox.tree() == self.old {
            (Upstream::large(60, "New"), &self.new)
        } else {
            (Upstream::large(40, "Old"), &self.old)
        };
        upstream.write(&self.sandbox.upstream());
        let arguments = [&REGEN_FROM_FILES[..], &["--accept-renames"]].concat();
        (self.sandbox.start(&arguments), wanted)
    }
}

#[test]
fn a_run_that_is_killed_at_whatever_moment_leaves_a_whole_tree() {
    const MOMENTS: u32 = 16;
    let pendulum = Pendulum::new();
    let started = Instant::now();
    let (mut run, wanted) = pendulum.swing();
    assert!(run.wait().unwrap().success());
    let whole_run = started.elapsed();
    assert_same(wanted, &pendulum.sandbox.tree());

    for moment in 0..=MOMENTS {
        let (run, _) = pendulum.swing();
        thread::sleep(whole_run * moment / MOMENTS);
        kill(run);
        // The check takes back what was half done, and finds the tree as it was or as it is to be.
        let run = pendulum.sandbox.run(&["regen", "--check"]);
        assert_eq!(run.code, Some(0), "{run:#?}");
        let tree = pendulum.sandbox.tree();
        if tree != pendulum.new {
            assert_same(&pendulum.old, &tree);
        }
    }
}

#[test]
fn a_run_that_is_killed_while_it_writes_is_taken_back_and_can_be_repeated() {
    let pendulum = Pendulum::new();
    // What a run makes on its way, from the first change of the disk to the last.
    for sign in [
        ".regen/new",
        ".regen/new/9",
        ".regen/new/60",
        ".regen/journal.new",
        ".regen/journal",
        ".regen/old/0",
        ".regen/old/30",
        ".regen/old/60",
    ] {
        let (mut run, wanted) = pendulum.swing();
        while !pendulum.sandbox.path(sign).exists() && run.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        kill(run);
        let again = pendulum
            .sandbox
            .run(&[&REGEN_FROM_FILES[..], &["--accept-renames"]].concat());
        assert_eq!(again.code, Some(0), "{sign}: {again:#?}");
        assert_same(wanted, &pendulum.sandbox.tree());
    }
}

#[test]
fn a_run_that_is_killed_while_it_downloads_has_changed_nothing() {
    let sandbox = Sandbox::small();
    let before = sandbox.tree();
    let upstream = Upstream::large(5, "New");
    let server = upstream.serve();
    server.serve(
        SPECIFICATION,
        Reply::ok(upstream.specification_bytes()).stall_after(1_000),
    );
    let run = sandbox.start(&["regen", "--spec", &server.url(SPECIFICATION)]);
    while server.body_bytes(SPECIFICATION) == 0 {
        thread::yield_now();
    }
    kill(run);
    assert_same(&before, &sandbox.tree());
    let run = sandbox.run(&["regen", "--check"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn two_runs_at_once_do_not_mix() {
    let sandbox = Sandbox::small();
    let lock = File::open(sandbox.path(".regen/lock")).unwrap();
    lock.lock().unwrap();
    expect![[r#"
        error: another `cargo xtask regen` is at work in this repository and holds `.regen/lock`: wait until it has ended, then run the command again
    "#]].assert_eq(&sandbox.refuses_upstream(&Upstream::large(2, "New")));
    lock.unlock().unwrap();
    sandbox.accepts(&Upstream::large(2, "New"), &[]);
}

#[test]
fn what_stands_in_the_way_is_named_and_left_alone() {
    let sandbox = Sandbox::small();
    let upstream = Upstream::large(2, "New");
    let instead = |path: &str| {
        let place = sandbox.path(path);
        if place.is_dir() {
            fs::remove_dir_all(place).unwrap();
        } else {
            fs::remove_file(place).unwrap();
        }
    };

    instead("generated");
    sandbox.write("generated", "a file\n");
    expect![[r#"
        error: `generated` is no directory, but generated files must stand in it: move it away
    "#]]
    .assert_eq(&sandbox.refuses_upstream(&upstream));
    expect![[r#"
        error: `generated` is no directory, but generated files must stand in it: move it away
    "#]]
    .assert_eq(&sandbox.refuses(&["regen", "--check"]));
    instead("generated");

    sandbox.write("spec/model.json.d/x", "");
    instead("spec/model.json");
    sandbox.write("spec/model.json/mine", "mine\n");
    expect![[r#"
        error: cannot read DIR/repository/spec/model.json: Is a directory (os error 21)
    "#]]
    .assert_eq(&sandbox.refuses_upstream(&upstream));
    instead("spec/model.json");

    instead(".regen");
    sandbox.write(".regen", "a file\n");
    expect![[r#"
        error: `.regen` is no directory, but generated files are staged there: move it away
    "#]]
    .assert_eq(&sandbox.refuses_upstream(&upstream));
    instead(".regen");
    sandbox.accepts(&upstream, &[]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_repository_is_not_followed() {
    let sandbox = Sandbox::small();
    let elsewhere = sandbox.path("../elsewhere");
    fs::rename(sandbox.path("generated"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, sandbox.path("generated")).unwrap();
    let before = tree(&elsewhere);
    expect![[r#"
        error: `generated/Cargo.toml` leads through the symlink `generated`, which may point out of the repository: put a real directory in its place
    "#]].assert_eq(&sandbox.refuses_upstream(&Upstream::large(2, "New")));
    assert_same(&before, &tree(&elsewhere));
}

#[test]
fn a_cache_that_cannot_be_written_is_a_warning() {
    let sandbox = Sandbox::small();
    sandbox.write("target", "a file\n");
    let run = sandbox.regen_from(&Upstream::small().serve(), &["--quiet"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    expect![[r#"
        warning: the download is not cached: DIR/repository/target/xtask/cache: Not a directory (os error 20)
        warning: the download is not cached: DIR/repository/target/xtask/cache: Not a directory (os error 20)
    "#]].assert_eq(&run.stderr);
}

/// Runs a script where a disk of its own, of `size`, is mounted at `$DISK` and has the repository on it; what
/// is left of that is found in `DIR/after`. `None` where nothing can be mounted.
#[cfg(target_os = "linux")]
fn on_a_disk(sandbox: &Sandbox, size: &str, script: &str) -> Option<crate::support::Run> {
    let disk = sandbox.path("../disk");
    fs::create_dir_all(&disk).unwrap();
    // The mount is in a namespace of the script's own, and ends with it.
    let in_namespace = |script: &str| {
        let mut command = Command::new("unshare");
        command
            .args(["--map-root-user", "--mount", "sh", "-c", script])
            .env_remove("CARGO_TARGET_DIR")
            .env("XTASK", env!("CARGO_BIN_EXE_xtask"))
            .env("DISK", &disk)
            .env("SIZE", size)
            .env("REPOSITORY", sandbox.root())
            .env("AFTER", sandbox.path("../after"));
        command
    };
    let probe = in_namespace("mount -t tmpfs -o size=64k none \"$DISK\"").output();
    if !probe.is_ok_and(|output| output.status.success()) {
        let said = "skipped: no file system can be mounted here\n";
        std::io::stderr().write_all(said.as_bytes()).unwrap();
        return None;
    }
    let _ = fs::remove_dir_all(sandbox.path("../after"));
    Some(sandbox.finish(&mut in_namespace(&format!(
        "mount -t tmpfs -o size=\"$SIZE\" none \"$DISK\" && cp -a \"$REPOSITORY\"/. \"$DISK\" && cd \"$DISK\" || exit 99\n\
         {script}\ncode=$?\ncp -a \"$DISK\" \"$AFTER\" || exit 98\nexit $code"
    ))))
}

/// The tree that [`on_a_disk`] has left, without the lock file.
#[cfg(target_os = "linux")]
fn after(sandbox: &Sandbox) -> Tree {
    let mut tree = tree(Path::new(&sandbox.path("../after")));
    tree.retain(|path, _| path != ".regen/" && path != ".regen/lock");
    tree
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_changes_nothing() {
    let upstream = Upstream::large(60, "New");
    let sandbox = Sandbox::small();
    let before = sandbox.tree();
    upstream.write(&sandbox.upstream());
    let regen = format!(
        "\"$XTASK\" regen --quiet --spec '{0}/specification.json' --schemas '{0}/schemas.zip'",
        sandbox.upstream().display()
    );
    let mut said = String::new();
    for size in ["160k", "200k", "240k", "280k", "320k"] {
        let Some(run) = on_a_disk(&sandbox, size, &regen) else {
            return;
        };
        assert_eq!(run.code, Some(1), "{size}: {run:#?}");
        assert_same(&before, &after(&sandbox));
        said += &masked(
            &run.stderr,
            r"`\.regen/new/\d+` for `[^`]*`",
            "`.regen/new/NUMBER` for `FILE`",
        );
    }
    expect![[r#"
        error: the generated files could not be brought into the tree; nothing was changed: could not write `.regen/new/NUMBER` for `FILE`: No space left on device (os error 28)
        error: the generated files could not be brought into the tree; nothing was changed: could not write `.regen/new/NUMBER` for `FILE`: No space left on device (os error 28)
        error: the generated files could not be brought into the tree; nothing was changed: could not write `.regen/new/NUMBER` for `FILE`: No space left on device (os error 28)
        error: the generated files could not be brought into the tree; nothing was changed: could not write `.regen/new/NUMBER` for `FILE`: No space left on device (os error 28)
        error: the generated files could not be brought into the tree; nothing was changed: could not write `.regen/new/NUMBER` for `FILE`: No space left on device (os error 28)
    "#]].assert_eq(&said);
    let run = on_a_disk(&sandbox, "16M", &regen).unwrap();
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert!(differences(&before, &after(&sandbox)).len() > 60);
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_disk_is_fit_for_a_check() {
    let sandbox = Sandbox::small();
    fs::remove_dir_all(sandbox.path(".regen")).unwrap();
    let before = sandbox.tree();
    let read_only = "mount -o remount,ro \"$DISK\" && ";
    let Some(run) = on_a_disk(
        &sandbox,
        "4M",
        &format!("{read_only}\"$XTASK\" regen --check"),
    ) else {
        return;
    };
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let run = on_a_disk(
        &sandbox,
        "4M",
        &format!("{read_only}\"$XTASK\" regen --offline"),
    )
    .unwrap();
    assert_eq!(run.code, Some(1), "{run:#?}");
    expect![[r#"
        error: could not make the staging directory `.regen`: Read-only file system (os error 30)
    "#]]
    .assert_eq(&run.stderr);
    assert_same(&before, &after(&sandbox));
}
