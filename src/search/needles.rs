//! Finds the spellings that a query asks for in a text, in one pass over it.

use std::borrow::Cow;
use std::ops::Range;

use super::{language, letters};

/// One spelling to look for.
#[derive(Debug)]
pub struct Needle {
    /// Its letters and digits, small, without an ending.
    pub stem: Cow<'static, str>,
    /// Which term of the query it stands for.
    pub term: usize,
    /// Whether it is as good as the user's own word.
    pub same: bool,
}

impl Needle {
    /// Whether a word that goes on like this behind the stem is a form of it.
    fn ends_with(&self, rest: &str) -> bool {
        let word = [&*self.stem, rest].concat().to_ascii_lowercase();
        language::stem(&word) == self.stem
    }
}

/// All spellings that a query asks for.
#[derive(Debug, Default)]
pub struct Needles {
    /// In the order of their stems.
    pub all: Vec<Needle>,
    /// By a spelling's first letter: its second letters, as a bit set. Rules out nearly every word of a text at once.
    heads: [u32; 32],
}

impl Needles {
    pub fn new(mut all: Vec<Needle>) -> Self {
        all.sort_unstable_by(|one, other| one.stem.cmp(&other.stem));
        let mut heads = [0; 32];
        for needle in &all {
            if let [first, second, ..] = needle.stem.as_bytes() {
                heads[slot(*first)] |= 1 << slot(*second);
            }
        }
        Self { all, heads }
    }

    /// Calls `found` with every spelling that is in the text, and where.
    pub fn for_each_in(&self, text: &str, mut found: impl FnMut(&Needle, Range<usize>)) {
        let bytes = text.as_bytes();
        letters::for_each_word_start(bytes, |start| {
            if !self.may_start(bytes, start) {
                return;
            }
            for needle in self.starting_like(bytes, start) {
                let Some(end) = letters::read(bytes, start, needle.stem.as_bytes()) else {
                    continue;
                };
                let word_end = letters::word_end(bytes, end);
                if text
                    .get(end..word_end)
                    .is_some_and(|rest| needle.ends_with(rest))
                {
                    found(needle, start..word_end);
                }
            }
        });
    }

    /// The spellings with the first letter that a text has at `start`.
    fn starting_like(&self, text: &[u8], start: usize) -> impl Iterator<Item = &Needle> {
        let first = text.get(start).map(u8::to_ascii_lowercase);
        let from = self
            .all
            .partition_point(|needle| needle.stem.as_bytes().first().copied() < first);
        self.all
            .iter()
            .skip(from)
            .take_while(move |needle| needle.stem.as_bytes().first().copied() == first)
    }

    fn may_start(&self, text: &[u8], start: usize) -> bool {
        let second = text.get(start + 1).copied().unwrap_or_default();
        text.get(start)
            .is_some_and(|&first| self.heads[slot(first)] >> slot(second) & 1 == 1)
    }
}

/// The same place in a table of 32 for both cases of a letter.
fn slot(letter: u8) -> usize {
    usize::from(letter & 31)
}
