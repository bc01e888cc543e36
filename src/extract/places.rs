//! Codes without a key: known codes as whole words, unknown ones where clients print a code.

use std::ops::Range;

use super::code::{self, Code, Trust};
use super::facts::{Document, Fact, Kind, Status};
use super::lexer::{Candidates, Word};
use super::shape::{self, ANSWERED, FAILED, is_word, offset, word_end};
use super::tables::CLASS_OF_CODE;
use super::value;
use super::vocabulary::Vocabulary;

/// How far after a code its context is searched, in bytes.
const REACH: usize = 400;
/// The shortest word that may be a code, in letters.
const SHORTEST: usize = 4;

/// Adds the codes among the candidates to the facts.
pub fn resolve(document: &mut Document, candidates: &Candidates, vocabulary: &dyn Vocabulary) {
    let ids: Vec<Id> = document
        .facts
        .iter()
        .filter(|fact| fact.is_id())
        .map(|fact| Id { at: fact.place.start, value: fact.value.start, named: fact.kind == Kind::Id, line: fact.line })
        .collect();
    let mut done = 0;
    for word in &candidates.words {
        if word.place.start < done {
            continue;
        }
        let surroundings = Surroundings::of(document, word, &ids, candidates, vocabulary);
        let Some(found) = surroundings.and_then(|around| around.code(vocabulary)) else {
            continue;
        };
        done = found.end;
        add(document, word, found);
    }
    document.facts.sort_by_key(|fact| (fact.place.start, fact.place.end));
    document.messages.sort_by_key(|message| message.value.start);
    drop_repeated(document);
}

/// Drops each fact that only repeats the previous one in its line.
fn drop_repeated(document: &mut Document) {
    let text = std::mem::take(&mut document.text);
    let value = |fact: &Fact| text.get(fact.value.clone()).unwrap_or_default();
    document.facts.dedup_by(|next, kept| {
        let same = match (kept.kind, next.kind) {
            (Kind::NoId, Kind::NoId) => true,
            (Kind::Marker(one), Kind::Marker(other)) => one == other,
            (Kind::Status(one), Kind::Status(other)) => one == other,
            (Kind::Code(one), Kind::Code(other)) => one == other && value(kept) == value(next),
            (Kind::Id, Kind::Id) | (Kind::BareId, Kind::BareId) => value(kept) == value(next),
            _ => false,
        };
        same && (kept.line, kept.scope, kept.weak, kept.pair) == (next.line, next.scope, next.weak, next.pair)
    });
    document.text = text;
}

/// Where a `RequestId` is.
#[derive(Clone, Copy, Debug)]
struct Id {
    at: usize,
    value: usize,
    named: bool,
    line: usize,
}

/// A code that was found, and what is next to it.
struct Found {
    code: Code,
    start: usize,
    is_class: bool,
    end: usize,
    weak: bool,
    message: Option<Range<usize>>,
    status: Option<(u16, Range<usize>)>,
}

fn add(document: &mut Document, word: &Word, found: Found) {
    let start = found.start;
    let fact = |kind, place: Range<usize>, weak| Fact {
        kind,
        value: place.clone(),
        place,
        line: word.line,
        scope: word.scope,
        weak,
        pair: false,
    };
    if let Some((number, place)) = found.status {
        let same = |fact: &&mut Fact| fact.status().is_some() && fact.place.end == place.end;
        if let Some(known) = document.facts.iter_mut().rev().take(64).find(same) {
            known.weak = false;
        } else {
            let status = Status { number, tea: false, bodiless: false };
            document.facts.push(fact(Kind::Status(status), place, false));
        }
    }
    if let Some(value) = found.message {
        document.messages.push(Fact::message(value, word.line, word.scope));
    }
    let place = start..start + found.code.len;
    if found.is_class {
        document.facts.push(fact(Kind::Marker(true), place.clone(), false));
    }
    document.facts.push(fact(Kind::Code(found.code), place, found.weak));
}

/// A word and what is around it.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Surroundings<'t> {
    /// The word, including what belongs to it.
    word: &'t str,
    start: usize,
    /// The part of the line before it.
    before: &'t str,
    /// The part of the line after it that matters.
    after: &'t str,
    /// A named `RequestId` follows in the line.
    id_follows: bool,
    /// The same, or at the start of the next line.
    id_is_near: bool,
    /// In brackets right after it.
    id_in_brackets: bool,
    /// `, URL: http` follows in the line.
    call_follows: bool,
    /// `POST "http` follows in the line.
    request_follows: bool,
    /// It is the whole line.
    alone: bool,
    /// It is part of the name of an error class.
    is_class: bool,
}

