//! For people: an error found in an input. A single one is shown as a card, several as short blocks.

use std::io::{self, Write};

use super::Style;
use super::card::{Card, write_row};
use super::field_text::{authors, bulleted, origin_text, retry_advice, status_text};
use super::palette::{Role, Span};
use super::units::counted;
use crate::catalog::{Entry, Retryable};
use crate::explain::Finding;
use crate::sanitize::sanitize;

/// The most words of a message that are suggested for a search.
const WORDS: usize = 6;

/// Writes an error as a card, with what happened first, then what to do.
pub fn write_card(finding: &Finding<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let received = &finding.received;
    let role = Role::Status(finding.http_code());
    let mut card = Card::default();
    card.row("Code", role, received.code.as_deref().unwrap_or("(none in the text)").to_owned());
    card.row("HttpCode", role, finding.http_code().map(status_text));
    card.row("Message", Role::Plain, finding.message().map(str::to_owned));
    card.gap();
    push_what_to_do(&mut card, finding, finding.entry.map(|entry| entry.resolution.to_string()));
    card.gap();
    if let Some(entry) = finding.entry {
        card.row("Retryable", Role::Plain, retry_advice(entry.retryable).to_owned());
        card.row("Origin", Role::Plain, origin_text(entry.origin, received.message.is_some()));
        card.row("Product", Role::Plain, finding.product());
    }
    card.row("Notes", Role::Plain, bulleted(&finding.notes()));
    card.row("RequestId", Role::Plain, received.request_id.clone());
    card.row("HostId", Role::Plain, received.host_id.clone());
    card.row("Link", Role::Plain, received.recommend.clone().or_else(|| finding.entry.and_then(Entry::link)));
    card.row("Seen", Role::Plain, seen(finding));
    card.write(style, out)
}

/// Writes an error as a short block: a title and what is needed to act on it.
pub fn write_block(finding: &Finding<'_>, with_notes: bool, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let received = &finding.received;
    let mut title = vec![received.code.as_deref().unwrap_or("(no code)").to_owned()];
    title.extend(finding.http_code().map(status_text));
    if finding.retryable() != Retryable::Unknown {
        title.push(format!("retryable: {}", finding.retryable().word()));
    }
    title.push(seen(finding));
    let title = Span::new(sanitize(&title.join("  "), None), Role::Status(finding.http_code()));
    write_row("", Role::Plain, &title, 0, 0, style, out)?;
    let mut card = Card::default();
    (card.indent, card.least) = (2, "Suggestions".len());
    card.row("Message", Role::Plain, received.message.clone());
    push_what_to_do(&mut card, finding, finding.entry.map(with_authors));
    card.row("Notes", Role::Plain, with_notes.then(|| bulleted(&finding.notes())));
    card.row("RequestId", Role::Plain, received.request_id.clone());
    card.row("Link", Role::Plain, received.recommend.clone().filter(|_| finding.entry.is_none()));
    card.write(style, out)
}

/// Adds the rows that say what to do, or where to look.
fn push_what_to_do(card: &mut Card, finding: &Finding<'_>, resolution: Option<String>) {
    card.row("Resolution", Role::Resolution, resolution);
    if finding.entry.is_none() && finding.received.code.is_some() {
        let why = match finding.product() {
            Some(product) => format!("no: this is an error of {product}, not of NAS; see that product's documentation"),
            None => "no: not in the catalog".to_owned(),
        };
        card.row("Known", Role::Plain, why);
    }
    card.row("Suggestions", Role::Plain, finding.suggestions.join(", "));
    card.row("If so", Role::Plain, finding.suggested.map(with_authors));
    card.row("More", Role::Plain, next_command(finding));
}

/// A resolution, and whose words it is in.
fn with_authors(entry: &Entry) -> String {
    match &*entry.resolution {
        "" => String::new(),
        resolution => format!("{resolution} ({})", authors(entry.origin)),
    }
}

/// How often an error was seen, and where first: `3 times, first at app.log:3`.
fn seen(finding: &Finding<'_>) -> String {
    let line = finding.received.line;
    let times = match finding.received.count {
        1 => String::new(),
        count => format!("{}, first ", counted(count, "time")),
    };
    match finding.file.as_str() {
        "-" => format!("{times}at line {line}"),
        file => format!("{times}at {file}:{line}"),
    }
}

/// For an error without a code and without suggestions, a command that may find its code. It contains only letters and
/// digits of the input, so that it is safe to paste into a shell.
fn next_command(finding: &Finding<'_>) -> Option<String> {
    if finding.received.code.is_some() || !finding.suggestions.is_empty() {
        return None;
    }
    let message = finding.received.message.as_deref().unwrap_or_default();
    let words = message.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| word.len() > 2).take(WORDS).collect();
    if words.is_empty() {
        return finding.http_code().map(|status| format!("naserr lookup {status}"));
    }
    Some(format!("naserr search {}", words.join(" ")))
}
