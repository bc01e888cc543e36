//! Tables of several rows, drawn by `comfy_table`, which is used only here.
//!
//! The table is drawn without colour. Its finished lines are then split into cells and coloured.

use std::io::{self, Write};
use std::iter::repeat_n;

use comfy_table::{ColumnConstraint, ContentLineStyle, Row, Table, TableStyle, Width};

use super::style::{Role, Span, Style};
use super::wrap::{width, wrapped};

/// Between two cells. Sanitized text cannot contain it.
const SEAM: char = '\u{1f}';

/// The space between two cells, in columns: the padding of the first cell, and the separator.
const GAP: usize = 2;

/// The columns that are always shown. If they do not fit, the texts of the wider one are wrapped.
const FEWEST: usize = 2;

/// Writes a table. At a terminal, columns that do not fit are left out, from the right, and the texts of the last column
/// are cut, but to no less than `least`. Returns what to tell readers if they do not see everything.
pub fn write(
    headings: &[&str],
    mut rows: Vec<Vec<Span>>,
    least: usize,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<Option<&'static str>> {
    for cell in rows.iter_mut().flatten() {
        cell.content = if cell.content.is_empty() { "-".to_owned() } else { cell.content.replace('\n', " ") };
    }
    rows.insert(0, headings.iter().map(|name| Span::new(*name, Role::Label)).collect());
    if let Some(room) = style.width {
        rows = wrapped_rows(rows, room);
    }
    let mut table = Table::new();
    table.load_style(TableStyle::new().content_lines(ContentLineStyle::none().junction(SEAM)));
    table.set_truncation_indicator("…");
    for cells in &rows {
        let mut row = Row::from(cells.iter().map(|cell| &cell.content));
        row.max_height(1);
        table.add_row(row);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 1));
    }
    let is_narrow = style.width.is_some_and(|room| fit(&mut table, least, room));
    let mut is_cut = false;
    for (line, cells) in table.lines().zip(&rows) {
        let mut painted = String::new();
        for (drawn, cell) in line.split(SEAM).zip(cells) {
            let shown = drawn.trim_end();
            is_cut |= shown != cell.content.trim_end();
            painted.push_str(&style.paint(cell.role, shown));
            painted.extend(repeat_n(' ', drawn.len() - shown.len() + 1));
        }
        writeln!(out, "{}", painted.trim_end())?;
    }
    let narrow = is_narrow.then_some("this terminal is too narrow for all columns");
    Ok(narrow.or(is_cut.then_some("long messages are cut")))
}

/// The rows, with the texts of the widest column on lines of their own if the columns that are always shown do not fit.
fn wrapped_rows(rows: Vec<Vec<Span>>, room: usize) -> Vec<Vec<Span>> {
    let column_width = |place: usize| rows.iter().map(|row| width(&row[place].content)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..FEWEST).map(column_width).collect();
    let excess = (widths.iter().sum::<usize>() + GAP * (FEWEST - 1)).saturating_sub(room);
    let Some(widest) = (0..FEWEST).max_by_key(|place| widths[*place]).filter(|_| excess > 0) else {
        return rows;
    };
    let mut lines = Vec::new();
    for mut row in rows {
        let text = wrapped(&row[widest].content, widths[widest].saturating_sub(excess)).into_owned();
        for line in text.split('\n') {
            line.clone_into(&mut row[widest].content);
            lines.push(row.clone());
            // The lines below have only the rest of this text.
            for cell in &mut row {
                cell.content.clear();
            }
        }
    }
    lines
}

/// Fits a table into a terminal. Returns whether it leaves columns out.
fn fit(table: &mut Table, least: usize, room: usize) -> bool {
    let widths = table.column_max_content_widths().into_iter().map(|width| usize::from(width) + GAP);
    let widths: Vec<usize> = widths.collect();
    let elastic = widths.len() - 1;
    let width_of = |shown: usize| {
        let fixed: usize = widths[..shown.min(elastic)].iter().sum();
        if shown > elastic { fixed + widths[elastic].min(least + GAP) - GAP } else { fixed - GAP }
    };
    let shown = (FEWEST..=widths.len()).rev().find(|shown| width_of(*shown) <= room).unwrap_or(FEWEST);
    for (place, column) in table.column_iter_mut().enumerate() {
        if place >= shown {
            column.set_constraint(ColumnConstraint::Hidden);
        } else if place == elastic {
            let left = room - widths[..elastic].iter().sum::<usize>() + 1;
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(left.try_into().unwrap_or(u16::MAX))));
        }
    }
    shown < widths.len()
}
