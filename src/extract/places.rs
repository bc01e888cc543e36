//! Codes without a key: known codes as whole words, unknown ones where clients print a code.

use std::ops::Range;

use super::code::{self, Code, Trust};
use super::facts::{Document, Fact, Kind, Status};
use super::lexer::{Candidates, Word};
use super::pattern::matches;
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
    // Where each `RequestId` is, and its line.
    let ids: Vec<(usize, usize)> =
        document.facts.iter().filter(|fact| fact.is_id()).map(|fact| (fact.place.start, fact.line)).collect();
    for word in &candidates.words {
        let surroundings = Surroundings::of(document, word, &ids, candidates, vocabulary);
        if let Some(found) = surroundings.and_then(|around| around.code(vocabulary)) {
            add(document, word, found);
        }
    }
    document.facts.sort_by_key(|fact| (fact.place.start, fact.place.end));
    document.messages.sort_by_key(|message| message.value.start);
}

/// A code that was found, and what is next to it.
struct Placed {
    code: Code,
    start: usize,
    is_class: bool,
    weak: bool,
    message: Option<Range<usize>>,
    status: Option<(u16, Range<usize>)>,
}

fn add(document: &mut Document, word: &Word, found: Placed) {
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
        let status = Status { number, tea: false, bodiless: false };
        document.facts.push(fact(Kind::Status(status), place, false));
    }
    if let Some(value) = found.message {
        document.messages.push(Fact::message(value, word.line, word.scope));
    }
    let place = found.start..found.start + found.code.len;
    if found.is_class {
        document.facts.push(fact(Kind::Marker, place.clone(), false));
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
    /// A `RequestId` follows in the line.
    id_follows: bool,
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
        ids: &[(usize, usize)],
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
        let class = within_class(text.get(start..end)?);
        let end = if class.is_some() { end } else { whole(text, start, end, vocabulary) };
        let limit = (end + REACH).min(body.end.max(end));
        let limit = (limit..limit + 4).find(|at| text.is_char_boundary(*at))?;
        let before = text.get(body.start..start)?;
        let after = text.get(end..limit)?;
        let next_id = ids.get(ids.partition_point(|(at, _)| *at < end));
        let at = |places: &[usize]| {
            let next = places.partition_point(|place| *place < end);
            places.get(next).is_some_and(|place| *place < body.end)
        };
        Some(Self {
            word: class.or_else(|| text.get(start..end))?,
            start: class.map_or(start, |code| offset(text, code)),
            is_class: class.is_some(),
            before,
            after,
            id_follows: next_id.is_some_and(|(_, line)| *line == word.line),
            call_follows: at(&candidates.calls),
            request_follows: at(&candidates.requests),
            alone: before.trim_matches([' ', '|', '│']).is_empty()
                && after.trim_matches([' ', '|', '│', '.']).is_empty(),
        })
    }

    /// The code that the word is.
    fn code(&self, vocabulary: &dyn Vocabulary) -> Option<Placed> {
        let is_other = self.before.ends_with(['\\', '$', '@', '.']) || self.after.starts_with('(');
        if is_other || shape::is_glued(self.before, self.after) {
            return None;
        }
        let placed = self.placed(vocabulary).map(|code| (code, false));
        let (code, weak) = placed.or_else(|| self.mentioned(vocabulary))?;
        Some(Placed {
            code,
            start: self.start,
            is_class: self.is_class,
            weak,
            message: self.message(),
            status: self.status_beside(self.is_before_id()),
        })
    }

    /// A code in a position where clients print one.
    fn placed(&self, vocabulary: &dyn Vocabulary) -> Option<Code> {
        let (known, unknown) = self.trust()?;
        let code = code::read(self.word, known, unknown, vocabulary)?;
        let text = self.word.get(..code.len)?;
        let is_name = !code.known && (code::is_class(text) || code::is_other_name(self.word));
        let is_common = code::is_generic(text) && !self.holds_common_word();
        (!is_name && !is_common && !self.is_class_before_code()).then_some(code)
    }

    /// The trust that the position gives a known code, and an unknown one.
    fn trust(&self) -> Option<(Trust, Option<Trust>)> {
        use Trust::{Loose, Plain, Sure};
        let (before, after) = (self.before, self.after);
        let titled = after.starts_with(": ");
        let colon = titled || after.starts_with(" : ");
        let dotted = self.word.trim_end_matches('.').contains('.');
        let cell = self.is_before_id() && self.status_beside(true).is_some();
        // Where clients print a code: whether this is such a position, the trust in a known code, the trust in an
        // unknown one.
        let places = [
            (self.is_class, Sure, Some(Loose)),
            (self.is_alone_behind_status(), Plain, Some(Loose)),
            (self.is_before_status(), Sure, Some(Loose)),
            (self.is_behind_status(), Sure, Some(Loose)),
            (before.ends_with("Error ["), Sure, Some(Loose)),
            ((titled || after.starts_with("]: ")) && self.call_follows, Sure, Some(Loose)),
            (before.ends_with('(') && before.contains("OpenAPI returned error: "), Sure, Some(Sure)),
            (before.ends_with("xception: ") && colon, Sure, Some(Loose)),
            (before.ends_with(": ") && after.starts_with(" : "), Sure, Some(Loose)),
            (titled && self.request_follows, Sure, Some(Sure)),
            (before.ends_with("api error ") && titled, Sure, Some(Loose)),
            (self.is_numbered(), Sure, Some(if titled { Sure } else { Loose })),
            (is_bracketed_status(after) && self.id_follows, Sure, Some(Loose)),
            (colon && self.id_follows, Plain, None),
            (self.follows_word_for_code() && self.id_follows, Plain, Some(Loose)),
            (self.is_introduced(), Sure, None),
            (self.alone && dotted, Plain, Some(Loose)),
            (self.is_enclosed(), Plain, None),
            (self.is_cell_beside_status(), Sure, None),
            (self.is_before_id(), Plain, cell.then_some(Loose)),
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
        let number = self.before.get(self.before.len().wrapping_sub(6)..);
        let is_failed = |number| ["[4%d%d] ", "[5%d%d] "].iter().any(|form| matches(form, number).is_some());
        number.is_some_and(is_failed) && self.after.starts_with([' ', ':'])
    }

    /// After `HTTP Status: 404 Error:`.
    fn is_behind_status(&self) -> bool {
        let lead = self.before.strip_suffix("Error:");
        lead.is_some_and(|lead| lead.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit()))
    }

    /// A known code anywhere, or an unknown word that looks like a code, and whether it is weak.
    fn mentioned(&self, vocabulary: &dyn Vocabulary) -> Option<(Code, bool)> {
        if !self.word.trim_end_matches('.').contains('.') {
            let code = code::read(self.word, Trust::Plain, None, vocabulary)?;
            return (!code::is_generic(self.word.get(..code.len)?)).then_some((code, true));
        }
        let code = code::read(self.word, Trust::Sure, Some(Trust::Loose), vocabulary)?;
        let mut parts = self.word.split('.').filter(|part| !part.is_empty());
        let capitals = parts.all(|part| part.starts_with(|c: char| c.is_ascii_uppercase()));
        let ends = self.after.starts_with([':', ')', ']', '"', '\'', '`'])
            || self.after.starts_with(" (")
            || self.after.starts_with(" :");
        let looks_like_one = capitals && ends && !code::is_class(self.word.get(..code.len)?);
        (code.known || looks_like_one).then_some((code, !code.known))
    }

    /// Before `: code: 404` or ` code: 404`.
    fn is_before_status(&self) -> bool {
        let after = self.after.strip_prefix(':').unwrap_or(self.after);
        after.strip_prefix(" code: ").is_some_and(|text| shape::status(text, ANSWERED).is_some())
    }

    /// After `failed with code`, or with a dot after `error=` or `reason:`, behind which other programs write a word too.
    fn follows_word_for_code(&self) -> bool {
        const WORDS: [&str; 2] = ["code", "failed with"];
        const WORDS_OF_ALL: [&str; 3] = ["error", "err", "reason"];
        let lead = self.before.trim_end_matches([' ', ':', '=', '"', '\'']);
        let ends = |word: &&str| {
            let tail = lead.len().checked_sub(word.len()).and_then(|start| lead.get(start..));
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(word))
        };
        let dotted = self.word.trim_end_matches('.').contains('.');
        lead.len() < self.before.len()
            && !self.after.trim_start().starts_with('{')
            && self.word.bytes().filter(u8::is_ascii_uppercase).count() > 1
            && (WORDS.iter().any(ends) || (dotted && WORDS_OF_ALL.iter().any(ends)))
    }

    /// After `Error:` or `...Exception:`.
    fn is_introduced(&self) -> bool {
        let lead = self.before.trim_end_matches(['"', '\'', '`', ' ']);
        let lead = lead.strip_suffix(':').unwrap_or_default();
        ["Error", "Exception", "ERROR", "error"].iter().any(|end| lead.ends_with(end))
            && !self.after.starts_with(['(', '['])
    }

    /// Alone in brackets, quotes or between colons.
    fn is_enclosed(&self) -> bool {
        let lead = self.before.strip_suffix(' ').unwrap_or(self.before);
        lead.ends_with([':', '(', '[', '`', '"', '\''])
            && (self.after.starts_with(['`', '"', '\'', ')', ']']) || self.after.starts_with(": "))
    }

    /// Whether a word that many systems use belongs to the service here.
    fn holds_common_word(&self) -> bool {
        self.is_before_status() || self.call_follows || self.id_follows || self.before.ends_with("] ")
    }

    /// In `ThrottlingError: Throttling.User: code: 400` a class is before the code.
    fn is_class_before_code(&self) -> bool {
        let next = self.after.strip_prefix(": ");
        next.and_then(|next| next.get(word_end(next, 0).0..)).is_some_and(|after| after.starts_with(": code: "))
    }

    /// Whether the next cell of the row, or the cell after a status, is a `RequestId`.
    fn is_before_id(&self) -> bool {
        let next = cells_end(self.after);
        let behind = shape::status(next, FAILED).and_then(|_| next.get(3..)).map(cells_end);
        [Some(next), behind].into_iter().flatten().any(|text| shape::uuid(text.as_bytes()) > 0)
    }

    /// The failed status next to the word, in brackets or in another cell of the row.
    fn status_beside(&self, row: bool) -> Option<(u16, Range<usize>)> {
        let left = if row {
            Some(self.before.trim_end_matches(EDGES))
        } else {
            let left = self.before.trim_end_matches([' ', '\t', ':', '|', ']', ')']);
            Some(left).filter(|left| self.before.len() - left.len() <= 3)
        };
        let left = left.filter(|left| left.len() < self.before.len());
        let number = left.and_then(|left| left.get(left.len().wrapping_sub(3)..));
        if let Some(number) = number
            && let Some(status) = shape::status(number, FAILED)
            && let lead = self.before.get(..offset(self.before, number)).unwrap_or_default()
            && !lead.ends_with(|c: char| matches!(c, ':' | '.' | '-') || u8::try_from(c).is_ok_and(is_word))
            && !lead.ends_with("line ")
            && !(row && lead.ends_with(','))
        {
            let start = self.start - (self.before.len() - lead.len());
            return Some((status, start..start + 3));
        }
        let right = if row {
            cells_end(self.after)
        } else {
            let right = self.after.trim_start_matches(['`', '\'']);
            let right = right.strip_prefix(' ').unwrap_or(right);
            right.strip_prefix(['(', '|', ','])?.trim_start_matches(' ')
        };
        let number = shape::status(right, FAILED).filter(|_| right.len() < self.after.len())?;
        let at = self.start + self.word.len() + self.after.len() - right.len();
        Some((number, at..at + 3))
    }

    /// Where the message after the code is.
    fn message(&self) -> Option<Range<usize>> {
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

/// The code in the name of an error class.
fn within_class(word: &str) -> Option<&str> {
    word.strip_prefix(CLASS_OF_CODE.0)?.strip_suffix(CLASS_OF_CODE.1).filter(|code| !code.is_empty())
}

/// Whether a failed status in brackets follows: ` (409): ...`.
fn is_bracketed_status(after: &str) -> bool {
    after.strip_prefix(" (").is_some_and(|text| shape::status(text, FAILED).is_some())
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
