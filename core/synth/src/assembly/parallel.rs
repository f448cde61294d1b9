//! Work on items that do not depend on each other, on all processors, while more of them come.

use std::num::NonZero;
use std::sync::mpsc::{self, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Takes items that are worked on.
pub(super) struct Queue<T> {
    items: Sender<(usize, T)>,
    count: usize,
}

impl<T> Queue<T> {
    /// Adds an item, and says which number its result has.
    pub(super) fn push(&mut self, item: T) -> usize {
        let number = self.count;
        // There is somebody who takes it: the thread that closes the queue.
        let _ = self.items.send((number, item));
        self.count += 1;
        number
    }
}

/// Lets `body` fill a queue, and gives what `work` makes of each item, in the order of the items. Other threads
/// begin with the first items while `body` still adds more.
pub(super) fn map<T: Send, R: Send, O>(
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    body: impl FnOnce(&mut Queue<T>) -> O,
) -> (O, Vec<R>) {
    let (items, waiting) = mpsc::channel();
    let waiting = Mutex::new(waiting);
    let (results, done) = mpsc::channel();
    let run = |results: Sender<(usize, R)>| {
        // Nothing that holds the lock can panic.
        let next = || {
            let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.recv()
        };
        while let Ok((number, item)) = next() {
            // The results are read after all threads have ended.
            let _ = results.send((number, work(item)));
        }
    };
    let output = thread::scope(|scope| {
        // It goes when this ends, however it ends, and with it the threads that wait for items.
        let mut queue = Queue { items, count: 0 };
        let start = |_| {
            let (run, results) = (&run, results.clone());
            let thread = thread::Builder::new();
            // A system that has no threads left does without them.
            thread.spawn_scoped(scope, move || run(results)).ok()
        };
        let others: Vec<_> = (1..threads).filter_map(start).collect();
        let output = body(&mut queue);
        drop(queue);
        run(results);
        for other in others {
            if let Err(panic) = other.join() {
                std::panic::resume_unwind(panic);
            }
        }
        output
    });
    let mut done: Vec<_> = done.into_iter().collect();
    done.sort_unstable_by_key(|(number, _)| *number);
    (output, done.into_iter().map(|(_, result)| result).collect())
}

/// From this many elements on, there are several threads. Below, starting them takes longer than it saves.
const MANY: usize = 1_000;

/// How many threads a synthesis of so many elements has.
pub(super) fn threads_for(elements: usize) -> usize {
    if elements < MANY { 1 } else { processors() }
}

/// How many threads write files of so many bytes.
pub(super) fn threads_for_bytes(bytes: usize) -> usize {
    /// From this many bytes on, several threads are quicker than one.
    const LARGE: usize = 1 << 20;
    if bytes < LARGE { 1 } else { processors() }
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn the_results_are_in_the_order_of_the_items() {
        let items = 0..1_000_usize;
        for threads in [0, 1, 2, 7, 500] {
            let (numbers, squares) = map(
                threads,
                |item: usize| item * item,
                |queue| {
                    let numbers = items.clone().map(|item| queue.push(item));
                    numbers.collect::<Vec<_>>()
                },
            );
            assert!(numbers.into_iter().eq(items.clone()));
            assert!(
                squares
                    .into_iter()
                    .eq(items.clone().map(|item| item * item))
            );
        }
        let ((), none) = map(4, |item: u8| item, |_| ());
        assert!(none.is_empty());
    }

    #[test]
    fn work_begins_before_the_queue_is_full() {
        let (sent, received) = std::sync::mpsc::channel();
        let work = move |item: u8| sent.send(item).unwrap();
        map(2, work, |queue| {
            queue.push(7);
            // Nobody else than the other thread is there to send it.
            assert_eq!(received.recv(), Ok(7));
        });
    }

    #[test]
    #[should_panic(expected = "item 77")]
    fn a_panic_of_the_work_is_passed_on() {
        let work = |item: u8| assert_ne!(item, 77, "item 77");
        map(3, work, |queue| {
            for item in 0..100 {
                queue.push(item);
            }
        });
    }

    #[test]
    #[should_panic(expected = "the body")]
    fn a_panic_of_the_body_is_passed_on() {
        let body = |queue: &mut super::Queue<u8>| assert_eq!(queue.push(1), 1, "the body");
        map(3, |item| item, body);
    }
}
