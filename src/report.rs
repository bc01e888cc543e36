//! The result of a command, as data. One list of named fields for each kind of record feeds every format.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::catalog::{Entry, FIELDS};
use crate::explain::Finding;
use crate::search::Hit;

/// The records of a result, which are all of one kind.
#[derive(Debug, Clone, Copy)]
pub enum Records<'a> {
    /// Entries of the catalog.
    Entries(&'a [&'a Entry]),
    /// Entries that a search found.
    Hits(&'a [Hit<'a>]),
    /// Errors found in an input.
    Findings(&'a [Finding<'a>]),
    /// How often each error was seen, out of this many errors.
    Counts(&'a [Finding<'a>], u64),
}

/// The fields of one record, with their names, in the order of every format.
pub struct Record(pub Vec<(&'static str, Value)>);

type HitField = (&'static str, fn(&Hit<'_>) -> Value);
type FindingField = (&'static str, fn(&Finding<'_>) -> Value);
type CountField = (&'static str, fn(&Finding<'_>, u64) -> Value);

/// The fields that a search adds to those of the entry.
pub const HIT: [HitField; 2] =
    [("Score", |hit| json!((hit.score * 100.0).round() / 100.0)), ("MatchedOn", |hit| json!(hit.matched_on))];

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
    ("Retryable", |finding| json!(finding.retryable().word())),
    ("Origin", |finding| json!(finding.entry.map(|entry| entry.origin.word()))),
    ("Notes", |finding| json!(finding.notes())),
    ("Suggestions", |finding| json!(finding.suggestions)),
    ("Count", |finding| json!(finding.received.count)),
    ("File", |finding| text(&*finding.file)),
    ("Line", |finding| json!(finding.received.line)),
];

/// The fields of a row of a summary.
const COUNT: [CountField; 5] = [
    ("Code", |finding, _| text(finding.received.code.as_deref())),
    ("HttpCode", |finding, _| json!(finding.http_code())),
    ("Retryable", |finding, _| json!(finding.retryable().word())),
    ("Count", |finding, _| json!(finding.received.count)),
    ("Share", |finding, errors| {
        #[expect(clippy::cast_precision_loss, reason = "the share is rounded")]
        let share = finding.received.count as f64 / errors.max(1) as f64;
        json!((share * 10_000.0).round() / 10_000.0)
    }),
];

impl<'a> Records<'a> {
    /// The names of the fields.
    pub fn field_names(self) -> Vec<&'static str> {
        let entry = FIELDS.iter().map(|(name, ..)| *name);
        match self {
            Self::Entries(_) => entry.collect(),
            Self::Hits(_) => entry.chain(HIT.map(|(name, _)| name)).collect(),
            Self::Findings(_) => FINDING.map(|(name, _)| name).into(),
            Self::Counts(..) => COUNT.map(|(name, _)| name).into(),
        }
    }

    /// Each record.
    pub fn iter(self) -> Box<dyn Iterator<Item = Record> + 'a> {
        let of_entry = |entry: &Entry| FIELDS.map(|(name, get, _)| (name, get(entry)));
        match self {
            Self::Entries(entries) => Box::new(entries.iter().map(move |entry| Record(of_entry(entry).into()))),
            Self::Hits(hits) => Box::new(hits.iter().map(move |hit| {
                let own = HIT.map(|(name, get)| (name, get(hit)));
                Record(of_entry(hit.entry).into_iter().chain(own).collect())
            })),
            Self::Findings(findings) => {
                Box::new(findings.iter().map(|finding| Record(FINDING.map(|(name, get)| (name, get(finding))).into())))
            }
            Self::Counts(findings, errors) => Box::new(
                findings
                    .iter()
                    .map(move |finding| Record(COUNT.map(|(name, get)| (name, get(finding, errors))).into())),
            ),
        }
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
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
