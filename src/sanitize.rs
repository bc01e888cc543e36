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
/// `keep` names those that stay, such as the line breaks of a cell.
pub fn sanitize<'t>(text: &'t str, keep: &[char]) -> Cow<'t, str> {
    // Nearly every text is plain, and this is the fastest way to know.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') || keep.contains(&char::from(byte))) {
        return Cow::Borrowed(text);
    }
    replaced(text, |c| (is_hidden(c) && !keep.contains(&c)).then(|| c.escape_unicode().to_string()))
}

/// The text with some of its characters replaced.
pub fn replaced(text: &str, replacement: impl Fn(char) -> Option<String>) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut end = 0;
    for (place, c) in text.char_indices() {
        if let Some(replacement) = replacement(c) {
            shown.extend([&text[end..place], &replacement]);
            end = place + c.len_utf8();
        }
    }
    if end == 0 {
        return Cow::Borrowed(text);
    }
    shown.push_str(&text[end..]);
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::sanitize;

    #[test]
    fn what_is_escaped_a_terminal_is_written_out() {
        assert_eq!(sanitize("\u{1b}]52;c;x\u{7}\u{9b}31m\r", &[]), "\\u{1b}]52;c;x\\u{7}\\u{9b}31m\\u{d}");
        assert_eq!(sanitize("Invalid\u{202e}dnuoFtoN\u{200b}", &[]), "Invalid\\u{202e}dnuoFtoN\\u{200b}");
        assert_eq!(sanitize("a\nb\t", &['\n']), "a\nb\\u{9}");
    }

    #[test]
    fn every_invisible_character_is_escaped() {
        let bounds = "\u{ad}\u{61c}\u{180e}\u{200b}\u{200f}\u{2028}\u{202e}\u{2060}\u{206f}\
                      \u{feff}\u{fff9}\u{fffa}\u{fffb}\u{e0000}\u{e007f}";
        for c in bounds.chars() {
            let escaped = c.escape_unicode().to_string();
            assert_eq!(sanitize(&c.to_string(), &[]), escaped);
        }
    }

    #[test]
    fn ordinary_text_of_any_script_stays() {
        for text in ["The Vpc ram check", "文件系统不存在。", "שלום", "é\u{301} 👩"] {
            assert_eq!(sanitize(text, &[]), text);
        }
    }
}
