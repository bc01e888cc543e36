//! A small language for the rows of the tables: literal text with a few classes.
//!
//! | class | matches |
//! |---|---|
//! | `%d` | one digit |
//! | `%D` | digits, at least one |
//! | `%x` | one lower-case hexadecimal digit |
//! | `%s`, `%S` | spaces and tabs: any number, at least one |
//! | `%z` | white space, line ends included: any amount |
//! | `%w` | letters, digits, `_` and `.`, at least one |
//! | `%n` | the same and `-`, `/`, `@`: the name of a program, a pod or a path |
//! | `%u` | letters, digits and `_`, at least one, beginning with a capital |
//! | `%t`, `%l` | a time, the level of a log record |
//! | `%c` | the name of a Java class with its package: begins with a small letter and has a dot |
//! | `%p` | a pod with its generated ending |
//! | `%f` | the name of a file with an ending |
//! | `%T` | the name of a type of value |
//! | `%H` | the HTTP status of a failed request |
//! | `%i` | a UUID |
//! | `%e` | what separates the cells of a row: blanks, edges, punctuation, at least one |
//! | `%$` | the end of the text |
//! | `%B`, `%F` | the edge of a box: vertical lines, a frame |
//! | `%?` | the next character, if it is there |
//! | `%>`, `%!` | what follows must match, must not match, and is not taken |

use super::shape;
use super::status::{FAILED, status};

/// What separates the cells of a row.
pub const EDGES: [char; 13] = [' ', '|', '│', ',', ';', ':', '\t', '"', '\'', '`', '(', ')', ']'];

/// Matches `pattern` at the start of `text` and returns how many bytes it takes.
pub fn matches(pattern: &str, text: &str) -> Option<usize> {
    let (pattern, bytes) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut next) = (0, 0);
    let mut taken = None;
    while let Some(&wanted) = pattern.get(next) {
        next += 1;
        if wanted != b'%' {
            if bytes.get(at) != Some(&wanted) {
                return None;
            }
            at += 1;
            continue;
        }
        let class = *pattern.get(next)?;
        next += 1;
        match class {
            b'?' => {
                at += usize::from(bytes.get(at) == pattern.get(next));
                next += 1;
            }
            b'>' => taken = Some(at),
            b'!' => {
                let rest = str::from_utf8(pattern.get(next..)?).ok()?;
                let refused = matches(rest, text.get(at..)?).is_some();
                return (!refused).then_some(taken.unwrap_or(at));
            }
            _ => at += class_len(class, text, at)?,
        }
    }
    Some(taken.unwrap_or(at))
}

/// Whether `pattern` matches the end of `text`.
pub fn ends_with(text: &str, pattern: &str) -> bool {
    const LONGEST: usize = 18;
    let last = match pattern.as_bytes() {
        [.., b'%', _] | [.., b'%', b'?', _] | [] => None,
        [.., last] => Some(last),
    };
    if last.is_some_and(|last| text.as_bytes().last() != Some(last)) {
        return false;
    }
    if !pattern.as_bytes().contains(&b'%') {
        return text.ends_with(pattern);
    }
    let matches_from = |at| text.get(at..).is_some_and(|end| matches(pattern, end) == Some(end.len()));
    (text.len().saturating_sub(LONGEST)..text.len()).any(matches_from)
}

/// What a text begins with: a cheap test, because nearly all rows of a table fail at its first word.
pub struct Start {
    first: u8,
    has_dot: bool,
    /// The byte after the longest word that any class takes.
    after: Option<u8>,
}

impl Start {
    /// The start of a text, unless that is empty.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        let word = text.get(..run(text, is_in_name))?;
        Some(Self { first: *text.first()?, has_dot: word.contains(&b'.'), after: text.get(word.len()).copied() })
    }

    /// Whether `pattern` may match the text.
    pub fn may_match(&self, pattern: &str) -> bool {
        match pattern.as_bytes() {
            [b'%', b'c' | b'f', ..] if !self.has_dot => false,
            [b'%', class, rest @ ..] => {
                begins(*class, self.first) && (!is_word_class(*class) || follows(rest, self.after))
            }
            [literal, ..] => *literal == self.first,
            [] => true,
        }
    }
}

/// Whether a text that begins with `byte` may match a class.
fn begins(class: u8, byte: u8) -> bool {
    match class {
        b'B' | b'F' => byte >= 0x80 || matches!(byte, b'|' | b'>'),
        b't' => byte.is_ascii_digit() || b"ADFJMNOS".contains(&byte),
        b'l' => byte.is_ascii_alphabetic(),
        b'u' => byte.is_ascii_uppercase(),
        b'c' | b'p' => byte.is_ascii_lowercase() || byte.is_ascii_digit(),
        b'd' | b'D' => byte.is_ascii_digit(),
        b's' => true,
        _ => is_in_name(byte),
    }
}

/// Whether a class takes a whole word, unless a dash follows.
const fn is_word_class(class: u8) -> bool {
    matches!(class, b'c' | b'f' | b'l' | b'n' | b'p' | b'u' | b'w')
}

