//! Records in, bytes out, in one of six formats. This module looks nothing up.

pub mod card;
pub mod field_text;
mod grid;
mod markdown;
pub mod style;
mod table;
mod wrap;
mod xml;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::{mem, slice};

use clap::ValueEnum;
use serde_json::Value;

use crate::catalog::Text;
use crate::explain::Finding;
use crate::report::{Record, Records};
use crate::sanitize::{is_hidden, replaced, sanitize};
pub use style::Style;

/// The output formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    // For people: cards for a few records, a line for each of many.
    Table,
    // One array of all records.
    Json,
    // One JSON object per line.
    Jsonl,
    Xml,
    #[value(alias = "md")]
    Markdown,
    // Tab-separated values, for `cut`, `awk` and spreadsheets.
    Tsv,
}

/// Writes records in one format, one at a time.
pub struct Renderer {
    format: Format,
    style: Style,
    /// Whether a record was written.
    begun: bool,
    /// The entries whose notes were shown to people.
    noted: BTreeSet<(Text, Option<u16>)>,
}

impl Renderer {
    /// Writes what comes before the first record. `records` names the fields.
    pub fn begin(format: Format, records: Records<'_>, style: Style, out: &mut dyn Write) -> io::Result<Self> {
        match format {
            Format::Table | Format::Jsonl => {}
            Format::Json => out.write_all(b"[")?,
            Format::Xml => out.write_all(xml::BEGIN)?,
            Format::Markdown => markdown::write_heading(&records.field_names(), out)?,
            Format::Tsv => writeln!(out, "{}", records.field_names().join("\t"))?,
        }
        Ok(Self { format, style, begun: false, noted: BTreeSet::new() })
    }

    /// Writes an error.
    pub fn finding(&mut self, finding: &Finding<'_>, out: &mut dyn Write) -> io::Result<()> {
        if self.format != Format::Table {
            return self.records(Records::Findings(slice::from_ref(finding)), out);
        }
        if mem::replace(&mut self.begun, true) {
            writeln!(out)?;
        }
        let with_notes = finding.entry.is_none_or(|entry| self.noted.insert((entry.code.clone(), entry.http_code)));
        table::write_block(finding, with_notes, self.style, out)
    }

    fn records(&mut self, records: Records<'_>, out: &mut dyn Write) -> io::Result<()> {
        for record in records.iter() {
            let is_first = !mem::replace(&mut self.begun, true);
            match self.format {
                Format::Table => {}
                Format::Json => {
                    // JSON strings contain no line breaks, so every line break is layout.
                    let object = escaped_json(&serde_json::to_string_pretty(&record)?).replace('\n', "\n  ");
                    write!(out, "{}\n  {object}", if is_first { "" } else { "," })?;
                }
                Format::Jsonl => writeln!(out, "{}", escaped_json(&serde_json::to_string(&record)?))?,
                Format::Xml => xml::write_element(&record, out)?,
                Format::Markdown => markdown::write_row(&record, out)?,
                Format::Tsv => write_tsv(&record, out)?,
            }
        }
        Ok(())
    }

    /// Writes what comes after the last record.
    pub fn finish(&self, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Json if self.begun => out.write_all(b"\n]\n"),
            Format::Json => out.write_all(b"]\n"),
            Format::Xml => out.write_all(xml::END),
            _ => Ok(()),
        }
    }
}

/// Writes a complete answer. Returns what to tell readers if they do not see all of it.
pub fn write(
    format: Format,
    records: Records<'_>,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<Option<&'static str>> {
    if format == Format::Table {
        return table::write(records, style, out);
    }
    let mut renderer = Renderer::begin(format, records, style, out)?;
    renderer.records(records, out)?;
    renderer.finish(out)?;
    Ok(None)
}

/// JSON with every hidden character escaped, which is safe for a terminal and means the same to a parser.
fn escaped_json(json: &str) -> String {
    let escape = |c: char| {
        let mut units = [0; 2];
        let units = c.encode_utf16(&mut units).iter();
        units.fold(String::new(), |escaped, unit| format!("{escaped}\\u{unit:04x}"))
    };
    replaced(json, |c| (c != '\n' && is_hidden(c)).then(|| escape(c)))
}

/// Writes a record as tab-separated values. No text can break out of its cell: tabs, line breaks and backslashes are
/// written as `\t`, `\n`, `\r` and `\\`.
fn write_tsv(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let escaped = |text: &str| {
        let escaped = text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r");
        sanitize(&escaped, None).into_owned()
    };
    let cells: Vec<String> = record.0.iter().map(|(_, value)| escaped(&joined(value, "; "))).collect();
    writeln!(out, "{}", cells.join("\t"))
}

/// A value as one text; the texts of a list are joined by `separator`.
fn joined(value: &Value, separator: &str) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(|item| joined(item, "")).collect::<Vec<_>>().join(separator),
        // JSON writes a fraction as 1.0.
        Value::Number(number) if number.is_f64() => number.as_f64().unwrap_or_default().to_string(),
        other => other.to_string(),
    }
}
