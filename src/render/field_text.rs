//! The values of fields as people read them.

use std::borrow::Borrow;

use crate::catalog::{Origin, Retryable, phrase};

/// The most items of a list, such as API actions, that are shown.
const ITEMS: usize = 6;

/// A status with its standard phrase: `404 Not Found`.
pub fn status_text(status: u16) -> String {
    match phrase(status) {
        Some(phrase) => format!("{status} {phrase}"),
        None => status.to_string(),
    }
}

/// The retry advice with what it means.
pub const fn retry_advice(retryable: Retryable) -> &'static str {
    match retryable {
        Retryable::Yes => "yes (the same call may succeed later)",
        Retryable::No => "no (repeating the same call does not help)",
        Retryable::Unknown => "unknown (no source says, or sources disagree)",
    }
}

/// Whose words the texts of a layer are.
pub const fn authors(origin: Origin) -> &'static str {
    match origin {
        Origin::Guide => "in the vendor's words",
        Origin::Api | Origin::Gateway => "in naserr's words",
        Origin::User => "from your own catalog",
    }
}

/// The layer, and whose words the texts are. A received message is the service's, whatever the layer.
pub fn origin_text(origin: Origin, has_received_message: bool) -> String {
    let texts = if has_received_message { "Resolution" } else { "Message and Resolution" };
    format!("{} ({texts} {})", origin.word(), authors(origin))
}

/// Texts one below the other, each after a dash if there are several.
pub fn bulleted<T: Borrow<str>>(texts: &[T]) -> String {
    match texts {
        [] | [_] => texts.join(""),
        _ => format!("- {}", texts.join("\n- ")),
    }
}

/// The first items of a list, and how many more there are.
pub fn first_items<T: Borrow<str>>(texts: &[T]) -> String {
    let shown = texts[..texts.len().min(ITEMS)].join(", ");
    match texts.len().saturating_sub(ITEMS) {
        0 => shown,
        more => format!("{shown} and {more} more (see -f json)"),
    }
}

/// A number and what it counts: `3 lines`.
pub fn counted(number: u64, name: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {name}{plural}")
}

/// A percentage: never 0% for something, and 100% only for everything.
pub fn percent(part: u64, whole: u64) -> String {
    let share = (u128::from(part) * 200 / u128::from(whole.max(1))).div_ceil(2);
    match share {
        0 if part > 0 => "<1%".to_owned(),
        100 if part < whole => "99%".to_owned(),
        share => format!("{share}%"),
    }
}
