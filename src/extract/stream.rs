//! Cuts a stream of any length into pieces of text that are read one after the other, and skips what cannot hold an error.

use std::cell::OnceCell;

use super::clean::clean;
use super::decode::Decoder;
use super::filter::{Filter, REACH};
use super::occurrence::{Occurrence, Totals};
use super::piece::{Piece, begins_record};
use super::settle::Settle;
use super::vocabulary::Vocabulary;

/// Input that is read completely, before a filter pays.
const SMALL: u64 = 256 * 1024;
/// The bytes that are read as one text.
const LARGEST: usize = 128 * 1024;
/// The bytes at the end of such a text that are read again with what follows them.
const OVERLAP: usize = 8 * 1024;
/// Bytes before a place of interest in which its record may begin.
const BEFORE: usize = 4 * 1024;
/// Bytes after one in which its record may go on.
const AFTER: usize = 4 * 1024;

/// Finds the errors in a stream of bytes.
///
/// Feed it the input in parts of any size; errors come out as soon as they are complete.
pub struct Extractor<'v> {
    vocabulary: &'v dyn Vocabulary,
    decoder: Decoder,
    settle: Settle,
    /// Made when the input turns out to be large; one without literals cannot be made.
    filter: OnceCell<Option<Filter>>,
    /// Decoded input that is not read yet.
    kept: Vec<u8>,
    /// Bytes before `kept`.
    offset: u64,
    /// The first line of `kept`, from 1.
    line: u64,
    /// What was read or skipped last did not end in a line end.
    inside_line: bool,
    /// No place of interest is before this, a place in `kept`.
    searched: usize,
    /// The text at the start of `kept` goes on with what was read before.
    goes_on: bool,
    /// The program that the last line came from.
    source: String,
    bytes: u64,
    ended: bool,
}

impl<'v> Extractor<'v> {
    /// An extractor that recognises the codes of `vocabulary`.
    pub fn new(vocabulary: &'v dyn Vocabulary) -> Self {
        Self {
            vocabulary,
            decoder: Decoder::default(),
            settle: Settle::default(),
            filter: OnceCell::new(),
            kept: Vec::new(),
            offset: 0,
            line: 1,
            inside_line: false,
            searched: 0,
            goes_on: false,
            source: String::new(),
            bytes: 0,
            ended: false,
        }
    }

    /// Takes a part of the input.
    pub fn feed(&mut self, chunk: &[u8], emit: &mut dyn FnMut(Occurrence)) {
        self.bytes += chunk.len() as u64;
        for part in chunk.chunks(LARGEST) {
            let mut kept = std::mem::take(&mut self.kept);
            self.decoder.decode(part, &mut kept);
            self.kept = kept;
            self.advance(emit);
        }
    }

