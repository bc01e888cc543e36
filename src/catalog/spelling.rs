//! How codes are compared: ignoring case and spaces, which people and clients change.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::entry::Entry;
use crate::sorted_lines;

/// The bytes of a code that count in a comparison: no white space, and letters in lower case.
fn folded(code: &str) -> impl Iterator<Item = u8> + Clone {
    code.bytes().filter(|byte| !byte.is_ascii_whitespace()).map(|byte| byte.to_ascii_lowercase())
}

/// What all spellings of a code have in common: its letters in lower case, without ASCII white space.
#[must_use]
pub fn fold(code: &str) -> String {
    let mut folded = code.to_ascii_lowercase();
    folded.retain(|c| !c.is_ascii_whitespace());
    folded
}

/// For each spelling, [`fold`]ed, the places of the entries that have it as their code, or else of those that have it
/// as an alias.
pub fn places(entries: &[Entry]) -> String {
    let mut table: BTreeMap<String, [Vec<String>; 2]> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate() {
        for (alias, spelling) in entry.spellings().enumerate() {
            let places = &mut table.entry(fold(spelling)).or_default()[alias.min(1)];
            if places.last().is_none_or(|last| *last != place.to_string()) {
                places.push(place.to_string());
            }
        }
    }
    sorted_lines::write(table.into_iter().map(|(spelling, [codes, aliases])| {
        let places = if codes.is_empty() { aliases } else { codes };
        (spelling, places.join(" "))
    }))
}

/// A code as people type or paste it, without the spaces around it, a comma that was copied along with it from a list,
/// and the non-ASCII spaces that web pages put into it.
#[must_use]
pub fn cleaned(code: &str) -> Cow<'_, str> {
    let trimmed = code.trim_start().trim_end_matches(|c: char| c == ',' || c.is_whitespace());
    let is_odd_space = |c: char| !c.is_ascii() && c.is_whitespace();
    if trimmed.is_ascii() { trimmed.into() } else { trimmed.replace(is_odd_space, "").into() }
}

/// Whether two spellings mean the same code. Dots are part of a code; case and white space are not.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    folded(a).eq(folded(b))
}

/// The family of a code: the part before its first dot, or all of it.
#[must_use]
pub fn family(code: &str) -> &str {
    code.split_once('.').map_or(code, |(family, _)| family)
}

/// Whether a code matches a pattern, in which `*` is any characters and `?` is one; case and white space are ignored.
///
/// It never takes more steps than the product of the two lengths, whatever the pattern.
#[must_use]
pub fn matches(pattern: &str, code: &str) -> bool {
    let (mut pattern, mut code) = (folded(pattern), folded(code));
    // What follows the last star in the pattern, and the part of the code that the star does not take yet.
    let mut star = None;
    loop {
        let rest = code.clone();
        match (pattern.next(), code.next()) {
            (Some(b'*'), _) => {
                star = Some((pattern.clone(), rest.clone()));
                code = rest;
            }
            (None, None) => return true,
            (Some(wanted), Some(found)) if wanted == b'?' || wanted == found => {}
            _ => {
                let Some((behind, left)) = &mut star else {
                    return false;
                };
                if left.next().is_none() {
                    return false;
                }
                (pattern, code) = (behind.clone(), left.clone());
            }
        }
    }
}
