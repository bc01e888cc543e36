//! A line in the making: texts, the blanks between them, and colour.

use std::io::{self, Write};

use super::layout::Part;
use super::palette::Palette;

/// Room for the bytes of most lines, so that they are not moved while they grow.
const USUAL_LENGTH: usize = 256;

/// A line that is painted while it grows.
pub struct Line {
    palette: Palette,
    text: String,
    /// Blanks that are written when something follows them.
    blanks: usize,
}

impl Line {
    /// An empty line.
    pub fn new(palette: Palette) -> Self {
        Self {
            palette,
            text: String::with_capacity(USUAL_LENGTH),
            blanks: 0,
        }
    }

    /// Adds the text that a cell has on this line, and the blanks behind it.
    pub fn push(&mut self, text: &str, blanks: usize, part: &Part<'_>) {
        if !text.is_empty() {
            self.fill();
            self.palette
                .paint_marked(part.role, text, part.marks, &mut self.text);
            self.blanks = 0;
        }
        self.blanks += blanks;
    }

    /// Adds the blanks that stand before the next text.
    fn fill(&mut self) {
        const MANY: &str = "                                                                ";
        let mut left = self.blanks;
        while left > 0 {
            let some = left.min(MANY.len());
            self.text.push_str(&MANY[..some]);
            left -= some;
        }
    }

    /// Writes the line and begins the next.
    pub fn write(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.text.push('\n');
        let written = out.write_all(self.text.as_bytes());
        self.text.clear();
        self.blanks = 0;
        written
    }
}
