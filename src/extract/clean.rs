//! Removes terminal colours, NUL bytes and the carriage returns before line ends from a text.

use std::borrow::Cow;

use memchr::memchr3;

/// The text of some bytes as a reader would see it: without escape sequences, NUL, and carriage returns except those
/// that end a line on their own.
pub fn clean(raw: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(raw) {
        Ok(text) => clean_text(text),
        Err(_) => Cow::Owned(clean_text(&String::from_utf8_lossy(raw)).into_owned()),
    }
}

/// The same for a text.
pub fn clean_text(text: &str) -> Cow<'_, str> {
    if memchr3(0x1b, 0, b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(found) = memchr3(0x1b, 0, b'\r', rest.as_bytes()) {
        let (before, from) = rest.split_at(found);
        plain.push_str(before);
        let after = from.get(1..).unwrap_or_default();
        rest = match from.as_bytes() {
            [0x1b, ..] => after_escape(after),
            [b'\r', next, ..] if !matches!(next, b'\n' | b'\r') => {
                plain.push('\r');
                after
            }
            _ => after,
        };
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Skips the rest of an escape sequence: CSI, a string such as OSC or APC, or a two-byte one. A sequence never extends
/// beyond its line, so that a truncated one hides no error.
fn after_escape(rest: &str) -> &str {
    let len = match rest.as_bytes() {
        [b'[', parameters @ ..] => 1 + through(parameters, |b| (0x40..=0x7e).contains(&b)),
        [b']' | b'P' | b'_' | b'^' | b'X', text @ ..] => 1 + through(text, |b| matches!(b, 0x07 | b'\\')),
        [] | [b'\n', ..] => 0,
        _ => rest.chars().next().map_or(0, char::len_utf8),
    };
    rest.get(len..).unwrap_or_default()
}

/// The number of bytes up to and including the one that ends a sequence, or up to the end of the line.
fn through(bytes: &[u8], ends: fn(u8) -> bool) -> usize {
    let mut rest = bytes.iter();
    match rest.find(|b| ends(**b) || **b == b'\n') {
        Some(b'\n') => bytes.len() - rest.len() - 1,
        _ => bytes.len() - rest.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::clean_text;

    #[test]
    fn a_carriage_return_ends_a_word() {
        assert_eq!(clean_text("50%\rCode: A\r\r\nb\r\n\r"), "50%\rCode: A\nb\n");
        assert_eq!(clean_text("a\x1b[31m\0b"), "ab");
    }

    #[test]
    fn a_sequence_ends_with_its_line() {
        for start in ["\x1b]0;title", "\x1b[31", "\x1bP1", "\x1b"] {
            assert_eq!(clean_text(&format!("a{start}\nb")), "a\nb");
        }
        assert_eq!(clean_text("a\x1b]0;title"), "a");
    }
}
