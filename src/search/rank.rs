//! What a search returns: entries, how each was found, and their order.

use std::ops::Range;
use std::sync::Arc;

use super::by_code::CodeQuery;
use super::query_words::Terms;
use super::split;
use crate::catalog::{Entry, Origin};

/// How a query found an entry, best first: it is the whole code (the first three), a part of it, or words. Case, spaces and signs
/// are ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rank {
    /// The query is the code.
    Exact,
    /// The query is an alias of it.
    Alias,
    /// The query is the code with its halves swapped, or with one or two typos (a letter missing, added, wrong, or two swapped).
    Distance,
    /// The code starts with the query. The guide's codes and a user's own come first; the less is missing, the better.
    Prefix,
    /// The code contains the query from the start of a word on. The guide's codes and a user's own come first.
    Parts,
    /// The entry has words of the query, or words with the same meaning. Rare words weigh more than common ones; words of the code
    /// more than words of the message, and those more than words of the resolution. The more of its code the query mentions, the
    /// better; the guide's entries and a user's own come first.
    ///
    /// This step is last since a sentence shares words with many entries, while a code with two typos is hardly ever another.
    Words,
}

impl Rank {
    /// The lowest score of the step, and how much higher the highest is. The steps do not overlap, so that hits in the order of
    /// their scores are in the order of their ranks.
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

/// The place of an entry that was found, with its rank and score.
#[derive(Debug, Clone, Copy)]
pub struct Ranked {
    pub place: usize,
    /// Which of the entry's spellings was found: 0 for the code, then its aliases.
    pub spelling: usize,
    pub rank: Rank,
    pub score: f64,
}

impl Ranked {
    /// `closeness` is 0 to 1 within the step.
    pub fn new(place: usize, rank: Rank, closeness: f64) -> Self {
        let (lowest, width) = rank.band();
        Self { place, spelling: 0, rank, score: lowest + width * closeness }
    }
}

/// How likely an entry of a layer is meant: what the guide publishes or users have written themselves before what any call may meet
/// at the gateway, and that before the codes of single actions.
pub const fn likelihood(origin: Origin) -> f64 {
    match origin {
        Origin::Guide | Origin::User => 1.0,
        Origin::Gateway => 0.83,
        Origin::Api => 0.75,
    }
}

/// Keeps the best, in their order.
pub fn best(found: &mut Vec<Ranked>, limit: usize) {
    let order = |one: &Ranked, other: &Ranked| other.score.total_cmp(&one.score).then(one.place.cmp(&other.place));
    found.sort_unstable_by(order);
    found.truncate(limit);
}

/// An entry that a search found, and why.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Hit<'c> {
    /// The entry.
    pub entry: &'c Entry,
    /// How it was found.
    pub rank: Rank,
    /// How good it is, in 0 to 1: never more than the hit before it.
    pub score: f64,
    spelling: usize,
    query: Arc<Query>,
}

/// What was looked for.
#[derive(Debug)]
pub struct Query {
    pub code: CodeQuery,
    pub terms: Terms,
}

/// A part of an entry's text that the query mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Match {
    /// The field that it is in.
    pub field: SearchedField,
    /// Where it is, in bytes, at the borders of characters.
    pub range: Range<usize>,
}

/// A field of an entry that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SearchedField {
    /// The status.
    HttpCode,
    /// The code.
    Code,
    /// The alias with this place among the entry's.
    Alias(usize),
    /// The message.
    Message,
    /// The resolution.
    Resolution,
}

impl SearchedField {
    /// The field's name in every format.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HttpCode => "HttpCode",
            Self::Code => "Code",
            Self::Alias(_) => "Aliases",
            Self::Message => "Message",
            Self::Resolution => "Resolution",
        }
    }
}

impl<'c> Hit<'c> {
    pub(super) fn new(entry: &'c Entry, found: Ranked, query: &Arc<Query>) -> Self {
        let Ranked { spelling, rank, score, .. } = found;
        Self { entry, rank, score, spelling, query: Arc::clone(query) }
    }

    /// What the query has in common with the entry, field by field; parts of a field may overlap. Computed on each call.
    #[must_use]
    pub fn matches(&self) -> Vec<Match> {
        if self.rank == Rank::Words {
            by_terms(self.entry, &self.query.terms)
        } else {
            by_code(self.entry, self.spelling, &self.query.code).into_iter().collect()
        }
    }
}

/// The part of the code, or of the alias, that the query resembles: all of it, unless it contains the query as it is.
fn by_code(entry: &Entry, spelling: usize, code: &CodeQuery) -> Option<Match> {
    let (field, text) = match spelling.checked_sub(1) {
        None => (SearchedField::Code, &*entry.code),
        Some(alias) => (SearchedField::Alias(alias), &**entry.aliases.get(alias)?),
    };
    let mut range = 0..text.len();
    for word in split::word_ranges(text) {
        // The end is where the letters from here on are those of the query.
        let letters = |end: &usize| split::fold(text.get(word.start..*end).unwrap_or_default());
        let mut ends = word.start..=text.len();
        if let Some(end) = ends.find(|end| letters(end) == code.letters) {
            range = word.start..end;
        }
    }
    Some(Match { field, range })
}

/// The parts of all fields that match terms of the query.
fn by_terms(entry: &Entry, terms: &Terms) -> Vec<Match> {
    let mut matches = Vec::new();
    let mut asked = terms.statuses.iter();
    if asked.any(|(_, asked)| asked.admits(entry.http_code)) {
        matches.push(Match { field: SearchedField::HttpCode, range: 0..3 });
    }
    let mut find = |field, text: &str| {
        let ranges = split::word_ranges(text);
        terms.matcher.for_each_in(&split::word_text(text), |_, place| {
            let words = ranges.get(place.words).unwrap_or_default();
            if let (Some(first), Some(last)) = (words.first(), words.last()) {
                let range = first.start..last.end;
                matches.push(Match { field, range });
            }
        });
    };
    find(SearchedField::Code, &entry.code);
    for (place, alias) in entry.aliases.iter().enumerate() {
        find(SearchedField::Alias(place), alias);
    }
    find(SearchedField::Message, &entry.message);
    find(SearchedField::Resolution, &entry.resolution);
    matches
}
