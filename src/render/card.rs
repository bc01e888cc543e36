//! Cards: one field per row, its name and its text side by side.
//!
//! Text is laid out plain and painted afterwards, so that colour cannot disturb widths.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Style;
use super::palette::{Role, Span};
use super::wrap::{width, wrapped};

/// The blank columns between a name and its text.
const GAP: usize = 2;

/// The rows of a card.
#[derive(Default)]
pub struct Card<'a> {
    /// The columns before the names.
    pub indent: usize,
    /// The columns that the names take at least, so that cards written one after the other are in line.
    pub least: usize,
    /// Names and texts; `None` is a blank line.
    rows: Vec<Option<(&'a str, Span<'a>)>>,
}

impl<'a> Card<'a> {
    /// Adds a row.
    pub fn push(&mut self, name: &'a str, text: Span<'a>) {
        self.rows.push(Some((name, text)));
    }

    /// Adds a blank line, except at the top.
    pub fn gap(&mut self) {
        if matches!(self.rows.last(), Some(Some(_))) {
            self.rows.push(None);
        }
    }

    /// Writes the rows, their texts in line.
    pub fn write(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let names = self.rows.iter().flatten().map(|(name, _)| width(name));
        let column = names.max().unwrap_or(0).max(self.least) + GAP;
        for row in &self.rows {
            match row {
                Some((name, text)) => {
                    write_row((name, Role::Label), text, self.indent, column, style, out)?;
                }
                None => writeln!(out)?,
            }
        }
        Ok(())
    }
}

/// Writes a name after `indent` columns and, `column` columns to its right, the lines of a text.
pub fn write_row(
    (mut name, name_role): (&str, Role),
    text: &Span<'_>,
    indent: usize,
    column: usize,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lines = match style.width {
        Some(room) => wrapped(&text.content, room.saturating_sub(indent + column)).into(),
        None => Cow::Borrowed(&*text.content),
    };
    let mut painted = String::new();
    for line in lines.trim_end_matches('\n').split('\n') {
        painted.clear();
        painted.extend(std::iter::repeat_n(' ', indent));
        painted.push_str(&style.palette.paint(name_role, name));
        painted.extend(std::iter::repeat_n(' ', column.saturating_sub(width(name))));
        style.palette.paint_part(text, line, &mut painted);
        painted.truncate(painted.trim_end().len());
        painted.push('\n');
        out.write_all(painted.as_bytes())?;
        name = "";
    }
    Ok(())
}
