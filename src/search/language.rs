//! The forms of words.

use super::letters;

/// The most words that a phrase has.
pub const PHRASE: usize = 4;

/// Endings that are cut from a word, and how many letters must be left. The first that fits is cut.
const ENDINGS: &[(&str, usize)] = &[
    ("ations", 5),
    ("ation", 5),
    ("ments", 3),
    ("ment", 3),
    ("ions", 4),
    ("ion", 4),
    ("ings", 3),
    ("ing", 3),
    ("ies", 3),
    ("ied", 3),
    ("es", 3),
    ("ed", 3),
    ("s", 3),
    ("e", 3),
    ("y", 3),
];

/// Forms that say something else than their verb: what is deleted is gone, while who deletes finds something in the way.
const WORDS_OF_THEIR_OWN: [&str; 4] = ["deleted", "removed", "destroyed", "existing"];

/// A folded word without its ending. The ends of `access` and `exceed` are none.
pub fn stem(word: &str) -> &str {
    let cut = |&(ending, least): &(&str, usize)| {
        word.strip_suffix(ending).filter(|stem| stem.len() >= least)
    };
    let is_bare =
        word.ends_with("ss") || word.ends_with("eed") || WORDS_OF_THEIR_OWN.contains(&word);
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

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            &["delete", "deletes", "deleting", "deletion"][..],
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
        assert_ne!(stem("deleted"), stem("delete"));
    }
}
