//! The record of an error found in an input.

use super::{Record, Value};
use crate::explain::Finding;

/// How the value of a field is had.
type ValueOf = for<'a> fn(&'a Finding<'a>) -> Value<'a>;

/// The fields in the order in which every format gives them.
const FIELDS: [(&str, ValueOf); 15] = [
    ("HttpCode", |finding| Value::status(finding.http_code())),
    ("Code", |finding| known(finding.received.code.as_deref())),
    ("Message", |finding| known(finding.message())),
    ("Resolution", |finding| {
        known(finding.entry.map(|entry| &*entry.resolution))
    }),
    ("RequestId", |finding| {
        known(finding.received.request_id.as_deref())
    }),
    ("HostId", |finding| {
        known(finding.received.host_id.as_deref())
    }),
    ("Recommend", |finding| {
        known(finding.received.recommend.as_deref())
    }),
    ("Known", |finding| Value::Truth(finding.entry.is_some())),
    ("Retryable", |finding| Value::retryable(finding.retryable())),
    ("Origin", |finding| {
        let origin = finding.entry.map(|entry| entry.origin);
        origin.map_or(Value::Null, Value::origin)
    }),
    ("Notes", |finding| Value::List {
        item: "Note",
        texts: finding.notes(),
    }),
    ("Suggestions", |finding| Value::List {
        item: "Suggestion",
        texts: finding.suggestions(),
    }),
    ("Count", |finding| Value::Number(finding.received.count)),
    ("File", |finding| Value::text(&finding.file)),
    ("Line", |finding| Value::Number(finding.received.line)),
];

impl<'a> Record<'a> {
    /// A record of a finding.
    #[must_use]
    pub fn of_finding(finding: &'a Finding<'a>) -> Self {
        Self::new(FIELDS.map(|(name, value)| (name, value(finding))))
    }

    /// The names of its fields.
    pub fn finding_names() -> impl Iterator<Item = &'static str> {
        FIELDS.into_iter().map(|(name, _)| name)
    }
}

fn known(text: Option<&str>) -> Value<'_> {
    text.map_or(Value::Null, Value::text)
}
