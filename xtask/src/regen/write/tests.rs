//! What the tests share: a repository in a temporary directory, a snapshot of it, and ways to fail
//! and to die.
//!
//! They use symlinks, sockets and file modes, which are not the same on other systems.
#![cfg(unix)]
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes its texts in this way"
)]

mod apply;
mod check;
mod damage;
mod kill;
mod paths;
mod random;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fs, io};

use anyhow::Result;
use tempfile::TempDir;

use super::{Applied, Plan, transaction};

/// A repository root that vanishes with the test.
struct Repo(TempDir);

/// All that there is below a root but `.regen`: what it holds, and when it was written.
type Snapshot = BTreeMap<String, (Entry, SystemTime)>;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    Directory,
    File(Vec<u8>),
    Symlink(PathBuf),
}

impl Repo {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file long ago, so that another write of the same bytes shows.
    fn file(&self, path: &str, text: &str) -> &Self {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
        self.age(path);
        self
    }

    fn age(&self, path: &str) {
        let file = fs::File::options().write(true).open(self.at(path)).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000))
            .unwrap();
    }

    fn dir(&self, path: &str) -> &Self {
        fs::create_dir_all(self.at(path)).unwrap();
        self
    }

    fn symlink(&self, path: &str, target: &str) -> &Self {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(target, self.at(path)).unwrap();
        self
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap()
    }

    fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot::new();
        let mut pending = vec![self.root().to_owned()];
        while let Some(dir) = pending.pop() {
            for entry in fs::read_dir(dir).unwrap() {
                let place = entry.unwrap().path();
                let path = place
                    .strip_prefix(self.root())
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                let metadata = fs::symlink_metadata(&place).unwrap();
                if path == ".regen" {
                    continue;
                }
                // The time of a directory is that of its last entry, which may well come and go.
                let (entry, time) = if metadata.is_dir() {
                    pending.push(place);
                    (Entry::Directory, SystemTime::UNIX_EPOCH)
                } else if metadata.is_symlink() {
                    (
                        Entry::Symlink(fs::read_link(&place).unwrap()),
                        metadata.modified().unwrap(),
                    )
                } else {
                    (
                        Entry::File(fs::read(&place).unwrap()),
                        metadata.modified().unwrap(),
                    )
                };
                snapshot.insert(path, (entry, time));
            }
        }
        snapshot
    }

    /// What there is, without the times.
    fn entries(&self) -> BTreeMap<String, Entry> {
        self.snapshot()
            .into_iter()
            .map(|(path, (entry, _))| (path, entry))
            .collect()
    }

    /// The names in the staging directory.
    fn staging(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.at(".regen")) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// An error text without the root, which is another one each time.
    fn text(&self, error: &anyhow::Error) -> String {
        format!("{error:#}").replace(self.root().to_str().unwrap(), "ROOT")
    }
}

/// A tree with something of everything that a run can meet, and the plan for it.
fn everything() -> (Repo, Plan) {
    let repo = Repo::new();
    repo.file("docs/hand.md", "by hand\n")
        .file("outside.rs", "not generated\n")
        .file("spec/model.json", "{ \"old\": 1 }\n")
        .file("spec/upstream/README", "kept: does not belong\n")
        .file("spec/upstream/gone.json", "{}\n")
        .file("generated/src/changed.rs", "old\n")
        .file("generated/src/same.rs", "same\n")
        .file("generated/src/stale.rs", "stale\n")
        .file("generated/src/stale/deep/x.rs", "x\n")
        .file("generated/src/stale/y.rs", "y\n")
        .dir("generated/src/hollow/deep")
        .symlink("generated/src/link.rs", "../../outside.rs")
        .symlink("generated/src/stale_link.rs", "../../docs")
        .file("generated/src/file_to_dir", "file\n")
        .file("generated/src/dir_to_file.rs/inner.rs", "inner\n");
    let mut plan = Plan::new();
    plan.own("generated/src", |_| true).unwrap();
    plan.own("spec/upstream", |path| path.ends_with("json"))
        .unwrap();
    for (path, text) in [
        ("Cargo.lock", "lock\n"),
        ("spec/model.json", "{ \"new\": 2 }\n"),
        ("generated/src/changed.rs", "new\n"),
        ("generated/src/same.rs", "same\n"),
        ("generated/src/link.rs", "no link\n"),
        ("generated/src/file_to_dir/z.rs", "z\n"),
        ("generated/src/dir_to_file.rs", "a file now\n"),
        ("generated/src/added/deep/n.rs", "n\n"),
    ] {
        plan.file(path, text).unwrap();
    }
    (repo, plan)
}

