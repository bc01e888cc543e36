//! Where words end: letters, digits, underscores, and the dots between them.

use std::ops::RangeInclusive;

use crate::visible::is_hidden;

/// Letters, digits and underscores.
pub const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The bytes of words and of the dots in them.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = is_word(byte) || byte == b'.';
        byte += 1;
    }
    table
};

/// Whether a byte belongs to a word or to the dots in it.
pub fn is_in_word(byte: u8) -> bool {
    IN_WORD[usize::from(byte)]
}

/// End of the run of word bytes and dots that starts at `at`, and whether dots are among them.
pub fn dotted_word_end(text: &[u8], at: usize) -> (usize, bool) {
    let mut dotted = false;
    let rest = text.get(at..).unwrap_or_default();
    let len = rest.iter().position(|&byte| {
        dotted |= byte == b'.';
        !is_in_word(byte)
    });
    (at + len.unwrap_or(rest.len()), dotted)
}

/// End of the run of word bytes and dots that starts at `at`.
pub fn word_end(text: &str, at: usize) -> usize {
    dotted_word_end(text.as_bytes(), at).0
}

/// Whether what stands beside a code makes another word of the two, although no code has it: a letter of a script that parts words
/// by blanks, a mark over a letter, or letters that go on behind a character that is not seen.
pub fn is_glued(before: &str, after: &str) -> bool {
    let is_unseen = |c: char| !c.is_ascii() && is_hidden(c);
    let goes_on = |beside: &str, seen: &str, next: Option<char>| {
        let is_word = |c: char| u8::try_from(c).is_ok_and(is_in_word);
        next.is_some_and(|c| is_foreign(c) || (seen.len() < beside.len() && is_word(c)))
    };
    let (lead, rest) = (
        before.trim_end_matches(is_unseen),
        after.trim_start_matches(is_unseen),
    );
    goes_on(before, lead, lead.chars().next_back()) || goes_on(after, rest, rest.chars().next())
}

/// A letter beside which a word of ours is a part of another one. Chinese, Japanese, Korean and Thai go on without a blank.
fn is_foreign(c: char) -> bool {
    const MARKS: RangeInclusive<char> = '\u{300}'..='\u{36f}';
    const UNPARTED: [RangeInclusive<char>; 6] = [
        '\u{e00}'..='\u{e7f}',
        '\u{2e80}'..='\u{9fff}',
        '\u{ac00}'..='\u{d7af}',
        '\u{f900}'..='\u{faff}',
        '\u{ff66}'..='\u{ff9f}',
        '\u{20000}'..='\u{3ffff}',
    ];
    let is_unparted = || UNPARTED.iter().any(|script| script.contains(&c));
    !c.is_ascii() && (MARKS.contains(&c) || (c.is_alphanumeric() && !is_unparted()))
}
