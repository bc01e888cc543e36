//! Tab-separated values, for `cut`, `awk` and spreadsheets.

use std::io::{self, Write};

use crate::report::{Record, joined};
use crate::sanitize::sanitize;

/// Writes a record on a line of its own.
pub fn write_row(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let cells: Vec<String> = record.0.iter().map(|(_, value)| escaped(&joined(value, "; "))).collect();
    writeln!(out, "{}", cells.join("\t"))
}

/// Text that cannot break out of its cell: tabs, line breaks and backslashes as `\t`, `\n`, `\r` and `\\`.
fn escaped(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r");
    sanitize(&escaped, None).into_owned()
}
