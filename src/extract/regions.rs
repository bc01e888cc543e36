//! Finds the parts of a large input in which an error may be. The rest is not read.

use std::collections::VecDeque;
use std::iter::Peekable;
use std::ops::Range;

use super::buffer::Buffer;
use super::class::Beginning;
use super::decode::clean;
use super::filter::{Filter, REACH};
use super::interface::Vocabulary;

/// A region that has no end after this many bytes ends there.
const LONGEST: usize = 128 * 1024;
/// The bytes before a hit in which its record may begin, and after it in which the record may continue.
const AROUND: usize = 4 * 1024;
/// After a hit, the rest of its line is searched from this many bytes on.
const STEP: usize = 256;

/// The places of the input where an error may be.
pub struct Regions<'v> {
    filter: Filter,
    vocabulary: &'v dyn Vocabulary,
    /// The hits after the current position, in bytes of the input.
    hits: VecDeque<u64>,
    /// All hits before this are known.
    searched: u64,
}

impl<'v> Regions<'v> {
    /// The regions for a vocabulary, or `None` if the processor has no fast search.
    pub fn new(vocabulary: &'v dyn Vocabulary) -> Option<Self> {
        Some(Self { filter: Filter::new(vocabulary)?, vocabulary, hits: VecDeque::new(), searched: 0 })
    }

    /// The next region, or the number of bytes without one if more input is needed. `ended` says that there is none,
    /// `goes_on` that the region of the text before goes on.
    pub fn next(&mut self, buffer: &Buffer, goes_on: bool, ended: bool) -> Result<Range<usize>, usize> {
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
        region_end(text, start, hits, sure, ended).map(|end| start..end).ok_or(0)
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
        match (beginning_of(text.get(line..end).unwrap_or_default()), start) {
            (Beginning::Record, _) => return line,
            (Beginning::Object, Some(start)) => return start,
            _ => start = Some(line),
        }
        end = line;
        to = line - 1;
    }
    if floor == 0 { 0 } else { start.unwrap_or(floor) }
}

/// Where the region of the hits from `start` on ends, or `None` if more input is needed to know.
fn region_end(
    text: &[u8],
    start: usize,
    mut hits: Peekable<impl Iterator<Item = usize>>,
    sure: usize,
    ended: bool,
) -> Option<usize> {
    let first = hits.peek().copied().unwrap_or(start);
    let (mut last, mut end) = (first, start);
    while end - start <= LONGEST {
        let rest = text.get(end..)?;
        let Some(len) = memchr::memchr(b'\n', rest) else {
            let is_far = rest.len() > LONGEST;
            return (ended || is_far).then_some(text.len().min(end + LONGEST + 1));
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
            let ends = match beginning_of(text.get(end..next)?) {
                Beginning::Record => true,
                Beginning::Object => !has_hit,
                Beginning::Nothing => !has_hit && end - last > AROUND,
            };
            if ends {
                return Some(end);
            }
        }
        end = next;
        if end == text.len() {
            return ended.then_some(end);
        }
    }
    Some(end)
}

/// What a line starts, judging by its first bytes.
fn beginning_of(line: &[u8]) -> Beginning {
    const HEAD: usize = 256;
    let tail = line.get(line.len().saturating_sub(2)..).unwrap_or_default();
    match line.get(..HEAD) {
        Some(head) if tail.starts_with(b"}") || tail.ends_with(b"}") => Beginning::of(&format!("{}}}", clean(head))),
        Some(head) => Beginning::of(&clean(head)),
        None => Beginning::of(&clean(line)),
    }
}
