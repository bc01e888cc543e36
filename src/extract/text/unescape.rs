//! Undoes one layer of the escapes that wrap an error inside another text.

use std::borrow::Cow;

/// One layer less of backslash, rsyslog (`#012`), percent or HTML escapes; `None` when there is none.
pub fn unescape(text: &str) -> Option<String> {
    if let Some(plain) = html(text) {
        return Some(plain);
    }
    if is_percent_encoded(text) {
        return Some(percent(text).into_owned());
    }
    backslash(text)
}

/// The character of a backslash escape without digits.
fn simple(byte: u8) -> Option<char> {
    Some(match byte {
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b'"' | b'\'' | b'\\' | b'/' => char::from(byte),
        _ => return None,
    })
}

fn backslash(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(step) = memchr::memchr2(b'\\', b'#', text.as_bytes().get(at..)?) {
        at += step;
        let Some((c, len)) = text.get(at..).and_then(one) else {
            at += 1;
            continue;
        };
        if from == 0 {
            plain.reserve(text.len());
        }
        plain.push_str(text.get(from..at)?);
        plain.push(c);
        at += len;
        from = at;
    }
    if from == 0 {
        return None;
    }
    plain.push_str(text.get(from..)?);
    Some(plain)
}

/// The escape at the start of `rest`: its character and its length.
fn one(rest: &str) -> Option<(char, usize)> {
    if let Some(octal) = rest.strip_prefix('#') {
        let digits = octal.get(..3)?;
        let code = u32::from_str_radix(digits, 8).ok().filter(|&c| c < 0x20)?;
        return Some((char::from_u32(code)?, 4));
    }
    let next = *rest.as_bytes().get(1)?;
    if let Some(c) = simple(next) {
        return Some((c, 2));
    }
    let digits = match next {
        b'u' => rest.get(2..6)?,
        b'x' => rest.get(2..4)?,
        _ => return None,
    };
    let c = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    Some((c, 2 + digits.len()))
}

/// Whether quotes, brackets or braces are percent-encoded, perhaps twice: more than a link's usual escapes.
fn is_percent_encoded(text: &str) -> bool {
    const MARKS: [&str; 4] = ["22", "27", "3C", "7B"];
    memchr::memchr_iter(b'%', text.as_bytes()).any(|at| {
        let code = text.get(at + 1..).unwrap_or_default();
        let code = code.strip_prefix("25").unwrap_or(code);
        code.get(..2)
            .is_some_and(|code| MARKS.iter().any(|mark| mark.eq_ignore_ascii_case(code)))
    })
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
        let decoded = (byte == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        plain.push(decoded.unwrap_or(byte));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    Cow::Owned(String::from_utf8_lossy(&plain).into_owned())
}

/// HTML's escapes of markup; other entities do not matter here.
fn html(text: &str) -> Option<String> {
    const ENTITIES: [(&str, &str); 8] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    if memchr::memchr(b'&', text.as_bytes()).is_none()
        || !ENTITIES.iter().any(|(entity, _)| text.contains(entity))
    {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let known = ENTITIES.iter().find(|(entity, _)| from.starts_with(entity));
        let (replacement, len) = known.map_or(("&", 1), |(entity, c)| (*c, entity.len()));
        plain.push_str(replacement);
        rest = from.get(len..).unwrap_or_default();
    }
    plain.push_str(rest);
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn one_layer_goes_at_a_time() {
        let cases = [
            (r#"{\"Code\":\"A\"}"#, r#"{"Code":"A"}"#),
            (r"a\\nb", r"a\nb"),
            ("a#012b", "a\nb"),
            (r"a\u0026b\x1bc", "a&b\u{1b}c"),
            ("%7B%22a%22%7D", "{\"a\"}"),
            ("%3CCode%3E", "<Code>"),
            ("%257B%2527a%2527%257D", "%7B%27a%27%7D"),
            ("&amp;lt;Error&amp;gt;", "&lt;Error&gt;"),
        ];
        for (escaped, plain) in cases {
            assert_eq!(unescape(escaped).as_deref(), Some(plain), "{escaped}");
        }
        for plain in [
            "nothing here",
            "#1234",
            "100%",
            "?q=a%20b",
            "a & b",
            r"C:\Users",
        ] {
            assert_eq!(unescape(plain), None, "{plain}");
        }
    }
}
