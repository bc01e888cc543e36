//! For people: a few entries as cards, many as one line each; errors found as cards.

use std::io::{self, Write};

use super::Style;
use super::card::Card;
use super::field_text::{bulleted, first_items, origin_text, retry_advice, status_text};
use super::finding_card::{write_block, write_card};
use super::grid;
use super::palette::{Role, Span};
use crate::catalog::Entry;
use crate::report::{HIT, Records, joined};
use crate::sanitize::sanitize;
use crate::search::Hit;

/// The most entries that are shown as cards without `--full`.
const CARDS: usize = 3;

/// The least useful width of a message.
const MESSAGE: usize = 20;

/// The columns of a table of many entries.
const COLUMNS: [&str; 4] = ["HttpCode", "Code", "Retryable", "Message"];

/// Shows all records. Returns what to tell readers if they do not see all of them in full.
pub fn write(records: Records<'_>, style: Style, out: &mut dyn Write) -> io::Result<Option<&'static str>> {
    let found: Vec<(&Entry, Option<&Hit<'_>>)> = match records {
        Records::Entries(entries) => entries.iter().map(|entry| (*entry, None)).collect(),
        Records::Hits(hits) => hits.iter().map(|hit| (hit.entry, Some(hit))).collect(),
        Records::Findings([finding]) => return write_card(finding, style, out).map(|()| None),
        Records::Findings(findings) | Records::Counts(findings, _) => {
            for (place, finding) in findings.iter().enumerate() {
                out.write_all(if place > 0 { b"\n" } else { b"" })?;
                write_block(finding, true, style, out)?;
            }
            return Ok(None);
        }
    };
    if found.len() > CARDS && !style.full {
        return write_lines(found.iter().map(|(entry, _)| *entry), style, out);
    }
    for (place, (entry, hit)) in found.iter().enumerate() {
        out.write_all(if place > 0 { b"\n" } else { b"" })?;
        entry_card(entry, *hit, found.len() == 1).write(style, out)?;
    }
    Ok(None)
}

/// The card of an entry. If it is the only one, the resolution is set apart.
fn entry_card(entry: &Entry, hit: Option<&Hit<'_>>, is_only: bool) -> Card {
    let mut card = Card::default();
    card.row("HttpCode", Role::Status(entry.http_code), entry.http_code.map(status_text));
    card.row("Code", Role::Status(entry.http_code), entry.code.to_string());
    card.row("Message", Role::Plain, entry.message.to_string());
    if is_only {
        card.gap();
    }
    card.row("Resolution", Role::Resolution, entry.resolution.to_string());
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
fn write_lines<'e>(
    entries: impl Iterator<Item = &'e Entry>,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<Option<&'static str>> {
    let rows = entries.map(|entry| {
        let role = Role::Status(entry.http_code);
        vec![
            Span::new(entry.http_code.map(|status| status.to_string()).unwrap_or_default(), role),
            Span::new(sanitize(&entry.code, None), role),
            Span::new(entry.retryable.word(), Role::Plain),
            Span::new(sanitize(&entry.message, Some('\n')), Role::Plain),
        ]
    });
    grid::write(&COLUMNS, rows.collect(), MESSAGE, style, out)
}
