//! XML: one document, without empty fields.

use std::io::{self, Write};
use std::slice;

use serde_json::Value;

use super::joined;
use crate::report::Record;
use crate::sanitize::{is_hidden, replaced};

/// What comes before the first record.
pub const BEGIN: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Errors>\n";

/// What comes after the last record.
pub const END: &[u8] = b"</Errors>\n";

/// Writes a record as `<Error>`, with an element for each of its texts.
pub fn write_element(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"  <Error>\n")?;
    for (name, value) in &record.0 {
        let (name, values) = match value {
            Value::Array(values) => (singular(name), values.as_slice()),
            Value::Null => continue,
            value => (*name, slice::from_ref(value)),
        };
        for value in values {
            writeln!(out, "    <{name}>{}</{name}>", escaped(&joined(value, "")))?;
        }
    }
    out.write_all(b"  </Error>\n")
}

/// The element for one text of a list.
fn singular(list: &str) -> &str {
    match list {
        "Aliases" => "Alias",
        "MatchedOn" => "MatchedField",
        _ => list.trim_end_matches('s'),
    }
}

/// Text as XML content, with hidden characters as references, which are safe for a terminal and mean the same to a
/// parser. Characters that XML does not allow at all are written as escapes.
fn escaped(text: &str) -> String {
    replaced(text, |c| match c {
        '<' => Some("&lt;".to_owned()),
        '>' => Some("&gt;".to_owned()),
        '&' => Some("&amp;".to_owned()),
        '\n' => None,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
            Some(c.escape_unicode().to_string())
        }
        _ => is_hidden(c).then(|| format!("&#x{:X};", u32::from(c))),
    })
}
