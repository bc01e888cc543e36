//! The text of a catalog that is searched: a line for each entry, made by the same code at build time and for a user's catalog.

use std::collections::BTreeMap;

use super::split::{fold, word_text, words};
use super::stem::{LONGEST_PHRASE, stem_of_all};

/// What ends a field of an entry.
pub const END_OF_FIELD: u8 = b'\t';

/// What ends an entry.
pub const END_OF_LINE: u8 = b'\n';

/// The texts of an entry that are searched: message, resolution, code, aliases.
pub type Searched<'t> = Vec<&'t str>;

/// A line for each entry, with the words of its fields.
pub fn text_of<'t>(entries: impl IntoIterator<Item = Searched<'t>>) -> String {
    let mut text = String::new();
    for fields in entries {
        for field in fields {
            text += &word_text(field);
            text.push(char::from(END_OF_FIELD));
        }
        text.push(char::from(END_OF_LINE));
    }
    text
}

/// The stems of the words of entries, each with the number of texts that have it: lines in the order of the stems. Of a code,
/// several words that a query may have as one (`vswitchid`) count as well.
pub fn dictionary_of<'t>(entries: impl IntoIterator<Item = Searched<'t>>) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (field, text) in entries.into_iter().flat_map(|entry| entry.into_iter().enumerate()) {
        let words: Vec<String> = words(text).map(fold).collect();
        let longest = if field < 2 { 1 } else { LONGEST_PHRASE };
        let runs = (0..words.len())
            .flat_map(|start| (1..=longest).map(move |length| start..start + length))
            .filter_map(|run| words.get(run));
        let mut stems: Vec<String> = runs.map(stem_of_all).collect();
        stems.sort_unstable();
        stems.dedup();
        for stem in stems {
            *counts.entry(stem).or_default() += 1;
        }
    }
    let lines = counts.iter();
    let lines = lines.map(|(stem, count)| format!("{stem}\t{count}"));
    let mut lines: Vec<String> = lines.collect();
    lines.push(String::new());
    lines.join("\n")
}
