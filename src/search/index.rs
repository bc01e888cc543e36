//! The index of a catalog: which entries have a word in their code, their message or their resolution.
//!
//! The build step writes the index of the built-in entries. For a user's catalog, a search builds one with the same
//! code.

use std::collections::{BTreeMap, HashSet};

use super::stems::{LONGEST_PHRASE, stem, words};
use crate::catalog::Entry;
use crate::sorted_lines;

/// The fields of an entry that are searched. A status has two words, as in `404 4xx`.
pub const FIELDS: [&str; 5] = ["HttpCode", "Code", "Aliases", "Message", "Resolution"];

/// A line for each stem, with the indices of the entries that have it, field by field: a stem with `;12,40;;3;` is
/// in the codes of two entries and in the message of one.
///
/// In a code or an alias, up to three words that a query may join (`vswitchid`) also count as one word. Other runs of
/// words do only if they are among the synonyms' `phrases`.
pub fn write(entries: &[Entry], phrases: &str) -> String {
    let meanings = sorted_lines::rows(phrases).flat_map(|(_, meanings)| meanings.split(' '));
    let phrases: HashSet<&str> = meanings.map(|stem| stem.trim_start_matches('=')).collect();
    let mut index: BTreeMap<String, [Vec<usize>; FIELDS.len()]> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate() {
        let status = entry.http_code.map_or(String::new(), |status| format!("{status} {}xx", status / 100));
        let aliases = entry.aliases.iter().map(|alias| (2, &**alias));
        let texts = [(0, &*status), (1, &*entry.code), (3, &*entry.message), (4, &*entry.resolution)];
        for (field, text) in texts.into_iter().chain(aliases) {
            let words = words(text);
            for start in 0..words.len() {
                let mut run = String::new();
                for (number, word) in words[start..].iter().take(LONGEST_PHRASE).enumerate() {
                    run += word;
                    let stem = stem(&run);
                    if number == 0 || number < 3 && field < 3 || phrases.contains(stem) {
                        let places = &mut index.entry(stem.to_owned()).or_default()[field];
                        if places.last() != Some(&place) {
                            places.push(place);
                        }
                    }
                }
            }
        }
    }
    let list = |places: &Vec<usize>| places.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    sorted_lines::write(index.iter().map(|(stem, fields)| (stem, fields.each_ref().map(list).join(";"))))
}

/// The indices of the entries that have a stem, each with the index of the field.
pub fn places<'i>(index: &'i str, stem: &str) -> impl Iterator<Item = (usize, usize)> + 'i {
    let fields = sorted_lines::get(index, stem).unwrap_or_default().split(';').enumerate();
    fields.flat_map(|(field, places)| places.split(',').filter_map(move |place| Some((field, place.parse().ok()?))))
}
