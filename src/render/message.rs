//! For people: what is said on standard error.

use std::io::{self, Write};

use super::Style;
use super::layout::{Layout, Part};
use super::palette::Role;
use super::wrap::wrapped;
use crate::visible::visible;

/// Writes a message of a kind: `hint: did you mean ...?`.
///
/// # Errors
///
/// When the stream cannot be written.
pub fn message(
    kind: &str,
    role: Role,
    what: &str,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let kind = Part::new([kind, ":"].concat(), role);
    let what = Part::new(visible(what, &['\n']), Role::Plain);
    Layout::of_message(kind, what).write(out, style)
}

/// Writes lines that no word of ours stands before.
///
/// # Errors
///
/// When the stream cannot be written.
pub fn lines(text: &str, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let text = visible(text, &['\n']);
    match style.width {
        Some(width) => writeln!(out, "{}", wrapped(&text, width)),
        None => writeln!(out, "{text}"),
    }
}
