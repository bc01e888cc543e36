//! `naserr list`: the catalog, all of it or what passes every filter.

use super::{Session, print};
use crate::catalog::{Entry, family, same};
use crate::cli::ListArgs;
use crate::error::{Error, Exit};
use crate::render::Kind;
use crate::report::Record;

pub fn run(args: &ListArgs, session: Session<'_>) -> Result<Exit, Error> {
    let Session {
        catalog,
        format,
        terminal,
    } = session;
    let entries: Vec<&Entry> = catalog
        .entries()
        .iter()
        .filter(|entry| passes(entry, args))
        .collect();
    print(
        entries.iter().copied().map(Record::of_entry),
        Kind::Entries,
        format,
        terminal,
    )?;
    if entries.is_empty() {
        terminal.error("no entry passes the filters");
        terminal.hint("'naserr list' shows every entry; each filter narrows it");
        return Ok(Exit::NotFound);
    }
    Ok(Exit::Found)
}

/// Whether an entry passes each filter that is set, with any of its values.
fn passes(entry: &Entry, args: &ListArgs) -> bool {
    let any_status = args
        .status
        .iter()
        .any(|status| status.admits(entry.http_code));
    let any_family = args
        .family
        .iter()
        .any(|wanted| same(wanted, family(&entry.code)));
    let any_action = args
        .action
        .iter()
        .any(|wanted| entry.actions.iter().any(|action| same(wanted, action)));
    (args.status.is_empty() || any_status)
        && (args.family.is_empty() || any_family)
        && (args.origin.is_empty() || args.origin.contains(&entry.origin))
        && (args.retryable.is_empty() || args.retryable.contains(&entry.retryable))
        && (args.action.is_empty() || any_action)
}
