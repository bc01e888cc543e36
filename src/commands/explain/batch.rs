//! Batches of errors that the thread that reads a file sends to the one that prints.

use std::collections::HashMap;

use super::count::{Kind, restore_code, size, take_kind};
use crate::extract::Occurrence;

/// The most bytes of a batch.
const MOST_BYTES: usize = 512 * 1024;

/// Errors in the order in which they were found.
pub struct Batch {
    occurrences: Vec<Occurrence>,
    /// For each kind, the error that counts for all others that add nothing to it, or `None` if every error is wanted.
    counted: Option<HashMap<Kind, Counted>>,
    bytes: usize,
}

struct Counted {
    /// The index of the first error of this kind.
    place: usize,
    /// Which texts it already has.
    has: [bool; 4],
}

impl Batch {
    /// An empty batch. If errors are only `counted`, one that says nothing new is added to the first of its kind, and memory
    /// depends on the kinds alone.
    pub fn new(counted: bool) -> Self {
        Self { occurrences: Vec::new(), counted: counted.then(HashMap::new), bytes: 0 }
    }

    pub fn add(&mut self, mut occurrence: Occurrence) {
        if let Some(counted) = &mut self.counted {
            let Occurrence { message, request_id, host_id, recommend, .. } = &occurrence;
            let has = [message, request_id, host_id, recommend].map(Option::is_some);
            let kind = take_kind(&mut occurrence);
            if let Some(same) = counted.get_mut(&kind) {
                if has.iter().zip(same.has).all(|(has, had)| had || !has) {
                    let count = &mut self.occurrences[same.place].count;
                    *count = count.saturating_add(occurrence.count);
                    return;
                }
                for (had, has) in same.has.iter_mut().zip(has) {
                    *had |= has;
                }
                restore_code(&mut occurrence, &kind);
            } else {
                restore_code(&mut occurrence, &kind);
                let place = self.occurrences.len();
                counted.insert(kind, Counted { place, has });
            }
        }
        self.bytes += size(&occurrence) + size_of::<Occurrence>();
        self.occurrences.push(occurrence);
    }

    pub const fn is_full(&self) -> bool {
        self.bytes >= MOST_BYTES
    }

    pub const fn is_empty(&self) -> bool {
        self.occurrences.is_empty()
    }

    /// Takes the errors out and leaves an empty batch.
    pub fn take(&mut self) -> Vec<Occurrence> {
        self.bytes = 0;
        if let Some(counted) = &mut self.counted {
            counted.clear();
        }
        std::mem::take(&mut self.occurrences)
    }

    /// Puts back errors that could not be sent yet.
    pub fn put_back(&mut self, occurrences: Vec<Occurrence>) {
        for occurrence in occurrences {
            self.add(occurrence);
        }
    }
}
