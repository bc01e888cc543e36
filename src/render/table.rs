//! For people: a few entries as cards, many as one line each; errors found as cards.

use std::io::{self, Write};

use super::Style;
use super::card::Card;
use super::field_text::{bulleted, first_items, origin_text, retry_advice, status_text};
use super::finding_card::{write_block, write_card};
use super::grid;
use super::palette::{Role, Span};
use crate::catalog::Entry;
use crate::report::{HIT, Record, joined};
use crate::sanitize::sanitize;
use crate::search::{Hit, Match};

/// The most entries that are shown as cards without `--full`.
const CARDS: usize = 3;

/// The least useful width of a message.
const MESSAGE: usize = 20;

/// The columns of a table of many entries.
const COLUMNS: [&str; 4] = ["HttpCode", "Code", "Retryable", "Message"];

/// Shows all records. Returns what to tell readers if they do not see all of them in full.
pub fn write(records: &[Record<'_>], style: Style, out: &mut dyn Write) -> io::Result<Option<&'static str>> {
    match records {
        [Record::Finding(finding)] => write_card(finding, style, out)?,
        [Record::Entry(entry)] => entry_card(entry, None, true).write(style, out)?,
        [Record::Hit(hit)] => entry_card(hit.entry, Some(hit), true).write(style, out)?,
        [Record::Entry(_) | Record::Hit(_), ..] if records.len() > CARDS && !style.full => {
            return write_lines(records, style, out);
        }
        _ => {
            for (place, record) in records.iter().enumerate() {
                write_one_of_many(*record, place == 0, true, style, out)?;
            }
        }
    }
    Ok(None)
}

/// Shows one of several records. `with_notes` shows the notes on an error too.
pub fn write_one_of_many(
    record: Record<'_>,
    is_first: bool,
    with_notes: bool,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    if !is_first {
        writeln!(out)?;
    }
    match record {
        Record::Entry(entry) => entry_card(entry, None, false).write(style, out),
        Record::Hit(hit) => entry_card(hit.entry, Some(hit), false).write(style, out),
        Record::Finding(finding) | Record::Count(finding, _) => write_block(finding, with_notes, style, out),
    }
}

/// The card of an entry. If it is the only one, the resolution is set apart.
fn entry_card(entry: &Entry, hit: Option<&Hit<'_>>, is_only: bool) -> Card {
    let matches = hit.map(Hit::matches).unwrap_or_default();
    let mut card = Card::default();
    card.row("HttpCode", Role::Status(entry.http_code), entry.http_code.map(status_text));
    card.push("Code", searched("Code", entry, &matches));
    card.push("Message", searched("Message", entry, &matches));
    if is_only {
        card.gap();
    }
    card.push("Resolution", searched("Resolution", entry, &matches));
    if is_only {
        card.gap();
    }
    let sources = format!("{} (see -f json)", entry.sources.len());
    card.row("Retryable", Role::Plain, retry_advice(entry.retryable).to_owned());
    card.row("Origin", Role::Plain, origin_text(entry.origin, false));
    card.row("Aliases", Role::Plain, first_items(&entry.aliases));
    card.row("Actions", Role::Plain, first_items(&entry.actions));
    card.row("Notes", Role::Plain, bulleted(&entry.notes));
    card.row("Sources", Role::Plain, Some(sources).filter(|_| !entry.sources.is_empty()));
    card.row("Link", Role::Plain, entry.link());
    for (hit, (name, value)) in hit.into_iter().flat_map(|hit| HIT.map(|field| (hit, field))) {
        card.row(name, Role::Plain, joined(&value(hit), ", "));
    }
    card
}

/// Writes one line per entry.
fn write_lines(records: &[Record<'_>], style: Style, out: &mut dyn Write) -> io::Result<Option<&'static str>> {
    let rows = records.iter().filter_map(|record| {
        let (entry, matches) = match record {
            Record::Entry(entry) => (*entry, Vec::new()),
            // Finding the matches takes as long as the search, and only colour shows them here.
            Record::Hit(hit) if style.colored => (hit.entry, hit.matches()),
            Record::Hit(hit) => (hit.entry, Vec::new()),
            Record::Finding(_) | Record::Count(..) => return None,
        };
        let status = entry.http_code.map(|status| status.to_string()).unwrap_or_default();
        Some(vec![
            Span::new(status, Role::Status(entry.http_code)),
            searched("Code", entry, &matches),
            Span::new(entry.retryable.word(), Role::Plain),
            searched("Message", entry, &matches),
        ])
    });
    grid::write(&COLUMNS, rows.collect(), MESSAGE, style, out)
}

/// The text of a field, with the parts that a search matched.
fn searched(name: &str, entry: &Entry, matches: &[Match]) -> Span {
    let (text, role) = match name {
        "Code" => (&*entry.code, Role::Status(entry.http_code)),
        "Message" => (&*entry.message, Role::Plain),
        _ => (&*entry.resolution, Role::Resolution),
    };
    let matches = matches.iter().filter(|found| found.field.name() == name);
    let parts = matches.filter_map(|found| text.get(found.range.clone()));
    let marks = parts.map(|part| sanitize(part, None).into_owned()).collect();
    Span { marks, ..Span::new(sanitize(text, Some('\n')), role) }
}
