//! Records in, bytes out: one file a format. Nothing is looked up here.

mod cell;
mod columns;
mod findings;
mod json;
mod layout;
mod line;
mod markdown;
pub mod message;
pub mod palette;
pub mod quantity;
mod summary;
mod table;
mod tsv;
mod width;
mod wrap;
mod xml;

use std::io::{self, Write};

use clap::ValueEnum;

use crate::report::{Record, Value};
use palette::Palette;
pub use summary::summary;

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    // For people: a card for a single record, a table for several.
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

/// How a table is shown.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The columns that a line may take; `None` leaves lines as long as they are.
    pub width: Option<usize>,
    /// The colours.
    pub palette: Palette,
}

/// Writes records in one format.
pub trait Renderer {
    /// Writes a record, or keeps it until the last one is known.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    fn record(&mut self, out: &mut dyn Write, record: &Record<'_>) -> io::Result<()>;

    /// Writes what comes after the last record.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()>;
}

/// What records are of, which decides how people see them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Entries of the catalog.
    Entries,
    /// Entries of the catalog that a search found.
    Hits,
    /// Errors found in an input, all known before the first is shown.
    Findings,
    /// Errors found in an input, shown as they come.
    Stream,
}

impl Kind {
    /// The fields of the records.
    fn names(self) -> Vec<&'static str> {
        match self {
            Self::Entries => Record::entry_names().collect(),
            Self::Hits => Record::hit_names().collect(),
            Self::Findings | Self::Stream => Record::finding_names().collect(),
        }
    }
}

/// The renderer of records of a kind in a format.
#[must_use]
pub fn renderer(format: Format, kind: Kind, style: Style) -> Box<dyn Renderer> {
    match format {
        Format::Table if matches!(kind, Kind::Entries | Kind::Hits) => {
            Box::new(table::Table::new(style))
        }
        Format::Table => Box::new(findings::Cards::new(style, kind)),
        Format::Json => Box::new(json::Array::default()),
        Format::Jsonl => Box::new(json::Lines),
        Format::Xml => Box::new(xml::Document::default()),
        Format::Markdown => Box::new(markdown::Table::new(kind.names())),
        Format::Tsv => Box::new(tsv::Lines::new(kind.names())),
    }
}

/// A value as the text of one cell; the texts of a list are joined by `separator`.
fn joined(value: &Value<'_>, separator: &str) -> String {
    match value {
        Value::Null => String::new(),
        Value::Status { status, .. } => status.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Share(share) => share.to_string(),
        Value::Truth(truth) => truth.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Word { word, .. } => (*word).to_owned(),
        Value::List { texts, .. } => texts.iter().collect::<Vec<_>>().join(separator),
    }
}
