//! The result of a command, as data. One list of named fields for each kind of record feeds every format.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::catalog::{Entry, FIELDS};
use crate::explain::Finding;
use crate::extract::Totals;
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
    /// How often each error was seen, and what else is known about the input.
    Counts(&'a [Finding<'a>], &'a Totals),
}

/// The fields of one record, with their names, in the order of every format.
pub struct Record(pub Vec<(&'static str, Value)>);

impl<'a> Records<'a> {
    /// The names of the fields.
    pub fn field_names(self) -> Vec<&'static str> {
        let Record(fields) = match self {
            Self::Entries(_) => entry(&Entry::default()),
            Self::Hits(_) => hit(&Entry::default(), 0.0, &[]),
            Self::Findings(_) => finding(&Finding::default()),
            Self::Counts(..) => count(&Finding::default(), 0),
        };
        fields.into_iter().map(|(name, _)| name).collect()
    }

    /// Each record.
    pub fn iter(self) -> Box<dyn Iterator<Item = Record> + 'a> {
        match self {
            Self::Entries(entries) => Box::new(entries.iter().map(|found| entry(found))),
            Self::Hits(hits) => Box::new(hits.iter().map(|found| hit(found.entry, found.score, &found.matched_on))),
            Self::Findings(findings) => Box::new(findings.iter().map(finding)),
            Self::Counts(findings, _) => {
                let errors = errors(findings);
                Box::new(findings.iter().map(move |found| count(found, errors)))
            }
        }
    }
}

/// The number of errors that were seen.
pub fn errors<'f>(findings: impl IntoIterator<Item = &'f Finding<'f>>) -> u64 {
    findings.into_iter().map(|finding| finding.received.count).fold(0, u64::saturating_add)
}

/// A number, rounded to a multiple of 1 / `parts`.
pub fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}

fn entry(entry: &Entry) -> Record {
    Record(FIELDS.iter().map(|(name, get, _)| (*name, get(entry))).collect())
}

/// An entry that a search found.
fn hit(found: &Entry, score: f64, matched_on: &[&str]) -> Record {
    let Record(mut fields) = entry(found);
    fields.extend([("Score", json!(rounded(score, 100.0))), ("MatchedOn", json!(matched_on))]);
    Record(fields)
}

/// An error found in an input.
fn finding(finding: &Finding<'_>) -> Record {
    let received = &finding.received;
    Record(vec![
        ("HttpCode", json!(finding.http_code())),
        ("Code", text(received.code.as_deref())),
        ("Message", text(finding.message())),
        ("Resolution", text(finding.entry.map(|entry| &*entry.resolution))),
        ("RequestId", text(received.request_id.as_deref())),
        ("HostId", text(received.host_id.as_deref())),
        ("Recommend", text(received.recommend.as_deref())),
        ("Known", json!(finding.entry.is_some())),
        ("Retryable", json!(finding.retryable().word())),
        ("Origin", json!(finding.entry.map(|entry| entry.origin.word()))),
        ("Notes", json!(finding.notes())),
        ("Suggestions", json!(finding.suggestions)),
        ("Count", json!(received.count)),
        ("File", text(Some(&finding.file))),
        ("Line", json!(received.line)),
    ])
}

/// How often an error was seen, out of all errors.
fn count(finding: &Finding<'_>, errors: u64) -> Record {
    #[expect(clippy::cast_precision_loss, reason = "the share is rounded")]
    let share = finding.received.count as f64 / errors.max(1) as f64;
    Record(vec![
        ("Code", text(finding.received.code.as_deref())),
        ("HttpCode", json!(finding.http_code())),
        ("Retryable", json!(finding.retryable().word())),
        ("Count", json!(finding.received.count)),
        ("Share", json!(rounded(share, 10_000.0))),
    ])
}

/// A text. An empty one, which an entry of a user's catalog may have, counts as no value.
fn text(text: Option<&str>) -> Value {
    json!(text.filter(|text| !text.is_empty()))
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
