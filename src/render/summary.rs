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
use crate::report::{Record, RecordKind};
use crate::sanitize::sanitize;

/// The columns of the longest bar.
const LONGEST_BAR: usize = 24;

/// The columns of the shortest useful bar.
const SHORTEST_BAR: usize = 8;

/// The columns.
const COLUMNS: [&str; 5] = ["Code", "Count", "Share", "HttpCode", "Retryable"];

/// The columns that are left in ever narrower terminals. The bars are dropped first.
const CHOICES: [&[&str]; 4] =
    [&COLUMNS, &["Code", "Count", "HttpCode", "Retryable"], &["Code", "Count", "Retryable"], &["Code", "Count"]];

/// Writes how often each error was seen, most frequent first: a table with totals for people, only its rows in the
/// other formats. Returns what to tell readers if they do not see all of it.
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
        return write(format, RecordKind::Counts, &rows.collect::<Vec<_>>(), style, out);
    }
    let (columns, narrow) = columns(findings, errors, style);
    grid::write(columns, style, out)?;
    let retryable = Retryable::ALL.map(|kind| {
        let share = percent(sum(findings.iter().filter(|finding| finding.retryable() == kind)), errors);
        format!("{} {share}", kind.word())
    });
    writeln!(out, "\n{}, {} distinct", counted(errors, "error"), findings.len())?;
    writeln!(out, "retryable: {}", retryable.join(", "))?;
    writeln!(out, "read {}, {} in {}", counted(totals.lines, "line"), size(totals.bytes), time(elapsed))?;
    Ok(narrow)
}

/// The number of errors that were seen.
fn sum<'f>(findings: impl Iterator<Item = &'f Finding<'f>>) -> u64 {
    findings.map(|finding| finding.received.count).fold(0, u64::saturating_add)
}

/// The columns that fit, with bars in the room that is left; and what to tell readers if some are dropped.
fn columns(findings: &[Finding<'_>], errors: u64, style: Style) -> (Vec<Column>, Option<&'static str>) {
    let most = findings.iter().map(|finding| finding.received.count).max().unwrap_or_default();
    let digits = most.to_string().len().max("Count".len());
    let rows = findings.iter().map(|finding| {
        let (count, status) = (finding.received.count, finding.http_code());
        let role = Role::Status(status);
        [
            Span::new(code(finding), role),
            Span::new(format!("{count:>digits$}"), Role::Plain),
            Span::new(percent(count, errors), role),
            Span::new(status.map(|status| status.to_string()).unwrap_or_default(), role),
            Span::new(finding.retryable().word(), Role::Plain),
        ]
    });
    let (mut columns, narrow) = grid::fitting(grid::columns(&COLUMNS, rows), &CHOICES, style);
    let taken = columns.iter().map(Column::width).sum::<usize>() + GAP * columns.len();
    let left = style.width.map_or(LONGEST_BAR, |room| room.saturating_sub(taken).min(LONGEST_BAR));
    let share = columns.iter_mut().find(|column| column.heading == "Share");
    if let Some(share) = share.filter(|_| left >= SHORTEST_BAR) {
        for (cell, finding) in share.cells.iter_mut().zip(findings) {
            let bar = bar(finding.received.count, most, left);
            cell.content = format!("{bar:<left$} {}", cell.content);
        }
    }
    (columns, narrow)
}

fn code(finding: &Finding<'_>) -> String {
    match (&finding.received.code, finding.suggestions().next()) {
        (Some(code), _) => sanitize(code, &[]).into_owned(),
        (None, Some(suggestion)) => format!("(none; perhaps {suggestion})"),
        (None, None) => "(none)".to_owned(),
    }
}

/// A bar for a count, relative to the greatest one.
fn bar(count: u64, most: u64, longest: usize) -> String {
    let length = (u128::from(count) * longest as u128).div_ceil(u128::from(most.max(1)));
    "█".repeat(usize::try_from(length).unwrap_or_default())
}
