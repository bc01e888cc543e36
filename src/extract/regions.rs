//! Finds the parts of a large input in which an error may be. The rest is not read.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::iter::Peekable;
use std::ops::Range;

use super::buffer::Buffer;
use super::class::Beginning;
use super::decode::clean;
use super::filter::{Filter, REACH};
use super::interface::Vocabulary;
use super::prefix::Prefix;

/// The most bytes that are read as one text. A region with more of them is read in parts.
pub const LARGEST: usize = 128 * 1024;
/// The most lines that are read as one text.
pub const MOST_LINES: usize = 4096;
/// The bytes before a hit in which its record may begin, and after it in which the record may continue.
const AROUND: usize = 4 * 1024;
/// After a hit, the rest of its line is searched from this many bytes on.
const STEP: usize = 256;

/// A part of the input in which an error may be.
pub struct Region {
    pub bytes: Range<usize>,
    /// The prefix of its first line, if it is known already.
    pub prefix: Option<Prefix>,
}

/// The places of the input where an error may be.
pub struct Regions<'v> {
    filter: Filter,
    vocabulary: &'v dyn Vocabulary,
    /// The hits after the current position, in bytes of the input.
    hits: VecDeque<u64>,
    /// All hits before this are known.
    searched: u64,
    /// The line that ended the last region, in bytes of the input, and its prefix.
    next: Option<(u64, Prefix)>,
}

impl<'v> Regions<'v> {
    /// The regions for a vocabulary, or `None` if the processor has no fast search.
    pub fn new(vocabulary: &'v dyn Vocabulary) -> Option<Self> {
        Some(Self { filter: Filter::new(vocabulary)?, vocabulary, hits: VecDeque::new(), searched: 0, next: None })
    }

    /// The next region, or the number of bytes without one if more input is needed. `ended` says that there is none,
    /// `goes_on` that the region of the text before goes on.
    pub fn next(&mut self, buffer: &Buffer, goes_on: bool, ended: bool) -> Result<Region, usize> {
        let text = buffer.rest();
        let sure = if ended { text.len() } else { text.len().saturating_sub(REACH) };
        self.search(buffer, sure);
        let mut hits = self.hits.iter().filter_map(|hit| usize::try_from(hit - buffer.offset).ok()).peekable();
        let start = match hits.peek() {
            _ if goes_on => 0,
            Some(hit) => record_start(text, *hit),
            None if ended => return Err(text.len()),
            None => return Err(sure.saturating_sub(AROUND)),
        };
        let (end, next) = region_end(text, start, hits, sure, ended).ok_or(0_usize)?;
        let place = |at: usize| buffer.offset + at as u64;
        let known = std::mem::replace(&mut self.next, next.map(|prefix| (place(end), prefix)));
        let prefix = known.filter(|(line, _)| *line == place(start)).map(|(_, prefix)| prefix);
        Ok(Region { bytes: start..end, prefix })
    }

    /// Finds the hits before `sure`, at most one in [`STEP`] bytes of a line.
    fn search(&mut self, buffer: &Buffer, sure: usize) {
        let (text, offset) = (buffer.rest(), buffer.offset);
        while self.hits.front().is_some_and(|hit| *hit < offset) {
            self.hits.pop_front();
        }
        let mut at = usize::try_from(self.searched.saturating_sub(offset)).unwrap_or(usize::MAX);
        while at < sure {
            let hit = self.filter.next(text, at, self.vocabulary).filter(|hit| *hit < sure);
            at = hit.map_or(sure, |hit| {
                self.hits.push_back(offset + hit as u64);
                let near = text.get(hit..sure.min(hit + STEP)).unwrap_or_default();
                hit + memchr::memchr(b'\n', near).map_or(near.len(), |end| end + 1)
            });
        }
        self.searched = self.searched.max(offset + at as u64);
    }
}

/// The start of the log record around `hit`, as far as it matters.
fn record_start(text: &[u8], hit: usize) -> usize {
    let floor = hit.saturating_sub(AROUND);
    let after = text.get(hit..).unwrap_or_default();
    let mut end = memchr::memchr(b'\n', after).map_or(text.len(), |len| hit + len + 1);
    let mut to = hit;
    let mut start = None;
    while let Some(at) = memchr::memrchr(b'\n', text.get(floor..to).unwrap_or_default()) {
        let line = floor + at + 1;
        match (beginning_of(text.get(line..end).unwrap_or_default()).0, start) {
            (Beginning::Record, _) => return line,
            (Beginning::Object, Some(start)) => return start,
            _ => start = Some(line),
        }
        end = line;
        to = line - 1;
    }
    if floor == 0 { 0 } else { start.unwrap_or(floor) }
}

/// Where the region of the hits from `start` on ends, and the prefix of the line there if it was read. `None` if more
/// input is needed to know.
fn region_end(
    text: &[u8],
    start: usize,
    mut hits: Peekable<impl Iterator<Item = usize>>,
    sure: usize,
    ended: bool,
) -> Option<(usize, Option<Prefix>)> {
    let first = hits.peek().copied().unwrap_or(start);
    let (mut last, mut end, mut lines) = (first, start, 0);
    while end - start <= LARGEST && lines <= MOST_LINES {
        let rest = text.get(end..)?;
        let Some(len) = memchr::memchr(b'\n', rest) else {
            let is_far = rest.len() > LARGEST;
            return (ended || is_far).then_some((text.len().min(end + LARGEST + 1), None));
        };
        let next = end + len + 1;
        if next > sure && !ended {
            return None;
        }
        let mut has_hit = false;
        while let Some(hit) = hits.next_if(|hit| *hit < next) {
            (last, has_hit) = (hit, true);
        }
        if end > first {
            let (beginning, prefix) = beginning_of(text.get(end..next)?);
            let ends = match beginning {
                Beginning::Record => true,
                Beginning::Object => !has_hit,
                Beginning::Nothing => !has_hit && end - last > AROUND,
            };
            if ends {
                return Some((end, prefix));
            }
        }
        end = next;
        lines += 1;
        if end == text.len() {
            return ended.then_some((end, None));
        }
    }
    Some((end, None))
}

/// What a line begins, judging by its first bytes, and its prefix, unless [`clean`] removes some of it.
fn beginning_of(line: &[u8]) -> (Beginning, Option<Prefix>) {
    const HEAD: usize = 256;
    let head = clean(line.get(..HEAD).unwrap_or(line));
    let prefix = Prefix::of(&head);
    let is_closed = matches!(line.trim_ascii_end().last(), Some(b'}' | b']'));
    let beginning = Beginning::of(&head, &prefix, is_closed);
    (beginning, matches!(head, Cow::Borrowed(_)).then_some(prefix))
}
