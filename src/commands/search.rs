//! `naserr search`: entries for words, a fragment or a misspelt code, best first.

use super::{Session, print};
use crate::catalog::Texts;
use crate::cli::SearchArgs;
use crate::error::{Error, Exit};
use crate::render::Kind;
use crate::report::Record;
use crate::search::search;

pub fn run(args: &SearchArgs, session: Session<'_>) -> Result<Exit, Error> {
    let Session {
        catalog,
        format,
        terminal,
    } = session;
    let query = args.query.join(" ");
    let hits = search(&catalog, &query, (args.limit > 0).then_some(args.limit));
    let matched_on: Vec<String> = hits
        .iter()
        .map(|hit| Texts::join(hit.matched_on()))
        .collect();
    let records = hits
        .iter()
        .zip(&matched_on)
        .map(|(hit, matched_on)| Record::of_hit(hit, matched_on));
    print(records, Kind::Hits, format, terminal)?;
    if hits.is_empty() {
        terminal.error(&format!("nothing in the catalog is like '{query}'"));
        terminal.hint("'naserr list' shows every code; fewer and plainer words find more");
        return Ok(Exit::NotFound);
    }
    Ok(Exit::Found)
}
