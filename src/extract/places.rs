//! Codes without a key: known codes as whole words, unknown ones where clients print a code.

use std::ops::Range;

use super::code::{self, Code, Trust};
use super::facts::{Document, Fact, Kind};
use super::interface::Vocabulary;
use super::lexer::Word;
use super::messages;
use super::pattern::{EDGES, edges_len, ends_with, matches};
use super::shape::{self, offset, word_end};
use super::status::{FAILED, Form, Status, is_other_number, status};
use super::tables::{CLASS_OF_CODE, rows};

/// How far after a code its context is searched, in bytes.
const REACH: usize = 400;
/// The words with which the CSI driver shortens an error.
const BRIEF: &str = "OpenAPI returned error: ";
/// The shortest word that may be a code, in letters.
const SHORTEST: usize = 4;

/// Adds the codes among the candidates to the facts.
pub fn resolve(document: &mut Document, candidates: &[Word], vocabulary: &dyn Vocabulary) {
    // Where each `RequestId` is, and its line.
    let ids: Vec<(usize, usize)> =
        document.facts.iter().filter(|fact| fact.is_id()).map(|fact| (fact.place.start, fact.line)).collect();
    for word in candidates {
        let around = Surroundings::of(document, word, &ids, vocabulary);
        let facts = around.and_then(|around| around.facts(word, vocabulary)).unwrap_or_default();
        let (messages, facts): (Vec<Fact>, Vec<Fact>) = facts.into_iter().partition(|fact| fact.kind == Kind::Message);
        document.messages.extend(messages);
        document.facts.extend(facts);
    }
    document.facts.sort_by_key(|fact| (fact.place.start, fact.place.end));
    document.messages.sort_by_key(|message| message.value.start);
}

/// What else must be in the line of a code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum With {
    /// Nothing.
    Any,
    /// A `RequestId` behind the code.
    Id,
    /// The address of the call behind the code, as the service's clients print it.
    Call,
    /// [`BRIEF`] before the code.
    Brief,
    /// A failed status next to the code.
    Status,
    /// Nothing, or only a failed status before the code.
    Nothing,
}

/// Which words count as a code in a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counts {
    /// Only known codes.
    Known,
    /// Known codes and other words, if they have a dot.
    Dotted,
    /// Any word that looks like a code.
    All,
    /// The same, even if nothing else points to the service.
    Sure,
}

/// Where clients print a code without a name: the end of the text before it without quotes and spaces, the text after
/// it (see [`super::pattern`]), what else is in the line, which words count, an example.
#[rustfmt::skip]
pub static PLACES: &[(&str, &str, With, Counts, &str)] = &[
    ("", "%?: code: %d%d%d", With::Any, Counts::All, "Error: CODE code: 404, it is gone"),
    ("Status: %H Error:", "", With::Any, Counts::Sure, "HTTP Status: 404 Error:CODE it is gone"),
    ("", ": ", With::Call, Counts::All, "CODE: it is gone, URL: http://nas.aliyuncs.com/"),
    ("", "]: ", With::Call, Counts::All, "Error [CODE]: it is gone, URL: http://nas.aliyuncs.com/"),
    ("(", ")", With::Brief, Counts::Sure, "OpenAPI returned error: it is gone (CODE)"),
    (":", " : ", With::Any, Counts::All, "ClientException: CODE : it is gone"),
    ("api error", ": ", With::Any, Counts::All, "RequestID: x, HostID: y, api error CODE: it is gone"),
    ("[%H]", " ", With::Any, Counts::All, "[404] CODE it is gone"),
    ("[%H]", ": ", With::Any, Counts::Sure, "[404] CODE: it is gone"),
    ("", "", With::Nothing, Counts::Dotted, "CODE"),
    ("%H", "", With::Nothing, Counts::All, "404 CODE"),
    ("%H", ": ", With::Id, Counts::All, "HTTP 404 CODE: it is gone (RequestId: x)"),
    ("", " (%H)", With::Id, Counts::All, "CODE (404): it is gone [request id x]"),
    ("", "%? : ", With::Id, Counts::Known, "CODE: it is gone (request id x)"),
    ("failed with", "", With::Id, Counts::All, "failed with CODE, request id x"),
    ("code", "", With::Id, Counts::All, "failed with code CODE, request id x"),
    ("Code", "", With::Id, Counts::All, "failed, ErrCode CODE, request id x"),
    ("rror%?:%?=", "", With::Id, Counts::Dotted, "error=CODE request_id=x"),
    ("err%?=", "", With::Id, Counts::Dotted, "err=CODE request_id=x"),
    ("reason%?:%?=", "", With::Id, Counts::Dotted, "reason=CODE request_id=x"),
    ("rror:", "", With::Any, Counts::Known, "Error: CODE"),
    ("rror:", "%$", With::Any, Counts::Dotted, "Error: CODE"),
    ("\"error\":", "", With::Any, Counts::Dotted, "{\"requestId\":\"x\",\"error\":\"CODE\"}"),
    ("ERROR:", "", With::Any, Counts::Known, "ERROR: CODE"),
    ("xception:", "", With::Any, Counts::Known, "Exception: CODE"),
    ("|", "", With::Status, Counts::Known, "| 404 | CODE |"),
    ("", "%e%i", With::Status, Counts::All, "404 | CODE | 54744262-D1DB-5E41-AEF1-40A5B35366DF"),
    ("", "%e%H%e%i", With::Any, Counts::All, "'CODE',404,'54744262-D1DB-5E41-AEF1-40A5B35366DF'"),
];

