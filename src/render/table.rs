//! For people: a card for a single record, a table for several.

use std::borrow::Cow;
use std::io::{self, Write};

use super::layout::Layout;
use super::palette::Role;
use super::{Renderer, Style, joined};
use crate::catalog::{Texts, phrase};
use crate::report::{Field, Record, Value};
use crate::visible::into_visible;

/// The columns of a table of several records.
const COLUMNS: [&str; 5] = ["HttpCode", "Code", "Message", "Resolution", "Origin"];

/// The most words of a list, such as API actions, that a card names.
const WORDS: usize = 6;

/// The columns in which running text is still pleasant to read; with fewer, records stand below each other.
const READABLE: usize = 26;

/// Keeps every record, since the widths depend on all of them.
pub struct Table {
    style: Style,
    records: Vec<Vec<Cell>>,
}

/// A field that has a value, as people read it.
struct Cell {
    name: &'static str,
    text: String,
    /// What the text stands for, told where there is room for it.
    meaning: &'static str,
    role: Role,
}

impl Table {
    pub const fn new(style: Style) -> Self {
        let records = Vec::new();
        Self { style, records }
    }
}

impl Renderer for Table {
    fn record(&mut self, _: &mut dyn Write, record: &Record<'_>) -> io::Result<()> {
        let status = match record.get("HttpCode") {
            Value::Status(status) => Some(*status),
            _ => None,
        };
        let mut cells = Vec::with_capacity(record.fields.len());
        let fields = record.fields.iter().filter(|field| !field.value.is_empty());
        cells.extend(fields.map(|field| cell(field, Role::Status(status))));
        self.records.push(cells);
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let layout = match self.records.as_slice() {
            [] => return Ok(()),
            [record] => card(record),
            records if self.style.width.is_none_or(|width| fits(records, width)) => {
                table(records, self.style.width.is_some())
            }
            records => stack(records),
        };
        layout.write(out, self.style)
    }
}

/// A field as a card shows it: whole, but for what would bury the resolution and is there for programs.
fn cell(field: &Field<'_>, status: Role) -> Cell {
    let (text, meaning) = match &field.value {
        Value::Status(status) => (status.to_string(), phrase(*status).unwrap_or_default()),
        Value::Word { word, meaning } => ((*word).to_owned(), *meaning),
        Value::List {
            item: "Source",
            texts,
        } => (texts.len().to_string(), "named by -f json"),
        Value::List {
            item: "Note",
            texts,
        } => (sentences(*texts), ""),
        Value::List { texts, .. } => words(*texts),
        other => (joined(other, "\n"), ""),
    };
    let role = match field.name {
        "HttpCode" | "Code" => status,
        "Resolution" => Role::Resolution,
        _ => Role::Plain,
    };
    Cell {
        name: field.name,
        text: into_visible(text, &['\n']),
        meaning,
        role,
    }
}

/// Sentences below each other, with a dash each when there are several.
fn sentences(texts: Texts<'_>) -> String {
    let several = texts.len() > 1;
    texts
        .iter()
        .fold(String::with_capacity(512), |mut lines, text| {
            if several {
                lines.push_str(if lines.is_empty() { "- " } else { "\n- " });
            }
            lines.push_str(text);
            lines
        })
}

/// The first few words of a list, and what is to be said when there are more.
fn words(texts: Texts<'_>) -> (String, &'static str) {
    let mut text = String::with_capacity(128);
    for word in texts.iter().take(WORDS) {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(word);
    }
    match texts.len().saturating_sub(WORDS) {
        0 => (text, ""),
        more => (format!("{text} and {more} more"), "all named by -f json"),
    }
}

/// Every field of a record, the resolution standing apart from the rest.
fn card(record: &[Cell]) -> Layout<'_> {
    let mut layout = Layout::new(1);
    for cell in record {
        let apart = cell.name == "Resolution";
        if apart {
            layout.gap();
        }
        layout.row(labelled(cell, full(cell)));
        if apart {
            layout.gap();
        }
    }
    layout
}

/// Records below each other, the fields of a table's columns one a line.
fn stack(records: &[Vec<Cell>]) -> Layout<'_> {
    let mut layout = Layout::new(1);
    for record in records {
        layout.gap();
        for cell in COLUMNS.iter().filter_map(|name| named(record, name)) {
            layout.row(labelled(cell, brief(cell)));
        }
    }
    layout
}

/// One row a record.
fn table(records: &[Vec<Cell>], wraps: bool) -> Layout<'_> {
    let mut layout = Layout::new(2);
    layout.row(
        COLUMNS
            .iter()
            .map(|name| ((*name).into(), Role::Label))
            .collect(),
    );
    for record in records {
        // Rows of several lines are told apart by the blank line between them.
        if wraps {
            layout.gap();
        }
        let cells = COLUMNS.iter().map(|name| {
            named(record, name).map_or(("-".into(), Role::Plain), |cell| (brief(cell), cell.role))
        });
        layout.row(cells.collect());
    }
    layout
}

fn named<'c>(record: &'c [Cell], name: &str) -> Option<&'c Cell> {
    record.iter().find(|cell| cell.name == name)
}

/// A row of two cells: the field's name and its value.
fn labelled<'c>(cell: &Cell, text: Cow<'c, str>) -> Vec<(Cow<'c, str>, Role)> {
    vec![(cell.name.into(), Role::Label), (text, cell.role)]
}

/// A value for a table, where a status is all that is explained: `404 Not Found`.
fn brief(cell: &Cell) -> Cow<'_, str> {
    match cell.meaning {
        phrase if cell.name == "HttpCode" && !phrase.is_empty() => {
            format!("{} {phrase}", cell.text).into()
        }
        _ => cell.text.as_str().into(),
    }
}

/// A value for a card, with what it means.
fn full(cell: &Cell) -> Cow<'_, str> {
    match cell.meaning {
        meaning if cell.name != "HttpCode" && !meaning.is_empty() => {
            format!("{} ({meaning})", cell.text).into()
        }
        _ => brief(cell),
    }
}

/// Whether a table of this width leaves enough room for the two texts of each record.
fn fits(records: &[Vec<Cell>], width: usize) -> bool {
    let widest = |name: &str| {
        let cells = records.iter().filter_map(|record| named(record, name));
        let widths = cells.map(|cell| brief(cell).chars().count());
        widths.max().unwrap_or(0).max(name.len())
    };
    widest("HttpCode") + widest("Code") + widest("Origin") + 2 * READABLE + 2 * COLUMNS.len()
        <= width
}
