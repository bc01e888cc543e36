//! Where the value of a field starts and ends, whatever quotes and separators surround it.

use crate::extract::text::shape;
use crate::extract::text::words::{is_glued, is_word, word_end};
use crate::extract::vocabulary::Vocabulary;

/// Most bytes between a name and its value.
const WIDEST: usize = 48;

/// A value's first byte and the quote that encloses it.
#[derive(Clone, Copy, Debug)]
pub struct Value {
    /// Offset of the first byte.
    pub start: usize,
    /// The quote before it.
    pub quote: Option<u8>,
}

/// Decorations of a value that some languages print before it.
const DECORATIONS: [&str; 6] = ["string(", "int(", "Some(", "Optional[", "String(", "&"];

/// The value after a name that ends at `end`; `None` when no separator follows.
pub fn after(text: &str, end: usize) -> Option<Value> {
    let bytes = text.as_bytes();
    let mut at = end;
    let mut separated = false;
    let mut markup = false;
    let mut quote = None;
    loop {
        if at > end + WIDEST {
            return None;
        }
        let byte = *bytes.get(at)?;
        let rest = text.get(at..).unwrap_or_default();
        match byte {
            b' ' | b'\t' if !separated && at == end && is_column(text, end) => {
                at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
                separated = true;
            }
            b' ' | b'\t' | b'*' | b'\\' => at += 1,
            b'"' | b'\'' | b'`' if !separated && text.get(..at)?.ends_with(' ') => {
                return Some(Value {
                    start: at + 1,
                    quote: Some(byte),
                });
            }
            b'"' | b'\'' | b'`' => {
                if separated && quote == Some(byte) && byte != b'`' {
                    return None;
                }
                quote = separated.then_some(byte);
                at += 1;
            }
            b']' | b')' if !separated => at += 1,
            b'=' if rest.starts_with("==") => return None,
            b'(' if rest.starts_with("()") => return None,
            b':' | b'=' | b'|' | b'[' | b'(' => {
                separated = true;
                quote = None;
                at += if rest.starts_with("=3D") { 3 } else { 1 };
            }
            b'>' => {
                let closes = rest.starts_with("></") && !markup;
                if closes {
                    return None;
                }
                separated = true;
                at += 1;
            }
            b'<' if (!separated && rest.starts_with("</")) || markup => {
                markup = true;
                at += rest.find('>')? + 1;
                separated = true;
            }
            b'\n' if text.get(..at)?.ends_with("=>") => at += 1,
            b'{' if rest.starts_with("{{") => at += 2,
            b'a'..=b'z' if !separated && is_attribute(text, end, rest) => at += rest.find('>')?,
            _ if rest.starts_with(['：', '“', '│']) => {
                separated = true;
                at += '：'.len_utf8();
            }
            b'u' | b'b' if matches!(bytes.get(at + 1), Some(b'"' | b'\'')) => at += 1,
            _ if separated => match DECORATIONS.iter().find(|d| rest.starts_with(**d)) {
                Some(&"string(") => at += rest.find(')')? + 1,
                Some(decoration) => at += decoration.len(),
                None => return Some(Value { start: at, quote }),
            },
            _ => return None,
        }
    }
}

/// Whether the name that ends at `end` is the first of two columns: alone, and far from what follows.
fn is_column(text: &str, end: usize) -> bool {
    let name = text.get(..end).unwrap_or_default().trim_start();
    let gap = text.get(end..).unwrap_or_default();
    (gap.starts_with("  ") || gap.starts_with('\t')) && !name.contains([' ', '\t'])
}

/// Whether the first attribute of the element whose name ends at `end` stands at the start of `rest`.
fn is_attribute(text: &str, end: usize, rest: &str) -> bool {
    let name = text.get(..end).unwrap_or_default();
    let is_element = name
        .trim_end_matches(|c: char| c.is_ascii_alphanumeric())
        .ends_with('<');
    is_element
        && rest
            .get(word_end(rest, 0)..)
            .is_some_and(|t| t.starts_with("=\""))
}

/// The code at the start of `text` and its length; a quoted value must be a code as a whole.
pub fn code(text: &str, quote: Option<u8>, vocabulary: &dyn Vocabulary) -> Option<(String, usize)> {
    let end = word_end(text, 0);
    let word = text.get(..end)?;
    if word.is_empty() {
        return None;
    }
    if let Some(quote) = quote {
        let close = text.bytes().position(|b| b == quote)?;
        let all = text.get(..close)?.trim_end_matches('\\');
        if let Some(joined) = across_line_end(all, word) {
            return Some((joined, close));
        }
        let is_code = all.trim() == word
            || (close < 80 && vocabulary.canonical(all).is_some())
            || glued_known(all, vocabulary);
        return is_code.then(|| (all.trim().to_owned(), close));
    }
    if word.ends_with('.') && text.get(end..)?.starts_with([' ', '+']) {
        let far = word_end(text, end + 1);
        // Forms write blanks as `+`.
        let both = text.get(..far)?.trim_end_matches('.').replace('+', " ");
        if vocabulary.canonical(&both).is_some() || glued_known(&both, vocabulary) {
            let len = both.len();
            return Some((both, len));
        }
    }
    if matches!(
        text.as_bytes().get(end),
        Some(b'(' | b'/' | b'@' | b'$' | b'-')
    ) {
        return None;
    }
    let after = text.get(end..)?;
    let goes_on = || after.starts_with(|c: char| !c.is_ascii() && c.is_alphanumeric());
    if is_glued("", after) || (goes_on() && vocabulary.canonical(word).is_none()) {
        return None;
    }
    let ends_in_dot = word.ends_with('.') && vocabulary.canonical(word).is_some();
    let word = if ends_in_dot {
        word
    } else {
        word.trim_end_matches('.')
    };
    Some((word.to_owned(), word.len()))
}

