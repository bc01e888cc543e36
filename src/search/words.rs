//! Ranks entries by the words of a query that their code and their texts have.

use super::index::{Index, Part, Place};
use super::letters;
use super::needles::Needle;
use super::terms::{Term, Terms};
use crate::catalog::{Catalog, Origin};

/// What a term is worth where it is found, best first: by the part of the entry, and there as good as the user's own word or just
/// alike.
const WORTH: [f64; 6] = [1.0, 0.9, 0.8, 0.7, 0.4, 0.3];

/// The part of the score that says how many of the code's words the query speaks of: it puts the plainest code first.
const CODE_PART: f64 = 0.4;

/// What a guess weighs beside what the user wrote: a slip is still understood, while a word of the user's own story that resembles
/// one of the catalog does not decide.
const GUESS: f64 = 0.6;

/// The part of a query's weight that an entry must have to be worth showing.
const CONVINCING: f64 = 0.2;

/// What an entry has of a query.
#[derive(Debug, Default, Clone, Copy)]
struct Evidence {
    /// The terms, by [`WORTH`], as bit sets.
    terms: [u32; WORTH.len()],
    /// The words of the code that the terms stand for, as a [`letters::word_set`].
    words: u32,
}

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
        let needles = &terms.needles;
        let evidence = catalog.entries().iter().map(|entry| {
            let mut evidence = Evidence::default();
            for code in entry.spellings() {
                needles.for_each_in(code, |needle, place| {
                    evidence.add(Part::Code, needle);
                    if code == entry.code {
                        evidence.words |= letters::words_in(code, &place);
                    }
                });
            }
            for (part, text) in [
                (Part::Message, &entry.message),
                (Part::Resolution, &entry.resolution),
            ] {
                needles.for_each_in(text, |needle, _| evidence.add(part, needle));
            }
            evidence
        });
        Self::count(evidence.collect(), catalog, terms)
    }

    /// Asks the index of the entries instead.
    pub fn look_up(index: &Index<'_>, catalog: &Catalog, terms: &Terms) -> Self {
        let mut evidence = vec![Evidence::default(); catalog.entries().len()];
        for needle in &terms.needles.all {
            for &Place(entry, part, words) in index.of(&needle.stem).unwrap_or_default() {
                if let Some(evidence) = evidence.get_mut(usize::from(entry)) {
                    evidence.add(part, needle);
                    evidence.words |= words;
                }
            }
        }
        Self::count(evidence, catalog, terms)
    }

    fn count(mut evidence: Vec<Evidence>, catalog: &Catalog, terms: &Terms) -> Self {
        for (term, status) in &terms.statuses {
            for (entry, evidence) in catalog.entries().iter().zip(&mut evidence) {
                if entry.http_code.is_some_and(|code| code.get() == *status) {
                    evidence.terms[0] |= 1 << term;
                }
            }
        }
        let mut counts = vec![0; terms.all.len()];
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
        let rarities = self
            .counts
            .iter()
            .map(|&count| weight(count, catalog.entries().len()));
        let total: f64 = rarities.clone().sum();
        let certainty = |term: &Term| if term.is_guess { GUESS } else { 1.0 };
        let weights: Vec<f64> = rarities
            .zip(&terms.all)
            .map(|(rarity, term)| certainty(term) * rarity)
            .collect();
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
            let bar = score(*last, 0.0, Origin::Api);
            parts.retain(|(place, part)| {
                let asks_for_code = self
                    .evidence
                    .get(*place)
                    .is_some_and(|evidence| evidence.words != 0);
                score(*part, f64::from(asks_for_code), Origin::Guide) >= bar
            });
        }
        parts
            .into_iter()
            .filter_map(|(place, part)| {
                let entry = catalog.entries().get(place)?;
                let share = letters::share(self.evidence.get(place)?.words);
                Some((place, score(part, share, entry.origin)))
            })
            .collect()
    }
}

/// The score of an entry that has a part of the query, and whose code has a share that the query speaks of. Smaller differences say
/// nothing about which entry is meant: the order of the catalog decides then.
fn score(part: f64, share_of_code: f64, origin: Origin) -> f64 {
    let score = likelihood(origin) * part * (1.0 - CODE_PART + CODE_PART * share_of_code);
    (score * 100.0).round() / 100.0
}

/// How likely an entry of a layer is meant: what the guide publishes or users have written themselves before what any call may meet
/// at the gateway, and that before the codes of single actions.
const fn likelihood(origin: Origin) -> f64 {
    match origin {
        Origin::Guide | Origin::User => 1.0,
        Origin::Gateway => 0.83,
        Origin::Api => 0.75,
    }
}

impl Evidence {
    fn add(&mut self, part: Part, needle: &Needle) {
        self.terms[2 * part as usize + usize::from(!needle.same)] |= 1 << needle.term;
    }

    fn all(self) -> u32 {
        self.terms.into_iter().fold(0, |all, terms| all | terms)
    }

    /// The weights of the terms, each by the best place it was found in.
    fn worth(self, weights: &[f64]) -> f64 {
        let mut left = self.all();
        let mut worth = 0.0;
        for (terms, factor) in self.terms.into_iter().zip(WORTH) {
            if left == 0 {
                break;
            }
            let mut terms = terms & left;
            left ^= terms;
            while terms != 0 {
                worth += factor * weights[terms.trailing_zeros() as usize];
                terms &= terms - 1;
            }
        }
        worth
    }
}

/// What a term weighs that `count` of `entries` have: the rarer the more, and next to nothing when all have it; a few entries more
/// are added, since in a small catalog a word may be rare by accident. Words that no entry has are the user's own story: they weigh
/// a sixth of the rarest.
fn weight(count: usize, entries: usize) -> f64 {
    const ACCIDENTS: usize = 2;
    if count == 0 {
        log2(entries + 1) / 6.0
    } else {
        log2(entries + 1 + ACCIDENTS) - log2(count + ACCIDENTS)
    }
}

/// The binary logarithm of a number from 1 on, on a straight line between the powers of two. The real one needs the system's
/// mathematics library, which costs the start of every command more than this whole search.
#[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
fn log2(number: usize) -> f64 {
    let power = number.max(1).ilog2();
    f64::from(power) + number as f64 / (1_usize << power) as f64 - 1.0
}
