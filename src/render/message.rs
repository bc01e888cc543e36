//! For people: what goes to standard error.

use std::io::{self, Write};

use super::Style;
use super::card::write_row;
use super::palette::{Role, Span};
use super::wrap::wrapped;
use crate::sanitize::sanitize;

/// Writes a message of a kind: `hint: did you mean ...?`.
pub fn write(kind: &str, role: Role, what: &str, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let name = [kind, ":"].concat();
    let what = Span::new(sanitize(what, &['\n']), Role::Plain);
    write_row(&name, role, &what, 0, name.len() + 1, style, out)
}

/// Writes lines without a word before them.
pub fn write_lines(text: &str, style: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", wrapped(&sanitize(text, &['\n']), style.width.unwrap_or(usize::MAX)))
}
