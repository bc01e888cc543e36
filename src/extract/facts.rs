//! The facts that a text states about errors, each with its position and the brackets around it.

use std::ops::Range;

use super::class::{Class, field_name};
use super::code::Code;
use super::lines::{Line, Lines};
use super::shape::hash;
use super::status::Status;

/// The kind of a fact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// An error code.
    Code(Code),
    /// The beginning of a code whose end is cut off.
    CutCode,
    /// A `RequestId` that the text names as one.
    Id,
    /// A UUID in capitals that may be a `RequestId`.
    BareId,
    /// The name of a `RequestId` whose value is empty or masked.
    NoId,
    /// An HTTP status.
    Status(Status),
    /// The endpoint.
    Host,
    /// A link to the vendor's explanation of a code.
    Link,
    /// A word that only the service's clients print.
    Marker,
    /// A message that the service documents, without a code.
    Documented,
    /// What the text says about the error in words.
    Message,
}

/// Something that a text states about an error.
#[derive(Clone, Debug)]
pub struct Fact {
    pub kind: Kind,
    /// The name and the value.
    pub place: Range<usize>,
    /// The value.
    pub value: Range<usize>,
    /// The index of the line.
    pub line: usize,
    /// The innermost scope around it.
    pub scope: usize,
    /// It counts only if nothing else states the same.
    pub weak: bool,
    /// It is the value of an object without other fields.
    pub pair: bool,
}

impl Fact {
    /// A fact that counts as it is.
    pub const fn new(kind: Kind, place: Range<usize>, value: Range<usize>, line: usize, scope: usize) -> Self {
        Self { kind, place, value, line, scope, weak: false, pair: false }
    }

    /// The code, if this fact is one.
    pub const fn code(&self) -> Option<Code> {
        match self.kind {
            Kind::Code(code) => Some(code),
            _ => None,
        }
    }

    /// The status, if this fact is one.
    pub const fn status(&self) -> Option<Status> {
        match self.kind {
            Kind::Status(status) => Some(status),
            _ => None,
        }
    }

    /// Whether it is a `RequestId`, named or not.
    pub const fn is_id(&self) -> bool {
        matches!(self.kind, Kind::Id | Kind::BareId)
    }
}

/// The lines of one program as one text, and the facts in it.
#[derive(Debug, Default)]
pub struct Document {
    /// The text, followed by values that do not appear in it literally.
    pub text: String,
    /// The lines, whose bodies are ranges of the text.
    pub lines: Vec<Line>,
    /// The facts, in order.
    pub facts: Vec<Fact>,
    /// The messages, in order. Each belongs to the nearest error, so they do not affect where an error ends.
    pub messages: Vec<Fact>,
    pub scopes: Scopes,
}

impl Document {
    /// The lines of each program as one text, with a hash of its name.
    pub fn of_programs(lines: &Lines) -> Vec<(u64, Self)> {
        let named = lines.sources.iter().map(|name| (hash(name.as_bytes()), Self::default()));
        let mut programs: Vec<_> = named.collect();
        for line in &lines.all {
            let Some((_, document)) = programs.get_mut(line.source) else {
                continue;
            };
            let start = document.text.len();
            document.text.push_str(lines.body(line));
            document.lines.push(Line { body: start..document.text.len(), ..line.clone() });
            document.text.push('\n');
        }
        programs.retain(|(_, document)| !document.lines.is_empty());
        programs
    }

    /// Finds the lines that start another block of fields: they have the field that the previous block starts with.
    pub fn tell_restarts(&mut self) {
        let mut first: Option<Option<String>> = None;
        for index in 0..self.lines.len() {
            let Some(line) = self.lines.get(index) else {
                break;
            };
            if line.class == Class::Blank || line.is_record() {
                first = None;
            }
            if self.facts_of_line(index).is_empty() {
                continue;
            }
            let field = Some(line).filter(|line| line.class == Class::Field);
            let name = field.and_then(|line| field_name(self.body(line))).map(str::to_owned);
            let restarts = name.is_some() && first.as_ref() == Some(&name);
            first.get_or_insert(name);
            if let Some(line) = self.lines.get_mut(index) {
                line.restarts = restarts;
            }
        }
    }

