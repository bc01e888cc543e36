//! The format for people: a few entries as cards, many as one line each; errors as cards, or their counts with bars.

use std::io::{self, Write};

use super::card::{Card, write_row};
use super::field_text::{authors, bulleted, counted, first_items, origin_text, percent, retry_advice, status_text};
use super::grid;
use super::style::{Role, Span, Style};
use crate::catalog::{Entry, Retryable};
use crate::explain::Finding;
use crate::extract::Totals;
use crate::report::{Records, errors, rounded};
use crate::sanitize::sanitize;
use crate::search::Hit;

/// The most entries that are shown as cards without `--full`.
const CARDS: usize = 3;

/// The columns of a table of many entries, and the least useful width of the last.
const ENTRY_COLUMNS: [&str; 4] = ["HttpCode", "Code", "Retryable", "Message"];
const LEAST_MESSAGE: usize = 20;

/// The columns of a table of counts, and the width of the longest bar in the last.
const COUNT_COLUMNS: [&str; 6] = ["Code", "Count", "Share", "HttpCode", "Retryable", ""];
const LONGEST_BAR: usize = 24;

/// The most words of a message that are suggested for a search.
const SEARCH_WORDS: usize = 6;

/// Shows all records. Returns what to tell readers if they do not see all of them in full.
pub fn write(records: Records<'_>, style: Style, out: &mut dyn Write) -> io::Result<Option<&'static str>> {
    match records {
        Records::Entries(all) => return write_entries(all.iter().map(|entry| (*entry, None)).collect(), style, out),
        Records::Hits(hits) => {
            return write_entries(hits.iter().map(|hit| (hit.entry, Some(hit))).collect(), style, out);
        }
        Records::Counts([], _) => {}
        Records::Counts(findings, totals) => return write_counts(findings, totals, style, out),
        Records::Findings([finding]) => write_finding(finding, style, out)?,
        Records::Findings(findings) => {
            for (place, finding) in findings.iter().enumerate() {
                out.write_all(if place > 0 { b"\n" } else { b"" })?;
                write_block(finding, true, style, out)?;
            }
        }
    }
    Ok(None)
}

/// Writes entries, with what a search says about them: a card for each of a few, or else one line for each.
fn write_entries(
    entries: Vec<(&Entry, Option<&Hit<'_>>)>,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<Option<&'static str>> {
    let count = entries.len();
    if count > CARDS && !style.full {
        let rows = entries.into_iter().map(|(entry, _)| {
            let role = Role::Status(entry.http_code);
            vec![
                Span::new(entry.http_code.map(|status| status.to_string()).unwrap_or_default(), role),
                Span::new(sanitize(&entry.code, None), role),
                Span::new(entry.retryable.word(), Role::Plain),
                Span::new(sanitize(&entry.message, Some('\n')), Role::Plain),
            ]
        });
        return grid::write(&ENTRY_COLUMNS, rows.collect(), LEAST_MESSAGE, style, out);
    }
    for (place, (entry, hit)) in entries.into_iter().enumerate() {
        out.write_all(if place > 0 { b"\n" } else { b"" })?;
        entry_card(entry, hit, count == 1).write(style, out)?;
    }
    Ok(None)
}

/// The card of an entry. If it is the only one, the resolution is set apart.
fn entry_card(entry: &Entry, hit: Option<&Hit<'_>>, is_only: bool) -> Card {
    let role = Role::Status(entry.http_code);
    let mut card = Card::default();
    card.row("HttpCode", role, entry.http_code.map(status_text).as_deref());
    card.row("Code", role, &*entry.code);
    card.row("Message", Role::Plain, &*entry.message);
    if is_only {
        card.gap();
    }
    card.row("Resolution", Role::Resolution, &*entry.resolution);
    if is_only {
        card.gap();
    }
    card.row("Retryable", Role::Plain, retry_advice(entry.retryable));
    card.row("Origin", Role::Plain, &*origin_text(entry.origin, false));
    card.row("Aliases", Role::Plain, &*first_items(&entry.aliases));
    card.row("Actions", Role::Plain, &*first_items(&entry.actions));
    card.row("Notes", Role::Plain, &*bulleted(&entry.notes));
    if !entry.sources.is_empty() {
        card.row("Sources", Role::Plain, &*format!("{} (see -f json)", entry.sources.len()));
    }
    card.row("Link", Role::Plain, entry.link().as_deref());
    if let Some(hit) = hit {
        card.row("Score", Role::Plain, &*rounded(hit.score, 100.0).to_string());
        card.row("MatchedOn", Role::Plain, &*hit.matched_on.join(", "));
    }
    card
}

/// Writes an error as a card, with what happened first, then what to do.
fn write_finding(finding: &Finding<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let received = &finding.received;
    let role = Role::Status(finding.http_code());
    let mut card = Card::default();
    card.row("Code", role, received.code.as_deref().unwrap_or("(none in the text)"));
    card.row("HttpCode", role, finding.http_code().map(status_text).as_deref());
    card.row("Message", Role::Plain, finding.message());
    card.gap();
    push_what_to_do(&mut card, finding, finding.entry.map(|entry| &*entry.resolution));
    card.gap();
    if let Some(entry) = finding.entry {
        card.row("Retryable", Role::Plain, retry_advice(entry.retryable));
        card.row("Origin", Role::Plain, &*origin_text(entry.origin, received.message.is_some()));
        card.row("Product", Role::Plain, finding.product().as_deref());
    }
    card.row("Notes", Role::Plain, &*bulleted(&finding.notes()));
    card.row("RequestId", Role::Plain, received.request_id.as_deref());
    card.row("HostId", Role::Plain, received.host_id.as_deref());
    let link = received.recommend.clone().or_else(|| finding.entry.and_then(Entry::link));
    card.row("Link", Role::Plain, link.as_deref());
    card.row("Seen", Role::Plain, &*seen(finding));
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
    card.row("Message", Role::Plain, received.message.as_deref());
    push_what_to_do(&mut card, finding, finding.entry.map(with_authors).as_deref());
    if with_notes {
        card.row("Notes", Role::Plain, &*bulleted(&finding.notes()));
    }
    card.row("RequestId", Role::Plain, received.request_id.as_deref());
    if finding.entry.is_none() {
        card.row("Link", Role::Plain, received.recommend.as_deref());
    }
    card.write(style, out)
}

/// Adds the rows that say what to do, or where to look.
fn push_what_to_do(card: &mut Card, finding: &Finding<'_>, resolution: Option<&str>) {
    card.row("Resolution", Role::Resolution, resolution);
    if finding.entry.is_none() && finding.received.code.is_some() {
        let why = match finding.product() {
            Some(product) => format!("no: this is an error of {product}, not of NAS; see that product's documentation"),
            None => "no: not in the catalog".to_owned(),
        };
        card.row("Known", Role::Plain, &*why);
    }
    card.row("Suggestions", Role::Plain, &*finding.suggestions.join(", "));
    card.row("If so", Role::Plain, finding.suggested.map(with_authors).as_deref());
    card.row("More", Role::Plain, next_command(finding).as_deref());
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
    let words: Vec<&str> = words.filter(|word| word.len() > 2).take(SEARCH_WORDS).collect();
    if words.is_empty() {
        return finding.http_code().map(|status| format!("naserr lookup {status}"));
    }
    Some(format!("naserr search {}", words.join(" ")))
}

/// Writes how often each error was seen, in their order, with bars and totals.
fn write_counts(
    findings: &[Finding<'_>],
    totals: &Totals,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<Option<&'static str>> {
    let all = errors(findings);
    let most = findings.iter().map(|finding| finding.received.count).max().unwrap_or_default();
    let digits = most.to_string().len().max("Count".len());
    let rows = findings.iter().map(|finding| {
        let (count, status) = (finding.received.count, finding.http_code());
        let role = Role::Status(status);
        let code = match (&finding.received.code, finding.suggestions.first()) {
            (Some(code), _) => sanitize(code, None).into_owned(),
            (None, Some(suggestion)) => format!("(none; perhaps {suggestion})"),
            (None, None) => "(none)".to_owned(),
        };
        let bar = (u128::from(count) * LONGEST_BAR as u128).div_ceil(u128::from(most.max(1)));
        vec![
            Span::new(code, role),
            Span::new(format!("{count:>digits$}"), Role::Plain),
            Span::new(format!("{:>5}", percent(count, all)), Role::Plain),
            Span::new(status.map(|status| status.to_string()).unwrap_or_default(), role),
            Span::new(finding.retryable().word(), Role::Plain),
            Span::new("█".repeat(usize::try_from(bar).unwrap_or_default()), role),
        ]
    });
    let unseen = grid::write(&COUNT_COLUMNS, rows.collect(), LONGEST_BAR, style, out)?;
    let retryable = Retryable::ALL.map(|kind| {
        let share = percent(errors(findings.iter().filter(|finding| finding.retryable() == kind)), all);
        format!("{} {share}", kind.word())
    });
    writeln!(out, "\n{}, {} distinct", counted(all, "error"), findings.len())?;
    writeln!(out, "retryable: {}", retryable.join(", "))?;
    writeln!(out, "read {}", counted(totals.lines, "line"))?;
    Ok(unseen)
}
