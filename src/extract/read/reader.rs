//! Reads a block of the input, a line or a value that spans lines, whatever shapes are nested in it.

use std::borrow::Cow;

use crate::extract::read::fact::{Fact, Seal};
use crate::extract::read::fields;
use crate::extract::read::json::{self, Node};
use crate::extract::read::keys::{self, Key};
use crate::extract::read::layout::{self, Role};
use crate::extract::read::line;
use crate::extract::read::partial::Partial;
use crate::extract::read::source::{source_of_line, source_of_record};
use crate::extract::read::xml;
use crate::extract::text::clean::{clean, clean_text};
use crate::extract::text::shape;
use crate::extract::text::unescape::unescape;
use crate::extract::vocabulary::Vocabulary;

/// Texts inside texts that are followed.
const DEEPEST: u32 = 4;
/// A shorter string in a value cannot name an error.
const SHORTEST: usize = 8;
/// Values that fail to parse before a block is taken as plain text.
const PATIENCE: u32 = 32;

/// Bytes of the next line that a value may need.
pub const LOOKAHEAD: usize = 64;

/// Whether a value at the end of a line may go on in the next one: a word or a RequestId that a terminal
/// broke, or a name whose value stands there.
pub fn goes_on(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    line.ends_with(b"=>")
        || matches!(line.last(), Some(b'-' | b'=' | b':' | b'.' | b'_' | 0x80..))
        || (line.last().is_some_and(u8::is_ascii_alphanumeric) && !ends_in_id(line))
}

/// Whether a line ends in a UUID.
fn ends_in_id(line: &[u8]) -> bool {
    let start = line.len().checked_sub(36);
    let end = start.and_then(|start| line.get(start..));
    end.is_some_and(|end| shape::uuid(end) > 0)
}

/// Reads one block. What it says depends on nothing but its bytes.
pub struct Reader<'v> {
    facts: Vec<Fact>,
    vocabulary: &'v dyn Vocabulary,
    /// The line at hand, from 0.
    line: u64,
    /// Lines of the input are counted, those inside strings are not.
    depth: u32,
}

impl<'v> Reader<'v> {
    /// What the first `len` bytes of `raw` say, in order; what follows belongs to the next block.
    pub fn read(raw: &[u8], len: usize, vocabulary: &'v dyn Vocabulary) -> Vec<Fact> {
        let mut reader = Self {
            facts: Vec::new(),
            vocabulary,
            line: 0,
            depth: 0,
        };
        if let Cow::Borrowed(text) = clean(raw) {
            reader.text(text, len);
        } else {
            let (block, ahead) = raw.split_at(len.min(raw.len()));
            let block = clean(block);
            let text = format!("{block}{}", clean(ahead));
            reader.text(&text, block.len());
        }
        reader.facts
    }

    /// What is known of an error before the value at hand is looked at.
    fn nothing_yet(&self) -> Partial {
        Partial {
            line: self.line,
            ..Partial::default()
        }
    }

    /// Says what a line or an object tells of one error.
    fn tell(&mut self, partial: Partial, continuation: bool) {
        if !partial.is_empty() {
            self.facts.push(Fact::Error {
                partial,
                continuation,
            });
        }
    }

    fn seal(&mut self, seal: Seal) {
        self.facts.push(Fact::Seal(seal));
    }

    /// Reads the first `len` bytes of `text`: JSON objects and XML envelopes as such, the rest as lines.
    fn text(&mut self, text: &str, len: usize) {
        let mut from = 0;
        let mut at = 0;
        let mut broken = 0;
        while let Some(rest) = text.get(at..len).filter(|_| broken < PATIENCE) {
            let Some(step) = memchr::memchr2(b'{', b'<', rest.as_bytes()) else {
                break;
            };
            at += step;
            match Structure::parse(text.get(at..len).unwrap_or_default()) {
                Parsed::Whole(structure, size) => {
                    let before = text.get(from..at).unwrap_or_default();
                    self.plain(text, from, at);
                    self.line_feeds(before);
                    self.structure(&structure, is_blank(before));
                    self.line_feeds(text.get(at..at + size).unwrap_or_default());
                    at += size;
                    from = at;
                    continue;
                }
                Parsed::Broken => broken += 1,
                Parsed::Nothing => {}
            }
            at += 1;
        }
        self.plain(text, from, len);
    }

    /// Goes on by the lines of a part that was read.
    fn line_feeds(&mut self, part: &str) {
        if self.depth == 0 {
            self.line += memchr::memchr_iter(b'\n', part.as_bytes()).count() as u64;
        }
    }

    /// Reads what was parsed; `alone` says that nothing stands before it.
    fn structure(&mut self, structure: &Structure<'_>, alone: bool) {
        match structure {
            Structure::Object(node) => self.value(node, alone),
            Structure::Envelope(fields) => self.envelope(fields),
        }
    }

