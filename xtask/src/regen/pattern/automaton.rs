//! From the tree of a regular expression to a deterministic automaton.
//!
//! The automaton reads classes of characters, so that the size of Unicode's tables has no
//! influence on its own. A look-ahead at the start of the text and a look-behind at its end are
//! further expressions that the same text has to match, or must not: all of them run side by side
//! in one automaton.
#![allow(
    clippy::indexing_slicing,
    reason = "states, sets and classes are numbered here, and each array has an entry for each"
)]

use std::collections::HashMap;
use std::mem;

use regex_syntax::hir::ClassUnicode;

use super::Unsupported;
use super::parse::{Node, any, word};

/// How many states the automaton may have while it is not deterministic.
const MAX_STATES: usize = 100_000;
/// How many steps the whole work may take: a measure of time that is the same on every machine.
const MAX_STEPS: usize = 700_000;
/// The steps that a cell of the automaton counts for: it has to be found, and minimized later.
const STEPS_OF_A_CELL: usize = 6;
/// How many different sets of characters an expression may name.
const MAX_SETS: usize = 500;
/// How many expressions may run side by side: the bits of a [`Found`].
const MAX_SEARCHES: usize = 64;

/// A deterministic automaton, whose first state is state 0.
pub(super) struct Automaton {
    /// The first code point of each range of characters, in ascending order from zero on, and the
    /// class of this range.
    pub(super) ranges: Vec<(u32, usize)>,
    pub(super) classes: usize,
    /// The next state for each state and class: a row for each state.
    pub(super) next: Vec<usize>,
    /// Whether each state accepts a text that ends there.
    pub(super) accepting: Vec<bool>,
}

impl Automaton {
    pub(super) fn new(node: Node) -> Result<Self, Unsupported> {
        let mut searches = Searches::default();
        for conditions in alternatives(node)? {
            searches.add_all(conditions)?;
        }
        searches.determinize()
    }
}

/// An expression that the text has to match if true, must not match if false.
type Condition = (bool, Node);

/// Splits an expression into alternatives, each of them a list of conditions that all must hold.
fn alternatives(node: Node) -> Result<Vec<Vec<Condition>>, Unsupported> {
    let looks = |node: &Node| match node {
        Node::Concat(nodes) => nodes.iter().any(|node| matches!(node, Node::Look { .. })),
        other => matches!(other, Node::Look { .. }),
    };
    match node {
        Node::Alternatives(nodes) if nodes.iter().any(looks) => {
            nodes.into_iter().map(conditions).collect()
        }
        node if looks(&node) => Ok(vec![conditions(node)?]),
        node => Ok(vec![vec![(true, node)]]),
    }
}

/// Makes the look-arounds at both ends of a sequence conditions of their own.
fn conditions(node: Node) -> Result<Vec<Condition>, Unsupported> {
    let anchored = is_anchored(&node);
    let mut nodes = match node {
        Node::Concat(nodes) => nodes,
        node => vec![node],
    };
    let leading = |node: &Node| matches!(node, Node::Start | Node::Look { ahead: true, .. });
    let trailing = |node: &Node| matches!(node, Node::End | Node::Look { ahead: false, .. });
    let middle = nodes
        .iter()
        .position(|node| !leading(node))
        .unwrap_or(nodes.len());
    let mut rest = nodes.split_off(middle);
    let after = rest
        .iter()
        .rposition(|node| !trailing(node))
        .map_or(0, |last| last + 1);
    let last = rest.split_off(after);
    let ended = last.iter().any(|node| matches!(node, Node::End));

    let mut conditions = Vec::new();
    for node in nodes.into_iter().chain(last) {
        if let Node::Look {
            ahead,
            wanted,
            node,
        } = node
        {
            let sequence = match ahead {
                true if anchored => [Node::Start, *node],
                false if ended => [*node, Node::End],
                _ => {
                    return Err(Unsupported(
                        "a look-around within the expression".to_owned(),
                    ));
                }
            };
            conditions.push((wanted, Node::concat(sequence)));
        }
    }
    let start = anchored.then_some(Node::Start);
    let end = ended.then_some(Node::End);
    conditions.push((true, Node::concat(start.into_iter().chain(rest).chain(end))));
    Ok(conditions)
}

/// Whether an expression can match at the start of the text only.
fn is_anchored(node: &Node) -> bool {
    match node {
        Node::Start => true,
        Node::Alternatives(nodes) => nodes.iter().all(is_anchored),
        Node::Repeat(node, 1.., _)
        | Node::Look {
            ahead: true,
            wanted: true,
            node,
        } => is_anchored(node),
        Node::Concat(nodes) => {
            let ahead = |node: &&Node| matches!(node, Node::Look { ahead: true, .. });
            nodes.iter().take_while(ahead).any(is_anchored)
                || nodes
                    .iter()
                    .find(|node| !ahead(node))
                    .is_some_and(is_anchored)
        }
        _ => false,
    }
}