impl<'t> Surroundings<'t> {
    fn of(
        document: &'t Document,
        word: &Word,
        ids: &[Id],
        candidates: &Candidates,
        vocabulary: &dyn Vocabulary,
    ) -> Option<Self> {
        let Range { start, end } = word.place;
        let body = document.lines.get(word.line)?.body.clone();
        let text = document.text.as_str();
        let letters = text.get(start..end)?.bytes().filter(u8::is_ascii_alphabetic).count();
        if letters < SHORTEST {
            return None;
        }
        let (start, end, is_class) = match within_class(text.get(start..end)?, text.get(end..)?) {
            Some(len) => (start + CLASS_OF_CODE.0.len(), start + CLASS_OF_CODE.0.len() + len, true),
            None => (start, whole(text, start, end, vocabulary), false),
        };
        let limit = (end + REACH).min(body.end.max(end));
        let limit = (limit..limit + 4).find(|at| text.is_char_boundary(*at))?;
        let before = text.get(body.start..start)?;
        let after = text.get(end..limit)?;
        let next = ids.partition_point(|id| id.at < end);
        let next = ids.get(next).copied();
        let near = next.filter(|id| id.named && id.at - end < REACH);
        let at = |places: &[usize]| {
            let next = places.partition_point(|place| *place < end);
            places.get(next).is_some_and(|place| *place < body.end && place - end < REACH)
        };
        Some(Self {
            word: text.get(start..end)?,
            start,
            is_class,
            before: if is_class { before.strip_suffix(CLASS_OF_CODE.0).unwrap_or(before) } else { before },
            after: if is_class { after.strip_prefix(CLASS_OF_CODE.1).unwrap_or(after) } else { after },
            id_follows: near.is_some_and(|id| id.line == word.line),
            id_is_near: near.is_some_and(|id| id.line <= word.line + 1),
            id_in_brackets: next.is_some_and(|id| {
                let between = text.get(end..id.value.max(end)).unwrap_or_default();
                between.len() < 18 && between.trim_start().starts_with('(')
            }),
            call_follows: at(&candidates.calls),
            request_follows: at(&candidates.requests),
            alone: before.trim_matches([' ', '|', '│']).is_empty()
                && after.trim_matches([' ', '|', '│', '.']).is_empty(),
        })
    }

    /// The code that the word is.
    fn code(&self, vocabulary: &dyn Vocabulary) -> Option<Found> {
        if self.is_inside_a_name() || self.after.starts_with('(') || self.after.starts_with("::") {
            return None;
        }
        if shape::is_glued(self.before, self.after) {
            return None;
        }
        let capital = self.word.starts_with(|c: char| c.is_ascii_uppercase());
        let placed = if capital { self.placed(vocabulary) } else { None };
        let (code, weak) = placed.map(|code| (code, false)).or_else(|| self.mentioned(vocabulary))?;
        let end = self.start + code.len;
        let row = self.is_before_id();
        let beside = if row || self.word.contains('.') || self.is_cell_beside_status() || self.is_alone_behind_status()
        {
            self.status_beside(row)
        } else {
            None
        };
        Some(Found {
            code,
            start: self.start,
            is_class: self.is_class,
            end: end.max(self.start + self.word.len()),
            weak,
            message: self.message(),
            status: beside,
        })
    }

    /// A code in a position where clients print one.
    fn placed(&self, vocabulary: &dyn Vocabulary) -> Option<Code> {
        let (known, unknown) = self.trust()?;
        let code = code::read(self.word, known, unknown, vocabulary)?;
        let text = self.word.get(..code.len)?;
        if !code.known && (code::is_class(text) || code::is_other_name(self.word)) {
            return None;
        }
        if self.word.ends_with("Error") && self.is_class_before_code(vocabulary) {
            return None;
        }
        if code::is_generic(text) && known == Trust::Sure && !self.holds_common_word() {
            return None;
        }
        Some(code)
    }

