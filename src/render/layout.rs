//! Lays rows of cells out in lines and paints them. The only place that knows `comfy_table`.
//!
//! Text is laid out plain and painted afterwards, so that colour cannot disturb widths.

use std::borrow::Cow;
use std::io::{self, Write};
use std::str::Lines;

use comfy_table::{ColumnConstraint, ContentArrangement, ContentLineStyle, TableStyle};
use memchr::memchr_iter;
use unicode_width::UnicodeWidthStr;

use super::Style;
use super::palette::{Palette, Role};

/// The blank columns between two cells.
const GAP: &str = "  ";

/// Stands between the cells of a wrapped line. Made visible, no text can hold it.
const SEAM: char = '\u{1f}';

/// Room for the bytes of most lines, so that they are not moved while they grow.
const USUAL_LINE: usize = 256;

/// Room for the rows of a card.
const USUAL_ROWS: usize = 16;

/// A row. Its first cell is never empty, except in a gap, which has no cells at all.
pub type Row<'c> = Vec<Part<'c>>;

/// A cell of a row.
#[derive(Clone)]
pub struct Part<'c> {
    /// What it says; one line or several.
    pub text: Cow<'c, str>,
    /// How it is painted.
    pub role: Role,
    /// What is highlighted in it.
    pub marks: &'c [String],
}

impl<'c> Part<'c> {
    /// A cell in which nothing is highlighted.
    pub fn new(text: impl Into<Cow<'c, str>>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
            marks: &[],
        }
    }
}

/// Rows of cells, and how to lay them out.
pub struct Layout<'c> {
    rows: Vec<Row<'c>>,
    fixed: usize,
}

impl<'c> Layout<'c> {
    /// An empty layout, of whose columns the first `fixed` are never wrapped.
    pub fn new(fixed: usize) -> Self {
        Self {
            rows: Vec::with_capacity(USUAL_ROWS),
            fixed,
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Row<'c>) {
        self.rows.push(cells);
    }

    /// Adds a blank line, except at the top.
    pub fn gap(&mut self) {
        if !self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
    }

    /// Writes the lines, painted.
    pub fn write(&self, out: &mut dyn Write, style: Style) -> io::Result<()> {
        let widths = self.widths();
        let natural = widths.iter().map(|width| width + GAP.len()).sum::<usize>();
        match style.width {
            Some(width) if natural > width + GAP.len() => {
                self.write_wrapped(out, style.palette, width)
            }
            _ => self.write_natural(out, style.palette, &widths),
        }
    }

    /// The width of each column when nothing is wrapped.
    fn widths(&self) -> Vec<usize> {
        let mut widths = vec![0; self.rows.iter().map(Vec::len).max().unwrap_or(0)];
        for row in &self.rows {
            for (part, widest) in row.iter().zip(&mut widths) {
                *widest = part.text.lines().map(columns).fold(*widest, usize::max);
            }
        }
        widths
    }

    /// Writes every cell in as few lines as its text has. Most look-ups end here: there is nothing to arrange.
    fn write_natural(
        &self,
        out: &mut dyn Write,
        palette: Palette,
        widths: &[usize],
    ) -> io::Result<()> {
        let mut line = Line::new(palette);
        let mut texts: Vec<Lines<'_>> = Vec::new();
        for row in &self.rows {
            texts.clear();
            texts.extend(row.iter().map(|part| part.text.lines()));
            let line_ends = row
                .iter()
                .map(|part| memchr_iter(b'\n', part.text.as_bytes()).count())
                .max();
            for _ in 0..=line_ends.unwrap_or_default() {
                for ((lines, part), width) in texts.iter_mut().zip(row).zip(widths) {
                    let text = lines.next().unwrap_or_default();
                    line.push(text, width - columns(text), part);
                }
                line.write(out)?;
            }
        }
        Ok(())
    }

    /// Writes cells wrapped by `comfy_table` to the width of the terminal.
    fn write_wrapped(&self, out: &mut dyn Write, palette: Palette, width: usize) -> io::Result<()> {
        let mut line = Line::new(palette);
        let mut rows = self.rows.iter().filter(|row| !row.is_empty());
        let mut row: &[Part<'_>] = &[];
        for arranged in self.arranged(width).lines() {
            // A line whose first cell is blank goes on with the row above.
            if !arranged.starts_with([' ', SEAM]) {
                row = rows.next().map_or(&[], Vec::as_slice);
            }
            for (cell, part) in arranged.split(SEAM).zip(row) {
                let text = cell.trim_end();
                line.push(text, cell.len() - text.len(), part);
            }
            line.write(out)?;
        }
        Ok(())
    }

    /// The rows as a table whose lines have the cells between [`SEAM`]s.
    fn arranged(&self, width: usize) -> comfy_table::Table {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let seams = (GAP.len() - 1) * columns.saturating_sub(1);
        let mut table = comfy_table::Table::new();
        table
            .load_style(TableStyle::new().content_lines(ContentLineStyle::none().junction(SEAM)))
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(width.saturating_sub(seams)).unwrap_or(u16::MAX));
        for row in &self.rows {
            table.add_row(row.iter().map(|part| &part.text));
        }
        for (place, column) in table.column_iter_mut().enumerate() {
            column.set_padding((0, 0));
            if place < self.fixed {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        table
    }
}

/// The columns that text takes on a terminal.
fn columns(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.width()
    }
}

/// A line in the making.
struct Line {
    palette: Palette,
    text: String,
    /// Blanks that are written when something follows them.
    blanks: usize,
}

impl Line {
    fn new(palette: Palette) -> Self {
        Self {
            palette,
            text: String::with_capacity(USUAL_LINE),
            blanks: 0,
        }
    }

    /// Adds the text that a cell has on this line, and the blanks that fill its column.
    fn push(&mut self, text: &str, blanks: usize, part: &Part<'_>) {
        if !text.is_empty() {
            self.fill();
            self.palette
                .paint_marked(part.role, text, part.marks, &mut self.text);
            self.blanks = 0;
        }
        self.blanks += blanks + GAP.len();
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
    fn write(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.text.push('\n');
        let written = out.write_all(self.text.as_bytes());
        self.text.clear();
        self.blanks = 0;
        written
    }
}
