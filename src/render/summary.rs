//! For people: how often each error was seen, with bars, and totals.

use std::io::{self, Write};

use super::Style;
use super::cell::label;
use super::layout::{Layout, Part};
use super::palette::Role;
use crate::catalog::Retryable;
use crate::report::{Summary, SummaryRow};
use crate::visible::visible;

/// The columns of the longest bar.
const LONGEST_BAR: usize = 24;

/// The columns of a terminal below which a code and its count take all the room.
const ROOM_FOR_ALL: usize = 90;

/// Writes a summary.
pub fn summary(summary: &Summary<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let columns = if style.width.is_none_or(|width| width >= ROOM_FOR_ALL) {
        5
    } else {
        2
    };
    let counts = summary.rows.iter().map(|row| row.count);
    let errors = counts.fold(0, u64::saturating_add);
    let most = summary
        .rows
        .iter()
        .map(|row| row.count)
        .max()
        .unwrap_or_default();
    let digits = most.to_string().len().max("Count".len());
    let mut layout = Layout::new(0);
    layout.row(["Code", "Count", "Share", "HttpCode", "Retryable"].map(label)[..columns].to_vec());
    for row in &summary.rows {
        let role = Role::Status(row.http_code);
        let code = visible(row.code.unwrap_or("(no code in the text)"), &[]);
        let share = format!(
            "{:<LONGEST_BAR$} {}",
            bar(row.count, most),
            percent(row.count, errors)
        );
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
    layout.write(out, style)?;
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
        "\n{errors} errors, {} of them distinct",
        summary.rows.len()
    )?;
    writeln!(out, "retryable: {}", retryable.join(", "))?;
    let seconds = summary.elapsed.as_secs_f64();
    writeln!(
        out,
        "read {} lines, {} in {seconds:.2} s",
        summary.lines,
        size(summary.bytes)
    )
}

/// How many errors may, may not, or perhaps may be met by repeating the call.
fn count(rows: &[SummaryRow<'_>], retryable: Retryable) -> u64 {
    rows.iter()
        .filter(|row| row.retryable == retryable)
        .map(|row| row.count)
        .fold(0, u64::saturating_add)
}

/// A bar as long as a count is beside the greatest one, to an eighth of a column.
fn bar(count: u64, most: u64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let longest = 8 * LONGEST_BAR as u128;
    let eighths = (u128::from(count) * longest).div_ceil(u128::from(most.max(1)));
    let eighths = usize::try_from(eighths).unwrap_or_default();
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// A share in whole per cent; of what is there, never none.
fn percent(part: u64, whole: u64) -> String {
    let share = (u128::from(part) * 200 / u128::from(whole.max(1))).div_ceil(2);
    if share == 0 && part > 0 {
        "<1%".to_owned()
    } else {
        format!("{share}%")
    }
}

/// Bytes in the unit that suits their number, to a tenth.
fn size(bytes: u64) -> String {
    let units = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)];
    match units.into_iter().find(|(_, power)| bytes >> power > 0) {
        Some((unit, power)) => {
            let tenths = (u128::from(bytes) * 10) >> power;
            format!("{}.{} {unit}", tenths / 10, tenths % 10)
        }
        None => format!("{bytes} bytes"),
    }
}