/// Whether `pattern` may match what follows a word, if that begins with `byte`.
fn follows(pattern: &[u8], byte: Option<u8>) -> bool {
    match pattern {
        [b'%', b'S', ..] => matches!(byte, Some(b' ' | b'\t')),
        [b'%', b's', rest @ ..] => matches!(byte, Some(b' ' | b'\t')) || follows(rest, byte),
        [b'%' | b'-', ..] | [] => true,
        [literal, ..] => byte == Some(*literal),
    }
}

/// The bytes that a class takes of `text` from `at` on.
fn class_len(class: u8, text: &str, at: usize) -> Option<usize> {
    let some = |len: usize| (len > 0).then_some(len);
    let bytes = text.as_bytes().get(at..)?;
    let is_blank = |b: u8| matches!(b, b' ' | b'\t');
    // Most rows fail at a byte.
    match class {
        b'd' => return bytes.first()?.is_ascii_digit().then_some(1),
        b'D' => return some(run(bytes, |b| b.is_ascii_digit())),
        b'x' => return matches!(bytes.first()?, b'0'..=b'9' | b'a'..=b'f').then_some(1),
        b's' => return Some(run(bytes, is_blank)),
        b'z' => return Some(run(bytes, |b| b.is_ascii_whitespace())),
        b'S' => return some(run(bytes, is_blank)),
        b'w' => return some(run(bytes, |b| shape::is_word(b) || b == b'.')),
        b'n' => return some(run(bytes, is_in_name)),
        b'u' => return bytes.first()?.is_ascii_uppercase().then(|| run(bytes, shape::is_word)),
        _ => {}
    }
    let text = text.get(at..)?;
    match class {
        b'c' => {
            let len = run(bytes, |b| shape::is_word(b) || b == b'.');
            let name = text.get(..len)?;
            (name.starts_with(|c: char| c.is_ascii_lowercase()) && name.contains('.')).then_some(len)
        }
        b'H' => status(text, FAILED).map(|_| 3),
        b'i' => some(shape::uuid(text.as_bytes())),
        b'e' => some(edges_len(text)),
        b'$' => text.is_empty().then_some(0),
        b'T' => {
            let types = ["string", "int", "S", "N", "stringValue", "integerValue"];
            types
                .iter()
                .find(|name| text.strip_prefix(**name).is_some_and(|rest| rest.starts_with('"')))
                .map(|name| name.len())
        }
        b't' => some(shape::time_len(text)),
        b'l' => some(shape::level_len(text)),
        b'p' => {
            let len = run(bytes, |b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            let ending = text.get(..len)?.rsplit_once('-')?.1;
            let generated = |b: u8| b"bcdfghjklmnpqrstvwxz2456789".contains(&b);
            (ending.len() == 5 && ending.bytes().all(generated)).then_some(len)
        }
        b'f' => {
            let mut len = run(bytes, |b| is_in_name(b) && b != b'@');
            // `app.log-12-`: the name ends before the number.
            while let Some(name) = text.get(..len) {
                let (_, ending) = name.rsplit_once('.')?;
                match ending.find('-') {
                    Some(dash) => len -= ending.len() - dash,
                    None => return ending.starts_with(shape::is_letter).then_some(len),
                }
            }
            None
        }
        b'B' => {
            let bars = text.trim_start_matches(['│', '┃', '┆', '║', '|', '>']);
            some(text.len() - bars.len())
        }
        b'F' => {
            let frame = text.strip_prefix(['╭', '┌', '├', '╰', '└', '╷', '╵'])?;
            let rest = frame.trim_start_matches(['─', '━', '┬', '┼', '┴', ' ']);
            Some(text.len() - rest.len())
        }
        _ => None,
    }
}

/// The length of the edges of cells, punctuation and tags at the start of `text`.
pub fn edges_len(text: &str) -> usize {
    const LONGEST_TAG: usize = 32;
    let mut rest = text.trim_start_matches(EDGES);
    while let Some(tag) = rest.strip_prefix('<').and_then(|tag| tag.find('>')).filter(|len| *len < LONGEST_TAG) {
        rest = rest.get(tag + 2..).unwrap_or_default().trim_start_matches(EDGES);
    }
    text.len() - rest.len()
}

/// The number of bytes at the start of `text` that match.
fn run(text: &[u8], fits: impl Fn(u8) -> bool) -> usize {
    text.iter().take_while(|b| fits(**b)).count()
}

/// Whether a byte may be part of the name of a program or a path.
const fn is_in_name(byte: u8) -> bool {
    // `-`, `.` and `/` are before the digits, `@` is before the capitals.
    matches!(byte, b'-'..=b'9' | b'@'..=b'Z' | b'_' | b'a'..=b'z')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn each_class_takes_what_it_says() {
        for (pattern, text, taken) in [
            ("%t", "2026-11-23T10:30:00.137Z ERROR", Some(24)),
            ("[%l%s]", "[WARN ] x", Some(7)),
            ("%f:%D:", "src/app.log:12:text", Some(15)),
            ("[%n] %!=>", "[Code] => X", None),
            ("Error: %>%u: ", "Error: Forbidden: x", Some(7)),
            ("%p%S%n ", "csi-plugin-x2k4j plugin text", Some(24)),
            ("%Bx", "│ x", None),
        ] {
            assert_eq!(matches(pattern, text), taken, "{pattern} on {text}");
        }
    }
}
