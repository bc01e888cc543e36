//! Finds the facts in one line of free text: fields and their values, links, status phrases.

use crate::extract::read::clause::Clauses;
use crate::extract::read::code::{Code, Trust};
use crate::extract::read::keys::{self, Key};
use crate::extract::read::link;
use crate::extract::read::mention;
use crate::extract::read::partial::Partial;
use crate::extract::read::place::BARS;
use crate::extract::read::traits::Traits;
use crate::extract::read::value::{self, Value};
use crate::extract::text::shape;
use crate::extract::text::words::{dotted_word_end, is_in_word};
use crate::extract::vocabulary::Vocabulary;

/// What a line holds.
#[derive(Debug)]
pub struct Found {
    /// The line opens the text of a new error.
    pub starts: bool,
    /// The line is the head of a table, with columns for the code and the RequestId.
    pub columns: bool,
    /// The errors that it speaks of, in order.
    pub errors: Vec<Partial>,
}

/// Beginnings of documents.
const DOCUMENTS: [&str; 3] = ["<?xml", "<? xml", "<Error>"];

/// Reads the first `len` bytes of `line`; what follows is looked at only where the line end cuts a value.
pub fn scan(line: &str, len: usize, vocabulary: &dyn Vocabulary) -> Found {
    let mut scanner = Scanner {
        line,
        vocabulary,
        clauses: Clauses::default(),
        starts: false,
        names_code: false,
        names_id: false,
        before: 0,
        quoted_until: 0,
    };
    let mut at = 0;
    let bytes = line.as_bytes().get(..len).unwrap_or(line.as_bytes());
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'.' => at + 1,
            b if is_in_word(b) => scanner.word(at),
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
    let is_title = |code: &Code| !code.known && !code.is_dotted();
    let valueless =
        |error: &Partial| error.id.is_none() && error.code.as_ref().is_none_or(is_title);
    let columns = scanner.names_code && scanner.names_id && errors.iter().all(valueless);
    if columns {
        errors.clear();
    } else if errors.is_empty() {
        let message = documented(line.get(..len).unwrap_or(line), vocabulary);
        errors.extend(message.map(|m| Partial {
            message: Some(m.to_owned()),
            ..Partial::default()
        }));
    }
    Found {
        starts: scanner.starts,
        columns,
        errors,
    }
}

/// Whether the text ends with `<code>`, in which pages print any name: `<code class="filename">Makefile.am</code>`.
fn is_markup(before: &str) -> bool {
    const LONGEST: usize = 64;
    let before = before.trim_end_matches(['"', '\'']);
    let start = before.bytes().rev().take(LONGEST).position(|b| b == b'<');
    let tag = start
        .and_then(|len| before.get(before.len() - len..))
        .unwrap_or_default();
    before.ends_with('>') && (tag.starts_with("code>") || tag.starts_with("code "))
}

/// A documented message that is all the line has, perhaps after `something failed: `.
fn documented<'t>(line: &'t str, vocabulary: &dyn Vocabulary) -> Option<&'t str> {
    const SHORTEST: usize = 16;
    const PREFIXES: usize = 4;
    let candidates = |text: &'t str| {
        let starts = memchr::memchr_iter(b':', text.as_bytes()).map(|at| at + 1);
        std::iter::once(0)
            .chain(starts)
            .filter_map(|at| Some(text.get(at..)?.trim()))
            .filter(|message| {
                message.len() >= SHORTEST && message.starts_with(|c: char| c.is_ascii_alphabetic())
            })
            .take(PREFIXES)
    };
    // Where a message ends takes long to find, and few lines have one.
    candidates(line).next()?;
    candidates(value::plain_message(line))
        .find(|message| !vocabulary.codes_for_message(message).is_empty())
}

