//! JSON: one array of all records, or one record per line.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Renderer;
use crate::report::Record;
use crate::sanitize::{is_hidden, is_plain};

/// One JSON array, indented.
#[derive(Debug, Default)]
pub struct Array {
    begun: bool,
}

impl Renderer for Array {
    fn record(&mut self, out: &mut dyn Write, record: Record<'_>) -> io::Result<()> {
        // JSON strings contain no line breaks, so every one of them is layout.
        let object = escaped(serde_json::to_string_pretty(&record)?).replace('\n', "\n  ");
        write!(out, "{}\n  {object}", if self.begun { "," } else { "[" })?;
        self.begun = true;
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })
    }
}

/// One JSON object per line.
#[derive(Debug)]
pub struct Lines;

impl Renderer for Lines {
    fn record(&mut self, out: &mut dyn Write, record: Record<'_>) -> io::Result<()> {
        writeln!(out, "{}", escaped(serde_json::to_string(&record)?))
    }

    fn finish(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// JSON with every hidden character as an escape, so that a terminal is safe from it and a parser still reads it.
fn escaped(json: String) -> String {
    if json.lines().all(is_plain) {
        return json;
    }
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn hidden_characters_stay_readable_for_parsers() {
        let text = "\u{7f}\u{9b}\u{202e}\u{e0001}é\n";
        let json = serde_json::to_string(text).unwrap_or_default();
        assert_eq!(escaped(json.clone()), "\"\\u007f\\u009b\\u202e\\udb40\\udc01é\\n\"");
        assert_eq!(serde_json::from_str::<String>(&escaped(json.clone())).ok().as_deref(), Some(text));
    }
}
