//! A run that is killed, at every place, and a recovery that is killed too.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use expect_test::expect;

use super::super::rollback::{Recovery, recover, recover_with};
use super::*;

#[test]
fn the_order_of_a_run() {
    expect![[r#"
        make the directory `.regen/new`
        make the directory `.regen/old`
        write `.regen/new/0` for `Cargo.lock`
        write `.regen/new/1` for `generated/src/added/deep/n.rs`
        write `.regen/new/2` for `generated/src/changed.rs`
        write `.regen/new/3` for `generated/src/dir_to_file.rs`
        write `.regen/new/4` for `generated/src/file_to_dir/z.rs`
        write `.regen/new/5` for `generated/src/link.rs`
        write `.regen/new/6` for `spec/model.json`
        make a file in the repository root
        make a file in `generated/src`
        make a file in `generated/src/dir_to_file.rs`
        make a file in `generated/src/hollow`
        make a file in `generated/src/stale`
        make a file in `generated/src/stale/deep`
        make a file in `spec`
        make a file in `spec/upstream`
        write `.regen/journal.new`
        move `.regen/journal.new` to `.regen/journal.json`
        flush `.regen` to the disk
        flush the repository root to the disk
        move `generated/src/changed.rs` to `.regen/old/0`
        move `generated/src/dir_to_file.rs/inner.rs` to `.regen/old/1`
        move `generated/src/file_to_dir` to `.regen/old/2`
        move `generated/src/link.rs` to `.regen/old/3`
        move `generated/src/stale.rs` to `.regen/old/4`
        move `generated/src/stale/deep/x.rs` to `.regen/old/5`
        move `generated/src/stale/y.rs` to `.regen/old/6`
        move `generated/src/stale_link.rs` to `.regen/old/7`
        move `spec/model.json` to `.regen/old/8`
        move `spec/upstream/gone.json` to `.regen/old/9`
        remove the directory `generated/src/stale/deep`
        remove the directory `generated/src/stale`
        remove the directory `generated/src/hollow/deep`
        remove the directory `generated/src/hollow`
        remove the directory `generated/src/dir_to_file.rs`
        flush `generated/src` to the disk
        flush `generated/src/dir_to_file.rs` to the disk
        flush `generated/src/hollow` to the disk
        flush `generated/src/stale` to the disk
        flush `generated/src/stale/deep` to the disk
        flush `spec` to the disk
        flush `spec/upstream` to the disk
        flush `.regen/old` to the disk
        make the directory `generated/src/added`
        make the directory `generated/src/added/deep`
        make the directory `generated/src/file_to_dir`
        move `.regen/new/0` to `Cargo.lock`
        move `.regen/new/1` to `generated/src/added/deep/n.rs`
        move `.regen/new/2` to `generated/src/changed.rs`
        move `.regen/new/3` to `generated/src/dir_to_file.rs`
        move `.regen/new/4` to `generated/src/file_to_dir/z.rs`
        move `.regen/new/5` to `generated/src/link.rs`
        move `.regen/new/6` to `spec/model.json`
        flush the repository root to the disk
        flush `generated/src` to the disk
        flush `generated/src/added` to the disk
        flush `generated/src/added/deep` to the disk
        flush `generated/src/file_to_dir` to the disk
        flush `spec` to the disk
        delete `.regen/journal.json`
        flush `.regen` to the disk
        delete `.regen/new`
        delete `.regen/old`"#]]
    .assert_eq(&whole_run().acts.join("\n"));
}

#[test]
fn a_run_killed_anywhere_is_taken_back() {
    let WholeRun {
        acts,
        decided,
        after,
    } = whole_run();
    let journal = acts
        .iter()
        .position(|act| act.ends_with("to `.regen/journal.json`"))
        .unwrap();
    for (at, act) in acts.iter().enumerate() {
        let (repo, plan) = everything();
        let before = repo.snapshot();
        apply_dying(&plan, &repo, at);
        let recovery = recover(repo.root()).unwrap();
        if at == 0 {
            assert_eq!(recovery, Recovery::Nothing, "{act}");
        } else if journal < at && at <= decided {
            assert_eq!(recovery, Recovery::RolledBack { files: 14 }, "{act}");
        } else {
            assert_eq!(recovery, Recovery::Cleaned, "{act}");
        }
        if at <= decided {
            assert_eq!(repo.snapshot(), before, "{act}");
        } else {
            assert_eq!(repo.entries(), after, "{act}");
        }
        assert_eq!(repo.staging(), ["lock"], "{act}");
        assert_eq!(recover(repo.root()).unwrap(), Recovery::Nothing, "{act}");
        plan.apply(repo.root()).unwrap();
        assert_eq!(repo.entries(), after, "{act}");
    }
}

#[test]
fn a_recovery_killed_anywhere_is_finished_by_the_next() {
    let decided = whole_run().decided;
    let mut kills = 0;
    loop {
        let (repo, plan) = everything();
        let before = repo.snapshot();
        apply_dying(&plan, &repo, decided);
        if !dies(kills, |fault| recover_with(repo.root(), fault).unwrap()) {
            break;
        }
        recover(repo.root()).unwrap();
        assert_eq!(
            repo.snapshot(),
            before,
            "recovery killed before its change {kills}"
        );
        assert_eq!(repo.staging(), ["lock"]);
        kills += 1;
    }
    assert!(kills > 20, "only {kills} changes in a recovery");
}

#[test]
fn a_recovery_killed_again_and_again_ends() {
    let WholeRun { acts, decided, .. } = whole_run();
    for (at, act) in acts.iter().enumerate().take(decided + 1) {
        let (repo, plan) = everything();
        let before = repo.snapshot();
        apply_dying(&plan, &repo, at);
        // Each attempt gets one change further than the one before.
        let mut kept = 0;
        while dies(kept, |fault| recover_with(repo.root(), fault).unwrap()) {
            kept += 1;
        }
        assert_eq!(repo.snapshot(), before, "{act}");
        assert_eq!(repo.staging(), ["lock"]);
    }
}

#[test]
fn a_run_recovers_what_another_left_while_it_waited() {
    let WholeRun { acts, after, .. } = whole_run();
    for (at, act) in acts.iter().enumerate() {
        let (repo, plan) = everything();
        apply_dying(&plan, &repo, at);
        plan.apply(repo.root()).unwrap();
        assert_eq!(repo.entries(), after, "{act}");
        assert_eq!(repo.staging(), ["lock"]);
    }
}

#[test]
fn tells_in_one_line() {
    let notices = [
        Recovery::Nothing,
        Recovery::Cleaned,
        Recovery::RolledBack { files: 3 },
    ]
    .map(Recovery::notice);
    expect![[r#"
        [
            None,
            Some(
                "an earlier `cargo xtask regen` was interrupted; the tree is whole, and what was left in `.regen` is deleted",
            ),
            Some(
                "an earlier `cargo xtask regen` was interrupted while it changed the tree; it was taken back, and its files (3) are as they were before",
            ),
        ]
    "#]].assert_debug_eq(&notices);
}

const ROOT: &str = "COGNITO_CDK_TEST_KILLED_ROOT";
const AT: &str = "COGNITO_CDK_TEST_KILLED_AT";
const READY: &str = "ready to be killed";

/// The process that [`a_real_process_killed_anywhere_is_taken_back`] starts, and kills where it
/// stops.
#[test]
#[ignore = "is started by another test as a process of its own"]
fn killed_process() {
    let (Ok(root), Ok(at)) = (std::env::var(ROOT), std::env::var(AT)) else {
        return;
    };
    let at: usize = at.parse().unwrap();
    let (_, plan) = everything();
    let mut count = 0;
    transaction::apply(&plan, Path::new(&root), &mut |_| {
        if count == at {
            // Not with `println!`, which the test harness keeps to itself.
            writeln!(io::stdout(), "\n{READY}").unwrap();
            // Ends when the other process does, should that one be stopped.
            io::copy(&mut io::stdin(), &mut io::sink()).unwrap();
        }
        count += 1;
        Ok(())
    })
    .unwrap();
}

#[test]
fn a_real_process_killed_anywhere_is_taken_back() {
    let WholeRun {
        acts,
        decided,
        after,
    } = whole_run();
    let (_, module) = module_path!().split_once("::").unwrap();
    for (at, act) in acts.iter().enumerate() {
        let (repo, _) = everything();
        let before = repo.snapshot();
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--ignored", &format!("{module}::killed_process")])
            .env(ROOT, repo.root())
            .env(AT, at.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let ready = lines.any(|line| line.unwrap() == READY);
        assert!(ready, "the process did not come to: {act}");
        process.kill().unwrap();
        process.wait().unwrap();
        recover(repo.root()).unwrap();
        if at <= decided {
            assert_eq!(repo.snapshot(), before, "{act}");
        } else {
            assert_eq!(repo.entries(), after, "{act}");
        }
        assert_eq!(repo.staging(), ["lock"]);
    }
}
