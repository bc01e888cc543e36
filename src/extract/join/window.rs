//! Remembers the latest `RequestIds`, so that an error mentioned again later is not reported again.

use std::collections::{HashSet, VecDeque};
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};

/// `RequestIds` that are remembered.
const SIZE: usize = 4096;

/// Bytes of a RequestId that count.
const LONGEST: usize = 40;

/// Takes a hash as it is.
#[derive(Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The latest `RequestIds`, as hashes.
#[derive(Debug, Default)]
pub struct Window {
    hasher: RandomState,
    seen: HashSet<u64, BuildHasherDefault<Hashed>>,
    order: VecDeque<u64>,
}

impl Window {
    fn hash(&self, id: &str) -> u64 {
        let mut upper = [0; LONGEST];
        for (upper, byte) in upper.iter_mut().zip(id.bytes()) {
            *upper = byte.to_ascii_uppercase();
        }
        self.hasher.hash_one(upper)
    }

    /// Remembers `id`; whether it had not been seen among the latest.
    pub fn is_new(&mut self, id: &str) -> bool {
        let hash = self.hash(id);
        if !self.seen.insert(hash) {
            return false;
        }
        self.order.push_back(hash);
        if self.order.len() > SIZE
            && let Some(oldest) = self.order.pop_front()
        {
            self.seen.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{SIZE, Window};

    #[test]
    fn the_latest_ids_are_known_whatever_their_case() {
        let mut window = Window::default();
        assert!(window.is_new("54744262-D1DB"));
        assert!(!window.is_new("54744262-d1db"));
    }

    #[test]
    fn the_oldest_ids_are_forgotten() {
        let mut window = Window::default();
        for n in 0..=SIZE {
            assert!(window.is_new(&n.to_string()));
        }
        assert_eq!(window.seen.len(), SIZE);
        assert!(window.is_new("0"));
    }
}