    /// The trust that the position gives a known code, and an unknown one.
    fn trust(&self) -> Option<(Trust, Option<Trust>)> {
        use Trust::{Loose, Plain, Sure};
        let (before, after) = (self.before, self.after);
        let titled = after.starts_with(": ") || after.starts_with("]: ");
        let colon = after.starts_with(": ") || after.starts_with(" : ");
        let dotted = self.word.trim_end_matches('.').contains('.');
        let row = || self.is_before_id();
        let cell = row() && dotted && self.status_beside(true).is_some();
        // Where clients print a code: whether this is such a position, the trust in a known code, the trust in an
        // unknown one.
        let places = [
            (self.is_class, Sure, Some(Loose)),
            (self.is_alone_behind_status(), Plain, Some(Loose)),
            (self.is_before_status(), Sure, Some(Loose)),
            (self.is_behind_status(), Sure, Some(Loose)),
            (before.ends_with("Error [") && after.starts_with("]: "), Sure, Some(Loose)),
            (titled && self.call_follows, Sure, Some(Loose)),
            (
                after.starts_with(')') && before.ends_with('(') && ends_near(before, "OpenAPI returned error: "),
                Sure,
                Some(Sure),
            ),
            (before.ends_with("xception: ") && colon, Sure, Some(Loose)),
            (before.ends_with(": ") && after.starts_with(" : ") && self.id_is_near, Sure, Some(Loose)),
            (after.starts_with(": ") && self.id_is_near && self.request_follows, Sure, Some(Sure)),
            (before.ends_with("api error ") && after.starts_with(": "), Sure, Some(Loose)),
            (dotted && self.is_numbered() && after.starts_with(": "), Sure, Some(Sure)),
            (is_bracketed_status(after) && self.id_follows, Sure, Some(Loose)),
            (self.is_numbered() && after.starts_with([' ', ':']), Sure, Some(Loose)),
            ((colon && self.id_follows) || self.id_in_brackets, Plain, None),
            (self.follows_word_for_code() && self.id_follows, Plain, Some(Loose)),
            (self.is_introduced(), Sure, None),
            (self.alone && dotted, Plain, Some(Loose)),
            (self.is_enclosed(), Plain, None),
            (self.is_cell_beside_status(), Sure, None),
            (row(), if dotted { Sure } else { Plain }, cell.then_some(Loose)),
        ];
        let mut fitting = places.iter().filter(|(fits, ..)| *fits);
        let (_, known, _) = fitting.clone().next()?;
        Some((*known, fitting.find_map(|(_, _, unknown)| *unknown)))
    }

    /// In the cell of a table next to a failed status.
    fn is_cell_beside_status(&self) -> bool {
        (self.before.ends_with("| ") || self.before.ends_with("│ ")) && self.status_beside(false).is_some()
    }

    /// In a line that has only a failed status before it.
    fn is_alone_behind_status(&self) -> bool {
        let number = self.before.trim_start().strip_suffix(' ');
        self.after.is_empty()
            && number.is_some_and(|number| number.len() == 3 && shape::status(number, FAILED).is_some())
    }

    /// After `[404] `.
    fn is_numbered(&self) -> bool {
        self.before.strip_suffix("] ").is_some_and(|lead| {
            let (head, number) = lead.split_at_checked(lead.len().saturating_sub(3)).unwrap_or_default();
            head.ends_with('[') && shape::status(number, FAILED).is_some()
        })
    }

