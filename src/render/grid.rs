//! Tables of several rows, drawn by `comfy_table`. The only place that knows it.
//!
//! The table is drawn without colour; its finished lines are then split into cells again and painted.

use std::io::{self, Write};
use std::iter::repeat_n;

use comfy_table::{ColumnConstraint, ContentArrangement, ContentLineStyle, Row, Table, TableStyle};

use super::Style;
use super::palette::{Role, Span};
use super::wrap::{width, wrapped};

/// Between two cells. Sanitized text cannot contain it.
const SEAM: char = '\u{1f}';

/// The blank columns between two cells: the padding of the first, and the seam.
pub const GAP: usize = 2;

/// A column of a table.
pub struct Column<'a> {
    /// The name of the field.
    pub heading: &'static str,
    /// One cell per row, each a single line.
    pub cells: Vec<Span<'a>>,
    /// The width down to which long texts may be cut; `None` when they must not.
    pub least: Option<usize>,
}

impl Column<'_> {
    /// A column without cells.
    pub fn new(heading: &'static str) -> Self {
        let (cells, least) = (Vec::new(), None);
        Self { heading, cells, least }
    }

    /// The width that the column needs.
    pub fn width(&self) -> usize {
        let widths = self.cells.iter().map(|cell| width(&cell.content));
        let widest = widths.max().unwrap_or(0).max(self.heading.len());
        self.least.map_or(widest, |least| widest.min(least))
    }
}

/// The columns that the first fitting choice names, or else the last choice.
pub fn fitting<'a>(mut columns: Vec<Column<'a>>, choices: &[&[&'static str]], style: Style) -> Vec<Column<'a>> {
    let fits = |choice: &&&[&str]| {
        let chosen = columns.iter().filter(|column| choice.contains(&column.heading));
        let widths = chosen.map(|column| column.width() + GAP).sum::<usize>();
        style.width.is_none_or(|room| widths <= room + GAP)
    };
    let choice = choices.iter().find(fits).or(choices.last());
    let choice = choice.copied().unwrap_or_default();
    columns.retain(|column| choice.contains(&column.heading));
    columns
}

/// Writes a table. At a terminal, texts that may be cut are cut to its width; returns whether any was.
pub fn write(mut columns: Vec<Column<'_>>, style: Style, out: &mut dyn Write) -> io::Result<bool> {
    let lines = ContentLineStyle::none().junction(SEAM);
    let mut table = Table::new();
    table
        .load_style(TableStyle::new().header_lines(lines).content_lines(lines))
        .set_truncation_indicator("…")
        .set_header(columns.iter().map(|column| column.heading));
    if let Some(room) = style.width {
        break_first(&mut columns, room);
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::try_from(room).unwrap_or(u16::MAX));
    }
    // The row that each line belongs to; the first line is the heading.
    let mut places = vec![None];
    for place in 0..columns.first().map_or(0, |column| column.cells.len()) {
        let texts = columns.iter().map(|column| &*column.cells[place].content);
        let heights = texts.clone().map(|text| text.split('\n').count());
        let height = heights.max().unwrap_or(1);
        places.extend(repeat_n(Some(place), height));
        let mut row = Row::from(texts);
        if style.width.is_some() {
            row.max_height(height);
        }
        table.add_row(row);
    }
    let last = columns.len().saturating_sub(1);
    for (place, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, u16::from(place < last)));
        if columns[place].least.is_none() {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    let mut is_cut = false;
    let mut painted = String::new();
    for (line, place) in table.lines().zip(places) {
        painted.clear();
        let mut blanks = 0;
        for (part, column) in line.split(SEAM).zip(&columns) {
            let shown = part.trim_end();
            let heading = Span::new(column.heading, Role::Label);
            let cell = place.map_or(&heading, |place| &column.cells[place]);
            is_cut |= shown.ends_with('…') && !cell.content.ends_with('…');
            if !shown.is_empty() {
                painted.extend(repeat_n(' ', blanks));
                style.palette.paint_part(cell, shown, &mut painted);
                blanks = 0;
            }
            blanks += width(part) - width(shown) + 1;
        }
        writeln!(out, "{painted}")?;
    }
    Ok(is_cut)
}

/// Breaks the texts of the first column if the others leave them too little room.
fn break_first(columns: &mut [Column<'_>], room: usize) {
    let others = columns.iter().skip(1);
    let taken: usize = others.map(|column| column.width() + GAP).sum();
    let room = room.saturating_sub(taken);
    if let Some(first) = columns.first_mut().filter(|first| first.width() > room) {
        for cell in &mut first.cells {
            cell.content = wrapped(&cell.content, room).into();
        }
    }
}
