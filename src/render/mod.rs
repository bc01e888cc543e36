//! Records in, bytes out: one file per format. This module looks nothing up.

pub mod card;
mod field_text;
mod finding_card;
mod grid;
mod json;
mod markdown;
pub mod palette;
mod summary;
mod table;
mod tsv;
pub mod units;
pub mod wrap;
mod xml;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::slice;

use clap::ValueEnum;

use crate::catalog::Text;
use crate::explain::Finding;
use crate::report::Records;
pub use summary::summary;

/// The output formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    // For people: cards for a few records, a line for each of many.
    Table,
    Json,
    // One JSON object per line.
    Jsonl,
    Xml,
    #[value(alias = "md")]
    Markdown,
    Tsv,
}

/// How text for people is shown.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The width of the terminal in columns; `None` leaves lines as long as they are.
    pub width: Option<usize>,
    /// Whether there are colours.
    pub colored: bool,
    /// Whether every entry is shown in full, however many there are.
    pub full: bool,
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
        if std::mem::replace(&mut self.begun, true) {
            writeln!(out)?;
        }
        let with_notes = finding.entry.is_none_or(|entry| self.noted.insert((entry.code.clone(), entry.http_code)));
        finding_card::write_block(finding, with_notes, self.style, out)
    }

    fn records(&mut self, records: Records<'_>, out: &mut dyn Write) -> io::Result<()> {
        for record in records.iter() {
            let is_first = !std::mem::replace(&mut self.begun, true);
            match self.format {
                Format::Table => {}
                Format::Json => json::write_item(&record, is_first, out)?,
                Format::Jsonl => json::write_line(&record, out)?,
                Format::Xml => xml::write_element(&record, out)?,
                Format::Markdown => markdown::write_row(&record, out)?,
                Format::Tsv => tsv::write_row(&record, out)?,
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
