//! The stream: cuts the input into lines and blocks, skips what cannot hold an error, and keeps
//! only a bounded part of it in memory.

use std::cell::OnceCell;

use crate::extract::cut::blocks::{self, Blocks, LARGEST, Step};
use crate::extract::cut::filter::{Filter, REACH};
use crate::extract::join::joiner::Joiner;
use crate::extract::occurrence::{Occurrence, Totals};
use crate::extract::read::layout::{self, Role};
use crate::extract::read::reader::{LOOKAHEAD, Reader, goes_on};
use crate::extract::read::recall::Recall;
use crate::extract::read::whole;
use crate::extract::text::clean::clean;
use crate::extract::text::decode::Decoder;
use crate::extract::vocabulary::Vocabulary;

/// Input that is read completely, before a filter pays.
const SMALL: u64 = 256 * 1024;
/// Bytes that are decoded at once.
const CHUNK: usize = 128 * 1024;
/// Bytes that are put behind kept text at once, until what is left lies in the new input alone.
const JOINED: usize = 8 * 1024;
/// Bytes before a hit in which its record may begin.
const BEFORE: usize = 4 * 1024;
/// Bytes of a line that tell its role.
const ROLE: usize = 256;
/// Bytes after a hit in which its record may go on.
const AFTER: usize = 4 * 1024;

/// Finds the errors in a stream of bytes.
///
/// Feed it the input in parts of any size; errors come out as soon as they are complete.
pub struct Extractor<'v> {
    vocabulary: &'v dyn Vocabulary,
    decoder: Decoder,
    joiner: Joiner<'v>,
    /// Made when the input turns out to be large; one without literals cannot be made.
    filter: OnceCell<Option<Filter>>,
    recall: Recall,
    /// Decoded input that waits for what follows it.
    kept: Vec<u8>,
    /// Bytes of the text at hand that are read or skipped; further places count in it too.
    at: usize,
    /// Bytes before the text at hand.
    offset: u64,
    /// The line at `at`, from 1.
    line: u64,
    /// Start of the next place of interest, known to lie at or after `at`.
    hit: Option<usize>,
    /// No place of interest before this.
    searched: usize,
    /// Up to here lines are read whatever they hold: a hit stands there.
    wanted: usize,
    /// Up to here lines are read unless they begin another log record.
    active: usize,
    /// End of the text that was read last.
    read_to: Option<usize>,
    bytes: u64,
    /// What was read or skipped last did not end in a line end.
    inside_line: bool,
    /// The line in which the value that was cut last goes on; 0 for none.
    cut_in: u64,
    ended: bool,
}

impl<'v> Extractor<'v> {
    /// An extractor that recognises the codes of `vocabulary`.
    pub fn new(vocabulary: &'v dyn Vocabulary) -> Self {
        Self {
            vocabulary,
            decoder: Decoder::default(),
            joiner: Joiner::new(vocabulary),
            filter: OnceCell::new(),
            recall: Recall::default(),
            kept: Vec::new(),
            at: 0,
            offset: 0,
            line: 1,
            hit: None,
            searched: 0,
            wanted: 0,
            active: 0,
            read_to: None,
            bytes: 0,
            inside_line: false,
            cut_in: 0,
            ended: false,
        }
    }

    /// Takes a part of the input.
    pub fn feed(&mut self, chunk: &[u8], emit: &mut dyn FnMut(Occurrence)) {
        self.bytes += chunk.len() as u64;
        if self.decoder.is_transparent() {
            return self.take(chunk, emit);
        }
        for part in chunk.chunks(CHUNK) {
            let mut decoded = Vec::new();
            self.decoder.decode(part, &mut decoded);
            self.take(&decoded, emit);
        }
    }

    /// The input has gone quiet: lets out what is complete, without ending anything.
    pub fn pause(&mut self, emit: &mut dyn FnMut(Occurrence)) {
        if whole::is_whole(&self.kept) {
            self.ended = true;
            self.take(&[], emit);
            self.ended = false;
        }
        self.joiner.pause();
        self.joiner.take().for_each(emit);
    }

    /// The input has ended.
    pub fn finish(mut self, emit: &mut dyn FnMut(Occurrence)) -> Totals {
        let mut last = Vec::new();
        self.decoder.finish(&mut last);
        self.take(&last, emit);
        self.ended = true;
        self.take(&[], emit);
        self.joiner.close();
        self.joiner.take().for_each(emit);
        let mut totals = self.joiner.totals;
        totals.bytes = self.bytes;
        totals.lines = self.line - 1 + u64::from(self.inside_line);
        totals
    }

