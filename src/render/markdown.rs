//! Markdown: one table.

use std::io::{self, Write};

use super::Renderer;
use crate::report::{Kind, Record};
use crate::sanitize::sanitize;

/// A table whose heading is the fields' names.
#[derive(Debug)]
pub struct Table {
    heading: Option<Vec<&'static str>>,
}

impl Table {
    pub fn new(kind: Kind) -> Self {
        Self { heading: Some(kind.field_names()) }
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
    fn record(&mut self, out: &mut dyn Write, record: Record<'_>) -> io::Result<()> {
        self.begin(out)?;
        for (_, value) in record.fields() {
            write!(out, "| {} ", escaped(&value.joined("\n")))?;
        }
        out.write_all(b"|\n")
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)
    }
}

/// Text that cannot leave its cell, with everything escaped that would be markup.
fn escaped(text: &str) -> String {
    let text = sanitize(text, &['\n']);
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    for (place, c) in text.char_indices() {
        let behind = text.get(place + c.len_utf8()..).unwrap_or_default();
        match c {
            '\n' => escaped.push_str("<br>"),
            '<' => escaped.push_str("&lt;"),
            '&' if begins_entity(behind) => escaped.push_str("&amp;"),
            // Between letters it is no markup; and where an address becomes a link, an escape would be part of it.
            '_' if before.is_alphanumeric() && behind.starts_with(char::is_alphanumeric) => {
                escaped.push('_');
            }
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '~' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
        before = c;
    }
    escaped
}

/// Whether `&` before this text begins a character's name or number, such as `&amp;` or `&#38;`.
fn begins_entity(text: &str) -> bool {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    text.trim_start_matches(is_of_name).starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_cell_cannot_be_left() {
        assert_eq!(escaped("a|b\\|c\n<i>"), "a\\|b\\\\\\|c<br>&lt;i>");
    }

    #[test]
    fn nothing_is_markup() {
        assert_eq!(
            escaped("![x](http://e/t.png) **b** _i_ ~~s~~ `c` &copy; &#42;"),
            r"!\[x\](http://e/t.png) \*\*b\*\* \_i\_ \~\~s\~\~ \`c\` &amp;copy; &amp;#42;"
        );
    }

    #[test]
    fn addresses_stay_as_they_are() {
        let address = "https://example.com/document_detail?q=A.B&product=NAS";
        assert_eq!(escaped(address), address);
    }
}
