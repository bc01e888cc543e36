//! One file per command: each queries the catalog, makes records of what it finds, and passes them to a renderer.

pub mod complete;
mod count;
pub mod explain;
mod inputs;
pub mod list;
pub mod lookup;
pub mod search;
pub mod static_pages;

use crate::error::Error;
use crate::render::{Format, Style, write};
use crate::report::Records;
use crate::terminal::Terminal;

/// A hint for users who find nothing.
const EVERY_CODE: &str = "'naserr list' shows every code";

/// Prints records. `full` shows people every field of every record.
pub fn print(records: Records<'_>, full: bool, format: Format, terminal: &mut Terminal) -> Result<(), Error> {
    let unseen = terminal.print(|style, out| write(format, records, Style { full, ..style }, out))?;
    if let Some(unseen) = unseen {
        terminal.hint(&format!("{unseen}; --full shows every field"));
    }
    Ok(())
}
