//! One pass over a text, word by word: finds the facts, and the words that may be codes.

use std::ops::Range;

use super::code::{self, Trust};
use super::facts::{Document, Fact, Kind, Status};
use super::names::{self, Key};
use super::scopes::Bracket;
use super::shape::{self, ANSWERED, FAILED, is_word, offset, word_end};
use super::tables::{BEFORE_STATUS, MARKERS, rows};
use super::unescape::percent;
use super::value::{self, Value};
use super::vocabulary::Vocabulary;

/// The longest value of a field that is looked at, in bytes.
const LONGEST: usize = 256;

/// What the pass leaves for `places` to decide.
#[derive(Debug, Default)]
pub struct Candidates {
    /// Words that may be codes.
    pub words: Vec<Word>,
    /// Where the text has `, URL: http`, which only the service's clients print.
    pub calls: Vec<usize>,
    /// Where the text has `POST "http`.
    pub requests: Vec<usize>,
}

/// A word that may be a code.
#[derive(Clone, Debug)]
pub struct Word {
    pub place: Range<usize>,
    pub line: usize,
    pub scope: usize,
}

/// Finds the facts of a document.
pub fn lex(document: &mut Document, vocabulary: &dyn Vocabulary) -> Candidates {
    let text = std::mem::take(&mut document.text);
    let mut lexer = Lexer {
        text: &text,
        behind: String::new(),
        document,
        vocabulary,
        candidates: Candidates::default(),
        line: 0,
        line_start: 0,
        messages_end: [0; 2],
    };
    lexer.run();
    let (behind, candidates) = (lexer.behind, lexer.candidates);
    document.text = text;
    document.text.push_str(&behind);
    candidates
}

struct Lexer<'t> {
    text: &'t str,
    /// Values that do not appear in the text literally.
    behind: String,
    document: &'t mut Document,
    vocabulary: &'t dyn Vocabulary,
    candidates: Candidates,
    line: usize,
    line_start: usize,
    /// Where the last message without quotes ends, and the last one in quotes. A message never begins inside another of
    /// its kind.
    messages_end: [usize; 2],
}