/// A word and what is around it.
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
    /// It is part of the name of an error class.
    is_class: bool,
}

impl<'t> Surroundings<'t> {
    fn of(document: &'t Document, place: &Word, ids: &[(usize, usize)], vocabulary: &dyn Vocabulary) -> Option<Self> {
        let Range { start, end } = place.place;
        let body = document.lines.get(place.line)?.body.clone();
        let text = document.text.as_str();
        let word = text.get(start..end)?;
        if word.bytes().filter(u8::is_ascii_alphabetic).count() < SHORTEST {
            return None;
        }
        let class = within_class(word);
        let code_start = class.map_or(start, |code| offset(text, code));
        let end = start + code::whole(text.get(start..)?, word.len(), vocabulary);
        let limit = (end + REACH).min(body.end.max(end));
        let limit = (limit..limit + 4).find(|at| text.is_char_boundary(*at))?;
        let next_id = ids.get(ids.partition_point(|(at, _)| *at < end));
        Some(Self {
            word: class.or_else(|| text.get(start..end))?,
            start: code_start,
            is_class: class.is_some(),
            before: text.get(body.start..code_start)?,
            after: text.get(end..limit)?,
            id_follows: next_id.is_some_and(|(_, line)| *line == place.line),
        })
    }

    /// The code that the word is, and what is next to it.
    fn facts(&self, word: &Word, vocabulary: &dyn Vocabulary) -> Option<Vec<Fact>> {
        if shape::is_glued(self.before, self.after) {
            return None;
        }
        let code = code::read(self.word, Trust::Sure, Trust::Loose, vocabulary)?;
        let placed = self.placed(code).map(|code| (code, false));
        let (code, weak) = placed.or_else(|| self.mentioned(code))?;
        let fact = |kind, place: Range<usize>| Fact::new(kind, place.clone(), place, word.line, word.scope);
        let place = self.start..self.start + code.len;
        let mut facts = vec![Fact { weak, ..fact(Kind::Code(code), place) }];
        facts.extend(self.status_beside().map(|(number, place)| {
            let status = Status { number, form: Form::Certain };
            fact(Kind::Status(status), place)
        }));
        facts.extend(self.message().map(|place| fact(Kind::Message, place)));
        Some(facts)
    }

    /// A code in a position where clients print one.
    fn placed(&self, mut code: Code) -> Option<Code> {
        let text = self.word.get(..code.len)?;
        let words = if self.is_class { Counts::All } else { self.words()? };
        match words {
            Counts::Known if !code.known => return None,
            Counts::Sure => code.trust = Trust::Sure,
            _ => {}
        }
        let is_other = || code::is_class(text) || (words < Counts::Sure && code::is_other_name(self.word));
        let is_name = !code.known && is_other();
        let is_common = code::is_generic(text) && !self.id_follows && !self.call_follows();
        (!is_name && !is_common && !self.is_class_before_code()).then_some(code)
    }

