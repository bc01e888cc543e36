//! Finds the places of a large input where an error may be, nearly as fast as memory can be read.
//!
//! A SIMD search for a few dozen short literals proposes places, and the bytes around them decide.
//! Only what is left is read. The filter is built once an input turns out to be large.

use std::collections::{BTreeSet, HashMap};
use std::ops::{Range, RangeInclusive};

use aho_corasick::Span;
use aho_corasick::packed::{Config, MatchKind, Searcher};

use super::interface::Vocabulary;
use super::shape::is_word;

/// The bytes from the start of a hit that may be needed to decide about it.
pub const REACH: usize = 192;

/// The most literals that the search supports.
const MOST: usize = 64;
/// The lengths of the literals for codes.
const LENGTHS: RangeInclusive<usize> = 2..=5;
/// The bytes of a message that the search looks for, which it compares at once.
const HEAD: usize = 4;
/// The bytes of a message that are compared after a hit.
const MESSAGE: usize = 16;
/// The longest code that is recognized, in bytes.
const LONGEST_CODE: usize = 96;

/// What a literal announces.
#[derive(Clone, Copy, Debug)]
enum Announcement {
    /// A name that ends in `code`, whose value must be a word or a failed status.
    Key,
    /// `Error:`, which any program may print: a code must follow.
    Opening,
    /// A name of the `RequestId`: a few clients print it without the key of a code.
    Id,
    /// A place that needs no further check.
    Certain,
    /// Part of a code.
    Code,
    /// The beginning of a message.
    Message,
}

/// The literals that do not come from the vocabulary.
const FIXED: [(&str, Announcement); 5] = [
    ("Code", Announcement::Key),
    ("code", Announcement::Key),
    ("Error:", Announcement::Opening),
    ("RequestId", Announcement::Id),
    ("URL returned error: ", Announcement::Certain),
];

/// Finds the places where an error may be.
#[derive(Debug)]
pub struct Filter {
    searcher: Searcher,
    /// For each literal of the search, the texts that begin with it and what they announce.
    announced: Vec<Vec<(String, Announcement)>>,
    /// The beginnings of the messages.
    messages: BTreeSet<String>,
}

impl Filter {
    /// A filter for the vocabulary, or `None` if the processor has no fast search.
    pub fn new(vocabulary: &dyn Vocabulary) -> Option<Self> {
        let codes: Vec<&str> = vocabulary.codes().filter(|code| code.trim_end_matches('.').contains('.')).collect();
        let heads: BTreeSet<&str> = vocabulary.messages().map(|message| head(message, HEAD)).collect();
        let others = FIXED.len() + heads.len();
        let codes = pieces(&codes, LENGTHS, MOST.checked_sub(others)?)?;
        let heads = heads.into_iter().map(|head| (head, Announcement::Message));
        let codes = codes.into_iter().map(|piece| (piece, Announcement::Code));
        let all: Vec<(&str, Announcement)> = heads.chain(FIXED).chain(codes).collect();
        // The search reports one literal per place, so none may begin with another.
        let texts: BTreeSet<&str> = all.iter().map(|(text, _)| *text).collect();
        let is_first = |text: &&str| !texts.iter().any(|other| other != text && text.starts_with(other));
        let literals: Vec<&str> = texts.iter().copied().filter(is_first).collect();
        let announced_by = |literal: &&str| {
            let all = all.iter().filter(|(text, _)| text.starts_with(literal));
            all.map(|(text, kind)| ((*text).to_owned(), *kind)).collect()
        };
        let mut builder = Config::new().match_kind(MatchKind::LeftmostFirst).builder();
        builder.extend(&literals);
        Some(Self {
            searcher: builder.build()?,
            announced: literals.iter().map(announced_by).collect(),
            messages: vocabulary.messages().map(|message| first_words(message).to_owned()).collect(),
        })
    }

