//! The query as terms: what it asks for, in the user's words and in those of the catalog.

use std::cmp::Reverse;
use std::ops::Range;

use super::stems::{self, LONGEST_PHRASE, stem};
use super::{synonyms, typos};
use crate::sorted_lines;

/// The most terms that are searched for. Only pasted text has more; the rest is ignored.
const MAX: usize = 32;

/// Words are taken for each other only if one has at least this many letters: shorter words are all alike.
const SHORTEST_CORRECTED: usize = 4;

/// One thing that a query asks for.
#[derive(Debug)]
pub struct Term {
    /// The stem of the user's word or phrase.
    pub stem: String,
    /// The stems to search for, and whether each is as good as the user's own.
    pub spellings: Vec<(String, bool)>,
    /// Whether it is one of the synonyms.
    pub is_synonym: bool,
    /// Whether it is a correction of the user's word.
    pub is_guess: bool,
}

/// The words of a query. Articles are left out, so that `not a valid region` has the phrase `not valid`.
pub fn words(query: &str) -> Vec<String> {
    let mut words = stems::words(&query.replace(['\'', '’'], ""));
    words.retain(|word| !["a", "an", "the"].contains(&&**word));
    words
}

/// The terms of some words: the longest phrases that have synonyms, and every other word.
pub fn terms(words: &[String]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let mut rest = words;
    while !rest.is_empty() && terms.len() < MAX {
        let (length, term) = first_term(rest);
        if !term.spellings.is_empty() && terms.iter().all(|known| known.stem != term.stem) {
            terms.push(term);
        }
        rest = &rest[length..];
    }
    terms
}

/// The term at the start of some words, and how many words it takes. It has no spellings if it says nothing about an
/// error.
fn first_term(words: &[String]) -> (usize, Term) {
    let term =
        |stem: &str, spellings, is_synonym| Term { stem: stem.to_owned(), spellings, is_synonym, is_guess: false };
    for length in (1..=words.len().min(LONGEST_PHRASE)).rev() {
        let run = words[..length].concat();
        if let Some(meanings) = synonyms::meanings(stem(&run)) {
            return (length, term(stem(&run), meanings, true));
        }
    }
    let first = stem(&words[0]);
    // The stem of `versioning` is a word that has a stem of its own.
    let mut stems = vec![first, stem(first)];
    stems.dedup();
    // A single letter says nothing.
    stems.retain(|_| words[0].len() > 1);
    (1, term(first, stems.into_iter().map(|stem| (stem.to_owned(), true)).collect(), false))
}

/// The terms of a query, with the words that no entry has corrected as far as possible.
pub fn corrected(words: &[String], asked: Vec<Term>, index: &str) -> Vec<Term> {
    let is_number = |stem: &str| stem.bytes().all(|byte| byte.is_ascii_digit());
    let is_unknown =
        |term: &&Term| !term.is_synonym && !is_number(&term.stem) && sorted_lines::get(index, &term.stem).is_none();
    let mut meant = words.to_vec();
    for unknown in asked.iter().filter(is_unknown) {
        if let Some(word) = meant.iter_mut().find(|word| stem(word) == unknown.stem)
            && let Some(correct) = correction(word, index)
        {
            *word = correct;
        }
    }
    if meant == words {
        return asked;
    }
    let mut terms = terms(&meant);
    for term in &mut terms {
        term.is_guess = asked.iter().all(|asked| asked.stem != term.stem);
    }
    terms
}

/// The word that is meant by a word that no entry has: a stem of the index, or else a word of the synonyms; `None` if
/// none is close.
fn correction(word: &str, index: &str) -> Option<String> {
    // Two typos turn a short word into another word.
    let most = if word.len() < 8 { 1 } else { 2 };
    let frequency = |places: &str| places.split([',', ';']).filter(|place| !place.is_empty()).count();
    (1..=most).find_map(|allowed| {
        nearest(stem(word), allowed, sorted_lines::rows(index), frequency)
            .or_else(|| nearest(word, allowed, synonyms::WORDS.lines().map(|word| (word, "")), |_| 0))
    })
}

/// The closest of some words; of equally close ones, the most frequent.
fn nearest<'w>(
    word: &str,
    allowed: usize,
    known: impl Iterator<Item = (&'w str, &'w str)>,
    frequency: impl Fn(&str) -> usize,
) -> Option<String> {
    // A typo changes the first or the last letter, but not both. Of two typos, hardly ever is one in the first letter.
    let shares_an_end = |known: &str| {
        let (one, other) = (word.as_bytes(), known.as_bytes());
        one.first() == other.first() || allowed == 1 && one.last() == other.last()
    };
    let near = known.filter(|(known, _)| {
        known.len().abs_diff(word.len()) <= allowed
            && known.len().max(word.len()) >= SHORTEST_CORRECTED
            && shares_an_end(known)
    });
    let candidates = near.filter_map(|(known, places)| {
        let typos = typos::between(word, known, allowed)?;
        Some((typos.cost(), Reverse(frequency(places)), known))
    });
    candidates.min().map(|(_, _, known)| known.to_owned())
}

/// The words of a text that have one of these stems, by index.
pub fn matched(stems: &[&str], words: &[String]) -> Vec<Range<usize>> {
    let starts = (0..words.len()).flat_map(|start| stems.iter().map(move |stem| (start, stem)));
    starts.filter_map(|(start, stem)| Some(start..start + length_of(stem, &words[start..])?)).collect()
}

/// The number of words at the start that, joined, have a stem.
fn length_of(wanted: &str, words: &[String]) -> Option<usize> {
    let first = words.first()?;
    if !first.starts_with(wanted) && !wanted.starts_with(&**first) {
        return None;
    }
    let mut run = String::new();
    let is_last = |word: &String| {
        run += word;
        stem(&run) == wanted
    };
    words.iter().take(LONGEST_PHRASE).position(is_last).map(|before| before + 1)
}
