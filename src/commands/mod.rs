//! One file per command: each asks the catalog, makes records of what it finds and hands them to a renderer.

pub mod complete;
pub mod completions;
pub mod explain;
pub mod list;
pub mod lookup;
pub mod search;
pub mod static_pages;

use crate::error::Error;
use crate::render::{Format, Kind, renderer};
use crate::report::Record;
use crate::terminal::Terminal;

/// A hint for anyone who finds nothing.
const EVERY_CODE: &str = "'naserr list' shows every code";

/// Prints records of one kind.
pub fn print<'r>(
    records: impl IntoIterator<Item = Record<'r>>,
    kind: Kind,
    format: Format,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let mut renderer = renderer(format, kind, terminal.style());
    let out = terminal.output();
    records
        .into_iter()
        .try_for_each(|record| renderer.record(out, &record))
        .and_then(|()| renderer.finish(out))
        .map_err(|error| Error::output(&error))?;
    terminal.flush()
}