    /// The first place at or after `from` where an error may be.
    pub fn next(&self, text: &[u8], from: usize, vocabulary: &dyn Vocabulary) -> Option<usize> {
        let mut at = from;
        loop {
            let found = self.searcher.find_in(text, Span::from(at..text.len()))?;
            let announced = self.announced.get(found.pattern().as_usize())?;
            let rest = text.get(found.start()..).unwrap_or_default();
            let mut fitting = announced.iter().filter(|(literal, _)| rest.starts_with(literal.as_bytes()));
            let is_hit = |(literal, kind): &(String, Announcement)| {
                let end = found.start() + literal.len();
                self.is_hit(*kind, text, found.start()..end, vocabulary)
            };
            if fitting.any(is_hit) {
                return Some(found.start());
            }
            at = found.start() + 1;
        }
    }

    /// Whether what a literal announces is really there.
    fn is_hit(&self, kind: Announcement, text: &[u8], literal: Range<usize>, vocabulary: &dyn Vocabulary) -> bool {
        let after = text.get(literal.end..).unwrap_or_default();
        match kind {
            Announcement::Certain => true,
            Announcement::Message => self.begins_message(text, literal.start),
            Announcement::Id => matches!(after, [b':', b' ', ..] | [b' ', b':', ..]),
            Announcement::Key => announces_value(after),
            Announcement::Opening => opens_code(text, literal.end, vocabulary),
            Announcement::Code => is_known_code(text, literal.start, vocabulary),
        }
    }

    /// Whether a documented message begins at `hit`.
    fn begins_message(&self, text: &[u8], hit: usize) -> bool {
        self.messages.iter().any(|message| {
            text.get(hit..hit + message.len()).is_some_and(|found| found.eq_ignore_ascii_case(message.as_bytes()))
        })
    }
}

/// The first words of a message, up to the punctuation, which clients sometimes drop.
fn first_words(message: &str) -> &str {
    let start = head(message, MESSAGE);
    let end = start.find(|c: char| !c.is_alphanumeric() && c != ' ');
    start.get(..end.unwrap_or(start.len())).unwrap_or(start)
}

/// The first bytes of a message, about `len` of them.
fn head(message: &str, len: usize) -> &str {
    (len..message.len()).find_map(|end| message.get(..end)).unwrap_or(message)
}

/// Whether a value follows that may be a code or a failed status.
fn announces_value(after: &[u8]) -> bool {
    let separators =
        after.iter().take(24).take_while(|b| !b.is_ascii_alphanumeric() && **b < 0x80 && **b != b'\n').count();
    let rest = after.get(separators..).unwrap_or_default();
    match rest.first() {
        Some(b'4' | b'5') => separators > 0 && rest.get(3) == Some(&b','),
        Some(b'g' | b'q') => rest.starts_with(b"gt;") || rest.starts_with(b"quot;"),
        Some(b'2' | b'3') => {
            let lead = after.get(..separators).unwrap_or_default();
            lead.ends_with(b"%") || (lead.ends_with(b"=") && rest.starts_with(b"3D"))
        }
        Some(b) => separators > 0 && b.is_ascii_uppercase() && !describes_grpc(rest),
        None => false,
    }
}

/// `Unavailable desc = ...`: what gRPC prints after `code = `.
fn describes_grpc(value: &[u8]) -> bool {
    let word = value.iter().take_while(|b| is_word(**b) || **b == b'.').count();
    value.get(word..).is_some_and(|rest| rest.starts_with(b" desc"))
}

/// Whether a code follows `Error:` directly, or a code of the vocabulary after a space.
fn opens_code(text: &[u8], end: usize, vocabulary: &dyn Vocabulary) -> bool {
    match text.get(end) {
        Some(b' ') => {
            text.get(end + 1).is_some_and(u8::is_ascii_alphabetic) && is_known_code(text, end + 1, vocabulary)
        }
        byte => byte.is_some_and(u8::is_ascii_uppercase),
    }
}

