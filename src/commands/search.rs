//! `naserr search`: entries for words, a fragment or a misspelt code, best first.

use super::{Session, print};
use crate::cli::SearchArgs;
use crate::error::{Error, Exit};
use crate::render::Format;
use crate::report::{Kind, Record};
use crate::search::{Match, search};

pub fn run(args: &SearchArgs, session: Session<'_>) -> Result<Exit, Error> {
    let Session {
        catalog,
        format,
        terminal,
    } = session;
    let query = args.query.join(" ");
    let limit = (args.limit > 0).then_some(args.limit);
    // One more tells whether there are any.
    let mut hits = search(&catalog, &query, limit.map(|limit| limit.saturating_add(1)));
    let is_cut = limit.is_some_and(|limit| hits.len() > limit);
    hits.truncate(limit.unwrap_or(hits.len()));
    // A table without colour shows nothing of what matched, and to find it takes as long as the search.
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
    let records = hits.iter().zip(&matches);
    let records: Vec<Record<'_>> = records
        .map(|(hit, matches)| Record::Hit(hit, matches))
        .collect();
    print(&records, Kind::Hits, args.full, format, terminal)?;
    if hits.is_empty() {
        terminal.error(&format!("nothing in the catalog is like '{query}'"));
        terminal.hint("'naserr list' shows every code; fewer and plainer words find more");
        return Ok(Exit::NotFound);
    }
    if is_cut && format == Format::Table {
        terminal.note(&format!(
            "the best {} are shown; '-n 0' shows all",
            hits.len()
        ));
    }
    Ok(Exit::Found)
}
