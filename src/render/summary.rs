//! For people: how often each error was seen, with bars, and totals.

use std::io::{self, Write};
use std::time::Duration;

use super::grid::{self, Column, GAP};
use super::palette::{Role, Span};
use super::units::{counted, percent, size, time};
use super::{Format, Style, write};
use crate::catalog::Retryable;
use crate::explain::Finding;
use crate::extract::Totals;
use crate::report::{Kind, Record};
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

/// Writes how often each error was seen, most frequent first: for people a table with totals, in the other formats its rows. Returns
/// what to tell a reader who does not see all of it.
pub fn summary(
    format: Format,
    findings: &[Finding<'_>],
    totals: &Totals,
    elapsed: Duration,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<Option<&'static str>> {
    let errors = sum(findings.iter());
    if format != Format::Table {
        let rows = findings.iter().map(|finding| Record::Count(finding, errors));
        return write(format, Kind::Counts, &rows.collect::<Vec<_>>(), style, out);
    }
    let columns = columns(findings, errors, style);
    let is_narrow = columns.len() < CHOICES[0].len();
    grid::write(columns, style, out)?;
    let retryable = Retryable::ALL.map(|kind| {
        let share = percent(sum(findings.iter().filter(|finding| finding.retryable() == kind)), errors);
        format!("{} {share}", kind.word())
    });
    writeln!(out, "\n{}, {} distinct", counted(errors, "error"), findings.len())?;
    writeln!(out, "retryable: {}", retryable.join(", "))?;
    writeln!(out, "read {}, {} in {}", counted(totals.lines, "line"), size(totals.bytes), time(elapsed))?;
    Ok(is_narrow.then_some("this terminal is too narrow for all columns"))
}

/// The number of errors that were seen.
fn sum<'f>(findings: impl Iterator<Item = &'f Finding<'f>>) -> u64 {
    findings.map(|finding| finding.received.count).fold(0, u64::saturating_add)
}

/// The columns that there is room for, with bars in the room that is left.
fn columns(findings: &[Finding<'_>], errors: u64, style: Style) -> Vec<Column> {
    let most = findings.iter().map(|finding| finding.received.count).max().unwrap_or_default();
    let digits = most.to_string().len().max("Count".len());
    let mut columns: Vec<Column> = CHOICES[0].iter().map(|name| Column::new(name)).collect();
    for finding in findings {
        let (count, status) = (finding.received.count, finding.http_code());
        let role = Role::Status(status);
        let cells = [
            Span::new(code(finding), role),
            Span::new(format!("{count:>digits$}"), Role::Plain),
            Span::new(percent(count, errors), role),
            Span::new(status.map_or("-".to_owned(), |status| status.to_string()), role),
            Span::new(finding.retryable().word(), Role::Plain),
        ];
        for (column, cell) in columns.iter_mut().zip(cells) {
            column.cells.push(cell);
        }
    }
    let mut columns = grid::fitting(columns, &CHOICES, style);
    let taken = columns.iter().map(Column::width).sum::<usize>() + GAP * columns.len();
    let left = style.width.map_or(LONGEST_BAR, |room| room.saturating_sub(taken).min(LONGEST_BAR));
    let share = columns.iter_mut().find(|column| column.heading == "Share");
    if let Some(share) = share.filter(|_| left >= SHORTEST_BAR) {
        for (cell, finding) in share.cells.iter_mut().zip(findings) {
            let bar = bar(finding.received.count, most, left);
            cell.content = format!("{bar:<left$} {}", cell.content);
        }
    }
    columns
}

fn code(finding: &Finding<'_>) -> String {
    match (&finding.received.code, finding.suggestions().next()) {
        (Some(code), _) => sanitize(code, &[]).into_owned(),
        (None, Some(suggestion)) => format!("(none; perhaps {suggestion})"),
        (None, None) => "(none)".to_owned(),
    }
}

/// A bar whose length is the share of a count in the greatest one, to an eighth of a column.
fn bar(count: u64, most: u64, longest: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let longest = 8 * longest as u128;
    let eighths = (u128::from(count) * longest).div_ceil(u128::from(most.max(1)));
    let eighths = usize::try_from(eighths).unwrap_or_default();
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}
