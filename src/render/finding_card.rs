//! For people: an error found in an input. A single one is a card; several are short blocks.

use std::io::{self, Write};

use super::Style;
use super::card::Card;
use super::field_text::{authors, bulleted, retry_advice, status_text};
use super::palette::{Role, Span};
use super::units::counted;
use super::wrap::wrapped;
use crate::catalog::{Entry, Origin, Retryable};
use crate::explain::Finding;
use crate::sanitize::sanitized;

/// How many words of a message are offered as words to search for.
const WORDS: usize = 6;

/// The rows of a card that belong together: the name of each, its text if there is one, and how it is painted.
type Rows = Vec<(&'static str, Option<String>, Role)>;

/// Writes an error as a card, with what happened first, then what to do.
pub fn write_card(finding: &Finding<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let received = &finding.received;
    let role = Role::Status(finding.http_code());
    let code = received.code.as_deref().unwrap_or("(none in the text)");
    let what_happened = vec![
        ("Code", Some(code.to_owned()), role),
        ("HttpCode", finding.http_code().map(status_text), role),
        ("Message", finding.message().map(str::to_owned), Role::Plain),
    ];
    let resolution = finding.entry.map(|entry| entry.resolution.to_string());
    let link = received.recommend.clone().or_else(|| finding.entry.and_then(Entry::link));
    let details = [
        ("Retryable", finding.entry.map(|entry| retry_advice(entry.retryable))),
        ("Origin", finding.entry.map(|entry| origin(finding, entry.origin))),
        ("Product", finding.product().filter(|_| finding.entry.is_some())),
        ("Notes", bulleted(&finding.notes())),
        ("RequestId", received.request_id.clone()),
        ("HostId", received.host_id.clone()),
        ("Link", link),
        ("Seen", Some(seen(finding))),
    ];
    let details = details.map(|(name, text)| (name, text, Role::Plain));
    let mut card = Card::default();
    for rows in [what_happened, what_to_do(finding, resolution), details.into()] {
        card.gap();
        push(&mut card, rows);
    }
    card.write(style, out)
}

/// Writes an error as a short block: a title and what is needed to act on it.
pub fn write_block(finding: &Finding<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let received = &finding.received;
    let code = received.code.as_deref().unwrap_or("(no code)").to_owned();
    let retryable = match finding.retryable() {
        Retryable::Unknown => None,
        known => Some(format!("retryable: {}", known.word())),
    };
    let status = finding.http_code().map(status_text);
    let title = [Some(code), status, retryable, Some(seen(finding))];
    let title: Vec<String> = title.into_iter().flatten().collect();
    let title = sanitized(title.join("  "), &[]);
    let title = wrapped(&title, style.width.unwrap_or(usize::MAX));
    for line in title.lines() {
        let role = Role::Status(finding.http_code());
        writeln!(out, "{}", style.palette.paint(role, line))?;
    }
    let mut card = Card::default();
    (card.indent, card.least) = (2, "Suggestions".len());
    let resolution = finding.entry.map(with_authors);
    let link = received.recommend.clone();
    push(&mut card, vec![("Message", received.message.clone(), Role::Plain)]);
    push(&mut card, what_to_do(finding, resolution));
    let rest = [
        ("Notes", bulleted(&finding.notes())),
        ("RequestId", received.request_id.clone()),
        ("Link", link.filter(|_| finding.entry.is_none())),
    ];
    push(&mut card, rest.map(|(name, text)| (name, text, Role::Plain)).into());
    card.write(style, out)
}

fn push(card: &mut Card<'_>, rows: Rows) {
    for (name, text, role) in rows {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            card.push(name, Span::new(sanitized(text, &['\n']), role));
        }
    }
}

/// The rows that say what to do, or where to look.
fn what_to_do(finding: &Finding<'_>, resolution: Option<String>) -> Rows {
    let is_unknown = finding.entry.is_none() && finding.received.code.is_some();
    let known = match finding.product() {
        Some(product) => {
            format!("no: an error of {product}, not NAS; see the documentation of {product}")
        }
        None => "no: not in the catalog".to_owned(),
    };
    let suggestions: Vec<&str> = finding.suggestions().collect();
    vec![
        ("Resolution", resolution, Role::Resolution),
        ("Known", is_unknown.then_some(known), Role::Plain),
        ("Suggestions", Some(suggestions.join(", ")), Role::Plain),
        ("If so", finding.suggested.map(with_authors), Role::Plain),
        ("More", next_command(finding, &suggestions), Role::Plain),
    ]
}

/// A resolution and whose words it is.
fn with_authors(entry: &Entry) -> String {
    if entry.resolution.is_empty() {
        return String::new();
    }
    let authors = authors(entry.origin).unwrap_or("from your own catalog");
    format!("{} ({authors})", entry.resolution)
}

/// The layer and whose words the texts are. A message that was received is the service's, whatever the layer.
fn origin(finding: &Finding<'_>, origin: Origin) -> String {
    let whose = match (authors(origin), finding.received.message.is_some()) {
        (Some(authors), true) => format!("Resolution {authors}; Message as received"),
        (Some(authors), false) => format!("Message and Resolution {authors}"),
        (None, true) => "from your own catalog; Message as received".to_owned(),
        (None, false) => "from your own catalog".to_owned(),
    };
    format!("{} ({whose})", origin.word())
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

/// The command that tells more about an error without an entry. Of the input it contains letters and digits only, so that it is safe
/// to paste into a shell.
fn next_command(finding: &Finding<'_>, suggestions: &[&str]) -> Option<String> {
    match suggestions.first() {
        Some(code) if code.contains(' ') => return Some(format!("naserr lookup '{code}'")),
        Some(code) => return Some(format!("naserr lookup {code}")),
        None if finding.received.code.is_some() => return None,
        None => {}
    }
    let message = finding.received.message.as_deref().unwrap_or_default();
    let words = message.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| word.len() > 2).take(WORDS).collect();
    if words.is_empty() {
        return finding.http_code().map(|status| format!("naserr lookup {status}"));
    }
    Some(format!("naserr search {}", words.join(" ")))
}
