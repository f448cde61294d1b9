//! Work on many items that do not depend on each other, on all processors.

use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Gives what `work` makes of each item, in the order of the items.
pub(super) fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    map_on(processors, items, work)
}

/// The same with so many threads, of which this one is the first.
fn map_on<T: Send, R: Send>(
    threads: usize,
    items: Vec<T>,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let most = threads.min(items.len());
    let waiting = Mutex::new(items.into_iter().enumerate());
    // Nothing that holds the lock can panic.
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let run = || {
        let mut done = Vec::new();
        while let Some((at, item)) = next() {
            done.push((at, work(item)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        // A system that has no threads left does without them.
        let start = |_| thread::Builder::new().spawn_scoped(scope, run).ok();
        let others: Vec<_> = (1..most).filter_map(start).collect();
        let mut done = run();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::map_on;

    #[test]
    fn the_results_are_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1_000).collect();
        for threads in [0, 1, 2, 7, 2_000] {
            let squares = map_on(threads, items.clone(), |item| item * item);
            assert!(
                squares
                    .iter()
                    .enumerate()
                    .all(|(at, square)| *square == at * at)
            );
            assert_eq!(squares.len(), items.len());
        }
        assert!(map_on(4, Vec::new(), |item: u8| item).is_empty());
    }

    #[test]
    #[should_panic(expected = "item 77")]
    fn a_panic_is_passed_on() {
        let items: Vec<usize> = (0..100).collect();
        map_on(3, items, |item| assert_ne!(item, 77, "item 77"));
    }
}
