//! Tab-separated values with a heading, for `cut`, `awk` and spreadsheets.

use std::io::{self, Write};

use super::Renderer;
use crate::report::{Kind, Record};
use crate::sanitize::sanitize;

/// A heading, then a line per record.
#[derive(Debug)]
pub struct Lines {
    heading: Option<Vec<&'static str>>,
}

impl Lines {
    pub fn new(kind: Kind) -> Self {
        Self { heading: Some(kind.field_names()) }
    }

    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.heading.take().map_or(Ok(()), |names| writeln!(out, "{}", names.join("\t")))
    }
}

impl Renderer for Lines {
    fn record(&mut self, out: &mut dyn Write, record: Record<'_>) -> io::Result<()> {
        self.begin(out)?;
        let cells: Vec<String> = record.fields().iter().map(|(_, value)| escaped(&value.joined("; "))).collect();
        writeln!(out, "{}", cells.join("\t"))
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)
    }
}

/// Text that cannot leave its cell: tabs, line breaks and backslashes as `\t`, `\n`, `\r` and `\\`.
fn escaped(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r");
    sanitize(&escaped, &[]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_cell_cannot_be_left() {
        assert_eq!(escaped("a\tb\\t\nc\r"), "a\\tb\\\\t\\nc\\r");
    }
}
