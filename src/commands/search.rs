//! `naserr search`: entries for words, a fragment or a misspelt code, best first.

use super::Session;
use crate::catalog::Texts;
use crate::cli::SearchArgs;
use crate::error::{Error, Exit};
use crate::render::{Kind, renderer};
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
    let mut renderer = renderer(format, Kind::Hits, terminal.style());
    let out = terminal.output();
    hits.iter()
        .try_for_each(|hit| {
            renderer.record(out, &Record::of_hit(hit, &Texts::join(hit.matched_on())))
        })
        .and_then(|()| renderer.finish(out))
        .map_err(|error| Error::output(&error))?;
    terminal.flush()?;
    if hits.is_empty() {
        terminal.error(&format!("nothing in the catalog is like '{query}'"));
        terminal.hint("'naserr list' shows every code; fewer and plainer words find more");
        return Ok(Exit::NotFound);
    }
    Ok(Exit::Found)
}
