//! One file a command: each asks the catalog, makes records of what it finds and hands them to a renderer.

pub mod complete;
pub mod completions;
pub mod explain;
pub mod list;
pub mod lookup;
pub mod man;
pub mod schema;
pub mod search;

use crate::catalog::Catalog;
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
