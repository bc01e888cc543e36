//! One file per command: each queries the catalog, makes records of what it finds, and passes them to a renderer.

pub mod complete;
pub mod explain;
pub mod list;
pub mod lookup;
pub mod search;
pub mod static_pages;

use crate::error::Error;
use crate::render::{Format, Style, write};
use crate::report::{Record, RecordKind};
use crate::terminal::Terminal;

/// A hint for users who find nothing.
const EVERY_CODE: &str = "'naserr list' shows every code";

/// Prints records of one kind. `full` shows people every field of every record.
pub fn print(
    records: &[Record<'_>],
    kind: RecordKind,
    full: bool,
    format: Format,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let unseen = terminal.print(|style, out| write(format, kind, records, Style { full, ..style }, out))?;
    if let Some(unseen) = unseen {
        terminal.hint(&format!("{unseen}; --full shows every field"));
    }
    Ok(())
}
