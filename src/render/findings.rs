//! For people: errors found in an input, a short card for each, what to do about it right below its code.

use std::io::{self, Write};

use super::cell::{Cell, cells, label, named};
use super::layout::{Layout, Part};
use super::palette::Role;
use super::{Kind, Renderer, Style};
use crate::report::Record;

/// The fields of a card when there are several. A single error is shown with its notes and where its texts are from.
const SEVERAL: [&str; 9] = [
    "Code",
    "HttpCode",
    "Resolution",
    "Message",
    "Known",
    "Suggestions",
    "Notes",
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
    "Notes",
    "Retryable",
    "Origin",
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
}

impl Renderer for Cards {
    fn record(&mut self, out: &mut dyn Write, record: &Record<'_>) -> io::Result<()> {
        let cells = cells(record, |_| true);
        if self.kind != Kind::Stream {
            self.found.push(cells);
            return Ok(());
        }
        if std::mem::replace(&mut self.begun, true) {
            out.write_all(b"\n")?;
        }
        let mut layout = Layout::new(1);
        card(&mut layout, &cells, &SEVERAL);
        layout.write(out, self.style)
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let fields: &[&'static str] = if self.found.len() == 1 {
            &SINGLE
        } else {
            &SEVERAL
        };
        let mut layout = Layout::new(1);
        for cells in &self.found {
            layout.gap();
            card(&mut layout, cells, fields);
        }
        layout.write(out, self.style)
    }
}

/// Adds the rows of a card.
fn card<'c>(layout: &mut Layout<'c>, cells: &'c [Cell], fields: &[&'static str]) {
    let is_known = named(cells, "Known").is_some_and(|known| known.brief() == "true");
    for &name in fields {
        match (name, named(cells, name)) {
            ("Known", _) if is_known => {}
            ("Known", _) => layout.row(vec![
                label(name),
                Part::new("no: not in the catalog", Role::Plain),
            ]),
            ("Code", None) => layout.row(vec![
                label(name),
                Part::new("none: the text names no code", Role::Plain),
            ]),
            // What the name of an unknown code tells is all that there is.
            ("Notes", Some(_)) if is_known && fields == SEVERAL => {}
            (_, Some(cell)) => layout.row(cell.labelled(cell.full())),
            (_, None) => {}
        }
    }
    layout.row(vec![label("Seen"), Part::new(seen(cells), Role::Plain)]);
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
