//! Finds the words of a query in the words of a text, in one pass.

use std::borrow::Cow;
use std::ops::Range;

use super::stem::stem;
use super::texts::{END_OF_FIELD, END_OF_LINE};

/// A word to look for.
#[derive(Debug)]
pub struct Needle {
    /// Its stem.
    pub stem: Cow<'static, str>,
    /// Which term of the query it is for.
    pub term: usize,
    /// Whether it is as good as the user's own word.
    pub same: bool,
}

/// Where a needle is: in which words of which field of which line, all counted from 0.
#[derive(Debug)]
pub struct Place {
    pub line: usize,
    pub field: usize,
    pub words: Range<usize>,
}

/// All words that a query asks for.
#[derive(Debug)]
pub struct Matcher {
    /// In the order of their stems.
    needles: Vec<Needle>,
    /// For each first letter of a needle, its second letters, as a bit set. It rules out nearly every word of a text at once.
    seconds: [u32; 256],
}

impl Default for Matcher {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Matcher {
    pub fn new(mut needles: Vec<Needle>) -> Self {
        needles.sort_unstable_by(|one, other| one.stem.cmp(&other.stem));
        let mut seconds = [0; 256];
        for needle in &needles {
            if let [first, second, ..] = needle.stem.as_bytes() {
                // The first word may be a single letter, as in `v switch`.
                seconds[usize::from(*first)] |= bit(*second) | bit(b' ');
            }
        }
        Self { needles, seconds }
    }

    /// Calls `found` with every needle that is in a text, and where. The text has the form of [`super::texts`], or of one of its
    /// fields.
    pub fn for_each_in(&self, text: &str, mut found: impl FnMut(&Needle, Place)) {
        let bytes = text.as_bytes();
        let (mut line, mut field, mut word) = (0, 0, 0);
        // Every byte up to a space separates words.
        let separators = bytes.iter().enumerate().filter(|(_, byte)| **byte <= b' ');
        for (at, &byte) in separators {
            match byte {
                END_OF_LINE => (line, field, word) = (line + 1, 0, 0),
                END_OF_FIELD => (field, word) = (field + 1, 0),
                _ => {
                    let letter = |at: usize| bytes.get(at).copied().unwrap_or_default();
                    let (first, second) = (letter(at + 1), letter(at + 2));
                    if self.seconds[usize::from(first)] & bit(second) != 0 {
                        for needle in self.starting_with(first) {
                            if let Some(length) = length_of(needle.stem.as_bytes(), bytes, at + 1) {
                                let words = word..word + length;
                                found(needle, Place { line, field, words });
                            }
                        }
                    }
                    word += 1;
                }
            }
        }
    }

    fn starting_with(&self, letter: u8) -> impl Iterator<Item = &Needle> {
        let first = |needle: &Needle| needle.stem.as_bytes().first().copied();
        let from = self.needles.partition_point(|needle| first(needle) < Some(letter));
        let rest = self.needles.iter().skip(from);
        rest.take_while(move |needle| first(needle) == Some(letter))
    }
}

/// How many words from a place on, read as one, have this stem; `None` when no number of them has it.
fn length_of(wanted: &[u8], text: &[u8], start: usize) -> Option<usize> {
    let mut end = start;
    let mut words = 1;
    for letter in wanted {
        if text.get(end) == Some(&b' ') {
            words += 1;
            end += 1;
        }
        if text.get(end) != Some(letter) {
            return None;
        }
        end += 1;
    }
    // What follows in the same word has to be an ending.
    let rest = text.get(end..)?;
    let ending = rest.iter().position(|&byte| byte <= b' ').unwrap_or(rest.len());
    if ending == 0 && words == 1 {
        return Some(1);
    }
    let word = [wanted, &rest[..ending]].concat();
    let is_form = stem(str::from_utf8(&word).ok()?).as_bytes() == wanted;
    is_form.then_some(words)
}

/// Letters that share a bit are distinguished later.
const fn bit(letter: u8) -> u32 {
    1 << (letter & 31)
}