/// Whether the word around `hit` is a code of the vocabulary, possibly with a space or a glued `Error`.
fn is_known_code(text: &[u8], hit: usize, vocabulary: &dyn Vocabulary) -> bool {
    let is_part = |b: &u8| is_word(*b) || *b == b'.';
    let run = |from: usize| text.iter().skip(from).take(LONGEST_CODE).take_while(|b| is_part(b)).count();
    let before = text.get(hit.saturating_sub(LONGEST_CODE)..hit).unwrap_or_default();
    let start = hit - before.iter().rev().take_while(|b| is_part(b)).count();
    let end = hit + run(hit);
    let word =
        |start: usize, end: usize| text.get(start..end).and_then(|t| std::str::from_utf8(t).ok()).unwrap_or_default();
    let known = |token: &str| {
        let token = token.trim_end_matches('.');
        vocabulary.canonical(token).is_some()
            || token.strip_suffix("Error").is_some_and(|stem| vocabulary.canonical(stem).is_some())
    };
    let token = word(start, end);
    // An escape is before it: `\n`, `\u000a`, or `#012` in a log of rsyslog.
    let unescaped = || {
        let before = start.checked_sub(1).and_then(|at| text.get(at));
        matches!(before, Some(b'\\' | b'#')) && [1, 3, 5].iter().any(|len| known(word(start + len, end)))
    };
    let blank = || token.ends_with('.') && text.get(end) == Some(&b' ') && known(word(start, end + 1 + run(end + 1)));
    known(token) || unescaped() || blank()
}

/// The number of texts above which choosing the best literals would take too long.
const LARGE_VOCABULARY: usize = 2000;

/// Literals such that each of `texts` contains at least one. They are as long as possible with no more than
/// `most` of them.
fn pieces<'t>(texts: &[&'t str], lengths: RangeInclusive<usize>, most: usize) -> Option<Vec<&'t str>> {
    let shortest = *lengths.start();
    lengths
        .rev()
        .filter(|len| texts.len() <= LARGE_VOCABULARY || *len == shortest)
        .map(|len| cover(texts, len))
        .find(|cover| cover.len() <= most)
}

/// A small set of literals of length `len`, one of which is in every text, the most common first.
fn cover<'t>(texts: &[&'t str], len: usize) -> Vec<&'t str> {
    let mut left: Vec<Vec<&str>> = texts.iter().map(|text| candidates(text, len)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for piece in left.iter().flatten() {
        *counts.entry(piece).or_default() += 1;
    }
    let mut chosen = Vec::new();
    while !left.is_empty() {
        let best = counts.iter().max_by_key(|&(piece, count)| (*count, *piece));
        let Some((&best, _)) = best else { break };
        chosen.push(best);
        left.retain(|pieces| {
            let covered = pieces.contains(&best);
            for piece in pieces.iter().filter(|_| covered) {
                counts.entry(piece).and_modify(|count| *count -= 1);
            }
            !covered
        });
    }
    chosen
}

/// The suitable literals in one text, or its beginning if there are none.
fn candidates(text: &str, len: usize) -> Vec<&str> {
    let windows = (0..text.len()).filter_map(|at| text.get(at..at + len));
    let mut pieces: Vec<&str> = windows.filter(|piece| is_rare(piece)).collect();
    if pieces.is_empty() {
        pieces.push(text.get(..len).unwrap_or(text));
    }
    pieces
}

/// Whether little in ordinary text begins like the literal, which starts with the capital of a longer word, or with a
/// dot before anything but a lower-case letter.
fn is_rare(piece: &str) -> bool {
    match piece.as_bytes() {
        [b'.', second, ..] => !second.is_ascii_lowercase(),
        [first, rest @ ..] => first.is_ascii_uppercase() && rest.iter().all(u8::is_ascii_alphabetic),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn every_text_holds_a_piece() {
        let texts = ["InvalidVpc.NotFound", "InvalidVip.NotFound", "Forbbiden.Ram", "User. Disabled", "Throttling.Api"];
        let chosen = pieces(&texts, 2..=6, 4).unwrap_or_default();
        assert!((1..=4).contains(&chosen.len()));
        for text in texts {
            assert!(chosen.iter().any(|piece| text.contains(piece)), "{text}");
        }
    }

    #[test]
    fn too_many_texts_for_the_search_are_refused() {
        let texts: Vec<String> = (b'A'..=b'Z').map(|letter| format!("x.{}", char::from(letter))).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(pieces(&texts, 2..=6, 20), None);
    }
}
