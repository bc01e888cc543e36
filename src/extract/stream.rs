//! Splits a stream of any length into pieces of text that are read one by one, and skips what cannot contain an error.

use std::cell::OnceCell;

use super::clean::clean;
use super::decode::Decoder;
use super::filter::{Filter, REACH};
use super::lines::{Beginning, beginning};
use super::occurrence::{Occurrence, Totals};
use super::piece::Piece;
use super::recall::Recall;
use super::rows::Head;
use super::settle::Settle;
use super::vocabulary::Vocabulary;

/// The number of bytes up to which an input is read completely, because a filter would not pay off.
const SMALL: u64 = 256 * 1024;
/// The bytes that are read as one text.
const LARGEST: usize = 128 * 1024;
/// The lines that are read as one text.
const MOST_LINES: usize = 4096;
/// The bytes at the end of such a text that are read again with what follows them.
const OVERLAP: usize = 8 * 1024;
/// The bytes before a hit in which its record may begin.
const BEFORE: usize = 4 * 1024;
/// The bytes after a hit in which its record may continue.
const AFTER: usize = 4 * 1024;

/// Finds the errors in a stream of bytes.
///
/// Feed it the input in parts of any size; errors come out as soon as they are complete.
pub struct Extractor<'v> {
    vocabulary: &'v dyn Vocabulary,
    decoder: Decoder,
    settle: Settle,
    /// Made once the input turns out to be large. Without literals there is none.
    filter: OnceCell<Option<Filter>>,
    /// The decoded input, of which the first `at` bytes have been read or skipped.
    kept: Vec<u8>,
    at: usize,
    /// All bytes that have been read or skipped.
    offset: u64,
    /// The current line, from 1.
    line: u64,
    /// What was last read or skipped did not end with a line end.
    inside_line: bool,
    /// There is no hit before this, counted from the current position.
    searched: usize,
    /// The next hit, if it is known.
    hit: Option<usize>,
    /// The position of the last line that began a record right after an error, in bytes of the input.
    record: u64,
    recall: Recall,
    /// The line that was cut last, 0 for none.
    cut_in: u64,
    /// The current text continues what was read before.
    goes_on: bool,
    /// The program that the last line came from.
    source: String,
    /// The head of the table that the last line belongs to.
    head: Option<Head>,
    bytes: u64,
    ended: bool,
}

impl<'v> Extractor<'v> {
    /// An extractor that recognizes the codes of `vocabulary`.
    pub fn new(vocabulary: &'v dyn Vocabulary) -> Self {
        Self {
            vocabulary,
            decoder: Decoder::default(),
            settle: Settle::default(),
            filter: OnceCell::new(),
            kept: Vec::new(),
            at: 0,
            offset: 0,
            line: 1,
            inside_line: false,
            searched: 0,
            hit: None,
            record: 0,
            recall: Recall::default(),
            cut_in: 0,
            goes_on: false,
            source: String::new(),
            head: None,
            bytes: 0,
            ended: false,
        }
    }

    /// Takes part of the input.
    pub fn feed(&mut self, chunk: &[u8], emit: &mut dyn FnMut(Occurrence)) {
        self.bytes += chunk.len() as u64;
        for part in chunk.chunks(LARGEST) {
            let mut kept = std::mem::take(&mut self.kept);
            self.decoder.decode(part, &mut kept);
            self.kept = kept;
            self.advance(emit);
        }
    }

