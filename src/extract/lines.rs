//! Splits a text into lines, and each line into the prefix that a logger or a log shipper added and its own text.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::{Map, Value};

use super::names::{self, Key};
use super::pattern::{behind_name, matches, may_begin, may_go_on};
use super::rows::{self, Head};
use super::shape::{is_word, level_len, time_len};
use super::status::{FAILED, is_status_line, status};
use super::tables::{PREFIXES, Tells, rows};
use super::unescape::{CLOSE, OPEN, SOFT, flatten};
use super::value;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Nothing.
    Blank,
    /// It begins with the name of a field.
    Field,
    /// A header of a response that states nothing about an error.
    Header,
    /// It begins with an object or a document.
    Object,
    /// Anything else.
    Prose,
}

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
    /// A record of a logger that writes key=value fields.
    pub structured: bool,
    /// A log shipper added the prefix, so it does not begin a record.
    pub shipped: bool,
    /// The prefix or the text is not blank.
    pub filled: bool,
    /// It begins with the field that the previous block of fields began with.
    pub restarts: bool,
    /// A JSON object is the whole line.
    pub braced: bool,
    /// The time of day, as written.
    pub clock: Option<[u8; 8]>,
    /// The number of characters of the physical line, 0 for part of a line.
    pub width: usize,
    /// The program that it comes from, as a number.
    pub source: usize,
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
        let mut physical: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
        if physical.last().is_some_and(|line| line.is_empty()) {
            physical.pop();
        }
        let carried: Vec<Option<Carried>> = physical.iter().map(|line| Carried::of_record(line)).collect();
        let texts = physical.iter().zip(&carried);
        let mut texts: Vec<Cow<'_, str>> =
            texts.map(|(line, carried)| carried.as_ref().map_or(*line, |carried| &carried.text).into()).collect();
        lines.heads = rows::as_objects(&mut texts, head);
        let flats: Vec<Cow<'_, str>> = texts.iter().map(|text| flatten(text)).collect();
        let mail = text.contains("quoted-printable");
        let stems = learned(&flats);
        let mut soft_end = false;
        for (number, (flat, stem)) in flats.iter().zip(&stems).enumerate() {
            let joins = std::mem::replace(&mut soft_end, mail && flat.ends_with('=') && !flat.ends_with("=="));
            let flat = if soft_end { flat.strip_suffix('=').unwrap_or(flat) } else { flat };
            if joins {
                lines.append(flat, 0);
                continue;
            }
            // psql marks both ends of a break within a cell.
            let cell = flat.trim_start().strip_prefix("|.");
            if let Some(rest) = cell
                && lines.all.last().is_some_and(|last| lines.body(last).ends_with('.'))
            {
                lines.append(rest, 1);
                continue;
            }
            let is_row = texts.get(number).is_some_and(|text| matches!(text, Cow::Owned(_)));
            let width = physical.get(number).filter(|_| !is_row).map_or(0, |line| line.chars().count());
            let carried = carried.get(number).and_then(Option::as_ref);
            lines.physical(flat, stem, number, width, carried);
        }
        lines.fill_sources();
        lines.tell_shipped();
        lines
    }

    /// The text of a line.
    pub fn body(&self, line: &Line) -> &str {
        self.buffer.get(line.body.clone()).unwrap_or_default()
    }

    /// Appends a text to the last line, replacing its last `dropped` bytes.
    pub fn append(&mut self, text: &str, dropped: usize) {
        let Some(line) = self.all.last_mut() else {
            return;
        };
        let start = self.buffer.len();
        self.buffer.extend_from_within(line.body.start..line.body.end - dropped.min(line.body.len()));
        self.buffer.push_str(text);
        line.body = start..self.buffer.len();
        line.class = class(self.buffer.get(start..).unwrap_or_default());
    }

    /// Reads a physical line. Its parts between line ends inside strings become lines of their own.
    fn physical(&mut self, flat: &str, stem: &Stem, number: usize, width: usize, carried: Option<&Carried>) {
        let mut rest = Cow::Borrowed(flat);
        let mut named = None;
        let named_by_prefix = || !stem.alone && Prefix::of(flat).source.is_some();
        if let Some(learned) = stem.learned.as_ref().filter(|_| !named_by_prefix()) {
            named = stem.alone.then(|| flat.get(learned.clone()).unwrap_or_default().trim());
            let lead = flat.get(..learned.start).unwrap_or_default();
            rest = format!("{lead}{}", flat.get(learned.end..).unwrap_or_default()).into();
        }
        let cut = carried.is_none().then(|| Carried::of_cut(&rest)).flatten();
        if let Some(cut) = &cut {
            rest = cut.text.clone().into();
        }
        let carried = carried.or(cut.as_ref());
        let is_carried = carried.is_some();
        let named = carried.and_then(|carried| carried.program.as_deref()).or(named);
        let soft = rest.contains(SOFT);
        let mut parts: Vec<Cow<'_, str>> = rest.split(SOFT).map(Cow::Borrowed).collect();
        if soft {
            rows::as_objects(&mut parts, None);
        }
        for part in &parts {
            let flat = matches!(part, Cow::Owned(_)).then(|| flatten(part));
            let part = flat.as_ref().unwrap_or(part);
            let mut prefix = Prefix::of(part);
            if is_carried && !prefix.level {
                prefix.dated = false;
            }
            let boxed = part.trim_start().starts_with(['│', '║', '┃', '|']);
            let mut text = part.get(prefix.len..).unwrap_or_default();
            if boxed {
                let bare = text.trim_end();
                let open = bare.trim_end_matches(['│', '║', '┃', '|']);
                if open.ends_with([' ', '\t']) {
                    text = open.trim_end();
                }
            }
            let record = is_structured_record(part) || is_logfmt(text);
            let heading = part.strip_prefix("==> ").and_then(|part| part.strip_suffix(" <=="));
            let source = heading.or(named).map_or(prefix.source, Some);
            let start = self.buffer.len();
            self.buffer.push_str(text);
            let source = source.map_or(0, |name| self.source(name));
            self.all.push(Line {
                body: start..self.buffer.len(),
                number,
                class: class(text),
                dated: prefix.dated || record,
                level: prefix.level || record,
                structured: part.starts_with(['{']) || is_logfmt(part),
                shipped: false,
                restarts: false,
                filled: !part.trim().is_empty(),
                braced: part.starts_with('{'),
                clock: clock(part),
                width: if soft { 0 } else { width },
                source,
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

    fn fill_sources(&mut self) {
        let mut current = 0;
        for line in &mut self.all {
            if line.source > 0 {
                current = line.source;
            }
            line.source = current;
        }
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
            let near =
                near.iter().take(NEAR + 1 + index.min(NEAR)).filter(|line| line.filled && !(line.braced && line.dated));
            let everywhere = || near.clone().count() > 1 && near.clone().all(|line| line.dated);
            let body = self.body(line);
            // A line that begins with a status and has a `RequestId` further on is a complete error.
            let is_whole = body.get(1..).is_some_and(|rest| rest.contains("equest") && !rest.starts_with("equest"));
            let continues = matches!(line.class, Class::Blank | Class::Header)
                || (line.class == Class::Field && !is_whole)
                || body.starts_with([' ', '\t', '}']);
            let shipped = if line.level { continues && !line.structured } else { everywhere() };
            let ticks = shipped && line.level && line.class == Class::Field && self.is_later(index);
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

/// The prefix of a line.
#[derive(Debug, Default)]
pub struct Prefix<'t> {
    pub len: usize,
    pub dated: bool,
    pub level: bool,
    pub source: Option<&'t str>,
}

impl<'t> Prefix<'t> {
    /// Reads the prefix of a line.
    pub fn of(line: &'t str) -> Self {
        const MOST: usize = 9;
        let mut prefix = Self::default();
        let mut boxed = false;
        for round in 0..MOST {
            let rest = line.get(prefix.len..).unwrap_or_default();
            let bare = rest.trim_start_matches([' ', '\t']);
            let indented = bare.len() < rest.len();
            if round == 0
                && indented
                && !bare.starts_with(['│', '┃', '┆', '║', '|', '>', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
            {
                break;
            }
            let at = line.len() - bare.len();
            let row = rows_for(bare).find_map(|(pattern, tells, _)| {
                let len = matches(pattern, bare).filter(|len| *len > 0)?;
                let text = bare.get(..len)?;
                prefix.admits(*tells, text, bare, boxed).then_some((len, *tells, text))
            });
            let Some((len, tells, text)) = row else { break };
            match tells {
                Tells::Record => prefix.dated = true,
                Tells::RecordWithLevel | Tells::BracketedLevel => {
                    prefix.dated |= tells == Tells::RecordWithLevel || text.ends_with(']');
                    prefix.level = true;
                }
                Tells::Level => prefix.level = true,
                Tells::Source | Tells::FirstSource => {
                    prefix.source = prefix.source.or(Some(text.trim_end()));
                }
                Tells::Box => boxed = true,
                Tells::Nothing | Tells::Tag | Tells::Number => {}
            }
            prefix.len = at + len;
        }
        let rest = line.get(prefix.len..).unwrap_or_default();
        if prefix.len > 0 && rest.starts_with(' ') && !rest.starts_with("  ") {
            prefix.len += 1;
        }
        prefix
    }

    /// Whether a matching row counts here.
    fn admits(&self, tells: Tells, text: &str, bare: &str, boxed: bool) -> bool {
        match tells {
            Tells::FirstSource => {
                let name = text.trim_end_matches(['|', '│', ' ']);
                self.source.is_none()
                    && !is_name(name)
                    && !name.bytes().all(|b| b.is_ascii_digit())
                    && !name.starts_with(|c: char| c.is_ascii_uppercase())
            }
            Tells::Tag => self.dated || self.level,
            Tells::Number => !self.dated,
            Tells::Source if text.starts_with('[') => {
                let tag = text.trim_matches(['[', ']', ' ']);
                let word = tag.starts_with(|c: char| c.is_ascii_uppercase()) && tag.bytes().all(is_word);
                let number = tag.len() == 3 && status(tag, FAILED).is_some();
                !number && (self.dated || !(word || level_len(tag) == tag.len()))
            }
            Tells::Level => {
                let common = ["ERROR ", "WARN", "INFO", "DEBUG"].iter().any(|level| bare.starts_with(level));
                (self.dated || boxed || common) && !is_name(text.trim())
            }
            Tells::BracketedLevel if text.ends_with(' ') => self.dated || boxed,
            _ => true,
        }
    }
}

/// For each byte, the rows of [`PREFIXES`] that may match a text that begins with it, and those that may match a text
/// whose first name ends before it, with one bit per row.
static ROWS: [(u64, u64); 256] = {
    let mut all = [(0, 0); 256];
    let mut row = 0;
    while row < PREFIXES.len() {
        let pattern = PREFIXES[row].0;
        let mut byte = 0;
        loop {
            all[byte as usize].0 |= (may_begin(pattern, byte) as u64) << row;
            all[byte as usize].1 |= (may_go_on(pattern, byte) as u64) << row;
            if byte == u8::MAX {
                break;
            }
            byte += 1;
        }
        row += 1;
    }
    all
};

/// The rows of [`PREFIXES`] that may match at the start of a text.
fn rows_for(text: &str) -> impl Iterator<Item = &'static (&'static str, Tells, &'static str)> {
    let at = |byte: u8| ROWS.get(usize::from(byte)).copied().unwrap_or_default();
    let first = text.as_bytes().first().copied().unwrap_or_default();
    let mut left = at(first).0 & at(behind_name(text)).1;
    let numbers = std::iter::from_fn(move || {
        let row = (left != 0).then(|| left.trailing_zeros() as usize);
        left &= left.wrapping_sub(1);
        row
    });
    numbers.flat_map(|row| rows(PREFIXES.get(row..=row).unwrap_or_default()))
}

/// Whether a word is the name of a field.
fn is_name(word: &str) -> bool {
    let word = word.trim_matches(['"', '\'', '[', ']', '*', '`', ' ']);
    names::key(word).is_some() || names::wide(word).is_some_and(|(_, len)| len == word.len())
}

/// The name of a program after the time, if several neighbouring lines begin like this too.
struct Stem {
    learned: Option<Range<usize>>,
    /// Nearly all neighbouring lines begin like this.
    alone: bool,
}

fn learned(flats: &[Cow<'_, str>]) -> Vec<Stem> {
    const NEAR: usize = 6;
    let candidates: Vec<[&str; 4]> =
        flats.iter().map(|flat| stems(flat.get(behind_times(flat)..).unwrap_or_default())).collect();
    let around = |index: usize| {
        let start = index.saturating_sub(NEAR);
        let end = (index + NEAR + 1).min(candidates.len());
        start..end
    };
    let mut all: Vec<Stem> = flats
        .iter()
        .enumerate()
        .map(|(index, flat)| {
            let own = candidates.get(index).copied().unwrap_or_default();
            let is_shared = |stem: &&str| {
                let numbered =
                    stem.trim_end_matches(|c: char| !c.is_alphanumeric()).ends_with(|c: char| c.is_ascii_digit());
                let needed = if numbered { 1 } else { 2 };
                let has = |other: &usize| *other != index && candidates.get(*other).is_some_and(|c| c.contains(stem));
                around(index).filter(has).take(needed).count() == needed
            };
            let found = own.into_iter().filter(|stem| !stem.is_empty()).find(is_shared);
            let start = behind_times(flat);
            Stem { learned: found.map(|stem| start..start + stem.len()), alone: false }
        })
        .collect();
    let counts: Vec<(bool, bool)> = all
        .iter()
        .zip(flats)
        .map(|(stem, flat)| {
            (stem.learned.is_some(), !flat.get(behind_times(flat)..).unwrap_or_default().trim().is_empty())
        })
        .collect();
    for (index, stem) in all.iter_mut().enumerate() {
        if stem.learned.is_some() {
            let near = counts.get(around(index)).unwrap_or_default();
            let filled = near.iter().filter(|(_, filled)| *filled).count();
            let stemmed = near.iter().filter(|(stemmed, filled)| *stemmed && *filled).count();
            stem.alone = stemmed * 4 >= filled * 3;
        }
    }
    all
}

/// Where the text begins after the times at the start of a line.
fn behind_times(flat: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = flat.get(at..).unwrap_or_default();
        match time_len(rest) {
            0 => return at,
            len => {
                at += len + usize::from(rest.get(len..).is_some_and(|rest| rest.starts_with(' ')));
            }
        }
    }
}

/// What may name a program at the start of a text, up to a tab, a bar, a colon or a bracket.
fn stems(text: &str) -> [&str; 4] {
    const LONGEST: usize = 49;
    let mut found = [""; 4];
    let mut spaced = false;
    for (at, c) in text.char_indices() {
        let stem = |len: usize| text.get(..at + len).unwrap_or_default();
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            '"' | '\'' | '{' | '}' | '<' | '>' | '\n' => break,
            '=' if !text.starts_with(['(', '[']) => break,
            '\t' if found[0].is_empty()
                && at > 0
                && text.starts_with(|c: char| is_word_char(c) || matches!(c, '[' | '/' | '.')) =>
            {
                found[0] = stem(1);
            }
            '|' | '│' if at > 0 => {
                // pm2 puts a number and a bar before the name.
                if found[1].trim_end_matches('|').bytes().all(|b| b.is_ascii_digit()) {
                    found[1] = stem(c.len_utf8() + usize::from(rest.starts_with(' ')));
                }
                spaced = true;
            }
            ':' if !spaced && found[2].is_empty() && at > 0 && rest.starts_with(' ') => {
                found[2] = stem(2);
            }
            ']' | ')' if found[3].is_empty() && rest.starts_with(' ') && (!spaced || text.starts_with(['[', '('])) => {
                found[3] = stem(2);
            }
            ' ' => spaced = true,
            _ => {}
        }
        if at >= LONGEST {
            break;
        }
    }
    found.map(|stem| if names_program(stem) { stem } else { "" })
}

const fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn names_program(stem: &str) -> bool {
    let word = stem.trim_matches(|c: char| !c.is_alphanumeric());
    !word.is_empty()
        && !is_name(stem.trim_matches([' ', '\t', '|', '│', ':']))
        && !["xception", "rror", "RROR"].iter().any(|part| stem.contains(part))
        && level_len(word) != word.len()
        && !word.bytes().all(|b| b.is_ascii_digit())
}

/// The line of another log inside a record of a log shipper.
struct Carried {
    text: String,
    /// The name of its program.
    program: Option<String>,
}

impl Carried {
    /// The line in a complete record of a log shipper, possibly after a time. A record with a level comes from a
    /// logger, and one with a code or a `RequestId` is an error itself.
    fn of_record(line: &str) -> Option<Self> {
        const HEAD: usize = 400;
        const CARRIERS: [&str; 8] = ["log", "MESSAGE", "message", "@message", "line", "Output", "text", "content"];
        const LEVELS: [&str; 6] = ["level", "levelname", "severity", "lvl", "@level", "log.level"];
        let record = line.get(behind_times(line)..).filter(|record| record.starts_with('{'))?;
        let head = record.as_bytes().get(..HEAD).unwrap_or(record.as_bytes());
        if !has_field(head, &CARRIERS) || has_field(head, &LEVELS) {
            return None;
        }
        let record: Map<String, Value> = serde_json::from_str(record).ok()?;
        let text = CARRIERS.iter().find_map(|name| record.get(*name)?.as_str())?;
        let states = |name: &String| matches!(names::key(name), Some(Key::Code | Key::Id));
        if text.trim_start().starts_with('{') || record.keys().any(states) {
            return None;
        }
        let mut programs = Vec::new();
        name_programs(&record, &mut programs);
        let text = text.strip_suffix('\n').unwrap_or(text).replace('\n', "\u{b}");
        Some(Self { text, program: (!programs.is_empty()).then(|| programs.join(" ")) })
    }

    /// The line in a truncated record, or in a field on a line of its own.
    fn of_cut(flat: &str) -> Option<Self> {
        let bare = flat.trim_start();
        let names = ["{\"log\":\"", "{\"log\": \"", "\"message\":\"", "\"message\": \""];
        let name = names.iter().find(|name| bare.starts_with(**name))?;
        let inner = bare.get(name.len()..)?.trim_start_matches(OPEN);
        let fits = !name.contains("message") || inner.starts_with("SDK") || matches("%w: ", inner).is_some();
        if inner.starts_with('{') || !fits {
            return None;
        }
        let is_end = |rest: &str| matches!(rest, "" | "}" | "}," | ",") || matches(",%s\"%w\"%s:", rest).is_some();
        let end =
            memchr::memchr_iter(b'"', inner.as_bytes()).find(|at| is_end(inner.get(at + 1..).unwrap_or_default()));
        let text = inner.get(..end.unwrap_or(inner.len()))?.trim_end_matches([SOFT, CLOSE]).to_owned();
        Some(Self { text, program: None })
    }
}

/// The names that a record gives its program, possibly in a nested object.
fn name_programs<'r>(record: &'r Map<String, Value>, names: &mut Vec<&'r str>) {
    const PROGRAMS: [&str; 6] = ["pod_name", "pod", "container_name", "container_id", "container", "_PID"];
    for (name, value) in record {
        match value {
            Value::String(text) if PROGRAMS.contains(&name.as_str()) => names.push(text),
            Value::Object(inner) => name_programs(inner, names),
            _ => {}
        }
    }
}

/// Whether this is a record of a logger that writes JSON: it begins with a time or a level, or has both.
fn is_structured_record(part: &str) -> bool {
    const STAMPS: [&str; 11] =
        ["time", "ts", "timestamp", "@timestamp", "@t", "level", "@level", "lvl", "severity", "levelname", "asctime"];
    let Some(fields) = part.strip_prefix("{\"") else {
        return false;
    };
    let first = fields.split('"').next().unwrap_or_default();
    let has = |names: &[&str]| has_field(part.as_bytes(), names);
    STAMPS.contains(&first)
        || (has(&["levelname", "level", "severity"]) && has(&["time", "ts", "asctime", "timestamp", "@timestamp"]))
}

/// Whether one of the names is between quotes in a record.
fn has_field(record: &[u8], names: &[&str]) -> bool {
    names.iter().any(|name| {
        memchr::memmem::find_iter(record, name.as_bytes())
            .any(|at| record.get(at.wrapping_sub(1)) == Some(&b'"') && record.get(at + name.len()) == Some(&b'"'))
    })
}

/// Whether this is a record of a logger that writes `key=value`.
fn is_logfmt(text: &str) -> bool {
    ["time=", "ts=", "level=", "lvl=", "timestamp=", "severity="].iter().any(|name| text.starts_with(name))
}

/// The time of day in the first bytes of a line.
fn clock(part: &str) -> Option<[u8; 8]> {
    let bytes = part.as_bytes().get(..60).unwrap_or(part.as_bytes());
    let is_clock = |window: &&[u8]| {
        window.iter().enumerate().all(|(at, b)| if at % 3 == 2 { *b == b':' } else { b.is_ascii_digit() })
    };
    bytes.windows(8).find(is_clock).and_then(|window| window.try_into().ok())
}

/// What a line on its own shows about where a record begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// It begins a log record.
    Record,
    /// It is a complete object.
    Object,
    /// It may continue what is before it.
    Nothing,
}

/// What a line starts.
pub fn beginning(line: &str) -> Beginning {
    let prefix = Prefix::of(line);
    let body = line.get(prefix.len..).unwrap_or_default();
    let structured = is_structured_record(line) || is_logfmt(body);
    let class = class(body);
    let continues = matches!(class, Class::Field | Class::Blank | Class::Header) || body.starts_with([' ', '\t', '}']);
    if structured || (prefix.dated && prefix.level && !continues) {
        Beginning::Record
    } else if class == Class::Object && line.trim_end().ends_with(['}', ']']) {
        Beginning::Object
    } else {
        Beginning::Nothing
    }
}

/// The class of a line's text.
pub fn class(text: &str) -> Class {
    let bare = text.trim_start_matches([' ', '\t']);
    if bare.trim_end().is_empty() {
        return Class::Blank;
    }
    let opened = bare.trim_start_matches(['{', '[', ' ', '\t']);
    if (opened.len() < bare.len() && bare.starts_with(['{', '[']) && opened.starts_with(['"', '\'', ':']))
        || ["<?xml", "<? xml", "<Error"].iter().any(|start| bare.starts_with(start))
    {
        return Class::Object;
    }
    if is_field(text) {
        return Class::Field;
    }
    if is_status_line(bare) {
        return Class::Field;
    }
    if is_header(bare) {
        return Class::Header;
    }
    Class::Prose
}

/// Whether a text begins with the name of a field and its value.
fn is_field(text: &str) -> bool {
    field_name(text).is_some()
}

/// The name of the field that a text begins with, if a value follows.
pub fn field_name(text: &str) -> Option<&str> {
    const LONGEST_TAG: usize = 24;
    let is_bullet = |c: char| c.is_whitespace() || "\"'[<*_`:・•·{(-".contains(c);
    let mut name = text.trim_start_matches(is_bullet);
    let is_tag = |end: &usize| *end < LONGEST_TAG && text.len() > name.len();
    // The name of an element is a field; an element around it is not.
    if let Some(end) = name.find('>').filter(is_tag).filter(|_| names::leading(name).is_none()) {
        name = name.get(end + 1..).unwrap_or_default().trim_start_matches('<');
    }
    let start = text.len() - name.len();
    let (_, len) = names::wide(name).or_else(|| names::leading(name))?;
    let rest = name.get(len..)?;
    (rest.trim() == ":" || value::after(text, 0, start + len).is_some()).then(|| name.get(..len))?
}

/// Whether a line is a header of a response: a name with capitals or dashes, and a value.
fn is_header(text: &str) -> bool {
    let len = text.bytes().take_while(|b| is_word(*b) || *b == b'-').count();
    let (name, rest) = text.split_at(len);
    let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
    let dashed = name.contains('-') && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let value = rest.strip_prefix(": ").unwrap_or_default();
    (capital || dashed) && !value.starts_with(char::is_whitespace) && !value.is_empty() && !text.contains("rror")
}

#[cfg(test)]
mod tests {
    use super::{Lines, Prefix};
    use crate::extract::tables::PREFIXES;

    #[test]
    fn each_row_of_the_prefixes_fits_its_example() {
        for (pattern, _, example) in PREFIXES {
            let len = super::matches(pattern, example);
            assert!(len.is_some_and(|len| len > 0), "{pattern} on {example}");
        }
    }

    #[test]
    fn a_prefix_is_told_from_the_text() {
        for (line, text) in [
            ("2026-11-23T10:30:00.137Z stderr F Code: X", "Code: X"),
            ("Nov 23 10:30:00 node-3 app[4711]: RequestId: R", "RequestId: R"),
            ("Code | Message", "Code | Message"),
            ("    at x", "    at x"),
        ] {
            let prefix = Prefix::of(line);
            assert_eq!(line.get(prefix.len..).unwrap_or_default().trim_start(), text.trim_start(), "{line}");
        }
    }

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
