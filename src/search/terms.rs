//! A query in plain words, prepared: what it asks for, term by term, in the user's words and in those of the catalog.

use std::borrow::Cow;

use super::needles::{Needle, Needles};
use super::{language, letters, thesaurus};

/// The terms that are looked for. Only a text pasted as a query has more; the rest is left out.
pub const MAX: usize = 32;

/// What a query asks for.
#[derive(Debug, Default)]
pub struct Terms {
    /// By term.
    pub all: Vec<Term>,
    /// Every spelling of every term.
    pub needles: Needles,
    /// The terms that are an HTTP status, and which.
    pub statuses: Vec<(usize, u16)>,
}

/// One thing that a query asks for.
#[derive(Debug)]
pub struct Term {
    /// What the user wrote: its letters and digits, small, without an ending.
    pub stem: String,
    /// Whether the thesaurus has it.
    pub is_known: bool,
    /// Whether it is made of what an unknown word may be meant for.
    pub is_guess: bool,
}

/// The words of a query, folded. Articles are left out, so that `not a valid region` has the phrase `not valid`.
pub fn words(query: &str) -> Vec<String> {
    let query = query.replace(['\'', '’'], "");
    letters::words(&query)
        .into_iter()
        .map(letters::fold)
        .filter(|word| !["a", "an", "the"].contains(&&**word))
        .collect()
}

impl Terms {
    /// Takes the longest phrases that the thesaurus knows; what is left are terms of one word.
    pub fn new(words: &[String]) -> Self {
        let mut all: Vec<Term> = Vec::new();
        let mut needles = Vec::new();
        let mut rest = words;
        while !rest.is_empty() && all.len() < MAX {
            let (length, term, stems) = first_term(rest);
            if !stems.is_empty() && all.iter().all(|known| known.stem != term.stem) {
                let place = all.len();
                needles.extend(stems.into_iter().map(|(stem, same)| Needle {
                    stem,
                    term: place,
                    same,
                }));
                all.push(term);
            }
            rest = rest.get(length..).unwrap_or_default();
        }
        let statuses = all
            .iter()
            .enumerate()
            .filter_map(|(place, term)| Some((place, term.stem.parse().ok()?)))
            .collect();
        Self {
            all,
            needles: Needles::new(needles),
            statuses,
        }
    }

    /// Takes the terms that the query itself does not have for guesses.
    pub fn guessed_from(mut self, query: &Self) -> Self {
        for term in &mut self.all {
            term.is_guess = query.all.iter().all(|asked| asked.stem != term.stem);
        }
        self
    }

    /// The stems of the terms that the thesaurus does not know and that are missing in the catalog, as their place and stem tell.
    pub fn unknown(&self, is_missing: impl Fn(usize, &str) -> bool) -> Vec<&str> {
        let is_status = |place| self.statuses.iter().any(|(status, _)| *status == place);
        let terms = self.all.iter().enumerate();
        terms
            .filter(|(place, term)| {
                !term.is_known && !is_status(*place) && is_missing(*place, &term.stem)
            })
            .map(|(_, term)| &*term.stem)
            .collect()
    }
}

/// A stem to look for, and whether it is as good as the user's own.
type Spelling = (Cow<'static, str>, bool);

/// The term at the start of words: how many of them it takes, and the stems that stand for it; none when it says nothing.
fn first_term(words: &[String]) -> (usize, Term, Vec<Spelling>) {
    let longest = words.len().min(language::PHRASE);
    let mut run = words.get(..longest).unwrap_or_default().concat();
    for length in (1..=longest).rev() {
        let stem = language::stem(&run);
        if let Some(meanings) = thesaurus::meanings(stem) {
            let stems = meanings.map(|(stem, same)| (Cow::Borrowed(stem), same));
            let term = Term {
                stem: stem.to_owned(),
                is_known: true,
                is_guess: false,
            };
            return (length, term, stems.collect());
        }
        if length > 1 {
            let last = words.get(length - 1).map_or(0, String::len);
            run.truncate(run.len() - last);
        }
    }
    // What is left of the run is the first word.
    let stem = language::stem(&run).to_owned();
    let stems = if run.len() < 2 {
        Vec::new()
    } else {
        vec![(Cow::Owned(stem.clone()), true)]
    };
    let term = Term {
        stem,
        is_known: false,
        is_guess: false,
    };
    (1, term, stems)
}