    /// The input has paused: reports the errors that are complete, and keeps the rest.
    pub fn pause(&mut self, emit: &mut dyn FnMut(Occurrence)) {
        let lines = memchr::memrchr(b'\n', self.rest()).map_or(0, |end| end + 1);
        let whole = is_whole(self.rest());
        let end = if whole { self.rest().len() } else { lines };
        if end == 0 {
            return;
        }
        let kept = std::mem::take(&mut self.kept);
        let text = kept.get(self.at..self.at + end).unwrap_or_default();
        let piece = Piece::read(&clean(text), self.line, &self.source, self.head.clone(), self.vocabulary);
        let open = piece.open_from();
        let mut told = Vec::new();
        let mut tell = |occurrence: Occurrence| {
            told.push((occurrence.line, occurrence.code.clone()));
            emit(occurrence);
        };
        let line = self.line.saturating_add(open as u64);
        let (drafts, own) = piece.drafts(usize::MAX);
        for occurrence in own {
            self.settle.emit(occurrence, &mut tell);
        }
        self.settle.settle(drafts, self.vocabulary, &mut tell);
        told.retain(|(at, _)| *at >= line);
        self.settle.remember_told(told);
        let gone = line_start(text, open);
        self.head = piece.head_before(open, self.head.take());
        self.kept = kept;
        self.forget(gone);
    }

    /// The input has ended.
    pub fn finish(mut self, emit: &mut dyn FnMut(Occurrence)) -> Totals {
        let mut kept = std::mem::take(&mut self.kept);
        self.decoder.finish(&mut kept);
        self.kept = kept;
        self.ended = true;
        self.advance(emit);
        let mut totals = self.settle.totals;
        totals.bytes = self.bytes;
        totals.lines = self.line - 1 + u64::from(self.inside_line);
        totals
    }

    /// What is not read yet.
    fn rest(&self) -> &[u8] {
        self.kept.get(self.at..).unwrap_or_default()
    }

    /// Reads or skips as much as the available input allows.
    fn advance(&mut self, emit: &mut dyn FnMut(Occurrence)) {
        while self.step(emit) {}
        self.kept.drain(..self.at);
        self.at = 0;
    }

    /// Reads or skips a piece. Returns `false` if more input is needed.
    fn step(&mut self, emit: &mut dyn FnMut(Occurrence)) -> bool {
        if self.rest().is_empty() {
            return false;
        }
        if self.offset < SMALL || self.filter().is_none() {
            let end = window_end(self.rest());
            let is_all = end == self.rest().len();
            if is_all && !self.ended && end < LARGEST {
                return false;
            }
            self.read(0, end, is_all && self.ended, emit);
            return true;
        }
        let Some((start, end, whole)) = self.region() else {
            return false;
        };
        self.read(start, end, whole, emit);
        true
    }

    fn filter(&self) -> Option<&Filter> {
        self.filter.get_or_init(|| Filter::new(self.vocabulary)).as_ref()
    }

    /// The next part of the input that may contain an error, and whether it is its whole neighbourhood. What is
    /// before it is skipped.
    fn region(&mut self) -> Option<(usize, usize, bool)> {
        let sure = if self.ended { self.rest().len() } else { self.rest().len().saturating_sub(REACH) };
        let start = if self.goes_on {
            0
        } else {
            let Some(hit) = self.next_hit(sure) else {
                let gone = if self.ended { self.rest().len() } else { sure.saturating_sub(BEFORE) };
                self.forget(gone);
                return None;
            };
            self.record_start(hit)
        };
        let (searched, hit) = (self.searched, self.hit);
        let end = self.region_end(start, sure);
        let window = end.and_then(|end| Some(start + window_end(self.rest().get(start..end)?)));
        if window < end || window.is_none() {
            // The rest is searched again.
            (self.searched, self.hit) = (searched, hit);
        }
        window.map(|window| (start, window, Some(window) == end))
    }

    /// The next hit before `to`, at or after `searched`.
    fn next_hit(&mut self, to: usize) -> Option<usize> {
        if self.hit.is_none() {
            let filter = self.filter.get()?.as_ref()?;
            self.hit = filter.next(self.rest(), self.searched, self.vocabulary).filter(|hit| *hit < to);
            self.searched = self.hit.unwrap_or(self.searched.max(to));
        }
        self.hit
    }

    /// Continues the search at `from`, which is not before `searched`.
    fn search_from(&mut self, from: usize) {
        self.hit = self.hit.filter(|hit| *hit >= from);
        self.searched = from;
    }

