//! What a search answers: entries with the reason for each.

use std::ops::Range;
use std::sync::Arc;

use super::codes::Folded;
use super::letters;
use super::terms::Terms;
use crate::catalog::{Entry, HttpCode};

/// How a query found an entry, best first: it is the whole code (the first three), a piece of it, or words. Case, blanks and signs
/// never count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// The query is the code.
    Exact,
    /// The query is an alias of it.
    Alias,
    /// The query is the code with its halves swapped, or one or two slips (a letter dropped, added, wrong, or two swapped) turn it into
    /// the code.
    Distance,
    /// The code begins with the query; the less is missing, the better.
    Prefix,
    /// The query stands in the code from the start of a word on; the less is missing, the better.
    Parts,
    /// The entry has words of the query, or words that mean the same. Rare words weigh more than common ones; words of the code more
    /// than words of the message, and those more than words of the resolution; the user's own a little more than those that mean
    /// something alike. The more of its code the query speaks of, the better; and what the guide publishes or a user has written is
    /// likelier meant than the other layers.
    ///
    /// This step is last since a sentence shares words with many entries, while a code with two slips is hardly ever another.
    Words,
}

impl Rank {
    /// The scores of the step: the lowest, and what is between it and the highest. The steps do not overlap, so that hits in the order
    /// of their scores are in the order of their ranks.
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

    /// Whether the query stands for a whole code.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Exact | Self::Alias | Self::Distance)
    }
}

/// The place of an entry that was found, before its hit is made.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    pub place: usize,
    /// Which of the entry's spellings was compared: the code, or the alias before this place.
    pub spelling: usize,
    pub rank: Rank,
    pub score: f64,
}

impl Found {
    /// `closeness` is 0 to 1 within the step.
    pub fn new(place: usize, rank: Rank, closeness: f64) -> Self {
        let (lowest, width) = rank.band();
        Self {
            place,
            spelling: 0,
            rank,
            score: lowest + width * closeness,
        }
    }
}

/// Leaves the best, in their order. What is left out is not sorted, since a short query finds a good part of a large catalog.
pub fn best(found: &mut Vec<Found>, limit: usize) {
    let order = |one: &Found, other: &Found| {
        other
            .score
            .total_cmp(&one.score)
            .then(one.place.cmp(&other.place))
    };
    if limit < found.len() {
        found.select_nth_unstable_by(limit, order);
        found.truncate(limit);
    }
    found.sort_unstable_by(order);
}

/// An entry that a search found, and why.
#[derive(Debug, Clone)]
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
    pub code: Folded,
    pub terms: Terms,
}

/// A stretch of an entry's text that a query speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The field that it is in.
    pub field: Field,
    /// Where it is, in bytes, at the borders of characters.
    pub range: Range<usize>,
}

/// A field of an entry that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
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

impl Field {
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
    pub(super) fn new(entry: &'c Entry, found: Found, query: &Arc<Query>) -> Self {
        let Found {
            spelling,
            rank,
            score,
            ..
        } = found;
        Self {
            entry,
            rank,
            score,
            spelling,
            query: Arc::clone(query),
        }
    }

    /// What the query has in common with the entry, field by field; stretches of a field may overlap. Found only when it is asked for.
    #[must_use]
    pub fn matches(&self) -> Vec<Match> {
        if self.rank == Rank::Words {
            by_terms(self.entry, &self.query.terms)
        } else {
            by_code(self.entry, self.spelling, &self.query.code)
                .into_iter()
                .collect()
        }
    }
}

/// The stretch of the code, or of the alias, that the query resembles: all of it unless the query stands in it as it is.
fn by_code(entry: &Entry, spelling: usize, code: &Folded) -> Option<Match> {
    let (field, text) = match spelling.checked_sub(1) {
        None => (Field::Code, &*entry.code),
        Some(alias) => (Field::Alias(alias), &**entry.aliases.get(alias)?),
    };
    let mut range = 0..text.len();
    letters::for_each_word_start(text.as_bytes(), |start| {
        if let Some(end) = letters::read(text.as_bytes(), start, code.letters.as_bytes()) {
            range = start..end;
        }
    });
    Some(Match { field, range })
}

/// The stretches of all fields that have terms of the query.
fn by_terms(entry: &Entry, terms: &Terms) -> Vec<Match> {
    let mut matches = Vec::new();
    let status = entry.http_code.map(HttpCode::get);
    let mut asked = terms.statuses.iter();
    if asked.any(|(_, asked)| Some(*asked) == status) {
        matches.push(Match {
            field: Field::HttpCode,
            range: 0..3,
        });
    }
    let needles = &terms.needles;
    let mut find = |field, text: &str| {
        needles.for_each_in(text, |_, range| matches.push(Match { field, range }));
    };
    find(Field::Code, &entry.code);
    for (place, alias) in entry.aliases.iter().enumerate() {
        find(Field::Alias(place), alias);
    }
    find(Field::Message, &entry.message);
    find(Field::Resolution, &entry.resolution);
    matches
}
