//! For people: a card for a single entry, a table for several.

use std::io::{self, Write};

use super::cell::{Cell, cells, label, named};
use super::layout::{GAP, Layout, Part};
use super::palette::Role;
use super::width::{is_right_to_left, width};
use super::{Renderer, Style};
use crate::report::Record;

/// The columns of a table of several entries.
const COLUMNS: [&str; 5] = ["HttpCode", "Code", "Message", "Resolution", "Origin"];

/// The columns in which running text is still pleasant to read; with fewer, entries stand below each other.
const READABLE: usize = 26;

/// Keeps every entry, since the widths depend on all of them.
pub struct Table {
    style: Style,
    entries: Vec<Vec<Cell>>,
}

impl Table {
    pub const fn new(style: Style) -> Self {
        Self {
            style,
            entries: Vec::new(),
        }
    }
}

impl Renderer for Table {
    fn record(&mut self, _: &mut dyn Write, record: &Record<'_>) -> io::Result<()> {
        // Only the first may turn out to be the only one, and be shown whole.
        let is_first = self.entries.is_empty();
        self.entries
            .push(cells(record, |name| is_first || COLUMNS.contains(&name)));
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let layout = match self.entries.as_slice() {
            [] => return Ok(()),
            [entry] => card(entry),
            entries if self.style.width.is_none_or(|width| fits(entries, width)) => {
                table(entries, self.style.width.is_some())
            }
            entries => stack(entries),
        };
        layout.write(out, self.style)
    }
}

/// Every field of an entry, the resolution standing apart from the rest.
fn card(entry: &[Cell]) -> Layout<'_> {
    let mut layout = Layout::new(1);
    for cell in entry {
        let apart = cell.name == "Resolution";
        if apart {
            layout.gap();
        }
        layout.row(cell.labelled(cell.full()));
        if apart {
            layout.gap();
        }
    }
    layout
}

/// Entries below each other, the fields of a table's columns one a line.
fn stack(entries: &[Vec<Cell>]) -> Layout<'_> {
    let mut layout = Layout::new(1);
    for entry in entries {
        layout.gap();
        for cell in COLUMNS.iter().filter_map(|name| named(entry, name)) {
            layout.row(cell.labelled(cell.brief()));
        }
    }
    layout
}

/// One row an entry.
fn table(entries: &[Vec<Cell>], wraps: bool) -> Layout<'_> {
    let mut layout = Layout::new(2);
    layout.row(COLUMNS.map(label).to_vec());
    for entry in entries {
        // Rows of several lines are told apart by the blank line between them.
        if wraps {
            layout.gap();
        }
        let cells = COLUMNS.iter().map(|name| {
            named(entry, name).map_or(Part::new("-", Role::Plain), |cell| cell.part(cell.brief()))
        });
        layout.row(cells.collect());
    }
    layout
}

/// Whether a table of this width leaves enough room for the two texts of each entry.
fn fits(entries: &[Vec<Cell>], room: usize) -> bool {
    let cells = |name: &'static str| entries.iter().filter_map(move |entry| named(entry, name));
    let widest = |name: &'static str| {
        let widths = cells(name).map(|cell| width(&cell.brief()));
        widths.max().unwrap_or(0).max(name.len())
    };
    let texts = || cells("Message").chain(cells("Resolution"));
    let words = texts().filter_map(|cell| cell.brief().split(' ').map(width).max());
    let text = words.max().unwrap_or(0).clamp(READABLE, 2 * READABLE);
    let gaps = GAP * (COLUMNS.len() - 1);
    widest("HttpCode") + widest("Code") + widest("Origin") + 2 * text + gaps <= room
        && !texts().any(|cell| is_right_to_left(&cell.brief()))
}