/// The state while a line is read.
struct Scanner<'t> {
    line: &'t str,
    vocabulary: &'t dyn Vocabulary,
    clauses: Clauses,
    starts: bool,
    /// A name of the code has been seen, whatever follows it.
    names_code: bool,
    /// The same of the RequestId.
    names_id: bool,
    /// Start of the word before the present one.
    before: usize,
    /// Until here the text is the message of an error whose code is settled.
    quoted_until: usize,
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
        let (end, dotted) = dotted_word_end(self.line.as_bytes(), start);
        let before = std::mem::replace(&mut self.before, start);
        let word = self.slice(start, end);
        let word = if dotted {
            word.trim_end_matches('.')
        } else {
            word
        };
        let next = self.line.as_bytes().get(start + word.len());
        let Some(traits) = Traits::of(word, dotted, next) else {
            return end;
        };
        let read = match word.as_bytes() {
            _ if traits.phrase => self.phrase(start, end, word, before),
            [b'4' | b'5', _, _] => self.status_cell(start, end),
            _ => None,
        };
        let read = read.or_else(|| traits.id.then(|| self.bare_id(start)).flatten());
        let read = read.or_else(|| traits.name.then(|| self.field(start)).flatten());
        read.unwrap_or_else(|| {
            if start >= self.quoted_until {
                self.mention(start, word, before);
            }
            end
        })
    }

    /// A code without a key.
    fn mention(&mut self, start: usize, word: &str, before: usize) {
        if word.starts_with("SDK") {
            self.clauses.open().marker = true;
        } else if let Some(mention) = mention::at(self.line, start, word, before, self.vocabulary) {
            let open = self.clauses.open();
            let message = mention
                .message
                .filter(|_| open.message.is_none() && open.code.is_none());
            self.clauses.code(mention.code);
            self.clauses.number(mention.status);
            if message.is_some() {
                self.clauses.open().message = message;
            }
        }
    }

    /// An upper-case UUID: the service's `RequestIds` look like this, those of most others do not.
    fn bare_id(&mut self, start: usize) -> Option<usize> {
        let len = Some(shape::uuid(self.rest(start).as_bytes())).filter(|len| *len > 0)?;
        let id = self.slice(start, start + len);
        if !id.bytes().any(|b| b.is_ascii_lowercase()) {
            self.clauses
                .open()
                .bare_id
                .get_or_insert_with(|| id.to_owned());
        }
        Some(start + len)
    }

    /// A failed status before its reason phrase, or alone in brackets or in a table cell.
    fn status_cell(&mut self, start: usize, end: usize) -> Option<usize> {
        let status = shape::status(self.rest(start), shape::FAILED)?;
        let before = self.slice(0, start).trim_end_matches(' ');
        let after = self.rest(end).trim_start_matches(' ');
        let bracketed = before
            .strip_suffix('[')
            .is_some_and(|b| b.is_empty() || b.ends_with(' '))
            && after.starts_with(']');
        let cell = before.ends_with(BARS) && after.starts_with(BARS);
        let titled = || shape::titled_status(self.rest(start)).is_some();
        (bracketed || cell || titled()).then(|| {
            self.clauses.status(status);
            end
        })
    }

    /// Links, phrases with a status, and words that open the text of an error.
    fn phrase(&mut self, start: usize, end: usize, word: &str, before: usize) -> Option<usize> {
        let rest = self.rest(end);
        match word {
            "http" | "https" if rest.starts_with("://") => return Some(self.link(start)),
            "HTTP" => {
                self.starts |= rest.starts_with('/');
                let (status, len) = value::http_status(rest)?;
                self.clauses.status(status);
                return Some(end + len);
            }
            "error" if self.slice(before, start) == "returned " => {
                return self.bare_status(end, ": ");
            }
            "ERROR" if rest.get(4..5) == Some(":") => return self.bare_status(end, " "),
            "aliyun" | "Aliyun" | "alicloud" | "AlibabaCloud" | "aliyunsdkcore" => {
                self.clauses.open().marker = true;
            }
            "SDKError" | "panic" => self.starts |= rest.starts_with(':'),
            "SDK.ServerError" | "SDK.ClientError" => self.starts = true,
            "Traceback" => self.starts |= rest.starts_with(" (most"),
            "Caused" => self.starts |= rest.starts_with(" by:"),
            "Exception" => self.starts |= rest.starts_with(" in thread"),
            _ if word.ends_with("Error") => {
                let separator = if self.slice(before, start) == "HTTP " {
                    " "
                } else {
                    ": "
                };
                return self.status_after(end, separator);
            }
            _ => {}
        }
        None
    }

    /// `curl: (22) The requested URL returned error: 500`, `ERROR 404: Not Found.`
    fn bare_status(&mut self, end: usize, separator: &str) -> Option<usize> {
        let next = self.status_after(end, separator)?;
        self.clauses.open().bare_status = true;
        Some(next)
    }

    /// A failed status after `separator`.
    fn status_after(&mut self, end: usize, separator: &str) -> Option<usize> {
        let status = shape::status(self.rest(end).strip_prefix(separator)?, shape::FAILED)?;
        self.clauses.status(status);
        Some(end + separator.len() + 3)
    }

    /// A name of a field and its value.
    fn field(&mut self, start: usize) -> Option<usize> {
        let (key, len) = keys::leading(self.rest(start))?;
        let end = start + len;
        self.names_code |= key == Key::Code;
        self.names_id |= key == Key::Id;
        match (key, value::after(self.line, end)) {
            (key, Some(value)) => self.value(key, &value),
            (Key::Id, None) => {
                let rest = self.rest(end).trim_start_matches(' ');
                let tells = rest.starts_with([':', '=']) || value::request_id(rest).is_some();
                tells.then(|| self.id(self.line.len() - rest.len()))
            }
            (Key::Status, None) => self.status_after(end, " "),
            (_, None) => None,
        }
    }

    /// Takes the value of a field; says where to go on, `None` when it is no value of the field.
    fn value(&mut self, key: Key, value: &Value) -> Option<usize> {
        let text = self.rest(value.start);
        match key {
            Key::Code if text.starts_with(|c: char| c.is_ascii_digit()) => {
                return self.numeric_code(value.start);
            }
            Key::Code => return self.code(value),
            Key::Status => {
                self.clauses.status(shape::status(text, shape::ANSWERED)?);
                return Some(value.start + 3);
            }
            Key::Id => return Some(self.id(value.start)),
            Key::Message => {
                let message = value::message(text, value.quote);
                if self
                    .clauses
                    .open()
                    .code
                    .as_ref()
                    .is_some_and(|code| code.trust == Trust::Keyed)
                {
                    self.quoted_until = value.start + message.len();
                }
                let message = value::without_status(message);
                if !message.is_empty() {
                    self.clauses
                        .open()
                        .message
                        .get_or_insert_with(|| message.to_owned());
                }
            }
            Key::Host => {
                let host = value::token(text, value.quote);
                self.clauses
                    .open()
                    .host
                    .get_or_insert_with(|| host.to_owned());
                return Some(value.start + host.len());
            }
            Key::Recommend => {}
        }
        Some(value.start)
    }

    /// The RequestId at `start`; its key alone tells something too.
    fn id(&mut self, start: usize) -> usize {
        if let Some((id, len)) = value::request_id(self.rest(start)) {
            self.clauses.id(&id);
            start + len
        } else {
            self.clauses.open().id_key |= value::is_withheld(self.rest(start));
            start
        }
    }

    /// `code: 404, message`: the Tea clients print the HTTP status as the code.
    fn numeric_code(&mut self, start: usize) -> Option<usize> {
        let text = self.rest(start);
        self.clauses.status(shape::status(text, shape::ANSWERED)?);
        if let Some(message) = text.get(3..).and_then(|t| t.strip_prefix(", ")) {
            let message = value::without_status(value::message(message, None));
            let open = self.clauses.open();
            open.tea = true;
            open.message = Some(message.to_owned());
        }
        Some(start + 3)
    }

    /// The value of `Code`. `code = NotFound desc = ...` is gRPC's.
    fn code(&mut self, value: &Value) -> Option<usize> {
        let (raw, len) = value::code(self.rest(value.start), value.quote, self.vocabulary)?;
        let end = value.start + len;
        let foreign = raw.starts_with("SDK.") || self.rest(end).starts_with(" desc");
        if !foreign {
            let mut code = Code::read_keyed(&raw, self.vocabulary)?;
            if !code.known && is_markup(self.slice(0, value.start)) {
                code.trust = Trust::Plain;
            }
            if value.quote.is_none() && code.is_plain_word() {
                return None;
            }
            self.clauses.code(code);
        }
        Some(end)
    }

    /// A link: only a documentation link tells something.
    fn link(&mut self, start: usize) -> usize {
        let url = link::url(self.rest(start));
        let end = start + url.len();
        if let Some(link) = link::documentation(url) {
            let open = self.clauses.open();
            let complete = open.id.is_some() && open.code.is_some();
            open.recommend.get_or_insert(link.url);
            if let Some(id) = link.id.filter(|_| !complete) {
                self.clauses.id(&id);
            }
            if let Some(code) = link
                .code
                .and_then(|code| Code::read(&code, Trust::Link, self.vocabulary))
            {
                self.clauses.code(code);
            }
        } else {
            self.status_after(end, "\" ");
        }
        end
    }

    /// `{` without a name before it begins another thing.
    fn brace(&mut self, at: usize) -> usize {
        let before = self.slice(0, at).trim_end_matches(' ');
        if before.ends_with(['}', ',', '[']) && self.clauses.open().code.is_some() {
            self.clauses.split();
        }
        at + 1
    }

    /// Names that are not written in Latin letters.
    fn wide(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        let Some((key, len)) = keys::wide(rest) else {
            return at + rest.chars().next().map_or(1, char::len_utf8);
        };
        let end = at + len;
        let blanks = self.rest(end).bytes().take_while(|b| *b == b' ').count();
        let value = value::after(self.line, end).unwrap_or(Value {
            start: end + blanks,
            quote: None,
        });
        self.value(key, &value).unwrap_or(end)
    }
}
