//! Removes every layer of escapes around an error inside another text: JSON strings, `\n`, `\u0026`, `&lt;`, `%7B`,
//! `#012`.
//!
//! A text inside another text is marked with [`OPEN`] and [`CLOSE`], and line ends in it become [`SOFT`].

use std::borrow::Cow;

use super::decode::clean_text;

/// A line end inside a line.
pub const SOFT: char = '\u{0b}';
/// A text begins inside a string.
pub const OPEN: char = '\u{0e}';
/// Such a text ends.
pub const CLOSE: char = '\u{0f}';

/// The number of layers that are removed.
const DEEPEST: usize = 5;
/// The shortest string that can contain another text, in bytes.
const SHORTEST: usize = 40;

/// The escapes of HTML, and those of rsyslog.
const ESCAPES: [(&str, &str); 14] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&apos;", "'"),
    ("&nbsp;", " "),
    ("&#10;", "\u{b}"),
    ("&#xA;", "\u{b}"),
    ("&amp;", "&"),
    ("#012", "\u{b}"),
    ("#011", "\t"),
    ("#015", ""),
];

/// The line without its escapes.
pub fn flatten(line: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(line);
    for _ in 0..DEEPEST {
        let mut changed = false;
        for layer in [doubled_quotes, mark_strings, percent_encoded, quoted_printable, unescape, sequences] {
            if let Some(plain) = layer(&text) {
                text = Cow::Owned(plain);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    if text.contains('\r') { Cow::Owned(text.replace('\r', "\u{b}")) } else { text }
}

/// The doubled quotes of an object in a cell of CSV.
fn doubled_quotes(text: &str) -> Option<String> {
    const OBJECT: &str = "{\"\"";
    let is_name = |(at, _)| text.get(at + OBJECT.len()..).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    text.match_indices(OBJECT).any(is_name).then(|| text.replace("\"\"", "\""))
}

/// Puts marks around the strings that contain a text.
fn mark_strings(text: &str) -> Option<String> {
    replace(text, [b'"'; 3], |before, rest| {
        before.ends_with([':', '=', '[', ',', '(', ' ', '{']).then_some(())?;
        let inner = rest.get(1..)?;
        let inner = inner.get(..string_len(inner.as_bytes()).filter(|len| *len >= SHORTEST)?)?;
        inner.contains(' ').then(|| (format!("\"{OPEN}{inner}{CLOSE}\"").into(), inner.len() + 2))
    })
}

/// The length of a string's content, if a quote ends it.
fn string_len(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr3(b'"', b'\\', 0x0e, bytes.get(at..)?)?;
        match bytes.get(at) {
            Some(b'\\') => at += 2,
            Some(b'"') => {
                let after = bytes.get(at + 1);
                let ends = matches!(after, None | Some(b',' | b'}' | b']' | b')' | 0x0f))
                    || after.is_some_and(u8::is_ascii_whitespace);
                return ends.then_some(at);
            }
            _ => return None,
        }
    }
}

/// Words in which quotes, brackets or line ends are percent-encoded, unlike the usual escapes of a link.
fn percent_encoded(text: &str) -> Option<String> {
    const MARKS: [&str; 5] = ["%22", "%27", "%3c", "%7b", "%0a"];
    let is_marked = |word: &str| {
        let word = word.to_ascii_lowercase().replace("%25", "%");
        MARKS.iter().any(|mark| word.contains(mark))
    };
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>');
    let plain =
        |word| if is_marked(word) { percent(&word.replace('+', " ")).replace('\n', "\u{b}") } else { word.to_owned() };
    (text.contains('%') && is_marked(text)).then(|| text.split_inclusive(is_edge).map(plain).collect())
}

/// Percent-decoding; broken sequences stay as they are.
pub fn percent(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut plain = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        let hex = text.get(at + 1..at + 3).filter(|_| byte == b'%');
        let decoded = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        plain.push(decoded.unwrap_or(byte));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    Cow::Owned(String::from_utf8_lossy(&plain).into_owned())
}

/// The `=3D` of mails, unless a `RequestId` begins with these digits.
fn quoted_printable(text: &str) -> Option<String> {
    let is_id = |rest: &str| rest.as_bytes().get(9) == Some(&b'-');
    replace(text, [b'='; 3], |_, rest| (rest.starts_with("=3D") && !is_id(rest)).then(|| ("=".into(), 3)))
}

/// A layer of [`ESCAPES`] and of those with any number of backslashes.
fn unescape(text: &str) -> Option<String> {
    replace(text, [b'\\', b'&', b'#'], |_, rest| {
        if let Some((escape, plain)) = ESCAPES.iter().find(|(escape, _)| rest.starts_with(escape)) {
            return Some(((*plain).into(), escape.len()));
        }
        let escape = rest.trim_start_matches('\\');
        let (plain, len) = match escape.as_bytes().first()? {
            _ if escape.len() == rest.len() => return None,
            b'n' => ("\u{b}".into(), 1),
            b'r' => ("".into(), 1),
            b't' => ("\t".into(), 1),
            // Markdown has the last four.
            plain @ (b'"' | b'\'' | b'/' | b'_' | b'.' | b'(' | b')') => (char::from(*plain).to_string().into(), 1),
            b'u' => (character(escape.get(1..5)?)?, 5),
            b'x' => (character(escape.get(1..3)?)?, 3),
            _ => return None,
        };
        Some((plain, rest.len() - escape.len() + len))
    })
}

fn character(hex: &str) -> Option<Cow<'static, str>> {
    Some(match char::from_u32(u32::from_str_radix(hex, 16).ok()?)? {
        '\n' => "\u{b}".into(),
        '\r' => "".into(),
        c => c.to_string().into(),
    })
}

/// The sequences that control a terminal.
fn sequences(text: &str) -> Option<String> {
    match clean_text(text) {
        Cow::Owned(plain) => Some(plain),
        Cow::Borrowed(_) => None,
    }
}

/// The text with what `with` returns for what is before and after the places where one of `bytes` is, or `None` if it
/// replaces nothing.
fn replace(
    text: &str,
    [one, two, three]: [u8; 3],
    with: impl Fn(&str, &str) -> Option<(Cow<'static, str>, usize)>,
) -> Option<String> {
    let mut plain = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(step) = memchr::memchr3(one, two, three, text.as_bytes().get(at..)?) {
        at += step;
        let (before, rest) = text.split_at_checked(at)?;
        if let Some((replacement, len)) = with(before, rest) {
            plain.push_str(text.get(copied..at)?);
            plain.push_str(&replacement);
            at += len;
            copied = at;
        } else {
            at += rest.bytes().take_while(|byte| rest.as_bytes().first() == Some(byte)).count();
        }
    }
    if copied == 0 {
        return None;
    }
    plain.push_str(text.get(copied..)?);
    Some(plain)
}