    /// Takes decoded input. Only what was kept before and a little after it is copied: most of a
    /// large input is searched where it lies.
    fn take(&mut self, input: &[u8], emit: &mut dyn FnMut(Occurrence)) {
        let mut input = input;
        let mut kept = std::mem::take(&mut self.kept);
        while !kept.is_empty() {
            let before = kept.len();
            let (part, rest) = input.split_at(input.len().min(JOINED));
            kept.extend_from_slice(part);
            let read = self.advance(&kept, emit);
            if read >= before {
                input = input.get(read - before..).unwrap_or_default();
                kept.clear();
            } else {
                input = rest;
                kept.drain(..read);
                if input.is_empty() {
                    break;
                }
            }
        }
        if kept.is_empty() {
            let read = self.advance(input, emit);
            kept.extend_from_slice(input.get(read..).unwrap_or_default());
        }
        self.kept = kept;
    }

    /// Reads or skips as far as the text at hand allows; says how far.
    fn advance(&mut self, text: &[u8], emit: &mut dyn FnMut(Occurrence)) -> usize {
        while self.step(text) {
            self.joiner.take().for_each(&mut *emit);
        }
        self.joiner.take().for_each(&mut *emit);
        let gone = self.at;
        self.forget(text, gone);
        gone
    }

    /// Lets places count from `gone`.
    fn forget(&mut self, text: &[u8], gone: usize) {
        if let Some(last) = gone.checked_sub(1).and_then(|last| text.get(last)) {
            self.inside_line = *last != b'\n';
        }
        self.offset += gone as u64;
        self.hit = self.hit.and_then(|hit| hit.checked_sub(gone));
        self.read_to = self.read_to.and_then(|to| to.checked_sub(gone));
        self.searched = self.searched.saturating_sub(gone);
        self.wanted = self.wanted.saturating_sub(gone);
        self.active = self.active.saturating_sub(gone);
        self.at = 0;
    }

    /// Reads or skips a little; `false` when more input is needed to know what comes.
    fn step(&mut self, text: &[u8]) -> bool {
        if !self.is_filtered() {
            return self
                .block_end(text)
                .is_some_and(|(end, is_cut)| self.read(text, end, is_cut));
        }
        if self.at >= self.active {
            let Some(hit) = self.next_hit(text) else {
                let sure = text
                    .len()
                    .saturating_sub(if self.ended { 0 } else { BEFORE + REACH });
                self.pass_over(text, sure.max(self.at));
                return false;
            };
            self.pass_over(text, self.record_start(text, hit));
            self.wanted = hit + 1;
            self.active = hit + 1;
        }
        let Some((end, is_cut)) = self.block_end(text) else {
            return false;
        };
        if self.next_hit(text).is_some_and(|hit| hit < end) {
            self.active = end + AFTER;
        } else if self.at >= self.wanted && self.begins_record(text) {
            self.active = self.at;
            return true;
        }
        self.read(text, end, is_cut)
    }

    /// Whether only the places of interest are read from here on.
    fn is_filtered(&mut self) -> bool {
        if self.offset + (self.at as u64) < SMALL {
            return false;
        }
        let vocabulary = self.vocabulary;
        self.filter
            .get_or_init(|| Filter::new(vocabulary))
            .is_some()
    }

    /// The next place of interest, when it is certain.
    fn next_hit(&mut self, text: &[u8]) -> Option<usize> {
        if self.hit.is_some_and(|hit| hit >= self.at) {
            return self.hit;
        }
        let filter = self.filter.get()?.as_ref()?;
        let sure = text
            .len()
            .saturating_sub(if self.ended { 0 } else { REACH });
        let from = self.searched.max(self.at);
        self.hit = filter
            .next(text, from, self.vocabulary)
            .filter(|hit| *hit < sure);
        self.searched = self.hit.map_or(sure.max(from), |hit| hit + 1);
        self.hit
    }

    /// Start of the log record around `hit`, as far as it matters.
    fn record_start(&self, text: &[u8], hit: usize) -> usize {
        let near = hit.saturating_sub(BEFORE);
        let (floor, floor_is_line) = match self.read_to {
            Some(to) if to >= near => (to, true),
            _ => (near, false),
        };
        let mut start = None;
        let mut end = hit;
        while let Some(at) = memchr::memrchr(b'\n', text.get(floor..end).unwrap_or_default()) {
            let line = floor + at + 1;
            match (role(text, line), start) {
                (Role::Record, _) => return line,
                (Role::Object, Some(start)) if is_closed(text, end) => return start,
                _ => start = Some(line),
            }
            end = line - 1;
        }
        if floor_is_line {
            floor
        } else {
            start.unwrap_or_else(|| value_start(text, floor, hit))
        }
    }

