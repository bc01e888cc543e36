//! Markdown: one table.

use std::io::{self, Write};

use super::{Renderer, joined};
use crate::report::Record;
use crate::visible::visible;

/// A table whose heading is the fields' names.
#[derive(Debug)]
pub struct Table {
    heading: Option<Vec<&'static str>>,
}

impl Table {
    pub const fn new(names: Vec<&'static str>) -> Self {
        Self {
            heading: Some(names),
        }
    }

    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if let Some(names) = self.heading.take() {
            writeln!(out, "| {} |", names.join(" | "))?;
            writeln!(out, "|{}", " --- |".repeat(names.len()))?;
        }
        Ok(())
    }
}

impl Renderer for Table {
    fn record(&mut self, out: &mut dyn Write, record: &Record<'_>) -> io::Result<()> {
        self.begin(out)?;
        for field in &record.fields {
            write!(out, "| {} ", escaped(&joined(&field.value, "\n")))?;
        }
        out.write_all(b"|\n")
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)
    }
}

/// Text that stays in its cell and is no markup.
fn escaped(text: &str) -> String {
    visible(text, &['\n'])
        .replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_cell_cannot_be_left() {
        assert_eq!(escaped("a|b\\|c\n<i>&"), "a\\|b\\\\\\|c<br>&lt;i>&amp;");
    }
}
