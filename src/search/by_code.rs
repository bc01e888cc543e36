//! The query as a code: compares its letters with those of every code and alias, and suggests codes for an unknown one.

use super::index::{letters_of, word_ranges};
use super::typos::{self, Typos};
use super::{Hit, Rank, likelihood};
use crate::catalog::{Catalog, Entry};

/// The most typos that a query may have and still be taken for a code.
const MOST_TYPOS: usize = 2;

/// The most dots, spaces and other signs in a code.
const SIGNS: usize = 8;

/// The codes that an unknown code is meant for, the most likely first: at most three, and only convincing ones.
///
/// These are convincing: the code in another spelling or with its halves swapped, one typo anywhere, and two typos if
/// the words that contain them are still recognizable, with three letters for each typo. Only these words count, not
/// the whole code, because the codes of all products start and end alike: `InvalidDiskId.NotFound` has all but two
/// letters of `InvalidTaskId.NotFound`, yet half of `Task` is missing.
#[must_use]
pub fn suggest<'c>(catalog: &'c Catalog, code: &str) -> Vec<&'c str> {
    // More would be a search, not a suggestion.
    const MOST: usize = 3;
    let mut hits = CodeQuery { only_whole: true, ..CodeQuery::new(code) }.hits(catalog);
    // A code that is not convincing has the lowest score of its step.
    hits.retain(|hit| hit.score > Rank::Distance.band().0);
    hits.sort_by(|one, other| other.score.total_cmp(&one.score));
    let mut codes: Vec<&str> = Vec::new();
    for hit in hits {
        // A code that the service returns with two statuses has two entries.
        if codes.len() < MOST && !codes.contains(&&*hit.entry.code) {
            codes.push(&hit.entry.code);
        }
    }
    codes
}

/// The entries whose code or alias resembles a query, in the order of the catalog.
pub fn find<'c>(catalog: &'c Catalog, query: &str) -> Vec<Hit<'c>> {
    CodeQuery::new(query).hits(catalog)
}

/// Whether a query has several words.
pub fn is_sentence(query: &str) -> bool {
    query.split_whitespace().nth(1).is_some()
}

/// A query, prepared for comparison with codes.
struct CodeQuery {
    /// Letters and digits, in lower case.
    letters: String,
    /// Whether it is no part of a code. A code is not better than others with the same meaning just because it contains
    /// the words of a sentence.
    only_whole: bool,
    /// The number of typos that it may have.
    most_typos: usize,
}

impl CodeQuery {
    fn new(query: &str) -> Self {
        let (letters, is_sentence) = (letters_of(query), is_sentence(query));
        // With more than one typo in four letters, it is another word. In a sentence, two typos may be a word: `fs not
        // found`.
        let letters_for_typo = if is_sentence { 6 } else { 4 };
        Self { most_typos: (letters.len() / letters_for_typo).min(MOST_TYPOS), only_whole: is_sentence, letters }
    }

    fn hits<'c>(&self, catalog: &'c Catalog) -> Vec<Hit<'c>> {
        let entries = catalog.entries().iter().filter(|_| !self.letters.is_empty());
        entries.filter_map(|entry| self.best(entry)).collect()
    }

    /// The best match of the query with the code of an entry or one of its aliases.
    fn best<'c>(&self, entry: &'c Entry) -> Option<Hit<'c>> {
        let found = entry.spellings().enumerate().filter_map(|(spelling, code)| {
            let (rank, closeness) = match self.compare(code, entry)? {
                (Rank::Exact, _) if spelling > 0 => (Rank::Alias, 1.0),
                found => found,
            };
            Some(Hit::new(entry, rank, closeness, vec![if spelling == 0 { "Code" } else { "Aliases" }]))
        });
        found.reduce(|best, next| if next.score > best.score { next } else { best })
    }

    /// How the query resembles a spelling of an entry's code, and how closely, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "codes are short")]
    fn compare(&self, code: &str, entry: &Entry) -> Option<(Rank, f64)> {
        let query = &*self.letters;
        // Most codes are too short or too long, which is the fastest check.
        if code.len() + MOST_TYPOS < query.len() || self.only_whole && code.len() > query.len() + MOST_TYPOS + SIGNS {
            return None;
        }
        let letters = letters_of(code);
        if letters == query {
            return Some((Rank::Exact, 1.0));
        }
        let ends = || word_ranges(code).into_iter().map(|word| (word.start, letters_of(&code[word.start..])));
        // A code with its halves swapped is a part of the code written twice, and begins with an end of the code.
        let is_swapped = letters.len() == query.len() && letters.repeat(2).contains(query);
        if is_swapped && ends().any(|(_, end)| query.starts_with(&end)) {
            return Some((Rank::Distance, 1.0));
        }
        if let Some(typos) = typos::between(query, &letters, self.most_typos) {
            let is_convincing = typos.count == 1 || letters_touched(typos, code) >= 3 * typos.count;
            return Some((Rank::Distance, if is_convincing { 1.0 / typos.cost() as f64 } else { 0.0 }));
        }
        if self.only_whole || !letters.contains(query) {
            return None;
        }
        let (start, _) = ends().find(|(_, end)| end.starts_with(query))?;
        // The guide's codes and the user's own come first, then those of the gateway, which any call can get.
        let tier = (likelihood(entry.origin) - 0.75) / 0.25 * 2.0 / 3.0;
        if start > 0 {
            return Some((Rank::Parts, tier));
        }
        // Users type the start of a code first, so the shortest code is the closest.
        let share = query.len() as f64 / (entry.code.len() + 1) as f64;
        Some((Rank::Prefix, tier + share.min(1.0) / 3.0))
    }
}

/// The number of letters in the words of a code that contain typos.
fn letters_touched(typos: Typos, code: &str) -> usize {
    let (start, end) = typos.place;
    let mut read = 0;
    let touched = word_ranges(code).into_iter().map(|word| word.len()).filter(|length| {
        let place = read..read + length;
        read = place.end;
        place.start < end && start < place.end
    });
    touched.sum()
}
