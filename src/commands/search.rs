//! `naserr search`: entries for words, part of a code or a misspelt code, best first.

use super::{EVERY_CODE, print};
use crate::catalog::{StatusFilter, Texts};
use crate::cli::SearchArgs;
use crate::error::{Error, Exit};
use crate::render::{Format, Kind};
use crate::report::Record;
use crate::search::{Match, search};
use crate::session::Session;

pub fn run(args: &SearchArgs, session: Session<'_>) -> Result<Exit, Error> {
    let Session {
        catalog,
        format,
        terminal,
        ..
    } = session;
    let query = args.query.join(" ");
    let mut hits = search(&catalog, &query, None);
    let total = hits.len();
    if args.limit > 0 {
        hits.truncate(args.limit);
    }
    // A table without colour does not show what matched, and finding it takes as long as the search.
    let shows_matches = format != Format::Table || terminal.style().palette.is_colored();
    let matches: Vec<Vec<Match>> = hits
        .iter()
        .map(|hit| {
            if shows_matches {
                hit.matches()
            } else {
                Vec::new()
            }
        })
        .collect();
    let names: Vec<String> = matches.iter().map(|matches| names(matches)).collect();
    let records = hits
        .iter()
        .zip(matches.iter().zip(&names))
        .map(|(hit, (matches, names))| Record::of_hit(hit, matches, names));
    print(records, Kind::Hits, format, terminal)?;
    if hits.is_empty() {
        terminal.error(&format!("no match for '{query}'"));
        if query.parse::<StatusFilter>().is_ok() {
            terminal.hint(&format!(
                "'naserr lookup {query}' finds codes by HTTP status"
            ));
        } else if args.query.len() > 1 || query.contains(' ') {
            terminal.hint(&format!("try fewer or simpler words; {EVERY_CODE}"));
        } else {
            terminal.hint(EVERY_CODE);
        }
        return Ok(Exit::NotFound);
    }
    if hits.len() < total && format == Format::Table {
        let shown = hits.len();
        terminal.note(&format!(
            "showing the best {shown} of {total}; '-n 0' shows all"
        ));
    }
    Ok(Exit::Found)
}

/// The fields that matches are in, each once, as a list of texts.
fn names(matches: &[Match]) -> String {
    let mut names: Vec<&str> = matches.iter().map(|found| found.field.name()).collect();
    names.dedup();
    Texts::join(names)
}