/// A state of the nondeterministic automaton.
enum State {
    /// Reads a character of a set, known by its number, and goes on.
    Read(usize, usize),
    /// Goes on in two places.
    Split(usize, usize),
    /// Go on where a condition holds.
    Start(usize),
    End(usize),
    Boundary(bool, usize),
    /// The search with this number has found its expression.
    Found(usize),
}

/// The searches that have found their expression, one bit each.
type Found = u64;

/// What a position is next to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Side {
    /// The start or the end of the text.
    Edge,
    /// A character of `\w`.
    Word,
    /// Another character, or any one if the expression has no word boundaries.
    Other,
}

/// A state of the deterministic automaton: what is known after some characters.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Known {
    /// The states that the searches are in, in ascending order.
    states: Vec<usize>,
    found: Found,
    before: Side,
}

/// Searches that run side by side.
#[derive(Default)]
struct Searches {
    states: Vec<State>,
    /// For each search the state that it starts in, and how many states there were after it.
    bounds: Vec<(usize, usize)>,
    /// For each alternative the searches that must find something, and those that must not.
    alternatives: Vec<(Found, Found)>,
    sets: Vec<ClassUnicode>,
    /// The number of the set `\w`, if word boundaries occur.
    word: Option<usize>,
    /// For each state the number of the last walk that came by.
    seen: Vec<usize>,
    walks: usize,
    steps: usize,
}

impl Searches {
    /// Adds one alternative.
    fn add_all(&mut self, conditions: Vec<Condition>) -> Result<(), Unsupported> {
        let (mut wanted, mut unwanted) = (0, 0);
        for (is_wanted, node) in conditions {
            let search = self.bounds.len();
            if search == MAX_SEARCHES {
                return Err(too_large("look-arounds"));
            }
            let searches = if is_wanted {
                &mut wanted
            } else {
                &mut unwanted
            };
            *searches |= 1 << search;
            let found = self.push(State::Found(search))?;
            let mut start = self.add(&node, found)?;
            if !is_anchored(&node) {
                let any = self.set(&any())?;
                let skip = self.push(State::Read(any, 0))?;
                start = self.push(State::Split(start, skip))?;
                self.states[skip] = State::Read(any, start);
            }
            self.bounds.push((start, self.states.len()));
        }
        self.alternatives.push((wanted, unwanted));
        Ok(())
    }

    /// Adds the states of an expression before the state `next`, and returns the first of them.
    fn add(&mut self, node: &Node, next: usize) -> Result<usize, Unsupported> {
        self.step(1)?;
        match node {
            Node::Set(set) => {
                let set = self.set(set)?;
                self.push(State::Read(set, next))
            }
            Node::Start => self.push(State::Start(next)),
            Node::End => self.push(State::End(next)),
            Node::Boundary(is_one) => {
                self.word = Some(self.set(&word())?);
                self.push(State::Boundary(*is_one, next))
            }
            Node::Concat(nodes) => nodes
                .iter()
                .rev()
                .try_fold(next, |next, node| self.add(node, next)),
            Node::Alternatives(nodes) => {
                let mut first = None;
                for node in nodes.iter().rev() {
                    let start = self.add(node, next)?;
                    first = Some(match first {
                        None => start,
                        Some(others) => self.push(State::Split(start, others))?,
                    });
                }
                Ok(first.unwrap_or(next))
            }
            Node::Repeat(node, min, max) => {
                let mut first = next;
                if let Some(max) = max {
                    for _ in *min..*max {
                        let start = self.add(node, first)?;
                        first = self.push(State::Split(start, next))?;
                    }
                } else {
                    first = self.push(State::Split(next, next))?;
                    let start = self.add(node, first)?;
                    self.states[first] = State::Split(start, next);
                }
                (0..*min).try_fold(first, |first, _| self.add(node, first))
            }
            Node::Look { .. } => Err(Unsupported(
                "a look-around within the expression".to_owned(),
            )),
        }
    }

    fn push(&mut self, state: State) -> Result<usize, Unsupported> {
        if self.states.len() == MAX_STATES {
            return Err(too_large("states"));
        }
        self.states.push(state);
        self.seen.push(0);
        Ok(self.states.len() - 1)
    }

    /// The number of a set.
    fn set(&mut self, set: &ClassUnicode) -> Result<usize, Unsupported> {
        if let Some(known) = self.sets.iter().position(|other| other == set) {
            return Ok(known);
        }
        if self.sets.len() == MAX_SETS {
            return Err(too_large("sets of characters"));
        }
        self.sets.push(set.clone());
        Ok(self.sets.len() - 1)
    }

    fn step(&mut self, steps: usize) -> Result<(), Unsupported> {
        self.steps += steps;
        if self.steps > MAX_STEPS {
            Err(too_large("steps"))
        } else {
            Ok(())
        }
    }

