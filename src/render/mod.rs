//! Records in, bytes out: one file per format. Nothing is looked up here.

mod card;
mod field_text;
mod finding_card;
mod grid;
mod json;
mod markdown;
pub mod message;
pub mod palette;
mod summary;
mod table;
mod tsv;
pub mod units;
mod wrap;
mod xml;

use std::io::{self, Write};

use clap::ValueEnum;

use crate::report::{Kind, Record};
use palette::Palette;
pub use summary::summary;

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    // For people: cards for a few records, a line for each of many.
    Table,
    // One JSON array.
    Json,
    // One JSON object per line.
    Jsonl,
    // One XML document.
    Xml,
    // A Markdown table.
    #[value(alias = "md")]
    Markdown,
    // Tab-separated values with a heading.
    Tsv,
}

/// How text for people is shown.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The columns of the terminal; `None` leaves lines as long as they are.
    pub width: Option<usize>,
    /// The colours and links.
    pub palette: Palette,
    /// Whether every entry is shown in full, however many there are.
    pub full: bool,
}

/// Writes records in one format, each as soon as it is known.
pub trait Renderer {
    /// Writes a record.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    fn record(&mut self, out: &mut dyn Write, record: Record<'_>) -> io::Result<()>;

    /// Writes what comes after the last record.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()>;
}

/// The renderer of a format, for records of one kind that are shown as they come.
#[must_use]
pub fn renderer(format: Format, kind: Kind, style: Style) -> Box<dyn Renderer> {
    match format {
        Format::Table => Box::new(table::Stream::new(style)),
        Format::Json => Box::new(json::Array::default()),
        Format::Jsonl => Box::new(json::Lines),
        Format::Xml => Box::new(xml::Document::default()),
        Format::Markdown => Box::new(markdown::Table::new(kind)),
        Format::Tsv => Box::new(tsv::Lines::new(kind)),
    }
}

/// Writes an answer whose records are all known. Returns what to tell a reader who does not see all of it.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(
    format: Format,
    kind: Kind,
    records: &[Record<'_>],
    style: Style,
    out: &mut dyn Write,
) -> io::Result<Option<&'static str>> {
    if format == Format::Table {
        return table::write(records, style, out);
    }
    let mut renderer = renderer(format, kind, style);
    for record in records {
        renderer.record(out, *record)?;
    }
    renderer.finish(out)?;
    Ok(None)
}
