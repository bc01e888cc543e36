//! The messages of errors: where each ends, which of them the service documents, and which error each belongs to.

use super::cut::{Cut, strength};
use super::facts::{Document, Fact, Kind};
use super::interface::Vocabulary;
use super::names::{self, Key};
use super::shape::{self, is_word, offset, word_end};
use super::unescape::{CLOSE, OPEN};

/// The longest message, in bytes.
const LONGEST: usize = 4096;

/// How strongly the text divides a message from an error that it does not belong to.
const APART: f32 = 2.0;

/// The messages on either side of a gap between two errors that may belong to one of them. A log of messages alone would
/// take quadratic time.
const FEW: usize = 8;

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
    // A chat may end the block of code here.
    let text = text.trim().trim_end_matches("```").trim_end_matches([',', '，', '+', '[', '(', ' ']);
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
            let is_field = value.starts_with([':', '=', '：']) || shape::request_id(value) > 0;
            matches!(key, Key::Id | Key::Host) && is_field
        };
        rest.starts_with("URL: http") || names::wide(rest).is_some() || names::leading(rest).is_some_and(named)
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
            // The time of a line of InfluxDB.
            Some(b'0'..=b'9') => rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('\n'),
            Some(b',') => {
                let next = rest.get(1..).unwrap_or_default().trim_start();
                next.is_empty() || next.starts_with(['"', '\'', '}', ']', '{']) || names_a_field(next)
            }
            Some(b) => after.len() > rest.len() && is_word(*b) && names_a_field(rest),
        }
    })
}

/// Adds the documented messages that are a whole line, possibly after `something failed: `.
pub fn add_documented(document: &mut Document, vocabulary: &dyn Vocabulary) {
    let mut new = Vec::new();
    for (index, line) in document.lines.iter().enumerate() {
        if document.line_has(index, |fact| fact.code().is_some() && !fact.weak) {
            continue;
        }
        let body = document.body(line);
        let Some(message) = documented_part(body, vocabulary) else {
            continue;
        };
        let start = line.body.start + offset(body, message);
        let place = start..start + message.len();
        let before = document.messages.partition_point(|named| named.value.start <= start);
        let named = before.checked_sub(1).and_then(|at| document.messages.get(at));
        let named = named.filter(|named| named.value.contains(&start));
        let beside = named.or_else(|| document.facts_of_line(index).first());
        let scope = beside.map_or(0, |fact| fact.scope);
        new.push(Fact::new(Kind::Documented, place.clone(), place, index, scope));
    }
    if !new.is_empty() {
        document.facts.extend(new);
        document.facts.sort_by_key(|fact| (fact.place.start, fact.place.end));
    }
}

/// The part of a line that is a documented message, without what clients and people write after it.
fn documented_part<'t>(line: &'t str, vocabulary: &dyn Vocabulary) -> Option<&'t str> {
    const SHORTEST: usize = 16;
    const LONGEST: usize = 1024;
    const STARTS: usize = 6;
    if line.len() < SHORTEST {
        return None;
    }
    let starts = memchr::memchr_iter(b':', line.as_bytes()).map(|at| at + 1);
    let is_quote = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\u{e}' | '`');
    for start in std::iter::once(0).chain(starts).take(STARTS) {
        let text = line.get(start..)?.trim_start_matches(is_quote);
        if text.len() < SHORTEST || !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let text = text.get(..LONGEST).unwrap_or(text);
        let ends = |at: &usize| {
            let rest = text.get(*at..).unwrap_or_default();
            [", URL:", "\",", "\"}", "\u{f}"].iter().any(|end| rest.starts_with(end))
        };
        let end = memchr::memchr3_iter(b',', b'"', 0x0f, text.as_bytes()).find(ends);
        let text = text.get(..end.unwrap_or(text.len()))?.trim_end();
        let tail =
            text.find(" (").or_else(|| text.find(" [")).filter(|at| text.ends_with([')', ']']) && *at >= SHORTEST);
        for text in [Some(text), tail.and_then(|at| text.get(..at))].into_iter().flatten() {
            if !vocabulary.codes_for_message(text).is_empty() {
                return Some(text.trim_end_matches(['"', '\'']));
            }
        }
    }
    None
}

/// The message of each error. A message belongs to the facts before or after it, whichever it is divided from less
/// strongly.
pub fn of_errors(document: &Document, cuts: &[Cut]) -> Vec<Option<String>> {
    let mut own = vec![None; cuts.len()];
    let next_fact = |message: &Fact| document.facts.partition_point(|fact| fact.place.start < message.place.start);
    for gap in document.messages.chunk_by(|one, other| next_fact(one) == next_fact(other)) {
        let next = gap.first().map_or(0, next_fact);
        for (index, message) in gap.iter().enumerate() {
            let is_far = (FEW..gap.len().saturating_sub(FEW)).contains(&index);
            let Some(cut) = nearest_cut(document, cuts, message, next, is_far) else {
                continue;
            };
            if let Some(kept) = own.get_mut(cut)
                && let Some(rank) = cuts.get(cut).and_then(|cut| rank(document, cut, message))
                && kept.is_none_or(|(_, best)| rank < best)
            {
                *kept = Some((message, rank));
            }
        }
    }
    // Without the marks of nested texts.
    let text = |message: &Fact| document.slice(&message.value).replace([OPEN, CLOSE], "");
    own.into_iter().map(|kept| kept.map(|(message, _)| text(message))).collect()
}

/// The error that a message before the fact `next` belongs to. One that is far from both facts belongs to neither of
/// two errors.
fn nearest_cut(document: &Document, cuts: &[Cut], message: &Fact, next: usize, is_far: bool) -> Option<usize> {
    let fact = |index: usize| document.facts.get(index);
    let cut_of = |index: usize| cuts.partition_point(|cut| cut.last < index);
    let before = next.checked_sub(1).and_then(|index| Some((fact(index)?, cut_of(index))));
    let after = fact(next).map(|fact| (fact, cut_of(next)));
    match (before, after) {
        (Some((_, before)), Some((_, after))) if before == after => Some(before),
        _ if is_far => None,
        _ => {
            let before = before.map(|(fact, cut)| (strength(document, fact, message), cut));
            let after = after.map(|(fact, cut)| (strength(document, message, fact), cut));
            let nearest = before.into_iter().chain(after).min_by(|one, other| one.0.total_cmp(&other.0));
            nearest.filter(|(strength, _)| *strength < APART).map(|(_, cut)| cut)
        }
    }
}

/// How well a message of an error fits, the best first: it is in the same object, after the code, near it. `None` for
/// the sentence of a program that contains the code.
fn rank(document: &Document, cut: &Cut, message: &Fact) -> Option<(bool, bool, usize)> {
    let code = document.facts.get(cut.code.or(cut.id).or(cut.bare_id)?)?;
    let is_outer = document.scopes.relation(code.scope, message.scope).up;
    let is_before = message.place.start < code.place.start;
    let distance = message.place.start.abs_diff(code.place.start);
    (!message.value.contains(&code.value.start)).then_some((is_outer, is_before, distance))
}
