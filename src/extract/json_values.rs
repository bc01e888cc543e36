//! What is taken from complete JSON: naserr's own findings, so that those of several runs can be added up, and messages,
//! exactly, because removing every layer of escapes may also change the message itself.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::carried::LEVELS;
use super::code;
use super::interface::Occurrence;
use super::names::{self, Key};

/// Removes the findings from a text. Returns each with the number of its line, from 0, and the rest of the text with
/// all line ends.
///
/// The third value is the length of the text before a finding that is cut off at its end, or `None`.
pub fn take_findings(text: &str) -> (Vec<(usize, Occurrence)>, String, Option<usize>) {
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
pub fn may_have_findings(text: &str) -> bool {
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

/// The number of values that may fail to parse before a text is not treated as JSON any longer.
const PATIENCE: usize = 8;

/// The messages of the errors in a text that are JSON objects, also inside strings, by their `RequestId`s.
pub fn messages(text: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    collect_from_text(text, &mut found);
    found
}

fn collect_from_text(text: &str, found: &mut HashMap<String, String>) {
    let mut failed = 0;
    let mut at = 0;
    while failed < PATIENCE
        && let Some(step) = memchr::memchr(b'{', text.as_bytes().get(at..).unwrap_or_default())
    {
        at += step;
        let mut values = serde_json::Deserializer::from_str(text.get(at..).unwrap_or_default()).into_iter::<Value>();
        if let Some(Ok(value)) = values.next() {
            collect(&value, found);
            at += values.byte_offset();
        } else {
            failed += 1;
            at += 1;
        }
    }
}

fn collect(value: &Value, found: &mut HashMap<String, String>) {
    match value {
        Value::Object(fields) => {
            // The message of a logger's record is the logger's.
            let is_logged = LEVELS.iter().any(|level| fields.contains_key(*level));
            if let (Some(_), Some(id), Some(message)) =
                (text_of(fields, Key::Code), text_of(fields, Key::Id), text_of(fields, Key::Message))
                && !is_logged
            {
                found.insert(id.to_owned(), message.trim().to_owned());
            }
            fields.values().for_each(|value| collect(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::String(text) => collect_from_text(text, found),
        _ => {}
    }
}

/// The text of a field.
fn text_of(fields: &Map<String, Value>, key: Key) -> Option<&str> {
    fields.iter().find(|(name, _)| names::key(name) == Some(key))?.1.as_str()
}
