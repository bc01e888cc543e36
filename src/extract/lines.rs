//! Splits a text into lines, and each line into the prefix that a logger or a log shipper added and its own text.

use std::borrow::Cow;
use std::ops::Range;

use super::carried::Carried;
use super::class::{Class, is_record};
use super::prefix::Prefix;
use super::rows::{self, Head};
use super::tags::{Tagged, tagged};
use super::unescape::{SOFT, flatten};

/// A line of the input, or the part of one after a line end inside a string.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Line {
    /// Where its text is in the buffer.
    pub body: Range<usize>,
    /// The physical line, from 0.
    pub number: usize,
    pub class: Class,
    /// Before the text is a time, or something else that begins a log record.
    pub dated: bool,
    /// Before the text is a level.
    pub level: bool,
    /// A log shipper added the prefix, so it does not begin a record.
    pub shipped: bool,
    /// It begins with the field that the previous block of fields began with.
    pub restarts: bool,
    /// The time of day, as written.
    pub clock: Option<[u8; 8]>,
    /// The number of characters of the physical line, 0 for part of a line.
    pub width: usize,
    /// The program that it comes from, as a number.
    pub source: usize,
    /// It is not the first part of its physical line.
    pub is_part: bool,
}

impl Line {
    /// Whether it begins a log record.
    pub const fn is_record(&self) -> bool {
        self.dated && !self.shipped
    }
}

/// Part of the input as lines.
#[derive(Debug, Default)]
pub struct Lines {
    /// The texts of the lines, and what was joined from several.
    pub buffer: String,
    pub all: Vec<Line>,
    /// The programs that the lines come from; the first is the unnamed one.
    pub sources: Vec<String>,
    /// The lines from which on the head of another table counts, or none.
    pub heads: Vec<(usize, Option<Head>)>,
}

impl Lines {
    /// Reads a text. A line that names no program belongs to the program of the line before it, the first line to
    /// `source`. The text may begin with rows of the table with `head`.
    pub fn read(text: &str, source: &str, head: Option<Head>) -> Self {
        let mut lines = Self { sources: vec![source.to_owned()], ..Self::default() };
        let physical: Vec<&str> = text.lines().map(|line| line.trim_end_matches('\r')).collect();
        let carried: Vec<Option<Carried>> = physical.iter().map(|line| Carried::of(line)).collect();
        let texts = physical.iter().zip(&carried);
        let mut texts: Vec<Cow<'_, str>> =
            texts.map(|(line, carried)| carried.as_ref().map_or(*line, |carried| &carried.text).into()).collect();
        lines.heads = rows::as_objects(&mut texts, head);
        let is_mail = text.contains("quoted-printable");
        let flats: Vec<Cow<'_, str>> = texts.iter().map(|text| flatten(text)).collect();
        let flats: Vec<&str> = flats.iter().map(|flat| &**flat).collect();
        for (number, (flat, tagged)) in flats.iter().zip(tagged(&flats)).enumerate() {
            let last = lines.all.last().map_or("", |line| lines.body(line));
            if let Some(kept) = last.strip_suffix('=').filter(|kept| is_mail && !kept.ends_with('=')) {
                lines.append(kept.len(), flat);
                continue;
            }
            let is_row = texts.get(number).is_some_and(|text| matches!(text, Cow::Owned(_)));
            let width = physical.get(number).filter(|_| !is_row).map_or(0, |line| line.chars().count());
            lines.physical(flat, tagged, number, width, carried.get(number).and_then(Option::as_ref));
        }
        lines.tell_shipped();
        lines
    }

    /// The text of a line.
    pub fn body(&self, line: &Line) -> &str {
        self.buffer.get(line.body.clone()).unwrap_or_default()
    }

    /// Appends a text to the first `kept` bytes of the last line.
    pub fn append(&mut self, kept: usize, text: &str) {
        /// The class of a line does not depend on what is after this many bytes.
        const HEAD: usize = 1024;
        let Some(line) = self.all.last_mut() else {
            return;
        };
        if line.body.end != self.buffer.len() {
            let start = self.buffer.len();
            self.buffer.extend_from_within(line.body.clone());
            line.body.start = start;
        }
        self.buffer.truncate(line.body.start + kept);
        self.buffer.push_str(text);
        line.body.end = self.buffer.len();
        if kept < HEAD {
            line.class = Class::of(self.buffer.get(line.body.clone()).unwrap_or_default());
        }
    }

