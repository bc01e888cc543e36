//! Stems of words, so that one form of a word finds the others.

/// The most words that a phrase has.
pub const LONGEST_PHRASE: usize = 4;

/// Endings that are cut off a word, and how many letters must be left. The first that fits is cut.
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

/// Not stemmed: `deleted` means that something is gone, `delete` that something blocks it.
const NOT_STEMMED: [&str; 4] = ["deleted", "removed", "destroyed", "existing"];

/// A folded word without its ending. `access` and `exceed` have none.
pub fn stem(word: &str) -> &str {
    let cut = |&(ending, least): &(&str, usize)| word.strip_suffix(ending).filter(|stem| stem.len() >= least);
    let is_bare = word.ends_with("ss") || word.ends_with("eed") || NOT_STEMMED.contains(&word);
    if is_bare { word } else { ENDINGS.iter().find_map(cut).unwrap_or(word) }
}

/// The stem of words that are read as one: `file systems` is `filesystem`.
pub fn stem_of_all<W: AsRef<str>>(words: &[W]) -> String {
    let mut all: String = words.iter().map(AsRef::as_ref).collect();
    all.truncate(stem(&all).len());
    all
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
            assert!(forms.iter().all(|form| stem(form) == stem(forms[0])), "{forms:?}");
        }
        assert_ne!(stem("deleted"), stem("delete"));
    }
}
