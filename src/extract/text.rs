//! Finds the facts in one line of free text: words after keys, codes where codes stand, links.

use crate::extract::clause::Clauses;
use crate::extract::keys::{self, Key};
use crate::extract::link;
use crate::extract::partial::{Code, Partial, Trust};
use crate::extract::shape;
use crate::extract::value::{self, Value};
use crate::extract::vocabulary::Vocabulary;

/// The errors that the first `len` bytes of `line` speak of, in order; what follows is looked at only
/// where a value was cut by the line end.
pub fn scan(line: &str, len: usize, vocabulary: &dyn Vocabulary) -> Found {
    let mut scanner = Scanner {
        line,
        vocabulary,
        clauses: Clauses::default(),
        starts: false,
        before: 0,
        quoted_until: 0,
    };
    let mut at = 0;
    let bytes = line.as_bytes();
    while let Some(&byte) = bytes.get(at).filter(|_| at < len) {
        at = match byte {
            b if is_word(b) => scanner.word(at),
            b'{' => scanner.brace(at),
            b'<' => {
                scanner.starts |= DOCUMENTS
                    .iter()
                    .any(|start| scanner.rest(at).starts_with(start));
                at + 1
            }
            0x80.. => scanner.wide(at),
            _ => at + 1,
        };
    }
    let mut errors = scanner.clauses.finish();
    if errors.is_empty() {
        let text = line.get(..len).unwrap_or(line);
        errors.extend(documented(text, vocabulary).map(|message| Partial {
            message: Some(message.to_owned()),
            ..Partial::default()
        }));
    }
    Found {
        starts: scanner.starts,
        errors,
    }
}

/// A documented message that is all the line has, perhaps after `something failed: `.
fn documented<'t>(line: &'t str, vocabulary: &dyn Vocabulary) -> Option<&'t str> {
    const SHORTEST: usize = 16;
    let text = value::plain_message(line);
    let starts = memchr::memchr_iter(b':', text.as_bytes()).map(|at| at + 1);
    std::iter::once(0)
        .chain(starts)
        .filter_map(|at| Some(text.get(at..)?.trim()))
        .filter(|message| {
            message.len() >= SHORTEST && message.starts_with(|c: char| c.is_ascii_uppercase())
        })
        .take(4)
        .find(|message| !vocabulary.codes_for_message(message).is_empty())
}

/// What a line holds.
#[derive(Debug)]
pub struct Found {
    /// The line opens the text of a new error.
    pub starts: bool,
    /// The errors that it speaks of, in order.
    pub errors: Vec<Partial>,
}

/// Beginnings of documents.
const DOCUMENTS: [&str; 3] = ["<?xml", "<? xml", "<Error>"];

/// Words and what follows them where the text of a new error opens.
const OPENINGS: [(&str, &str); 7] = [
    ("SDKError", ":"),
    ("SDK.ServerError", ""),
    ("SDK.ClientError", ""),
    ("Traceback", " (most"),
    ("Caused", " by:"),
    ("panic", ":"),
    ("Exception", " in thread"),
];

struct Scanner<'t> {
    line: &'t str,
    vocabulary: &'t dyn Vocabulary,
    clauses: Clauses,
    starts: bool,
    /// Start of the word before the present one.
    before: usize,
    /// Until here the text is the message of an error whose code is settled.
    quoted_until: usize,
}

/// Letters, digits and underscores.
pub fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// End of the run of word bytes and dots that starts at `at`.
pub fn word_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    at + rest
        .iter()
        .position(|&b| !is_word(b) && b != b'.')
        .unwrap_or(rest.len())
}

