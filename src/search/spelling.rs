//! Corrects words that no entry has.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::codes::texts;
use super::index::{self, Index, Words};
use super::letters::Outline;
use super::{language, slips, thesaurus};
use crate::catalog::Catalog;

/// The word that is meant by one that no entry has: a stem of the catalog, or else a word of users; `None` when none is near.
pub fn correct(word: &str, catalog: &Catalog, index: Option<&Index<'_>>) -> Option<String> {
    // Two slips in a short word make another word of it.
    let most = if word.len() < 8 { 1 } else { 2 };
    let meant = (1..=most).find_map(|slips| {
        let stem = Unknown::new(language::stem(word), slips);
        let of_catalog = match index {
            Some(index) => stem.nearest_in(index),
            None => stem.nearest_in_texts(catalog),
        };
        of_catalog.or_else(|| Unknown::new(word, slips).nearest_of_users())
    });
    meant.map(|(_, _, word)| word)
}

/// Of two words that are taken for each other, one has at least this many letters: shorter ones are all alike.
const SHORTEST: usize = 4;

/// What a word may be meant for, the likeliest first: the nearest, and of those the one that the most places of the catalog have.
type Candidate = (usize, Reverse<usize>, String);

/// A word that no entry has.
struct Unknown<'w> {
    word: &'w str,
    outline: Outline,
    allowed_slips: usize,
}

impl<'w> Unknown<'w> {
    fn new(word: &'w str, allowed_slips: usize) -> Self {
        Self {
            word,
            outline: Outline::of(word.as_bytes()),
            allowed_slips,
        }
    }

    /// The lengths that words near to this have.
    fn lengths(&self) -> RangeInclusive<usize> {
        self.word.len().saturating_sub(self.allowed_slips)..=self.word.len() + self.allowed_slips
    }

    /// A known word that may be near and that `count` places have, if it is near.
    fn candidate(&self, known: &str, count: usize) -> Option<Candidate> {
        let slips = slips::between(self.word, known, self.allowed_slips)?;
        Some((slips.cost(), Reverse(count), known.to_owned()))
    }

    /// Whether a known word of a length and with an end like this one's may be near, at a glance.
    fn may_be(&self, known: &str) -> bool {
        self.word.len().max(known.len()) >= SHORTEST
            && self
                .outline
                .is_near(Outline::of(known.as_bytes()), self.allowed_slips)
    }

    /// The first and the last letter, of which a word that is near shares one: a slip moves one of them at most. Where there are two
    /// slips, hardly ever is one in the first letter.
    fn ends(&self) -> (Option<u8>, Option<u8>) {
        let letters = self.word.as_bytes();
        let last = letters.last().filter(|_| self.allowed_slips == 1);
        (letters.first().copied(), last.copied())
    }

    /// Those of many words that may be near, with their places.
    fn among<'i>(&self, words: Words<'i>) -> impl Iterator<Item = (usize, &'i str)> {
        words
            .of_ends(self.lengths(), self.ends())
            .filter(|(_, known)| self.may_be(known))
    }

    fn nearest_in(&self, index: &Index<'_>) -> Option<Candidate> {
        self.among(index.words)
            .filter_map(|(at, known)| self.candidate(known, index.count(at)))
            .min()
    }

    fn nearest_of_users(&self) -> Option<Candidate> {
        self.among(thesaurus::words())
            .filter_map(|(_, known)| self.candidate(known, 0))
            .min()
    }

    fn nearest_in_texts(&self, catalog: &Catalog) -> Option<Candidate> {
        // By stem: how many texts have it.
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for text in catalog.entries().iter().flat_map(texts) {
            let near: BTreeSet<String> = language::stems(text)
                .filter(|known| self.lengths().contains(&known.len()))
                .filter(|known| index::has_end(known.as_bytes(), self.ends()))
                .filter(|known| self.may_be(known))
                .collect();
            for known in near {
                *counts.entry(known).or_default() += 1;
            }
        }
        counts
            .iter()
            .filter_map(|(known, count)| self.candidate(known, *count))
            .min()
    }
}
