//! Lays rows of cells out in lines.
//!
//! Text is laid out plain and painted afterwards, so that colour cannot disturb widths.

use std::borrow::Cow;
use std::io::{self, Write};
use std::str::Lines;

use memchr::memchr_iter;

use super::Style;
use super::columns::shared_out;
use super::line::Line;
use super::palette::{Palette, Role};
use super::width::width;
use super::wrap::wrapped;

/// The blank columns between two cells of cards and tables.
pub const GAP: usize = 2;

/// Room for the rows of a card.
const USUAL_ROWS: usize = 16;

/// A row; one without cells is a blank line.
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
    /// The columns that the first cells take at least.
    first: usize,
    gap: usize,
}

impl<'c> Layout<'c> {
    /// An empty layout, of whose columns the first `fixed` are never wrapped.
    pub fn new(fixed: usize) -> Self {
        Self {
            rows: Vec::with_capacity(USUAL_ROWS),
            fixed,
            first: 0,
            gap: GAP,
        }
    }

    /// Keeps room for this label, so that layouts which are written one after the other stand below each other.
    pub fn with_label(mut self, label: &str) -> Self {
        self.first = width(label);
        self
    }

    /// A word of its own and running text beside it.
    pub fn of_message(kind: Part<'c>, text: Part<'c>) -> Self {
        Self {
            rows: vec![vec![kind, text]],
            fixed: 1,
            first: 0,
            gap: 1,
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
    pub fn write(mut self, out: &mut dyn Write, style: Style) -> io::Result<()> {
        let mut widths = self.widths();
        let gaps = self.gap * widths.len().saturating_sub(1);
        if let Some(room) = style.width
            && widths.iter().sum::<usize>() + gaps > room
        {
            let texts = self
                .rows
                .iter()
                .map(|row| row.iter().map(|part| &*part.text).collect());
            let first = &widths[..self.fixed];
            widths = shared_out(texts, widths.len(), first, room.saturating_sub(gaps));
            self.wrap(&widths);
        }
        self.write_lines(out, style.palette, &widths)
    }

    /// The width of each column when nothing is wrapped.
    fn widths(&self) -> Vec<usize> {
        let mut widths = vec![0; self.rows.iter().map(Vec::len).max().unwrap_or(0)];
        for row in &self.rows {
            for (part, widest) in row.iter().zip(&mut widths) {
                *widest = part.text.lines().map(width).fold(*widest, usize::max);
            }
        }
        if let Some(first) = widths.first_mut() {
            *first = self.first.max(*first);
        }
        widths
    }

    /// Breaks the text of every cell that is wider than its column.
    fn wrap(&mut self, widths: &[usize]) {
        for row in &mut self.rows {
            for (part, &room) in row.iter_mut().zip(widths) {
                if part.text.lines().any(|line| width(line) > room) {
                    part.text = wrapped(&part.text, room).into();
                }
            }
        }
    }

    /// Writes every cell in as many lines as its text has.
    fn write_lines(
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
                for ((lines, part), column) in texts.iter_mut().zip(row).zip(widths) {
                    let text = lines.next().unwrap_or_default();
                    line.push(text, column.saturating_sub(width(text)) + self.gap, part);
                }
                line.write(out)?;
            }
        }
        Ok(())
    }
}
