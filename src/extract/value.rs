//! Where the value of a field starts and ends, with any quotes and separators around it.

use super::names::{self, Key};
use super::pattern::matches;
use super::shape::{self, is_word, word_end};
use super::tables::{NOTHING, rows};

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
const DECORATIONS: [&str; 7] = ["string(%D) ", "int(", "Some(", "u%>\"", "u%>'", "(string) (len=%D) ", "(int) "];

/// The words that may be between a name and its value.
const VERBS: [&str; 4] = [" is ", "是", "为", "為"];

/// From the name of a field to its value, if both are fields of an object: `"name": "x-acs-request-id", "value": "...`
const PAIRS: [&str; 3] = [
    "\"%z,%z\"value\"%z:%z{%z\"%w\"%z:%z%?\"",
    "\"%z,%z\"type\"%z:%z\"%w\"%z,%z\"value\"%z:%z%?\"",
    "\"%z,%z\"value\"%z:%z%?\"",
];

/// The value after a name that ends at `end` in a line that starts at `line`, or `None` if no separator follows.
pub fn after(text: &str, line: usize, end: usize) -> Option<Value> {
    let rest = text.get(end..)?;
    if rest.starts_with('"')
        && let Some(len) = PAIRS.iter().find_map(|pair| matches(pair, rest))
    {
        let quote = text.as_bytes().get(end + len - 1).copied();
        return Some(Value { start: end + len, quote: quote.filter(|b| *b == b'"'), pair: true });
    }
    if let Some(verb) = VERBS.iter().find(|verb| rest.starts_with(**verb)) {
        let value = rest.get(verb.len()..)?.trim_start_matches([' ', ':', '"', '`']);
        return Some(Value { start: text.len() - value.len(), quote: None, pair: false });
    }
    separated(text, line, end)
}

/// The value after a separator: `:`, `=`, the edge of a cell, the end of a tag.
fn separated(text: &str, line: usize, end: usize) -> Option<Value> {
    let bytes = text.as_bytes();
    let mut at = end;
    let mut separated = false;
    let mut markup = false;
    let mut quote = None;
    while at <= end + WIDEST {
        let byte = *bytes.get(at)?;
        let rest = text.get(at..)?;
        let past_tag = || rest.find('>').filter(|len| *len < WIDEST);
        let wide = rest.chars().next().filter(|c| matches!(c, '：' | '“' | '│' | '＝' | '（'));
        let decoration = || DECORATIONS.iter().find_map(|decoration| matches(decoration, rest));
        if separated && let Some(len) = decoration() {
            at += len;
            continue;
        }
        at += match byte {
            b' ' | b'\t' if at == end && is_column(text.get(line..end)?, rest) => {
                separated = true;
                rest.len() - rest.trim_start_matches([' ', '\t']).len()
            }
            b' ' | b'\t' | b'*' | b'\\' | 0x0e => 1,
            b'"' | b'\'' | b'`' if !separated && text.get(..at)?.ends_with(' ') => {
                return Some(Value { start: at + 1, quote: Some(byte), pair: false });
            }
            b'"' | b'\'' | b'`' => {
                // Two quotes are an empty value; two backticks quote one.
                if separated && quote == Some(byte) && byte != b'`' {
                    return None;
                }
                quote = separated.then_some(byte);
                1
            }
            b']' | b')' if !separated => 1,
            b':' | b'=' | b'|' | b'[' | b'(' => {
                if ["==", "()", "://"].iter().any(|other| rest.starts_with(other)) {
                    return None;
                }
                separated = true;
                quote = None;
                1
            }
            b'>' => {
                separated = true;
                1
            }
            b'<' if (!separated && rest.starts_with("</")) || markup => {
                markup = true;
                separated = true;
                past_tag()? + 1
            }
            b'\n' if separated && (markup || text.get(..at)?.ends_with("=>") || next_is_quoted(rest)) => 1,
            b'a'..=b'z' if !separated && is_attribute(text, end, rest) => past_tag()?,
            _ if wide.is_some() => {
                separated = true;
                wide.map_or(0, char::len_utf8)
            }
            _ if separated => return Some(Value { start: at, quote, pair: false }),
            _ => return None,
        };
    }
    None
}

/// Whether the next line begins with a quote.
fn next_is_quoted(rest: &str) -> bool {
    rest.trim_start().starts_with(['"', '\''])
}

