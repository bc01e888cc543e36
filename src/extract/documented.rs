//! The messages that the service documents, where they are a whole line.

use super::facts::{Document, Fact, Kind};
use super::shape::offset;
use super::vocabulary::Vocabulary;

/// Adds the documented messages that are a whole line, possibly after `something failed: `.
pub fn add(document: &mut Document, vocabulary: &dyn Vocabulary) {
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
        let scope = document.facts_of_line(index).first().map_or(0, |fact| fact.scope);
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
