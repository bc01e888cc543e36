//! Reads a block of the input, a line or a value that spans lines, whatever shapes are nested in it.

use crate::extract::clean::{clean, clean_text};
use crate::extract::joiner::{Joiner, Seal};
use crate::extract::json::{self, Node};
use crate::extract::keys::{self, Key};
use crate::extract::layout::{self, Role};
use crate::extract::occurrence::Occurrence;
use crate::extract::partial::{Partial, Trust};
use crate::extract::shape;
use crate::extract::text;
use crate::extract::unescape::unescape;
use crate::extract::value;
use crate::extract::vocabulary::Vocabulary;
use crate::extract::xml;

/// Texts inside texts that are followed.
const DEEPEST: u32 = 4;
/// A shorter string in a value cannot name an error.
const SHORTEST: usize = 8;
/// Values that fail to parse before a block is taken as plain text.
const PATIENCE: u32 = 32;

/// Bytes of the next line that a value may need.
pub const LOOKAHEAD: usize = 64;

/// Reads blocks into a joiner.
pub struct Reader<'j, 'v> {
    joiner: &'j mut Joiner<'v>,
    vocabulary: &'v dyn Vocabulary,
    /// Line of the block's first byte, from 1.
    line: u64,
    /// Lines of the input are counted, those inside strings are not.
    depth: u32,
}

impl<'j, 'v> Reader<'j, 'v> {
    /// A reader of the block that starts at `line`.
    pub fn new(joiner: &'j mut Joiner<'v>, vocabulary: &'v dyn Vocabulary, line: u64) -> Self {
        Self {
            joiner,
            vocabulary,
            line,
            depth: 0,
        }
    }

    /// Reads the first `len` bytes of `raw`; what follows belongs to the next block.
    pub fn block(&mut self, raw: &[u8], len: usize) {
        let (block, ahead) = raw.split_at(len.min(raw.len()));
        let text = clean(block);
        if ahead.is_empty() || text.len() < block.len() {
            let limit = text.len();
            let joined = text.into_owned() + &clean(ahead);
            self.text(&joined, limit);
        } else {
            self.text(&clean(raw), len);
        }
    }

    /// Reads the first `len` bytes of `text`: JSON objects and XML envelopes as such, the rest as lines.
    fn text(&mut self, text: &str, len: usize) {
        let mut from = 0;
        let mut at = 0;
        let mut failures = 0;
        while failures < PATIENCE {
            let Some(step) = text
                .get(at..len)
                .and_then(|t| memchr::memchr2(b'{', b'<', t.as_bytes()))
            else {
                break;
            };
            at += step;
            let Some(end) = self.structure(text, from, at, len, &mut failures) else {
                at += 1;
                continue;
            };
            from = at + end;
            at = from;
        }
        self.plain(text, from, len);
    }

    /// Reads the JSON object or XML envelope at `at`, after the plain text before it.
    fn structure(
        &mut self,
        text: &str,
        from: usize,
        at: usize,
        len: usize,
        failures: &mut u32,
    ) -> Option<usize> {
        let before = text.get(from..at)?;
        let rest = text.get(at..len)?;
        if rest.starts_with('{') {
            let inner = rest.get(1..)?.trim_start();
            if !inner.starts_with(['"', '}']) {
                return None;
            }
            let Some((node, end)) = json::object(rest) else {
                *failures += 1;
                return None;
            };
            self.plain(text, from, at);
            self.line += newlines(before);
            self.value(&node, before.trim().is_empty());
            self.line += newlines(rest.get(..end)?);
            return Some(end);
        }
        if !rest.starts_with("<Error>") {
            return None;
        }
        let Some((fields, end)) = xml::envelope(rest) else {
            *failures += 1;
            return None;
        };
        self.plain(text, from, at);
        self.line += newlines(before);
        self.envelope(&fields);
        self.line += newlines(rest.get(..end)?);
        Some(end)
    }

    /// Reads a part of `text` line by line, after one layer of escapes when there is one.
    fn plain(&mut self, text: &str, from: usize, to: usize) {
        let part = text.get(from..to).unwrap_or_default();
        if part.trim().is_empty() {
            return;
        }
        if self.depth < DEEPEST {
            if let Some(inner) = unescape(part) {
                self.nested(&inner);
                return;
            }
        }
        let mut start = from;
        for (number, line) in (0..).zip(part.split('\n')) {
            let physical = if self.depth == 0 {
                self.line + number
            } else {
                self.line
            };
            self.line_of_text(with_lookahead(text, start, line), line, physical);
            start += line.len() + 1;
        }
    }

