//! Finds the words of a query in the words of a text, in one pass.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr3_iter;

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
#[derive(Debug, Default)]
pub struct Matcher {
    needles: Vec<Needle>,
    /// For each first letter of a needle, its second letters, as a bit set. It rules out nearly every word of a text at once.
    seconds: Vec<u32>,
}

impl Matcher {
    pub fn new(needles: Vec<Needle>) -> Self {
        let mut seconds = vec![0; 256];
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
        for at in memchr3_iter(b' ', END_OF_FIELD, END_OF_LINE, bytes) {
            match bytes.get(at) {
                Some(&END_OF_LINE) => (line, field, word) = (line + 1, 0, 0),
                Some(&END_OF_FIELD) => (field, word) = (field + 1, 0),
                _ => {
                    if let Some([first, second]) = bytes.get(at + 1..at + 3)
                        && self.seconds.get(usize::from(*first)).unwrap_or(&0) & bit(*second) != 0
                    {
                        let needles = self.needles.iter();
                        for needle in needles.filter(|needle| needle.starts_with(*first)) {
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
}

impl Needle {
    fn starts_with(&self, letter: u8) -> bool {
        self.stem.as_bytes().first() == Some(&letter)
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
    let ending = rest
        .iter()
        .position(|&byte| byte <= b' ')
        .unwrap_or(rest.len());
    if ending == 0 && words == 1 {
        return Some(1);
    }
    let word = [wanted, &rest[..ending]].concat();
    let is_form = stem(str::from_utf8(&word).ok()?).as_bytes() == wanted;
    is_form.then_some(words)
}

/// Letters that share a bit are told apart later.
const fn bit(letter: u8) -> u32 {
    1 << (letter & 31)
}
