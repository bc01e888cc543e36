//! Where the value of a field starts and ends, with any quotes and separators around it.

use super::names;
use super::pattern::matches;
use super::shape::{is_word, word_end};

/// The most bytes between a name and its value.
const WIDEST: usize = 60;
/// The longest message, in bytes. Hosts and links are shorter.
const LONGEST: usize = 4096;

/// The first byte of a value and the quote around it.
#[derive(Clone, Copy, Debug)]
pub struct Value {
    /// Offset of the first byte.
    pub start: usize,
    /// The quote before it.
    pub quote: Option<u8>,
    /// The name is the value of a field `name` next to a field `value`, in an object of their own.
    pub pair: bool,
}

/// What some languages print before a value.
const DECORATIONS: [&str; 7] = ["string(", "int(", "Some(", "Optional[", "String(", "&", "[Object: null prototype]"];

/// The words that may be between a name and its value.
const VERBS: [&str; 4] = [" is ", "是", "为", "為"];

/// From the name of a field to its value, if both are fields of an object: `"name": "x-acs-request-id", "value": "...`
const PAIRS: [&str; 4] = [
    "\"%z,%z\"value\"%z:%z%?\"",
    "\"%z,%z\"Value\"%z:%z%?\"",
    "\"%z,%z\"type\"%z:%z\"%w\"%z,%z\"value\"%z:%z%?\"",
    "\"%z,%z\"value\"%z:%z{%z\"%w\"%z:%z%?\"",
];

/// The value after a name that ends at `end` in a line that starts at `line`, or `None` if no separator follows.
pub fn after(text: &str, line: usize, end: usize) -> Option<Value> {
    let rest = text.get(end..)?;
    if rest.starts_with('"')
        && let Some(len) = PAIRS.iter().rev().find_map(|pair| matches(pair, rest))
    {
        let quote = text.as_bytes().get(end + len - 1).copied();
        return Some(Value { start: end + len, quote: quote.filter(|b| *b == b'"'), pair: true });
    }
    if let Some(verb) = VERBS.iter().find(|verb| rest.starts_with(**verb)) {
        let start = end + verb.len();
        let blanks = text.get(start..)?.bytes().take_while(|b| matches!(b, b' ' | b':' | b'"' | b'`')).count();
        return Some(Value { start: start + blanks, quote: None, pair: false });
    }
    separated(text, line, end)
}

fn separated(text: &str, line: usize, end: usize) -> Option<Value> {
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
        let found = Value { start: at, quote, pair: false };
        match byte {
            b' ' | b'\t' if !separated && at == end && is_column(text.get(line..end)?, rest) => {
                at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
                separated = true;
            }
            b' ' | b'\t' | b'*' | b'\\' | 0x0e => at += 1,
            b'"' | b'\'' | b'`' if !separated && text.get(..at)?.ends_with(' ') => {
                return Some(Value { start: at + 1, quote: Some(byte), pair: false });
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
            b':' if rest.starts_with("://") => return None,
            b':' | b'=' | b'|' | b'[' | b'(' => {
                separated = true;
                quote = None;
                at += 1;
            }
            b'-' if !separated && rest.starts_with("->") => at += 1,
            b'>' => {
                if rest.starts_with("></") && !markup {
                    return None;
                }
                separated = true;
                at += 1;
            }
            b'<' if (!separated && rest.starts_with("</")) || markup => {
                markup = true;
                at += rest.find('>').filter(|len| *len < WIDEST)? + 1;
                separated = true;
            }
            b'\n' if text.get(..at)?.ends_with("=>") => at += 1,
            b'\n' if markup || (separated && next_is_quoted(rest)) => at += 1,
            b'{' if rest.starts_with("{{") => at += 2,
            b'a'..=b'z' if !separated && is_attribute(text, end, rest) => {
                at += rest.find('>').filter(|len| *len < WIDEST)?;
            }
            _ if rest.starts_with(['：', '“', '│', '＝', '（']) => {
                separated = true;
                at += '：'.len_utf8();
            }
            b'u' | b'b' if matches!(bytes.get(at + 1), Some(b'"' | b'\'')) => at += 1,
            b'N' if separated && rest.starts_with("None,") => at += "None,".len(),
            _ if separated => match DECORATIONS.iter().find(|d| rest.starts_with(**d)) {
                Some(&"string(") => at += rest.find(')').filter(|len| *len < WIDEST)? + 1,
                Some(decoration) => at += decoration.len(),
                None => return Some(found),
            },
            _ => return None,
        }
    }
}

/// Whether the next line begins with a quote.
fn next_is_quoted(rest: &str) -> bool {
    rest.trim_start().starts_with(['"', '\''])
}

/// Whether the name is the first of two columns: nothing is before it, and a wide gap follows.
fn is_column(lead: &str, gap: &str) -> bool {
    let name = lead.trim_start_matches([' ', '\t', '|', '│']);
    (gap.starts_with("  ") || gap.starts_with('\t')) && !name.trim_end().contains([' ', '\t'])
}

