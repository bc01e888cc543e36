//! The result of a command, as data. One list of named fields for each kind of record feeds every format.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::catalog::{Entry, FIELDS};
use crate::explain::Finding;
use crate::search::Hit;

/// One record of a result.
#[derive(Debug, Clone, Copy)]
pub enum Record<'a> {
    /// An entry of the catalog.
    Entry(&'a Entry),
    /// An entry that a search found.
    Hit(&'a Hit<'a>),
    /// An error found in an input.
    Finding(&'a Finding<'a>),
    /// How often an error was seen, out of this many errors.
    Count(&'a Finding<'a>, u64),
}

/// The kinds of record. All records of a result are of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// Entries of the catalog.
    Entries,
    /// Entries that a search found.
    Hits,
    /// Errors found in an input.
    Findings,
    /// How often each error was seen.
    Counts,
}

type HitField = (&'static str, fn(&Hit<'_>) -> Value);
type FindingField = (&'static str, fn(&Finding<'_>) -> Value);
type CountField = (&'static str, fn(&Finding<'_>, u64) -> Value);

/// The fields that a search adds to those of the entry.
pub const HIT: [HitField; 2] = [
    ("Score", |hit| json!((hit.score * 100.0).round() / 100.0)),
    ("MatchedOn", |hit| {
        let mut names: Vec<&str> = hit.matches().iter().map(|found| found.field.name()).collect();
        names.dedup();
        json!(names)
    }),
];

/// The fields of an error found in an input.
const FINDING: [FindingField; 15] = [
    ("HttpCode", |finding| json!(finding.http_code())),
    ("Code", |finding| text(finding.received.code.as_deref())),
    ("Message", |finding| text(finding.message())),
    ("Resolution", |finding| text(finding.entry.map(|entry| &*entry.resolution))),
    ("RequestId", |finding| text(finding.received.request_id.as_deref())),
    ("HostId", |finding| text(finding.received.host_id.as_deref())),
    ("Recommend", |finding| text(finding.received.recommend.as_deref())),
    ("Known", |finding| json!(finding.entry.is_some())),
    ("Retryable", |finding| json!(finding.retryable())),
    ("Origin", |finding| json!(finding.entry.map(|entry| entry.origin))),
    ("Notes", |finding| json!(finding.notes())),
    ("Suggestions", |finding| json!(finding.suggestions().collect::<Vec<_>>())),
    ("Count", |finding| json!(finding.received.count)),
    ("File", |finding| text(&*finding.file)),
    ("Line", |finding| json!(finding.received.line)),
];

/// The fields of a row of a summary.
const COUNT: [CountField; 5] = [
    ("Code", |finding, _| text(finding.received.code.as_deref())),
    ("HttpCode", |finding, _| json!(finding.http_code())),
    ("Retryable", |finding, _| json!(finding.retryable())),
    ("Count", |finding, _| json!(finding.received.count)),
    ("Share", |finding, errors| {
        #[expect(clippy::cast_precision_loss, reason = "the share is rounded")]
        let share = finding.received.count as f64 / errors.max(1) as f64;
        json!((share * 10_000.0).round() / 10_000.0)
    }),
];

impl RecordKind {
    /// The names of the fields.
    pub fn field_names(self) -> Vec<&'static str> {
        let entry = FIELDS.iter().map(|(name, ..)| *name);
        match self {
            Self::Entries => entry.collect(),
            Self::Hits => entry.chain(HIT.iter().map(|(name, _)| *name)).collect(),
            Self::Findings => FINDING.iter().map(|(name, _)| *name).collect(),
            Self::Counts => COUNT.iter().map(|(name, _)| *name).collect(),
        }
    }
}

impl Record<'_> {
    /// The fields, in the order of every format.
    pub fn fields(self) -> Vec<(&'static str, Value)> {
        let of_entry = |entry| FIELDS.map(|(name, get, _)| (name, get(entry)));
        match self {
            Self::Entry(entry) => of_entry(entry).into(),
            Self::Hit(hit) => of_entry(hit.entry).into_iter().chain(HIT.map(|(name, get)| (name, get(hit)))).collect(),
            Self::Finding(finding) => FINDING.map(|(name, get)| (name, get(finding))).into(),
            Self::Count(finding, errors) => COUNT.map(|(name, get)| (name, get(finding, errors))).into(),
        }
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.fields())
    }
}

/// A value as one text; the texts of a list are joined by `separator`.
pub fn joined(value: &Value, separator: &str) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(|item| joined(item, "")).collect::<Vec<_>>().join(separator),
        // JSON writes a fraction as 1.0.
        Value::Number(number) if number.is_f64() => number.as_f64().unwrap_or_default().to_string(),
        other => other.to_string(),
    }
}

/// A text. An empty one, which an entry of a user's catalog may have, counts as no value.
fn text<'a>(text: impl Into<Option<&'a str>>) -> Value {
    json!(text.into().filter(|text| !text.is_empty()))
}
