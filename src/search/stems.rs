//! Splits text into words, and reduces words to stems so that one form of a word finds the others. Case is ignored.
//!
//! A word starts after a space or a sign, and where the case changes inside a compound: `InvalidVSwitch.Ipv6` is
//! invalid, v, switch, ipv6. Bytes beyond ASCII count as lower-case letters. The build step and searches use the same
//! code.

use std::ops::Range;

/// The most words that are joined: `file systems` is `filesystem`.
pub const LONGEST_PHRASE: usize = 4;

/// Endings that are cut off, and how many letters must be left. The first that matches is cut.
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

/// The letters and digits of a text, in lower case.
pub fn fold(text: &str) -> String {
    let mut folded = text.to_ascii_lowercase().into_bytes();
    folded.retain(|&byte| !is_sign(byte));
    // What is left is UTF-8, since signs are ASCII.
    String::from_utf8(folded).unwrap_or_default()
}

/// The words of a text, in lower case.
pub fn words(text: &str) -> Vec<String> {
    word_ranges(text).into_iter().filter_map(|word| text.get(word)).map(str::to_ascii_lowercase).collect()
}

/// Where the words of a text are.
pub fn word_ranges(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let letters = text.bytes().enumerate().filter(|(_, byte)| !is_sign(*byte));
    for (at, _) in letters {
        match words.last_mut() {
            Some(word) if !starts_word(text.as_bytes(), at) => word.end = at + 1,
            _ => words.push(at..at + 1),
        }
    }
    words
}

/// Whether a word starts at a letter.
pub fn starts_word(text: &[u8], at: usize) -> bool {
    let (before, from) = text.split_at(at);
    let Some(before) = before.last().filter(|byte| !is_sign(**byte)) else {
        return true;
    };
    // The last of several capitals belongs to the lower-case letters after it: `SLRPermission`.
    let after_is_small = from.get(1).is_some_and(|byte| !is_sign(*byte) && !byte.is_ascii_uppercase());
    text[at].is_ascii_uppercase() && (!before.is_ascii_uppercase() || after_is_small)
}

/// Whether a byte is neither a letter nor a digit. Bytes beyond ASCII count as letters.
pub const fn is_sign(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}
