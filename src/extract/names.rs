//! The names under which clients print the fields of an error, and where the value after a name is.

use super::pattern::matches;
use super::shape::word_end;
use super::tables::{NOTHING, rows};

/// A field of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The error code, or in some clients the HTTP status.
    Code,
    /// The HTTP status.
    Status,
    /// The `RequestId`.
    Id,
    /// The service's message.
    Message,
    /// The endpoint.
    Host,
    /// The documentation link.
    Recommend,
}

/// Names in lower case without `_`, `-`, spaces and dots, as [`Key`]s. The longest matching ending wins.
pub static ENDINGS: [(&str, Key); 21] = [
    ("statuscode", Key::Status),
    ("httpstatus", Key::Status),
    ("httpcode", Key::Status),
    ("responsecode", Key::Status),
    ("errorstatus", Key::Status),
    ("errstatus", Key::Status),
    ("responsestatus", Key::Status),
    ("apicode", Key::Code),
    ("failurecode", Key::Code),
    ("errorcode", Key::Code),
    ("errcode", Key::Code),
    ("aliyuncode", Key::Code),
    ("nascode", Key::Code),
    ("nasstatus", Key::Status),
    ("fehlercode", Key::Code),
    ("requestid", Key::Id),
    ("errormessage", Key::Message),
    ("errormsg", Key::Message),
    ("errmessage", Key::Message),
    ("errmsg", Key::Message),
    ("hostid", Key::Host),
];

/// Names that count only as a whole or after a dot (`err.code`).
pub static WHOLE: [(&str, Key); 8] = [
    ("code", Key::Code),
    ("status", Key::Status),
    ("http", Key::Status),
    ("rid", Key::Id),
    ("reqid", Key::Id),
    ("message", Key::Message),
    ("msg", Key::Message),
    ("recommend", Key::Recommend),
];

/// Field names that are not written in Latin letters.
pub static WIDE: [(&str, Key); 30] = [
    ("错误码", Key::Code),
    ("错误代码", Key::Code),
    ("错误编码", Key::Code),
    ("错误编号", Key::Code),
    ("返回码", Key::Code),
    ("异常码", Key::Code),
    ("錯誤碼", Key::Code),
    ("錯誤代碼", Key::Code),
    ("エラーコード", Key::Code),
    ("エラー コード", Key::Code),
    ("오류 코드", Key::Code),
    ("에러 코드", Key::Code),
    ("请求 ID", Key::Id),
    ("请求ID", Key::Id),
    ("请求 Id", Key::Id),
    ("请求Id", Key::Id),
    ("请求编号", Key::Id),
    ("請求 ID", Key::Id),
    ("請求ID", Key::Id),
    ("リクエスト ID", Key::Id),
    ("リクエストID", Key::Id),
    ("요청 ID", Key::Id),
    ("状态码", Key::Status),
    ("狀態碼", Key::Status),
    ("ステータスコード", Key::Status),
    ("ステータス", Key::Status),
    ("상태 코드", Key::Status),
    ("报错", Key::Code),
    ("错误信息", Key::Message),
    ("错误", Key::Code),
];

/// The field named at the start of `text` in a script other than Latin, and the length of the name.
pub fn wide(text: &str) -> Option<(Key, usize)> {
    if text.as_bytes().first()?.is_ascii() {
        return None;
    }
    let (name, key) = rows(&WIDE).find(|(name, _)| text.starts_with(name))?;
    let is_word = matches!(*name, "错误" | "报错") && text.get(name.len()..)?.starts_with('（');
    (!is_word).then_some((*key, name.len()))
}

/// The first words of names of two words (`request id`, `Status Code`).
pub static FIRST_WORDS: [&str; 7] = ["request", "req", "error", "err", "status", "host", "x"];

/// The most words of a name, as in `x-acs-request-id`.
const MOST_WORDS: usize = 4;

/// The field that a name means.
pub fn key(name: &str) -> Option<Key> {
    if !ends_like_a_key(name) {
        return None;
    }
    let is_letter = |b: &u8| !matches!(b, b'_' | b'-' | b' ' | b'.');
    // None of the names is longer.
    let mut letters = [0; 16];
    for (letter, b) in letters.iter_mut().rev().zip(name.bytes().rev().filter(is_letter)) {
        *letter = b.to_ascii_lowercase();
    }
    let ending = rows(&ENDINGS).find(|(ending, _)| letters.ends_with(ending.as_bytes()));
    let last = name.bytes().rev().take_while(|b| *b != b'.').filter(is_letter).count();
    let whole = || rows(&WHOLE).find(|(whole, _)| whole.len() == last && letters.ends_with(whole.as_bytes()));
    ending.or_else(whole).map(|(_, key)| *key)
}

