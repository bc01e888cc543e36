//! Counts errors of a kind together.

use std::collections::HashMap;
use std::path::Path;

use crate::catalog::{Catalog, HttpCode};
use crate::explain::{Finding, entry_of};
use crate::extract::Occurrence;

/// The kinds of error that are kept apart. Those that come later are only counted, so that an input cannot fill the memory.
const MOST: usize = 4096;

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
        if known.is_none() && self.received.len() < MOST {
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
            (Some(entry), _) => entry.code.to_owned(),
            (None, Some(code)) => code.to_lowercase(),
            // No code begins with a blank: an error that only has the message of one is another kind.
            (None, None) => format!(" {}", occurrence.candidates.join(" ")),
        };
        let stated = occurrence.http_code.and_then(HttpCode::new);
        let kind = (code, stated.or(entry.and_then(|entry| entry.http_code)));
        if let Some(&place) = self.kinds.get(&kind) {
            return Some(place);
        }
        if self.findings.len() == MOST {
            return None;
        }
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