    /// Where the neighbourhood of the hits from `start` on ends, or `None` if more input is needed to know.
    fn region_end(&mut self, start: usize, sure: usize) -> Option<usize> {
        self.search_from(self.searched.max(start));
        let mut hit = self.next_hit(sure);
        let first = hit.unwrap_or(start);
        let mut last = first;
        let mut end = start;
        loop {
            if end - start > LARGEST {
                return Some(end);
            }
            let rest = self.rest().get(end..)?;
            let Some(len) = memchr::memchr(b'\n', rest).map(|len| len + 1) else {
                let far = rest.len() > LARGEST;
                return (self.ended || far).then_some(self.rest().len().min(end + LARGEST + 1));
            };
            let next = end + len;
            if next > sure && !self.ended {
                return None;
            }
            let own = hit.filter(|at| *at < next);
            if end > start && end > first {
                let stops = match self.begins(end, next, own.is_some()) {
                    Beginning::Record => {
                        self.record = self.offset + end as u64;
                        true
                    }
                    Beginning::Object => own.is_none(),
                    Beginning::Nothing => own.is_none() && end - last > AFTER,
                };
                if stops {
                    return Some(end);
                }
            }
            if let Some(at) = own {
                last = at;
                self.search_from(next.max(at + 1));
                hit = self.next_hit(sure);
            }
            end = next;
            if end == self.rest().len() {
                return self.ended.then_some(end);
            }
        }
    }

    /// The start of the log record around `hit`, as far as it matters.
    fn record_start(&mut self, hit: usize) -> usize {
        let floor = hit.saturating_sub(BEFORE);
        let mut start = None;
        let rest = self.rest();
        let mut end =
            memchr::memchr(b'\n', rest.get(hit..).unwrap_or_default()).map_or(rest.len(), |len| hit + len + 1);
        let mut to = hit;
        while let Some(at) = memchr::memrchr(b'\n', self.rest().get(floor..to).unwrap_or_default()) {
            let line = floor + at + 1;
            if self.offset + line as u64 == self.record {
                return line;
            }
            match (self.begins(line, end, start.is_none()), start) {
                (Beginning::Record, _) => return line,
                (Beginning::Object, Some(start)) => return start,
                _ => start = Some(line),
            }
            end = line;
            to = line - 1;
        }
        if floor == 0 { 0 } else { start.unwrap_or(floor) }
    }

    /// What the line in a range starts. A line with a hit may be like an earlier record.
    fn begins(&mut self, start: usize, end: usize, has_hit: bool) -> Beginning {
        let line = self.kept.get(self.at + start..self.at + end).unwrap_or_default();
        if has_hit && self.recall.begins(&clean(line), self.offset + start as u64) {
            return Beginning::Record;
        }
        beginning_of(line)
    }

