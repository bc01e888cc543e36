//! Finds, at the speed of the memory, the places of a large input where an error may stand.
//!
//! A SIMD search for at most 64 short literals proposes places and a look at the bytes around them
//! disposes; only what is left is read. Built when an input turns out to be large.

use aho_corasick::Span;
use aho_corasick::packed::{Config, MatchKind, Searcher};

use crate::extract::literals::{is_rare, pieces};
use crate::extract::vocabulary::Vocabulary;
use crate::extract::words::is_in_word;

/// Bytes after the start of a hit that deciding about it may need.
pub const REACH: usize = 192;

/// Literals that the fast search takes.
const MOST_LITERALS: usize = 64;
/// Literals for messages among them.
const MESSAGE_LITERALS: usize = 9;
/// Longest code that is recognised, in bytes.
const LONGEST_CODE: usize = 96;

/// What a literal announces.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// A name that ends in `code`: its value must be a word, or a failed status.
    Key,
    /// `Error:`, which any program prints: a code must follow.
    Opening,
    /// A name of the RequestId: only some clients print no code's key beside it.
    Id,
    /// A place that needs no further look.
    Certain,
    /// A piece of a code.
    Code,
    /// A piece of a message.
    Message,
}

/// Literals that do not come from the vocabulary.
const FIXED: [(&str, Kind); 5] = [
    ("Code", Kind::Key),
    ("code", Kind::Key),
    ("Error:", Kind::Opening),
    ("RequestId", Kind::Id),
    ("returned error: ", Kind::Certain),
];

/// Proposes the places where an error may stand.
#[derive(Debug)]
pub struct Filter {
    searcher: Searcher,
    kinds: Vec<Kind>,
}

impl Filter {
    /// A filter for the vocabulary; `None` where the processor has no fast search.
    pub fn new(vocabulary: &dyn Vocabulary) -> Option<Self> {
        let codes: Vec<&str> = vocabulary
            .codes()
            .filter(|code| code.trim_end_matches('.').contains('.'))
            .collect();
        let messages: Vec<&str> = vocabulary.messages().collect();
        let messages = pieces(&messages, 4..=8, MESSAGE_LITERALS, |_| true)?;
        let codes = pieces(
            &codes,
            2..=6,
            MOST_LITERALS - FIXED.len() - messages.len(),
            is_rare,
        )?;
        let literals: Vec<(&str, Kind)> = FIXED
            .into_iter()
            .chain(codes.into_iter().map(|literal| (literal, Kind::Code)))
            .chain(messages.into_iter().map(|literal| (literal, Kind::Message)))
            .collect();
        let mut builder = Config::new().match_kind(MatchKind::LeftmostFirst).builder();
        builder.extend(literals.iter().map(|(literal, _)| literal));
        Some(Self {
            searcher: builder.build()?,
            kinds: literals.into_iter().map(|(_, kind)| kind).collect(),
        })
    }

    /// The first place at or after `from` where an error may stand.
    pub fn next(&self, text: &[u8], from: usize, vocabulary: &dyn Vocabulary) -> Option<usize> {
        let mut at = from;
        loop {
            let found = self.searcher.find_in(text, Span::from(at..text.len()))?;
            let kind = self.kinds.get(found.pattern().as_usize())?;
            let is_hit = match kind {
                Kind::Certain | Kind::Message => true,
                Kind::Id => matches!(
                    text.get(found.end()..),
                    Some([b':', b' ', ..] | [b' ', b':', ..])
                ),
                Kind::Key => announces_value(text.get(found.end()..).unwrap_or_default()),
                Kind::Opening => opens_code(text, found.end(), vocabulary),
                Kind::Code => is_known_code(text, found.start(), vocabulary),
            };
            if is_hit {
                return Some(found.start());
            }
            at = found.start() + 1;
        }
    }
}

/// Whether a value follows that may be a code or a failed status.
fn announces_value(after: &[u8]) -> bool {
    let separators = after
        .iter()
        .take(24)
        .take_while(|b| !b.is_ascii_alphanumeric() && **b < 0x80 && **b != b'\n')
        .count();
    let rest = after.get(separators..).unwrap_or_default();
    match rest.first() {
        Some(b'4' | b'5') => separators > 0 && rest.get(3) == Some(&b','),
        Some(b'g' | b'q') => rest.starts_with(b"gt;") || rest.starts_with(b"quot;"),
        Some(b'2') => rest.starts_with(b"22"),
        Some(b) => separators > 0 && b.is_ascii_uppercase(),
        None => false,
    }
}

/// Whether a code follows `Error:` at once, or a code of the vocabulary after a blank.
fn opens_code(text: &[u8], end: usize, vocabulary: &dyn Vocabulary) -> bool {
    match text.get(end) {
        Some(b' ') => {
            text.get(end + 1).is_some_and(u8::is_ascii_alphabetic)
                && is_known_code(text, end + 1, vocabulary)
        }
        byte => byte.is_some_and(u8::is_ascii_uppercase),
    }
}

/// Whether the word around `hit` is a code of the vocabulary, perhaps with a blank or a glued `Error`.
fn is_known_code(text: &[u8], hit: usize, vocabulary: &dyn Vocabulary) -> bool {
    let is_part = |b: &u8| is_in_word(*b);
    let run = |from: usize| {
        text.iter()
            .skip(from)
            .take(LONGEST_CODE)
            .take_while(|b| is_part(b))
            .count()
    };
    let before = text
        .get(hit.saturating_sub(LONGEST_CODE)..hit)
        .unwrap_or_default();
    let start = hit - before.iter().rev().take_while(|b| is_part(b)).count();
    let end = hit + run(hit);
    let word = |start: usize, end: usize| {
        text.get(start..end)
            .and_then(|t| std::str::from_utf8(t).ok())
            .unwrap_or_default()
    };
    let known = |token: &str| {
        let token = token.trim_end_matches('.');
        vocabulary.canonical(token).is_some()
            || token
                .strip_suffix("Error")
                .is_some_and(|stem| vocabulary.canonical(stem).is_some())
    };
    let token = word(start, end);
    let unescaped = || {
        let escape = start.checked_sub(1).and_then(|at| text.get(at)) == Some(&b'\\');
        escape && known(word(start + 1, end))
    };
    let blank = || {
        token.ends_with('.')
            && text.get(end) == Some(&b' ')
            && known(word(start, end + 1 + run(end + 1)))
    };
    known(token)
        || unescaped()
        || blank()
        || is_octal_escape(text, start) && known(word(start + 3, end))
}

/// `#012`: a line end in a log of rsyslog.
fn is_octal_escape(text: &[u8], start: usize) -> bool {
    start.checked_sub(1).and_then(|at| text.get(at..at + 2)) == Some(b"#0")
}
