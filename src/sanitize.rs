//! Makes untrusted text safe for a terminal: control characters and invisible characters are written as escapes.

use std::borrow::Cow;

/// Whether a character must not reach a terminal unescaped.
///
/// These are the control characters (C0, DEL, C1), with which text could move the cursor or set the title or the
/// clipboard; the bidirectional controls, which could change the order in which text is shown; and the characters
/// without width, which could make one code look like another.
pub fn is_hidden(c: char) -> bool {
    if matches!(c, ' '..='~') {
        return false;
    }
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// The text with every hidden character written as an escape such as `\u{1b}`.
///
/// `keep` stays, such as the line breaks of a cell.
pub fn sanitize(text: &str, keep: Option<char>) -> Cow<'_, str> {
    let kept = keep.map_or(b' ', |c| c as u8);
    // Nearly every text is plain. `all` would stop early, but compare one byte at a time.
    if text.bytes().fold(true, |plain, byte| plain & ((b' '..=b'~').contains(&byte) || byte == kept)) {
        return Cow::Borrowed(text);
    }
    replaced(text, |c| (is_hidden(c) && keep != Some(c)).then(|| c.escape_unicode().to_string())).into()
}

/// The text with some of its characters replaced.
pub fn replaced(text: &str, replacement: impl Fn(char) -> Option<String>) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match replacement(c) {
            Some(replacement) => shown.push_str(&replacement),
            None => shown.push(c),
        }
    }
    shown
}
