//! Takes messages and links from complete JSON exactly, because removing every layer of escapes may also change the
//! message itself.

use serde_json::Value;

use super::names::{self, Key};
use super::unescape::flatten;

/// The number of values that may fail to parse before a text is not treated as JSON any longer.
const PATIENCE: usize = 8;

/// The messages in the objects of a text that contain escapes themselves, each without these and as it is.
pub fn messages(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut failed = 0;
    let mut at = 0;
    while failed < PATIENCE
        && let Some(step) = memchr::memchr(b'{', text.as_bytes().get(at..).unwrap_or_default())
    {
        at += step;
        let mut values = serde_json::Deserializer::from_str(text.get(at..).unwrap_or_default()).into_iter::<Value>();
        if let Some(Ok(value)) = values.next() {
            collect(&value, &mut found);
            at += values.byte_offset();
        } else {
            failed += 1;
            at += 1;
        }
    }
    found
}

fn collect(value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if names::key(name) == Some(Key::Message) => {
                        let read = flatten(text);
                        if *read != **text && !text.contains('\n') {
                            found.push((without_backslashes(&read), text.trim().to_owned()));
                        }
                    }
                    _ => collect(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

/// A message in the form in which it is compared: a layer of escapes doubles its backslashes.
pub fn without_backslashes(text: &str) -> String {
    text.trim().replace('\\', "")
}
