//! `naserr search`: entries for words, a fragment or a misspelt code, best first.

use super::{Session, print};
use crate::catalog::Text;
use crate::cli::SearchArgs;
use crate::error::{Error, Exit};
use crate::render::{Format, Kind};
use crate::report::Record;
use crate::search::{Match, mount_error, search};

pub fn run(args: &SearchArgs, session: Session<'_>) -> Result<Exit, Error> {
    let Session {
        catalog,
        format,
        terminal,
    } = session;
    let query = args.query.join(" ");
    if let Some(message) = mount_error(&query) {
        terminal.error(&format!(
            "'{message}' is an error of the mount or the operating system, not of the NAS API, so it has no code"
        ));
        terminal.hint("look at the client: mount options, network, permissions and free space of the file system");
        return Ok(Exit::NotFound);
    }
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
    let names: Vec<Vec<Text>> = matches.iter().map(|matches| names(matches)).collect();
    let records = hits
        .iter()
        .zip(matches.iter().zip(&names))
        .map(|(hit, (matches, names))| Record::of_hit(hit, matches, names));
    print(records, Kind::Hits, format, terminal)?;
    if hits.is_empty() {
        terminal.error(&format!("no code matches '{query}'"));
        let is_sentence = query.split_whitespace().nth(1).is_some();
        let advice = if is_sentence {
            "; try fewer or simpler words"
        } else {
            ""
        };
        terminal.hint(&format!("'naserr list' shows every code{advice}"));
        return Ok(Exit::NotFound);
    }
    if is_cut && format == Format::Table {
        terminal.note(&format!("showing the {} best; -n 0 shows all", hits.len()));
    }
    Ok(Exit::Found)
}

/// The fields that matches are in, each once, as a list of texts.
fn names(matches: &[Match]) -> Vec<Text> {
    let names = matches.iter().map(|found| found.field.name().into());
    let mut names: Vec<Text> = names.collect();
    names.dedup();
    names
}
