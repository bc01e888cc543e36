//! What the build step prepares so that a search reads no texts: sorted words, each with a list. Flat, without pointers, so that it
//! costs a program nothing at its start.

use std::ops::{Range, RangeInclusive};

/// Words, one behind the other, in an order of their own: the shorter first, so that those of about a length stand together.
#[derive(Debug, Clone, Copy)]
pub struct Words<'i> {
    pub text: &'i str,
    /// Where each word ends.
    pub ends: &'i [u32],
    /// By length: how many words are shorter.
    pub shorter: &'i [u32],
}

/// Words, each with a list of values.
#[derive(Debug, Clone, Copy)]
pub struct Lists<'i, Value> {
    pub words: Words<'i>,
    /// A hash table: the places of the words, each in the first free slot from [`slot`] on, and [`FREE`] elsewhere. As many slots as a
    /// power of two, so that the slot is cut from a hash.
    pub slots: &'i [u16],
    /// The lists, one behind the other.
    pub values: &'i [Value],
    /// Where the list of each word ends.
    pub ends: &'i [u32],
}

/// The stems of a catalog's words, and where they are.
pub type Index<'i> = Lists<'i, Place>;

/// Where a stem is found: the place of the entry in the catalog, the part of the entry, and, in its code, the words of the code
/// that the stem stands for, as a set: see `letters`.
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

    /// The words of these lengths, with their places, that have one of two ends.
    pub fn of_ends(
        self,
        lengths: RangeInclusive<usize>,
        ends: (Option<u8>, Option<u8>),
    ) -> impl Iterator<Item = (usize, &'i str)> {
        lengths
            .flat_map(move |length| self.of_length(length))
            .filter(move |(_, word)| has_end(word, ends))
            .map(move |(at, _)| (at, self.get(at)))
    }

    /// The words of a length, with their places. They stand one behind the other, so that no end has to be looked up.
    fn of_length(self, length: usize) -> impl Iterator<Item = (usize, &'i [u8])> {
        let shorter = |length: usize| {
            self.shorter
                .get(length)
                .map_or(self.ends.len(), |&at| at as usize)
        };
        let places = shorter(length)..shorter(length + 1);
        let start = between(self.ends, places.start).map_or(self.text.len(), |word| word.start);
        let letters = self.text.as_bytes().get(start..).unwrap_or_default();
        places.zip(letters.chunks_exact(length.max(1)))
    }
}

/// Whether a word has the first or the last of two letters at its end.
pub fn has_end(word: &[u8], (first, last): (Option<u8>, Option<u8>)) -> bool {
    word.first().copied() == first || word.last().copied() == last
}

/// What stands in a slot without a word.
pub const FREE: u16 = u16::MAX;

/// Where a word is looked for first in a hash table (FNV-1a) with so many slots.
pub fn slot(word: &str, slots: usize) -> usize {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    word.bytes().fold(0x811c_9dc5, mix) as usize & (slots - 1)
}

impl<'i, Value> Lists<'i, Value> {
    /// The list of a word.
    pub fn of(&self, word: &str) -> Option<&'i [Value]> {
        self.values.get(between(self.ends, self.find(word)?)?)
    }

    fn find(&self, word: &str) -> Option<usize> {
        let (before, from) = self.slots.split_at_checked(slot(word, self.slots.len()))?;
        from.iter()
            .chain(before)
            .take_while(|&&at| at != FREE)
            .map(|&at| usize::from(at))
            .find(|&at| self.words.get(at) == word)
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
