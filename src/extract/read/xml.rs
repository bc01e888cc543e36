//! Reads XML error envelopes: `<Error>` with the fields as its children.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Name and text of the elements of the first `<Error>` in `text`, and its end; `None` when it is not well-formed.
pub fn envelope(text: &str) -> Option<(Vec<(String, String)>, usize)> {
    let mut reader = Reader::from_str(text);
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut depth = 0_u32;
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) => {
                depth += 1;
                if depth == 2 {
                    fields.push((element.name().as_ref().to_owned(), String::new()));
                }
            }
            Event::End(_) => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some((fields, usize::try_from(reader.buffer_position()).ok()?));
                }
            }
            Event::Text(part) if depth == 2 => fields.last_mut()?.1.push_str(&part),
            Event::CData(part) if depth == 2 => fields.last_mut()?.1.push_str(&part),
            Event::GeneralRef(name) if depth == 2 => {
                let entity = format!("&{};", &*name);
                let resolved = quick_xml::escape::unescape(&entity)
                    .map(std::borrow::Cow::into_owned)
                    .unwrap_or_default();
                fields.last_mut()?.1.push_str(&resolved);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The same of an envelope that a terminal or a mail program broke into lines wherever they were full.
pub fn wrapped(text: &str) -> Option<(Vec<(String, String)>, usize)> {
    let len = end(text.as_bytes())?;
    let whole = text.get(..len)?.replace('\n', "");
    envelope(&whole).map(|(fields, _)| (fields, len))
}

/// Where the first `</Error>` ends, which a line end may break.
fn end(text: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'<', text).find_map(|start| {
        let mut at = start;
        for byte in "</Error>".bytes() {
            at += usize::from(text.get(at) == Some(&b'\n'));
            if text.get(at) != Some(&byte) {
                return None;
            }
            at += 1;
        }
        Some(at)
    })
}
