//! `naserr schema`: the JSON Schema of a catalog file, for editors and checks.

use crate::error::{Error, Exit};
use crate::terminal::Terminal;

/// What it prints.
const SCHEMA: &str = include_str!("../catalog/schema.json");

pub fn run(terminal: &mut Terminal) -> Result<Exit, Error> {
    terminal.answer(SCHEMA)?;
    Ok(Exit::Found)
}
