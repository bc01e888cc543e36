//! What the build step prepares so that a search reads no texts: sorted words, each with a list. Flat, without pointers, so that it
//! costs a program nothing at its start.

use std::cmp::Ordering;
use std::ops::{Range, RangeInclusive};

/// Words, one behind the other, in an order of their own: the shorter first, so that those of about a length stand together.
#[derive(Debug, Clone, Copy)]
pub struct Words<'i> {
    pub text: &'i str,
    /// Where each word ends.
    pub ends: &'i [u32],
}

/// Words, each with a list of values.
#[derive(Debug, Clone, Copy)]
pub struct Lists<'i, Value> {
    pub words: Words<'i>,
    /// The lists, one behind the other.
    pub values: &'i [Value],
    /// Where the list of each word ends.
    pub ends: &'i [u32],
}

/// The stems of a catalog's words, and where they are.
pub type Index<'i> = Lists<'i, Place>;

/// Where a stem is found: the place of the entry in the catalog, the part of the entry, and, in its code, the words of the code
/// that the stem stands for, as a bit set.
#[derive(Debug, Clone, Copy)]
pub struct Place(pub u16, pub Part, pub u32);

/// A part of an entry, as search weighs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The code and its aliases.
    Code,
    Message,
    Resolution,
}

impl<'i> Words<'i> {
    pub fn get(&self, at: usize) -> &'i str {
        between(self.ends, at)
            .and_then(|range| self.text.get(range))
            .unwrap_or_default()
    }

    /// The places of the words with these lengths.
    pub fn of_lengths(&self, lengths: RangeInclusive<usize>) -> Range<usize> {
        let first = self.first(|word| word.len() >= *lengths.start());
        let behind = self.first(|word| word.len() > *lengths.end());
        first..behind
    }

    fn find(&self, word: &str) -> Option<usize> {
        let at = self.first(|other| order(other, word).is_ge());
        (self.get(at) == word).then_some(at)
    }

    /// The place of the first word of which something is true that is true of all behind it.
    fn first(&self, is_reached: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if is_reached(self.get(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }
}

/// The order of [`Words`].
pub fn order(one: &str, other: &str) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

impl<'i, Value> Lists<'i, Value> {
    /// The list of a word.
    pub fn of(&self, word: &str) -> Option<&'i [Value]> {
        self.values.get(between(self.ends, self.words.find(word)?)?)
    }

    /// How long the list in a place is.
    pub fn count(&self, at: usize) -> usize {
        between(self.ends, at).unwrap_or_default().len()
    }
}

/// The stretch that ends at `ends[at]` and starts where the one before it ends.
fn between(ends: &[u32], at: usize) -> Option<Range<usize>> {
    let start = at
        .checked_sub(1)
        .and_then(|before| ends.get(before))
        .copied()
        .unwrap_or(0);
    ends.get(at).map(|&end| start as usize..end as usize)
}
