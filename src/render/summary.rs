//! For people: how often each error was seen, with bars, and totals.

use std::borrow::Cow;
use std::io::{self, Write};

use super::grid::{self, Column, GAP};
use super::palette::{Role, Span};
use super::units::{counted, percent, size, time};
use super::{Format, Style, write};
use crate::catalog::Retryable;
use crate::report::{ErrorCount, Kind, Record, Summary};
use crate::sanitize::sanitize;

/// The columns of the longest bar.
const LONGEST_BAR: usize = 24;

/// The columns of the shortest useful bar.
const SHORTEST_BAR: usize = 8;

/// The columns, and those that remain in narrower and narrower terminals. The bars are dropped first.
const CHOICES: [&[&str]; 4] = [
    &["Code", "Count", "Share", "HttpCode", "Retryable"],
    &["Code", "Count", "HttpCode", "Retryable"],
    &["Code", "Count", "Retryable"],
    &["Code", "Count"],
];

/// Writes a summary: for people a table with totals, in the other formats its rows. Returns what to tell a reader who does not see all
/// of it.
///
/// # Errors
///
/// When the stream cannot be written.
pub fn summary(
    format: Format,
    summary: &Summary<'_>,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<Option<&'static str>> {
    let errors = summary.errors();
    if format != Format::Table {
        let rows = summary.rows.iter().map(|row| Record::Count(row, errors));
        return write(format, Kind::Counts, &rows.collect::<Vec<_>>(), style, out);
    }
    let columns = columns(&summary.rows, errors, style);
    let is_narrow = columns.len() < CHOICES[0].len();
    grid::write(columns, style, out)?;
    let retryable = Retryable::ALL.map(|kind| {
        let share = percent(count(&summary.rows, kind), errors);
        format!("{} {share}", kind.word())
    });
    writeln!(out, "\n{}, {} distinct", counted(errors, "error"), summary.rows.len())?;
    writeln!(out, "retryable: {}", retryable.join(", "))?;
    writeln!(out, "read {}, {} in {}", counted(summary.lines, "line"), size(summary.bytes), time(summary.elapsed))?;
    Ok(is_narrow.then_some("this terminal is too narrow for all columns"))
}

/// The columns that there is room for, with bars in the room that is left.
fn columns<'s>(rows: &'s [ErrorCount<'s>], errors: u64, style: Style) -> Vec<Column<'s>> {
    let most = rows.iter().map(|row| row.count).max().unwrap_or_default();
    let column = |heading, cell: &dyn Fn(&'s ErrorCount<'s>) -> Span<'s>| Column {
        heading,
        cells: rows.iter().map(cell).collect(),
        least: None,
    };
    let digits = most.to_string().len().max("Count".len());
    let role = |row: &ErrorCount<'_>| Role::Status(row.http_code);
    let all = vec![
        column("Code", &|row| Span::new(code(row), role(row))),
        column("Count", &|row| Span::new(format!("{:>digits$}", row.count), Role::Plain)),
        column("Share", &|row| Span::new(percent(row.count, errors), role(row))),
        column("HttpCode", &|row| match row.http_code {
            Some(status) => Span::new(status.to_string(), role(row)),
            None => Span::new("-", Role::Plain),
        }),
        column("Retryable", &|row| Span::new(row.retryable.word(), Role::Plain)),
    ];
    let mut columns = grid::fitting(all, &CHOICES, style);
    let taken = columns.iter().map(Column::width).sum::<usize>() + GAP * columns.len();
    let left = style.width.map_or(LONGEST_BAR, |room| room.saturating_sub(taken).min(LONGEST_BAR));
    let share = columns.iter_mut().find(|column| column.heading == "Share");
    if let Some(share) = share.filter(|_| left >= SHORTEST_BAR) {
        for (cell, row) in share.cells.iter_mut().zip(rows) {
            let bar = bar(row.count, most, left);
            cell.content = format!("{bar:<left$} {}", cell.content).into();
        }
    }
    columns
}

fn code<'s>(row: &ErrorCount<'s>) -> Cow<'s, str> {
    match (row.code, row.suggestion) {
        (Some(code), _) => sanitize(code, &[]),
        (None, Some(suggestion)) => format!("(none; perhaps {suggestion})").into(),
        (None, None) => "(none)".into(),
    }
}

/// The number of errors with this retry advice.
fn count(rows: &[ErrorCount<'_>], retryable: Retryable) -> u64 {
    rows.iter().filter(|row| row.retryable == retryable).map(|row| row.count).fold(0, u64::saturating_add)
}

/// A bar whose length is the share of a count in the greatest one, to an eighth of a column.
fn bar(count: u64, most: u64, longest: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let longest = 8 * longest as u128;
    let eighths = (u128::from(count) * longest).div_ceil(u128::from(most.max(1)));
    let eighths = usize::try_from(eighths).unwrap_or_default();
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}
