//! Counts errors of a kind together.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::catalog::{Catalog, HttpCode};
use crate::explain::{Finding, entry_of};
use crate::extract::Occurrence;

/// The groups that are kept apart. Errors of further kinds are only counted, so that an input cannot fill the memory.
const MOST_GROUPS: usize = 4096;

/// The bytes that the texts of these may take.
const MOST_BYTES: usize = 4 << 20;

/// The bytes of the longest code that is remembered as it was received.
const LONGEST: usize = 512;

/// What errors of a kind have in common: the code and the status. Instead of a code that the text does not name there are those that
/// it may be, behind a space, with which no code begins.
pub type Kind = (String, Option<u16>);

/// The kind of an error as it was received, which takes its code. Errors of other kinds may belong to the same group.
pub fn take_kind(occurrence: &mut Occurrence) -> Kind {
    let code = occurrence.code.take();
    let code = code.unwrap_or_else(|| format!(" {}", occurrence.candidates.join(" ")));
    let status = occurrence.http_code.and_then(HttpCode::new);
    (code, status.map(HttpCode::get))
}

/// Gives an error the code back that its kind has taken.
pub fn restore_code(occurrence: &mut Occurrence, (code, _): &Kind) {
    occurrence.code = (!code.starts_with(' ')).then(|| code.clone());
}

/// The bytes of the texts of an error.
pub fn size(occurrence: &Occurrence) -> usize {
    let Occurrence { code, message, request_id, host_id, recommend, file, candidates, .. } = occurrence;
    let texts = [code, message, request_id, host_id, recommend, file];
    let texts = texts.into_iter().flatten().chain(candidates);
    texts.map(String::len).sum()
}

/// What may still be kept. Once something did not fit, nothing does: what is kept then depends on the order of the kinds alone,
/// and not on how often each was seen between.
struct Room {
    groups: usize,
    bytes: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self { groups: MOST_GROUPS, bytes: MOST_BYTES }
    }
}

impl Room {
    /// Takes this much, and returns whether it was there.
    fn take(&mut self, groups: usize, bytes: usize) -> bool {
        let left = (self.groups.checked_sub(groups)).zip(self.bytes.checked_sub(bytes));
        (self.groups, self.bytes) = left.unwrap_or_default();
        left.is_some()
    }
}

/// One error and how often it was seen.
struct Group {
    /// The first occurrence, with what later ones had to add.
    first: Occurrence,
    file: PathBuf,
    is_known: bool,
}

/// The errors of all inputs, one for each code and status, in the order of their first appearance.
#[derive(Default)]
pub struct Groups {
    found: Vec<Group>,
    /// The place of each group, by its own kind and by others that were received for it.
    places: HashMap<Kind, usize>,
    /// Room for codes that the catalog has, which no flood of invented ones takes away.
    known: Room,
    /// Room for all other errors.
    unknown: Room,
    /// Errors of kinds that came too late.
    pub uncounted: u64,
}

impl Groups {
    /// Counts an error.
    pub fn add(&mut self, mut occurrence: Occurrence, file: &Path, catalog: &Catalog) {
        let received = take_kind(&mut occurrence);
        let known = self.places.get(&received).copied();
        let place = known.or_else(|| {
            restore_code(&mut occurrence, &received);
            self.place(received, &occurrence, file, catalog)
        });
        let Some(place) = place else {
            self.uncounted = self.uncounted.saturating_add(occurrence.count);
            return;
        };
        let group = &mut self.found[place];
        let room = if group.is_known { &mut self.known } else { &mut self.unknown };
        let first = &mut group.first;
        first.count = first.count.saturating_add(occurrence.count);
        for (kept, received) in [
            (&mut first.message, occurrence.message),
            (&mut first.request_id, occurrence.request_id),
            (&mut first.host_id, occurrence.host_id),
            (&mut first.recommend, occurrence.recommend),
        ] {
            if kept.is_none() && received.as_ref().is_some_and(|text| room.take(0, text.len())) {
                *kept = received;
            }
        }
    }

    /// The place of the group of an error that was received like this; `None` without room for it.
    fn place(&mut self, received: Kind, occurrence: &Occurrence, file: &Path, catalog: &Catalog) -> Option<usize> {
        let entry = entry_of(occurrence, catalog);
        let code = match entry {
            Some(entry) => entry.code.to_string(),
            None => received.0.to_lowercase(),
        };
        let documented = entry.and_then(|entry| entry.http_code).map(HttpCode::get);
        let kind = (code, received.1.or(documented));
        let known = self.places.get(&kind).copied();
        let place = known.or_else(|| self.begin(kind, occurrence, file, entry.is_some()))?;
        if received.0.len() <= LONGEST && self.places.len() < 4 * MOST_GROUPS {
            self.places.insert(received, place);
        }
        Some(place)
    }

    /// Begins a group with a count of 0, if there is room for it.
    fn begin(&mut self, kind: Kind, occurrence: &Occurrence, file: &Path, is_known: bool) -> Option<usize> {
        let room = if is_known { &mut self.known } else { &mut self.unknown };
        let bytes = size(occurrence) + file.as_os_str().len();
        room.take(1, bytes).then(|| {
            let first = Occurrence { count: 0, ..occurrence.clone() };
            self.places.insert(kind, self.found.len());
            self.found.push(Group { first, file: file.to_owned(), is_known });
            self.found.len() - 1
        })
    }

    /// The errors, counted and completed.
    pub fn findings(self, catalog: &Catalog) -> impl Iterator<Item = Finding<'_>> {
        let groups = self.found.into_iter();
        groups.map(|group| Finding::new(group.first, &group.file, catalog))
    }
}