impl<'t> Scanner<'t> {
    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.line.get(from..to).unwrap_or_default()
    }

    fn rest(&self, from: usize) -> &'t str {
        self.line.get(from..).unwrap_or_default()
    }

    /// Reads the word at `start`; says where to go on.
    fn word(&mut self, start: usize) -> usize {
        let end = word_end(self.line, start);
        let word = self.slice(start, end).trim_end_matches('.');
        let next = self
            .special(start, end, word)
            .or_else(|| self.field(start, word))
            .unwrap_or_else(|| {
                self.code_here(start, word);
                end
            });
        self.before = start;
        next
    }

    /// Links, UUIDs and status phrases.
    fn special(&mut self, start: usize, end: usize, word: &str) -> Option<usize> {
        if word.len() == 8 && shape::uuid(self.rest(start)) > 0 {
            let id = self.slice(start, start + 36);
            if !id.bytes().any(|b| b.is_ascii_lowercase()) {
                self.clauses
                    .open()
                    .bare_id
                    .get_or_insert_with(|| id.to_owned());
            }
            return Some(start + 36);
        }
        if word.len() == 3 {
            self.status_cell(start, end);
        }
        if !matches!(
            word.as_bytes().first(),
            Some(b'h' | b'H' | b'e' | b'E' | b'a' | b'A' | b'S' | b'T' | b'C' | b'p')
        ) && !word.ends_with("Error")
        {
            return None;
        }
        match word {
            "http" | "https" if self.rest(end).starts_with("://") => return Some(self.link(start)),
            "HTTP" => {
                self.starts |= self.rest(end).starts_with('/');
                let (status, len) = value::http_status(self.rest(end))?;
                self.clauses.status(status);
                return Some(end + len);
            }
            "error" if self.slice(self.before, start) == "returned " => {
                return self.bare_status(end, self.rest(end).strip_prefix(": ")?);
            }
            "ERROR" if self.rest(end).get(4..5) == Some(":") => {
                return self.bare_status(end, self.rest(end).strip_prefix(' ')?);
            }
            "aliyun" | "Aliyun" | "alicloud" | "AlibabaCloud" | "aliyunsdkcore" => {
                self.clauses.open().marker = true
            }
            _ => {}
        }
        self.starts |= OPENINGS
            .iter()
            .any(|(opening, after)| word == *opening && self.rest(end).starts_with(after));
        if word.ends_with("Error") {
            let text = self.rest(end);
            let number = text.strip_prefix(": ").or_else(|| {
                text.strip_prefix(' ')
                    .filter(|_| self.slice(self.before, start) == "HTTP ")
            })?;
            let status = shape::status(number, 400..=599)?;
            self.clauses.status(status);
            return Some(end + text.len() - number.len() + 3);
        }
        None
    }

    /// `curl: (22) The requested URL returned error: 500`, `ERROR 404: Not Found.`
    fn bare_status(&mut self, end: usize, rest: &str) -> Option<usize> {
        let status = shape::status(rest, 400..=599)?;
        self.clauses.open().bare_status = true;
        self.clauses.status(status);
        Some(end + 5)
    }

    /// A status alone in brackets or in a table cell.
    fn status_cell(&mut self, start: usize, end: usize) {
        let before = self.slice(0, start).trim_end_matches(' ');
        let after = self.rest(end).trim_start_matches(' ');
        let begins = before
            .strip_suffix('[')
            .is_some_and(|b| b.is_empty() || b.ends_with(' '))
            && after.starts_with(']')
            || before.ends_with('|') && after.starts_with('|');
        if let Some(status) = shape::status(self.rest(start), 400..=599).filter(|_| begins) {
            self.clauses.status(status);
        }
    }

    /// A name of a field and its value.
    fn field(&mut self, start: usize, word: &str) -> Option<usize> {
        if !keys::may_lead(word) {
            return None;
        }
        let (key, len) = keys::leading(self.rest(start))?;
        let end = start + len;
        match (key, value::after(self.line, end)) {
            (Key::Id, None) => {
                let id = shape::request_id(self.rest(end).trim_start_matches(' '));
                match id {
                    Some(id) => self.clauses.id(id),
                    None => self.clauses.open().id_key = true,
                }
                Some(end)
            }
            (Key::Status, None) => {
                let status = shape::status(self.rest(end).strip_prefix(' ')?, 400..=599)?;
                self.clauses.status(status);
                Some(end + 4)
            }
            (_, None) => None,
            (key, Some(value)) => self.value(key, &value),
        }
    }

    /// Takes the value of a field; says where to go on, `None` when it is no value of the field.
    fn value(&mut self, key: Key, value: &Value) -> Option<usize> {
        let text = self.rest(value.start);
        match key {
            Key::Code => self.code_value(value),
            Key::Status => {
                let status = shape::status(text, 200..=599)?;
                self.clauses.status(status);
                Some(value.start + 3)
            }
            Key::Id => {
                match value::request_id(text) {
                    Some((id, len)) => {
                        self.clauses.id(&id);
                        return Some(value.start + len);
                    }
                    None => self.clauses.open().id_key = true,
                }
                Some(value.start)
            }
            Key::Message => {
                let message = value::message(text, value.quote);
                let keyed = self
                    .clauses
                    .open()
                    .code
                    .as_ref()
                    .is_some_and(|c| c.trust == Trust::Keyed);
                if keyed {
                    self.quoted_until = value.start + message.len();
                }
                let message = value::plain_message(message);
                if !message.is_empty() {
                    self.clauses
                        .open()
                        .message
                        .get_or_insert_with(|| message.to_owned());
                }
                Some(value.start)
            }
            Key::Host => {
                let host = value::token(text, value.quote);
                self.clauses
                    .open()
                    .host
                    .get_or_insert_with(|| host.to_owned());
                Some(value.start + host.len())
            }
            Key::Recommend => Some(value.start),
        }
    }

    /// The value of `code`: an HTTP status or an error code.
    fn code_value(&mut self, value: &Value) -> Option<usize> {
        let text = self.rest(value.start);
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            let status = shape::status(text, 200..=599)?;
            self.clauses.status(status);
            if let Some(message) = text.get(3..).and_then(|t| t.strip_prefix(", ")) {
                let message = value::plain_message(value::message(message, None));
                let open = self.clauses.open();
                open.tea = true;
                open.message = Some(message.to_owned());
            }
            return Some(value.start + 3);
        }
        let (raw, len) = value::code(text, value.quote, self.vocabulary)?;
        let grpc = self.rest(value.start + len).starts_with(" desc");
        if raw.starts_with("SDK.") || grpc {
            return Some(value.start + len);
        }
        let mut code = read_code(&raw, self.vocabulary)?;
        let convincing =
            !shape::is_generic(&code.text) && (code.known || shape::is_dotted(&code.text));
        code.trust = if convincing {
            Trust::Keyed
        } else {
            Trust::Plain
        };
        self.clauses.code(code);
        Some(value.start + len)
    }

    /// A code without a key.
    fn code_here(&mut self, start: usize, word: &str) {
        let dotted = memchr::memchr(b'.', word.as_bytes()).is_some();
        let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
        let candidate = word.len() >= 4 && (dotted || capital) && start >= self.quoted_until;
        if !candidate {
            return;
        }
        let (word, end) = self.with_blank(start, word);
        if word.starts_with("SDK") {
            self.clauses.open().marker = true;
            return;
        }
        if !dotted && !self.may_be_code_place(start, end) {
            return;
        }
        let Some(place) = self.place(start, end, &word) else {
            return;
        };
        if dotted || place.is_code_place() {
            if let Some(mut code) = read_code(&word, self.vocabulary) {
                let dotted = code.text.contains('.');
                if shape::is_generic(&code.text) && !place.takes_unknown(true, false) {
                    return;
                }
                code.trust = match (code.known, dotted) {
                    (true, true) => Trust::Known,
                    (true, false) if place.introduced || place.status_follows => Trust::Known,
                    (true, false) if self.is_glued(&code.text, &word, self.rest(end)) => {
                        Trust::Known
                    }
                    (true, false) => Trust::Plain,
                    (false, _)
                        if !shape::is_class(&code.text)
                            && place.takes_unknown(
                                code.text.starts_with(|c: char| c.is_ascii_uppercase()),
                                dotted && shape::is_dotted(&code.text),
                            ) =>
                    {
                        Trust::Loose
                    }
                    _ => return,
                };
                let fresh =
                    self.clauses.open().message.is_none() && self.clauses.open().code.is_none();
                self.clauses.code(code);
                if fresh {
                    self.clauses.open().message = place.message(self.rest(end));
                }
            }
        }
    }

    /// `SignatureDoesNotMatchError: ...` speaks of a code; `ThrottlingError: Throttling.User: ...` is a class.
    fn is_glued(&self, code: &str, word: &str, after: &str) -> bool {
        let next = after.trim_start_matches([']', ':', ' ']);
        let next = next.get(..word_end(next, 0)).unwrap_or_default();
        code.len() < word.len()
            && after.trim_start_matches(']').starts_with(':')
            && !shape::is_generic(code)
            && self.vocabulary.canonical(next).is_none()
    }

    /// Codes with a blank (`User. Disabled`) and codes that a line end cuts.
    fn with_blank(&self, start: usize, word: &'t str) -> (std::borrow::Cow<'t, str>, usize) {
        let end = start + word.len();
        if self.rest(end).starts_with(". ") {
            let far = word_end(self.line, end + 2);
            let both = self.slice(start, far).trim_end_matches('.');
            if self
                .vocabulary
                .canonical(both.strip_suffix("Error").unwrap_or(both))
                .is_some()
            {
                return (both.into(), start + both.len());
            }
        }
        if let Some(skipped) =
            value::line_break(self.rest(end)).filter(|_| self.vocabulary.canonical(word).is_none())
        {
            let next = end + skipped;
            let joined = format!("{word}{}", self.slice(next, word_end(self.line, next)));
            if joined.contains('.') && self.vocabulary.canonical(&joined).is_some() {
                return (joined.into(), end);
            }
        }
        (word.into(), end)
    }

    /// Cheap test of what surrounds a word, before anything is read.
    fn may_be_code_place(&self, start: usize, end: usize) -> bool {
        let bytes = self.line.as_bytes();
        let at = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
        let before = start.checked_sub(1).map_or(b' ', at);
        let after = at(end);
        let opens = matches!(before, b'(' | b'[' | b'`' | b'"' | b'\'' | b':')
            || before == b' ' && matches!(start.checked_sub(2).map_or(b' ', at), b':' | b'|');
        opens || matches!(after, b':' | b'.') || after == b' ' && matches!(at(end + 1), b':' | b'c')
    }

    fn place(&self, start: usize, end: usize, _word: &str) -> Option<Place> {
        let before = self.slice(0, start);
        if before.ends_with(['/', '\\', '$', '@', '-'])
            && !before.ends_with(" -")
            && !self.looks_like_list(start)
        {
            return None;
        }
        let after = self.rest(end);
        if after.starts_with('(') || after.starts_with("::") {
            return None;
        }
        Some(Place::new(before, after))
    }

    /// `A.B/C.D`: codes in an enumeration, not a path.
    fn looks_like_list(&self, start: usize) -> bool {
        let slash = start.saturating_sub(1);
        self.before < slash
            && self.slice(self.before, slash).contains('.')
            && self.line.as_bytes().get(slash) == Some(&b'/')
            && self.clauses_have_code()
    }

    fn clauses_have_code(&self) -> bool {
        true
    }

    /// A link: only a documentation link tells something.
    fn link(&mut self, start: usize) -> usize {
        let url = link::url(self.rest(start));
        let end = start + url.len();
        if let Some(link) = link::documentation(url) {
            let open = self.clauses.open();
            open.recommend.get_or_insert_with(|| link.url.clone());
            if let Some(id) = &link.id {
                if open.id.is_none() || open.code.is_none() {
                    self.clauses.id(id);
                }
            }
            if let Some(mut code) = link.code.and_then(|code| read_code(&code, self.vocabulary)) {
                code.trust = Trust::Link;
                self.clauses.code(code);
            }
        } else if let Some(status) = self
            .rest(end)
            .strip_prefix("\" ")
            .and_then(|t| shape::status(t, 400..=599))
        {
            self.clauses.status(status);
        }
        end.max(start + 4)
    }

    /// `{` without a name before it begins another thing.
    fn brace(&mut self, at: usize) -> usize {
        let before = self.slice(0, at).trim_end_matches(' ');
        if before.ends_with(['}', ',', '[']) && self.clauses.open().code.is_some() {
            self.clauses.split();
        }
        at + 1
    }

    /// Names that are not Latin.
    fn wide(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        if let Some((name, key)) = keys::WIDE.iter().find(|(name, _)| rest.starts_with(name)) {
            let end = at + name.len();
            let value = value::after(self.line, end).unwrap_or(Value {
                start: end,
                quote: None,
            });
            let value = Value {
                start: value.start
                    + (self.rest(value.start).len() - self.rest(value.start).trim_start().len()),
                ..value
            };
            return self.value(*key, &value).unwrap_or(end).max(end);
        }
        at + rest.chars().next().map_or(1, char::len_utf8)
    }
}