/// A quoted code whose first part `head` a line end cuts off.
fn across_line_end(all: &str, head: &str) -> Option<String> {
    let rest = all.get(head.len()..)?;
    let tail = rest.get(line_break(rest)?..)?;
    (word_end(tail, 0) == tail.len()).then(|| format!("{head}{tail}"))
}

fn glued_known(text: &str, vocabulary: &dyn Vocabulary) -> bool {
    text.strip_suffix("Error")
        .is_some_and(|stem| vocabulary.canonical(stem).is_some())
}

/// The RequestId at the start of `text`, also when a line end cuts it, and the bytes that it takes.
pub fn request_id(text: &str) -> Option<(String, usize)> {
    if let Some(id) = shape::request_id(text) {
        return Some((id.to_owned(), id.len()));
    }
    let head = text
        .bytes()
        .take_while(|b| b.is_ascii_hexdigit() || *b == b'-')
        .count();
    let tail = head + line_break(text.get(head..)?)?;
    let joined = format!(
        "{}{}",
        text.get(..head)?,
        text.get(tail..tail + 36_usize.checked_sub(head)?)?
    );
    (shape::uuid(joined.as_bytes()) > 0).then(|| (joined, tail + 36 - head))
}

/// Whether nothing, a word for nothing or a mask stands where the RequestId belongs.
pub fn is_withheld(text: &str) -> bool {
    const NOTHING: [&str; 4] = ["None", "null", "nil", "undefined"];
    let word = text.get(..word_end(text, 0)).unwrap_or_default();
    let mask = word.len() >= 4 && word.bytes().all(|b| matches!(b, b'x' | b'X'));
    let placeholder = text.starts_with(['$', '%', '{']);
    (word.is_empty() && !placeholder) || mask || NOTHING.contains(&word)
}

/// Length of the line end at the start of `text`, with what mail programs and boxes put around it.
pub fn line_break(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('=').unwrap_or(text);
    let rest = rest.strip_prefix(['\n', '\r'])?;
    let rest = rest.trim_start_matches([' ', '\t', '│', '|', '>']);
    Some(text.len() - rest.len())
}

/// What ends a message that no quote encloses: what clients print after it.
const ENDS: [&str; 12] = [
    " RequestID:",
    " RequestId",
    " requestId",
    " request id:",
    ", requestid",
    " requestid:",
    ", request id",
    ", URL:",
    " + [ RequestId",
    " HostId:",
    " Recommend:",
    " RespHeaders:",
];

/// Where an unquoted message ends.
fn message_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let may_end = |at: &usize| matches!(bytes.get(at + 1), Some(b'R' | b'r' | b'H' | b'+' | b' '));
    let ends = |at: &usize| {
        let rest = text.get(*at..).unwrap_or_default();
        ENDS.iter().any(|end| rest.starts_with(end))
    };
    memchr::memchr2_iter(b' ', b',', bytes)
        .filter(may_end)
        .find(ends)
        .unwrap_or(text.len())
}

/// The message at the start of `text`: up to its quote, or up to what clients print after it.
pub fn message(text: &str, quote: Option<u8>) -> &str {
    let end = match quote {
        Some(quote) => memchr::memchr(quote, text.as_bytes()),
        None => memchr::memchr3(b'\n', b'\r', b'<', text.as_bytes()),
    };
    let text = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    text.get(..message_end(text)).unwrap_or_default()
}

/// A message without the status that the Tea clients put before it.
pub fn without_status(message: &str) -> &str {
    let message = message.trim();
    let body = message
        .strip_prefix("code: ")
        .and_then(|m| m.get(3..)?.strip_prefix(", "));
    body.unwrap_or(message).trim_end_matches([',', ' '])
}

/// A whole text as a message, without what clients print around it.
pub fn plain_message(text: &str) -> &str {
    without_status(text.get(..message_end(text)).unwrap_or_default())
}

/// A value without blanks.
pub fn token(text: &str, quote: Option<u8>) -> &str {
    let end = text
        .bytes()
        .position(|b| {
            Some(b) == quote
                || b.is_ascii_whitespace()
                || matches!(b, b',' | b'<' | b'"' | b'\'' | b'}' | b'&')
        })
        .unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The status after `HTTP`: `/1.1 403`, ` 403`, ` Status: 403`.
pub fn http_status(rest: &str) -> Option<(u16, usize)> {
    let number = match rest.strip_prefix('/') {
        Some(version) => version.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'),
        None => rest,
    };
    let number = number.strip_prefix(' ')?;
    let status = shape::status(number, shape::ANSWERED)?;
    let followed = number.as_bytes().get(3).is_none_or(|b| !is_word(*b));
    followed.then(|| (status, rest.len() - number.len() + 3))
}
