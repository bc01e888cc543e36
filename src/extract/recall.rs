//! Recognizes log records that differ only in their times, their request IDs and the numbers before their text, such as
//! those of threads. They report the same error, so only the first of them is read.

use std::collections::HashMap;
use std::ops::Range;

use super::draft::Draft;
use super::prefix::Prefix;
use super::shape::{hash, is_word, uuid};

/// The most records that are remembered.
const MOST: usize = 512;
/// The longest record that is remembered, in bytes.
const LONGEST: usize = 2048;
/// The most different request IDs in one record.
const MOST_IDS: usize = 6;

/// The results for records, by their outlines.
#[derive(Default)]
pub struct Recall {
    known: HashMap<Vec<u8>, Known, foldhash::fast::RandomState>,
    /// The outline of the record that was looked up last.
    outline: Outline,
}

/// The result for the first record with an outline.
struct Known {
    drafts: Vec<Draft>,
    holes: Vec<Hole>,
    /// The program that the record comes from, unless it is that of the record before it, or the one that the prefix
    /// names.
    source: Option<String>,
}

/// A UUID in a text of a draft, where another record has another UUID.
struct Hole {
    draft: usize,
    text: usize,
    at: usize,
    /// The number of the UUID among those of the record.
    id: usize,
}

impl Recall {
    /// The result for a record, if it is like an earlier one, and the program that it comes from. Lines count from
    /// `line`. A record that names no program comes from `source`.
    pub fn get(&mut self, text: &str, prefix: Prefix, line: u64, source: &str) -> Option<(Vec<Draft>, String)> {
        let Self { known, outline } = self;
        if text.len() > LONGEST || !outline.draw(text, prefix) {
            outline.text.clear();
            return None;
        }
        let known = known.get(&outline.text)?;
        let source = known.source.as_deref().or_else(|| outline.prefix.source(text)).unwrap_or(source);
        let mut drafts = known.drafts.clone();
        let source_hash = hash(source.as_bytes());
        for draft in &mut drafts {
            draft.occurrence.line += line;
            draft.source = source_hash;
        }
        for hole in &known.holes {
            let id = outline.ids.get(hole.id).and_then(|id| text.get(id.clone()))?;
            let draft = drafts.get_mut(hole.draft)?;
            if let Some(found) = draft.texts().into_iter().nth(hole.text).and_then(Option::as_mut) {
                found.replace_range(hole.at..hole.at + id.len(), id);
            }
        }
        Some((drafts, source.to_owned()))
    }

    /// Remembers the result for the record that was looked up last. `source` is the program that it names, or empty.
    pub fn put(&mut self, text: &str, line: u64, drafts: &[Draft], source: &str) {
        let Self { known, outline } = self;
        let mut drafts = drafts.to_vec();
        let Some(holes) = holes(&mut drafts, text, outline).filter(|_| !outline.text.is_empty()) else {
            return;
        };
        let is_line = !text.trim_end().contains('\n');
        let source = match (outline.prefix.source(text), source) {
            (None, "") => None,
            (None, source) => Some(source.to_owned()),
            // The outline contains this name without its digits, so no other line may have a name.
            (Some(program), source) if program == source && is_line => None,
            _ => return,
        };
        for draft in &mut drafts {
            draft.occurrence.line -= line;
        }
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(outline.text.clone(), Known { drafts, holes, source });
    }
}

/// Where the drafts have UUIDs of the record, or `None` if another record with the same outline may give another
/// result.
fn holes(drafts: &mut [Draft], text: &str, outline: &Outline) -> Option<Vec<Hole>> {
    let slice = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let mut holes = Vec::new();
    for (number, draft) in drafts.iter_mut().enumerate() {
        for (place, found) in draft.texts().into_iter().enumerate() {
            let Some(found) = found else { continue };
            if outline.numbers.iter().any(|range| found.contains(slice(range))) {
                return None;
            }
            for (id, range) in outline.ids.iter().enumerate() {
                holes.extend(found.match_indices(slice(range)).map(|(at, _)| Hole {
                    draft: number,
                    text: place,
                    at,
                    id,
                }));
            }
        }
    }
    Some(holes)
}

/// A text in which the digits of times, of UUIDs and of the first line's prefix are blanked out.
#[derive(Default)]
struct Outline {
    text: Vec<u8>,
    /// Where each different UUID occurs first.
    ids: Vec<Range<usize>>,
    /// Where else digits are blanked out.
    numbers: Vec<Range<usize>>,
    /// The prefix of the first line.
    prefix: Prefix,
}

impl Outline {
    /// Makes the outline of a text. Returns `false` if it has too many UUIDs.
    fn draw(&mut self, text: &str, prefix: Prefix) -> bool {
        self.text.clear();
        self.text.extend_from_slice(text.as_bytes());
        self.ids.clear();
        self.numbers.clear();
        let named = prefix.source(text).map_or(0, str::len);
        self.prefix = prefix;
        let mut done = self.prefix.len;
        self.blot(0..done, b'0', |b| b.is_ascii_digit());
        let bytes = text.as_bytes();
        for dash in memchr::memchr_iter(b'-', bytes) {
            if dash < done {
                continue;
            }
            if let Some(id) = id_at(bytes, dash, done) {
                done = id.end;
                let known = self.ids.iter().position(|other| bytes.get(other.clone()) == bytes.get(id.clone()));
                let number = known.unwrap_or(self.ids.len());
                if known.is_none() {
                    self.ids.push(id.clone());
                }
                let lower = bytes.get(id.clone()).is_some_and(|id| id.iter().any(u8::is_ascii_lowercase));
                let Some(number) = u8::try_from(number).ok().filter(|_| number < MOST_IDS) else {
                    return false;
                };
                self.blot(id, if lower { b'a' } else { b'0' } + number, |b| b != b'-');
            } else if let Some(time) = date_at(text, dash, done) {
                done = time.end;
                self.numbers.push(time.clone());
                self.blot(time, b'0', |b| b.is_ascii_digit());
            }
        }
        self.text.extend([self.prefix.len, named].map(usize::to_ne_bytes).as_flattened());
        true
    }

    fn blot(&mut self, range: Range<usize>, digit: u8, is_digit: impl Fn(u8) -> bool) {
        for byte in self.text.get_mut(range).unwrap_or_default() {
            *byte = if is_digit(*byte) { digit } else { *byte };
        }
    }
}

/// Whether a word can begin at `start`, so that what begins there is not the rest of something longer.
fn is_free(text: &[u8], start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    !before.is_some_and(|&byte| is_word(byte) || matches!(byte, b'-' | b'.' | b'\\' | b'%' | b'#'))
}

/// The UUID whose first dash is at `dash`.
fn id_at(text: &[u8], dash: usize, done: usize) -> Option<Range<usize>> {
    let start = dash.checked_sub(8).filter(|start| *start >= done)?;
    let len = uuid(text.get(start..)?);
    (len > 0 && is_free(text, start)).then_some(start..start + len)
}

/// The date and the time whose first dash is at `dash`.
fn date_at(text: &str, dash: usize, done: usize) -> Option<Range<usize>> {
    let start = dash.checked_sub(4).filter(|start| *start >= done)?;
    let bytes = text.as_bytes().get(start..)?;
    let is_date = bytes.get(..10)?.iter().enumerate().all(|(at, b)| match at {
        4 | 7 => *b == b'-',
        _ => b.is_ascii_digit(),
    });
    let is_part = |b: &&u8| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'T' | b'-');
    let len = bytes.iter().take_while(is_part).count();
    (is_date && is_free(text.as_bytes(), start)).then_some(start..start + len)
}
