//! Markdown: one table.

use std::io::{self, Write};

use super::joined;
use crate::report::Record;
use crate::sanitize::sanitize;

/// Writes the heading of a table.
pub fn write_heading(names: &[&str], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |", names.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(names.len()))
}

/// Writes a record as a row.
pub fn write_row(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    for (_, value) in &record.0 {
        write!(out, "| {} ", escaped(&joined(value, "\n")))?;
    }
    out.write_all(b"|\n")
}

/// Text that cannot break out of its cell, with all markup escaped.
fn escaped(text: &str) -> String {
    let text = sanitize(text, Some('\n'));
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    for (place, c) in text.char_indices() {
        let behind = text.get(place + c.len_utf8()..).unwrap_or_default();
        match c {
            '\n' => escaped.push_str("<br>"),
            '<' => escaped.push_str("&lt;"),
            '&' if begins_entity(behind) => escaped.push_str("&amp;"),
            // Between letters, it is not markup, and in an address that becomes a link, an escape would be part of the
            // link.
            '_' if before.is_alphanumeric() && behind.starts_with(char::is_alphanumeric) => {
                escaped.push('_');
            }
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '~' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
        before = c;
    }
    escaped
}

/// Whether `&` before this text begins a character's name or number, such as `&amp;` or `&#38;`.
fn begins_entity(text: &str) -> bool {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    text.trim_start_matches(is_of_name).starts_with(';')
}
