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
    let (mut at, mut copied, mut line) = (0, 0, 0);
    while let Some((start, value)) = next_value(text, at) {
        let before = text.get(copied..start).unwrap_or_default();
        let is_cut = value.as_ref().is_err_and(serde_json::Error::is_eof)
            && text.get(start..).is_some_and(|rest| rest.contains("\"Resolution\""));
        if is_cut {
            rest.push_str(before);
            return (found, rest, Some(start));
        }
        at = start + 1;
        let own = value.ok().and_then(|(value, end)| Some((finding(value.as_object()?)?, end)));
        let Some((own, end)) = own else {
            continue;
        };
        line += line_ends(before);
        found.push((line, own));
        let within = line_ends(text.get(start..end).unwrap_or_default());
        line += within;
        rest.push_str(before);
        rest.extend(std::iter::repeat_n('\n', within));
        (at, copied) = (end, end);
    }
    rest.push_str(text.get(copied..).unwrap_or_default());
    (found, rest, None)
}

/// The first value in braces at or after `at`: where it starts, the value and where it ends.
fn next_value(text: &str, at: usize) -> Option<(usize, serde_json::Result<(Value, usize)>)> {
    let start = at + memchr::memchr(b'{', text.as_bytes().get(at..)?)?;
    let mut values = serde_json::Deserializer::from_str(text.get(start..)?).into_iter();
    let value = values.next()?;
    Some((start, value.map(|value| (value, start + values.byte_offset()))))
}

/// Whether a text may contain findings of naserr.
pub fn may_have_findings(text: &str) -> bool {
    let has = |name: &str| memchr::memmem::find(text.as_bytes(), name.as_bytes()).is_some();
    has("\"Known\"") && has("\"Resolution\"")
}

fn line_ends(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
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
    let (mut at, mut failed) = (0, 0);
    while failed < PATIENCE
        && let Some((start, value)) = next_value(text, at)
    {
        if let Ok((value, end)) = value {
            collect(&value, found);
            at = end;
        } else {
            failed += 1;
            at = start + 1;
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
