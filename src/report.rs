//! What a command answers with, as data. One list of named fields for each kind of record feeds every format.

use std::borrow::Cow;
use std::time::Duration;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::catalog::{Entry, HttpCode, Origin, Retryable, Text};
use crate::explain::Finding;
use crate::search::{Hit, Match};

/// One thing that a command answers with.
#[derive(Debug, Clone, Copy)]
pub enum Record<'a> {
    /// An entry of the catalog.
    Entry(&'a Entry),
    /// An entry that a search found, and where it matches the query.
    Hit(&'a Hit<'a>, &'a [Match]),
    /// An error found in an input.
    Finding(&'a Finding<'a>),
    /// How often an error was seen, out of this many errors.
    Count(&'a ErrorCount<'a>, u64),
}

/// The kinds of record. All records of an answer are of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Entries of the catalog.
    Entries,
    /// Entries that a search found.
    Hits,
    /// Errors found in an input.
    Findings,
    /// How often each error was seen.
    Counts,
}

/// How often each error was seen, and how much was read.
#[derive(Debug, Clone)]
pub struct Summary<'a> {
    /// The errors, most frequent first.
    pub rows: Vec<ErrorCount<'a>>,
    /// Bytes read.
    pub bytes: u64,
    /// Lines read.
    pub lines: u64,
    /// How long it took.
    pub elapsed: Duration,
}

/// How often one error was seen.
#[derive(Debug, Clone)]
pub struct ErrorCount<'a> {
    /// The code; `None` when the text names none.
    pub code: Option<&'a str>,
    /// What the code may be when the text names none.
    pub suggestion: Option<&'a str>,
    /// The status.
    pub http_code: Option<HttpCode>,
    /// Whether the same call may succeed later.
    pub retryable: Retryable,
    /// How often it was seen.
    pub count: u64,
}

impl Summary<'_> {
    /// The number of all errors.
    #[must_use]
    pub fn errors(&self) -> u64 {
        let counts = self.rows.iter().map(|row| row.count);
        counts.fold(0, u64::saturating_add)
    }
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing is known.
    Null,
    /// An HTTP status.
    Status(HttpCode),
    /// A number.
    Number(u64),
    /// A part of 1.
    Fraction(f64),
    /// Yes or no.
    Bool(bool),
    /// A text.
    Text(Cow<'a, str>),
    /// Whether the same call may succeed later.
    Retryable(Retryable),
    /// The layer of the catalog.
    Origin(Origin),
    /// Several texts.
    List {
        /// The name of a single one in XML.
        item: &'static str,
        /// The texts.
        texts: Vec<&'a str>,
    },
}

