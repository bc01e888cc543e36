//! One file a command: each asks the catalog, makes records of what it finds and hands them to a renderer.

pub mod explain;
pub mod list;
pub mod lookup;
pub mod schema;
pub mod search;

use crate::catalog::{Catalog, Entry};
use crate::error::Error;
use crate::render::{Format, Kind, renderer};
use crate::report::Record;
use crate::terminal::Terminal;

/// What every command works with.
pub struct Session<'t> {
    pub catalog: Catalog,
    pub format: Format,
    pub terminal: &'t mut Terminal,
}

/// Prints entries.
pub fn print_entries(
    entries: &[Entry<'_>],
    format: Format,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let mut renderer = renderer(format, Kind::Entries, terminal.style());
    let out = terminal.output();
    entries
        .iter()
        .try_for_each(|entry| renderer.record(out, &Record::of_entry(entry)))
        .and_then(|()| renderer.finish(out))
        .map_err(|error| Error::output(&error))?;
    terminal.flush()
}