    /// Reads a part of `text` line by line, after one layer of escapes when there is one.
    fn plain(&mut self, text: &str, from: usize, to: usize) {
        let part = text.get(from..to).unwrap_or_default();
        if is_blank(part) {
            if from == 0 && self.depth == 0 {
                self.facts.push(Fact::Break);
            }
            return;
        }
        if self.depth < DEEPEST
            && let Some(inner) = unescape(part)
        {
            self.name_source(|| source_of_line(part).map(str::to_owned));
            self.nested(&inner);
            return;
        }
        let mut start = from;
        let mut number = self.line;
        let ends = memchr::memchr2_iter(b'\n', b'\r', part.as_bytes()).map(|end| from + end);
        for end in ends.chain([to]) {
            let line = text.get(start..end).unwrap_or_default();
            if !line.is_empty() {
                self.line_of_text(with_lookahead(text, start, line), line, number);
            }
            number += u64::from(self.depth == 0 && text.as_bytes().get(end) == Some(&b'\n'));
            start = end + 1;
        }
    }

    /// Reads a text that stood inside another one.
    fn nested(&mut self, text: &str) {
        self.depth += 1;
        let text = clean_text(text);
        self.text(&text, text.len());
        self.depth -= 1;
    }

    /// Says which program a line of the input comes from, when it is told.
    fn name_source(&mut self, source: impl FnOnce() -> Option<String>) {
        if self.depth == 0 {
            self.facts.extend(source().map(Fact::Source));
        }
    }

    fn line_of_text(&mut self, text: &str, line: &str, number: u64) {
        self.name_source(|| source_of_line(line).map(str::to_owned));
        let (role, has_level) = layout::role_and_level(line);
        if role == Role::Plain && line.trim_start().starts_with("- ") {
            self.facts.push(Fact::Break);
        }
        if matches!(role, Role::Record | Role::Object) {
            self.seal(Seal::Record);
        }
        let found = line::scan(text, line.len(), self.vocabulary);
        if found.starts {
            self.facts.push(Fact::SealCode);
        }
        if found.columns {
            return self.facts.push(Fact::Columns);
        }
        // A box is one thing, however tall, and so is an object.
        let takes_room = self.depth == 0 && role != Role::Filler && !line.starts_with('│');
        if takes_room && found.errors.is_empty() {
            self.facts.push(Fact::Nothing);
        }
        for mut partial in found.errors {
            partial.line = number;
            // `failed: InvalidVpc.NotFound` only looks like a header.
            let is_header = role == Role::Filler && partial.code.is_none();
            partial.prose =
                role != Role::Continuation && !is_header && !line.starts_with([' ', '\t']);
            // What follows a record without a code is rather another one's than the rest of it.
            partial.cut = is_cut(line) && (role != Role::Record || partial.code.is_some());
            partial.logged = has_level;
            if partial.id.is_none() {
                partial.shape = fingerprint(line);
            }
            self.tell(partial, role == Role::Continuation);
        }
    }

    /// Reads a JSON value that stands by itself.
    fn value(&mut self, node: &Node<'_>, alone: bool) {
        if let Some(own) = fields::own_output(node, self.line) {
            self.facts.push(Fact::Own(own));
            return;
        }
        self.name_source(|| source_of_record(node));
        let transparent = fields::is_log_line(node);
        let is_record = fields::is_log_record(node);
        if alone && !transparent && self.depth == 0 {
            self.seal(if is_record {
                Seal::Record
            } else {
                Seal::Object
            });
        }
        let since = self.line;
        let before = self.facts.len();
        self.node(node, None);
        if self.facts.len() == before {
            self.facts.push(Fact::Nothing);
        }
        if !transparent && self.depth == 0 {
            self.facts.push(if is_record {
                Fact::RecordEnds
            } else {
                Fact::AnswerEnds { since }
            });
            self.seal(Seal::Object);
        }
    }

    fn node(&mut self, node: &Node<'_>, key: Option<Key>) {
        match node {
            Node::Object(entries) => self.object(entries),
            Node::List(items) => {
                for item in items {
                    match fields::pair(item) {
                        // It may be all that names the error.
                        Some((Key::Message, text)) => {
                            self.node(text, None);
                            continue;
                        }
                        Some((key, value)) => {
                            let mut header = self.nothing_yet();
                            fields::take(&mut header, key, value, self.vocabulary);
                            self.tell(header, true);
                            continue;
                        }
                        None => {}
                    }
                    match (item, key) {
                        (Node::Text(text), Some(Key::Id)) => self.header_id(text),
                        (Node::Object(_), _) if !fields::is_log_line(item) => {
                            let before = self.facts.len();
                            self.seal(Seal::Hard);
                            self.node(item, None);
                            if self.facts.len() > before + 1 {
                                self.seal(Seal::Hard);
                            } else {
                                // An item that says nothing keeps nothing apart.
                                self.facts.truncate(before);
                            }
                        }
                        _ => self.node(item, None),
                    }
                }
            }
            Node::Text(text) => self.string(text),
            Node::Number(_) | Node::Other => {}
        }
    }

