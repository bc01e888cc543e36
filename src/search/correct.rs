//! Corrects words that no entry has.

use std::cmp::Reverse;

use super::stem::stem;
use super::{synonyms, typos};

/// Of two words that are taken for each other, one has at least this many letters: shorter ones are all alike.
const SHORTEST: usize = 4;

/// The word that is meant by one that no entry has: a stem of one of these dictionaries, or else a word of the synonyms; `None` when
/// none is near.
pub fn correct(word: &str, dictionaries: [&str; 2]) -> Option<String> {
    // Two typos in a short word make another word of it.
    let most = if word.len() < 8 { 1 } else { 2 };
    (1..=most).find_map(|typos| {
        let entries = dictionaries.into_iter().flat_map(str::lines);
        let known = entries.filter_map(|line| line.split_once('\t'));
        nearest(stem(word), typos, known)
            .or_else(|| nearest(word, typos, synonyms::WORDS.lines().map(|word| (word, "0"))))
    })
}

/// The nearest of known words, each with how many texts have it; of equally near ones the most frequent.
fn nearest<'t>(word: &str, allowed: usize, known: impl Iterator<Item = (&'t str, &'t str)>) -> Option<String> {
    // A typo moves the first or the last letter, not both. Where there are two typos, hardly ever is one in the first letter.
    let shares_an_end = |known: &str| {
        let (one, other) = (word.as_bytes(), known.as_bytes());
        one.first() == other.first() || allowed == 1 && one.last() == other.last()
    };
    let near = known.filter(|(known, _)| {
        known.len().abs_diff(word.len()) <= allowed && known.len().max(word.len()) >= SHORTEST && shares_an_end(known)
    });
    let candidates = near.filter_map(|(known, count)| {
        let typos = typos::between(word, known, allowed)?;
        Some((typos.cost(), Reverse(count.parse::<usize>().ok()), known))
    });
    candidates.min().map(|(_, _, known)| known.to_owned())
}
