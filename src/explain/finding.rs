//! An error of an input, completed from the catalog.

use std::path::Path;

use crate::catalog::{Catalog, Entry, Family, HttpCode, Retryable, Texts};
use crate::extract::Occurrence;
use crate::search::suggest;
use crate::secrets::masked;

/// An error as it was received, completed from the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding<'c> {
    /// What the input says of it.
    pub received: Occurrence,
    /// What the catalog says of its code.
    pub entry: Option<Entry<'c>>,
    /// The name of the input that it was first seen in, by this run or the one whose output is read; `-` is standard input.
    pub file: String,
    suggestions: String,
    guess: String,
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
        let entry = entry_of(&received, catalog);
        let unknown = received.code.as_deref().filter(|_| entry.is_none());
        let suggestions = match unknown {
            Some(code) => Texts::join(suggest(catalog, code)),
            None => Texts::join(received.candidates.iter().map(String::as_str)),
        };
        // A code that is only misspelt says nothing by its name.
        let family = unknown
            .filter(|_| suggestions.is_empty())
            .and_then(|code| Some((code, Family::of(code)?)));
        let guess = family
            .map(|(code, family)| family.guess(code))
            .unwrap_or_default();
        Self {
            received,
            entry,
            file: elsewhere.unwrap_or_else(|| file.display().to_string()),
            suggestions,
            guess,
        }
    }

    /// For a code that is not in the catalog, codes that may be meant; for an error without a code, those whose documented
    /// message it has.
    #[must_use]
    pub fn suggestions(&self) -> Texts<'_> {
        Texts::new(&self.suggestions)
    }

    /// The catalog's notes on the code, or what the name of an unknown one tells, marked as a guess.
    #[must_use]
    pub fn notes(&self) -> Texts<'_> {
        self.entry
            .map_or(Texts::new(&self.guess), |entry| entry.notes)
    }

    /// The status as received, else the catalog's.
    #[must_use]
    pub fn http_code(&self) -> Option<HttpCode> {
        let received = self.received.http_code.and_then(HttpCode::new);
        received.or(self.entry.and_then(|entry| entry.http_code))
    }

    /// The message as received, else the catalog's.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.received
            .message
            .as_deref()
            .or(self.entry.map(|entry| entry.message))
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
pub fn entry_of<'c>(received: &Occurrence, catalog: &'c Catalog) -> Option<Entry<'c>> {
    let found = catalog.find(received.code.as_deref()?)?;
    let stated = |entry: &&Entry<'_>| entry.http_code.map(HttpCode::get) == received.http_code;
    found
        .entries
        .iter()
        .find(stated)
        .or(found.entries.first())
        .copied()
}
