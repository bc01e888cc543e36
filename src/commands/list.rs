//! `naserr list`: the catalog, all of it or what passes every filter.

use super::{Session, print};
use crate::catalog::{Entry, family, same};
use crate::cli::ListArgs;
use crate::error::{Error, Exit};
use crate::report::{Kind, Record};

pub fn run(args: &ListArgs, session: Session<'_>) -> Result<Exit, Error> {
    let Session {
        catalog,
        format,
        terminal,
    } = session;
    let entries: Vec<Entry<'_>> = catalog
        .entries()
        .filter(|entry| passes(entry, args))
        .collect();
    let records: Vec<Record<'_>> = entries.iter().map(Record::Entry).collect();
    print(&records, Kind::Entries, args.full, format, terminal)?;
    if entries.is_empty() {
        terminal.error("no entry passes the filters");
        terminal.hint("'naserr list' shows every entry; each filter narrows it");
        return Ok(Exit::NotFound);
    }
    Ok(Exit::Found)
}

/// Whether an entry passes each filter that is set, with any of its values.
fn passes(entry: &Entry<'_>, args: &ListArgs) -> bool {
    let any_status = args
        .status
        .iter()
        .any(|status| status.admits(entry.http_code));
    let any_family = args
        .family
        .iter()
        .any(|wanted| same(wanted, family(entry.code)));
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