    /// After `HTTP Status: 404 Error:`.
    fn is_behind_status(&self) -> bool {
        let lead = self.before.strip_suffix("Error:");
        lead.is_some_and(|lead| lead.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit()))
            && (self.after.is_empty() || self.after.starts_with(|c: char| c == '.' || c.is_whitespace()))
    }

    /// A known code anywhere, or an unknown word that looks like a code, and whether it is weak.
    fn mentioned(&self, vocabulary: &dyn Vocabulary) -> Option<(Code, bool)> {
        let dotted = self.word.trim_end_matches('.').contains('.');
        if dotted {
            if let Some(code) = code::read(self.word, Trust::Sure, None, vocabulary) {
                return Some((code, false));
            }
            let parts = self.word.trim_end_matches('.').split('.');
            let capitals = parts.clone().all(|part| part.starts_with(|c: char| c.is_ascii_uppercase()));
            let ends = self.after.starts_with([':', ')', ']', '"', '\'', '`'])
                || self.after.starts_with(" (")
                || self.after.starts_with(" :");
            let code = code::read(self.word, Trust::Sure, Some(Trust::Loose), vocabulary)?;
            return (capitals && ends && !code::is_class(self.word.get(..code.len)?)).then_some((code, true));
        }
        let free = !self.before.ends_with(['.', '$', '@', '/', '\\', '-']) && !self.after.starts_with('/');
        let code = code::read(self.word, Trust::Plain, None, vocabulary)?;
        (free && !code::is_generic(self.word.get(..code.len)?)).then_some((code, true))
    }

    /// Before `: code: 404` or ` code: 404`.
    fn is_before_status(&self) -> bool {
        let after = self.after.strip_prefix(':').unwrap_or(self.after);
        after.strip_prefix(" code: ").is_some_and(|text| shape::status(text, ANSWERED).is_some())
    }

    /// After `Error:` or `...Exception:`.
    fn is_introduced(&self) -> bool {
        let lead = self.before.trim_end_matches(['"', '\'', '`', '*']);
        let lead = lead.strip_suffix(' ').unwrap_or(lead);
        let introduced = lead
            .strip_suffix(':')
            .is_some_and(|lead| ["Error", "Exception", "ERROR", "error"].iter().any(|end| lead.ends_with(end)));
        introduced && !self.after.starts_with(['(', '[', '/'])
    }

    /// After `failed with code`, `error=` or `reason:`.
    fn follows_word_for_code(&self) -> bool {
        const WORDS: [&str; 5] = ["code", "error", "err", "failed with", "reason"];
        let lead = self.before.trim_end_matches([' ', ':', '=', '"', '\'']);
        let ends = |word: &&str| {
            let tail = lead.len().checked_sub(word.len()).and_then(|start| lead.get(start..));
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(word))
        };
        let capitals = self.word.bytes().filter(u8::is_ascii_uppercase).count();
        lead.len() < self.before.len() && capitals > 1 && !self.after.starts_with(" {") && WORDS.iter().any(ends)
    }

    /// Alone in brackets, quotes or between colons.
    fn is_enclosed(&self) -> bool {
        let lead = self.before.strip_suffix(' ').unwrap_or(self.before);
        lead.ends_with([':', '(', '[', '`', '"', '\''])
            && (self.after.starts_with(['`', '"', '\'', ')', ']']) || self.after.starts_with(": "))
    }

    /// Whether a word that many systems use belongs to the service here.
    fn holds_common_word(&self) -> bool {
        self.is_before_status()
            || self.call_follows
            || self.id_follows
            || self.after.starts_with(" (")
            || self.after.starts_with(" :")
            || self.before.ends_with("] ")
            || self.is_behind_status()
    }

    /// In `ThrottlingError: Throttling.User: code: 400` a class is before the code.
    fn is_class_before_code(&self, vocabulary: &dyn Vocabulary) -> bool {
        let Some(next) = self.after.strip_prefix(": ") else {
            return false;
        };
        let (next, after) = next.split_at(word_end(next, 0).0);
        vocabulary.canonical(next).is_some() || after.starts_with(": code: ")
    }

    /// Whether the word is part of a path, a class or a longer name. `A.B/C.D` is a list of codes.
    fn is_inside_a_name(&self) -> bool {
        let lead = self.before;
        if let Some(path) = lead.strip_suffix('/') {
            let start = path.rfind(|c: char| c.is_whitespace()).map_or(0, |at| at + 1);
            return !code::is_dotted(path.get(start..).unwrap_or_default());
        }
        let is_last = |c: char| matches!(c, '\\' | '$' | '@') || u8::try_from(c).is_ok_and(is_word);
        lead.ends_with(is_last)
            || (lead.ends_with('-') && !lead.ends_with(" -"))
            || lead
                .strip_suffix('.')
                .is_some_and(|lead| lead.ends_with(|c: char| !c.is_ascii() || u8::try_from(c).is_ok_and(is_word)))
    }

    /// Whether the next cell of the row, or the cell after a status, is a `RequestId`.
    fn is_before_id(&self) -> bool {
        let next = cells_end(self.after);
        let next = next.strip_prefix("HTTP ").unwrap_or(next);
        let behind = shape::status(next, FAILED).and_then(|_| next.get(3..)).map(cells_end);
        next.len() < self.after.len()
            && [Some(next), behind].into_iter().flatten().any(|text| shape::uuid(text.as_bytes()) > 0)
    }

    /// The failed status next to the word, in brackets or in another cell of the row.
    fn status_beside(&self, row: bool) -> Option<(u16, Range<usize>)> {
        let left = if row {
            self.before.trim_end_matches(EDGES)
        } else {
            let left = self.before.trim_end_matches([' ', '\t', ':', '|', ']', ')']);
            Some(left).filter(|left| self.before.len() - left.len() <= 3)?
        };
        let number = left.get(left.len().wrapping_sub(3)..).filter(|_| left.len() < self.before.len());
        if let Some(number) = number.and_then(|text| shape::status(text, FAILED)) {
            let lead = left.get(..left.len() - 3).unwrap_or_default();
            let whole = !lead.ends_with(|c: char| matches!(c, ':' | '.' | '-') || u8::try_from(c).is_ok_and(is_word));
            let counts = lead.ends_with("line ") || lead.ends_with(',') && row;
            if whole && !counts {
                let end = self.start - (self.before.len() - left.len());
                return Some((number, end - 3..end));
            }
        }
        let right = if row {
            cells_end(self.after)
        } else {
            let right = self.after.trim_start_matches(['`', '\'', '"']);
            let right = right.strip_prefix(' ').unwrap_or(right);
            right.strip_prefix(['(', '|', ','])?.trim_start_matches(' ')
        };
        let right = right.strip_prefix("HTTP ").unwrap_or(right);
        let number = shape::status(right, FAILED)?;
        let quantity = right
            .get(3..)
            .and_then(|rest| rest.strip_prefix(' '))
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
        let at = self.start + self.word.len() + self.after.len() - right.len();
        (!quantity && right.len() < self.after.len()).then_some((number, at..at + 3))
    }

    /// Where the message after the code is.
    fn message(&self) -> Option<Range<usize>> {
        if self.is_before_status() {
            return None;
        }
        let text = if self.after.starts_with(": ") || self.after.starts_with(" : ") {
            self.after.trim_start_matches([' ', ':'])
        } else if let Some(text) = self.after.strip_prefix("]: ") {
            text
        } else if self.before.ends_with("Error:") {
            self.after.trim_start_matches([' ', '.'])
        } else {
            return None;
        };
        let message = value::message(text, None);
        let start = self.start + self.word.len() + self.after.len() - text.len() + offset(text, message);
        (!message.is_empty()).then(|| start..start + message.len())
    }
}

