//! Lays rows of cells out in lines and paints them. The only place that knows `comfy_table`.
//!
//! Text is laid out plain and painted afterwards, so that colour cannot disturb widths.

use std::borrow::Cow;
use std::io::{self, Write};
use std::str::Lines;

use comfy_table::{ColumnConstraint, ContentArrangement, ContentLineStyle, TableStyle};
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

/// A row: its cells and how each is painted. The first cell is never empty, except in a gap, which has no cells at all.
pub type Row<'c> = Vec<(Cow<'c, str>, Role)>;

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
            for ((text, _), widest) in row.iter().zip(&mut widths) {
                *widest = text.lines().map(columns).fold(*widest, usize::max);
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
        let mut line = String::with_capacity(USUAL_LINE);
        for row in &self.rows {
            let height = row
                .iter()
                .map(|(text, _)| text.lines().count())
                .max()
                .unwrap_or(1);
            let mut texts: Vec<Lines<'_>> = row.iter().map(|(text, _)| text.lines()).collect();
            for _ in 0..height {
                let cells =
                    texts
                        .iter_mut()
                        .zip(row)
                        .zip(widths)
                        .map(|((lines, (_, role)), width)| {
                            let part = lines.next().unwrap_or_default();
                            (part, width - columns(part), *role)
                        });
                fill(&mut line, palette, cells);
                out.write_all(line.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Writes cells wrapped by `comfy_table` to the width of the terminal.
    fn write_wrapped(&self, out: &mut dyn Write, palette: Palette, width: usize) -> io::Result<()> {
        let mut line = String::with_capacity(USUAL_LINE);
        let mut rows = self.rows.iter().filter(|row| !row.is_empty());
        let mut row: &[(Cow<'_, str>, Role)] = &[];
        for arranged in self.arranged(width).lines() {
            // A line whose first cell is blank goes on with the row above.
            if !arranged.starts_with([' ', SEAM]) {
                row = rows.next().map_or(&[], Vec::as_slice);
            }
            let cells = arranged.split(SEAM).zip(row).map(|(cell, (_, role))| {
                let text = cell.trim_end();
                (text, cell.len() - text.len(), *role)
            });
            fill(&mut line, palette, cells);
            out.write_all(line.as_bytes())?;
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
            table.add_row(row.iter().map(|(text, _)| text));
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

/// Puts the cells of a line into `line`: the text of each, the blanks that fill its column, and its role.
fn fill<'t>(
    line: &mut String,
    palette: Palette,
    cells: impl Iterator<Item = (&'t str, usize, Role)>,
) {
    line.clear();
    let mut blanks = 0;
    for (text, following, role) in cells {
        if !text.is_empty() {
            line.extend(std::iter::repeat_n(' ', blanks));
            line.push_str(&palette.paint(role, text));
            blanks = 0;
        }
        blanks += following + GAP.len();
    }
    line.push('\n');
}
