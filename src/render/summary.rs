//! For people: how often each error was seen, with bars, and totals.

use std::io::{self, Write};

use super::palette::{Role, Span};
use super::units::{counted, percent};
use super::{Format, Style, grid, write};
use crate::catalog::Retryable;
use crate::explain::Finding;
use crate::extract::Totals;
use crate::report::Records;
use crate::sanitize::sanitize;

/// The columns. The last has bars.
const COLUMNS: [&str; 6] = ["Code", "Count", "Share", "HttpCode", "Retryable", ""];

/// The width of the longest bar.
const LONGEST_BAR: usize = 24;

/// Writes how often each error was seen, most frequent first: a table with totals for people, only its rows in the
/// other formats. Returns what to tell readers if they do not see all of it.
pub fn summary(
    format: Format,
    findings: &[Finding<'_>],
    totals: &Totals,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<Option<&'static str>> {
    let errors = sum(findings.iter());
    if format != Format::Table {
        return write(format, Records::Counts(findings, errors), style, out);
    }
    let most = findings.iter().map(|finding| finding.received.count).max().unwrap_or_default();
    let rows = findings.iter().map(|finding| row(finding, errors, most)).collect();
    let unseen = grid::write(&COLUMNS, rows, LONGEST_BAR, style, out)?;
    let retryable = Retryable::ALL.map(|kind| {
        let share = percent(sum(findings.iter().filter(|finding| finding.retryable() == kind)), errors);
        format!("{} {share}", kind.word())
    });
    writeln!(out, "\n{}, {} distinct", counted(errors, "error"), findings.len())?;
    writeln!(out, "retryable: {}", retryable.join(", "))?;
    writeln!(out, "read {}", counted(totals.lines, "line"))?;
    Ok(unseen)
}

/// The number of errors that were seen.
fn sum<'f>(findings: impl Iterator<Item = &'f Finding<'f>>) -> u64 {
    findings.map(|finding| finding.received.count).fold(0, u64::saturating_add)
}

/// A row: an error that was seen `most` times has the longest bar.
fn row(finding: &Finding<'_>, errors: u64, most: u64) -> Vec<Span> {
    let (count, status) = (finding.received.count, finding.http_code());
    let digits = most.to_string().len().max("Count".len());
    let role = Role::Status(status);
    let bar = (u128::from(count) * LONGEST_BAR as u128).div_ceil(u128::from(most.max(1)));
    vec![
        Span::new(code(finding), role),
        Span::new(format!("{count:>digits$}"), Role::Plain),
        Span::new(format!("{:>5}", percent(count, errors)), Role::Plain),
        Span::new(status.map(|status| status.to_string()).unwrap_or_default(), role),
        Span::new(finding.retryable().word(), Role::Plain),
        Span::new("█".repeat(usize::try_from(bar).unwrap_or_default()), role),
    ]
}

fn code(finding: &Finding<'_>) -> String {
    match (&finding.received.code, finding.suggestions.first()) {
        (Some(code), _) => sanitize(code, None).into_owned(),
        (None, Some(suggestion)) => format!("(none; perhaps {suggestion})"),
        (None, None) => "(none)".to_owned(),
    }
}