/// Whether the first attribute of the element whose name ends at `end` is at the start of `rest`.
fn is_attribute(text: &str, end: usize, rest: &str) -> bool {
    let name = text.get(end.saturating_sub(40)..end).unwrap_or_default();
    let is_element = name.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).ends_with('<');
    is_element && rest.get(word_end(rest, 0).0..).is_some_and(|t| t.starts_with("=\""))
}

/// What ends a message without quotes: what clients print after it.
const ENDS: [&str; 14] = [
    " RequestID:",
    " RequestId",
    " requestId",
    " request id:",
    ", requestid",
    " requestid:",
    ", request id",
    " [request id",
    " (request id",
    ", URL:",
    " + [ RequestId",
    " HostId:",
    " Recommend:",
    " RespHeaders:",
];

/// The message at the start of `text`: up to its quote, or up to what clients print after it.
pub fn message(text: &str, quote: Option<u8>) -> &str {
    let end = (LONGEST..text.len().min(LONGEST + 4)).find(|end| text.is_char_boundary(*end));
    let text = text.get(..end.unwrap_or(text.len())).unwrap_or(text);
    let end = if let Some(quote) = quote {
        closing_quote(text, quote)
    } else {
        let ends = [b'\n', b'<', 0x0f];
        memchr::memchr3(ends[0], ends[1], ends[2], text.as_bytes())
    };
    let text = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    if quote.is_some() {
        return without_status(text.get(..tea_end(text)).unwrap_or(text));
    }
    let bytes = text.as_bytes();
    let ends = |at: &usize| {
        let rest = text.get(*at..).unwrap_or_default();
        ENDS.iter().any(|end| rest.starts_with(end))
    };
    let end = memchr::memchr2_iter(b' ', b',', bytes).find(ends);
    let text = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let is_name = |rest: &str| rest.strip_prefix('，').is_some_and(|name| names::wide(name).is_some());
    let field = text.match_indices('，').find(|(at, _)| text.get(*at..).is_some_and(is_name));
    let text = text.get(..field.map_or(text.len(), |(at, _)| at)).unwrap_or_default();
    // The brace closes the object around the field.
    let text = if text.contains('{') { text } else { text.trim_end_matches('}') };
    without_status(text)
}

/// Where the `RequestId` is that the Tea clients print after the message.
fn tea_end(text: &str) -> usize {
    if !text.starts_with("code: ") {
        return text.len();
    }
    let ends = [" request id:", ", request id", " requestid:", ", requestid"];
    ends.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len())
}

/// The quote that ends a value whose inner quotes have lost their backslashes: it is followed by something that may
/// follow a value.
fn closing_quote(text: &str, quote: u8) -> Option<usize> {
    let mut quotes = memchr::memchr_iter(quote, text.as_bytes());
    quotes.find(|at| {
        let after = text.get(at + 1..).unwrap_or_default();
        let rest = after.trim_start_matches([' ', '\t']);
        match rest.as_bytes().first() {
            None | Some(b'}' | b']' | b')' | b';' | b'\n' | 0x0f) => true,
            Some(b',') => {
                let next = rest.get(1..).unwrap_or_default().trim_start();
                next.is_empty() || next.starts_with(['"', '\'', '}', ']', '{']) || names_a_field(next)
            }
            Some(b) => after.len() > rest.len() && is_word(*b) && names_a_field(rest),
        }
    })
}

/// Whether a name and a separator follow: `level=`, `Code:`.
fn names_a_field(text: &str) -> bool {
    let end = word_end(text, 0).0;
    end > 0 && text.get(end..).is_some_and(|rest| rest.starts_with(['=', ':']))
}

/// A message without the status that the Tea clients print before it.
fn without_status(message: &str) -> &str {
    let message = message.trim();
    let body = message.strip_prefix("code: ").and_then(|m| m.get(3..)?.strip_prefix(", "));
    body.unwrap_or(message).trim_end_matches([',', ' '])
}

/// A value without spaces.
pub fn token(text: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '"' | '\'' | '}' | '&' | '\u{f}');
    let end = text.find(ends).unwrap_or(text.len()).min(LONGEST);
    text.get(..end).unwrap_or_default()
}

/// Whether the place of the `RequestId` has nothing, a word for nothing, or a mask.
pub fn is_withheld(text: &str) -> bool {
    const NOTHING: [&str; 6] = ["None", "null", "nil", "undefined", "Status", "Message"];
    let text = text.trim_start_matches([' ', '"', '\'']);
    let word = text.get(..word_end(text, 0).0).unwrap_or_default();
    let mask = word.len() >= 3 && word.bytes().all(|b| matches!(b, b'x' | b'X'));
    let empty = word.is_empty() && !text.starts_with(['$', '%', '{', '<', '[', '-']);
    empty || mask || text.starts_with('*') || NOTHING.contains(&word)
}
