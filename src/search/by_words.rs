//! The query as words: ranks entries by the words that they share with it, in their code and their texts.

use std::cmp::Reverse;

use super::index::{self, FIELDS, LONGEST_PHRASE, stem, word_ranges};
use super::{Hit, PHRASES, Rank, likelihood, typos};
use crate::catalog::{Catalog, Entry};
use crate::sorted_lines;

/// The most words that are searched for. Only pasted text has more; the rest is ignored.
const MOST_WORDS: usize = 64;

/// Words are taken for each other only if one has at least this many letters: shorter words are all alike.
const SHORTEST_CORRECTED: usize = 4;

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

/// One thing that a query asks for: a word, or a phrase that has synonyms.
pub struct Term {
    /// The stems to search for, and whether each is as good as the user's own word.
    spellings: Vec<(String, bool)>,
    /// Whether a word of it is a correction.
    is_guess: bool,
}

impl Term {
    /// Whether it means more than its own letters.
    pub fn has_synonyms(&self) -> bool {
        self.spellings.len() > 1
    }
}

/// The terms of a query: the longest phrases that have synonyms, and every other word. Words that neither the catalog
/// nor the synonyms have are corrected if possible.
pub fn terms(query: &str, index: &str) -> Vec<Term> {
    let mut words = index::words(&query.replace(['\'', '’'], ""));
    // Without articles, `not a valid region` has the phrase `not valid`.
    words.retain(|word| !["a", "an", "the"].contains(&&**word));
    words.truncate(MOST_WORDS);
    let corrections: Vec<_> = words.iter().map(|word| correction(word, index)).collect();
    for (word, correction) in words.iter_mut().zip(&corrections) {
        if let Some(meant) = correction {
            (*meant).clone_into(word);
        }
    }
    let mut terms = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let (length, spellings) = first_term(&words[start..]);
        if !spellings.is_empty() {
            let is_guess = corrections[start..start + length].iter().any(Option::is_some);
            terms.push(Term { spellings, is_guess });
        }
        start += length;
    }
    terms
}

/// How many words the term at the start of some words takes, and its spellings: none if it says nothing about an error.
fn first_term(words: &[String]) -> (usize, Vec<(String, bool)>) {
    for length in (1..=words.len().min(LONGEST_PHRASE)).rev() {
        if let Some(meanings) = sorted_lines::get(PHRASES, stem(&words[..length].concat())) {
            let spelling = |meaning: &str| (meaning.trim_start_matches('=').to_owned(), meaning.starts_with('='));
            return (length, meanings.split_ascii_whitespace().map(spelling).collect());
        }
    }
    // A single letter says nothing.
    let is_telling = words[0].len() > 1;
    (1, is_telling.then(|| (stem(&words[0]).to_owned(), true)).into_iter().collect())
}

/// The stem that is meant by a word that neither the catalog nor the synonyms have: the closest, and of equally close
/// ones the one in most entries.
fn correction<'i>(word: &str, index: &'i str) -> Option<&'i str> {
    let word = stem(word);
    let is_known = |table| sorted_lines::get(table, word).is_some();
    if word.bytes().all(|byte| byte.is_ascii_digit()) || is_known(index) || is_known(PHRASES) {
        return None;
    }
    // Two typos turn a short word into another word.
    let most = if word.len() < 7 { 1 } else { 2 };
    let known = sorted_lines::rows(index).chain(sorted_lines::rows(PHRASES));
    let candidates = known.filter(|(known, _)| known.len().max(word.len()) >= SHORTEST_CORRECTED);
    let candidates = candidates.filter_map(|(known, places)| {
        let typos = typos::between(word, known, most)?;
        // A typo changes the first or the last letter, but not both. Of two typos, hardly ever is one in the first.
        let (one, other) = (word.as_bytes(), known.as_bytes());
        let shares_an_end = one.first() == other.first() || typos.count == 1 && one.last() == other.last();
        shares_an_end.then_some((typos.cost(), Reverse(places.len()), known))
    });
    candidates.min().map(|(.., known)| known)
}

/// What an entry shares with a query.
#[derive(Clone, Default)]
struct Share {
    /// The weights of the terms, each for the best field where it is found.
    weight: f64,
    /// The fields that have terms.
    fields: [bool; FIELDS.len()],
    /// The words of its code that terms have, a bit for each.
    words_of_code: u64,
}

/// The entries that share a convincing part of the query, in the order of the catalog.
pub fn find<'c>(catalog: &'c Catalog, index: &str, terms: &[Term]) -> Vec<Hit<'c>> {
    let entries = catalog.entries();
    let (mut shares, mut total) = (vec![Share::default(); entries.len()], 0.0);
    for term in terms {
        let mut worths = vec![0.0_f64; entries.len()];
        for (stem, is_same) in &term.spellings {
            for (field, place, words_of_code) in index::places(index, stem) {
                let worth = if *is_same { WORTH[field] } else { WORTH[field] - SIMILAR };
                worths[place] = worths[place].max(worth);
                shares[place].fields[field] = true;
                shares[place].words_of_code |= words_of_code;
            }
        }
        let rarity = rarity(worths.iter().filter(|worth| **worth > 0.0).count(), entries.len());
        let weight = if term.is_guess { GUESS * rarity } else { rarity };
        for (share, worth) in shares.iter_mut().zip(worths) {
            share.weight += worth * weight;
        }
        total += rarity;
    }
    let hit = |(entry, share): (&'c Entry, Share)| {
        let part = share.weight / total;
        #[expect(clippy::cast_precision_loss, reason = "codes are short")]
        let in_code = f64::from(share.words_of_code.count_ones()) / word_ranges(&entry.code).len().max(1) as f64;
        let score = likelihood(entry.origin) * part * (1.0 - CODE_PART + CODE_PART * in_code);
        // Smaller differences say nothing about which entry is meant, so the order of the catalog decides.
        let score = (score * 100.0).round() / 100.0;
        let fields = FIELDS.into_iter().zip(share.fields).filter_map(|(name, found)| found.then_some(name));
        (part >= CONVINCING).then(|| Hit::new(entry, Rank::Words, score, fields.collect()))
    };
    entries.iter().zip(shares).filter(|(_, share)| share.weight > 0.0).filter_map(hit).collect()
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
