//! For people: a few entries as cards, many as one line each; errors found as cards.

use std::io::{self, Write};

use super::card::Card;
use super::field_text::field_text;
use super::finding_card::{write_block, write_card};
use super::grid::{self, Column};
use super::palette::{Role, Span};
use super::{Renderer, Style};
use crate::catalog::Entry;
use crate::report::{Record, Value};
use crate::sanitize::{sanitize, sanitized};
use crate::search::Match;

/// The most entries that are shown as cards unless all are asked for.
const CARDS: usize = 3;

/// The narrowest column in which a message still says something.
const MESSAGE: usize = 20;

/// The columns of a table of many entries, and those that remain in narrower and narrower terminals.
const CHOICES: [&[&str]; 5] = [
    &["HttpCode", "Code", "Retryable", "Message"],
    &["Code", "Retryable", "Message"],
    &["HttpCode", "Code", "Retryable"],
    &["Code", "Retryable"],
    &["Code"],
];

/// Shows each record as soon as it comes.
pub struct Stream {
    style: Style,
    begun: bool,
}

impl Stream {
    pub const fn new(style: Style) -> Self {
        let begun = false;
        Self { style, begun }
    }
}

impl Renderer for Stream {
    fn record(&mut self, out: &mut dyn Write, record: Record<'_>) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            writeln!(out)?;
        }
        write_one(record, false, self.style, out)
    }

    fn finish(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Shows all records. Returns what to tell a reader who does not see all of them in full.
pub fn write(records: &[Record<'_>], style: Style, out: &mut dyn Write) -> io::Result<Option<&'static str>> {
    let are_findings = matches!(records.first(), Some(Record::Finding(_)));
    if records.len() > CARDS && !style.full && !are_findings {
        return write_lines(records, style, out);
    }
    for (place, record) in records.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        write_one(*record, records.len() == 1, style, out)?;
    }
    Ok(None)
}

/// Writes a record as a card. The only one has more room.
fn write_one(record: Record<'_>, is_only: bool, style: Style, out: &mut dyn Write) -> io::Result<()> {
    match record {
        Record::Finding(finding) if is_only => return write_card(finding, style, out),
        Record::Finding(finding) => return write_block(finding, style, out),
        _ => {}
    }
    let mut card = Card::default();
    for (name, value) in record.fields() {
        let is_apart = is_only && name == "Resolution";
        if is_apart {
            card.gap();
        }
        if !value.is_empty() {
            card.push(name, text(record, name, field_text(&value)));
        }
        if is_apart {
            card.gap();
        }
    }
    card.write(style, out)
}

/// Writes one line per entry.
fn write_lines(records: &[Record<'_>], style: Style, out: &mut dyn Write) -> io::Result<Option<&'static str>> {
    let mut columns: Vec<Column<'_>> = CHOICES[0].iter().map(|name| Column::new(name)).collect();
    columns[3].least = Some(MESSAGE);
    for record in records {
        let fields = record.fields();
        for column in &mut columns {
            let field = fields.iter().find(|(name, _)| *name == column.heading);
            let value = field.map_or(&Value::Null, |(_, value)| value);
            let shown = match value.joined("").replace('\n', " ") {
                empty if empty.is_empty() => "-".to_owned(),
                shown => sanitized(shown, &[]),
            };
            column.cells.push(text(*record, column.heading, shown));
        }
    }
    let columns = grid::fitting(columns, &CHOICES, style);
    let is_narrow = columns.len() < CHOICES[0].len();
    let is_cut = grid::write(columns, style, out)?;
    Ok(match (is_narrow, is_cut) {
        (true, _) => Some("this terminal is too narrow for all columns"),
        (false, true) => Some("long messages are cut"),
        (false, false) => None,
    })
}

/// The text of a field of an entry, with its role and with what a search matched in it.
fn text<'a>(record: Record<'_>, name: &str, shown: String) -> Span<'a> {
    let (entry, matches): (&Entry, &[Match]) = match record {
        Record::Entry(entry) => (entry, &[]),
        Record::Hit(hit, matches) => (hit.entry, matches),
        Record::Finding(_) | Record::Count(..) => return Span::new(shown, Role::Plain),
    };
    let (published, role) = match name {
        "HttpCode" => ("", Role::Status(entry.http_code)),
        "Code" => (&*entry.code, Role::Status(entry.http_code)),
        "Message" => (&*entry.message, Role::Plain),
        "Resolution" => (&*entry.resolution, Role::Resolution),
        _ => ("", Role::Plain),
    };
    let matches = matches.iter().filter(|found| found.field.name() == name);
    let parts = matches.filter_map(|found| published.get(found.range.clone()));
    Span { marks: parts.map(|part| sanitize(part, &[]).into_owned()).collect(), ..Span::new(shown, role) }
}
