//! Where words end: letters, digits, underscores, and the dots between them.

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
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    at + rest
        .iter()
        .position(|&b| !is_in_word(b))
        .unwrap_or(rest.len())
}

/// Whether a character makes another word of the one that it stands in, although no code has it: a letter of another script, a
/// mark over the letter before it, or what is not seen at all.
pub fn is_lookalike(c: char) -> bool {
    !c.is_ascii()
        && (c.is_alphanumeric()
            || matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'))
}