    /// Reads a text that stood inside another one.
    fn nested(&mut self, text: &str) {
        self.depth += 1;
        let text = clean_text(text);
        self.text(&text, text.len());
        self.depth -= 1;
    }

    fn line_of_text(&mut self, text: &str, line: &str, number: u64) {
        let role = layout::role(line);
        if matches!(role, Role::Record | Role::Object) {
            self.joiner.seal(Seal::Record);
        }
        let found = text::scan(text, line.len(), self.vocabulary);
        if found.starts {
            self.joiner.seal_code();
        }
        if found.errors.is_empty() && role != Role::Filler {
            self.joiner.tick(1);
        }
        for mut partial in found.errors {
            partial.line = number;
            partial.prose = matches!(role, Role::Plain | Role::Record | Role::Object)
                && !line.starts_with([' ', '\t']);
            partial.cut = is_cut(line);
            if partial.id.is_none() {
                partial.shape = fingerprint(line);
            }
            self.joiner.absorb(partial, role == Role::Continuation);
        }
    }

    /// Reads a JSON value that stands by itself.
    fn value(&mut self, node: &Node<'_>, alone: bool) {
        if let Some(own) = own_output(node, self.line) {
            self.joiner.own(own);
            return;
        }
        let transparent = is_log_line(node);
        if alone && !transparent && self.depth == 0 {
            self.joiner.seal(Seal::Object);
        }
        let since = self.line;
        self.node(node, None);
        if !transparent && self.depth == 0 {
            self.joiner.drop_fragment(since);
            self.joiner.seal(Seal::Object);
        }
    }

