//! The query as words: ranks entries by the words that their code and their texts share with it.

use super::query_words::{Term, Terms};
use super::rank::{Rank, Ranked, likelihood};
use super::split;
use crate::catalog::{Entry, Origin};

/// The field of a line that is the code.
const CODE: usize = 2;

/// What a term is worth where it is found, best first: by the part of the entry, and there as good as the user's own word or just
/// alike.
const WORTH: [f64; 6] = [1.0, 0.9, 0.8, 0.7, 0.4, 0.3];

/// The part of the score that says how many of the words of the code the query mentions: it puts the shortest code first.
const CODE_PART: f64 = 0.4;

/// What a guess weighs compared with what the user wrote: a typo is still understood, while a word of the user's own story that resembles
/// one of the catalog does not decide.
const GUESS: f64 = 0.6;

/// The part of a query's weight that an entry must have to be worth showing.
const CONVINCING: f64 = 0.2;

/// What an entry has of a query.
#[derive(Debug, Default, Clone, Copy)]
struct Evidence {
    /// The terms, by [`WORTH`], as bit sets.
    terms: [u32; WORTH.len()],
    /// The words of the code that the terms match, as a bit set.
    code_words: u32,
}

/// The entries that share a convincing part of the query, in the order of the catalog. `text` has a line for each.
pub fn find(entries: &[Entry], text: &str, terms: &Terms) -> Vec<Ranked> {
    let evidence = evidence(entries, text, terms);
    let count = |term: usize| {
        let has_it = |evidence: &&Evidence| evidence.all() >> term & 1 == 1;
        evidence.iter().filter(has_it).count()
    };
    let rarities: Vec<f64> = (0..terms.all.len()).map(|term| weight(count(term), entries.len())).collect();
    let total: f64 = rarities.iter().sum();
    let certainty = |term: &Term| if term.is_guess { GUESS } else { 1.0 };
    let weights: Vec<f64> = rarities.iter().zip(&terms.all).map(|(rarity, term)| certainty(term) * rarity).collect();
    let found = entries.iter().zip(&evidence).enumerate();
    found
        .filter_map(|(place, (entry, evidence))| {
            let part = evidence.worth(&weights) / total;
            let score = || score(part, evidence.share_of_code(&entry.code), entry.origin);
            (part >= CONVINCING).then(|| Ranked::new(place, Rank::Words, score()))
        })
        .collect()
}

/// The score of an entry that has a part of the query, and whose code has a share that the query mentions. Smaller differences say
/// nothing about which entry is meant: the order of the catalog decides then.
fn score(part: f64, share_of_code: f64, origin: Origin) -> f64 {
    let score = likelihood(origin) * part * (1.0 - CODE_PART + CODE_PART * share_of_code);
    (score * 100.0).round() / 100.0
}

/// What each entry has of a query.
fn evidence(entries: &[Entry], text: &str, terms: &Terms) -> Vec<Evidence> {
    let mut evidence = vec![Evidence::default(); entries.len()];
    for (term, status) in &terms.statuses {
        for (entry, evidence) in entries.iter().zip(&mut evidence) {
            evidence.terms[0] |= u32::from(status.admits(entry.http_code)) << term;
        }
    }
    terms.matcher.for_each_in(text, |needle, place| {
        if let Some(evidence) = evidence.get_mut(place.line) {
            // The code and its aliases weigh most, then the message, then the resolution.
            let worth = 2 * [1, 2, 0].get(place.field).copied().unwrap_or(0);
            evidence.terms[worth + usize::from(!needle.same)] |= 1 << needle.term;
            if place.field == CODE {
                let words = place.words.map(|word| 1 << word.min(31));
                evidence.code_words |= words.fold(0, |set, word| set | word);
            }
        }
    });
    evidence
}

impl Evidence {
    fn all(self) -> u32 {
        self.terms.into_iter().fold(0, |all, terms| all | terms)
    }

    /// The weights of the terms, each by the best place it was found in.
    fn worth(self, weights: &[f64]) -> f64 {
        let best = |term: usize| {
            let places = self.terms.iter().zip(WORTH);
            places.into_iter().find(|(terms, _)| *terms >> term & 1 == 1)
        };
        let worths = weights.iter().enumerate();
        worths.filter_map(|(term, weight)| Some(best(term)?.1 * weight)).sum()
    }

    /// The share of the code's words that the terms match.
    fn share_of_code(self, code: &str) -> f64 {
        let words = split::words(code).take(32).map(|_| 1.0).sum::<f64>();
        f64::from(self.code_words.count_ones()) / words.max(1.0)
    }
}

/// What a term weighs that `count` of `entries` have: the rarer the more, and next to nothing when all have it; a few entries more
/// are added, since in a small catalog a word may be rare by accident. Words that no entry has are the user's own story: they weigh
/// a sixth of the rarest.
fn weight(count: usize, entries: usize) -> f64 {
    const ACCIDENTS: usize = 2;
    if count == 0 { log2(entries + 1) / 6.0 } else { log2(entries + 1 + ACCIDENTS) - log2(count + ACCIDENTS) }
}

/// The binary logarithm of a number from 1 on, on a straight line between the powers of two. The real one needs the system's
/// mathematics library, which costs the start of every command more than this whole search.
#[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
fn log2(number: usize) -> f64 {
    let power = number.max(1).ilog2();
    f64::from(power) + number as f64 / (1_usize << power) as f64 - 1.0
}