/// What surrounds a word.
#[derive(Debug)]
struct Place {
    /// After `Error:` or `...Exception:`.
    introduced: bool,
    /// After `HTTP Status: 404 Error:`.
    after_status: bool,
    /// Before `: code: 404` or ` code: 404`.
    status_follows: bool,
    /// Before `: ` or ` : `.
    colon: bool,
    /// Before ` : `.
    spaced_colon: bool,
    /// Alone in brackets, quotes or a table cell.
    enclosed: bool,
}

impl Place {
    fn new(before: &str, after: &str) -> Self {
        let lead = before.trim_end_matches([' ', '[', '(', '"', '\'', '`', '*']);
        let introduced = lead.strip_suffix(':').is_some_and(|lead| {
            ["rror", "xception", "RROR"]
                .iter()
                .any(|end| lead.ends_with(end))
        }) || before.ends_with("Error [");
        let after_status = introduced && before.ends_with("Error:") && {
            let digits = before.trim_end_matches("Error:").trim_end();
            digits.ends_with(|c: char| c.is_ascii_digit())
        };
        let code = after.strip_prefix(':').unwrap_or(after);
        let status_follows = code
            .strip_prefix(" code: ")
            .is_some_and(|t| shape::status(t, 200..=599).is_some());
        let pair = (before.chars().next_back(), after.chars().next());
        let enclosed = matches!(
            pair,
            (Some('('), Some(')'))
                | (Some('['), Some(']'))
                | (Some('`'), Some('`'))
                | (Some('"'), Some('"'))
                | (Some('\''), Some('\''))
        ) || before.trim_end().ends_with('|') && after.trim_start().starts_with('|');
        Self {
            introduced,
            after_status,
            status_follows,
            colon: after.starts_with(": ") || after.starts_with(" : "),
            spaced_colon: after.starts_with(" : "),
            enclosed,
        }
    }

