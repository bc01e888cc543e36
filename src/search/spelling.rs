//! Corrects words that no entry has.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::codes::texts;
use super::index::Index;
use super::letters::Outline;
use super::{language, slips, thesaurus};
use crate::catalog::Catalog;

/// The word that is meant by one that no entry has: a stem of the catalog, or else a word of users; `None` when none is near.
pub fn correct(word: &str, catalog: &Catalog, index: Option<&Index<'_>>) -> Option<String> {
    // Two slips in a short word make another word of it.
    let most = if word.len() < 8 { 1 } else { 2 };
    let stem = language::stem(word);
    let of_catalog = match index {
        // One slip, the most frequent case, is found in a fraction of the time that two take.
        Some(index) => (1..=most).find_map(|slips| Unknown::new(stem, slips).nearest_in(index)),
        None => Unknown::new(stem, most).nearest_in_texts(catalog),
    };
    let meant = of_catalog.or_else(|| {
        let word = Unknown::new(word, most);
        thesaurus::words(word.lengths())
            .filter_map(|known| word.candidate(known, 0))
            .min()
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

    /// A known word that `count` places have, if it is near.
    fn candidate(&self, known: &str, count: usize) -> Option<Candidate> {
        let slips = if self.may_be(known) {
            slips::between(self.word, known, self.allowed_slips)?
        } else {
            return None;
        };
        Some((slips.cost(), Reverse(count), known.to_owned()))
    }

    /// Whether a known word may be near, at a glance.
    fn may_be(&self, known: &str) -> bool {
        self.lengths().contains(&known.len())
            && self.word.len().max(known.len()) >= SHORTEST
            && self.shares_an_end_with(known)
            && self
                .outline
                .is_near(Outline::of(known.as_bytes()), self.allowed_slips)
    }

    /// Whether the first or the last letter is the same. A slip moves one of them at most.
    fn shares_an_end_with(&self, known: &str) -> bool {
        let (one, other) = (self.word.as_bytes(), known.as_bytes());
        one.first() == other.first() || one.last() == other.last()
    }

    fn nearest_in(&self, index: &Index<'_>) -> Option<Candidate> {
        let known = index.words.of_lengths(self.lengths());
        known
            .filter_map(|at| self.candidate(index.words.get(at), index.count(at)))
            .min()
    }

    fn nearest_in_texts(&self, catalog: &Catalog) -> Option<Candidate> {
        // By stem: how many texts have it.
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for text in catalog.entries().flat_map(|entry| texts(&entry)) {
            let near: BTreeSet<String> = language::stems(text)
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