    /// Which words count as a code in this place.
    fn words(&self) -> Option<Counts> {
        let lead = self.before.trim_end_matches([' ', '"', '\'', '`']);
        let is_status = |text: &str| text.len() == 3 && status(text, FAILED).is_some();
        let is_alone = || {
            let (before, after) = (self.before.trim_matches(EDGES), self.after.trim_matches(EDGES));
            after.trim_matches('.').is_empty() && (before.is_empty() || is_status(before))
        };
        let fits = |place: &&(&str, &str, With, Counts, &str)| {
            let with = || match place.2 {
                With::Any => true,
                With::Id => self.id_follows,
                With::Call => self.call_follows(),
                With::Status => self.status_beside().is_some(),
                With::Nothing => is_alone(),
                With::Brief => lead.contains(BRIEF),
            };
            let dotted = place.3 != Counts::Dotted || self.is_dotted();
            dotted && matches(place.1, self.after).is_some() && ends_with(lead, place.0) && with()
        };
        rows(PLACES).filter(fits).map(|place| place.3).max()
    }

    /// Whether the address of the call follows in the line.
    fn call_follows(&self) -> bool {
        [", URL: http", " POST \"http", " GET \"http"].iter().any(|call| self.after.contains(call))
    }

    fn is_dotted(&self) -> bool {
        self.word.trim_end_matches('.').contains('.')
    }

    /// A known code anywhere, or an unknown word that looks like a code, and whether it is weak.
    fn mentioned(&self, code: Code) -> Option<(Code, bool)> {
        let text = self.word.get(..code.len)?;
        if !self.is_dotted() {
            let trust = if text.contains('.') { Trust::Sure } else { Trust::Plain };
            return (code.known && !code::is_generic(text)).then_some((Code { trust, ..code }, true));
        }
        let mut parts = self.word.split('.').filter(|part| !part.is_empty());
        let capitals = parts.all(|part| part.starts_with(|c: char| c.is_ascii_uppercase()));
        let ends = self.after.starts_with([':', ')', ']', '"', '\'', '`', ',', '，']) || self.after.starts_with(" (");
        let lead = self.before.trim_end_matches([' ', '"']);
        let is_field = lead.len() < self.before.len() && lead.ends_with("\":");
        let looks_like_one = capitals && ends && !is_field && !code::is_class(text);
        (code.known || looks_like_one).then_some((code, !code.known))
    }

    /// In `ThrottlingError: Throttling.User: code: 400` a class is before the code.
    fn is_class_before_code(&self) -> bool {
        let next = self.after.strip_prefix(": ");
        next.and_then(|next| next.get(word_end(next, 0)..)).is_some_and(|after| after.starts_with(": code: "))
    }

    /// The failed status next to the word, in brackets or in another cell of the row.
    fn status_beside(&self) -> Option<(u16, Range<usize>)> {
        let left = self.before.trim_end_matches(EDGES);
        let number = left.get(left.len().wrapping_sub(3)..).filter(|_| left.len() < self.before.len());
        if let Some(number) = number
            && let Some(found) = status(number, FAILED)
            && let lead = self.before.get(..offset(self.before, number)).unwrap_or_default()
            && !lead.ends_with(|c: char| c == ',' || c.is_alphanumeric())
            && !is_other_number(lead)
        {
            let start = self.start - (self.before.len() - lead.len());
            return Some((found, start..start + 3));
        }
        let (gap, right) = self.after.split_at(edges_len(self.after));
        let number = status(right, FAILED).filter(|_| gap.contains(['(', '|', ',', '<']))?;
        let at = self.start + self.word.len() + gap.len();
        Some((number, at..at + 3))
    }

    /// Where the message is, which is after the code, unless the CSI driver shortens an error.
    fn message(&self) -> Option<Range<usize>> {
        let brief = self.before.rsplit_once(BRIEF).and_then(|(_, text)| text.strip_suffix(" ("));
        if let Some(message) = brief {
            let start = self.start - self.before.len() + offset(self.before, message);
            return Some(start..start + message.len());
        }
        let starts = [(": ", true), (" : ", true), ("]: ", true), ("", self.before.ends_with("Error:"))];
        let text =
            starts.iter().filter(|(_, may_start)| *may_start).find_map(|(start, _)| self.after.strip_prefix(start))?;
        let message = messages::message(text.trim_start_matches([' ', '.', ':']), None);
        let start = self.start + self.word.len() + offset(self.after, message);
        (!message.is_empty()).then(|| start..start + message.len())
    }
}

/// The code in the name of an error class.
fn within_class(word: &str) -> Option<&str> {
    word.strip_prefix(CLASS_OF_CODE.0)?.strip_suffix(CLASS_OF_CODE.1).filter(|code| !code.is_empty())
}
