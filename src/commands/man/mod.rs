//! `naserr man`: the manual page, as it is kept in the repository and put into packages.

#[cfg(test)]
mod page;

use crate::error::{Error, Exit};
use crate::terminal::Terminal;

/// The page in roff, made from the definition of the arguments.
const PAGE: &str = include_str!("naserr.1");

pub fn run(terminal: &mut Terminal) -> Result<Exit, Error> {
    terminal.answer(PAGE)?;
    Ok(Exit::Found)
}
