//! Counts errors of a kind together.

use std::collections::HashMap;
use std::path::Path;

use crate::catalog::{Catalog, HttpCode};
use crate::explain::{Finding, entry_of};
use crate::extract::Occurrence;

/// The kinds of error that are kept apart. Those that come later are only counted, so that an input cannot fill the memory.
const MOST: usize = 4096;

/// The bytes that the texts of these may take.
const ROOM: usize = 4 << 20;

/// The bytes of the longest words by which an error is known again at once.
const LONGEST: usize = 512;

/// What may still be kept.
struct Room {
    kinds: usize,
    bytes: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            kinds: MOST,
            bytes: ROOM,
        }
    }
}

impl Room {
    /// Takes the room for a kind with texts of this size; `None` when it is used up.
    fn take(&mut self, bytes: usize) -> Option<()> {
        *self = Self {
            kinds: self.kinds.checked_sub(1)?,
            bytes: self.bytes.checked_sub(bytes)?,
        };
        Some(())
    }
}

/// The errors of an input, one for each code and status, in the order of their first appearance.
#[derive(Default)]
pub struct Groups<'c> {
    findings: Vec<Finding<'c>>,
    /// Where an error that was received in these words is counted.
    received: HashMap<String, usize>,
    /// Where a code with this status is counted.
    kinds: HashMap<(String, Option<HttpCode>), usize>,
    /// The words of the error at hand, kept for their room.
    words: String,
    /// Room for codes that the catalog has, which no flood of invented ones takes away.
    known: Room,
    /// Room for all other errors.
    unknown: Room,
    /// Errors of kinds that came too late.
    pub uncounted: u64,
}

impl<'c> Groups<'c> {
    /// Counts an error.
    pub fn add(&mut self, occurrence: &Occurrence, file: &Path, catalog: &'c Catalog) {
        let Occurrence {
            code,
            http_code,
            candidates,
            count,
            ..
        } = occurrence;
        self.words.clear();
        self.words.push_str(code.as_deref().unwrap_or_default());
        for candidate in candidates {
            self.words.push('\n');
            self.words.push_str(candidate);
        }
        // Only equality counts, so a status may be a character.
        let status = http_code.and_then(HttpCode::new).map(HttpCode::get);
        let status = status.and_then(|status| char::from_u32(status.into()));
        self.words.push(status.unwrap_or_default());
        let known = self.received.get(&self.words).copied();
        let Some(place) = known.or_else(|| self.place(occurrence, file, catalog)) else {
            self.uncounted = self.uncounted.saturating_add(*count);
            return;
        };
        let is_short = self.words.len() <= LONGEST;
        if known.is_none() && is_short && self.received.len() < MOST {
            self.received.insert(self.words.clone(), place);
        }
        let counted = &mut self.findings[place].received.count;
        *counted = counted.saturating_add(*count);
    }

    /// The place of a kind of error, a new one with a count of 0 when it is met for the first time.
    fn place(
        &mut self,
        occurrence: &Occurrence,
        file: &Path,
        catalog: &'c Catalog,
    ) -> Option<usize> {
        let entry = entry_of(occurrence, catalog);
        let code = match (entry, &occurrence.code) {
            (Some(entry), _) => entry.code.to_string(),
            (None, Some(code)) => code.to_lowercase(),
            // No code begins with a blank: an error that only has the message of one is another kind.
            (None, None) => format!(" {}", occurrence.candidates.join(" ")),
        };
        let stated = occurrence.http_code.and_then(HttpCode::new);
        let kind = (code, stated.or(entry.and_then(|entry| entry.http_code)));
        if let Some(&place) = self.kinds.get(&kind) {
            return Some(place);
        }
        let room = if entry.is_some() {
            &mut self.known
        } else {
            &mut self.unknown
        };
        room.take(size(occurrence) + file.as_os_str().len())?;
        let first = Occurrence {
            count: 0,
            ..occurrence.clone()
        };
        self.findings.push(Finding::new(first, file, catalog));
        self.kinds.insert(kind, self.findings.len() - 1);
        Some(self.findings.len() - 1)
    }

    /// The errors, counted.
    pub fn findings(&self) -> &[Finding<'c>] {
        &self.findings
    }
}

/// The bytes of the texts of an error.
fn size(occurrence: &Occurrence) -> usize {
    let Occurrence {
        code,
        message,
        request_id,
        host_id,
        recommend,
        file,
        candidates,
        ..
    } = occurrence;
    let texts = [code, message, request_id, host_id, recommend, file];
    let texts = texts.into_iter().flatten().chain(candidates);
    texts.map(String::len).sum()
}
