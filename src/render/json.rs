//! JSON: one array of all records, or one record per line.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::report::Record;
use crate::sanitize::{is_hidden, replaced};

/// Writes an item of an array, indented.
pub fn write_item(record: Record<'_>, is_first: bool, out: &mut dyn Write) -> io::Result<()> {
    // JSON strings contain no line breaks, so every line break is layout.
    let object = escaped(&serde_json::to_string_pretty(&record)?).replace('\n', "\n  ");
    write!(out, "{}\n  {object}", if is_first { "" } else { "," })
}

/// Writes an object on a line of its own.
pub fn write_line(record: Record<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", escaped(&serde_json::to_string(&record)?))
}

/// JSON with every hidden character escaped, which is safe for a terminal and means the same to a parser.
fn escaped(json: &str) -> Cow<'_, str> {
    let escape = |c: char| {
        let mut units = [0; 2];
        let units = c.encode_utf16(&mut units).iter();
        units.fold(String::new(), |escaped, unit| format!("{escaped}\\u{unit:04x}"))
    };
    replaced(json, |c| (c != '\n' && is_hidden(c)).then(|| escape(c)))
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn hidden_characters_stay_readable_for_parsers() {
        let text = "\u{7f}\u{9b}\u{202e}\u{e0001}é\n";
        let json = serde_json::to_string(text).unwrap_or_default();
        let safe = escaped(&json);
        assert_eq!(safe, "\"\\u007f\\u009b\\u202e\\udb40\\udc01é\\n\"");
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap_or_default(), text);
    }
}
