//! Reads naserr's own JSON output, so that the findings of several runs can be added up.

use serde_json::{Map, Value};

use super::code;
use super::occurrence::Occurrence;

/// Removes the findings from a text. Returns each with the number of its line, from 0, and the rest of the text with
/// all line ends.
///
/// The third value is the length of the text before a finding that is cut off at its end, or `None`.
pub fn take(text: &str) -> (Vec<(usize, Occurrence)>, String, Option<usize>) {
    let mut found = Vec::new();
    let mut rest = String::with_capacity(text.len());
    let mut copied = 0;
    let mut at = 0;
    let mut line = 0;
    let mut counted = 0;
    while let Some(step) = memchr::memchr(b'{', text.as_bytes().get(at..).unwrap_or_default()) {
        at += step;
        let mut values = serde_json::Deserializer::from_str(text.get(at..).unwrap_or_default()).into_iter::<Value>();
        match values.next() {
            Some(Ok(Value::Object(fields))) => {
                let end = at + values.byte_offset();
                line += count(text, counted, at);
                counted = at;
                let Some(own) = finding(&fields) else {
                    at += 1;
                    continue;
                };
                found.push((line, own));
                rest.push_str(text.get(copied..at).unwrap_or_default());
                rest.extend(std::iter::repeat_n('\n', count(text, at, end)));
                copied = end;
                at = end;
            }
            Some(Err(error))
                if error.is_eof() && text.get(at..).is_some_and(|rest| rest.contains("\"Resolution\"")) =>
            {
                rest.push_str(text.get(copied..at).unwrap_or_default());
                return (found, rest, Some(at));
            }
            _ => at += 1,
        }
    }
    rest.push_str(text.get(copied..).unwrap_or_default());
    (found, rest, None)
}

/// Whether a text may contain findings of naserr.
pub fn may_be_in(text: &str) -> bool {
    let has = |name: &str| memchr::memmem::find(text.as_bytes(), name.as_bytes()).is_some();
    has("\"Known\"") && has("\"Resolution\"")
}

fn count(text: &str, from: usize, to: usize) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes().get(from..to).unwrap_or_default()).count()
}

/// A finding of naserr.
fn finding(fields: &Map<String, Value>) -> Option<Occurrence> {
    fields.get("Known")?;
    fields.get("Resolution")?;
    let text = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
    let number = |name: &str| fields.get(name).and_then(Value::as_u64);
    let count = number("Count").filter(|&count| count > 0)?;
    let code = text("Code");
    if code.as_ref().is_some_and(|code| code.len() > code::LONGEST) {
        return None;
    }
    // Suggestions for an unknown code come from the current catalog again.
    let candidates = match fields.get("Suggestions") {
        Some(Value::Array(suggestions)) if code.is_none() => {
            suggestions.iter().filter_map(|code| code.as_str().map(str::to_owned)).collect()
        }
        _ => Vec::new(),
    };
    // The standard input of the other run is gone, but this output exists.
    let file = text("File").filter(|file| file != "-");
    Some(Occurrence {
        code,
        http_code: number("HttpCode")
            .and_then(|status| u16::try_from(status).ok())
            .filter(|status| (100..=599).contains(status)),
        message: text("Message"),
        request_id: text("RequestId"),
        host_id: text("HostId"),
        recommend: text("Recommend"),
        count,
        line: number("Line").filter(|_| file.is_some()).unwrap_or(0),
        file,
        candidates,
    })
}
