//! The query as a code: compares it with whole codes, letter by letter.

use std::ops::Range;

use super::hit::{Hit, Rank, likelihood};
use super::stems;
use super::typos::{self, Typos};
use crate::catalog::Entry;

/// The most dots, spaces and other signs in a code.
const SIGNS: usize = 8;

/// A query, prepared for comparison with codes.
pub struct CodeQuery {
    /// Letters and digits, in lower case.
    letters: String,
    /// Whether it has several words.
    pub is_sentence: bool,
    /// The number of typos that it may have.
    typos: usize,
}

impl CodeQuery {
    pub fn new(query: &str) -> Self {
        let letters = stems::fold(query);
        let is_sentence = query.split_whitespace().nth(1).is_some();
        // With more than one typo in four letters, it is another word. In a sentence, two typos may be a word: `fs not
        // found`.
        let letters_for_typo = if is_sentence { 6 } else { 4 };
        Self { typos: typos::MAX.min(letters.len() / letters_for_typo), is_sentence, letters }
    }

    /// The entries whose code or alias resembles the query, in the order of the catalog.
    pub fn find<'c>(&self, entries: &'c [Entry]) -> Vec<Hit<'c>> {
        entries.iter().filter_map(|entry| self.best(entry)).collect()
    }

    /// The best match of the query with the code of an entry or one of its aliases.
    fn best<'c>(&self, entry: &'c Entry) -> Option<Hit<'c>> {
        let found = entry.spellings().enumerate().filter_map(|(spelling, code)| {
            let (rank, closeness) = match self.whole(code) {
                Some((Rank::Exact, _)) if spelling > 0 => (Rank::Alias, 1.0),
                Some((rank, typos)) => (rank, typos.map_or(1.0, closeness)),
                None => self.part(code, entry)?,
            };
            Some(Hit::new(entry, rank, closeness, vec![if spelling == 0 { "Code" } else { "Aliases" }]))
        });
        found.reduce(|best, next| if next.score > best.score { next } else { best })
    }

    /// How the query resembles a whole code, with the typos if there are any; `None` if it does not.
    pub fn whole(&self, code: &str) -> Option<(Rank, Option<Typos>)> {
        let query = &*self.letters;
        let lengths = query.len().saturating_sub(typos::MAX)..=query.len() + typos::MAX + SIGNS;
        if query.is_empty() || !lengths.contains(&code.len()) {
            return None;
        }
        let letters = stems::fold(code);
        if letters == query {
            Some((Rank::Exact, None))
        } else if letters.len() == query.len() && self.is_swapped(code, &letters) {
            Some((Rank::Distance, None))
        } else {
            typos::between(query, &letters, self.typos).map(|typos| (Rank::Distance, Some(typos)))
        }
    }

    /// How the query is a part of a code, and how close the entry is among those of which it is such a part. A code is
    /// not better than others with the same meaning just because it contains the words of a sentence.
    #[expect(clippy::cast_precision_loss, reason = "codes are short")]
    fn part(&self, code: &str, entry: &Entry) -> Option<(Rank, f64)> {
        if self.is_sentence {
            return None;
        }
        let part = self.part_of(code)?;
        // The guide's codes and the user's own come first, then those of the gateway, which any call can get.
        let tier = (likelihood(entry.origin) - 0.75) / 0.25 * 2.0 / 3.0;
        if code.starts_with(part) {
            // Users type the start of a code first, so the shortest code is the closest.
            let length = self.letters.len() as f64 / (entry.code.len() + 1) as f64;
            Some((Rank::Prefix, tier + length.min(1.0) / 3.0))
        } else {
            Some((Rank::Parts, tier))
        }
    }

    /// The part of a code that starts at a word and has exactly the letters of the query.
    fn part_of<'t>(&self, code: &'t str) -> Option<&'t str> {
        let first = self.letters.bytes().next()?;
        let starts = code.bytes().enumerate().filter(|(_, byte)| byte.to_ascii_lowercase() == first);
        let starts = starts.filter(|&(at, _)| stems::starts_word(code.as_bytes(), at));
        starts.filter_map(|(at, _)| code.get(at..)).find_map(|rest| {
            let mut left = self.letters.as_bytes();
            for (place, letter) in rest.bytes().enumerate().filter(|(_, byte)| !stems::is_sign(*byte)) {
                left = left.strip_prefix(&[letter.to_ascii_lowercase()])?;
                if left.is_empty() {
                    return rest.get(..=place);
                }
            }
            None
        })
    }

    /// Whether the query is a code with its halves swapped at the start of a word.
    fn is_swapped(&self, code: &str, letters: &str) -> bool {
        let is_middle = |word: Range<usize>| {
            let head = stems::fold(&code[..word.start]);
            letters.strip_prefix(&*head).is_some_and(|tail| [tail, &head].concat() == self.letters)
        };
        letters.repeat(2).contains(&self.letters) && stems::word_ranges(code).into_iter().any(is_middle)
    }
}

/// How close a code is to a query with typos, from 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "there are few typos")]
fn closeness(typos: Typos) -> f64 {
    1.0 / typos.cost() as f64
}
