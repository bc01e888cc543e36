//! For people: errors found in an input, a short card for each, what to do about it right below its code.

use std::io::{self, Write};

use super::cell::{Cell, cells, label, named};
use super::layout::{Layout, Part};
use super::palette::Role;
use super::{Kind, Renderer, Style};
use crate::report::Record;

/// The fields of a card when there are several. A single error is shown with its notes and where its texts are from.
const SEVERAL: [&str; 8] = [
    "Code",
    "HttpCode",
    "Resolution",
    "Message",
    "Known",
    "Suggestions",
    "Retryable",
    "RequestId",
];
const SINGLE: [&str; 12] = [
    "Code",
    "HttpCode",
    "Resolution",
    "Message",
    "Known",
    "Suggestions",
    "Retryable",
    "Origin",
    "Notes",
    "RequestId",
    "HostId",
    "Recommend",
];

/// Keeps the errors until the last one is known, or shows each at once.
pub struct Cards {
    style: Style,
    kind: Kind,
    found: Vec<Vec<Cell>>,
    begun: bool,
}

impl Cards {
    pub const fn new(style: Style, kind: Kind) -> Self {
        Self {
            style,
            kind,
            found: Vec::new(),
            begun: false,
        }
    }

    fn write(&mut self, out: &mut dyn Write, cells: &[Cell], fields: &[&str]) -> io::Result<()> {
        if self.begun {
            out.write_all(b"\n")?;
        }
        self.begun = true;
        card(cells, fields).write(out, self.style)
    }
}

impl Renderer for Cards {
    fn record(&mut self, out: &mut dyn Write, record: &Record<'_>) -> io::Result<()> {
        let cells = cells(record);
        if self.kind == Kind::Stream {
            return self.write(out, &cells, &SEVERAL);
        }
        self.found.push(cells);
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let found = std::mem::take(&mut self.found);
        let fields: &[&str] = if found.len() == 1 { &SINGLE } else { &SEVERAL };
        found
            .iter()
            .try_for_each(|cells| self.write(out, cells, fields))
    }
}

fn card<'c>(cells: &'c [Cell], fields: &[&str]) -> Layout<'c> {
    let mut layout = Layout::new(1);
    let is_known = named(cells, "Known").is_some_and(|known| known.brief() == "true");
    for &name in fields {
        match (name, named(cells, name)) {
            ("Known", _) if is_known => {}
            ("Known", _) => layout.row(vec![
                label("Known"),
                Part::new("no: not in the catalog", Role::Plain),
            ]),
            ("Code", None) => layout.row(vec![
                label("Code"),
                Part::new("none: the text names no code", Role::Plain),
            ]),
            (_, Some(cell)) => layout.row(cell.labelled(cell.full())),
            (_, None) => {}
        }
    }
    layout.row(vec![label("Seen"), Part::new(seen(cells), Role::Plain)]);
    layout
}

/// How often an error was seen, and where first: `3 times, first in app.log, line 12`.
fn seen(cells: &[Cell]) -> String {
    let text = |name| named(cells, name).map(Cell::brief).unwrap_or_default();
    let (count, file, line) = (text("Count"), text("File"), text("Line"));
    let times = if count == "1" {
        String::new()
    } else {
        format!("{count} times, first ")
    };
    if file == "-" {
        format!("{times}on line {line}")
    } else {
        format!("{times}in {file}, line {line}")
    }
}