    /// Whether the line at hand begins a log record of its own.
    fn begins_record(&self, text: &[u8]) -> bool {
        matches!(role(text, self.at), Role::Record | Role::Object)
    }

    /// Leaves the text before `to` unread.
    fn pass_over(&mut self, text: &[u8], to: usize) {
        let lines = count_lines(text.get(self.at..to).unwrap_or_default());
        self.joiner.tick(u32::try_from(lines).unwrap_or(u32::MAX));
        self.line += lines;
        self.at = to;
    }

    /// Reads the block up to `end`, where it may be cut; `false` when it is empty.
    fn read(&mut self, text: &[u8], end: usize, is_cut: bool) -> bool {
        if end <= self.at {
            return false;
        }
        let block = text.get(self.at..end).unwrap_or_default();
        let ahead = text
            .get(end..)
            .filter(|_| goes_on(block))
            .unwrap_or_default();
        let ahead = whole_letters(ahead.get(..LOOKAHEAD).unwrap_or(ahead));
        let raw = text.get(self.at..end + ahead).unwrap_or_default();
        let line = self.line;
        let mut tell = |fact| self.joiner.learn(fact, line);
        if self.filter.get().is_some() {
            self.recall
                .read(raw, block.len(), self.vocabulary, &mut tell);
        } else {
            let facts = Reader::read(raw, block.len(), self.vocabulary);
            facts.into_iter().for_each(tell);
        }
        self.line += count_lines(block);
        if is_cut {
            // A part that begins where the one before was cut is of the same value.
            self.joiner.totals.cut += u64::from(self.cut_in != line);
            self.cut_in = self.line;
        }
        self.at = end;
        self.read_to = Some(end);
        true
    }

    /// End of the block that starts at `at`, when it is certain, and whether what it holds is cut there.
    fn block_end(&self, text: &[u8]) -> Option<(usize, bool)> {
        let mut blocks = Blocks::default();
        let mut end = self.at;
        loop {
            let line = self.line_end(text, end)?;
            if line == end {
                return Some((end, false));
            }
            if line - self.at > LARGEST && end > self.at {
                let cut = blocks.cut();
                return Some((if cut == 0 { end } else { self.at + cut }, true));
            }
            match blocks.step(text.get(end..line).unwrap_or_default(), line - self.at) {
                Step::Complete => {
                    let is_whole = line == text.len() || text.get(line - 1) == Some(&b'\n');
                    return Some((line, !is_whole));
                }
                Step::Before => return Some((end, false)),
                Step::More => end = line,
            }
        }
    }

    /// End of the line that starts at `start`, with a little of the next one at hand.
    fn line_end(&self, text: &[u8], start: usize) -> Option<usize> {
        let rest = text.get(start..).unwrap_or_default();
        let window = rest.get(..LARGEST).unwrap_or(rest);
        let end = match memchr::memchr(b'\n', window) {
            Some(at) => start + at + 1,
            None if window.len() == LARGEST => start + blocks::cut_line(window),
            None if self.ended => text.len(),
            None => return None,
        };
        (self.ended || text.len() >= end + REACH).then_some(end)
    }
}

/// Bytes of the text before a letter that is cut off or broken.
fn whole_letters(text: &[u8]) -> usize {
    std::str::from_utf8(text).map_or_else(|broken| broken.valid_up_to(), str::len)
}

/// In a line without end: start of the outermost object around `hit`, else a little before it.
fn value_start(text: &[u8], floor: usize, hit: usize) -> usize {
    let mut open = 0_u32;
    let mut start = None;
    for at in (floor..hit).rev() {
        match text.get(at) {
            Some(b'}') => open += 1,
            Some(b'{') if open == 0 => start = Some(at),
            Some(b'{') => open -= 1,
            _ => {}
        }
    }
    start.unwrap_or(hit.saturating_sub(256).max(floor))
}

/// Whether the line that ends at `end` closes an object: one that does not may go on in the next line.
fn is_closed(text: &[u8], end: usize) -> bool {
    let line = text.get(..end).unwrap_or_default().trim_ascii_end();
    matches!(line.last(), Some(b'}' | b']'))
}

/// The role of the line that starts at `start`.
fn role(text: &[u8], start: usize) -> Role {
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.get(..ROLE).unwrap_or(rest);
    let end = memchr::memchr(b'\n', line).unwrap_or(line.len());
    layout::role(&clean(line.get(..end).unwrap_or(line)))
}

/// Line ends in `text`.
fn count_lines(text: &[u8]) -> u64 {
    bytecount::count(text, b'\n') as u64
}
