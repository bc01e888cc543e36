//! What words mean: stems, stop words and phrases. The tables are in [`super::vocabulary`].

use super::letters;
use super::vocabulary::{ENDINGS, STOP_WORDS, TABLES};

/// The most words that a phrase of the tables has.
pub const PHRASE: usize = 4;

/// Whether a folded word says nothing about an error.
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&format!(" {word} "))
}

/// A folded word without its ending. The ends of `access` and `exceed` are none.
pub fn stem(word: &str) -> &str {
    let cut = |&(ending, least): &(&str, usize)| {
        word.strip_suffix(ending).filter(|stem| stem.len() >= least)
    };
    let is_bare = word.ends_with("ss") || word.ends_with("eed");
    if is_bare {
        word
    } else {
        ENDINGS.iter().find_map(cut).unwrap_or(word)
    }
}

/// The stems of a text's words.
pub fn stems(text: &str) -> impl Iterator<Item = String> {
    letters::words(text)
        .into_iter()
        .map(|word| stem(&letters::fold(word)).to_owned())
}

/// How many stems there are until the last that users say, where each is one of the first word, of the first two, and so on.
pub fn longest_said(stems: &[String]) -> Option<usize> {
    let first = stems.first()?.bytes().next();
    let alike = TABLES
        .said()
        .filter(|phrase| phrase.bytes().next() == first);
    alike
        .filter_map(|phrase| stems.iter().rposition(|stem| is(phrase, stem)))
        .max()
}

/// The phrases of the catalog that users mean by this (folded, without its ending), and whether they are as good as its own words.
pub fn meanings(stem: &str) -> impl Iterator<Item = (&'static str, bool)> {
    let first = stem.bytes().next();
    let has = move |row: &[&str]| {
        row.iter()
            .any(|phrase| phrase.bytes().next() == first && is(phrase, stem))
    };
    let same = TABLES.same().filter(move |row| has(row)).flatten();
    let alike = TABLES
        .troubles()
        .filter(move |(said, _)| has(said))
        .flat_map(|(_, meant)| meant);
    same.map(|phrase| (*phrase, true))
        .chain(alike.map(|phrase| (*phrase, false)))
}

/// Every word of what users say.
pub fn words_said() -> impl Iterator<Item = &'static str> {
    TABLES.said().flat_map(|phrase| phrase.split(' '))
}

/// Whether a phrase has these letters, blanks and the ending of its last word aside.
fn is(phrase: &str, stem: &str) -> bool {
    let rest =
        letters::read(phrase.as_bytes(), 0, stem.as_bytes()).and_then(|end| phrase.get(end..));
    rest.is_some_and(|rest| rest.is_empty() || ENDINGS.iter().any(|(ending, _)| *ending == rest))
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            &["delete", "deleted", "deletes", "deleting", "deletion"][..],
            &["exceed", "exceeded", "exceeds"],
            &["policy", "policies"],
            &["authorize", "authorized", "authorization"],
            &["access", "accesses"],
            &["file", "files"],
        ] {
            assert!(
                forms.iter().all(|form| stem(form) == stem(forms[0])),
                "{forms:?}"
            );
        }
    }
}
