//! The words of a text, their stems, and the index of a catalog: which entries have a stem in their code, their message
//! or their resolution.
//!
//! A word starts after a space or a sign, and where the case changes inside a compound: `InvalidVSwitch.Ipv6` is
//! invalid, v, switch, ipv6. Bytes beyond ASCII count as lower-case letters. The build step writes the index of the
//! built-in entries. For a user's catalog, a search builds one with the same code.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::catalog::Entry;
use crate::sorted_lines;

/// The most words that are joined: `file systems` is `filesystem`.
pub const LONGEST_PHRASE: usize = 4;

/// Endings that are cut off, after the number of letters that must be left. The first that matches is cut.
const ENDINGS: [(usize, &[&str]); 3] = [
    (5, &["ations", "ation"]),
    (4, &["ions", "ion"]),
    (3, &["ments", "ment", "ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y"]),
];

/// Not stemmed: `deleted` means that something is gone, `delete` that something blocks it.
const NOT_STEMMED: [&str; 4] = ["deleted", "removed", "destroyed", "existing"];

/// A folded word without its ending. `access` and `exceed` have none.
pub fn stem(word: &str) -> &str {
    if word.ends_with("ss") || word.ends_with("eed") || NOT_STEMMED.contains(&word) {
        return word;
    }
    let mut endings = ENDINGS.iter().flat_map(|(least, endings)| endings.iter().map(move |ending| (least, ending)));
    let cut = |(least, ending): (&usize, &&str)| word.strip_suffix(ending).filter(|stem| stem.len() >= *least);
    endings.find_map(cut).unwrap_or(word)
}

/// The letters and digits of a text, in lower case.
pub fn letters_of(text: &str) -> String {
    let mut letters = text.to_ascii_lowercase().into_bytes();
    letters.retain(|&byte| !is_sign(byte));
    // What is left is UTF-8, since signs are ASCII.
    String::from_utf8(letters).unwrap_or_default()
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
fn starts_word(text: &[u8], at: usize) -> bool {
    let (before, from) = text.split_at(at);
    let Some(before) = before.last().filter(|byte| !is_sign(**byte)) else {
        return true;
    };
    // The last of several capitals belongs to the lower-case letters after it: `SLRPermission`.
    let after_is_small = from.get(1).is_some_and(|byte| !is_sign(*byte) && !byte.is_ascii_uppercase());
    text[at].is_ascii_uppercase() && (!before.is_ascii_uppercase() || after_is_small)
}

/// Whether a byte is neither a letter nor a digit. Bytes beyond ASCII count as letters.
const fn is_sign(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// The fields of an entry that are searched. A status has two words, as in `404 4xx`.
pub const FIELDS: [&str; 5] = ["HttpCode", "Code", "Aliases", "Message", "Resolution"];

/// A line for each stem, with the indices of the entries that have it, field by field. In a code it also says which words
/// have it, a bit for each: a stem with `;12:6,40:1;;3;` is the second and third word of a code and the first of another,
/// and in the message of a third entry.
///
/// In a code or an alias, up to three words that a query may join (`vswitchid`) also count as one word. Other runs of
/// words do only if they are among the synonyms' `phrases`.
pub fn write(entries: &[Entry], phrases: &str) -> String {
    let meanings = sorted_lines::rows(phrases).flat_map(|(_, meanings)| meanings.split(' '));
    let phrases: HashSet<&str> = meanings.map(|stem| stem.trim_start_matches('=')).collect();
    let mut index: BTreeMap<String, [BTreeMap<usize, u64>; FIELDS.len()]> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate() {
        let status = entry.http_code.map_or(String::new(), |status| format!("{status} {}xx", status / 100));
        let aliases = entry.aliases.iter().map(|alias| (2, &**alias));
        let texts = [(0, &*status), (1, &*entry.code), (3, &*entry.message), (4, &*entry.resolution)];
        for (field, text) in texts.into_iter().chain(aliases) {
            let words = words(text);
            for start in 0..words.len() {
                let mut run = String::new();
                for (length, word) in (1..=LONGEST_PHRASE).zip(&words[start..]) {
                    run += word;
                    let stem = stem(&run);
                    if length == 1 || length <= 3 && field < 3 || phrases.contains(stem) {
                        let of_code = (start..start + length).filter(|at| FIELDS[field] == "Code" && *at < 64);
                        let bits = of_code.map(|at| 1 << at).sum::<u64>();
                        *index.entry(stem.to_owned()).or_default()[field].entry(place).or_default() |= bits;
                    }
                }
            }
        }
    }
    let item = |(place, bits): (&usize, &u64)| match bits {
        0 => place.to_string(),
        _ => format!("{place}:{bits}"),
    };
    let list = |places: &BTreeMap<_, _>| places.iter().map(item).collect::<Vec<_>>().join(",");
    sorted_lines::write(index.iter().map(|(stem, fields)| (stem, fields.each_ref().map(list).join(";"))))
}

/// The entries that have a stem: the index of the field, the index of the entry, and the words of its code.
pub fn places<'i>(index: &'i str, stem: &str) -> impl Iterator<Item = (usize, usize, u64)> + 'i {
    let fields = sorted_lines::get(index, stem).unwrap_or_default().split(';').enumerate();
    fields.flat_map(|(field, places)| {
        places.split(',').filter_map(move |item| {
            let (place, bits) = item.split_once(':').unwrap_or((item, "0"));
            Some((field, place.parse().ok()?, bits.parse().ok()?))
        })
    })
}
