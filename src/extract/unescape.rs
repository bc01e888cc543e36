//! Removes every layer of escapes around an error inside another text: JSON strings, `\n`, `\u0026`, `&lt;`, `%7B`,
//! `#012`.
//!
//! A text inside another text is marked with [`OPEN`] and [`CLOSE`], and line ends in it become [`SOFT`].

use std::borrow::Cow;

use super::clean::clean_text;

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

/// The line without its escapes.
pub fn flatten(line: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(line);
    for _ in 0..DEEPEST {
        let before = text.len();
        let mut changed = false;
        for layer in [doubled_quotes, mark_strings, entities, percent_encoded, backslashes] {
            if let Some(plain) = layer(&text) {
                text = Cow::Owned(plain);
                changed = true;
            }
        }
        if let Cow::Owned(plain) = clean_text(&text) {
            text = Cow::Owned(plain);
            changed = true;
        }
        if !changed || (text.len() == before && text == line) {
            break;
        }
    }
    if text.contains("=3D") {
        text = Cow::Owned(quoted_printable(&text));
    }
    if text.contains('\r') {
        text = Cow::Owned(text.replace('\r', "\u{0b}"));
    }
    text
}

/// Puts marks around the strings that contain a text.
fn mark_strings(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut plain = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(step) = memchr::memchr(b'"', bytes.get(at..)?) {
        let start = at + step + 1;
        at = start;
        let lead = start.checked_sub(2).and_then(|at| bytes.get(at));
        if !matches!(lead, Some(b':' | b'=' | b'[' | b',' | b'(' | b' ' | b'{')) {
            continue;
        }
        let Some(len) = string_len(bytes.get(start..)?) else {
            continue;
        };
        let inner = text.get(start..start + len)?;
        let holds_text = inner.contains(' ') && !inner.starts_with("http");
        if len >= SHORTEST && holds_text {
            plain.push_str(text.get(copied..start)?);
            plain.push(OPEN);
            plain.push_str(inner);
            plain.push(CLOSE);
            copied = start + len;
            at = start + len + 1;
        }
    }
    if copied == 0 {
        return None;
    }
    plain.push_str(text.get(copied..)?);
    Some(plain)
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

/// The doubled quotes of an object in a cell of CSV.
fn doubled_quotes(text: &str) -> Option<String> {
    const OBJECT: &str = "{\"\"";
    let is_name =
        |at| text.get(at + OBJECT.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_cell = memchr::memmem::find_iter(text.as_bytes(), OBJECT).any(is_name);
    is_cell.then(|| text.replace("\"\"", "\""))
}

/// HTML entities for markup, spaces and line ends.
fn entities(text: &str) -> Option<String> {
    const ENTITIES: [(&str, &str); 12] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#x22;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&#10;", "\u{0b}"),
        ("&#xA;", "\u{0b}"),
        ("&amp;", "&"),
    ];
    replace(text, b'&', |rest| {
        let (entity, plain) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity))?;
        Some((Cow::Borrowed(*plain), entity.len()))
    })
}

/// Words in which quotes or brackets are percent-encoded, unlike the usual escapes of a link.
fn percent_encoded(text: &str) -> Option<String> {
    const MARKS: [&str; 4] = ["22", "27", "3C", "7B"];
    memchr::memchr(b'%', text.as_bytes())?;
    let is_marked = |word: &str| {
        memchr::memchr_iter(b'%', word.as_bytes()).any(|at| {
            let code = word.get(at + 1..).unwrap_or_default();
            let code = code.strip_prefix("25").unwrap_or(code);
            let code = code.get(..2).unwrap_or_default();
            MARKS.iter().any(|mark| mark.eq_ignore_ascii_case(code))
        })
    };
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>');
    let mut plain = String::new();
    let mut changed = false;
    for word in text.split_inclusive(is_edge) {
        if is_marked(word) {
            changed = true;
            plain.push_str(&percent(&word.replace('+', " ")));
        } else {
            plain.push_str(word);
        }
    }
    changed.then_some(plain)
}

/// Percent-decoding; broken sequences stay as they are.
pub fn percent(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let decoded =
            (byte == b'%').then(|| text.get(at + 1..at + 3)).flatten().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        plain.push(decoded.unwrap_or(byte));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    Cow::Owned(String::from_utf8_lossy(&plain).into_owned())
}

