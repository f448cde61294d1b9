//! The fuzz targets as bounded property tests: the corpus, and the same mutations of it every time.
#![allow(clippy::panic, clippy::expect_used, reason = "these are tests")]

use cognito_cdk_tests::fuzzing::{self, TARGETS};
use cognito_cdk_tests::{files, text};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value as Data;

/// A change of an input. The last four keep a JSON document one; of any other text they change a few bytes.
#[derive(Clone, Debug)]
enum Edit {
    /// Takes up to so many bytes out.
    Remove(Index, usize),
    /// Puts a word of the dictionary between two bytes.
    Insert(Index, Index),
    /// Flips a bit.
    Flip(Index, u8),
    /// Goes on with the end of another input.
    Splice(Index, Index, Index),
    /// Puts a word in the place of a value of a JSON document.
    Replace(Index, Index),
    /// Puts a copy of a value of a JSON document in the place of another.
    Copy(Index, Index),
    /// Gives a member of an object another name.
    Rename(Index, Index),
    /// Takes a value out of a JSON document.
    Delete(Index),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let index = any::<Index>;
    let edit = prop_oneof![
        1 => (index(), 1_usize..40).prop_map(|(at, length)| Edit::Remove(at, length)),
        1 => (index(), index()).prop_map(|(at, word)| Edit::Insert(at, word)),
        1 => (index(), 0_u8..8).prop_map(|(at, bit)| Edit::Flip(at, bit)),
        1 => (index(), index(), index()).prop_map(|(at, other, from)| Edit::Splice(at, other, from)),
        8 => (index(), index()).prop_map(|(at, word)| Edit::Replace(at, word)),
        8 => (index(), index()).prop_map(|(at, from)| Edit::Copy(at, from)),
        4 => (index(), index()).prop_map(|(at, word)| Edit::Rename(at, word)),
        4 => index().prop_map(Edit::Delete),
    ];
    prop::collection::vec(edit, 1..3)
}

/// Words that the dictionary of libFuzzer cannot have.
const STRANGE: [&str; 7] = ["\n", "\r", "\t", "\0", "\u{202e}", "\u{2028}", "é"];

/// What the edits draw on.
struct Material {
    inputs: Vec<Vec<u8>>,
    words: Vec<String>,
}

impl Material {
    fn new(inputs: Vec<Vec<u8>>) -> Self {
        let dictionary = text("tests/fuzz/dictionary.txt");
        let words = dictionary.lines().filter(|line| line.starts_with('"'));
        let words = words.map(|line| serde_json::from_str(line).expect("a word of the dictionary"));
        Self {
            inputs,
            words: words.chain(STRANGE.map(str::to_owned)).collect(),
        }
    }

    fn edit(&self, mut input: Vec<u8>, edit: &Edit) -> Vec<u8> {
        let is_for_json = !matches!(
            edit,
            Edit::Remove(..) | Edit::Insert(..) | Edit::Flip(..) | Edit::Splice(..)
        );
        if is_for_json && let Ok(mut data) = serde_json::from_slice(&input) {
            self.edit_json(&mut data, edit);
            return data.to_string().into_bytes();
        }
        let end = input.len() + 1;
        match edit {
            Edit::Remove(at, length) => {
                let at = at.index(end);
                input.drain(at..input.len().min(at + length));
            }
            Edit::Insert(at, word) | Edit::Replace(at, word) | Edit::Rename(at, word) => {
                let at = at.index(end);
                input.splice(at..at, word.get(&self.words).bytes());
            }
            Edit::Flip(at, bit) => {
                if !input.is_empty() {
                    *at.get_mut(&mut input) ^= 1 << bit;
                }
            }
            Edit::Splice(at, other, from) => {
                let other = other.get(&self.inputs);
                let from = from.index(other.len() + 1);
                input.truncate(at.index(end));
                input.extend(other.iter().skip(from));
            }
            Edit::Copy(at, from) => {
                let from: Vec<u8> = input
                    .iter()
                    .skip(from.index(end))
                    .take(8)
                    .copied()
                    .collect();
                let at = at.index(end);
                input.splice(at..at, from);
            }
            Edit::Delete(at) => {
                let at = at.index(end);
                input.drain(at..input.len().min(at + 1));
            }
        }
        input
    }