/// Whether the name is the first of two columns: nothing is before it, and a wide gap follows.
fn is_column(lead: &str, gap: &str) -> bool {
    (gap.starts_with("  ") || gap.starts_with('\t')) && !lead.trim_matches([' ', '\t', '|', '│']).contains([' ', '\t'])
}

/// Whether the first attribute of the element whose name ends at `end` is at the start of `rest`.
fn is_attribute(text: &str, end: usize, rest: &str) -> bool {
    let name = text.get(end.saturating_sub(40)..end).unwrap_or_default();
    let is_element = name.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).ends_with('<');
    is_element && rest.get(word_end(rest, 0)..).is_some_and(|t| t.starts_with("=\""))
}

/// The message at the start of `text`: up to its quote, or up to what clients print after it.
pub fn message(text: &str, quote: Option<u8>) -> &str {
    let end = (LONGEST..text.len().min(LONGEST + 4)).find(|end| text.is_char_boundary(*end));
    let text = text.get(..end.unwrap_or(text.len())).unwrap_or(text);
    let end = match quote {
        Some(quote) => closing_quote(text, quote),
        None => memchr::memchr3(b'\n', b'<', 0x0f, text.as_bytes()),
    };
    let mut text = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    if quote.is_none() || text.starts_with("code: ") {
        text = text.get(..next_field(text)).unwrap_or_default();
        // The brace closes the object around the field.
        text = if text.contains('{') { text } else { text.trim_end_matches('}') };
    }
    let text = text.trim().trim_end_matches([',', '，', '+', '[', '(', ' ']);
    // The Tea clients print the status before the message.
    text.strip_prefix("code: ").and_then(|text| text.get(3..)?.strip_prefix(", ")).unwrap_or(text)
}

/// Where the fields begin that clients print after a message.
fn next_field(text: &str) -> usize {
    // The first byte of a wide comma.
    const WIDE: u8 = 0xef;
    let names_a_field = |at: &usize| {
        let rest = text.get(*at..).unwrap_or_default().trim_start_matches('，');
        let rest = rest.strip_prefix([' ', ',']).unwrap_or(rest);
        let rest = rest.strip_prefix(['[', '(']).unwrap_or(rest);
        let named = |(key, len): (Key, usize)| {
            let value = rest.get(len..).unwrap_or_default().trim_start();
            let last = rest.get(..len).and_then(|name| name.rsplit(' ').next());
            // In `internal error RequestId: ...` the message has the first word.
            let is_shortest = last.is_some_and(|last| last.len() == len || names::key(last).is_none());
            let is_field = value.starts_with([':', '=']) || shape::request_id(value) > 0;
            matches!(key, Key::Id | Key::Host) && is_shortest && is_field
        };
        rest.starts_with("URL: http")
            || rest.starts_with("RespHeaders:")
            || names::wide(rest).is_some()
            || names::leading(rest).is_some_and(named)
    };
    memchr::memchr3_iter(b' ', b',', WIDE, text.as_bytes()).find(names_a_field).unwrap_or(text.len())
}

/// The quote that ends a value whose inner quotes have lost their backslashes: it is followed by something that may
/// follow a value.
fn closing_quote(text: &str, quote: u8) -> Option<usize> {
    // A name and a separator follow: `level=`, `Code:`.
    let names_a_field = |text: &str| {
        let end = word_end(text, 0);
        end > 0 && text.get(end..).is_some_and(|rest| rest.starts_with(['=', ':']))
    };
    memchr::memchr_iter(quote, text.as_bytes()).find(|at| {
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

/// A value without spaces.
pub fn token(text: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '"' | '\'' | '}' | '&' | '\u{f}');
    let end = text.find(ends).unwrap_or(text.len()).min(LONGEST);
    text.get(..end).unwrap_or_default()
}

/// Whether the place of the `RequestId` has nothing, a word for nothing, or a mask.
pub fn is_withheld(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '"', '\'']);
    let word = text.get(..word_end(text, 0)).unwrap_or_default();
    let masked = word.bytes().all(|b| matches!(b, b'x' | b'X')) && !text.starts_with(['$', '%', '{', '<', '[', '-']);
    masked || rows(&NOTHING).any(|nothing| word.eq_ignore_ascii_case(nothing))
}