/// Backslash escapes with any number of backslashes, and the octal escapes of rsyslog.
fn backslashes(text: &str) -> Option<String> {
    let octal = |rest: &str| {
        let plain = match rest.get(..4)? {
            "#012" => "\u{0b}",
            "#011" => "\t",
            "#015" => "",
            _ => return None,
        };
        Some((Cow::Borrowed(plain), 4))
    };
    let plain = replace(text, b'\\', |rest| {
        let slashes = rest.bytes().take_while(|b| *b == b'\\').count();
        let escape = rest.get(slashes..)?;
        let (plain, len) = match escape.as_bytes().first()? {
            b'n' => ("\u{0b}".into(), 1),
            b'r' => ("".into(), 1),
            b't' => ("\t".into(), 1),
            b'"' => ("\"".into(), 1),
            b'\'' => ("'".into(), 1),
            b'/' => ("/".into(), 1),
            b'u' => (character(escape.get(1..5)?)?, 5),
            b'x' => (character(escape.get(1..3)?)?, 3),
            _ => return None,
        };
        Some((plain, slashes + len))
    });
    let text = plain.as_deref().unwrap_or(text);
    replace(text, b'#', octal).or(plain)
}

fn character(hex: &str) -> Option<Cow<'static, str>> {
    Some(match char::from_u32(u32::from_str_radix(hex, 16).ok()?)? {
        '\n' => "\u{0b}".into(),
        '\r' => "".into(),
        c => c.to_string().into(),
    })
}

/// `=3D`, which means `=` unless a `RequestId` begins there.
fn quoted_printable(text: &str) -> String {
    let is_id = |rest: &str| {
        let id = rest.get(1..).unwrap_or_default().bytes();
        id.take_while(u8::is_ascii_hexdigit).count() >= 8 && rest.as_bytes().get(9) == Some(&b'-')
    };
    let equal = |rest: &str| (rest.starts_with("=3D") && !is_id(rest)).then_some((Cow::Borrowed("="), 3));
    replace(text, b'=', equal).unwrap_or_else(|| text.to_owned())
}

/// The text with what `with` returns for the places that begin with `first`, or `None` if there is no such place.
fn replace<'p>(text: &str, first: u8, with: impl Fn(&str) -> Option<(Cow<'p, str>, usize)>) -> Option<String> {
    let mut plain = String::new();
    let mut copied = 0;
    let mut at = 0;
    let mut changed = false;
    while let Some(step) = memchr::memchr(first, text.as_bytes().get(at..)?) {
        at += step;
        match text.get(at..).and_then(&with) {
            Some((replacement, len)) => {
                if !changed {
                    plain.reserve(text.len());
                }
                changed = true;
                plain.push_str(text.get(copied..at)?);
                plain.push_str(&replacement);
                at += len;
                copied = at;
            }
            None => at += text.get(at..)?.bytes().take_while(|b| *b == first).count(),
        }
    }
    if !changed {
        return None;
    }
    plain.push_str(text.get(copied..)?);
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::flatten;

    #[test]
    fn every_layer_goes() {
        for (escaped, plain) in [
            (r#"{\"Code\":\"A\"}"#, r#"{"Code":"A"}"#),
            (r"a\\nb", "a\u{b}b"),
            ("a#012b", "a\u{b}b"),
            (r"a\u0026b\x1b[31mc", "a&bc"),
            (r#"1,"{""a"":""b""}""#, r#"1,"{"a":"b"}""#),
            ("%7B%22a%22%7D", "{\"a\"}"),
            ("%257B%2527a%2527%257D", "{'a'}"),
            ("&amp;lt;Error&amp;gt;", "<Error>"),
            ("id=3DA962E9F0-E1E7", "id=A962E9F0-E1E7"),
            ("id=3D5962E9-E1E7", "id=3D5962E9-E1E7"),
            ("nothing #1234 100% ?q=a%20b", "nothing #1234 100% ?q=a%20b"),
        ] {
            assert_eq!(flatten(escaped), plain, "{escaped}");
        }
    }
}
