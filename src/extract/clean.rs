//! Takes terminal colours, carriage returns and NUL bytes out of a text.

use std::borrow::Cow;

use memchr::memchr3;

/// The text of some bytes as a reader would see it: no escape sequences, no NUL, no carriage return before a line end, and a
/// blank for any other.
pub fn clean(raw: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(raw) {
        Ok(text) => clean_text(text),
        Err(_) => Cow::Owned(clean_text(&String::from_utf8_lossy(raw)).into_owned()),
    }
}

/// The same for a text.
pub fn clean_text(text: &str) -> Cow<'_, str> {
    let mut at = memchr3(0x1b, 0, b'\r', text.as_bytes());
    if at.is_none() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(found) = at {
        let (before, from) = rest.split_at(found);
        plain.push_str(before);
        rest = match from.as_bytes().first() {
            Some(0x1b) => after_escape(from.get(1..).unwrap_or_default()),
            Some(b'\r') => {
                let after = from.trim_start_matches('\r');
                // Within a line it stands between what was written and what was written over it: two words.
                if !after.is_empty() && !after.starts_with('\n') {
                    plain.push(' ');
                }
                after
            }
            _ => from.get(1..).unwrap_or_default(),
        };
        at = memchr3(0x1b, 0, b'\r', rest.as_bytes());
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Skips the rest of an escape sequence: CSI, OSC or a two-byte one.
fn after_escape(rest: &str) -> &str {
    let end = match rest.as_bytes().first() {
        Some(b'[') => rest
            .bytes()
            .skip(1)
            .position(|b| (0x40..=0x7e).contains(&b))
            .map(|p| p + 2),
        Some(b']') => rest
            .bytes()
            .position(|b| b == 0x07 || b == b'\\')
            .map(|p| p + 1),
        Some(_) => rest.chars().next().map(char::len_utf8),
        None => None,
    };
    end.and_then(|end| rest.get(end..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::clean_text;

    #[test]
    fn a_carriage_return_ends_a_word() {
        assert_eq!(clean_text("50%\rCode: A\r\r\nb\r\n\r"), "50% Code: A\nb\n");
        assert_eq!(clean_text("a\x1b[31m\0b"), "ab");
    }
}
