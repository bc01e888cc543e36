//! Search and suggestions: the entries that a query means, be it a misspelt code, part of a code, or plain words.
//!
//! A hit has a [`Rank`], which tells how it was found, and a score, which orders the hits. Equal scores keep the order
//! of the catalog. This module knows about entries and text, but not about commands and output.

mod by_code;
mod by_words;
mod index;
mod typos;

pub use by_code::suggest;
pub use typos::nearest;

use std::borrow::Cow;

use crate::catalog::{Catalog, Entry, Origin};
use crate::sorted_lines;

/// The index of the built-in entries.
const INDEX: &str = include_str!(concat!(env!("OUT_DIR"), "/index.txt"));

// What users say and what the catalog calls it. The data is in `synonyms.txt`; the build step prepares it.

/// For each phrase that users say, sorted by its stem: the stems that it means. `=` marks those that are as good as the
/// phrase. A word that says nothing about an error has no meaning.
const PHRASES: &str = include_str!(concat!(env!("OUT_DIR"), "/phrases.txt"));

/// Chinese phrases and the English ones that they mean, the longest first.
const CHINESE: &str = include_str!(concat!(env!("OUT_DIR"), "/chinese.txt"));

/// Messages of the operating system for failures of NFS and SMB.
const SYSTEM: &str = include_str!(concat!(env!("OUT_DIR"), "/system.txt"));

/// How a query found an entry, best first: as the whole code (the first three), as a part of it, or by words. Case,
/// spaces and signs are ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rank {
    /// The query is the code.
    Exact,
    /// The query is an alias of it.
    Alias,
    /// The query is the code with its halves swapped, or with one or two typos (a letter missing, added, wrong, or two
    /// swapped).
    Distance,
    /// The code starts with the query. The guide's codes and a user's own come first, and the less is missing, the
    /// better.
    Prefix,
    /// The code contains the query, starting at a word. The guide's codes and a user's own come first.
    Parts,
    /// The entry has words of the query, or words with the same meaning. Rare words weigh more than common ones; words
    /// of the code more than words of the message, and those more than words of the resolution. The more of its code
    /// the query mentions, the better; the guide's entries and a user's own come first.
    ///
    /// This step is last because a sentence shares words with many entries, while a code with two typos is hardly ever
    /// another code.
    Words,
}

impl Rank {
    /// The lowest score of the step, and how much higher the highest is. The steps do not overlap, so that sorting hits
    /// by score also sorts them by rank.
    const fn band(self) -> (f64, f64) {
        match self {
            Self::Exact => (1.0, 0.0),
            Self::Alias => (0.95, 0.0),
            Self::Distance => (0.85, 0.09),
            Self::Prefix => (0.75, 0.09),
            Self::Parts => (0.65, 0.09),
            Self::Words => (0.0, 0.64),
        }
    }

    /// Whether the query is a whole code.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Exact | Self::Alias | Self::Distance)
    }
}

/// How likely an entry of a layer is meant: the guide's codes and the user's own before those of the gateway, which any
/// call can get, and those before the codes of single actions.
const fn likelihood(origin: Origin) -> f64 {
    match origin {
        Origin::Guide | Origin::User => 1.0,
        Origin::Gateway => 0.83,
        Origin::Api => 0.75,
    }
}

/// An entry that a search found, and why.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Hit<'c> {
    /// The entry.
    pub entry: &'c Entry,
    /// How it was found.
    pub rank: Rank,
    /// How good it is, from 0 to 1. It is never higher than that of the hit before it.
    pub score: f64,
    /// The names of the fields that the query matches.
    pub matched_on: Vec<&'static str>,
}

impl<'c> Hit<'c> {
    /// `closeness` is from 0 to 1 within the step.
    fn new(entry: &'c Entry, rank: Rank, closeness: f64, matched_on: Vec<&'static str>) -> Self {
        let (lowest, width) = rank.band();
        Self { entry, rank, score: lowest + width * closeness, matched_on }
    }
}

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
    let query = in_english(query);
    let mut hits = by_code::find(catalog, &query);
    let is_code = hits.iter().any(|hit| hit.rank.is_whole());
    if !is_code || by_code::is_sentence(&query) {
        let index =
            if catalog.is_built_in() { Cow::Borrowed(INDEX) } else { index::write(catalog.entries(), PHRASES).into() };
        let terms = by_words::terms(&query, &index);
        if !is_code && matches!(&*terms, [term] if term.has_synonyms()) {
            // `quota` means more than these letters, so a code that contains them may not be the best answer.
            hits.clear();
        }
        let mut by_words = by_words::find(catalog, &index, &terms);
        by_words.retain(|hit| hits.iter().all(|known| !std::ptr::eq(known.entry, hit.entry)));
        hits.extend(by_words);
    }
    hits.sort_by(|one, other| other.score.total_cmp(&one.score));
    hits.truncate(limit.unwrap_or(usize::MAX));
    hits
}

/// A query with its Chinese phrases replaced by English ones.
fn in_english(query: &str) -> String {
    let phrases = sorted_lines::rows(CHINESE).filter(|_| !query.is_ascii());
    phrases.fold(query.to_owned(), |query, (chinese, english)| query.replace(chinese, &format!(" {english} ")))
}

/// The message of the operating system that a query contains, if any. No code of the API explains such a message.
///
/// ```
/// assert_eq!(naserr::mount_error("cp: No space left on device"), Some("no space left on device"));
/// assert_eq!(naserr::mount_error("mount point in use"), None);
/// ```
#[must_use]
pub fn mount_error(query: &str) -> Option<&'static str> {
    let query = query.to_lowercase();
    SYSTEM.lines().find(|message| query.contains(message))
}
