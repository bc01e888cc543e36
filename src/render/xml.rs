//! XML: one document, without the fields that are empty.

use std::fmt::Write as _;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::Renderer;
use crate::report::{Record, Value};
use crate::sanitize::{is_hidden, is_plain};

/// `<Errors>` with an `<Error>` per record.
#[derive(Debug, Default)]
pub struct Document {
    begun: bool,
}

impl Document {
    fn begin(&mut self, xml: &mut Writer<&mut dyn Write>) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
            line(xml, 0)?;
            xml.write_event(Event::Start(BytesStart::new("Errors")))?;
        }
        Ok(())
    }
}

impl Renderer for Document {
    fn record(&mut self, out: &mut dyn Write, record: Record<'_>) -> io::Result<()> {
        let mut xml = Writer::new(out);
        self.begin(&mut xml)?;
        line(&mut xml, 1)?;
        xml.write_event(Event::Start(BytesStart::new("Error")))?;
        for (name, value) in record.fields() {
            match value {
                Value::Null => {}
                Value::List { item, texts } => texts.iter().try_for_each(|text| element(&mut xml, item, text))?,
                value => element(&mut xml, name, &value.joined(""))?,
            }
        }
        line(&mut xml, 1)?;
        xml.write_event(Event::End(BytesEnd::new("Error")))
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Writer::new(out);
        self.begin(&mut xml)?;
        line(&mut xml, 0)?;
        xml.write_event(Event::End(BytesEnd::new("Errors")))?;
        line(&mut xml, 0)
    }
}

/// Begins a line, indented by this many levels.
fn line(xml: &mut Writer<&mut dyn Write>, level: usize) -> io::Result<()> {
    write!(xml.get_mut(), "\n{:width$}", "", width = level * 2)
}

fn element(xml: &mut Writer<&mut dyn Write>, name: &str, text: &str) -> io::Result<()> {
    line(xml, 2)?;
    xml.write_event(Event::Start(BytesStart::new(name)))?;
    xml.write_event(Event::Text(BytesText::from_escaped(escaped(text))))?;
    xml.write_event(Event::End(BytesEnd::new(name)))
}

/// Text as XML content, hidden characters as references, so that a terminal is safe from them and a parser still reads them.
/// Those that XML cannot hold at all are written out.
fn escaped(text: &str) -> String {
    if is_plain(text) {
        return partial_escape(text).into_owned();
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => safe.push(c),
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                safe.extend(c.escape_unicode());
            }
            // Writing to a String cannot fail.
            c if is_hidden(c) => _ = write!(safe, "&#x{:X};", u32::from(c)),
            c => safe.push_str(&partial_escape(c.encode_utf8(&mut [0; 4]) as &str)),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_survives_a_parser_and_a_terminal() {
        assert_eq!(escaped("a<b>&\"c\"\n"), "a&lt;b&gt;&amp;\"c\"\n");
        assert_eq!(escaped("\u{1b}[31m\u{9b}\u{202e}"), "\\u{1b}[31m&#x9B;&#x202E;");
    }
}
