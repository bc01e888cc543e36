//! An error of an input, completed from the catalog.

use std::path::Path;

use crate::catalog::{Catalog, Entry, Family, HttpCode, Retryable, Text};
use crate::extract::Occurrence;
use crate::search::suggest;
use crate::secrets::masked;

/// An error as it was received, completed from the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding<'c> {
    /// What the input says of it.
    pub received: Occurrence,
    /// What the catalog says of its code.
    pub entry: Option<&'c Entry>,
    /// The name of the input that it was first seen in, by this run or the one whose output is read; `-` is standard input.
    pub file: String,
    suggestions: Vec<Text>,
    /// What is told instead of the notes of the entry: of an entry that may be the wrong one of its code, or without any.
    notes: Option<Vec<Text>>,
}

impl<'c> Finding<'c> {
    /// Completes an occurrence. What a request was signed with is masked.
    #[must_use]
    pub fn new(mut received: Occurrence, file: &Path, catalog: &'c Catalog) -> Self {
        let texts = [
            &mut received.message,
            &mut received.recommend,
            &mut received.host_id,
        ];
        for text in texts.into_iter().flatten() {
            *text = masked(text).into_owned();
        }
        let elsewhere = received.file.take();
        let entries = entries_of(&received, catalog);
        let entry = stated(&entries, &received);
        let unknown = received.code.as_deref().filter(|_| entry.is_none());
        let suggestions = match unknown {
            Some(code) => owned(suggest(catalog, code)),
            None => owned(received.candidates.iter().map(String::as_str)),
        };
        // A code that is only misspelt says nothing by its name.
        let family = unknown
            .filter(|_| suggestions.is_empty())
            .and_then(|code| Some((code, Family::of(code)?)));
        let guess = family.map(|(code, family)| vec![family.guess(code).into()]);
        let doubt = entry.and_then(|entry| doubt(&received, entry, &entries));
        Self {
            received,
            entry,
            file: elsewhere.unwrap_or_else(|| file.display().to_string()),
            suggestions,
            notes: doubt.or(guess),
        }
    }

    /// For a code that is not in the catalog, codes that may be meant; for an error without a code, those whose documented
    /// message it has.
    #[must_use]
    pub fn suggestions(&self) -> &[Text] {
        &self.suggestions
    }

    /// The catalog's notes on the code, before them a doubt whether its right entry is told; of an unknown code what its name
    /// tells, marked as a guess.
    #[must_use]
    pub fn notes(&self) -> &[Text] {
        match (&self.notes, self.entry) {
            (Some(notes), _) => notes,
            (None, Some(entry)) => &entry.notes,
            (None, None) => &[],
        }
    }

    /// The status as received, else the catalog's when the code has but one.
    #[must_use]
    pub fn http_code(&self) -> Option<HttpCode> {
        let received = self.received.http_code.and_then(HttpCode::new);
        let known = self.entry.filter(|_| self.notes.is_none());
        received.or(known.and_then(|entry| entry.http_code))
    }

    /// The message as received, else the catalog's.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.received
            .message
            .as_deref()
            .or(self.entry.map(|entry| &*entry.message))
    }

    /// Whether the same call may succeed later.
    #[must_use]
    pub fn retryable(&self) -> Retryable {
        self.entry
            .map_or(Retryable::Unknown, |entry| entry.retryable)
    }
}

/// What the catalog says of an error: of its code with its status, when the code has several.
#[must_use]
pub fn entry_of<'c>(received: &Occurrence, catalog: &'c Catalog) -> Option<&'c Entry> {
    stated(&entries_of(received, catalog), received)
}

/// The entries of the code of an error.
fn entries_of<'c>(received: &Occurrence, catalog: &'c Catalog) -> Vec<&'c Entry> {
    let found = received.code.as_deref().and_then(|code| catalog.find(code));
    found.map(|found| found.entries).unwrap_or_default()
}

/// The entry with the status of an error, else the first.
fn stated<'c>(entries: &[&'c Entry], received: &Occurrence) -> Option<&'c Entry> {
    let is_it = |entry: &&&Entry| entry.http_code.map(HttpCode::get) == received.http_code;
    entries.iter().find(is_it).or(entries.first()).copied()
}

/// The notes of an entry behind the doubt that another one of its code may be right, since no status tells which.
fn doubt(received: &Occurrence, entry: &Entry, entries: &[&Entry]) -> Option<Vec<Text>> {
    if entries.len() < 2 || received.http_code.is_some() {
        return None;
    }
    let status = |entry: &&Entry| match entry.http_code {
        Some(status) => status.get().to_string(),
        None => "none".to_owned(),
    };
    let statuses = entries.iter().map(status).collect::<Vec<_>>().join(", ");
    let doubt = format!(
        "The code has {} entries, of the statuses {statuses}, and no status was received: 'naserr lookup {}' shows them all.",
        entries.len(),
        entry.code
    );
    let doubt = [doubt.into()].into_iter();
    Some(doubt.chain(entry.notes.iter().cloned()).collect())
}

fn owned<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<Text> {
    texts
        .into_iter()
        .map(|text| text.to_owned().into())
        .collect()
}
