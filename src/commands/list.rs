//! `naserr list`: all codes, or those that match the filters.

use super::{EVERY_CODE, Session, print};
use crate::catalog::{Catalog, Entry, family, same};
use crate::cli::ListArgs;
use crate::error::{Error, Exit};
use crate::report::Records;
use crate::search::nearest;
use crate::terminal::Terminal;

pub fn run(args: &ListArgs, session: Session<'_>) -> Result<Exit, Error> {
    let Session { catalog, format, terminal, .. } = session;
    let entries: Vec<&Entry> = catalog.entries().iter().filter(|entry| matches(entry, args)).collect();
    print(Records::Entries(&entries), args.full, format, terminal)?;
    let all_known = check_names(args, &catalog, terminal);
    if entries.is_empty() && all_known {
        terminal.error("no code matches these filters");
        terminal.hint(EVERY_CODE);
    }
    Ok(if entries.is_empty() || !all_known { Exit::NotFound } else { Exit::Found })
}

/// Whether an entry matches each filter that is set, with any of its values.
fn matches(entry: &Entry, args: &ListArgs) -> bool {
    fn admits<T>(filter: &[T], is_value: impl Fn(&T) -> bool) -> bool {
        filter.is_empty() || filter.iter().any(is_value)
    }
    admits(&args.status, |status| status.admits(entry.http_code))
        && admits(&args.family, |wanted| same(wanted, family(&entry.code)))
        && admits(&args.origin, |origin| *origin == entry.origin)
        && admits(&args.retryable, |retryable| *retryable == entry.retryable)
        && admits(&args.action, |wanted| entry.actions.iter().any(|action| same(wanted, action)))
}

/// Reports families and actions that no entry has, with the name that was probably meant. Returns whether there were
/// none.
fn check_names(args: &ListArgs, catalog: &Catalog, terminal: &mut Terminal) -> bool {
    let entries = catalog.entries().iter();
    let families: Vec<&str> = entries.clone().map(|entry| family(&entry.code)).collect();
    let actions: Vec<&str> = entries.flat_map(|entry| entry.actions.iter().map(|action| &**action)).collect();
    let mut all_known = true;
    for (wanted, known, what) in [(&args.family, families, "in the family"), (&args.action, actions, "for the action")]
    {
        for name in wanted.iter().filter(|name| !known.iter().any(|known| same(name, known))) {
            all_known = false;
            terminal.error(&format!("no code {what} '{name}'"));
            match nearest(name, known.iter().copied()) {
                Some(near) => terminal.hint(&format!("did you mean '{near}'?")),
                None => terminal.hint(EVERY_CODE),
            }
        }
    }
    all_known
}
