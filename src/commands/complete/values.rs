//! What the catalog offers to a command line: codes, statuses, families, actions.

use std::collections::BTreeMap;

use super::Candidate;
use super::position::Kind;
use crate::catalog::{Catalog, StatusFilter, family, phrase, same};

/// Everything of a kind, whether it fits what is typed or not; codes that are given already are left out.
pub fn of(kind: Kind, catalog: &Catalog, typed: &str, given: &[&str]) -> Vec<Candidate> {
    match kind {
        Kind::Codes if StatusFilter::resembles(typed) => statuses(catalog),
        Kind::Codes => codes(catalog, given),
        Kind::Statuses => statuses(catalog),
        Kind::Families => families(catalog),
        Kind::Actions => actions(catalog),
    }
}

fn codes(catalog: &Catalog, given: &[&str]) -> Vec<Candidate> {
    let mut codes: BTreeMap<String, Candidate> = BTreeMap::new();
    for entry in catalog.entries() {
        if given.iter().any(|given| same(given, &entry.code)) {
            continue;
        }
        let Some(value) = as_word(&entry.code) else {
            continue;
        };
        let status = entry
            .http_code
            .map(|status| status.to_string())
            .unwrap_or_default();
        // A code with two statuses is one word of the line: it shows both, and the first entry's message.
        codes
            .entry(value.clone())
            .and_modify(|candidate| {
                if !status.is_empty() {
                    candidate.description = format!("{status}/{}", candidate.description);
                }
            })
            .or_insert_with(|| Candidate {
                value,
                description: format!("{status} {}", entry.message).trim().to_owned(),
            });
    }
    codes.into_values().collect()
}

/// A code as one word that no shell takes apart or reads as anything but itself: without its blanks, which do not count.
/// `None` for a code of a user's catalog that no quoting makes safe in every shell.
fn as_word(code: &str) -> Option<String> {
    let word: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    (word.chars().all(is_plain) && word.starts_with(char::is_alphanumeric)).then_some(word)
}

fn statuses(catalog: &Catalog) -> Vec<Candidate> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for status in catalog.entries().iter().filter_map(|entry| entry.http_code) {
        let class = (format!("{}xx", status.class()), String::new());
        *counts.entry(class).or_default() += 1;
        let name = phrase(status).unwrap_or_default().to_owned();
        *counts.entry((status.to_string(), name)).or_default() += 1;
    }
    let candidates = counts.into_iter().map(|((value, name), count)| Candidate {
        value,
        description: format!("{name} ({})", codes_in_words(count))
            .trim()
            .to_owned(),
    });
    candidates.collect()
}

fn families(catalog: &Catalog) -> Vec<Candidate> {
    let dotted = catalog
        .entries()
        .iter()
        .filter(|entry| entry.code.contains('.'));
    counted(dotted.filter_map(|entry| as_word(family(&entry.code))))
}

fn actions(catalog: &Catalog) -> Vec<Candidate> {
    let actions = catalog
        .entries()
        .iter()
        .flat_map(|entry| entry.actions.iter());
    counted(actions.filter_map(|action| as_word(action)))
}

/// Each word once, with how many entries name it.
fn counted(words: impl Iterator<Item = String>) -> Vec<Candidate> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let candidates = counts.into_iter().map(|(value, count)| Candidate {
        value,
        description: codes_in_words(count),
    });
    candidates.collect()
}

fn codes_in_words(count: usize) -> String {
    match count {
        1 => "1 code".to_owned(),
        _ => format!("{count} codes"),
    }
}
