//! The text of an input without the escapes around it. This does not use the code of the program. Shared with the fuzz
//! targets.

/// The letters, digits and dots of a text, in lower case. This is what every layout keeps of a code or an ID.
pub fn letters(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric() || *c == '.');
    kept.flat_map(char::to_lowercase).collect()
}

/// The letters of an input as it is, without one layer of escapes, without two, and so on.
pub fn readings(input: &[u8]) -> Vec<String> {
    let text = without_sequences(&decoded(input));
    // This is how psql breaks a cell.
    let cells: Vec<&str> = text.split('\n').collect();
    let mut text = cells.iter().fold(String::new(), |text, line| {
        match (text.strip_suffix('.'), line.trim_start().strip_prefix("|.")) {
            (Some(text), Some(rest)) => format!("{text}{rest}"),
            _ if text.is_empty() => (*line).to_owned(),
            _ => format!("{text}\n{line}"),
        }
    });
    let mut readings = vec![letters(&text)];
    for _ in 0..LAYERS {
        let less = without_sequences(&unescaped(&text));
        if less == text {
            break;
        }
        readings.push(letters(&less));
        text = less;
    }
    readings
}

/// More layers than the program removes.
const LAYERS: usize = 12;

/// Decodes UTF-16 if the first bytes look like it, otherwise UTF-8.
fn decoded(input: &[u8]) -> String {
    let units = |unit: fn([u8; 2]) -> u16| {
        let (pairs, _) = input.as_chunks::<2>();
        String::from_utf16_lossy(&pairs.iter().map(|pair| unit(*pair)).collect::<Vec<u16>>())
    };
    match *input {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        [a, 0, b, 0, ..] if a > 0 && b > 0 => units(u16::from_le_bytes),
        [0, a, 0, b, ..] if a > 0 && b > 0 => units(u16::from_be_bytes),
        _ => String::from_utf8_lossy(input).into_owned(),
    }
}

/// Removes the sequences that control a terminal. None goes beyond the end of its line.
fn without_sequences(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c != '\u{1b}' {
            plain.push(c);
            continue;
        }
        let end = match rest.next() {
            Some('[') => rest.find(|c| matches!(c, '@'..='~' | '\n')),
            Some(']' | 'P' | '_' | '^' | 'X') => rest.find(|c| matches!(c, '\u{7}' | '\\' | '\n')),
            other => other,
        };
        plain.extend(end.filter(|c| *c == '\n'));
    }
    plain
}

/// Removes one layer of the escapes of JSON, URLs, HTML and rsyslog.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (read, len) = escape(rest).unwrap_or((c, c.len_utf8()));
        plain.push(read);
        rest = &rest[len..];
    }
    plain
}

/// The escape that a text begins with: its meaning and its length.
fn escape(text: &str) -> Option<(char, usize)> {
    const ENTITIES: [(&str, char); 7] = [
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&apos;", '\''),
        ("&nbsp;", ' '),
        ("&amp;", '&'),
        ("\\/", '/'),
    ];
    let number = |from: usize, digits: usize, radix: u32| {
        let value = u32::from_str_radix(text.get(from..from + digits)?, radix).ok()?;
        Some((char::from_u32(value)?, from + digits))
    };
    if let Some((entity, c)) = ENTITIES.iter().find(|(entity, _)| text.starts_with(entity)) {
        return Some((*c, entity.len()));
    }
    match text.as_bytes() {
        [b'%', ..] => number(1, 2, 16),
        [b'#', ..] => number(1, 3, 8),
        [b'\\', b'u', ..] => number(2, 4, 16),
        [b'\\', b'x', ..] => number(2, 2, 16),
        [b'\\', b'n' | b't' | b'r' | b'b' | b'f', ..] => Some(('\n', 2)),
        [b'\\', b'\\' | b'"' | b'\'', ..] => Some((char::from(text.as_bytes()[1]), 2)),
        [b'&', b'#', b'x', ..] => {
            let end = text.find(';')?;
            Some((char::from_u32(u32::from_str_radix(text.get(3..end)?, 16).ok()?)?, end + 1))
        }
        [b'&', b'#', ..] => {
            let end = text.find(';')?;
            Some((char::from_u32(text.get(2..end)?.parse().ok()?)?, end + 1))
        }
        _ => None,
    }
}