    fn is_code_place(&self) -> bool {
        self.introduced || self.status_follows || self.colon || self.enclosed
    }

    fn takes_unknown(&self, capital: bool, dotted: bool) -> bool {
        (self.status_follows && capital)
            || self.after_status
            || (self.spaced_colon && (self.introduced || dotted))
            || (dotted && (self.introduced || self.colon || self.enclosed))
    }

    /// The message that follows the code.
    fn message(&self, after: &str) -> Option<String> {
        let text = if self.status_follows {
            return None;
        } else if self.colon {
            after.trim_start_matches([' ', ':'])
        } else if self.introduced && after.starts_with("]: ") {
            after.get(3..)?
        } else if self.introduced {
            after.strip_prefix(' ')?
        } else {
            return None;
        };
        let message = value::plain_message(value::message(text, None));
        (!message.is_empty()).then(|| message.to_owned())
    }
}

/// A received spelling as a code; a glued `Error` goes when what is left is known or dotted.
pub fn read_code(raw: &str, vocabulary: &dyn Vocabulary) -> Option<Code> {
    let raw = raw.trim();
    let code = |text: &str, known| Code {
        text: text.to_owned(),
        known,
        trust: Trust::Keyed,
    };
    if raw.starts_with("SDK.") {
        return None;
    }
    if vocabulary.canonical(raw).is_some() {
        return Some(code(raw, true));
    }
    if let Some(stem) = raw.strip_suffix("Error") {
        if vocabulary.canonical(stem).is_some() {
            return Some(code(stem, true));
        }
        if stem.contains('.') && shape::is_code(stem) {
            return Some(code(stem, false));
        }
    }
    (shape::is_code(raw) && keys::key(raw).is_none()).then(|| code(raw, false))
}
