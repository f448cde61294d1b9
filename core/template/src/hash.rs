//! A quick hash for tables of ids, of which a synthesis looks up tens of thousands.

use std::hash::{BuildHasher, Hasher, RandomState};

/// An odd number without a pattern in its bits.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
/// How many bytes are mixed in at a time.
const STEP: usize = 8;

/// Hashes that depend on a seed, which differs from run to run and from table to table: whoever writes a
/// template cannot choose ids that all fall into one place of a table.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct QuickHash(u64);

impl Default for QuickHash {
    fn default() -> Self {
        Self(RandomState::new().hash_one(FACTOR))
    }
}

impl BuildHasher for QuickHash {
    type Hasher = QuickHasher;

    fn build_hasher(&self) -> QuickHasher {
        QuickHasher(self.0)
    }
}

/// One hash in the making.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct QuickHasher(u64);

impl QuickHasher {
    /// Multiplies to twice the width and folds the halves, so that each bit reaches all others.
    fn mix(&mut self, word: u64) {
        let [low, high] = halves(u128::from(self.0 ^ word) * u128::from(FACTOR));
        self.0 = low ^ high;
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "the halves are what is wanted"
)]
const fn halves(product: u128) -> [u64; 2] {
    [product as u64, (product >> u64::BITS) as u64]
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<STEP>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        // The length tells a rest from the same one with zeros in front.
        let length = rest.len() as u64;
        self.mix(
            rest.iter()
                .fold(length, |word, byte| word << u8::BITS | u64::from(*byte)),
        );
    }

    fn write_u8(&mut self, number: u8) {
        self.mix(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn like_ids_have_different_hashes() {
        let hash = QuickHash::default();
        let ids = (0..20_000).map(|number| format!("Pool{number}Client{:08X}", number * 7));
        let zeros =
            (0..20).flat_map(|length| [0, 1].map(|last| "\0".repeat(length) + &last.to_string()));
        let all: Vec<String> = ids.chain(zeros).collect();
        let hashes: HashSet<u64> = all.iter().map(|id| hash.hash_one(id)).collect();
        assert_eq!(hashes.len(), all.len());
        // A table takes its places from the low bits.
        let places: HashSet<u64> = hashes.iter().map(|hash| hash & 0xFFFF).collect();
        assert!(places.len() > 14_000, "{}", places.len());
    }

    #[test]
    fn the_seed_counts() {
        let [one, other] = [QuickHash(1), QuickHash(2)].map(|hash| hash.hash_one("Pool"));
        assert_ne!(one, other);
    }
}
