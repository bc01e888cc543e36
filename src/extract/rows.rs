//! Facts from whole lines: rows below the header of a table, and messages that the service documents.

use super::code::{self, Trust};
use super::facts::{Document, Fact, Kind, Status};
use super::names::{self, Key};
use super::shape::{self, FAILED, offset, word_end};
use super::vocabulary::Vocabulary;

/// The number of rows without facts after which a table is over.
const PATIENCE: usize = 3;

/// Reads the rows of tables whose header has a code and a `RequestId`.
pub fn tables(document: &mut Document, vocabulary: &dyn Vocabulary) {
    let mut left = 0;
    for line in 0..document.lines.len() {
        if left == 0 && !names_columns(document, line) {
            continue;
        }
        if is_head(document, line) {
            document.facts.retain(|fact| fact.line != line);
            left = PATIENCE;
            continue;
        }
        if document.lines.get(line).is_some_and(|line| line.is_record() && line.level) {
            left = 0;
        }
        if left == 0 {
            continue;
        }
        let id = document.facts_of_line(line).iter().find(|fact| fact.is_id()).cloned();
        let Some(id) = id.filter(|_| number(document, line, 200..=299).is_none()) else {
            left -= 1;
            continue;
        };
        left = PATIENCE;
        read_row(document, line, &id, vocabulary);
    }
    document.facts.sort_by_key(|fact| (fact.place.start, fact.place.end));
}

/// A cheap test: without the name of a code there is no header.
fn names_columns(document: &Document, line: usize) -> bool {
    let body = document.lines.get(line).map_or("", |line| document.body(line));
    (body.contains("ode") || body.contains("ODE") || !body.is_ascii()) && body.len() < 1024
}

fn is_head(document: &Document, line: usize) -> bool {
    let tells = |fact: &Fact| match fact.kind {
        Kind::Id | Kind::BareId | Kind::Status(_) | Kind::Marker(_) => true,
        Kind::Code(code) => code.known || document.slice(&fact.value).contains('.'),
        _ => false,
    };
    if document.line_has(line, tells) {
        return false;
    }
    let body = document.lines.get(line).map_or("", |line| document.body(line));
    let (mut code, mut id) = (false, false);
    let mut at = 0;
    while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
        let found = names::wide(rest).or_else(|| names::leading(rest));
        let word = word_end(rest, 0).0.max(rest.chars().next().map_or(1, char::len_utf8));
        match found {
            Some((Key::Code, len)) => {
                code = true;
                at += len.max(1);
            }
            Some((Key::Id, len)) => {
                id = true;
                at += len.max(1);
            }
            _ => at += word,
        }
    }
    code && id
}

/// A number that is a whole cell.
fn number(document: &Document, line: usize, range: std::ops::RangeInclusive<u16>) -> Option<(u16, usize)> {
    let body = document.lines.get(line)?.body.clone();
    let text = document.text.get(body.clone())?;
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '|' | '│' | ',');
    let mut cells = text.split(is_edge);
    let cell = cells.find(|cell| cell.len() == 3 && shape::status(cell, range.clone()).is_some())?;
    Some((shape::status(cell, range)?, body.start + offset(text, cell)))
}

fn read_row(document: &mut Document, line: usize, id: &Fact, vocabulary: &dyn Vocabulary) {
    let fact = |kind, place: std::ops::Range<usize>| Fact {
        kind,
        value: place.clone(),
        place,
        weak: false,
        pair: false,
        ..id.clone()
    };
    let mut new = Vec::new();
    if !document.line_has(line, |fact| fact.code().is_some()) {
        let body = document.lines.get(line).map_or(0..0, |line| line.body.clone());
        let text = document.text.get(body.clone()).unwrap_or_default();
        let is_edge = |c: char| c.is_whitespace() || matches!(c, '|' | '│' | ',' | '"' | '\'' | '`');
        let cell = text.split(is_edge).find_map(|cell| {
            let capital = cell.len() > 3 && cell.starts_with(|c: char| c.is_ascii_uppercase());
            let code = code::read(cell, Trust::Sure, Some(Trust::Plain), vocabulary).filter(|_| capital)?;
            let start = body.start + offset(text, cell);
            let fits = !code::is_class(cell) && !(id.value.start..id.value.end).contains(&start);
            fits.then_some((code, start))
        });
        new.extend(cell.map(|(code, start)| fact(Kind::Code(code), start..start + code.len)));
    }
    if !document.line_has(line, |fact| fact.status().is_some()) {
        let status = number(document, line, FAILED);
        new.extend(status.map(|(number, start)| {
            fact(Kind::Status(Status { number, tea: false, bodiless: false }), start..start + 3)
        }));
    }
    let named = document.facts.iter_mut().find(|fact| fact.place == id.place && fact.is_id());
    if let Some(named) = named {
        named.kind = Kind::Id;
    }
    for fact in new {
        let at = document.facts.partition_point(|other| other.place.start < fact.place.start);
        document.facts.insert(at, fact);
    }
}

/// Adds the documented messages that are a whole line, possibly after `something failed: `.
pub fn documented(document: &mut Document, vocabulary: &dyn Vocabulary) {
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
        let value = start..start + message.len();
        let named = document.messages.binary_search_by_key(&start, |message| message.value.start).is_ok();
        let scope = document.facts_of_line(index).first().map_or(0, |fact| fact.scope);
        new.push(Fact {
            kind: Kind::Documented,
            place: if named { line.body.start } else { start }..value.end,
            value,
            line: index,
            scope,
            weak: false,
            pair: false,
        });
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
