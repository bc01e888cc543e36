//! What a search returns: entries, and how each was found.

use std::iter::{once, repeat};
use std::sync::Arc;

use super::by_code::CodeQuery;
use super::stems::{word_ranges, words};
use super::terms::{Term, matched};
use crate::catalog::{Entry, Origin};

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
pub const fn likelihood(origin: Origin) -> f64 {
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
    evidence: Evidence,
}

/// What in a query found an entry.
#[derive(Debug, Clone)]
pub enum Evidence {
    /// The query as a code, and which of the entry's spellings it resembles: 0 for the code, then its aliases.
    Code(Arc<CodeQuery>, usize),
    /// The query as words.
    Words(Arc<Vec<Term>>),
}

/// A part of an entry that the query mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Match<'c> {
    /// The name of the field that it is in.
    pub field: &'static str,
    /// The text; empty if the field is the status, which is a number.
    pub text: &'c str,
}

impl<'c> Hit<'c> {
    /// `closeness` is from 0 to 1 within the step.
    pub(super) fn new(entry: &'c Entry, rank: Rank, closeness: f64, evidence: Evidence) -> Self {
        let (lowest, width) = rank.band();
        Self { entry, rank, score: lowest + width * closeness, evidence }
    }

    /// What the query has in common with the entry, field by field; parts of a field may overlap. Computed on each
    /// call.
    #[must_use]
    pub fn matches(&self) -> Vec<Match<'c>> {
        match &self.evidence {
            Evidence::Code(query, spelling) => {
                let spelled = spellings(self.entry).nth(*spelling).into_iter();
                spelled.map(|(field, text)| Match { field, text: query.part_of(text).unwrap_or(text) }).collect()
            }
            Evidence::Words(terms) => by_terms(self.entry, terms),
        }
    }
}

/// The code of an entry and its aliases, each with the name of its field.
fn spellings(entry: &Entry) -> impl Iterator<Item = (&'static str, &str)> {
    let fields = once("Code").chain(repeat("Aliases"));
    fields.zip(entry.spellings())
}

/// The parts of all fields that match terms of the query.
fn by_terms<'c>(entry: &'c Entry, terms: &[Term]) -> Vec<Match<'c>> {
    let mut matches = Vec::new();
    if terms.iter().filter_map(|term| term.status.as_ref()).any(|asked| asked.admits(entry.http_code)) {
        matches.push(Match { field: "HttpCode", text: "" });
    }
    let spellings_of_terms = terms.iter().flat_map(|term| &term.spellings);
    let stems: Vec<&str> = spellings_of_terms.map(|(stem, _)| &**stem).collect();
    for (field, text) in spellings(entry).chain([("Message", &*entry.message), ("Resolution", &*entry.resolution)]) {
        let places = word_ranges(text);
        for words in matched(&stems, &words(text)) {
            let words = places.get(words).unwrap_or_default();
            if let (Some(first), Some(last)) = (words.first(), words.last()) {
                matches.push(Match { field, text: &text[first.start..last.end] });
            }
        }
    }
    matches
}