/// A tree with a changed, a stale and a new file, and the plan for it.
fn three_files() -> (Repo, Plan) {
    let repo = Repo::new();
    repo.file("generated/src/a.rs", "old a\n")
        .file("generated/src/b.rs", "old b\n");
    let mut plan = Plan::new();
    plan.own("generated/src", |_| true).unwrap();
    plan.file("generated/src/a.rs", "new a\n").unwrap();
    plan.file("generated/src/c.rs", "new c\n").unwrap();
    (repo, plan)
}

/// The change of the disk that decides: a run that ends before it is taken back, and stands after it.
const DECIDES: &str = "delete `.regen/journal.json`";

/// A run that applies [`everything`].
struct WholeRun {
    /// The changes of the disk that it makes.
    acts: Vec<String>,
    /// Which of them is the one that [`DECIDES`].
    decided: usize,
    /// The tree after it.
    after: BTreeMap<String, Entry>,
}

fn whole_run() -> WholeRun {
    let (repo, plan) = everything();
    let acts = acts(|fault| drop(transaction::apply(&plan, repo.root(), fault)));
    let decided = acts.iter().position(|act| act == DECIDES).unwrap();
    let after = repo.entries();
    WholeRun {
        acts,
        decided,
        after,
    }
}

/// The changes of the disk that a run makes, in words.
fn acts(run: impl FnOnce(&mut dyn FnMut(&str) -> io::Result<()>)) -> Vec<String> {
    let mut acts = Vec::new();
    run(&mut |what| {
        acts.push(what.to_owned());
        Ok(())
    });
    acts
}

/// How a run dies in a test.
struct Killed;

/// Runs `run` and lets it die before its change number `at`, without any of its code getting to run
/// again. Tells whether it came to that.
fn dies<T>(at: usize, run: impl FnOnce(&mut dyn FnMut(&str) -> io::Result<()>) -> T) -> bool {
    let mut count = 0;
    let ended = catch_unwind(AssertUnwindSafe(|| {
        run(&mut |_| {
            if count == at {
                // Unlike a panic, this prints nothing.
                resume_unwind(Box::new(Killed));
            }
            count += 1;
            Ok(())
        })
    }));
    match ended {
        Ok(_) => false,
        Err(death) if death.is::<Killed>() => true,
        Err(panic) => resume_unwind(panic),
    }
}

/// Applies a plan and dies before the change of the disk number `at`.
fn apply_dying(plan: &Plan, repo: &Repo, at: usize) {
    assert!(
        dies(at, |fault| transaction::apply(plan, repo.root(), fault)),
        "the run came to its end before change {at}"
    );
}

/// Applies a plan while the changes of the disk for which `fails` is true fail as on a full disk.
fn apply_failing(
    plan: &Plan,
    repo: &Repo,
    mut fails: impl FnMut(usize, &str) -> bool,
) -> Result<Applied> {
    let mut count = 0;
    transaction::apply(plan, repo.root(), &mut |what| {
        count += 1;
        if fails(count - 1, what) {
            return Err(io::Error::new(io::ErrorKind::StorageFull, "no space left"));
        }
        Ok(())
    })
}
