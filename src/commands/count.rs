//! Counts errors by their code and status.

use std::collections::HashMap;
use std::path::Path;

use crate::catalog::Catalog;
use crate::explain::{Finding, Words};
use crate::extract::Occurrence;

/// The bytes that the texts of all groups may take. Errors that find no room are only counted, so that an input cannot
/// fill the memory.
const ROOM: usize = 4 << 20;

/// The bytes that a group takes at least, so that there are at most 4096.
const LEAST: usize = 1024;

/// What the errors of a group have in common: the code and the status. If the text names no code, the possible codes
/// take its place, after a space, which no code starts with.
type GroupKey = (String, Option<u16>);

/// The errors of inputs, one for each code and status, in the order of their first appearance.
#[derive(Default)]
pub struct Groups {
    /// The first error of each group, with the count of all and with the fields that only later ones have; and whether
    /// its code is known.
    found: Vec<(Occurrence, bool)>,
    /// The index of each group.
    places: HashMap<GroupKey, usize>,
    /// The bytes that are taken by codes that are not in the catalog, and by those that are, so that a flood of invented
    /// codes does not crowd out the others.
    taken: [usize; 2],
    /// The number of errors that there was no room for.
    pub uncounted: u64,
}

impl Groups {
    /// Counts an error of a file.
    pub fn add(&mut self, occurrence: Occurrence, file: &Path, words: &Words<'_>) {
        let entry = words.entry_of(&occurrence);
        let code = match (entry, &occurrence.code) {
            (Some(entry), _) => entry.code.to_string(),
            (None, Some(code)) => code.to_lowercase(),
            (None, None) => format!(" {}", occurrence.candidates.join(" ")),
        };
        let key = (code, occurrence.http_code.or(entry.and_then(|entry| entry.http_code)));
        let known = self.places.get(&key).copied();
        match known.or_else(|| self.begin(key, &occurrence, file, entry.is_some())) {
            Some(place) => self.add_to(place, occurrence),
            None => self.uncounted = self.uncounted.saturating_add(occurrence.count),
        }
    }

    /// Adds a group with a count of 0 and returns its index, if there is room for it.
    fn begin(&mut self, kind: GroupKey, occurrence: &Occurrence, file: &Path, is_known: bool) -> Option<usize> {
        let mut first = Occurrence { count: 0, ..occurrence.clone() };
        first.file.get_or_insert_with(|| file.display().to_string());
        let Occurrence { code, message, request_id, host_id, recommend, file, candidates, .. } = &first;
        let texts = [code, message, request_id, host_id, recommend, file].into_iter().flatten().chain(candidates);
        let bytes = texts.map(String::len).sum::<usize>().max(LEAST);
        take(&mut self.taken[usize::from(is_known)], bytes).then(|| {
            self.places.insert(kind, self.found.len());
            self.found.push((first, is_known));
            self.found.len() - 1
        })
    }

    fn add_to(&mut self, place: usize, occurrence: Occurrence) {
        let (first, is_known) = &mut self.found[place];
        let taken = &mut self.taken[usize::from(*is_known)];
        first.count = first.count.saturating_add(occurrence.count);
        for (kept, received) in [
            (&mut first.message, occurrence.message),
            (&mut first.request_id, occurrence.request_id),
            (&mut first.host_id, occurrence.host_id),
            (&mut first.recommend, occurrence.recommend),
        ] {
            if kept.is_none() && received.as_ref().is_some_and(|text| take(taken, text.len())) {
                *kept = received;
            }
        }
    }

    /// Adds the errors counted in another input.
    pub fn append(&mut self, other: Self, words: &Words<'_>) {
        self.uncounted = self.uncounted.saturating_add(other.uncounted);
        for (occurrence, _) in other.found {
            // It already has its file.
            self.add(occurrence, Path::new("-"), words);
        }
    }

    /// The errors, counted and completed.
    pub fn findings<'c>(&mut self, catalog: &'c Catalog) -> impl Iterator<Item = Finding<'c>> {
        self.found.drain(..).map(|(first, _)| Finding::new(first, Path::new("-"), catalog))
    }
}

/// Takes some bytes, and returns whether there was room for them.
fn take(taken: &mut usize, bytes: usize) -> bool {
    let fits = *taken + bytes <= ROOM;
    *taken += if fits { bytes } else { 0 };
    fits
}
