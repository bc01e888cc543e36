//! Search and suggestions: the entries that a query means, be it a misspelt code, part of a code, or plain words.
//!
//! A hit has a [`Rank`], which tells how it was found, and a score, which orders the hits. Equal scores keep the order
//! of the catalog. This module knows about entries and text, but not about commands and output.

mod by_code;
mod by_words;
mod hit;
mod index;
mod stems;
mod suggest;
mod synonyms;
mod terms;
mod typos;

pub use hit::{Hit, Rank};
pub use suggest::suggest;
pub use synonyms::mount_error;

use std::borrow::Cow;

use crate::catalog::Catalog;
use by_code::CodeQuery;

/// The index of the built-in entries.
const INDEX: &str = include_str!(concat!(env!("OUT_DIR"), "/index.txt"));

/// The entries that a query finds, best first and at most `limit`; none if nothing is convincing.
///
/// A query that is a code, an alias or a misspelt code finds the codes that it resembles. Any other query also finds
/// entries by its words. Chinese names of the service's resources are understood.
///
/// ```
/// use naserr::{Catalog, search};
///
/// let catalog = Catalog::built_in();
/// let hits = search(&catalog, "InvalidFileSytem.NotFund", Some(3));
/// assert_eq!(hits[0].entry.code, "InvalidFileSystem.NotFound");
/// assert!(search(&catalog, "banana", None).is_empty());
/// ```
#[must_use]
pub fn search<'c>(catalog: &'c Catalog, query: &str, limit: Option<usize>) -> Vec<Hit<'c>> {
    let limit = limit.unwrap_or(usize::MAX);
    let query = synonyms::in_english(query);
    let code = CodeQuery::new(&query);
    let words = terms::words(&query);
    let terms = terms::terms(&words);
    let mut hits = code.find(catalog.entries());
    let is_code = hits.iter().any(|hit| hit.rank.is_whole());
    if !is_code && matches!(&*terms, [term] if term.is_synonym) {
        // `quota` means more than these letters, so a code that contains them may not be the best answer.
        hits.clear();
    }
    // Words are the last step, so their hits come after all others.
    if !is_code && hits.len() < limit || code.is_sentence {
        let index = if catalog.is_built_in() {
            Cow::Borrowed(INDEX)
        } else {
            index::write(catalog.entries(), synonyms::PHRASES).into()
        };
        let terms = terms::corrected(&words, terms, &index);
        let by_words = by_words::find(catalog, &index, &terms);
        let is_new = |hit: &Hit<'_>| hits.iter().all(|known| !std::ptr::eq(known.entry, hit.entry));
        let new: Vec<Hit<'_>> = by_words.into_iter().filter(is_new).collect();
        hits.extend(new);
    }
    hits.sort_by(|one, other| other.score.total_cmp(&one.score));
    hits.truncate(limit);
    hits
}