    /// Part of the text.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The text of a line.
    pub fn body(&self, line: &Line) -> &str {
        self.slice(&line.body)
    }

    /// Whether a line near a position has a fact that matches.
    pub fn line_has(&self, line: usize, fits: impl Fn(&Fact) -> bool) -> bool {
        self.facts_of_line(line).iter().any(fits)
    }

    /// The facts of a line.
    pub fn facts_of_line(&self, line: usize) -> &[Fact] {
        let start = self.facts.partition_point(|fact| fact.line < line);
        let rest = self.facts.get(start..).unwrap_or_default();
        let end = rest.partition_point(|fact| fact.line == line);
        rest.get(..end).unwrap_or_default()
    }
}

/// A hash of the beginning of a line without its digits, including those of hexadecimal ids. The rest of a long line,
/// which may have a thousand errors, does not make a repeated line another one.
pub fn shape(body: &str) -> u64 {
    const HEAD: usize = 256;
    let letters: Vec<u8> = body.bytes().take(HEAD).filter(|b| !b.is_ascii_hexdigit()).collect();
    hash(&letters)
}

/// What opens a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bracket {
    /// `{`
    Object,
    /// `[`
    List,
    /// A text inside a string.
    Text,
}

/// A scope.
#[derive(Clone, Copy, Debug)]
struct Scope {
    parent: usize,
    depth: usize,
    bracket: Bracket,
    /// Nothing precedes it in its line.
    alone: bool,
}

/// The scopes of a text as a tree, in which 0 is the text itself.
#[derive(Debug)]
pub struct Scopes {
    all: Vec<Scope>,
    current: usize,
}

/// The text itself.
const TEXT: Scope = Scope { parent: 0, depth: 0, bracket: Bracket::Text, alone: false };

/// How deeply scopes may be nested.
const DEEPEST: usize = 60;

impl Default for Scopes {
    fn default() -> Self {
        Self { all: vec![TEXT], current: 0 }
    }
}

/// How two scopes relate to each other.
#[derive(Clone, Copy, Debug)]
pub struct Relation {
    /// A scope around the first is not around the second.
    pub up: bool,
    /// A scope around the second is not around the first.
    pub down: bool,
    /// The innermost one around both.
    pub common: Option<Bracket>,
    /// Nothing precedes the outermost one around the first only in its line.
    pub left_alone: bool,
}

impl Scopes {
    /// The scope of the current position.
    pub const fn current(&self) -> usize {
        self.current
    }

    /// Whether the current position is directly inside a `{`.
    pub fn is_in_object(&self) -> bool {
        self.current > 0 && self.get(self.current).bracket == Bracket::Object
    }

    /// A scope begins. One that is nested too deeply is part of the scope around it.
    pub fn open(&mut self, bracket: Bracket, alone: bool) {
        let depth = self.get(self.current).depth + 1;
        if depth > DEEPEST {
            return;
        }
        self.all.push(Scope { parent: self.current, depth, bracket, alone });
        self.current = self.all.len() - 1;
    }

    /// The innermost scope of this kind ends, and all scopes inside it.
    pub fn close(&mut self, bracket: Bracket) {
        let mut at = self.current;
        while at > 0 {
            let scope = self.get(at);
            at = scope.parent;
            if scope.bracket == bracket {
                self.current = at;
                return;
            }
        }
    }

    /// A log record begins, so everything that was open ends.
    pub fn reset(&mut self) {
        self.current = 0;
    }

    fn get(&self, at: usize) -> Scope {
        self.all.get(at).copied().unwrap_or(TEXT)
    }

    /// The scope around a scope.
    pub fn around(&self, at: usize) -> usize {
        self.get(at).parent
    }

    /// How the second scope relates to the first.
    pub fn relation(&self, first: usize, second: usize) -> Relation {
        let (mut one, mut other) = (first, second);
        let mut left_alone = false;
        while one != other {
            let (a, b) = (self.get(one), self.get(other));
            if a.depth >= b.depth {
                left_alone = a.alone;
                one = a.parent;
            }
            if b.depth >= a.depth {
                other = b.parent;
            }
        }
        let common = (one > 0).then_some(self.get(one).bracket);
        Relation { up: one != first, down: one != second, common, left_alone }
    }
}
