//! Codes without a key: known ones as whole words, others where a template puts a code.

use std::borrow::Cow;

use crate::extract::read::code::{Code, Trust};
use crate::extract::read::place::Place;
use crate::extract::read::value;
use crate::extract::text::words::{is_glued, word_end};
use crate::extract::vocabulary::Vocabulary;

/// Shortest word that may be a code.
const SHORTEST: usize = 4;

/// A code that stands in a text without a key, and the message that follows it.
#[derive(Debug)]
pub struct Mention {
    /// The code.
    pub code: Code,
    /// The service's message.
    pub message: Option<String>,
    /// The failed status next to it: a number, when nothing else in the line speaks of an answer.
    pub status: Option<u16>,
}

/// The code at `start` of `line`, where `word` stands after a word that begins at `before`.
pub fn at(
    line: &str,
    start: usize,
    word: &str,
    before: usize,
    vocabulary: &dyn Vocabulary,
) -> Option<Mention> {
    if !word.starts_with(|c: char| c.is_ascii_alphabetic())
        || !(word.contains('.') || is_in_place(line.as_bytes(), start, word))
    {
        return None;
    }
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    if letters < SHORTEST {
        return None;
    }
    let (word, end) = whole(line, start, word, vocabulary);
    let dotted = word.contains('.');
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let worth_reading = dotted || (capital && Place::may_hold_code(line.as_bytes(), start, end));
    if !worth_reading {
        return None;
    }
    if !capital && !is_known(&word, vocabulary) {
        return None;
    }
    let after = line.get(end..)?;
    if is_inside_a_name(line, start, before) || after.starts_with('(') || after.starts_with("::") {
        return None;
    }
    if is_glued(line.get(..start)?, after) {
        return None;
    }
    let place = Place::new(line.get(..start)?, &word, after);
    if !dotted && !place.holds_code() {
        return None;
    }
    // The older Node clients glue `Error` to any code.
    let glues = place.certain || (place.status_follows && after.contains(" requestid:"));
    let stem = word
        .strip_suffix("Error")
        .filter(|stem| glues && stem.len() >= SHORTEST && vocabulary.canonical(&word).is_none());
    let mut code = Code::read(stem.unwrap_or(&word), Trust::Known, vocabulary)?;
    let is_class = || word.strip_suffix("Error").is_some_and(is_one_word);
    if !code.known && !dotted && (is_action(&word) || (!place.status_follows && is_class())) {
        return None;
    }
    code.trust = trust(&code, &word, &place, after, vocabulary)?;
    let message = place.message(after);
    Some(Mention {
        code,
        message,
        status: place.status,
    })
}

/// Whether the word is rather the name of a call: `CreateMountTarget: code: 403, ...`.
fn is_action(word: &str) -> bool {
    const VERBS: [&str; 12] = [
        "Add", "Apply", "Attach", "Cancel", "Create", "Delete", "Describe", "Get", "List",
        "Modify", "Remove", "Update",
    ];
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_uppercase());
    VERBS
        .iter()
        .any(|verb| word.strip_prefix(verb).is_some_and(goes_on))
}

/// Whether no capital goes on with the name: `TypeError` and `FetchError` are a language's own.
fn is_one_word(name: &str) -> bool {
    let is_seam =
        |pair: &[u8]| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase());
    !name.contains('_') && !name.as_bytes().windows(2).any(is_seam)
}

/// Cheap test for all the words that are none: no capital, no dot, and no end after which a code may go on.
pub fn may_be_code(word: &[u8], dotted: bool, next: Option<&u8>) -> bool {
    let Some(first) = word.first().filter(|_| word.len() >= SHORTEST) else {
        return false;
    };
    first.is_ascii_uppercase()
        || (first.is_ascii_lowercase() && (dotted || matches!(next, Some(b'=' | b'\n'))))
}

/// Whether a word without a dot stands where a code may stand, or may go on.
fn is_in_place(line: &[u8], start: usize, word: &str) -> bool {
    let end = start + word.len();
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    (capital && Place::may_hold_code(line, start, end))
        || matches!(line.get(end), Some(b'.' | b'=' | b'\n'))
}

