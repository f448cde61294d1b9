//! Small random trees and plans, the same ones each time: whatever stands where, a run gives the
//! plan or changes nothing.

use super::super::rollback::recover;
use super::*;

/// A generator of numbers that needs to be no better than this.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn path(&mut self) -> String {
        let mut path = "own".to_owned();
        for _ in 0..=self.roll(3) {
            path.push('/');
            path.push_str(["a", "b", "c"][self.roll(3)]);
        }
        path
    }

    fn text(&mut self) -> &'static str {
        ["", "one\n", "two\n"][self.roll(3)]
    }
}

/// A tree and a plan. What does not fit beside the rest is left out.
fn dealt(seed: u64) -> (Repo, Plan) {
    let mut dice = Dice(seed);
    let repo = Repo::new();
    for _ in 0..dice.roll(7) {
        let (path, text) = (dice.path(), dice.text());
        let place = repo.at(&path);
        if fs::create_dir_all(place.parent().unwrap()).is_ok()
            && fs::symlink_metadata(&place).is_err()
        {
            match dice.roll(8) {
                0 => drop(repo.symlink(&path, "../elsewhere")),
                1 => drop(repo.dir(&path)),
                _ => drop(repo.file(&path, text)),
            }
        }
    }
    let mut plan = Plan::new();
    plan.own("own", |path| !path.contains("c/")).unwrap();
    for _ in 0..dice.roll(6) {
        let (path, text) = (dice.path(), dice.text());
        let _ = plan.file(path, text);
    }
    (repo, plan)
}

#[test]
fn a_run_gives_the_plan_or_changes_nothing() {
    let mut refused = 0;
    for seed in 0..400 {
        let (repo, plan) = dealt(seed);
        let before = repo.snapshot();
        if let Err(error) = plan.apply(repo.root()) {
            assert_eq!(repo.snapshot(), before, "seed {seed}: {error:#}");
            assert!(
                !format!("{error:#}").contains("could not"),
                "seed {seed}: {error:#}"
            );
            refused += 1;
            continue;
        }
        assert!(plan.check(repo.root()).unwrap().is_empty(), "seed {seed}");
        for (path, (entry, time)) in repo.snapshot() {
            match (plan.files.get(&path), &entry) {
                (Some(bytes), _) => {
                    assert_eq!(entry, Entry::File(bytes.clone()), "seed {seed}: {path}");
                }
                (None, Entry::Directory) => {}
                (None, _) => {
                    assert!(path.contains("c/"), "seed {seed}: {path} is stale");
                    assert_eq!(
                        before.get(&path),
                        Some(&(entry, time)),
                        "seed {seed}: {path}"
                    );
                }
            }
        }
    }
    assert!(
        (20..200).contains(&refused),
        "{refused} of 400 were refused"
    );
}

#[test]
fn a_killed_run_is_taken_back() {
    for seed in 0..150 {
        let (repo, plan) = dealt(seed);
        let acts = acts(|fault| drop(transaction::apply(&plan, repo.root(), fault)));
        let after = repo.entries();
        let Some(decided) = acts.iter().position(|act| act == DECIDES) else {
            continue;
        };
        let at = Dice(seed).roll(acts.len());
        let (repo, plan) = dealt(seed);
        let before = repo.snapshot();
        apply_dying(&plan, &repo, at);
        recover(repo.root()).unwrap();
        if at <= decided {
            assert_eq!(
                repo.snapshot(),
                before,
                "seed {seed}: killed at {}",
                acts[at]
            );
        } else {
            assert_eq!(repo.entries(), after, "seed {seed}: killed at {}", acts[at]);
        }
    }
}
