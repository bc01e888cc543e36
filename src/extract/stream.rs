//! Splits a stream of any length into pieces of text that are read one by one.

use std::cell::OnceCell;

use super::buffer::Buffer;
use super::decode::{Decoder, clean};
use super::interface::{Occurrence, Totals, Vocabulary};
use super::piece::Piece;
use super::prefix::Prefix;
use super::recall::Recall;
use super::regions::{LARGEST, MOST_LINES, Region, Regions};
use super::rows::Head;
use super::settle::Settle;

/// The number of bytes up to which an input is read completely, because a filter would not pay off.
const SMALL: u64 = 256 * 1024;
/// The bytes at the end of such a text that are read again with what follows them.
const OVERLAP: usize = 8 * 1024;

/// Finds the errors in a stream of bytes.
///
/// Feed it the input in parts of any size; errors come out as soon as they are complete.
pub struct Extractor<'v> {
    vocabulary: &'v dyn Vocabulary,
    decoder: Decoder,
    buffer: Buffer,
    /// Made once the input turns out to be large. `None` in it if the input must be read completely all the same.
    regions: OnceCell<Option<Regions<'v>>>,
    recall: Recall,
    settle: Settle,
    /// The current text continues what was read before.
    goes_on: bool,
    /// The line that was cut last, 0 for none.
    cut_in: u64,
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
            buffer: Buffer::default(),
            regions: OnceCell::new(),
            recall: Recall::default(),
            settle: Settle::default(),
            goes_on: false,
            cut_in: 0,
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
            self.decoder.decode(part, self.buffer.bytes());
            while self.step(emit) {}
        }
    }

    /// The input has paused: reports the errors that are complete, and keeps the rest.
    pub fn pause(&mut self, emit: &mut dyn FnMut(Occurrence)) {
        let rest = self.buffer.rest();
        let lines = memchr::memrchr(b'\n', rest).map_or(0, |end| end + 1);
        let end = if is_whole(rest) { rest.len() } else { lines };
        if end == 0 {
            return;
        }
        let text = rest.get(..end).unwrap_or_default();
        let piece = self.read_piece(&clean(text));
        let open = piece.open_from();
        let gone = line_start(text, open);
        let line = self.buffer.line.saturating_add(open as u64);
        let mut told = Vec::new();
        self.settle.settle(piece.drafts(usize::MAX), self.vocabulary, &mut |occurrence| {
            if occurrence.line >= line {
                told.push((occurrence.line, occurrence.code.clone()));
            }
            emit(occurrence);
        });
        self.settle.remember_told(told);
        self.head = piece.head_before(open, self.head.take());
        self.buffer.forget(gone);
    }

    /// The input has ended.
    pub fn finish(mut self, emit: &mut dyn FnMut(Occurrence)) -> Totals {
        self.decoder.finish(self.buffer.bytes());
        self.ended = true;
        while self.step(emit) {}
        Totals { bytes: self.bytes, lines: self.buffer.lines(), ..self.settle.totals }
    }

    /// Reads or skips a piece. Returns `false` if more input is needed.
    fn step(&mut self, emit: &mut dyn FnMut(Occurrence)) -> bool {
        let text = self.buffer.rest();
        if text.is_empty() {
            return false;
        }
        if self.buffer.offset < SMALL {
            return self.read_all(emit);
        }
        self.regions.get_or_init(|| Regions::new(self.vocabulary));
        let Some(regions) = self.regions.get_mut().and_then(Option::as_mut) else {
            return self.read_all(emit);
        };
        match regions.next(&self.buffer, self.goes_on, self.ended) {
            Ok(region) => {
                let part = window_end(text.get(region.bytes.clone()).unwrap_or_default());
                self.buffer.forget(region.bytes.start);
                self.read(part, part == region.bytes.len(), Some(region), emit);
                true
            }
            Err(skipped) => {
                self.buffer.forget(skipped);
                false
            }
        }
    }

    /// Reads a piece, whatever it contains.
    fn read_all(&mut self, emit: &mut dyn FnMut(Occurrence)) -> bool {
        let text = self.buffer.rest();
        let len = window_end(text);
        let is_all = len == text.len();
        if is_all && !self.ended && len < LARGEST {
            return false;
        }
        self.read(len, is_all && self.ended, None, emit);
        true
    }

    /// Reads the first bytes, up to where it is certain that no error continues. `whole` says that none continues after
    /// them. A region may be a record like an earlier one.
    fn read(&mut self, len: usize, whole: bool, region: Option<Region>, emit: &mut dyn FnMut(Occurrence)) {
        let mut text = self.buffer.rest().get(..len).unwrap_or_default();
        let mut whole = whole;
        if !whole && memchr::memchr(b'\n', text).is_none() {
            // Part of a line: it is split between two objects and read as if it were complete.
            text = text.get(..end_of_object(text)).unwrap_or(text);
            self.settle.totals.cut += u64::from(self.cut_in != self.buffer.line);
            self.cut_in = self.buffer.line;
            whole = true;
        }
        self.goes_on = !whole;
        let plain = clean(text);
        let line = self.buffer.line;
        let record = region.filter(|_| whole && self.head.is_none());
        let is_record = record.is_some();
        if let Some(region) = record
            && let prefix = region.prefix.unwrap_or_else(|| Prefix::of(&plain))
            && let Some((drafts, source)) = self.recall.get(&plain, prefix, line, &self.source)
        {
            let gone = text.len();
            self.source = source;
            self.settle.settle((drafts, Vec::new()), self.vocabulary, emit);
            self.buffer.forget(gone);
            return;
        }
        let piece = self.read_piece(&plain);
        let to = if whole {
            usize::MAX
        } else {
            let certain = text.len() - OVERLAP.min(text.len() / 8);
            let certain = memchr::memchr_iter(b'\n', text.get(..certain).unwrap_or_default()).count();
            piece.end_before(certain)
        };
        let gone = line_start(text, to);
        self.source = piece.source_before(to);
        self.head = piece.head_before(to, self.head.take());
        let (drafts, own) = piece.drafts(to);
        if is_record
            && own.is_empty()
            && self.head.is_none()
            && let Some(source) = piece.only_source()
        {
            self.recall.put(&plain, line, &drafts, source);
        }
        self.settle.settle((drafts, own), self.vocabulary, emit);
        self.buffer.forget(gone);
    }

    fn read_piece(&self, text: &str) -> Piece {
        Piece::read(text, self.buffer.line, &self.source, self.head.clone(), self.vocabulary)
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
    let last = memchr::memchr_iter(b'\n', text).nth(MOST_LINES - 1);
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