impl<'t> Lexer<'t> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at = match byte {
                b'\n' => self.next_line(at + 1),
                _ if is_word(byte) => self.word(at),
                b'{' | b'}' | b'[' | b']' | b'(' | b')' | 0x0e | 0x0f => self.bracket(at, byte),
                b'<' => self.element(at),
                0x80.. => self.wide(at),
                _ => at + 1,
            };
        }
    }

    fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The part of the line before a position.
    fn lead(&self, at: usize) -> &'t str {
        self.text.get(self.line_start..at).unwrap_or_default()
    }

    fn next_line(&mut self, start: usize) -> usize {
        self.line += 1;
        self.line_start = start;
        let begins = self.document.lines.get(self.line).is_some_and(|line| line.is_record() && line.level);
        if begins {
            self.document.scopes.reset();
        }
        start
    }

    /// Continues after a value, which may contain line ends.
    fn go_on(&mut self, from: usize, to: usize) -> usize {
        let ends: Vec<usize> =
            memchr::memchr_iter(b'\n', self.text.as_bytes().get(from..to).unwrap_or_default()).collect();
        for end in ends {
            self.next_line(from + end + 1);
        }
        to
    }

    fn add(&mut self, kind: Kind, place: Range<usize>, value: Range<usize>) -> &mut Fact {
        let facts = &mut self.document.facts;
        facts.push(Fact {
            kind,
            place,
            value,
            line: self.line,
            scope: self.document.scopes.current(),
            weak: false,
            pair: false,
        });
        let last = facts.len() - 1;
        &mut facts[last]
    }

    fn status(&mut self, number: u16, place: Range<usize>) -> &mut Fact {
        let status = Status { number, tea: false, bodiless: false };
        self.add(Kind::Status(status), place.clone(), place)
    }

    /// Appends a value after the end of the text.
    fn keep(&mut self, value: &str) -> Range<usize> {
        let start = self.text.len() + self.behind.len();
        self.behind.push_str(value);
        start..start + value.len()
    }

    fn bracket(&mut self, at: usize, byte: u8) -> usize {
        let next = || {
            let rest = self.rest(at + 1).trim_start_matches([' ', '\t', '\n']);
            (rest.bytes().next(), self.rest(at + 1).trim_start_matches([' ', '\t']).starts_with('\n'))
        };
        let alone = self.lead(at).trim_end_matches([' ', '\t', ',']).is_empty();
        let scopes = |lexer: &mut Self, bracket| lexer.document.scopes.open(bracket, alone);
        match byte {
            b'{' => {
                // An object at the start of a line is not a field of an object that was cut off.
                if at == self.line_start && self.document.scopes.is_in_object() {
                    self.document.scopes.reset();
                }
                scopes(self, Bracket::Object);
            }
            b'[' => {
                let (next, line_end) = next();
                if line_end || matches!(next, None | Some(b'{' | b'[' | b'"' | b'\'')) {
                    scopes(self, Bracket::List);
                }
            }
            b'(' => {
                let (next, line_end) = next();
                let call = self.lead(at).ends_with(|c: char| c == ')' || u8::try_from(c).is_ok_and(is_word));
                if !call && (line_end || matches!(next, None | Some(b'"' | b'\''))) {
                    scopes(self, Bracket::Group);
                }
            }
            0x0e => scopes(self, Bracket::Text),
            b'}' => self.document.scopes.close(Bracket::Object),
            b']' => self.document.scopes.close(Bracket::List),
            b')' => self.document.scopes.close(Bracket::Group),
            _ => self.document.scopes.close(Bracket::Text),
        }
        at + 1
    }

    fn element(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        let named = |start: &str| {
            let name = rest.get(start.len()..start.len() + 5);
            rest.starts_with(start)
                && name.is_some_and(|name| name.eq_ignore_ascii_case("error"))
                && rest.as_bytes().get(start.len() + 5).is_some_and(|b| matches!(b, b' ' | b'>'))
        };
        if named("<") {
            let alone = self.lead(at).trim().is_empty();
            self.document.scopes.open(Bracket::Element, alone);
        } else if named("</") {
            self.document.scopes.close(Bracket::Element);
        }
        at + 1
    }

    /// Field names that are not written in Latin letters.
    fn wide(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        let Some((key, len)) = names::wide(rest) else {
            return at + rest.chars().next().map_or(1, char::len_utf8);
        };
        let end = at + len;
        let blanks = self.rest(end).bytes().take_while(|b| *b == b' ').count();
        let plain = Value { start: end + blanks, quote: None, pair: false };
        let found = value::after(self.text, self.line_start, end).unwrap_or(plain);
        self.value(key, at, &found).unwrap_or(end)
    }

    /// Reads the word at `start` and returns where to continue.
    fn word(&mut self, start: usize) -> usize {
        let (end, dotted) = word_end(self.text, start);
        let word = self.text.get(start..end).unwrap_or_default();
        let word = if dotted { word.trim_end_matches('.') } else { word };
        if matches!(word, "http" | "https") && self.rest(end).starts_with("://") {
            return self.link(start);
        }
        if let Some(end) = self.uuid(start) {
            return end;
        }
        self.marker(start, word);
        if let Some(end) = self.numbered(start, end, word) {
            return end;
        }
        if names::may_lead(word)
            && let Some(end) = self.field(start)
        {
            return end;
        }
        if word.starts_with(|c: char| c.is_ascii_alphabetic())
            && (dotted || word.starts_with(|c: char| c.is_ascii_uppercase()))
        {
            let end = start + word.len();
            let scope = self.document.scopes.current();
            self.candidates.words.push(Word { place: start..end, line: self.line, scope });
            return end.max(start + 1);
        }
        end
    }

    /// A UUID. In capitals it may be a `RequestId`; most other systems write UUIDs in lower case.
    fn uuid(&mut self, start: usize) -> Option<usize> {
        let rest = self.rest(start).as_bytes();
        let len = shape::uuid(rest);
        let free = !self.lead(start).ends_with(['-', '_']) && rest.get(len) != Some(&b'-');
        if len == 0 || !free {
            return None;
        }
        let end = start + len;
        if !rest.get(..len)?.iter().any(u8::is_ascii_lowercase) {
            self.add(Kind::BareId, start..end, start..end);
        }
        Some(end)
    }

    fn marker(&mut self, start: usize, word: &str) {
        let rest = self.rest(start);
        let ends = |rest: &str| !rest.starts_with(|c: char| u8::try_from(c).is_ok_and(is_word));
        let is_marker = |text: &str| {
            let first = text.as_bytes().first();
            let fits = |marker: &str| marker.as_bytes().first() == first && text.strip_prefix(marker).is_some_and(ends);
            rows(MARKERS).any(|(marker, _)| fits(marker))
        };
        let dots = memchr::memchr_iter(b'.', word.as_bytes()).map(|dot| dot + 1);
        let found = std::iter::once(0).chain(dots).any(|part| {
            let may_be = matches!(word.as_bytes().get(part), Some(b'a' | b'c' | b'd' | b'S' | b'A' | b'T' | b'F'));
            may_be && is_marker(rest.get(part..).unwrap_or_default())
        });
        if found {
            self.add(Kind::Marker, start..start + word.len(), start..start + word.len());
        }
    }

    /// A link. Only a link to the vendor's explanation states something: the code and the `RequestId`.
    fn link(&mut self, start: usize) -> usize {
        let ends = |c: char| {
            c.is_whitespace()
                || !c.is_ascii()
                || c.is_ascii_control()
                || matches!(c, '"' | '\'' | '<' | '>' | ')' | ']' | '}' | '|' | '\\' | '`' | '*')
        };
        let rest = self.rest(start);
        let url = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default();
        let url = url.trim_end_matches([',', '.', ';']);
        let end = start + url.len();
        let before = self.lead(start);
        if before.ends_with(", URL: ") {
            self.candidates.calls.push(start);
        }
        let requested = ["POST \"", "GET \"", "PUT \"", "DELETE \""].iter().any(|verb| before.ends_with(verb));
        if requested {
            self.candidates.requests.push(start);
            if let Some(number) = self.rest(end).strip_prefix("\" ").and_then(|rest| shape::status(rest, ANSWERED)) {
                self.status(number, end + 2..end + 5);
            }
        }
        let Some((page, query)) = url.split_once('?') else {
            return end;
        };
        let vendor = page.contains("aliyun.com") || page.contains("alibabacloud.com");
        if !vendor || !(page.ends_with("troubleshoot") || page.ends_with("status/search")) {
            return end;
        }
        self.add(Kind::Link, start..end, start..end);
        let find = |names: [&str; 2]| {
            let pairs = query.split('&').map(|pair| pair.trim_start_matches("amp;"));
            let mut values = pairs.filter_map(|pair| pair.split_once('=')).filter(|(name, _)| names.contains(name));
            values.next().map(|(_, value)| percent(value).into_owned()).filter(|value| !value.is_empty())
        };
        if let Some(text) = find(["q", "Keyword"])
            && let Some(code) = code::read(&text, Trust::Link, Some(Trust::Link), self.vocabulary)
        {
            let value = self.keep(text.get(..code.len).unwrap_or_default());
            self.add(Kind::Code(code), start..end, value);
        }
        if let Some(id) = find(["requestId", "RequestId"]).filter(|id| shape::uuid(id.as_bytes()) == id.len()) {
            let value = self.keep(&id);
            self.add(Kind::Id, start..end, value);
        }
        end
    }

    /// A status without a field name.
    fn numbered(&mut self, start: usize, end: usize, word: &str) -> Option<usize> {
        let rest = self.rest(end);
        let lead = self.lead(start);
        if word == "HTTP" {
            let number = if let Some(version) = rest.strip_prefix('/') {
                version.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim_start_matches('"')
            } else {
                let rest = rest.strip_prefix(" Error").unwrap_or(rest);
                rest.strip_prefix(" Status:").unwrap_or(rest)
            };
            let number = number.strip_prefix(' ')?;
            let status = shape::status(number, ANSWERED)?;
            let at = self.text.len() - number.len();
            self.status(status, start..at + 3);
            return Some(at + 3);
        }
        if word == "error" && lead.ends_with("returned ") {
            return self.bodiless(start, end, ": ");
        }
        if word == "ERROR" && rest.get(4..5) == Some(":") {
            return self.bodiless(start, end, " ");
        }
        if word.ends_with("rror")
            && let Some(number) = rest.strip_prefix(": ").and_then(|rest| shape::status(rest, FAILED))
        {
            self.status(number, start..end + 5);
            return Some(end + 5);
        }
        let number = shape::status(self.rest(start), ANSWERED).filter(|_| word.len() == 3)?;
        let end = start + word.len();
        let rest = self.rest(end);
        let line = self.document.lines.get(self.line)?.body.clone();
        if shape::is_status_line(self.text.get(line.clone())?) {
            self.status(number, start..end).weak = true;
            return Some(end);
        }
        if !FAILED.contains(&number) {
            return None;
        }
        let (before, after) = (lead.trim_end_matches(' '), rest.trim_start_matches(' '));
        let bracketed =
            before.strip_suffix('[').is_some_and(|b| b.is_empty() || b.ends_with(' ')) && after.starts_with(']');
        if !lead.ends_with(['-', ':', '.', '/'])
            && let Some((_, len)) = shape::titled_status(self.rest(start))
        {
            self.status(number, start..start + len);
            return Some(start + len);
        }
        if bracketed {
            self.status(number, start..end);
            return Some(end);
        }
        if lead.ends_with("failed with ") && rest.starts_with(". requestid: ") {
            let status = Status { number, tea: true, bodiless: false };
            self.add(Kind::Status(status), start..end, start..end);
            return Some(end);
        }
        let quantity =
            after.len() < rest.len() && rest.starts_with(' ') && after.starts_with(|c: char| c.is_ascii_lowercase());
        let opens_object = (lead.is_empty() || lead.ends_with(' '))
            && !lead.ends_with("line ")
            && after.trim_start_matches([':', '-', ' ']).starts_with("{\"");
        let ends_object = before.ends_with('}') && end == line.end;
        let introduced = rows(&BEFORE_STATUS).any(|word| before.trim_end_matches([':', ' ']).ends_with(word));
        let enclosed = lead.ends_with('(') && after.starts_with(')');
        let follows_http = lead.ends_with("(HTTP ") || lead.ends_with("(http ");
        if opens_object || ends_object || (introduced && !quantity) || enclosed || follows_http {
            self.status(number, start..end).weak = true;
            return Some(end);
        }
        None
    }

    /// `curl: (22) The requested URL returned error: 500`, `ERROR 404: Not Found.`
    fn bodiless(&mut self, start: usize, end: usize, separator: &str) -> Option<usize> {
        let number = shape::status(self.rest(end).strip_prefix(separator)?, FAILED)?;
        let to = end + separator.len() + 3;
        let status = Status { number, tea: false, bodiless: true };
        self.add(Kind::Status(status), start..to, start..to);
        Some(to)
    }

    /// The name of a field and its value.
    fn field(&mut self, start: usize) -> Option<usize> {
        let (key, len) = names::leading(self.rest(start))?;
        let end = start + len;
        if let Some(found) = value::after(self.text, self.line_start, end) {
            return self.value(key, start, &found);
        }
        let rest = self.rest(end);
        match key {
            Key::Id => {
                let named = rest.trim_start_matches([' ', '(', '`', ':', '=']);
                let at = self.text.len() - named.len();
                let id = shape::request_id(named);
                if id > 0 && rest.starts_with([' ', '(', ':', '=']) {
                    self.add(Kind::Id, start..at + id, at..at + id);
                    return Some(at + id);
                }
                if rest.trim_start().is_empty() || rest.starts_with([':', '=']) || rest.starts_with(" :") {
                    self.add(Kind::NoId, start..end, start..end);
                }
                None
            }
            Key::Status => {
                let number = rest.strip_prefix([' ', '/'])?;
                let number = shape::status(number, ANSWERED)?;
                let name = self.text.get(start..end)?;
                (!name.eq_ignore_ascii_case("status")).then(|| {
                    self.status(number, start..end + 4);
                    end + 4
                })
            }
            Key::Code if self.text.get(start..end)?.contains(' ') => {
                let word = rest.strip_prefix(' ').filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))?;
                let found = Value { start: self.text.len() - word.len(), quote: None, pair: false };
                self.code(start, &found)
            }
            _ => None,
        }
    }

    /// Takes the value of a field and returns where to continue, or `None` if it cannot be the value.
    fn value(&mut self, key: Key, start: usize, found: &Value) -> Option<usize> {
        let text = self.rest(found.start);
        let end = match key {
            Key::Code if text.starts_with(|c: char| c.is_ascii_digit()) => self.numeric_code(start, found.start)?,
            Key::Code => self.code(start, found)?,
            Key::Status => {
                // `Error Status:` may be on a line of its own.
                let text = text.trim_start_matches('\n');
                let number = shape::status(text, ANSWERED)?;
                let end = self.text.len() - text.len() + 3;
                self.status(number, start..end).pair = found.pair;
                // Function Compute's clients use this name.
                if self.rest(start).starts_with("HttpStatus\"") {
                    self.add(Kind::Marker, start..end, start..end);
                }
                end
            }
            Key::Id => self.id(start, found),
            Key::Message => {
                self.message(found.start, found.quote);
                found.start
            }
            Key::Host => {
                let host = value::token(text);
                let end = found.start + host.len();
                if !host.is_empty() {
                    self.add(Kind::Host, start..end, found.start..end);
                }
                end
            }
            Key::Recommend => {
                let link = value::token(text);
                let end = found.start + link.len();
                let vendor = ["aliyun.com", "alibabacloud.com"].iter().any(|host| link.contains(host));
                if link.starts_with("http") && !vendor {
                    self.add(Kind::Link, start..end, found.start..end);
                    end
                } else {
                    found.start
                }
            }
        };
        // The marks of texts that begin before the value count as well.
        let marks = memchr::memchr_iter(0x0e, self.text.as_bytes().get(start..end.min(found.start))?).count();
        for _ in 0..marks {
            self.document.scopes.open(Bracket::Text, false);
        }
        Some(self.go_on(start, end))
    }

    /// The `RequestId`. Its name counts even without a value.
    fn id(&mut self, start: usize, found: &Value) -> usize {
        let text = self.rest(found.start);
        let bare = text.trim_start_matches(['\n', ' ', '\t', '"', '\'', '│', '|', '[', '{']);
        let near = bare.len() == text.len() || self.text.len() - bare.len() - found.start < LONGEST;
        let at = self.text.len() - bare.len();
        let len = shape::request_id(bare);
        if len > 0 && near {
            self.add(Kind::Id, start..at + len, at..at + len).pair = found.pair;
            return at + len;
        }
        let token = found.quote.map_or(0, |_| shape::quoted_id(text));
        if token > 0 && text.as_bytes().get(token).copied() == found.quote {
            let end = found.start + token;
            self.add(Kind::Id, start..end, found.start..end).pair = found.pair;
            return end;
        }
        if value::is_withheld(text) {
            self.add(Kind::NoId, start..found.start, start..found.start);
        }
        found.start
    }

    /// Records the message at `start`.
    fn message(&mut self, start: usize, quote: Option<u8>) {
        let kind = usize::from(quote.is_some());
        let text = self.rest(start);
        if self.messages_end.get(kind).is_none_or(|end| start < *end) {
            return;
        }
        let message = value::message(text, quote);
        let at = start + offset(text, message);
        if let Some(end) = self.messages_end.get_mut(kind) {
            *end = at + message.len();
        }
        if !message.is_empty() {
            let scope = self.document.scopes.current();
            self.document.messages.push(Fact::message(at..at + message.len(), self.line, scope));
        }
    }

    /// `code: 404, message`: the Tea clients print the HTTP status as the code.
    fn numeric_code(&mut self, start: usize, at: usize) -> Option<usize> {
        let text = self.rest(at);
        let number = shape::status(text, ANSWERED)?;
        let message = text.get(3..)?;
        let tea = message.starts_with(", ");
        let status = Status { number, tea, bodiless: false };
        self.add(Kind::Status(status), start..at + 3, at..at + 3);
        if tea {
            self.message(at + 5, None);
        }
        Some(at + 3)
    }

    /// The value of `Code`. In `code = NotFound desc = ...` it is gRPC's; `ERR_BAD_REQUEST` and the like are those of Node.
    fn code(&mut self, start: usize, found: &Value) -> Option<usize> {
        let (text, end) = self.code_text(found)?;
        let word = match &text {
            Some(joined) => joined.as_str(),
            None => self.text.get(found.start..end)?,
        };
        if word.starts_with("SDK.") || word.starts_with("ERR_") || self.rest(end).starts_with(" desc") {
            return Some(end);
        }
        if self.is_cut_off(found, end)
            && self.vocabulary.canonical(word).is_none()
            && begins_code(word, self.vocabulary)
        {
            self.add(Kind::CutCode, start..end, found.start..end);
            return Some(end);
        }
        let mut code = code::read_keyed(word, self.vocabulary)?;
        let element = self.document.scopes.is_in_element();
        if !code.known
            && (!element && is_markup(self.lead(found.start)) || word.bytes().all(|b| b.is_ascii_lowercase()))
        {
            if found.quote.is_none() && word.bytes().all(|b| b.is_ascii_lowercase()) {
                return None;
            }
            code.trust = Trust::Plain;
        }
        let value = match text {
            Some(joined) => self.keep(joined.get(..code.len)?),
            None => found.start..found.start + code.len,
        };
        self.add(Kind::Code(code), start..end, value).pair = found.pair;
        Some(end)
    }

    /// Whether the closing quote of a value is missing in its line.
    fn is_cut_off(&self, found: &Value, end: usize) -> bool {
        let line = self.document.lines.get(self.line).map_or(end, |line| line.body.end);
        let rest = self.text.get(end..line.min(end + LONGEST)).unwrap_or_default();
        found.quote.is_some_and(|quote| !rest.as_bytes().contains(&quote))
    }

    /// The value of a code that does not appear in the text literally, and its end.
    fn code_text(&self, found: &Value) -> Option<(Option<String>, usize)> {
        let text = self.rest(found.start);
        let has = |text: &str| {
            let canonical = |text: &str| self.vocabulary.canonical(text).is_some();
            canonical(text) || text.strip_suffix("Error").is_some_and(canonical)
        };
        let end = shape::code_end(text, 0);
        let word = text.get(..end).filter(|word| !word.is_empty())?;
        if let Some(quote) = found.quote {
            let near = text.as_bytes().get(..LONGEST).unwrap_or(text.as_bytes());
            if let Some(close) = memchr::memchr(quote, near) {
                let all = text.get(..close)?.trim_end_matches('\\');
                let at = found.start + all.trim_end().len();
                if all.trim() == word || has(all.trim()) {
                    return Some((None, at));
                }
                let tail = all.get(end..)?.trim_start();
                let tail_is_word =
                    tail.trim_start_matches(['│', '|', '>', ' ']).bytes().all(|b| is_word(b) || b == b'.');
                if all.contains('\n') && tail_is_word {
                    return Some((
                        Some(format!("{word}{}", tail.trim_start_matches(['│', '|', '>', ' ']))),
                        found.start + close,
                    ));
                }
                return None;
            }
        }
        if word.ends_with('.') && text.get(end..)?.starts_with([' ', '+']) {
            let far = word_end(text, end + 1).0;
            let both = text.get(..far)?.trim_end_matches('.');
            if has(&both.replace('+', " ")) {
                let plain = both.contains('+').then(|| both.replace('+', " "));
                return Some((plain, found.start + both.len()));
            }
        }
        let after = text.get(end..)?;
        if after.starts_with(['(', '/', '@', '$', '-']) || shape::is_glued("", after) {
            return None;
        }
        let word = if has(word) { word } else { word.trim_end_matches('.') };
        Some((None, found.start + word.len()))
    }
}

/// Whether the text ends with `<code>`, which web pages use for any name: `<code class="filename">Makefile.am</code>`.
fn is_markup(before: &str) -> bool {
    const LONGEST: usize = 64;
    let before = before.trim_end_matches(['"', '\'']);
    let start = before.bytes().rev().take(LONGEST).position(|b| b == b'<');
    let tag = start.and_then(|len| before.get(before.len() - len..)).unwrap_or_default();
    before.ends_with('>') && (tag.starts_with("code>") || tag.starts_with("code "))
}

/// Whether a known code begins with this.
fn begins_code(word: &str, vocabulary: &dyn Vocabulary) -> bool {
    word.len() > 3
        && vocabulary.codes().any(|code| code.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}