    /// Divides the characters into classes that all sets contain in whole or not at all: the
    /// ranges of the classes, and for each class the sets that contain it.
    fn classes(&self) -> (Vec<(u32, usize)>, Vec<Vec<bool>>) {
        let mut events = Vec::new();
        for (number, set) in self.sets.iter().enumerate() {
            for range in set.iter() {
                events.push((u32::from(range.start()), number));
                // No text contains surrogates: the ranges on both sides of them are neighbours.
                let end = u32::from(range.end()) + 1;
                events.push((if end == 0xD800 { 0xE000 } else { end }, number));
            }
        }
        events.sort_unstable();
        let mut numbers = HashMap::new();
        let mut classes = Vec::new();
        let mut ranges = Vec::new();
        let mut sets = vec![false; self.sets.len()];
        let mut from = 0;
        let ends = events
            .iter()
            .map(|&(at, _)| at)
            .chain([u32::from(char::MAX) + 1]);
        let mut events = events.iter().peekable();
        for end in ends {
            if end > from {
                let class = *numbers.entry(sets.clone()).or_insert_with(|| {
                    classes.push(sets.clone());
                    classes.len() - 1
                });
                ranges.push((from, class));
                from = end;
            }
            while let Some((_, set)) = events.next_if(|(at, _)| *at == end) {
                sets[*set] ^= true;
            }
        }
        (ranges, classes)
    }

    /// Follows all searches at once, from what is known at the start to all that can be known.
    fn determinize(mut self) -> Result<Automaton, Unsupported> {
        let (ranges, classes) = self.classes();
        let sides: Vec<Side> = classes
            .iter()
            .map(|sets| match self.word {
                Some(word) if sets[word] => Side::Word,
                _ => Side::Other,
            })
            .collect();
        let classes_of_set: Vec<Vec<usize>> = (0..self.sets.len())
            .map(|set| {
                (0..classes.len())
                    .filter(|&class| classes[class][set])
                    .collect()
            })
            .collect();

        let start = Known {
            states: self.bounds.iter().map(|&(start, _)| start).collect(),
            found: 0,
            before: Side::Edge,
        };
        let mut numbers = HashMap::from([(start.clone(), 0)]);
        let mut known = vec![start];
        let mut next = Vec::new();
        let mut accepting = Vec::new();
        while let Some(from) = known.get(accepting.len()).cloned() {
            let (_, found) = self.reach(&from, Side::Edge)?;
            accepting.push(self.accepts(found));
            let to = |&before: &Side| Known {
                states: Vec::new(),
                found: 0,
                before,
            };
            let mut targets: Vec<Known> = sides.iter().map(to).collect();
            for side in [Side::Word, Side::Other]
                .into_iter()
                .filter(|side| sides.contains(side))
            {
                let (reads, found) = self.reach(&from, side)?;
                for target in targets.iter_mut().filter(|target| target.before == side) {
                    target.found = found;
                }
                for (set, next) in reads {
                    self.step(classes_of_set[set].len())?;
                    for &class in classes_of_set[set]
                        .iter()
                        .filter(|class| sides[**class] == side)
                    {
                        targets[class].states.push(next);
                    }
                }
            }
            for mut target in targets {
                self.step(target.states.len() + STEPS_OF_A_CELL)?;
                target.states.sort_unstable();
                target.states.dedup();
                next.push(*numbers.entry(target).or_insert_with_key(|target| {
                    known.push(target.clone());
                    known.len() - 1
                }));
            }
        }
        Ok(Automaton {
            ranges,
            classes: classes.len(),
            next,
            accepting,
        })
    }

    /// From what is known before a place, and the side that comes after it: the characters that
    /// may be read there (sets, with the states that follow), and the searches that are done.
    fn reach(
        &mut self,
        known: &Known,
        after: Side,
    ) -> Result<(Vec<(usize, usize)>, Found), Unsupported> {
        let mut found = known.found;
        let mut reads = Vec::new();
        let mut stack = known.states.clone();
        self.walks += 1;
        while let Some(state) = stack.pop() {
            if mem::replace(&mut self.seen[state], self.walks) == self.walks {
                continue;
            }
            self.step(1)?;
            match self.states[state] {
                State::Read(set, next) => reads.push((state, set, next)),
                State::Split(first, second) => stack.extend([first, second]),
                State::Start(next) if known.before == Side::Edge => stack.push(next),
                State::End(next) if after == Side::Edge => stack.push(next),
                State::Boundary(wanted, next)
                    if wanted == ((known.before == Side::Word) != (after == Side::Word)) =>
                {
                    stack.push(next);
                }
                State::Start(_) | State::End(_) | State::Boundary(..) => {}
                State::Found(search) => found |= 1 << search,
            }
        }
        // What a search reads after it is done makes no difference.
        let done = |state| {
            let search = self.bounds.partition_point(|&(_, end)| end <= state);
            found & 1 << search != 0
        };
        let reads = reads.into_iter().filter(|&(state, ..)| !done(state));
        Ok((reads.map(|(_, set, next)| (set, next)).collect(), found))
    }

    fn accepts(&self, found: Found) -> bool {
        self.alternatives
            .iter()
            .any(|(wanted, unwanted)| found & wanted == *wanted && found & unwanted == 0)
    }
}

fn too_large(what: &str) -> Unsupported {
    Unsupported(format!("too large: too many {what}"))
}