    /// Adds a physical line. Its parts between line ends inside strings become lines of their own.
    fn physical(&mut self, flat: &str, tagged: Tagged<'_>, number: usize, width: usize, carried: Option<&Carried>) {
        // One host may run several programs.
        let of_host = tagged.prefix.source(flat).zip(tagged.program).map(|(host, program)| format!("{host} {program}"));
        let program = carried.and_then(|carried| carried.program.as_deref());
        let program = program.or(of_host.as_deref()).or(tagged.program);
        let width = if flat.contains(SOFT) { 0 } else { width };
        let mut first = Some(tagged.prefix);
        for part in flat.split(SOFT) {
            let is_part = first.is_none();
            let prefix = first.take().unwrap_or_else(|| Prefix::of(part));
            let mut text = part.get(prefix.len..).unwrap_or_default();
            let sides = ['│', '║', '┃', '|'];
            if part.trim_start().starts_with(sides) {
                let inner = text.trim_end().trim_end_matches(sides);
                text = if inner.ends_with([' ', '\t']) { inner.trim_end() } else { text };
            }
            let is_record = is_record(text);
            let heading = part.strip_prefix("==> ").and_then(|part| part.strip_suffix(" <=="));
            let source = heading.or(program).or(prefix.source(part)).map(|name| self.source(name));
            let source = source.unwrap_or_else(|| self.all.last().map_or(0, |line| line.source));
            let start = self.buffer.len();
            self.buffer.push_str(text);
            self.all.push(Line {
                body: start..self.buffer.len(),
                number,
                class: Class::of(text),
                dated: is_record || (prefix.dated && (carried.is_none() || prefix.level)),
                level: prefix.level || is_record,
                shipped: false,
                restarts: false,
                clock: clock(part),
                width,
                source,
                is_part,
            });
        }
    }

    /// The number of a program.
    fn source(&mut self, name: &str) -> usize {
        let known = self.sources.iter().skip(1).position(|known| known == name);
        known.map_or_else(
            || {
                self.sources.push(name.to_owned());
                self.sources.len() - 1
            },
            |place| place + 1,
        )
    }

    /// Distinguishes prefixes that all neighbouring lines have, which are a log shipper's, from those that begin a
    /// record.
    fn tell_shipped(&mut self) {
        const NEAR: usize = 3;
        for index in 0..self.all.len() {
            let Some(line) = self.all.get(index).filter(|line| line.dated) else {
                continue;
            };
            let near = self.all.get(index.saturating_sub(NEAR)..).unwrap_or_default();
            let near = near.iter().take(NEAR + 1 + index.min(NEAR));
            // Only the first part of a line can have its prefix.
            let near = near.filter(|line| !line.is_part && (line.class != Class::Blank || line.dated));
            let everywhere = || near.clone().count() > 1 && near.clone().all(|line| line.dated);
            let body = self.body(line);
            // A line that begins with a status and has a `RequestId` further on is a complete error.
            let names_id = |rest: &str| rest.contains("equest") && !rest.starts_with("equest");
            let is_whole = !body.starts_with([' ', '\t']) && body.get(1..).is_some_and(names_id);
            let is_field = line.class == Class::Field;
            let continues = line.class.continues(body) && !(is_field && is_whole);
            let shipped = if line.level { continues } else { everywhere() };
            let ticks = shipped && line.level && is_field && self.is_later(index);
            if let Some(line) = self.all.get_mut(index) {
                line.shipped = shipped && !ticks;
            }
        }
    }

    /// Whether the time of a line differs from that of the previous line with a time.
    fn is_later(&self, index: usize) -> bool {
        const BACK: usize = 8;
        let Some(line) = self.all.get(index) else {
            return false;
        };
        let before = self.all.get(index.saturating_sub(BACK)..index).unwrap_or_default();
        let before = before.iter().rev().find(|other| other.dated && other.source == line.source);
        let clocks = before.and_then(|before| Some((before.clock?, line.clock?)));
        clocks.is_some_and(|(before, mine)| before != mine)
    }
}

/// The time of day in the first bytes of a line.
fn clock(part: &str) -> Option<[u8; 8]> {
    let bytes = part.as_bytes().get(..60).unwrap_or(part.as_bytes());
    let is_clock = |window: &&[u8]| {
        window.iter().enumerate().all(|(at, b)| if at % 3 == 2 { *b == b':' } else { b.is_ascii_digit() })
    };
    bytes.windows(8).find(is_clock).and_then(|window| window.try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn text_inside_a_string_is_lines() {
        let lines = Lines::read(
            "{\"level\":\"error\",\"msg\":\"SDK.ServerError\\nErrorCode: X\\nRequestId: R and more text\"}",
            "",
            None,
        );
        assert_eq!(lines.all.len(), 3);
    }
}
