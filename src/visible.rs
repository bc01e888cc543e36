//! Makes text from outside safe for a terminal: what would steer it, or hide, is written out instead.

use std::borrow::Cow;

/// Whether a character must not reach a terminal as it is.
///
/// These are the control characters (C0, DEL, C1), with which text could move the cursor, set the title or the clipboard;
/// the bidirectional controls, with which it could show its letters in another order; and the characters without width,
/// with which one code could pass for another.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    // Nearly every character is one of these.
    if matches!(c, ' '..='~') {
        return false;
    }
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Whether text is printable ASCII throughout, as nearly all of it is, and so hides nothing. Takes a fraction of the time
/// that a look at each character takes.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    // Chunks of a fixed length, and no early exit within them, let the compiler look at all bytes of one at once.
    let (chunks, rest) = text.as_bytes().as_chunks::<16>();
    let all_plain = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'))
    };
    chunks.iter().all(|chunk| all_plain(chunk)) && all_plain(rest)
}

/// The text with every hidden character written out, an escape as `\u{1b}`.
///
/// `spared` names those that stay, such as the line breaks of a table cell.
#[must_use]
pub fn visible<'t>(text: &'t str, spared: &[char]) -> Cow<'t, str> {
    let steers = |c: char| is_hidden(c) && !spared.contains(&c);
    if is_plain(text) || !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if steers(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// As [`visible`], for a text that is there to be kept.
#[must_use]
pub fn into_visible(text: String, spared: &[char]) -> String {
    match visible(&text, spared) {
        Cow::Borrowed(_) => text,
        Cow::Owned(shown) => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        assert_eq!(
            visible("\u{1b}]52;c;x\u{7}\u{9b}31m\r", &[]),
            "\\u{1b}]52;c;x\\u{7}\\u{9b}31m\\u{d}"
        );
        assert_eq!(
            visible("Invalid\u{202e}dnuoFtoN\u{200b}", &[]),
            "Invalid\\u{202e}dnuoFtoN\\u{200b}"
        );
        assert_eq!(visible("a\nb\t", &['\n']), "a\nb\\u{9}");
    }

    #[test]
    fn ordinary_text_of_any_script_stays() {
        for text in [
            "The Vpc ram check",
            "文件系统不存在。",
            "שלום",
            "é\u{301} 👩",
        ] {
            assert_eq!(visible(text, &[]), text);
        }
    }
}
