//! Search and did-you-mean: the entries that a query means, be it a misspelt code, a part of one, or plain words.
//!
//! A hit has a [`Rank`], which says how it was found, and a score, which orders the hits. Equal scores keep the order of the catalog.
//! It knows entries and text, but no commands and no output.

mod by_code;
mod by_words;
mod correct;
mod matcher;
mod mount_errors;
mod query_words;
mod rank;
mod split;
mod stem;
mod suggest;
mod synonyms;
mod texts;
mod typos;

pub use mount_errors::mount_error;
pub use rank::{Hit, Match, Rank, SearchedField};
pub use suggest::suggest;

use std::borrow::Cow;
use std::sync::Arc;

use crate::catalog::{Catalog, Entry, Origin};
use by_code::CodeQuery;
use query_words::Terms;
use rank::Query;

/// The text of the built-in entries that is searched: see [`texts`].
const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/texts.txt"));

/// The words of the built-in entries.
const DICTIONARY: &str = include_str!(concat!(env!("OUT_DIR"), "/dictionary.txt"));

/// The most unknown words of a query that are corrected; more of them are not typos but the user's own story.
const MAX_CORRECTED: usize = 2;

/// The entries that a query finds, best first and at most `limit`; none when nothing is convincing.
///
/// A query that is a code, an alias or a misspelt code finds the codes that it resembles. Any other query is also looked for word by
/// word in codes and texts. Chinese names of the service's resources are understood.
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
    let words = query_words::words(&query);
    let mut terms = Terms::new(&words);
    let mut found = code.find(catalog.entries());
    let is_code = found.iter().any(|found| found.rank.is_whole());
    if !is_code && terms.is_one_phrase() {
        // `quota` means more than these letters, so a code that contains them may not be the best answer.
        found.clear();
    }
    // Words are the last step: their hits come after all others.
    if !is_code && found.len() < limit || code.is_sentence {
        terms = corrected(&words, terms, catalog);
        let is_known = |place: usize| found.iter().any(|found| found.place == place);
        let text = if catalog.is_built_in() {
            Cow::Borrowed(TEXT)
        } else {
            texts::text_of(catalog.entries().iter().map(searched)).into()
        };
        let by_words = by_words::find(catalog.entries(), &text, &terms).into_iter();
        let new: Vec<_> = by_words.filter(|found| !is_known(found.place)).collect();
        found.extend(new);
    }
    rank::best(&mut found, limit);
    let query = Arc::new(Query { code, terms });
    let entries = catalog.entries();
    found.into_iter().filter_map(|found| Some(Hit::new(entries.get(found.place)?, found, &query))).collect()
}

/// What a query asks for when the words that no entry has are corrected, as far as they can be.
fn corrected(words: &[String], asked: Terms, catalog: &Catalog) -> Terms {
    let is_in = |dictionary: &str, stem: &str| synonyms::value_of(dictionary, stem).is_some();
    let mut unknown = asked.unknown(|stem| is_in(DICTIONARY, stem));
    if unknown.is_empty() {
        return asked;
    }
    let own = catalog.entries().iter();
    let own = own.filter(|entry| entry.origin == Origin::User);
    let own = texts::dictionary_of(own.map(searched));
    unknown.retain(|stem| !is_in(&own, stem));
    let mut meant = words.to_vec();
    for stem in unknown.into_iter().take(MAX_CORRECTED) {
        if let Some(word) = meant.iter_mut().find(|word| stem::stem(word) == stem)
            && let Some(correct) = correct::correct(word, [DICTIONARY, &own])
        {
            *word = correct;
        }
    }
    if meant == words { asked } else { Terms::new(&meant).guessed_from(&asked) }
}

/// The texts of an entry that are searched, in the order of [`texts`].
fn searched(entry: &Entry) -> texts::Searched<'_> {
    let texts = [&*entry.message, &*entry.resolution];
    texts.into_iter().chain(entry.spellings()).collect()
}
