//! The record of a catalog entry.

use super::{Record, Value};
use crate::catalog::Entry;

/// How the value of a field is had.
type ValueOf = for<'a> fn(&'a Entry) -> Value<'a>;

/// The fields in the order in which every format gives them.
const FIELDS: [(&str, ValueOf); 10] = [
    ("HttpCode", |entry| Value::status(entry.http_code)),
    ("Code", |entry| Value::text(&entry.code)),
    ("Message", |entry| Value::text(&entry.message)),
    ("Resolution", |entry| Value::text(&entry.resolution)),
    ("Retryable", |entry| Value::retryable(entry.retryable)),
    ("Origin", |entry| Value::origin(entry.origin)),
    ("Aliases", |entry| Value::List {
        item: "Alias",
        texts: &entry.aliases,
    }),
    ("Actions", |entry| Value::List {
        item: "Action",
        texts: &entry.actions,
    }),
    ("Notes", |entry| Value::List {
        item: "Note",
        texts: &entry.notes,
    }),
    ("Sources", |entry| Value::List {
        item: "Source",
        texts: &entry.sources,
    }),
];

impl<'a> Record<'a> {
    /// A record of a catalog entry.
    #[must_use]
    pub fn of_entry(entry: &'a Entry) -> Self {
        Self::new(FIELDS.map(|(name, value)| (name, value(entry))))
    }

    /// The names of its fields.
    pub fn entry_names() -> impl Iterator<Item = &'static str> {
        FIELDS.into_iter().map(|(name, _)| name)
    }
}
