//! The query as words: ranks entries by the words that they share with it, in their code and their texts.

use std::collections::BTreeSet;

use super::hit::{Hit, Rank, likelihood};
use super::index::{self, FIELDS};
use super::stems::words;
use super::terms::{Term, matched};
use crate::catalog::{Catalog, Entry};

/// The value of a match, by the field.
const WORTH: [f64; FIELDS.len()] = [1.0, 1.0, 1.0, 0.8, 0.4];

/// How much less a match is worth if the term is only similar to the user's own word.
const SIMILAR: f64 = 0.1;

/// The part of the score that depends on how many words of the code the query mentions: it puts the shortest code
/// first.
const CODE_PART: f64 = 0.4;

/// The weight of a guess, relative to what the user wrote: enough to understand a typo, but too little for an unrelated
/// word that resembles one in the catalog to decide.
const GUESS: f64 = 0.6;

/// The least share of a query's weight that makes an entry worth showing.
const CONVINCING: f64 = 0.2;

/// What an entry shares with a query.
#[derive(Clone, Default)]
struct Share<'t> {
    /// The weights of the terms, each for the best field where it is found.
    weight: f64,
    /// The fields that have terms.
    fields: [bool; FIELDS.len()],
    /// The stems that are in its code.
    in_code: Vec<&'t str>,
}

/// The entries that share a convincing part of the query, in the order of the catalog.
pub fn find<'c>(catalog: &'c Catalog, index: &str, terms: &[Term]) -> Vec<Hit<'c>> {
    let entries = catalog.entries();
    let (mut shares, mut total) = (vec![Share::default(); entries.len()], 0.0);
    for term in terms {
        let worths = worths(term, index, &mut shares);
        let rarity = rarity(worths.iter().filter(|worth| **worth > 0.0).count(), entries.len());
        let weight = if term.is_guess { GUESS * rarity } else { rarity };
        for (share, worth) in shares.iter_mut().zip(worths) {
            share.weight += worth * weight;
        }
        total += rarity;
    }
    let hit = |(entry, share): (&'c Entry, &Share<'_>)| {
        let part = share.weight / total;
        let in_code = share_of_code(&share.in_code, &entry.code);
        let score = likelihood(entry.origin) * part * (1.0 - CODE_PART + CODE_PART * in_code);
        // Smaller differences say nothing about which entry is meant, so the order of the catalog decides.
        let score = (score * 100.0).round() / 100.0;
        let fields = FIELDS.into_iter().zip(share.fields).filter_map(|(name, found)| found.then_some(name));
        (part >= CONVINCING).then(|| Hit::new(entry, Rank::Words, score, fields.collect()))
    };
    entries.iter().zip(&shares).filter(|(_, share)| share.weight > 0.0).filter_map(hit).collect()
}

/// The value of a term in each entry, for the best field where it is found.
fn worths<'t>(term: &'t Term, index: &str, shares: &mut [Share<'t>]) -> Vec<f64> {
    let mut worths = vec![0.0_f64; shares.len()];
    for (stem, is_same) in &term.spellings {
        for (field, place) in index::places(index, stem) {
            let worth = if *is_same { WORTH[field] } else { WORTH[field] - SIMILAR };
            worths[place] = worths[place].max(worth);
            shares[place].fields[field] = true;
            if FIELDS[field] == "Code" {
                shares[place].in_code.push(stem);
            }
        }
    }
    worths
}

/// The share of a code's words that stems match.
#[expect(clippy::cast_precision_loss, reason = "codes are short")]
fn share_of_code(stems: &[&str], code: &str) -> f64 {
    if stems.is_empty() {
        return 0.0;
    }
    let words = words(code);
    let matched: BTreeSet<usize> = matched(stems, &words).into_iter().flatten().collect();
    matched.len() as f64 / words.len() as f64
}

/// The weight of a term that `count` of `entries` have: the rarer, the more, and next to nothing if all have it. A few
/// entries are added to both, since a word may be rare by accident in a small catalog. Words that no entry has are
/// about the user's own circumstances, and weigh a sixth of the rarest.
fn rarity(count: usize, entries: usize) -> f64 {
    const ACCIDENTS: usize = 2;
    if count == 0 { log2(entries + 1) / 6.0 } else { log2(entries + 1 + ACCIDENTS) - log2(count + ACCIDENTS) }
}

/// The binary logarithm of a number of at least 1, linear between powers of two. The exact one needs the system's
/// mathematics library, which costs the start of every command more than this whole search.
#[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
fn log2(number: usize) -> f64 {
    let power = number.max(1).ilog2();
    f64::from(power) + number as f64 / (1_usize << power) as f64 - 1.0
}
