//! Text as search sees it: letters and digits, case ignored, in words. Knows nothing of codes or of language.
//!
//! A word starts behind a blank or a sign, and inside a compound where the case says so: `InvalidVSwitch.Ipv6` is
//! invalid, v, switch, ipv6. Bytes beyond ASCII count as small letters.

use std::ops::Range;

/// What a byte is to the division into words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Sign,
    Small,
    Capital,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Small; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        if byte.is_ascii_uppercase() {
            classes[byte as usize] = Class::Capital;
        } else if !byte.is_ascii_alphanumeric() {
            classes[byte as usize] = Class::Sign;
        }
        byte += 1;
    }
    classes
};

fn class(byte: u8) -> Class {
    CLASSES[usize::from(byte)]
}

/// Whether `this` starts a word, given what is before and after it.
fn starts(before: Class, this: Class, after: Option<&u8>) -> bool {
    match (before, this) {
        (_, Class::Sign) => false,
        (Class::Sign, _) | (Class::Small, Class::Capital) => true,
        // The last capital of a run belongs to the small letters behind it: `SLRPermission`.
        (Class::Capital, Class::Capital) => {
            after.is_some_and(|&after| class(after) == Class::Small)
        }
        (_, Class::Small) => false,
    }
}

/// Calls `visit` with the place of every byte that starts a word.
pub fn for_each_word_start(text: &[u8], mut visit: impl FnMut(usize)) {
    let mut before = Class::Sign;
    for (at, &byte) in text.iter().enumerate() {
        let this = class(byte);
        if starts(before, this, text.get(at + 1)) {
            visit(at);
        }
        before = this;
    }
}

/// Where the word ends that reaches to `at` or beyond.
pub fn word_end(text: &[u8], at: usize) -> usize {
    let mut before = at
        .checked_sub(1)
        .and_then(|at| text.get(at))
        .map_or(Class::Sign, |&byte| class(byte));
    let mut end = at;
    while let Some(&byte) = text.get(end) {
        let this = class(byte);
        if this == Class::Sign || starts(before, this, text.get(end + 1)) {
            break;
        }
        before = this;
        end += 1;
    }
    end
}

/// The words of a text, as written.
pub fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for_each_word_start(text.as_bytes(), |start| {
        words.extend(text.get(start..word_end(text.as_bytes(), start + 1)));
    });
    words
}

/// The words of a text that start in a stretch of it, as a [`word_set`].
pub fn words_in(text: &str, stretch: &Range<usize>) -> u32 {
    let (mut before, mut within, mut all) = (0, 0, 0);
    for_each_word_start(text.as_bytes(), |start| {
        before += usize::from(start < stretch.start);
        within += usize::from(stretch.contains(&start));
        all += 1;
    });
    word_set(before..before + within, all)
}

/// Some of the words that a text has, counted from 0: one bit each, and one more behind the last word of the text, so that a set
/// tells its share of the whole. No code has more words than bits.
pub fn word_set(words: Range<usize>, all: usize) -> u32 {
    words
        .chain(all..=all)
        .take_while(|word| *word < 32)
        .fold(0, |set, word| set | 1 << word)
}

/// The share of a text's words that a set has.
pub fn share(word_set: u32) -> f64 {
    let words = word_set.count_ones().saturating_sub(1);
    let all = word_set.checked_ilog2().unwrap_or(0).max(1);
    f64::from(words) / f64::from(all)
}

/// Where `letters` (small, without signs) end in `text` when they are read from `start` on, signs between them skipped.
pub fn read(text: &[u8], start: usize, letters: &[u8]) -> Option<usize> {
    let mut at = start;
    for &letter in letters {
        while class(*text.get(at)?) == Class::Sign {
            at += 1;
        }
        if text.get(at)?.to_ascii_lowercase() != letter {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// The letters and digits of a text, small.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    folded.extend(
        text.chars()
            .filter(|letter| !letter.is_ascii() || letter.is_ascii_alphanumeric())
            .map(|letter| letter.to_ascii_lowercase()),
    );
    folded
}

/// Whether two texts begin or end with the same letter. A slip moves one of both at most, and two slips hardly ever both.
pub fn share_an_end(one: &[u8], other: &[u8]) -> bool {
    let is_letter = |byte: &&u8| class(**byte) != Class::Sign;
    let is_same = |one: Option<&u8>, other: Option<&u8>| {
        one.map(u8::to_ascii_lowercase) == other.map(u8::to_ascii_lowercase)
    };
    is_same(one.iter().find(is_letter), other.iter().find(is_letter))
        || is_same(one.iter().rfind(is_letter), other.iter().rfind(is_letter))
}

/// What can be told of a text at a glance. Rules out most candidates before they are compared letter by letter.
#[derive(Debug, Clone, Copy)]
pub struct Outline {
    /// Letters and digits, in bytes.
    pub letters: usize,
    /// Which of them the text has; some share a bit.
    set: u32,
}

/// The bit of a byte in the set of an [`Outline`]; none for a sign.
const BITS: [u32; 256] = {
    let mut bits = [0; 256];
    let mut byte = 0;
    while byte < bits.len() {
        if !matches!(CLASSES[byte], Class::Sign) {
            bits[byte] = 1 << (byte & 31);
        }
        byte += 1;
    }
    bits
};

impl Outline {
    pub fn of(text: &[u8]) -> Self {
        let mut outline = Self { letters: 0, set: 0 };
        for &byte in text {
            let bit = BITS[usize::from(byte)];
            outline.set |= bit;
            outline.letters += usize::from(bit != 0);
        }
        outline
    }

    /// Whether the other text may contain this one.
    pub fn fits_in(self, other: Self) -> bool {
        self.letters <= other.letters && self.set & !other.set == 0
    }

    /// Whether so few slips may lie between the texts: each changes the length by one at most and exchanges two letters at most.
    pub fn is_near(self, other: Self, slips: usize) -> bool {
        self.letters.abs_diff(other.letters) <= slips
            && (self.set ^ other.set).count_ones() as usize <= 2 * slips
    }
}

#[cfg(test)]
mod tests {
    use super::{read, word_end, words};

    #[test]
    fn words_start_at_signs_and_capitals() {
        for (text, expected) in [
            (
                "InvalidVSwitch.Ipv6NotTurnOn",
                &["Invalid", "V", "Switch", "Ipv6", "Not", "Turn", "On"][..],
            ),
            (
                "SubAccount.NoLogSLRPermission",
                &["Sub", "Account", "No", "Log", "SLR", "Permission"],
            ),
            (
                " MountTarget(s), `callerUid`.",
                &["Mount", "Target", "s", "caller", "Uid"],
            ),
            ("错误 code", &["错误", "code"]),
            ("...", &[]),
        ] {
            assert_eq!(words(text), expected);
        }
    }

    #[test]
    fn reading_skips_signs_and_ends_inside_a_word() {
        let text = b"mount Points";
        assert_eq!(read(text, 0, b"mountpoint"), Some(11));
        assert_eq!(word_end(text, 11), 12);
        assert_eq!(read(text, 0, b"mountpointss"), None);
    }
}
