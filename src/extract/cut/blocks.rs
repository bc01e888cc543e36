//! Puts lines together that must be read as one: objects and envelopes that span lines.
//! Knows brackets, not errors.

use memchr::memmem;

/// Most bytes of a block; what is larger is read in parts.
pub const LARGEST: usize = 64 * 1024;
/// What closes an envelope.
const END: &[u8] = b"</Error>";

/// What a block waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wait {
    #[default]
    Nothing,
    /// The brace that closes an object.
    Brace,
    /// `</Error>`.
    Envelope,
}

/// Decides, line by line, where a block ends.
#[derive(Debug, Default)]
pub struct Blocks {
    wait: Wait,
    depth: u32,
    lines: u32,
    /// Bytes of `</Error>` that the line before ended with.
    end_begun: usize,
    /// End of the last line that closed what opened before it, for blocks that grow too large.
    closed_at: usize,
    /// Depth there.
    closed_depth: u32,
}

/// What the next line means for the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The block goes on.
    More,
    /// The block is complete.
    Complete,
    /// The line before was the last of the block.
    Before,
}

impl Blocks {
    /// Takes the line that ends at `end` of the block.
    pub fn step(&mut self, line: &[u8], end: usize) -> Step {
        if self.wait == Wait::Nothing {
            self.open(line);
        } else {
            if self.lines == 1 && self.wait == Wait::Brace && !goes_on_as_json(line) {
                return Step::Before;
            }
            if self.wait == Wait::Brace {
                self.depth = balance(line, self.depth);
            } else if self.closes_envelope(line) {
                self.wait = Wait::Nothing;
            }
        }
        self.lines += 1;
        if self.wait == Wait::Brace && self.depth == 0 {
            self.wait = Wait::Nothing;
        }
        if self.wait == Wait::Nothing {
            return Step::Complete;
        }
        if self.depth <= self.closed_depth || end < LARGEST / 2 {
            self.closed_at = end;
            self.closed_depth = self.depth;
        }
        Step::More
    }

    /// Where to cut a block that is too large: after an element rather than inside one.
    pub fn cut(&self) -> usize {
        self.closed_at
    }

    /// Whether `</Error>` ends in the line, which may begin in the middle of it.
    fn closes_envelope(&mut self, line: &[u8]) -> bool {
        let begun = std::mem::take(&mut self.end_begun);
        let rest = END.get(begun..).unwrap_or(END);
        if (begun > 0 && line.starts_with(rest)) || memmem::find(line, END).is_some() {
            return true;
        }
        let line = line.trim_ascii_end();
        let ends_with = |len: &usize| END.get(..*len).is_some_and(|start| line.ends_with(start));
        self.end_begun = (1..END.len()).rev().find(ends_with).unwrap_or(0);
        false
    }

    fn open(&mut self, line: &[u8]) {
        let markup = memchr::memchr(b'<', line).is_some();
        if markup && memmem::find(line, b"<Error>").is_some() && !self.closes_envelope(line) {
            self.wait = Wait::Envelope;
        } else if let Some(object) = object_start(line) {
            self.depth = balance(object, 0);
            self.closed_depth = self.depth;
            self.wait = Wait::Brace;
        }
    }
}

/// The line from its first brace that may open an object.
fn object_start(line: &[u8]) -> Option<&[u8]> {
    memchr::memchr_iter(b'{', line).find_map(|at| {
        let inner = line.get(at + 1..)?.trim_ascii_start();
        matches!(inner.first(), None | Some(b'"' | 0x1b))
            .then(|| line.get(at..))
            .flatten()
    })
}

/// Whether a line can be the second one of an object.
fn goes_on_as_json(line: &[u8]) -> bool {
    matches!(line.trim_ascii_start().first(), Some(b'"' | b'}' | 0x1b))
}

/// The braces of a line, those in JSON strings aside: where each stands and whether it opens.
struct Braces<'t> {
    line: &'t [u8],
    at: usize,
}

impl Braces<'_> {
    /// End of the string that was opened before `from`.
    fn string_end(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(step) = self
            .line
            .get(at..)
            .and_then(|rest| memchr::memchr2(b'"', b'\\', rest))
        {
            at += step;
            if self.line.get(at) == Some(&b'"') {
                return at + 1;
            }
            at += 2;
        }
        self.line.len()
    }
}

impl Iterator for Braces<'_> {
    type Item = (usize, bool);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = self.at + memchr::memchr3(b'{', b'}', b'"', self.line.get(self.at..)?)?;
            self.at = found + 1;
            let escaped = found.checked_sub(1).and_then(|at| self.line.get(at)) == Some(&b'\\');
            match self.line.get(found)? {
                b'"' if escaped => {}
                b'"' => self.at = self.string_end(self.at),
                brace => return Some((found, *brace == b'{')),
            }
        }
    }
}

/// The depth of braces after `line`.
fn balance(line: &[u8], depth: u32) -> u32 {
    Braces { line, at: 0 }.fold(depth, |depth, (_, opens)| {
        if opens {
            depth.saturating_add(1)
        } else {
            depth.saturating_sub(1)
        }
    })
}

/// Where to cut a line that is too large: after the object that lies least deep in its second half,
/// else at a blank.
pub fn cut_line(line: &[u8]) -> usize {
    let half = line.len() / 2;
    let mut depth = 0_i64;
    let mut best = None;
    for (at, opens) in (Braces { line, at: 0 }) {
        depth += if opens { 1 } else { -1 };
        if !opens && at >= half && best.is_none_or(|(least, _)| depth <= least) {
            best = Some((depth, at + 1));
        }
    }
    let is_blank = |b: &u8| matches!(b, b' ' | b',' | b'>' | b'&' | b';');
    let blank = || {
        line.iter()
            .rposition(is_blank)
            .filter(|at| *at >= half)
            .map(|at| at + 1)
    };
    best.map(|(_, at)| at).or_else(blank).unwrap_or(line.len())
}

#[cfg(test)]
mod tests {
    use super::{Blocks, Step, balance, cut_line};

    #[test]
    fn braces_in_strings_do_not_count() {
        assert_eq!(balance(br#"{"a":"}","b":{"#, 0), 2);
        assert_eq!(balance(br#"{"a":"\"}"}"#, 0), 0);
    }

    #[test]
    fn an_object_over_several_lines_is_one_block() {
        let mut blocks = Blocks::default();
        assert_eq!(blocks.step(b"{\n", 2), Step::More);
        assert_eq!(blocks.step(b"  \"a\": 1\n", 11), Step::More);
        assert_eq!(blocks.step(b"}\n", 13), Step::Complete);
    }

    #[test]
    fn a_brace_at_the_end_of_prose_opens_nothing() {
        let mut blocks = Blocks::default();
        assert_eq!(blocks.step(b"func main() {\n", 14), Step::More);
        assert_eq!(blocks.step(b"\treturn\n", 22), Step::Before);
    }

    #[test]
    fn a_long_line_is_cut_between_objects() {
        let line = br#"[{"a":{"b":1}},{"a":{"b":2}},{"a":{"b":3"#;
        assert_eq!(cut_line(line), line.len() - 12);
    }
}
