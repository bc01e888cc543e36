//! Makes the [`Index`](super::index::Index) of a catalog, as Rust source. Part of the build step; the crate itself only reads indexes.

use std::collections::{BTreeMap, BTreeSet};
use std::num::TryFromIntError;

use super::language::{self, PHRASE};
use super::letters;
use super::vocabulary::TABLES;

/// The Rust source of the index of entries, each given as its spellings (code and aliases) and its texts (message and resolution).
///
/// # Errors
///
/// When the catalog has more entries or words than an index can number.
pub fn index_source<'t>(
    entries: impl IntoIterator<Item = [Vec<&'t str>; 2]>,
) -> Result<String, TryFromIntError> {
    let phrases = stems_of_phrases();
    let mut places_by_stem: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    for (place, texts) in entries.into_iter().flatten().enumerate() {
        let is_code = place % 2 == 0;
        let place = u16::try_from(place)?;
        for stem in texts
            .into_iter()
            .flat_map(|text| stems(text, is_code, &phrases))
        {
            places_by_stem.entry(stem).or_default().insert(place);
        }
    }
    let (mut stem_ends, mut place_ends, mut places) = (Vec::new(), Vec::new(), Vec::new());
    let mut stems = String::new();
    for (stem, found) in places_by_stem {
        stems.push_str(&stem);
        places.extend(found);
        stem_ends.push(u32::try_from(stems.len())?);
        place_ends.push(u32::try_from(places.len())?);
    }
    Ok(format!(
        "Index {{ stems: {stems:?}, stem_ends: &{stem_ends:?}, places: &{places:?}, place_ends: &{place_ends:?} }}"
    ))
}

/// The stems of a text's words, and of its runs of words that a query may hold as one: every run in a code (`vswitchid`), in a text
/// those that the tables know (`mount point`).
fn stems(text: &str, is_code: bool, phrases: &BTreeSet<String>) -> Vec<String> {
    let words: Vec<String> = letters::words(text)
        .into_iter()
        .map(letters::fold)
        .collect();
    let runs = (0..words.len()).flat_map(|start| {
        (1..=PHRASE).filter_map(move |length| Some(start..start.checked_add(length)?))
    });
    let mut stems = Vec::new();
    for run in runs {
        let Some(run) = words.get(run) else { continue };
        let joined = run.concat();
        let stem = language::stem(&joined);
        if run.len() == 1 || is_code || phrases.contains(stem) {
            stems.push(stem.to_owned());
        }
    }
    stems
}

/// The stems of all phrases of the tables.
fn stems_of_phrases() -> BTreeSet<String> {
    TABLES
        .all()
        .map(|phrase| language::stem(&letters::fold(phrase)).to_owned())
        .collect()
}
