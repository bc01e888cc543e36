//! JSON: one array of all records, or one record per line.

use std::io::{self, Write};

use crate::report::Record;
use crate::sanitize::{is_hidden, replaced};

/// Writes an item of an array, indented.
pub fn write_item(record: &Record, is_first: bool, out: &mut dyn Write) -> io::Result<()> {
    // JSON strings contain no line breaks, so every line break is layout.
    let object = escaped(&serde_json::to_string_pretty(record)?).replace('\n', "\n  ");
    write!(out, "{}\n  {object}", if is_first { "" } else { "," })
}

/// Writes an object on a line of its own.
pub fn write_line(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", escaped(&serde_json::to_string(record)?))
}

/// JSON with every hidden character escaped, which is safe for a terminal and means the same to a parser.
fn escaped(json: &str) -> String {
    let escape = |c: char| {
        let mut units = [0; 2];
        let units = c.encode_utf16(&mut units).iter();
        units.fold(String::new(), |escaped, unit| format!("{escaped}\\u{unit:04x}"))
    };
    replaced(json, |c| (c != '\n' && is_hidden(c)).then(|| escape(c)))
}
