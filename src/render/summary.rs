//! For people: how often each error was seen, with bars, and totals.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Style;
use super::cell::label;
use super::layout::{GAP, Layout, Part};
use super::palette::Role;
use super::quantity::{counted, percent, size, time};
use super::width::width;
use crate::catalog::Retryable;
use crate::report::{Summary, SummaryRow};
use crate::visible::visible;

/// The columns of the longest bar.
const LONGEST_BAR: usize = 24;

/// The columns of a share: `100%`, and its heading.
const PERCENT: usize = 5;

/// The columns of the shortest bar that still tells anything.
const SHORTEST_BAR: usize = 8;

const HEADINGS: [&str; 5] = ["Code", "Count", "Share", "HttpCode", "Retryable"];

/// The columns that are left when the others find no room.
const NARROW: usize = 2;

/// Writes a summary.
///
/// # Errors
///
/// When the stream cannot be written.
pub fn summary(summary: &Summary<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let counts = summary.rows.iter().map(|row| row.count);
    let errors = counts.fold(0, u64::saturating_add);
    table(summary, errors, style).write(out, style)?;
    let retryable: Vec<String> = Retryable::ALL
        .iter()
        .map(|&kind| {
            format!(
                "{} {}",
                kind.word(),
                percent(count(&summary.rows, kind), errors)
            )
        })
        .collect();
    writeln!(
        out,
        "\n{}, {} of them distinct",
        counted(errors, "error"),
        summary.rows.len()
    )?;
    writeln!(out, "retryable: {}", retryable.join(", "))?;
    writeln!(
        out,
        "read {}, {} in {}",
        counted(summary.lines, "line"),
        size(summary.bytes),
        time(summary.elapsed)
    )
}

/// A row for each error, with as much beside its code and count as there is room for.
fn table<'s>(summary: &'s Summary<'_>, errors: u64, style: Style) -> Layout<'s> {
    let counts = summary.rows.iter().map(|row| row.count);
    let most = counts.max().unwrap_or_default();
    let digits = most.to_string().len().max("Count".len());
    let codes: Vec<Cow<'_, str>> = summary.rows.iter().map(code).collect();
    let longest_code = codes.iter().map(|code| width(code)).max();
    let others = [digits, PERCENT, "HttpCode".len(), "Retryable".len()];
    let taken =
        longest_code.unwrap_or_default() + others.map(|width| width + GAP).iter().sum::<usize>();
    let left = style
        .width
        .map_or(Some(usize::MAX), |width| width.checked_sub(taken));
    let bars = match left {
        Some(left) if left >= SHORTEST_BAR => Some(left.min(LONGEST_BAR)),
        _ => None,
    };
    let columns = if left.is_some() {
        HEADINGS.len()
    } else {
        NARROW
    };
    let mut layout = Layout::new(0);
    layout.row(HEADINGS.map(label)[..columns].to_vec());
    for (row, code) in summary.rows.iter().zip(codes) {
        let role = Role::Status(row.http_code);
        let percent = percent(row.count, errors);
        let share = match bars {
            Some(longest) => format!("{:<longest$} {percent}", bar(row.count, most, longest)),
            None => percent,
        };
        let status = row
            .http_code
            .map_or("-".to_owned(), |status| status.to_string());
        let cells = [
            Part::new(code, role),
            Part::new(format!("{:>digits$}", row.count), Role::Plain),
            Part::new(share, role),
            Part::new(status, role),
            Part::new(row.retryable.word(), Role::Plain),
        ];
        layout.row(cells[..columns].to_vec());
    }
    layout
}

fn code<'s>(row: &SummaryRow<'s>) -> Cow<'s, str> {
    match (row.code, row.suggestion) {
        (Some(code), _) => visible(code, &[]),
        (None, Some(suggestion)) => format!("(none; perhaps {suggestion})").into(),
        (None, None) => "(none)".into(),
    }
}

/// How many errors may, may not, or perhaps may be met by repeating the call.
fn count(rows: &[SummaryRow<'_>], retryable: Retryable) -> u64 {
    rows.iter()
        .filter(|row| row.retryable == retryable)
        .map(|row| row.count)
        .fold(0, u64::saturating_add)
}

/// A bar as long as a count is beside the greatest one, to an eighth of a column.
fn bar(count: u64, most: u64, longest: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let longest = 8 * longest as u128;
    let eighths = (u128::from(count) * longest).div_ceil(u128::from(most.max(1)));
    let eighths = usize::try_from(eighths).unwrap_or_default();
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}
