//! The fields of an entry: the name of each, and how it is written and read. All formats and catalog files use them.

use std::str::FromStr;

use serde_json::{Value, json};

use super::entry::{Entry, Origin, ParseError, STATUSES, Text, Texts};

/// A field's name, the function that writes its value, and the one that reads it or returns what is wrong with it.
pub type EntryField = (&'static str, fn(&Entry) -> Value, fn(&mut Entry, &Value) -> Result<(), String>);

/// The fields, in the order of every format.
pub const FIELDS: [EntryField; 11] = [
    ("HttpCode", |entry| json!(entry.http_code), |entry, value| put(&mut entry.http_code, status(value))),
    ("Code", |entry| json!(entry.code), |entry, value| put(&mut entry.code, text(value))),
    ("Message", |entry| stated(&entry.message), |entry, value| put(&mut entry.message, optional(value))),
    ("Resolution", |entry| stated(&entry.resolution), |entry, value| put(&mut entry.resolution, optional(value))),
    ("Retryable", |entry| json!(entry.retryable.word()), |entry, value| put(&mut entry.retryable, word(value))),
    // A printed catalog names the layer of each entry. An entry that is read belongs to the layer that it is read for.
    ("Origin", |entry| json!(entry.origin.word()), |_, value| word::<Origin>(value).map(drop)),
    ("Aliases", |entry| json!(entry.aliases), |entry, value| put(&mut entry.aliases, list(value))),
    ("Actions", |entry| json!(entry.actions), |entry, value| put(&mut entry.actions, list(value))),
    ("Notes", |entry| json!(entry.notes), |entry, value| put(&mut entry.notes, list(value))),
    ("Sources", |entry| json!(entry.sources), |entry, value| put(&mut entry.sources, list(value))),
    // A printed catalog has the link of each entry, which is made from its code.
    ("Link", |entry| json!(entry.link()), |_, value| optional(value).map(drop)),
];

/// A text that is optional in a user's catalog.
fn stated(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { json!(text) }
}

fn put<T>(field: &mut T, read: Result<T, String>) -> Result<(), String> {
    *field = read?;
    Ok(())
}

fn status(value: &Value) -> Result<Option<u16>, String> {
    let number = value.as_u64().and_then(|number| u16::try_from(number).ok());
    match number.filter(|number| STATUSES.contains(number)) {
        None if !value.is_null() => {
            Err(format!("invalid HTTP status {} (expected 100 to 599, or null)", brief(&value.to_string())))
        }
        status => Ok(status),
    }
}

fn word<T: FromStr<Err = ParseError>>(value: &Value) -> Result<T, String> {
    let word = value.as_str().unwrap_or_default();
    word.parse().map_err(|error| format!("{error}, found {}", brief(&value.to_string())))
}

fn list(value: &Value) -> Result<Texts, String> {
    match value.as_array() {
        Some(items) if items.iter().all(Value::is_string) => items.iter().map(text).collect(),
        _ => Err(format!("expected a list of strings, found {}", brief(&value.to_string()))),
    }
}

fn optional(value: &Value) -> Result<Text, String> {
    if value.is_null() { Ok(Text::Borrowed("")) } else { text(value) }
}

fn text(value: &Value) -> Result<Text, String> {
    let Some(text) = value.as_str() else {
        return Err(format!("expected a string, found {}", brief(&value.to_string())));
    };
    if text.trim().is_empty() {
        Err("empty".to_owned())
    } else if text.trim() != text {
        Err(format!("'{}' begins or ends with white space", brief(text)))
    } else if text.contains(|c: char| c.is_control() && c != '\n') {
        Err(format!("{:?} contains a control character", brief(text)))
    } else {
        Ok(Text::Owned(text.to_owned()))
    }
}

/// Text short enough to be quoted in a message.
pub fn brief(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
