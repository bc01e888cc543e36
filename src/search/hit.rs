//! What a search returns: entries, and how each was found.

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
    /// The names of the fields that the query matches.
    pub matched_on: Vec<&'static str>,
}

impl<'c> Hit<'c> {
    /// `closeness` is from 0 to 1 within the step.
    pub(super) fn new(entry: &'c Entry, rank: Rank, closeness: f64, matched_on: Vec<&'static str>) -> Self {
        let (lowest, width) = rank.band();
        Self { entry, rank, score: lowest + width * closeness, matched_on }
    }
}
