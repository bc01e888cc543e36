//! Writes what a search needs as Rust source: the [`Index`](super::index::Index) of a catalog and the thesaurus. Part of the build
//! step; the crate itself only reads them.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::num::TryFromIntError;

use super::index;
use super::language::PHRASE;
use super::letters;
use super::vocabulary::{Vocabulary, stem_of_all};

/// The texts of an entry that are searched.
pub struct Searched<'t> {
    pub code: &'t str,
    pub aliases: Vec<&'t str>,
    pub message: &'t str,
    pub resolution: &'t str,
}

/// The source of the thesaurus.
///
/// # Errors
///
/// When there are more words than can be numbered.
pub fn thesaurus_source(vocabulary: &Vocabulary) -> Result<String, TryFromIntError> {
    let stems: BTreeSet<&str> = vocabulary
        .meanings
        .values()
        .flat_map(BTreeMap::keys)
        .map(String::as_str)
        .collect();
    let places: BTreeMap<&str, usize> = stems.iter().copied().zip(0..).collect();
    let mut phrases = Vec::new();
    for (phrase, meanings) in &vocabulary.meanings {
        let mut meant: Vec<String> = Vec::new();
        for (stem, same) in meanings {
            let place = u16::try_from(places.get(stem.as_str()).copied().unwrap_or_default())?;
            meant.push(format!("Meaning({place},{same})"));
        }
        phrases.push((phrase.as_str(), meant));
    }
    Ok(format!(
        "Thesaurus {{ phrases: {}, stems: {}, words: {} }}",
        lists(phrases)?,
        words(stems)?,
        words(in_order(&vocabulary.words))?
    ))
}

/// The source of the index of entries.
///
/// # Errors
///
/// When the catalog has more entries or words than can be numbered.
pub fn index_source<'t>(
    entries: impl IntoIterator<Item = Searched<'t>>,
    vocabulary: &Vocabulary,
) -> Result<String, TryFromIntError> {
    let known = vocabulary.stems();
    let is_known = |run: &str| known.contains(run);
    let mut places: BTreeMap<String, BTreeMap<(u16, &str), u32>> = BTreeMap::new();
    for (place, entry) in entries.into_iter().enumerate() {
        let place = u16::try_from(place)?;
        let mut add = |part, stem: String, words: u32| {
            *places
                .entry(stem)
                .or_default()
                .entry((place, part))
                .or_default() |= words;
        };
        for (stem, words) in stems(entry.code, |_| true) {
            add("Code", stem, words);
        }
        for (stem, _) in entry
            .aliases
            .iter()
            .flat_map(|alias| stems(alias, |_| true))
        {
            add("Code", stem, 0);
        }
        for (part, text) in [("Message", entry.message), ("Resolution", entry.resolution)] {
            for (stem, _) in stems(text, is_known) {
                add(part, stem, 0);
            }
        }
    }
    let places: Vec<(&str, Vec<String>)> = places
        .iter()
        .map(|(stem, places)| {
            let source = |((entry, part), words): (&(u16, &str), &u32)| {
                format!("Place({entry},Part::{part},{words})")
            };
            (stem.as_str(), places.iter().map(source).collect())
        })
        .collect();
    lists(places)
}

/// The stems of a text's words, and of its runs of words that a query may hold as one (`vswitchid`), with the words of each as a
/// bit set.
fn stems(text: &str, is_one: impl Fn(&str) -> bool) -> Vec<(String, u32)> {
    let words: Vec<String> = letters::words(text)
        .into_iter()
        .map(letters::fold)
        .collect();
    let mut stems = Vec::new();
    for start in 0..words.len() {
        for run in (1..=PHRASE).map_while(|length| words.get(start..start + length)) {
            let stem = stem_of_all(run);
            if run.len() == 1 || is_one(&stem) {
                let set = letters::word_set(start..start + run.len(), words.len());
                stems.push((stem, set));
            }
        }
    }
    stems
}

/// The source of words with their lists.
fn lists(mut lists: Vec<(&str, Vec<String>)>) -> Result<String, TryFromIntError> {
    lists.sort_by(|(one, _), (other, _)| order(one, other));
    let mut ends = Vec::new();
    let mut values = Vec::new();
    for (_, list) in &lists {
        values.extend(list.iter().map(String::as_str));
        ends.push(u32::try_from(values.len())?);
    }
    let known = || lists.iter().map(|(word, _)| *word);
    Ok(format!(
        "Lists {{ words: {}, slots: &{:?}, values: &[{}], ends: &{ends:?} }}",
        words(known())?,
        slots(known())?,
        values.join(",")
    ))
}

/// The slots of words: see [`index::Lists`]. Half of them are free at least, so that a search ends soon.
fn slots<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> Result<Vec<u16>, TryFromIntError> {
    let mut slots = vec![index::FREE; (2 * words.len()).next_power_of_two()];
    for (word, place) in words.zip(0_usize..) {
        let mut slot = index::slot(word, slots.len());
        while slots[slot] != index::FREE {
            slot = (slot + 1) % slots.len();
        }
        slots[slot] = u16::try_from(place)?;
    }
    Ok(slots)
}

/// The source of words in their order.
fn words<'w>(words: impl IntoIterator<Item = &'w str>) -> Result<String, TryFromIntError> {
    let mut text = String::new();
    let mut ends = Vec::new();
    let mut shorter = Vec::new();
    for (word, place) in words.into_iter().zip(0_usize..) {
        let place = u32::try_from(place)?;
        shorter.resize(shorter.len().max(word.len() + 1), place);
        text.push_str(word);
        ends.push(u32::try_from(text.len())?);
    }
    Ok(format!(
        "Words {{ text: {text:?}, ends: &{ends:?}, shorter: &{shorter:?} }}"
    ))
}

/// The order of [`index::Words`].
fn order(one: &str, other: &str) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

fn in_order(words: &BTreeSet<String>) -> Vec<&str> {
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.sort_by(|one, other| order(one, other));
    words
}
