//! Puts lines together that must be read as one: objects and envelopes that span lines.
//! Knows brackets, not errors.

use memchr::memmem;

/// Most bytes of a block; what is larger is read in parts.
pub const LARGEST: usize = 64 * 1024;

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
            } else if memmem::find(line, b"</Error>").is_some() {
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

    fn open(&mut self, line: &[u8]) {
        let markup = memchr::memchr(b'<', line).is_some();
        if markup
            && memmem::find(line, b"<Error>").is_some()
            && memmem::find(line, b"</Error>").is_none()
        {
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

/// The depth of braces after `line`, those in strings aside.
pub fn balance(line: &[u8], depth: u32) -> u32 {
    let mut depth = depth;
    let mut string = false;
    let mut escaped = false;
    for &byte in line {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => string = !string,
            b'{' if !string => depth = depth.saturating_add(1),
            b'}' if !string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

/// Where to cut a line that is too large: after the object that lies least deep in its second half,
/// else at a blank.
pub fn cut_line(line: &[u8]) -> usize {
    let half = line.len() / 2;
    let (mut depth, mut best) = (0_i64, None);
    let mut string = false;
    let mut escaped = false;
    for (at, &byte) in line.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => string = !string,
            b'{' if !string => depth += 1,
            b'}' if !string => {
                depth -= 1;
                if at >= half && best.is_none_or(|(least, _)| depth <= least) {
                    best = Some((depth, at + 1));
                }
            }
            _ => {}
        }
    }
    let blank = || {
        line.iter()
            .rposition(|b| matches!(b, b' ' | b',' | b'>' | b'&' | b';'))
            .filter(|at| *at >= half)
            .map(|at| at + 1)
    };
    best.map(|(_, at)| at).or_else(blank).unwrap_or(line.len())
}