    fn header_id(&mut self, text: &str) {
        if let Some(id) = shape::request_id(text) {
            let mut partial = self.nothing_yet();
            partial.id = Some(id.to_owned());
            self.tell(partial, false);
        }
    }

    /// The fields of an object are one picture; what is nested in it comes after.
    fn object(&mut self, entries: &[(Cow<'_, str>, Node<'_>)]) {
        let mut direct = self.nothing_yet();
        let keys: Vec<Option<Key>> = entries.iter().map(|(name, _)| keys::key(name)).collect();
        for ((_, node), key) in entries.iter().zip(&keys) {
            if let Some(key) = key {
                fields::take(&mut direct, *key, node, self.vocabulary);
            }
        }
        let settled = direct.code.is_some();
        if !settled && direct.host.is_none() && direct.id.is_none() {
            direct.message = None;
        }
        self.tell(direct, false);
        for ((_, node), key) in entries.iter().zip(keys) {
            let taken = match (key, node) {
                (Some(Key::Message), Node::Text(_)) => settled,
                (Some(Key::Status), _) => false,
                (Some(_), Node::Text(_)) => true,
                _ => false,
            };
            if !taken {
                self.node(node, key);
            }
        }
    }

    fn string(&mut self, text: &str) {
        if text.len() < SHORTEST {
            return;
        }
        if self.depth < DEEPEST {
            self.nested(text);
        } else {
            self.facts.push(Fact::TooDeep);
        }
    }

    fn envelope(&mut self, fields: &[(String, String)]) {
        let mut direct = self.nothing_yet();
        for (name, text) in fields {
            if let Some(key) = keys::key(name) {
                let mut text = Cow::Borrowed(text.trim());
                if key != Key::Message && text.contains('\n') {
                    text = text.replace('\n', "").into();
                }
                fields::take(&mut direct, key, &Node::Text(text), self.vocabulary);
            }
        }
        self.tell(direct, false);
        self.seal(Seal::Object);
    }
}

/// What a parser reads.
enum Structure<'t> {
    Object(Node<'t>),
    Envelope(Vec<(String, String)>),
}

/// What a parser says of the text at hand.
enum Parsed<'t> {
    /// A value of this length.
    Whole(Structure<'t>, usize),
    /// It begins like a value and is none.
    Broken,
    /// It does not begin like a value.
    Nothing,
}

impl<'t> Structure<'t> {
    /// Parses the value that begins at `{` or `<`.
    fn parse(text: &'t str) -> Parsed<'t> {
        let found = if let Some(inner) = text.strip_prefix('{') {
            if !inner.trim_start().starts_with(['"', '}']) {
                return Parsed::Nothing;
            }
            json::object(text).map(|(node, size)| (Self::Object(node), size))
        } else if text.starts_with("<Error>") {
            let fields = xml::envelope(text).or_else(|| xml::wrapped(text));
            fields.map(|(fields, size)| (Self::Envelope(fields), size))
        } else {
            return Parsed::Nothing;
        };
        found.map_or(Parsed::Broken, |(structure, size)| {
            Parsed::Whole(structure, size)
        })
    }
}

/// Whether a part holds nothing.
fn is_blank(part: &str) -> bool {
    part.bytes().all(|b| b.is_ascii_whitespace())
}

/// The line that starts at `start` and a little of what follows it in `text`.
fn with_lookahead<'t>(text: &'t str, start: usize, line: &'t str) -> &'t str {
    let end = (start + line.len() + LOOKAHEAD).min(text.len());
    (end.saturating_sub(3)..=end)
        .rev()
        .find_map(|end| text.get(start..end))
        .unwrap_or(line)
}

/// Whether a line was probably broken by a terminal: long, and no end of a sentence or a value.
fn is_cut(line: &str) -> bool {
    const NARROW: usize = 40;
    let line = line.trim_end();
    line.len() >= NARROW
        && !ends_in_id(line.as_bytes())
        && (line.ends_with("(s)") || !line.ends_with(['.', '!', ')', ']', '}', '"', '\'', ';']))
}

/// The same for lines that differ in digits only, those of hexadecimal ids among them (FNV-1a).
fn fingerprint(line: &str) -> u64 {
    line.bytes()
        .filter(|b| !b.is_ascii_hexdigit())
        .fold(0xcbf2_9ce4_8422_2325, |hash, b| {
            (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
        })
}
