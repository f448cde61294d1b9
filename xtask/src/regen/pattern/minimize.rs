//! The smallest automaton that gives the same answers, numbered in one canonical way.
//!
//! Two expressions that accept the same texts have the same automaton afterwards, to the last
//! number.
#![allow(
    clippy::indexing_slicing,
    reason = "states, classes and blocks are numbered here, and each array has an entry for each"
)]

use std::collections::HashMap;
use std::mem;

use super::automaton::Automaton;

/// Merges the states that no text tells apart and the classes that no state tells apart. States
/// are numbered as a breadth-first walk meets them, classes as the code points ascend.
pub(super) fn minimize(automaton: &Automaton) -> Automaton {
    let blocks = Partition::of(automaton).block;
    let mut numbers = HashMap::from([(blocks[0], 0)]);
    let mut order = vec![0];
    let mut columns = vec![Vec::new(); automaton.classes];
    let mut accepting = Vec::new();
    while let Some(&state) = order.get(accepting.len()) {
        accepting.push(automaton.accepting[state]);
        let row = &automaton.next[state * automaton.classes..][..automaton.classes];
        for (column, &next) in columns.iter_mut().zip(row) {
            column.push(*numbers.entry(blocks[next]).or_insert_with(|| {
                order.push(next);
                order.len() - 1
            }));
        }
    }

    let mut distinct: Vec<&Vec<usize>> = Vec::new();
    let mut class_numbers = HashMap::new();
    let mut ranges: Vec<(u32, usize)> = Vec::new();
    for &(from, class) in &automaton.ranges {
        let column = &columns[class];
        let class = *class_numbers.entry(column).or_insert_with(|| {
            distinct.push(column);
            distinct.len() - 1
        });
        if ranges.last().is_none_or(|&(_, last)| last != class) {
            ranges.push((from, class));
        }
    }
    Automaton {
        ranges,
        classes: distinct.len(),
        next: (0..accepting.len())
            .flat_map(|state| distinct.iter().map(move |c| c[state]))
            .collect(),
        accepting,
    }
}

/// The states in blocks of those that are not yet known to differ (Hopcroft's algorithm).
struct Partition {
    /// All states, block by block.
    states: Vec<usize>,
    /// Where each state is in `states`.
    place: Vec<usize>,
    /// The block of each state.
    block: Vec<usize>,
    /// Where each block begins and ends in `states`.
    bounds: Vec<(usize, usize)>,
    /// How many states at the beginning of each block are marked.
    marked: Vec<usize>,
}

impl Partition {
    /// The blocks of states that give the same answer to every text.
    fn of(automaton: &Automaton) -> Self {
        let count = automaton.accepting.len();
        let mut partition = Self {
            states: (0..count).collect(),
            place: (0..count).collect(),
            block: vec![0; count],
            bounds: vec![(0, count)],
            marked: vec![0],
        };
        let sources = Sources::of(automaton);
        for state in (0..count).filter(|&state| automaton.accepting[state]) {
            partition.mark(state);
        }
        partition.split(0);
        let mut waiting: Vec<usize> = (0..partition.bounds.len()).collect();
        while let Some(block) = waiting.pop() {
            let (from, to) = partition.bounds[block];
            let states = partition.states[from..to].to_vec();
            for class in 0..automaton.classes {
                let mut touched = Vec::new();
                for &source in states.iter().flat_map(|&state| sources.get(state, class)) {
                    if partition.mark(source) {
                        touched.push(partition.block[source]);
                    }
                }
                waiting.extend(
                    touched
                        .into_iter()
                        .filter_map(|block| partition.split(block)),
                );
            }
        }
        partition
    }

    /// Marks a state. Whether it is the first marked one of its block.
    fn mark(&mut self, state: usize) -> bool {
        let block = self.block[state];
        let front = self.bounds[block].0 + self.marked[block];
        let place = self.place[state];
        if place < front {
            return false;
        }
        let other = self.states[front];
        self.states.swap(front, place);
        (self.place[state], self.place[other]) = (front, place);
        self.marked[block] += 1;
        self.marked[block] == 1
    }

    /// Parts the marked states of a block from the others. The smaller part becomes a new block:
    /// only that one is needed to find out what else differs.
    fn split(&mut self, block: usize) -> Option<usize> {
        let (from, to) = self.bounds[block];
        let middle = from + mem::take(&mut self.marked[block]);
        if middle == from || middle == to {
            return None;
        }
        let parts = [(from, middle), (middle, to)];
        let [larger, smaller] = if middle - from > to - middle {
            parts
        } else {
            [parts[1], parts[0]]
        };
        let new = self.bounds.len();
        for &state in &self.states[smaller.0..smaller.1] {
            self.block[state] = new;
        }
        self.bounds[block] = larger;
        self.bounds.push(smaller);
        self.marked.push(0);
        Some(new)
    }
}

/// For each state and class the states that lead there.
struct Sources {
    classes: usize,
    /// Where the list of each pair of state and class begins, and where the last one ends.
    from: Vec<usize>,
    states: Vec<usize>,
}

impl Sources {
    fn of(automaton: &Automaton) -> Self {
        let classes = automaton.classes;
        let key = |cell: usize, to: usize| to * classes + cell % classes;
        let mut from = vec![0; automaton.next.len() + 1];
        for (cell, &to) in automaton.next.iter().enumerate() {
            from[key(cell, to) + 1] += 1;
        }
        for at in 1..from.len() {
            from[at] += from[at - 1];
        }
        let mut free = from.clone();
        let mut states = vec![0; automaton.next.len()];
        for (cell, &to) in automaton.next.iter().enumerate() {
            let place = &mut free[key(cell, to)];
            states[*place] = cell / classes;
            *place += 1;
        }
        Self {
            classes,
            from,
            states,
        }
    }

    fn get(&self, state: usize, class: usize) -> &[usize] {
        let key = state * self.classes + class;
        &self.states[self.from[key]..self.from[key + 1]]
    }
}
