//! How codes are compared: ignoring case and white space, which people and clients change.

use std::collections::BTreeMap;

use super::entry::Entry;
use crate::sorted_lines;

/// A code without the spaces around it and a comma that was copied along with it from a list.
pub fn trimmed(code: &str) -> &str {
    code.trim_start().trim_end_matches(|c: char| c == ',' || c.is_whitespace())
}

/// What all spellings of a code have in common: its letters in lower case, without white space.
pub fn fold(code: &str) -> String {
    let mut folded = trimmed(code).to_ascii_lowercase();
    folded.retain(|c| !c.is_whitespace());
    folded
}

/// Whether two spellings mean the same code. Dots are part of a code; case and white space are not.
pub fn same(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

/// For each spelling, [`fold`]ed, the places of the entries that have it as their code, or else of those that have it
/// as an alias.
pub fn places(entries: &[Entry]) -> String {
    let mut codes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut spellings = codes.clone();
    for (place, entry) in entries.iter().enumerate() {
        let place = place.to_string();
        codes.entry(fold(&entry.code)).or_default().push(place.clone());
        for alias in entry.aliases.iter() {
            let places = spellings.entry(fold(alias)).or_default();
            if places.last() != Some(&place) {
                places.push(place.clone());
            }
        }
    }
    spellings.extend(codes);
    sorted_lines::write(spellings.into_iter().map(|(spelling, places)| (spelling, places.join(" "))))
}

/// The family of a code: the part before its first dot, or all of it.
pub fn family(code: &str) -> &str {
    code.split_once('.').map_or(code, |(family, _)| family)
}

/// Whether a code matches a pattern, in which `*` is any characters and `?` is one; case and white space are ignored.
pub fn matches(pattern: &str, code: &str) -> bool {
    let code = fold(code).into_bytes();
    // The lengths of the beginnings of the code that the pattern matches so far.
    let mut lengths = vec![0];
    for wanted in fold(pattern).bytes() {
        if wanted == b'*' {
            lengths = (lengths.first().copied().unwrap_or(usize::MAX)..=code.len()).collect();
        } else {
            lengths.retain(|&length| code.get(length).is_some_and(|next| wanted == b'?' || wanted == *next));
            for length in &mut lengths {
                *length += 1;
            }
        }
    }
    lengths.contains(&code.len())
}
