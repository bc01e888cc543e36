//! One pass over a text, word by word: finds the facts, and the words that may be codes.

use std::ops::Range;

use super::code::{self, Trust};
use super::facts::{Bracket, Document, Fact, Kind};
use super::interface::Vocabulary;
use super::messages;
use super::names::{self, Key, Value};
use super::shape::{self, is_word, offset, word_end};
use super::status::{self, ANSWERED, Form, Status};
use super::tables::{MARKERS, rows};
use super::unescape::percent;

/// The longest value of a field that is looked at, in bytes.
const LONGEST: usize = 256;

/// A word that may be a code.
#[derive(Clone, Debug)]
pub struct Word {
    pub place: Range<usize>,
    pub line: usize,
    pub scope: usize,
}

/// Finds the facts of a document.
pub fn lex(document: &mut Document, vocabulary: &dyn Vocabulary) -> Vec<Word> {
    let text = std::mem::take(&mut document.text);
    let mut lexer = Lexer {
        text: &text,
        behind: String::new(),
        document,
        vocabulary,
        candidates: Vec::new(),
        line: 0,
        line_start: 0,
        plain_brackets: 0,
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
    /// Words that may be codes, which `places` decides.
    candidates: Vec<Word>,
    line: usize,
    line_start: usize,
    /// The number of `[` in the line that open no scope and are not closed yet.
    plain_brackets: usize,
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
                b'{' | b'}' | b'[' | b']' | 0x0e | 0x0f => self.bracket(at, byte),
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
        self.plain_brackets = 0;
        let begins = self.document.lines.get(self.line).is_some_and(|line| line.is_record() && line.level);
        if begins {
            self.document.scopes.reset();
        }
        start
    }

    /// Continues after a value, which may contain line ends.
    fn go_on(&mut self, from: usize, to: usize) -> usize {
        let value = self.text.as_bytes().get(from..to).unwrap_or_default();
        for end in memchr::memchr_iter(b'\n', value) {
            self.next_line(from + end + 1);
        }
        to
    }

    fn add(&mut self, kind: Kind, place: Range<usize>, value: Range<usize>) -> &mut Fact {
        let facts = &mut self.document.facts;
        facts.push(Fact::new(kind, place, value, self.line, self.document.scopes.current()));
        let last = facts.len() - 1;
        &mut facts[last]
    }

    /// Appends a value after the end of the text.
    fn keep(&mut self, value: &str) -> Range<usize> {
        let start = self.text.len() + self.behind.len();
        self.behind.push_str(value);
        start..start + value.len()
    }

    fn bracket(&mut self, at: usize, byte: u8) -> usize {
        let alone = self.lead(at).trim_end_matches([' ', '\t', ',']).is_empty();
        let scopes = &mut self.document.scopes;
        match byte {
            b'{' => {
                // An object at the start of a line is not a field of an object that was cut off.
                if at == self.line_start && scopes.is_in_object() {
                    scopes.reset();
                }
                scopes.open(Bracket::Object, alone);
            }
            b'[' => {
                let rest = self.text.get(at + 1..).unwrap_or_default().trim_start_matches([' ', '\t']);
                if rest.is_empty() || rest.starts_with(['\n', '{', '[', '"', '\'']) {
                    scopes.open(Bracket::List, alone);
                } else {
                    self.plain_brackets += 1;
                }
            }
            0x0e => scopes.open(Bracket::Text, alone),
            b'}' => scopes.close(Bracket::Object),
            b']' if self.plain_brackets > 0 => self.plain_brackets -= 1,
            b']' => scopes.close(Bracket::List),
            _ => scopes.close(Bracket::Text),
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
        let plain =
            Value { start: self.text.len() - self.rest(end).trim_start_matches(' ').len(), quote: None, pair: false };
        let found = names::value_after(self.text, self.line_start, end).unwrap_or(plain);
        self.value(key, at, &found).unwrap_or(end)
    }

    /// Reads the word at `start` and returns where to continue.
    fn word(&mut self, start: usize) -> usize {
        let end = word_end(self.text, start);
        let word = self.text.get(start..end).unwrap_or_default().trim_end_matches('.');
        if matches!(word, "http" | "https") && self.rest(end).starts_with("://") {
            return self.link(start);
        }
        if let Some(end) = self.uuid(start) {
            return end;
        }
        self.marker(start, word);
        if let Some(end) = self.unnamed_status(start, word).or_else(|| self.field(start)) {
            return end;
        }
        if word.starts_with(|c: char| c.is_ascii_alphabetic())
            && (word.contains('.') || word.starts_with(|c: char| c.is_ascii_uppercase()))
        {
            let end = start + word.len();
            let scope = self.document.scopes.current();
            self.candidates.push(Word { place: start..end, line: self.line, scope });
            return end.max(start + 1);
        }
        end
    }

    /// A UUID. In capitals it may be a `RequestId`; most other systems write UUIDs in lower case.
    fn uuid(&mut self, start: usize) -> Option<usize> {
        let rest = self.rest(start).as_bytes();
        let id = rest.get(..shape::uuid(rest)).filter(|id| !id.is_empty())?;
        let end = start + id.len();
        if !id.iter().any(u8::is_ascii_lowercase) {
            self.add(Kind::BareId, start..end, start..end);
        }
        Some(end)
    }

    /// A word, or a part of one after a dot, that only the service's clients print.
    fn marker(&mut self, start: usize, word: &str) {
        let rest = self.rest(start);
        let is_whole = |rest: &str| !rest.starts_with(|c: char| u8::try_from(c).is_ok_and(is_word));
        let fits = |at: usize, marker: &str| {
            let text = rest.get(at..).unwrap_or_default();
            text.as_bytes().first() == marker.as_bytes().first() && text.strip_prefix(marker).is_some_and(is_whole)
        };
        let dots = memchr::memchr_iter(b'.', word.as_bytes()).map(|dot| dot + 1);
        let mut parts = std::iter::once(0).chain(dots);
        if parts.any(|at| rows(MARKERS).any(|(marker, _)| fits(at, marker))) {
            let place = start..start + word.len();
            self.add(Kind::Marker, place.clone(), place);
        }
    }

    /// A link. Only a link to the vendor's explanation states something: the code and the `RequestId`.
    fn link(&mut self, start: usize) -> usize {
        let ends = |c: char| !c.is_ascii_graphic() || "\"'<>)]}|\\`*".contains(c);
        let rest = self.rest(start);
        let url = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default();
        let url = url.trim_end_matches([',', '.', ';']);
        let end = start + url.len();
        let Some((_, query)) = url.split_once('?').filter(|(page, _)| is_explanation(page)) else {
            return end;
        };
        self.add(Kind::Link, start..end, start..end);
        let find = |names: [&str; 2]| {
            let pairs = query.split('&').map(|pair| pair.trim_start_matches("amp;"));
            let mut values = pairs.filter_map(|pair| pair.split_once('=')).filter(|(name, _)| names.contains(name));
            values.next().map(|(_, value)| percent(value).into_owned()).filter(|value| !value.is_empty())
        };
        // The code may be broken where the line ends.
        let may_be_cut = self.rest(end).starts_with('\n') && !query.contains('&');
        if let Some(text) = find(["q", "Keyword"])
            && let Some(code) = code::read(&text, Trust::Sure, Trust::Sure, self.vocabulary)
            && (code.known || !may_be_cut)
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
    fn unnamed_status(&mut self, start: usize, word: &str) -> Option<usize> {
        if word.len() != 3 || !word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let line_end = self.document.lines.get(self.line)?.body.end;
        let (status, len) = status::unnamed(self.lead(start), self.text.get(start..line_end)?)?;
        self.add(Kind::Status(status), start..start + len, start..start + word.len());
        Some(start + len)
    }

    /// The name of a field and its value.
    fn field(&mut self, start: usize) -> Option<usize> {
        let (key, len) = names::leading(self.rest(start))?;
        let end = start + len;
        if let Some(found) = names::value_after(self.text, self.line_start, end) {
            return self.value(key, start, &found);
        }
        let rest = self.rest(end);
        match key {
            Key::Id => {
                let named = rest.trim_start_matches([' ', '(', '`', ':', '=']);
                let at = self.text.len() - named.len();
                let id = shape::request_id(named);
                (id > 0 && at > end).then(|| {
                    self.add(Kind::Id, start..at + id, at..at + id);
                    at + id
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
            Key::Code if !text.starts_with(|c: char| c.is_ascii_digit()) => self.code(start, found)?,
            Key::Code | Key::Status => self.named_status(key, start, found)?,
            Key::Id => self.id(start, found),
            Key::Message => {
                self.message(found.start, found.quote);
                found.start
            }
            Key::Host | Key::Recommend => {
                let token = names::token(text);
                let end = found.start + token.len();
                // The vendor's links are read later, because they name the code.
                let is_later =
                    token.is_empty() || (key == Key::Recommend && (!token.starts_with("http") || is_vendor(token)));
                if is_later {
                    found.start
                } else {
                    let kind = if key == Key::Host { Kind::Host } else { Kind::Link };
                    self.add(kind, start..end, found.start..end);
                    end
                }
            }
        };
        // Texts and objects that begin before the value count as well.
        for byte in self.text.as_bytes().get(start..end.min(found.start))? {
            match byte {
                0x0e => self.document.scopes.open(Bracket::Text, false),
                b'{' => self.document.scopes.open(Bracket::Object, false),
                b'[' => self.plain_brackets += 1,
                _ => {}
            }
        }
        Some(self.go_on(start, end))
    }

    /// The `RequestId`. Its name counts even without a value.
    fn id(&mut self, start: usize, found: &Value) -> usize {
        let text = self.rest(found.start);
        let bare = text.trim_start_matches(['\n', ' ', '\t', '"', '\'', '│', '|', '[', '{']);
        let at = self.text.len() - bare.len();
        let quoted = || found.quote.filter(|quote| text.as_bytes().get(shape::quoted_id(text)) == Some(quote));
        let (at, len) = match shape::request_id(bare) {
            0 => (found.start, quoted().map_or(0, |_| shape::quoted_id(text))),
            len => (at, len),
        };
        if len > 0 && at < found.start + LONGEST {
            self.add(Kind::Id, start..at + len, at..at + len).pair = found.pair;
            return at + len;
        }
        if names::is_withheld(text) {
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
        let message = messages::message(text, quote);
        let at = start + offset(text, message);
        if let Some(end) = self.messages_end.get_mut(kind) {
            *end = at + message.len();
        }
        if !message.is_empty() {
            let scope = self.document.scopes.current();
            let place = at..at + message.len();
            self.document.messages.push(Fact::new(Kind::Message, place.clone(), place, self.line, scope));
        }
    }

    /// A status that is the value of a field. The Tea clients print it as the code: `code: 404, message`.
    fn named_status(&mut self, key: Key, start: usize, found: &Value) -> Option<usize> {
        // `Error Status:` may be on a line of its own.
        let text = self.rest(found.start).trim_start_matches('\n');
        let number = status::status(text, ANSWERED)?;
        let end = self.text.len() - text.len() + 3;
        let tea = key == Key::Code && text.get(3..)?.starts_with(", ");
        let status = Status { number, form: if tea { Form::Tea } else { Form::Certain } };
        self.add(Kind::Status(status), start..end, start..end).pair = found.pair;
        if tea {
            self.message(end + 2, None);
        }
        Some(end)
    }

    /// The value of `Code`. In `code = NotFound desc = ...` it is gRPC's.
    fn code(&mut self, start: usize, found: &Value) -> Option<usize> {
        let text = self.rest(found.start);
        let len = code::whole(text, shape::code_end(text, 0), self.vocabulary);
        let word = text.get(..len).filter(|word| !word.is_empty())?;
        let (rest, end) = (text.get(len..)?, found.start + len);
        if rest.starts_with(" desc") {
            return Some(end);
        }
        if self.is_cut_off(found, end)
            && self.vocabulary.canonical(word).is_none()
            && begins_code(word, self.vocabulary)
        {
            self.add(Kind::CutCode, start..end, found.start..end);
            return Some(end);
        }
        let is_longer = rest.starts_with(['(', '/', '@', '$', '-']) || shape::is_glued("", rest);
        // `User.+Disabled` in the body of a form.
        let plain = word.replace('+', " ");
        let mut code = code::read_keyed(&plain, self.vocabulary).filter(|_| !is_longer)?;
        if !code.known && word.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        // Web pages use `<code>` for any name.
        let before = self.lead(found.start).trim_end_matches(['"', '\'']);
        if !code.known && before.ends_with("<code>") && !before.ends_with("<error><code>") {
            code.trust = Trust::Plain;
        }
        let value = if plain == word { found.start..found.start + code.len } else { self.keep(plain.get(..code.len)?) };
        self.add(Kind::Code(code), start..end, value).pair = found.pair;
        Some(end)
    }

    /// Whether the closing quote of a value is missing in its line.
    fn is_cut_off(&self, found: &Value, end: usize) -> bool {
        let line = self.document.lines.get(self.line).map_or(end, |line| line.body.end);
        let rest = self.text.get(end..line.min(end + LONGEST)).unwrap_or_default();
        found.quote.is_some_and(|quote| !rest.as_bytes().contains(&quote))
    }
}

fn is_vendor(link: &str) -> bool {
    link.contains("aliyun.com") || link.contains("alibabacloud.com")
}

/// Whether a page is the vendor's explanation of a code.
fn is_explanation(page: &str) -> bool {
    is_vendor(page) && (page.ends_with("troubleshoot") || page.ends_with("status/search"))
}

/// Whether a known code begins with this.
fn begins_code(word: &str, vocabulary: &dyn Vocabulary) -> bool {
    word.len() > 3
        && vocabulary.codes().any(|code| code.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}