/// Whether the vocabulary has the word, perhaps with a glued `Error`.
fn is_known(word: &str, vocabulary: &dyn Vocabulary) -> bool {
    let has = |word: &str| vocabulary.canonical(word).is_some();
    has(word) || word.strip_suffix("Error").is_some_and(has)
}

/// How sure the place makes us, `None` when it is no place for such a code.
fn trust(
    code: &Code,
    word: &str,
    place: &Place,
    after: &str,
    vocabulary: &dyn Vocabulary,
) -> Option<Trust> {
    let is_class = word.ends_with("Error") && is_class(after, vocabulary);
    if is_class || (code.is_generic() && !place.holds_common_word()) {
        return None;
    }
    if !code.known {
        let fits = place.names_code() || (code.is_dotted() && place.holds_code());
        let capital = code.text.starts_with(|c: char| c.is_ascii_uppercase());
        let trust = if place.convinces(code.is_dotted()) {
            Trust::Known
        } else {
            Trust::Loose
        };
        return (fits && capital && !code.is_class()).then_some(trust);
    }
    let glued = code.text.len() < word.len() && after.trim_start_matches(']').starts_with(':');
    let certain = code.text.contains('.')
        || place.introduced
        || place.status_follows
        || place.certain
        || (glued && !code.is_generic());
    Some(if certain { Trust::Known } else { Trust::Plain })
}

/// `SignatureDoesNotMatchError: ...` speaks of a code; in `ThrottlingError: Throttling.User: ...` a class stands before one.
fn is_class(after: &str, vocabulary: &dyn Vocabulary) -> bool {
    let Some(next) = after.strip_prefix(": ") else {
        return false;
    };
    let (next, after) = next.split_at(word_end(next, 0));
    vocabulary.canonical(next).is_some() || after.starts_with(": code: ")
}

/// The word with what belongs to it: the second part of `User. Disabled`, what a line end cut off.
fn whole<'t>(
    line: &'t str,
    start: usize,
    word: &'t str,
    vocabulary: &dyn Vocabulary,
) -> (Cow<'t, str>, usize) {
    let end = start + word.len();
    let rest = line.get(end..).unwrap_or_default();
    let slice = |from: usize, to: usize| line.get(from..to).unwrap_or_default();
    if rest.starts_with(". ") {
        let both = slice(start, word_end(line, end + 2)).trim_end_matches('.');
        if vocabulary
            .canonical(both.strip_suffix("Error").unwrap_or(both))
            .is_some()
        {
            return (both.into(), start + both.len());
        }
    }
    // Else the dot is that of a sentence.
    let with_dot = slice(start, end + 1);
    if rest.starts_with('.')
        && vocabulary
            .canonical(with_dot)
            .is_some_and(|code| code.ends_with('.'))
    {
        return (with_dot.into(), end + 1);
    }
    if let Some(skipped) = value::line_break(rest).filter(|_| vocabulary.canonical(word).is_none())
    {
        let next = end + skipped;
        let joined = format!("{word}{}", slice(next, word_end(line, next)));
        if joined.contains('.') && vocabulary.canonical(&joined).is_some() {
            return (joined.into(), end);
        }
    }
    (word.into(), end)
}

/// Whether the word is a part of a path, a class or a longer name; `A.B/C.D` is an enumeration of codes.
fn is_inside_a_name(line: &str, start: usize, before: usize) -> bool {
    let lead = line.get(..start).unwrap_or_default();
    if lead.ends_with('/') {
        let part = line.get(before..start).unwrap_or_default();
        return !part.trim_end_matches('/').contains('.');
    }
    lead.ends_with(['\\', '$', '@', '-']) && !lead.ends_with(" -")
}

#[cfg(test)]
mod tests {
    use super::is_one_word;

    #[test]
    fn codes_are_names_of_several_words() {
        assert!(["Type", "V", "HTTP"].into_iter().all(is_one_word));
        assert!(
            !["InstanceLocked", "ORDER_LOCKED"]
                .into_iter()
                .any(is_one_word)
        );
    }
}
