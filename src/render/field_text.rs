//! The values of fields as people read them.

use crate::catalog::{HttpCode, Origin, Retryable, phrase};
use crate::report::Value;
use crate::sanitize::sanitized;

/// How many items of a long list, such as API actions, are shown.
const ITEMS: usize = 6;

/// A value as text, safe for a terminal.
pub fn field_text(value: &Value<'_>) -> String {
    let text = match value {
        Value::Status(status) => status_text(*status),
        Value::Retryable(retryable) => retry_advice(*retryable),
        Value::Origin(origin) => match authors(*origin) {
            Some(authors) => format!("{} (Message and Resolution {authors})", origin.word()),
            None => format!("{} (from your own catalog)", origin.word()),
        },
        Value::List { item, texts } => match *item {
            "Note" => bulleted(texts).unwrap_or_default(),
            "Source" => format!("{} (see -f json)", texts.len()),
            _ => first_items(texts),
        },
        other => other.joined(", "),
    };
    sanitized(text, &['\n'])
}

/// A status with its standard phrase: `404 Not Found`.
pub fn status_text(status: HttpCode) -> String {
    match phrase(status) {
        Some(phrase) => format!("{status} {phrase}"),
        None => status.to_string(),
    }
}

/// The retry advice with what it means.
pub fn retry_advice(retryable: Retryable) -> String {
    let meaning = match retryable {
        Retryable::Yes => "the same call may succeed later",
        Retryable::No => "something has to change first",
        Retryable::Unknown => "no source says, or sources disagree",
    };
    format!("{} ({meaning})", retryable.word())
}

/// Whose words the texts of a built-in layer are.
pub const fn authors(origin: Origin) -> Option<&'static str> {
    match origin {
        Origin::Guide => Some("in the vendor's words"),
        Origin::Api | Origin::Gateway => Some("in naserr's words"),
        Origin::User => None,
    }
}

/// Texts one below the other, with a dash before each when there are several.
pub fn bulleted(texts: &[&str]) -> Option<String> {
    match texts {
        [] => None,
        [text] => Some((*text).to_owned()),
        _ => Some(format!("- {}", texts.join("\n- "))),
    }
}

fn first_items(texts: &[&str]) -> String {
    let shown = texts[..texts.len().min(ITEMS)].join(", ");
    match texts.len().saturating_sub(ITEMS) {
        0 => shown,
        more => format!("{shown} and {more} more (see -f json)"),
    }
}