/// The field named at the start of `text` and the length of the name, which may have several words.
pub fn leading(text: &str) -> Option<(Key, usize)> {
    let mut end = word_end(text, 0);
    let word = text.get(..end)?.trim_end_matches('.');
    let mut longest = key(word).map(|key| (key, word.len()));
    let goes_on = word.len() == end && rows(&FIRST_WORDS).any(|first| word.eq_ignore_ascii_case(first));
    for _ in 1..if goes_on { MOST_WORDS } else { 1 } {
        if !matches!(text.as_bytes().get(end), Some(b' ' | b'-')) {
            break;
        }
        let start = end + 1;
        end = word_end(text, start);
        // In `error Some.Code RequestId: ...` the name is the last word.
        if text.get(start..end)?.contains('.') {
            break;
        }
        let name = text.get(..end)?;
        longest = key(name).map(|key| (key, name.len())).or(longest);
    }
    longest
}

/// A cheap test, because most words are no names: `code`, `id`, `status`, `message`, `msg`, `http`, `recommend`.
fn ends_like_a_key(name: &str) -> bool {
    let end = name.as_bytes().last_chunk().map(|end: &[u8; 2]| end.map(|b| b.to_ascii_lowercase()));
    end.is_some_and(|end| [b"de", b"ge", b"id", b"us", b"sg", b"tp", b"nd"].contains(&&end))
}

/// The most bytes between a name and its value.
const WIDEST: usize = 60;
/// The longest host or link, in bytes.
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
const DECORATIONS: [&str; 8] =
    ["string(%D) ", "int(", "Some(", "Str(", "u%>\"", "u%>'", "(string) (len=%D) ", "(int) "];

/// The words that may be between a name and its value.
const VERBS: [&str; 4] = [" is ", "是", "为", "為"];

/// What is between a quoted name and its value, and whether both are fields of an object of their own.
const GAPS: [(&str, bool); 7] = [
    // `"name": "x-acs-request-id", "value": "...`
    ("\"%z,%z\"value\"%z:%z{%z\"%w\"%z:%z%?\"", true),
    ("\"%z,%z\"type\"%z:%z\"%w\"%z,%z\"value\"%z:%z%?\"", true),
    ("\"%z,%z\"value\"%z:%z%?\"", true),
    // DynamoDB, Firestore and Avro write the type.
    ("\"%z:%z{%z\"%T\"%z:%z%?\"", false),
    // PHP's `serialize`.
    ("\";s:%D:\"", false),
    ("\";i:", false),
    // A hash of Redis.
    ("\"%z%D) \"", false),
];

/// The value after a name that ends at `end` in a line that starts at `line`, or `None` if no separator follows.
pub fn value_after(text: &str, line: usize, end: usize) -> Option<Value> {
    let rest = text.get(end..)?;
    if rest.starts_with('"')
        && let Some((len, pair)) = GAPS.iter().find_map(|(gap, pair)| Some((matches(gap, rest)?, *pair)))
    {
        let quote = text.as_bytes().get(end + len - 1).copied();
        return Some(Value { start: end + len, quote: quote.filter(|b| *b == b'"'), pair });
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
        let is_wide = |c: &char| matches!(c, '：' | '“' | '│' | '＝' | '（') || (!c.is_ascii() && c.is_whitespace());
        let wide = rest.chars().next().filter(is_wide);
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
            b'*' if rest.starts_with("**\n") => {
                separated = true;
                markup = true;
                3
            }
            b' ' | b'\t' | b'*' | b'\\' | 0x0e => 1,
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
                rest.find('>').filter(|len| *len < WIDEST)? + 1
            }
            b'\n' if separated && (markup || text.get(..at)?.ends_with("=>") || next_is_quoted(rest)) => 1,
            _ => match wide {
                Some(c) => {
                    separated |= !c.is_whitespace();
                    c.len_utf8()
                }
                None => return separated.then_some(Value { start: at, quote, pair: false }),
            },
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