    fn edit_json(&self, data: &mut Data, edit: &Edit) {
        let nodes = count(data);
        match edit {
            Edit::Replace(at, word) => {
                let word = word.get(&self.words);
                let value =
                    serde_json::from_str(word).unwrap_or_else(|_| Data::from(word.as_str()));
                change(data, at.index(nodes), &mut |node| *node = value.clone());
            }
            Edit::Copy(at, from) => {
                let mut copy = Data::Null;
                change(data, from.index(nodes), &mut |node| copy = node.clone());
                change(data, at.index(nodes), &mut |node| *node = copy.clone());
            }
            Edit::Rename(at, word) => change(data, at.index(nodes), &mut |node| {
                if let Data::Object(members) = node
                    && let Some(key) = members.keys().next().cloned()
                    && let Some(value) = members.remove(&key)
                {
                    members.insert(word.get(&self.words).clone(), value);
                }
            }),
            Edit::Delete(at) => change(data, at.index(nodes), &mut |node| match node {
                Data::Object(members) => {
                    let key = members.keys().nth(at.index(members.len().max(1))).cloned();
                    key.map(|key| members.shift_remove(&key));
                }
                Data::Array(items) => drop(items.pop()),
                _ => {}
            }),
            _ => {}
        }
    }
}

/// The number of values in a document.
fn count(data: &Data) -> usize {
    1 + match data {
        Data::Array(items) => items.iter().map(count).sum(),
        Data::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// Changes the value that comes after `before` others.
fn change(data: &mut Data, before: usize, edit: &mut impl FnMut(&mut Data)) {
    /// Gives how many values are still to come before that one, or nothing once it is changed.
    fn walk(data: &mut Data, before: usize, edit: &mut impl FnMut(&mut Data)) -> Option<usize> {
        let Some(mut before) = before.checked_sub(1) else {
            edit(data);
            return None;
        };
        let inside: Vec<&mut Data> = match data {
            Data::Array(items) => items.iter_mut().collect(),
            Data::Object(members) => members.values_mut().collect(),
            _ => Vec::new(),
        };
        for value in inside {
            before = walk(value, before, edit)?;
        }
        Some(before)
    }
    walk(data, before, edit);
}

/// Runs a target on its corpus, and on `cases` mutations, or `FUZZ_TIMES` as many.
fn holds(name: &str, cases: u32) {
    let (names, inputs): (Vec<_>, Vec<_>) = fuzzing::corpus(name).into_iter().unzip();
    for (name_of_input, input) in names.iter().zip(&inputs) {
        println!("{name_of_input}");
        fuzzing::run(name, input);
    }
    let material = Material::new(inputs);
    let times = std::env::var("FUZZ_TIMES").map_or(1, |times| times.parse().expect("a number"));
    let config = Config {
        cases: cases * times,
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let strategy = (any::<Index>(), edits()).prop_map(|(seed, edits)| {
        let input = seed.get(&material.inputs).clone();
        let edit = |input, edit| material.edit(input, edit);
        String::from_utf8_lossy(&edits.iter().fold(input, edit)).into_owned()
    });
    let result = runner.run(&strategy, |input| {
        fuzzing::run(name, input.as_bytes());
        Ok(())
    });
    if let Err(error) = result {
        panic!("{name}: {error}");
    }
}

#[test]
fn specification() {
    holds("specification", 400);
}

#[test]
fn schema() {
    holds("schema", 400);
}

#[test]
fn generator() {
    holds("generator", 60);
}

#[test]
fn template_json() {
    holds("template_json", 300);
}

#[test]
fn template_yaml() {
    holds("template_yaml", 300);
}

#[test]
fn include() {
    holds("include", 120);
}

#[test]
fn overrides() {
    holds("overrides", 200);
}

#[test]
fn arn() {
    holds("arn", 500);
}

#[test]
fn callback_url() {
    holds("callback_url", 400);
}

/// Each target has a program for libFuzzer, and nothing else has one.
#[test]
fn every_target_can_be_fuzzed() {
    let programs = files("tests/fuzz/fuzz_targets", ".rs");
    let path = |name: &str| format!("tests/fuzz/fuzz_targets/{name}.rs");
    let mut names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
    names.sort_unstable();
    assert_eq!(
        programs,
        names.iter().map(|name| path(name)).collect::<Vec<_>>()
    );
    for name in names {
        let call = format!("run(\"{name}\", input)");
        assert!(text(&path(name)).contains(&call), "{name}");
    }
}