/// The length of the code in the name of an error class.
fn within_class(word: &str, after: &str) -> Option<usize> {
    let (lead, end) = CLASS_OF_CODE;
    let code = word.strip_prefix(lead)?.strip_suffix(end)?;
    (after.starts_with(": ") && code.starts_with(|c: char| c.is_ascii_uppercase())).then_some(code.len())
}

/// Whether a failed status in brackets follows: ` (409): ...`.
fn is_bracketed_status(after: &str) -> bool {
    let number = after.strip_prefix(" (");
    number.is_some_and(|text| shape::status(text, FAILED).is_some() && text.get(3..4) == Some(")"))
}

/// The separators between the cells of a row.
const EDGES: [char; 17] = [' ', '|', '│', '┆', '║', '&', ',', ';', ':', '\t', '"', '\'', '`', '(', ')', '[', ']'];

/// The text after the box edges and tags at its start.
fn cells_end(text: &str) -> &str {
    const LONGEST_TAG: usize = 32;
    let mut rest = text.trim_start_matches(EDGES);
    while rest.starts_with('<') {
        let Some(end) = rest.bytes().take(LONGEST_TAG).position(|b| b == b'>') else {
            break;
        };
        rest = rest.get(end + 1..).unwrap_or_default().trim_start_matches(EDGES);
    }
    rest
}

/// Whether a text occurs near the end of another one.
fn ends_near(text: &str, wanted: &str) -> bool {
    let from = (text.len().saturating_sub(REACH)..text.len()).find(|at| text.is_char_boundary(*at));
    from.and_then(|from| text.get(from..)).is_some_and(|tail| tail.contains(wanted))
}

/// Where the word ends, including what belongs to it: the second part of `User. Disabled`, the dot of a code that ends
/// in one.
fn whole(text: &str, start: usize, end: usize, vocabulary: &dyn Vocabulary) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    if !rest.starts_with('.') {
        return end;
    }
    if rest.starts_with(". ") {
        let far = word_end(text, end + 2).0;
        let both = text.get(start..far).unwrap_or_default().trim_end_matches('.');
        let stem = both.strip_suffix("Error").unwrap_or(both);
        if vocabulary.canonical(stem).is_some() {
            return start + both.len();
        }
    }
    let with_dot = text.get(start..=end).unwrap_or_default();
    if vocabulary.canonical(with_dot).is_some_and(|code| code.ends_with('.')) { end + 1 } else { end }
}
