//! Takes messages from complete JSON exactly, because removing every layer of escapes may also change the message
//! itself.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::carried::LEVELS;
use super::names::{self, Key};

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
