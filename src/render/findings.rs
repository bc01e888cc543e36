//! For people: errors found in an input, a short card for each, what to do about it right below its code.

use std::io::{self, Write};

use super::cell::{Cell, cells, label, named};
use super::layout::{Layout, Part};
use super::palette::Role;
use super::{Kind, Renderer, Style};
use crate::report::Record;

/// The fields of a card, each with whether only a single error has room for it.
const FIELDS: [(&str, bool); 12] = [
    ("Code", false),
    ("HttpCode", false),
    ("Resolution", false),
    ("Message", false),
    ("Known", false),
    ("Suggestions", false),
    ("Notes", false),
    ("Retryable", false),
    ("Origin", false),
    ("RequestId", false),
    ("HostId", true),
    ("Recommend", true),
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
        let mut layout = Layout::new(1).with_label("Suggestions");
        card(&mut layout, &cells, false);
        layout.write(out, self.style)
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let is_single = self.found.len() == 1;
        let mut layout = Layout::new(1);
        for cells in &self.found {
            layout.gap();
            card(&mut layout, cells, is_single);
        }
        layout.write(out, self.style)
    }
}

/// Adds the rows of a card.
fn card<'c>(layout: &mut Layout<'c>, cells: &'c [Cell], is_single: bool) {
    let is_known = named(cells, "Known").is_some_and(|known| known.brief() == "true");
    let has_code = named(cells, "Code").is_some();
    for (name, is_aside) in FIELDS {
        let remark = |text| vec![label(name), Part::new(text, Role::Plain)];
        match (name, named(cells, name)) {
            ("Known", _) if has_code && !is_known => layout.row(remark("no: not in the catalog")),
            ("Code", None) => layout.row(remark("none: the text names no code")),
            // What the name of an unknown code tells is all that there is, and nothing is known of a retry.
            ("Known", _) => {}
            ("Retryable", _) if !is_known => {}
            ("Notes", Some(_)) if is_known && !is_single => {
                layout.row(vec![
                    label(name),
                    Part::new(whole_entry(cells), Role::Plain),
                ]);
            }
            _ if is_aside && !is_single => {}
            (_, Some(cell)) => layout.row(cell.labelled(cell.full())),
            (_, None) => {}
        }
    }
    layout.row(vec![label("Seen"), Part::new(seen(cells), Role::Plain)]);
}

/// Where the notes of the catalog stand: among many errors there is no room for them.
fn whole_entry(cells: &[Cell]) -> String {
    let code = named(cells, "Code").map(Cell::brief).unwrap_or_default();
    if code.contains(' ') {
        format!("naserr lookup '{code}'")
    } else {
        format!("naserr lookup {code}")
    }
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
