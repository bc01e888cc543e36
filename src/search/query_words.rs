//! The query as words: what it asks for, term by term, in the user's words and in those of the catalog.

use std::borrow::Cow;

use super::matcher::{Matcher, Needle};
use super::stem::{LONGEST_PHRASE, stem};
use super::{split, synonyms};
use crate::catalog::StatusFilter;

/// The most terms that are looked for. Only text pasted as a query has more; the rest is left out.
const MAX: usize = 32;

/// What a query asks for.
#[derive(Debug, Default)]
pub struct Terms {
    pub all: Vec<Term>,
    /// Every spelling of every term.
    pub matcher: Matcher,
    /// The terms that are an HTTP status or a class of them, and which.
    pub statuses: Vec<(usize, StatusFilter)>,
}

/// One thing that a query asks for.
#[derive(Debug)]
pub struct Term {
    /// The stem of what the user wrote.
    pub stem: String,
    /// Whether it is one of the synonyms.
    pub is_known: bool,
    /// Whether it is the correction of a word that the user wrote.
    pub is_guess: bool,
}

/// The words of a query, folded. Articles are left out, so that `not a valid region` has the phrase `not valid`.
pub fn words(query: &str) -> Vec<String> {
    let query = query.replace(['\'', '’'], "");
    let words = split::words(&query).map(split::fold);
    words.filter(|word| !["a", "an", "the"].contains(&&**word)).collect()
}

impl Terms {
    /// Takes the longest phrases that have synonyms. Every other word is a term of its own.
    pub fn new(words: &[String]) -> Self {
        let mut all: Vec<Term> = Vec::new();
        let mut needles = Vec::new();
        let mut rest = words;
        while !rest.is_empty() && all.len() < MAX {
            let (length, term, stems) = first_term(rest);
            if !stems.is_empty() && all.iter().all(|known| known.stem != term.stem) {
                let place = all.len();
                needles.extend(stems.into_iter().map(|(stem, same)| Needle { stem, term: place, same }));
                all.push(term);
            }
            rest = rest.get(length..).unwrap_or_default();
        }
        let statuses = all.iter().enumerate();
        let statuses = statuses.filter_map(|(place, term)| Some((place, term.stem.parse().ok()?))).collect();
        Self { all, matcher: Matcher::new(needles), statuses }
    }

    /// Whether the query is a single phrase that has synonyms, such as `quota`.
    pub fn is_one_phrase(&self) -> bool {
        matches!(&*self.all, [term] if term.is_known)
    }

    /// Marks the terms that the query itself does not have as guesses.
    pub fn guessed_from(mut self, query: &Self) -> Self {
        for term in &mut self.all {
            term.is_guess = query.all.iter().all(|asked| asked.stem != term.stem);
        }
        self
    }

    /// The stems of the words that have no synonyms, are not a status, and are in no text of the catalog.
    pub fn unknown(&self, is_in_catalog: impl Fn(&str) -> bool) -> Vec<&str> {
        let is_number = |stem: &str| stem.bytes().all(|byte| byte.is_ascii_digit());
        let terms =
            self.all.iter().filter(|term| !term.is_known && !is_number(&term.stem) && !is_in_catalog(&term.stem));
        terms.map(|term| &*term.stem).collect()
    }
}

/// A stem to look for, and whether it is as good as the user's own.
type Spelling = (Cow<'static, str>, bool);

/// The term at the start of words: how many of them it takes, and the stems to look for; none when it says nothing.
fn first_term(words: &[String]) -> (usize, Term, Vec<Spelling>) {
    let term = |stem: &str, is_known| Term { stem: stem.to_owned(), is_known, is_guess: false };
    let longest = words.len().min(LONGEST_PHRASE);
    for length in (1..=longest).rev() {
        let run = words[..length].concat();
        let stem = stem(&run);
        if let Some(meanings) = synonyms::meanings(stem) {
            let stems = meanings.map(|(stem, same)| (Cow::Borrowed(stem), same));
            return (length, term(stem, true), stems.collect());
        }
    }
    let word = &words[0];
    let stem = stem(word);
    let stems = (word.len() > 1).then(|| (Cow::Owned(stem.to_owned()), true));
    (1, term(stem, false), stems.into_iter().collect())
}