type EntryField = (&'static str, for<'a> fn(&'a Entry) -> Value<'a>);
type HitField = (&'static str, for<'a> fn(&'a Hit<'a>, &'a [Match]) -> Value<'a>);
type FindingField = (&'static str, for<'a> fn(&'a Finding<'a>) -> Value<'a>);
type CountField = (&'static str, for<'a> fn(&'a ErrorCount<'a>, u64) -> Value<'a>);

/// The fields of an entry, in the order of every format.
const ENTRY: [EntryField; 11] = [
    ("HttpCode", |entry| status(entry.http_code)),
    ("Code", |entry| text(&entry.code)),
    ("Message", |entry| text(&entry.message)),
    ("Resolution", |entry| text(&entry.resolution)),
    ("Retryable", |entry| Value::Retryable(entry.retryable)),
    ("Origin", |entry| Value::Origin(entry.origin)),
    ("Aliases", |entry| texts("Alias", &entry.aliases)),
    ("Actions", |entry| texts("Action", &entry.actions)),
    ("Notes", |entry| texts("Note", &entry.notes)),
    ("Sources", |entry| texts("Source", &entry.sources)),
    ("Link", |entry| entry.link().map_or(Value::Null, |link| Value::Text(link.into()))),
];

/// The fields that a search adds to those of the entry.
const HIT: [HitField; 2] = [
    ("Score", |hit, _| rounded(hit.score, 100.0)),
    ("MatchedOn", |_, matches| {
        let mut names: Vec<&str> = matches.iter().map(|found| found.field.name()).collect();
        names.dedup();
        list("MatchedField", names)
    }),
];

/// The fields of an error found in an input.
const FINDING: [FindingField; 15] = [
    ("HttpCode", |finding| status(finding.http_code())),
    ("Code", |finding| known(finding.received.code.as_deref())),
    ("Message", |finding| known(finding.message())),
    ("Resolution", |finding| known(finding.entry.map(|entry| &*entry.resolution))),
    ("RequestId", |finding| known(finding.received.request_id.as_deref())),
    ("HostId", |finding| known(finding.received.host_id.as_deref())),
    ("Recommend", |finding| known(finding.received.recommend.as_deref())),
    ("Known", |finding| Value::Bool(finding.entry.is_some())),
    ("Retryable", |finding| Value::Retryable(finding.retryable())),
    ("Origin", |finding| finding.entry.map_or(Value::Null, |entry| Value::Origin(entry.origin))),
    ("Notes", |finding| list("Note", finding.notes())),
    ("Suggestions", |finding| list("Suggestion", finding.suggestions())),
    ("Count", |finding| Value::Number(finding.received.count)),
    ("File", |finding| text(&finding.file)),
    ("Line", |finding| Value::Number(finding.received.line)),
];

/// The fields of a row of a summary.
const COUNT: [CountField; 5] = [
    ("Code", |row, _| known(row.code)),
    ("HttpCode", |row, _| status(row.http_code)),
    ("Retryable", |row, _| Value::Retryable(row.retryable)),
    ("Count", |row, _| Value::Number(row.count)),
    ("Share", |row, errors| {
        #[expect(clippy::cast_precision_loss, reason = "the share is rounded")]
        let share = row.count as f64 / errors.max(1) as f64;
        rounded(share, 10_000.0)
    }),
];

impl Kind {
    /// The names of the fields.
    #[must_use]
    pub fn field_names(self) -> Vec<&'static str> {
        let entry = ENTRY.iter().map(|(name, _)| *name);
        match self {
            Self::Entries => entry.collect(),
            Self::Hits => entry.chain(HIT.iter().map(|(name, _)| *name)).collect(),
            Self::Findings => FINDING.iter().map(|(name, _)| *name).collect(),
            Self::Counts => COUNT.iter().map(|(name, _)| *name).collect(),
        }
    }
}

impl<'a> Record<'a> {
    /// The fields, in the order of every format.
    #[must_use]
    pub fn fields(self) -> Vec<(&'static str, Value<'a>)> {
        let of_entry = |entry: &'a Entry| ENTRY.iter().map(|(name, get)| (*name, get(entry)));
        match self {
            Self::Entry(entry) => of_entry(entry).collect(),
            Self::Hit(hit, matches) => {
                let of_hit = HIT.iter().map(|(name, get)| (*name, get(hit, matches)));
                of_entry(hit.entry).chain(of_hit).collect()
            }
            Self::Finding(finding) => FINDING.iter().map(|(name, get)| (*name, get(finding))).collect(),
            Self::Count(row, errors) => COUNT.iter().map(|(name, get)| (*name, get(row, errors))).collect(),
        }
    }
}

impl Value<'_> {
    /// Whether nothing is known, or there is nothing to list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::List { texts, .. } => texts.is_empty(),
            _ => false,
        }
    }

    /// The value as one text for programs; the texts of a list are joined by `separator`.
    #[must_use]
    pub fn joined(&self, separator: &str) -> String {
        match self {
            Self::Null => String::new(),
            Self::Status(status) => status.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Fraction(fraction) => fraction.to_string(),
            Self::Bool(truth) => truth.to_string(),
            Self::Text(text) => text.to_string(),
            Self::Retryable(retryable) => retryable.word().to_owned(),
            Self::Origin(origin) => origin.word().to_owned(),
            Self::List { texts, .. } => texts.join(separator),
        }
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = self.fields();
        let mut map = serializer.serialize_map(Some(fields.len()))?;
        for (name, value) in &fields {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Status(status) => serializer.serialize_u16(status.get()),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Fraction(fraction) => serializer.serialize_f64(*fraction),
            Self::Bool(truth) => serializer.serialize_bool(*truth),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Retryable(retryable) => serializer.serialize_str(retryable.word()),
            Self::Origin(origin) => serializer.serialize_str(origin.word()),
            Self::List { texts, .. } => serializer.collect_seq(texts),
        }
    }
}

fn status(status: Option<HttpCode>) -> Value<'static> {
    status.map_or(Value::Null, Value::Status)
}

/// A text; an empty one, such as an entry of a user's catalog may have, is no value.
fn text(text: &str) -> Value<'_> {
    if text.is_empty() { Value::Null } else { Value::Text(text.into()) }
}

fn known(field: Option<&str>) -> Value<'_> {
    field.map_or(Value::Null, text)
}

fn list<'a>(item: &'static str, texts: impl IntoIterator<Item = &'a str>) -> Value<'a> {
    let texts = texts.into_iter().collect();
    Value::List { item, texts }
}

fn texts<'a>(item: &'static str, texts: &'a [Text]) -> Value<'a> {
    list(item, texts.iter().map(|text| &**text))
}

/// A part of 1 with as many steps as there are between 0 and 1.
fn rounded(fraction: f64, steps: f64) -> Value<'static> {
    Value::Fraction((fraction * steps).round() / steps)
}