    /// The input has gone quiet: lets out what is complete, without ending anything.
    pub fn pause(&mut self, emit: &mut dyn FnMut(Occurrence)) {
        let lines = memchr::memrchr(b'\n', &self.kept).map_or(0, |end| end + 1);
        let whole = is_whole(&self.kept);
        let end = if whole { self.kept.len() } else { lines };
        if end == 0 {
            return;
        }
        let text = self.kept.get(..end).unwrap_or_default();
        let piece = Piece::read(&clean(text), self.line, &self.source, self.vocabulary);
        let open = piece.open_from();
        let mut told = Vec::new();
        let mut tell = |occurrence: Occurrence| {
            told.push((occurrence.line, occurrence.code.clone()));
            emit(occurrence);
        };
        let line = self.line + open as u64;
        let (drafts, own) = piece.drafts(usize::MAX);
        for occurrence in own {
            self.settle.emit(occurrence, &mut tell);
        }
        self.settle.settle(drafts, self.vocabulary, &mut tell);
        told.retain(|(at, _)| *at >= line);
        self.settle.remember_told(told);
        let gone = line_start(text, open);
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

    /// Reads or skips as much as the input at hand allows.
    fn advance(&mut self, emit: &mut dyn FnMut(Occurrence)) {
        while self.step(emit) {}
    }

    /// Reads or skips a piece; `false` when more input is needed.
    fn step(&mut self, emit: &mut dyn FnMut(Occurrence)) -> bool {
        if self.kept.is_empty() {
            return false;
        }
        if self.offset < SMALL || self.filter().is_none() {
            let whole = self.ended && self.kept.len() <= LARGEST;
            if !whole && self.kept.len() < LARGEST {
                return false;
            }
            let end = self.kept.len().min(LARGEST);
            self.read(0, end, whole, emit);
            return true;
        }
        let Some((start, end, whole)) = self.region() else {
            return false;
        };
        self.read(start, end, whole, emit);
        true
    }

    fn filter(&self) -> Option<&Filter> {
        self.filter
            .get_or_init(|| Filter::new(self.vocabulary))
            .as_ref()
    }

    /// The next part of the input that may hold an error, and whether it is all of its neighbourhood. What is before it is skipped.
    fn region(&mut self) -> Option<(usize, usize, bool)> {
        let sure = if self.ended {
            self.kept.len()
        } else {
            self.kept.len().saturating_sub(REACH)
        };
        let start = if self.goes_on {
            0
        } else {
            let Some(hit) = self.next_hit(self.searched, sure) else {
                self.searched = self.searched.max(sure);
                let gone = if self.ended {
                    self.kept.len()
                } else {
                    sure.saturating_sub(BEFORE)
                };
                self.forget(gone);
                return None;
            };
            let start = self.record_start(hit);
            self.searched = hit;
            start
        };
        let end = self.region_end(start, sure)?;
        let whole = end - start <= LARGEST;
        Some((start, if whole { end } else { start + LARGEST }, whole))
    }

    fn next_hit(&self, from: usize, to: usize) -> Option<usize> {
        let filter = self.filter.get()?.as_ref()?;
        filter
            .next(&self.kept, from, self.vocabulary)
            .filter(|hit| *hit < to)
    }

    /// Where the neighbourhood of the hits from `start` on ends; `None` when more input is needed to know.
    fn region_end(&self, start: usize, sure: usize) -> Option<usize> {
        let mut hit = self.next_hit(self.searched.max(start), sure);
        let mut last = hit.unwrap_or(start);
        let mut end = start;
        loop {
            if end - start > LARGEST {
                return Some(end);
            }
            let rest = self.kept.get(end..)?;
            let Some(len) = memchr::memchr(b'\n', rest).map(|len| len + 1) else {
                let far = rest.len() > LARGEST;
                return (self.ended || far).then_some(self.kept.len().min(end + LARGEST + 1));
            };
            let next = end + len;
            if next > sure && !self.ended {
                return None;
            }
            let mut has_hit = false;
            while let Some(at) = hit.filter(|at| *at < next) {
                has_hit = true;
                last = at;
                hit = self.next_hit(next.max(at + 1), sure);
            }
            let done = end > last && !has_hit;
            let line = self.kept.get(end..next).unwrap_or_default();
            if done && (end - last > AFTER || begins_record(line)) {
                return Some(end);
            }
            end = next;
            if end == self.kept.len() {
                return self.ended.then_some(end);
            }
        }
    }

    /// Start of the log record around `hit`, as far as it matters.
    fn record_start(&self, hit: usize) -> usize {
        let floor = hit.saturating_sub(BEFORE);
        let mut start = None;
        let mut end = hit;
        while let Some(at) = memchr::memrchr(b'\n', self.kept.get(floor..end).unwrap_or_default()) {
            let line = floor + at + 1;
            start = Some(line);
            if begins_record(self.kept.get(line..end.max(line)).unwrap_or_default()) {
                return line;
            }
            end = line - 1;
        }
        if floor == 0 {
            0
        } else {
            start.unwrap_or(floor)
        }
    }

    /// Reads a piece of the input, as far as it is certain that it ends there.
    fn read(&mut self, start: usize, end: usize, whole: bool, emit: &mut dyn FnMut(Occurrence)) {
        self.forget(start);
        let text = self.kept.get(..end - start).unwrap_or_default();
        let piece = Piece::read(&clean(text), self.line, &self.source, self.vocabulary);
        let to = if whole {
            usize::MAX
        } else {
            let lines = memchr::memchr_iter(b'\n', text).count();
            let certain = text.len() - OVERLAP;
            let certain =
                memchr::memchr_iter(b'\n', text.get(..certain).unwrap_or_default()).count();
            if lines == 0 {
                usize::MAX
            } else {
                piece.end_before(certain)
            }
        };
        let gone = if to == usize::MAX {
            text.len()
        } else {
            line_start(text, to)
        };
        self.source = piece.source_before(to);
        let (drafts, own) = piece.drafts(to);
        for occurrence in own {
            self.settle.emit(occurrence, emit);
        }
        self.settle.settle(drafts, self.vocabulary, emit);
        self.goes_on = !whole;
        self.forget(gone);
    }

    /// Leaves the first bytes behind.
    fn forget(&mut self, gone: usize) {
        if gone == 0 {
            return;
        }
        let text = self.kept.get(..gone).unwrap_or_default();
        self.inside_line = text.last() != Some(&b'\n');
        self.line += bytecount::count(text, b'\n') as u64;
        self.offset += gone as u64;
        self.searched = self.searched.saturating_sub(gone);
        self.kept.drain(..gone);
    }
}

/// Where a line starts.
fn line_start(text: &[u8], line: usize) -> usize {
    let ends = memchr::memchr_iter(b'\n', text);
    line.checked_sub(1).map_or(0, |before| {
        ends.skip(before).next().map_or(text.len(), |end| end + 1)
    })
}

/// Whether a text ends with a whole value, so that nothing of it is still to come.
fn is_whole(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    match text.last() {
        Some(b'}' | b']') => {
            let start = memchr::memchr2(b'{', b'[', text);
            let value = start
                .and_then(|start| text.get(start..))
                .unwrap_or_default();
            let mut values =
                serde_json::Deserializer::from_slice(value).into_iter::<serde::de::IgnoredAny>();
            values.by_ref().all(|value| value.is_ok()) && !value.is_empty()
        }
        Some(b'>') => text.ends_with(b"</Error>"),
        _ => false,
    }
}
