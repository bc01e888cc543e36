//! Cards: one field per row, its name and its text side by side.
//!
//! Text is laid out first and coloured afterwards, so that colour codes do not affect the widths.

use std::io::{self, Write};
use std::iter::repeat_n;

use super::style::{Role, Span, Style};
use super::wrap::{width, wrapped};
use crate::sanitize::sanitize;

/// The space between a name and its text, in columns.
const GAP: usize = 2;

/// The rows of a card.
#[derive(Default)]
pub struct Card {
    /// The columns before the names.
    pub indent: usize,
    /// The least width of the names, so that consecutive cards line up.
    pub least: usize,
    /// Names and texts; `None` is a blank line.
    rows: Vec<Option<(&'static str, Span)>>,
}

impl Card {
    /// Adds a row of untrusted text, if there is any.
    pub fn row<'t>(&mut self, name: &'static str, role: Role, text: impl Into<Option<&'t str>>) {
        let safe = sanitize(text.into().unwrap_or_default(), Some('\n'));
        if !safe.is_empty() {
            self.rows.push(Some((name, Span::new(safe, role))));
        }
    }

    /// Adds a blank line, except at the top.
    pub fn gap(&mut self) {
        if matches!(self.rows.last(), Some(Some(_))) {
            self.rows.push(None);
        }
    }

    /// Writes the rows, with their texts aligned.
    pub fn write(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let names = self.rows.iter().flatten().map(|(name, _)| name.len());
        let column = names.max().unwrap_or(0).max(self.least) + GAP;
        for row in &self.rows {
            match row {
                Some((name, text)) => write_row(name, Role::Label, text, self.indent, column, style, out)?,
                None => writeln!(out)?,
            }
        }
        Ok(())
    }
}

/// Writes a name after `indent` columns and, `column` columns to its right, the lines of a text.
pub fn write_row(
    mut name: &str,
    name_role: Role,
    text: &Span,
    indent: usize,
    column: usize,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let room = style.width.map_or(usize::MAX, |width| width.saturating_sub(indent + column));
    for line in wrapped(&text.content, room).split('\n') {
        let mut painted = String::with_capacity(128);
        painted.extend(repeat_n(' ', indent));
        painted.push_str(&style.paint(name_role, name));
        painted.extend(repeat_n(' ', column.saturating_sub(width(name))));
        painted.push_str(&style.paint(text.role, line));
        writeln!(out, "{}", painted.trim_end())?;
        name = "";
    }
    Ok(())
}
