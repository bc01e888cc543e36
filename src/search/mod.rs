//! Search and did-you-mean: which entries a query means, be it a code with slips, a piece of one, or plain words.
//!
//! A hit has a [`Rank`], which says how it was found, and a score, by which hits are ordered. Equal scores keep the order of the
//! catalog. Knows entries and text; nothing of commands or of output.

mod codes;
mod hit;
mod index;
mod language;
mod letters;
mod needles;
mod slips;
mod spelling;
mod suggest;
mod terms;
mod thesaurus;
mod words;

pub use hit::{Field, Hit, Match, Rank};
pub use suggest::suggest;

use std::sync::Arc;

use crate::catalog::Catalog;
use codes::Folded;
use hit::{Found, Query};
use index::{Index, Lists, Part, Place, Words};
use terms::Terms;
use words::Findings;

/// The words of the built-in catalog, written down by the build step.
#[allow(
    clippy::unreadable_literal,
    reason = "no person reads the generated places"
)]
static BUILT_IN: Index<'static> = include!(concat!(env!("OUT_DIR"), "/index.rs"));

/// The unknown words of a query that are corrected; more of them are no slips but the user's own story.
const MAX_CORRECTED: usize = 2;

/// The entries that a query finds, best first and at most `limit`; none when nothing is convincing.
///
/// A query that is a code, an alias or a few slips away from one is answered with the codes it resembles. Any other is looked for in
/// codes and texts word by word as well.
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
    // A catalog with other entries has no index: every text is read. The answer may differ where a query writes as one word what a
    // text writes as several, since the index has such runs of words of a text only where the vocabulary knows them.
    let index = catalog.is_built_in().then_some(&BUILT_IN);
    let limit = limit.unwrap_or(usize::MAX);
    let is_sentence = codes::is_sentence(query);
    let code = Folded::new(query);
    let mut found = look_for_code(catalog, &code, is_sentence);
    let is_code = found.iter().any(|found| found.rank.is_whole());
    let mut terms = Terms::default();
    // Words are the last step: nothing that they find comes before what is found already.
    if is_sentence || !is_code && found.len() < limit {
        let (asked, findings) = look_for_words(catalog, index, query);
        add_new(&mut found, findings.scored(catalog, &asked, limit));
        terms = asked;
    }
    hit::best(&mut found, limit);
    let query = Arc::new(Query { code, terms });
    let hit = |found: Found| Some(Hit::new(catalog.entries().get(found.place)?, found, &query));
    found.into_iter().filter_map(hit).collect()
}

/// The entries with a code like the query, in the order of the catalog.
fn look_for_code(catalog: &Catalog, code: &Folded, is_sentence: bool) -> Vec<Found> {
    // A sentence is looked for as a whole code only.
    let may_be = |spelling: &str| !is_sentence || !code.is_shorter_than(spelling);
    let entries = catalog
        .entries()
        .iter()
        .enumerate()
        .filter(|(_, entry)| may_be(&entry.code) || !entry.aliases.is_empty());
    let found = entries.filter_map(|(place, entry)| code.find(place, entry));
    // That a code has the words of a sentence one behind the other is no reason to prefer it to others that say the same.
    found
        .filter(|found| !is_sentence || found.rank.is_whole())
        .collect()
}

/// Adds what was found by words, except entries that are there already. Those are in the order of the catalog.
fn add_new(found: &mut Vec<Found>, scored: Vec<(usize, f64)>) {
    let known: Vec<usize> = found.iter().map(|found| found.place).collect();
    let new = scored
        .into_iter()
        .filter(|(place, _)| known.binary_search(place).is_err());
    found.extend(new.map(|(place, score)| Found::new(place, Rank::Words, score)));
}

/// Looks for the words of a query. Words that no entry has are looked for as what they may be meant for.
fn look_for_words(catalog: &Catalog, index: Option<&Index<'_>>, query: &str) -> (Terms, Findings) {
    let words = terms::words(query);
    let terms = Terms::new(&words);
    if let Some(index) = index {
        // An index tells which words no entry has before anything is counted.
        let is_missing = |_, stem: &str| index.of(stem).is_none();
        let terms = corrected(&words, &terms, is_missing, catalog, Some(index)).unwrap_or(terms);
        let findings = Findings::look_up(index, catalog, &terms);
        return (terms, findings);
    }
    let findings = Findings::read(catalog, &terms);
    let is_missing = |place, _: &str| findings.counts.get(place) == Some(&0);
    match corrected(&words, &terms, is_missing, catalog, None) {
        Some(terms) => {
            let findings = Findings::read(catalog, &terms);
            (terms, findings)
        }
        None => (terms, findings),
    }
}

/// What is asked for when the words that no entry has are corrected; `None` when none can be.
fn corrected(
    words: &[String],
    asked: &Terms,
    is_missing: impl Fn(usize, &str) -> bool,
    catalog: &Catalog,
    index: Option<&Index<'_>>,
) -> Option<Terms> {
    let mut meant = words.to_vec();
    for stem in asked.unknown(is_missing).into_iter().take(MAX_CORRECTED) {
        if let Some(word) = meant.iter_mut().find(|word| language::stem(word) == stem)
            && let Some(correct) = spelling::correct(word, catalog, index)
        {
            *word = correct;
        }
    }
    (meant != words).then(|| Terms::new(&meant).guessed_from(asked))
}
