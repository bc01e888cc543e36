//! Tables of several rows, drawn by `comfy_table`, which is used only here.
//!
//! The table is drawn without colour. Its finished lines are then split into cells and coloured.

use std::io::{self, Write};
use std::iter::repeat_n;

use comfy_table::{ContentLineStyle, Table, TableStyle};

use super::Style;
use super::palette::{Role, Span};
use super::wrap::{beginning, width, wrapped};

/// Between two cells. Sanitized text cannot contain it.
const SEAM: char = '\u{1f}';

/// The space between two cells, in columns: the padding of the first cell, and the separator.
pub const GAP: usize = 2;

/// A column of a table.
pub struct Column {
    /// The name of the field.
    pub heading: &'static str,
    /// One cell per row, each a single line.
    pub cells: Vec<Span>,
    /// The width to which long texts may be cut; `None` if they must not be cut.
    pub least: Option<usize>,
}

impl Column {
    /// The width that the column needs.
    pub fn width(&self) -> usize {
        let widths = self.cells.iter().map(|cell| width(&cell.content));
        let widest = widths.max().unwrap_or(0).max(self.heading.len());
        self.least.map_or(widest, |least| widest.min(least))
    }
}

/// The columns of these rows.
pub fn columns<const N: usize>(headings: &[&'static str; N], rows: impl Iterator<Item = [Span; N]>) -> [Column; N] {
    let mut columns = headings.map(|heading| Column { heading, cells: Vec::new(), least: None });
    for row in rows {
        for (column, mut cell) in columns.iter_mut().zip(row) {
            cell.content = if cell.content.is_empty() { "-".to_owned() } else { cell.content.replace('\n', " ") };
            column.cells.push(cell);
        }
    }
    columns
}

/// The columns of the first choice that fits, or else of the last one; and what to tell readers if some are dropped.
pub fn fitting<const N: usize>(
    columns: [Column; N],
    choices: &[&[&'static str]],
    style: Style,
) -> (Vec<Column>, Option<&'static str>) {
    let fits = |choice: &&&[&str]| {
        let chosen = columns.iter().filter(|column| choice.contains(&column.heading));
        let widths = chosen.map(|column| column.width() + GAP).sum::<usize>();
        style.width.is_none_or(|room| widths <= room + GAP)
    };
    let choice = choices.iter().find(fits).or(choices.last()).copied().unwrap_or_default();
    let chosen: Vec<Column> = columns.into_iter().filter(|column| choice.contains(&column.heading)).collect();
    let is_narrow = chosen.len() < N;
    (chosen, is_narrow.then_some("this terminal is too narrow for all columns"))
}

/// Writes a table. In a terminal, texts that may be cut are cut to its width. Returns whether any was cut.
pub fn write(mut columns: Vec<Column>, style: Style, out: &mut dyn Write) -> io::Result<bool> {
    let is_cut = style.width.is_some_and(|room| fit(&mut columns, room));
    let mut rows: Vec<Vec<Span>> = Vec::new();
    rows.push(columns.iter().map(|column| Span::new(column.heading, Role::Label)).collect());
    for place in 0..columns.first().map_or(0, |column| column.cells.len()) {
        let cells = columns.iter().map(|column| &column.cells[place]);
        // A wrapped text takes a row for each of its lines.
        let lines = cells.clone().map(|cell| cell.content.split('\n').count()).max();
        rows.extend((0..lines.unwrap_or(1)).map(|line| cells.clone().map(|cell| part(cell, line)).collect()));
    }
    let mut table = Table::new();
    table.load_style(TableStyle::new().content_lines(ContentLineStyle::none().junction(SEAM)));
    table.add_rows(rows.iter().map(|row| row.iter().map(|cell| &cell.content)));
    for column in table.column_iter_mut() {
        column.set_padding((0, 1));
    }
    for (line, row) in table.lines().zip(&rows) {
        let mut painted = String::new();
        for (drawn, cell) in line.split(SEAM).zip(row) {
            let shown = drawn.trim_end();
            style.paint_part(cell, shown, &mut painted);
            painted.extend(repeat_n(' ', drawn.len() - shown.len() + 1));
        }
        writeln!(out, "{}", painted.trim_end())?;
    }
    Ok(is_cut)
}

/// Wraps the texts of the first column, and cuts those that may be cut, if the other columns leave too little room.
/// Returns whether any was cut.
fn fit(columns: &mut [Column], room: usize) -> bool {
    let needed = columns.iter().map(|column| column.width() + GAP).sum::<usize>() - GAP;
    let mut is_cut = false;
    for (place, column) in columns.iter_mut().enumerate() {
        let room = (room + column.width()).saturating_sub(needed);
        for cell in &mut column.cells {
            if width(&cell.content) <= room {
                continue;
            }
            if column.least.is_some() {
                cell.content = format!("{}…", beginning(&cell.content, room.saturating_sub(1)).trim_end());
                is_cut = true;
            } else if place == 0 {
                cell.content = wrapped(&cell.content, room);
            }
        }
    }
    is_cut
}

/// A line of a cell.
fn part(cell: &Span, line: usize) -> Span {
    let content = cell.content.split('\n').nth(line).unwrap_or_default().to_owned();
    Span { content, role: cell.role, marks: cell.marks.clone() }
}