    fn node(&mut self, node: &Node<'_>, key: Option<Key>) {
        match node {
            Node::Object(entries) => self.object(entries),
            Node::List(items) => {
                for item in items {
                    match (item, key) {
                        (Node::Text(text), Some(Key::Id)) => self.header_id(text),
                        (Node::Object(_), _) => {
                            self.joiner.seal(Seal::Hard);
                            self.node(item, None);
                            self.joiner.seal(Seal::Hard);
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
            let partial = Partial {
                id: Some(id.to_owned()),
                line: self.line,
                ..Partial::default()
            };
            self.joiner.absorb(partial, false);
        }
    }

    /// The fields of an object are one picture; what is nested in it comes after.
    fn object(&mut self, entries: &[(std::borrow::Cow<'_, str>, Node<'_>)]) {
        let mut direct = Partial {
            line: self.line,
            ..Partial::default()
        };
        for (name, node) in entries {
            if let Some(key) = keys::key(name) {
                self.field(&mut direct, key, node);
            }
        }
        let named = direct.code.is_some() || direct.host.is_some() || direct.id.is_some();
        let message = direct.message.take().filter(|_| named);
        let settled = direct.code.is_some();
        direct.message = message;
        self.joiner.absorb(direct, false);
        for (name, node) in entries {
            let key = keys::key(name);
            match (key, node) {
                (Some(Key::Id | Key::Host | Key::Recommend | Key::Status), Node::Text(_)) => {}
                (Some(Key::Code), Node::Text(_)) => {}
                (Some(Key::Message), Node::Text(_)) if settled => {}
                _ => self.node(node, key),
            }
        }
    }

    fn field(&self, direct: &mut Partial, key: Key, node: &Node<'_>) {
        match (key, node) {
            (Key::Code | Key::Status, Node::Number(number)) => {
                direct.http = u16::try_from(*number)
                    .ok()
                    .filter(|n| (200..=599).contains(n))
                    .or(direct.http);
            }
            (Key::Status, Node::Text(text)) => {
                direct.http = shape::status(text, 200..=599).or(direct.http)
            }
            (Key::Code, Node::Text(text)) => {
                if let Some(status) = shape::status(text, 200..=599) {
                    direct.http.get_or_insert(status);
                } else if value::code(text, None, self.vocabulary)
                    .is_some_and(|(code, _)| code == text.trim())
                    || self.vocabulary.canonical(text).is_some()
                {
                    if let Some(mut code) = text::read_code(text, self.vocabulary) {
                        let convincing = !shape::is_generic(&code.text)
                            && (code.known || shape::is_dotted(&code.text));
                        code.trust = if convincing {
                            Trust::Keyed
                        } else {
                            Trust::Plain
                        };
                        if direct
                            .code
                            .as_ref()
                            .is_none_or(|mine| (mine.known, mine.trust) < (code.known, code.trust))
                        {
                            direct.code = Some(code);
                        }
                    }
                }
            }
            (Key::Id, Node::Text(text)) => match shape::request_id(text.trim()) {
                Some(id) => direct.id = Some(id.to_owned()),
                None => direct.id_key = true,
            },
            (Key::Message, Node::Text(text)) => {
                direct.tea |= text.starts_with("code: ");
                if let Some(found) = direct
                    .tea
                    .then(|| text::scan(text, text.len(), self.vocabulary).errors)
                    .and_then(|mut all| (all.len() == 1).then(|| all.remove(0)))
                {
                    direct.http = direct.http.or(found.http);
                    direct.id = direct.id.take().or(found.id);
                }
                direct.message = Some(value::plain_message(text).to_owned());
            }
            (Key::Host, Node::Text(text)) => direct.host = Some(text.trim().to_owned()),
            (Key::Recommend, Node::Text(text)) => {
                direct.recommend = Some(text.trim().to_owned()).filter(|r| !r.is_empty())
            }
            _ => {}
        }
    }

    fn string(&mut self, text: &str) {
        if text.len() < SHORTEST {
            return;
        }
        if self.depth < DEEPEST {
            self.nested(text);
        } else {
            self.joiner.totals.too_deep += 1;
        }
    }

    fn envelope(&mut self, fields: &[(String, String)]) {
        let mut direct = Partial {
            line: self.line,
            ..Partial::default()
        };
        for (name, text) in fields {
            if let Some(key) = keys::key(name) {
                self.field(&mut direct, key, &Node::Text(text.trim().into()));
            }
        }
        self.joiner.absorb(direct, false);
        self.joiner.seal(Seal::Object);
    }
}

fn newlines(text: &str) -> u64 {
    text.bytes().filter(|&b| b == b'\n').count() as u64
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
    const NARROW: usize = 60;
    line.len() >= NARROW
        && !line
            .trim_end()
            .ends_with(['.', '!', ')', ']', '}', '"', '\'', ';'])
}

/// The same for lines that differ in digits only (FNV-1a).
fn fingerprint(line: &str) -> u64 {
    line.bytes()
        .filter(|b| !b.is_ascii_digit())
        .fold(0xcbf2_9ce4_8422_2325, |hash, b| {
            (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
        })
}

/// A record that only carries one line of another log.
fn is_log_line(node: &Node<'_>) -> bool {
    let Node::Object(entries) = node else {
        return false;
    };
    entries.iter().any(|(name, value)| match value {
        Node::Text(text) => {
            matches!(&**name, "log" | "message" | "MESSAGE" | "msg" | "line")
                && (layout::role(text.trim_end()) == Role::Continuation
                    || text.starts_with("SDK")
                    || (&**name == "log" && text.ends_with('\n') && !text.starts_with('{')))
        }
        _ => false,
    })
}

/// One of our own findings: its fields are taken as they are.
fn own_output(node: &Node<'_>, line: u64) -> Option<Occurrence> {
    let Node::Object(entries) = node else {
        return None;
    };
    let get = |wanted: &str| {
        entries
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, node)| node)
    };
    get("Known")?;
    get("Resolution")?;
    let Node::Number(count) = get("Count")? else {
        return None;
    };
    let text = |name: &str| match get(name) {
        Some(Node::Text(text)) => Some(text.clone().into_owned()),
        _ => None,
    };
    let http_code = match get("HttpCode") {
        Some(Node::Number(status)) => u16::try_from(*status).ok(),
        _ => None,
    };
    Some(Occurrence {
        code: text("Code"),
        http_code,
        message: text("Message"),
        request_id: text("RequestId"),
        host_id: text("HostId"),
        recommend: text("Recommend"),
        count: *count,
        line,
        candidates: Vec::new(),
    })
}
