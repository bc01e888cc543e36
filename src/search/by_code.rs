//! The query as a code: compares it with whole codes, letter by letter.

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem::Finder;

use super::hit::{Evidence, Hit, Rank, likelihood};
use super::stems;
use super::typos::{self, Typos};
use crate::catalog::Entry;

/// The most dots, spaces and other signs in a code.
const SIGNS: usize = 8;

/// A query, prepared for comparison with codes.
#[derive(Debug)]
pub struct CodeQuery {
    /// Letters and digits, in lower case.
    pub letters: String,
    /// Finds the letters in a code.
    finder: Finder<'static>,
    /// Whether it has several words.
    pub is_sentence: bool,
    /// The number of typos that it may have.
    typos: usize,
}

impl CodeQuery {
    pub fn new(query: &str) -> Self {
        let letters = stems::fold(query);
        let is_sentence = query.split_whitespace().nth(1).is_some();
        // With more than one typo in four letters, it is another word. In a sentence, two typos may be a word: `fs not
        // found`.
        let letters_for_typo = if is_sentence { 6 } else { 4 };
        let finder = Finder::new(&letters).into_owned();
        Self { typos: typos::MAX.min(letters.len() / letters_for_typo), is_sentence, finder, letters }
    }

    /// The entries whose code or alias resembles the query, in the order of the catalog.
    pub fn find<'c>(self: &Arc<Self>, entries: &'c [Entry]) -> Vec<Hit<'c>> {
        let found = entries.iter().filter_map(|entry| self.best(entry));
        // A code is not better than others with the same meaning just because it contains the words of a sentence.
        found.filter(|found| !self.is_sentence || found.rank.is_whole()).collect()
    }

    /// The best match of the query with the code of an entry or one of its aliases.
    fn best<'c>(self: &Arc<Self>, entry: &'c Entry) -> Option<Hit<'c>> {
        let found = entry.spellings().enumerate().filter_map(|(spelling, code)| {
            let (rank, typos) = self.likeness(code)?;
            let rank = if rank == Rank::Exact && spelling > 0 { Rank::Alias } else { rank };
            let evidence = Evidence::Code(Arc::clone(self), spelling);
            Some(Hit::new(entry, rank, self.closeness(rank, typos, entry), evidence))
        });
        found.reduce(|best, next| if next.score > best.score { next } else { best })
    }

    /// How close an entry is, from 0 to 1, among those that resemble the query in the same way.
    #[expect(clippy::cast_precision_loss, reason = "codes are short")]
    fn closeness(&self, rank: Rank, typos: Option<Typos>, entry: &Entry) -> f64 {
        let missing = self.letters.len() as f64 / (entry.code.len() + 1) as f64;
        match rank {
            // Users type the start of a code first, so the shortest code is the closest.
            Rank::Prefix => tier(entry) + missing.min(1.0) / 3.0,
            Rank::Parts => tier(entry),
            _ => typos.map_or(1.0, |typos| 1.0 / typos.cost() as f64),
        }
    }

    /// How the query resembles a code, with the typos if there are any; `None` if it does not.
    pub fn likeness(&self, code: &str) -> Option<(Rank, Option<Typos>)> {
        let query = &*self.letters;
        let is_too_short = code.len() + typos::MAX < query.len();
        if query.is_empty() || is_too_short || self.is_sentence && self.is_too_short_for(code) {
            return None;
        }
        let letters = stems::fold(code);
        if letters == query {
            Some((Rank::Exact, None))
        } else if letters.len() == query.len() && self.is_swapped(code, &letters) {
            Some((Rank::Distance, None))
        } else if let Some(typos) = typos::between(query, &letters, self.typos) {
            // A code without its last letter is also its start.
            Some((Rank::Distance, Some(typos)))
        } else if letters.starts_with(query) {
            Some((Rank::Prefix, None))
        } else {
            let is_inside = self.finder.find(letters.as_bytes()).is_some() && self.part_of(code).is_some();
            is_inside.then_some((Rank::Parts, None))
        }
    }

    /// Whether a code is too long to be the query with a few typos.
    pub fn is_too_short_for(&self, code: &str) -> bool {
        self.letters.len() + typos::MAX + SIGNS < code.len()
    }

    /// The part of a code that starts at a word and has exactly the letters of the query.
    pub fn part_of(&self, code: &str) -> Option<Range<usize>> {
        stems::word_ranges(code).into_iter().find_map(|word| {
            let is_it = |end: &usize| code.get(word.start..*end).is_some_and(|part| stems::fold(part) == self.letters);
            (word.start..=code.len()).find(is_it).map(|end| word.start..end)
        })
    }

    /// Whether the query is a code with its halves swapped at the start of a word.
    fn is_swapped(&self, code: &str, letters: &str) -> bool {
        let is_middle = |word: Range<usize>| {
            let head = stems::fold(&code[..word.start]);
            letters.strip_prefix(&*head).is_some_and(|tail| [tail, &head].concat() == self.letters)
        };
        self.finder.find(letters.repeat(2).as_bytes()).is_some() && stems::word_ranges(code).into_iter().any(is_middle)
    }
}

/// The guide's codes and the user's own come first, then those of the gateway, which any call can get. From 0 to 2/3.
fn tier(entry: &Entry) -> f64 {
    (likelihood(entry.origin) - 0.75) / 0.25 * 2.0 / 3.0
}
