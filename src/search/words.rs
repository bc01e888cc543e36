//! Ranks entries by the words of a query that their code and their texts have.

use super::codes::spellings;
use super::index::Index;
use super::needles::Needle;
use super::terms::Terms;
use crate::catalog::Catalog;

/// Where a term is found, best first: in the code or in the texts, as good as the user's own word or just alike; and what it is worth there.
const WORTH: [f64; 4] = [1.0, 0.8, 0.5, 0.4];
const IN_CODE: usize = 0;
const IN_TEXT: usize = 2;

/// The part of the score that says how much of the code the query speaks of: it puts the plainest code first.
const CODE_PART: f64 = 0.2;

/// The part of a query's weight that an entry must have to be worth showing.
const CONVINCING: f64 = 0.2;

/// The terms that an entry has, by [`WORTH`], as bit sets.
#[derive(Debug, Default, Clone, Copy)]
struct Evidence([u64; WORTH.len()]);

/// What was found of a query's terms in all entries.
#[derive(Debug)]
pub struct Findings {
    /// By entry.
    evidence: Vec<Evidence>,
    /// By term: how many entries have it.
    pub counts: Vec<usize>,
}

impl Findings {
    /// Reads all entries.
    pub fn read(catalog: &Catalog, terms: &Terms) -> Self {
        let evidence = catalog.entries().map(|entry| {
            let mut evidence = Evidence::default();
            for code in spellings(&entry) {
                terms
                    .needles
                    .for_each_in(code, |needle, _| evidence.add(IN_CODE, needle));
            }
            for text in [entry.message, entry.resolution] {
                terms
                    .needles
                    .for_each_in(text, |needle, _| evidence.add(IN_TEXT, needle));
            }
            evidence
        });
        Self::count(evidence.collect(), catalog, terms)
    }

    /// Asks the index of the entries instead.
    pub fn look_up(index: &Index<'_>, catalog: &Catalog, terms: &Terms) -> Self {
        let mut evidence = vec![Evidence::default(); catalog.entries().len()];
        for needle in &terms.needles.all {
            for (entry, in_code) in index.places(&needle.stem) {
                if let Some(evidence) = evidence.get_mut(entry) {
                    evidence.add(if in_code { IN_CODE } else { IN_TEXT }, needle);
                }
            }
        }
        Self::count(evidence, catalog, terms)
    }

    fn count(mut evidence: Vec<Evidence>, catalog: &Catalog, terms: &Terms) -> Self {
        for (term, status) in &terms.statuses {
            for (entry, evidence) in catalog.entries().zip(&mut evidence) {
                if entry.http_code.is_some_and(|code| code.get() == *status) {
                    evidence.0[IN_TEXT] |= 1 << term;
                }
            }
        }
        let mut counts = vec![0; terms.own.len()];
        for evidence in &evidence {
            let mut all = evidence.all();
            while all != 0 {
                counts[all.trailing_zeros() as usize] += 1;
                all &= all - 1;
            }
        }
        Self { evidence, counts }
    }

    /// The places of the entries that have a convincing part of the query, and their scores in 0 to 1, as far as they may be among
    /// the best `limit`.
    pub fn scored(&self, catalog: &Catalog, terms: &Terms, limit: usize) -> Vec<(usize, f64)> {
        let weights: Vec<f64> = self
            .counts
            .iter()
            .map(|&count| weight(count, catalog.entries().len()))
            .collect();
        let total: f64 = weights.iter().sum();
        let parts = self
            .evidence
            .iter()
            .map(|evidence| evidence.worth(&weights) / total);
        let mut parts: Vec<(usize, f64)> = parts
            .enumerate()
            .filter(|(_, part)| *part >= CONVINCING)
            .collect();
        if limit < parts.len() {
            // An entry that even its whole code does not lift to where the last of the best would be without theirs is none of them.
            let (_, (_, last), _) =
                parts.select_nth_unstable_by(limit, |(_, one), (_, other)| other.total_cmp(one));
            let bar = score(*last, 0.0);
            parts.retain(|(_, part)| score(*part, 1.0) >= bar);
        }
        let share = |place: usize| {
            catalog
                .entry(place)
                .map_or(0.0, |entry| share_of_code(entry.code, terms))
        };
        parts
            .into_iter()
            .map(|(place, part)| (place, score(part, share(place))))
            .collect()
    }
}

/// The score of an entry that has a part of the query, and whose code has a share that the query speaks of. Smaller differences say
/// nothing about which entry is meant: the order of the catalog decides then.
fn score(part: f64, share_of_code: f64) -> f64 {
    let score = part * (1.0 - CODE_PART + CODE_PART * share_of_code);
    (score * 50.0).round() / 50.0
}

impl Evidence {
    fn add(&mut self, place: usize, needle: &Needle) {
        self.0[place + usize::from(!needle.same)] |= 1 << needle.term;
    }

    fn all(self) -> u64 {
        self.0.into_iter().fold(0, |all, terms| all | terms)
    }

    /// The weights of the terms, each by the best place it was found in.
    fn worth(self, weights: &[f64]) -> f64 {
        let mut counted = 0;
        let mut worth = 0.0;
        for (terms, factor) in self.0.into_iter().zip(WORTH) {
            let mut terms = terms & !counted;
            counted |= terms;
            while terms != 0 {
                worth += factor * weights[terms.trailing_zeros() as usize];
                terms &= terms - 1;
            }
        }
        worth
    }
}

/// What a term weighs that `count` of `entries` have: the rarer the more, and next to nothing when all have it. Words that no entry
/// has are the user's own story: they weigh a quarter of the rarest.
fn weight(count: usize, entries: usize) -> f64 {
    let rarest = log2(entries + 1);
    if count == 0 {
        rarest / 4.0
    } else {
        rarest - log2(count)
    }
}

/// The binary logarithm of a number from 1 on, on a straight line between the powers of two. The real one needs the system's
/// mathematics library, which costs the start of every command more than this whole search.
#[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
fn log2(number: usize) -> f64 {
    let power = number.max(1).ilog2();
    f64::from(power) + number as f64 / (1_usize << power) as f64 - 1.0
}

/// The share of a code's letters that the terms stand for.
#[expect(clippy::cast_precision_loss, reason = "codes are short")]
fn share_of_code(code: &str, terms: &Terms) -> f64 {
    let (mut letters, mut read) = (0, 0);
    terms.needles.for_each_in(code, |_, place| {
        letters += place.end.saturating_sub(place.start.max(read));
        read = place.end.max(read);
    });
    letters as f64 / code.len().max(1) as f64
}