    /// Reads a piece of the input up to where it is certain that no error continues.
    fn read(&mut self, start: usize, end: usize, whole: bool, emit: &mut dyn FnMut(Occurrence)) {
        self.forget(start);
        let kept = std::mem::take(&mut self.kept);
        let mut text = kept.get(self.at..self.at + (end - start)).unwrap_or_default();
        let mut whole = whole;
        if !whole && memchr::memchr(b'\n', text).is_none() {
            // Part of a line: it is split between two objects and read as if it were complete.
            text = text.get(..end_of_object(text)).unwrap_or(text);
            self.settle.totals.cut += u64::from(self.cut_in != self.line);
            self.cut_in = self.line;
            whole = true;
        }
        let end = start + text.len();
        let plain = clean(text);
        let is_record = whole && self.filter.get().is_some() && self.head.is_none();
        if is_record && let Some((drafts, source)) = self.recall.get(&plain, self.offset, self.line, &self.source) {
            self.source = source;
            self.settle.settle(drafts, self.vocabulary, emit);
            self.goes_on = false;
            drop(plain);
            self.kept = kept;
            return self.forget(end - start);
        }
        let piece = Piece::read(&plain, self.line, &self.source, self.head.clone(), self.vocabulary);
        let to = if whole {
            usize::MAX
        } else {
            let certain = text.len() - OVERLAP.min(text.len() / 4);
            let certain = memchr::memchr_iter(b'\n', text.get(..certain).unwrap_or_default()).count();
            piece.end_before(certain)
        };
        let gone = if to == usize::MAX { text.len() } else { line_start(text, to) };
        self.source = piece.source_before(to);
        self.head = piece.head_before(to, self.head.take());
        let (drafts, own) = piece.drafts(to);
        if is_record
            && own.is_empty()
            && self.head.is_none()
            && let Some(source) = piece.only_source()
        {
            let begins = beginning_of(text) == Beginning::Record;
            self.recall.put(&plain, self.line, &drafts, source, begins);
        }
        drop(plain);
        for occurrence in own {
            self.settle.emit(occurrence, emit);
        }
        self.settle.settle(drafts, self.vocabulary, emit);
        self.goes_on = !whole;
        self.kept = kept;
        self.forget(gone);
    }

    /// Drops the first bytes.
    fn forget(&mut self, gone: usize) {
        if gone == 0 {
            return;
        }
        let text = self.rest().get(..gone).unwrap_or_default();
        let (lines, ends) = (bytecount::count(text, b'\n'), text.ends_with(b"\n"));
        self.inside_line = !ends;
        self.line += lines as u64;
        self.offset += gone as u64;
        self.hit = self.hit.and_then(|hit| hit.checked_sub(gone));
        self.searched = self.searched.saturating_sub(gone);
        self.at += gone;
    }
}

/// What a line starts, judging by its first bytes.
fn beginning_of(line: &[u8]) -> Beginning {
    const HEAD: usize = 256;
    let tail = line.get(line.len().saturating_sub(2)..).unwrap_or_default();
    match line.get(..HEAD) {
        Some(head) if tail.starts_with(b"}") || tail.ends_with(b"}") => beginning(&format!("{}}}", clean(head))),
        Some(head) => beginning(&clean(head)),
        None => beginning(&clean(line)),
    }
}

/// Where the last object but one in part of a line ends, or else where the part ends.
fn end_of_object(text: &[u8]) -> usize {
    let from = text.len().saturating_sub(OVERLAP);
    let tail = text.get(from..).unwrap_or_default();
    let ends = [b"},{".as_slice(), b"}, {", b"}{", b"} {"];
    let last = ends.iter().filter_map(|end| memchr::memmem::rfind(tail, end)).max();
    last.or_else(|| memchr::memrchr2(b'}', b' ', tail)).map_or(text.len(), |at| from + at + 1)
}

/// How much of a text is read at once.
fn window_end(text: &[u8]) -> usize {
    let text = text.get(..LARGEST).unwrap_or(text);
    let last = memchr::memchr_iter(b'\n', text).nth(MOST_LINES);
    last.map_or(text.len(), |end| end + 1)
}

/// Where a line starts.
fn line_start(text: &[u8], line: usize) -> usize {
    let mut ends = memchr::memchr_iter(b'\n', text);
    line.checked_sub(1).map_or(0, |before| ends.nth(before).map_or(text.len(), |end| end + 1))
}

/// Whether a text ends with a complete value, so that nothing more can follow.
fn is_whole(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    match text.last() {
        Some(b'}' | b']') => {
            let start = memchr::memchr2(b'{', b'[', text);
            let value = start.and_then(|start| text.get(start..)).unwrap_or_default();
            let mut values = serde_json::Deserializer::from_slice(value).into_iter::<serde::de::IgnoredAny>();
            values.by_ref().all(|value| value.is_ok()) && !value.is_empty()
        }
        Some(b'>') => text.ends_with(b"</Error>"),
        _ => false,
    }
}
