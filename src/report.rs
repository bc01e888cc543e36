//! What a command answers, as data: records of named fields in the contract's vocabulary. It knows no format.

use std::borrow::Cow;
use std::time::Duration;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::catalog::{Entry, HttpCode, Origin, Retryable, Texts};
use crate::explain::Finding;
use crate::search::{Hit, Match};

/// One thing found, its fields in the order in which every format gives them.
#[derive(Debug, Clone, PartialEq)]
pub struct Record<'a> {
    /// The fields; every record of a kind has the same ones.
    pub fields: Vec<Field<'a>>,
}

/// A named value.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<'a> {
    /// The name, in the field's standard spelling.
    pub name: &'static str,
    /// The value.
    pub value: Value<'a>,
    /// Parts of the value that the reader asked for, to be highlighted where that is possible.
    pub marks: Vec<&'a str>,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing is known.
    Null,
    /// An HTTP status.
    Status(HttpCode),
    /// A number.
    Number(u64),
    /// A share of 1.
    Share(f64),
    /// Yes or no.
    Truth(bool),
    /// Words.
    Text(Cow<'a, str>),
    /// One of a few fixed words.
    Word {
        /// The word that programs read.
        word: &'static str,
        /// What it means, for people.
        meaning: &'static str,
    },
    /// Several texts.
    List {
        /// The name of a single one.
        item: &'static str,
        /// The texts.
        texts: Texts<'a>,
    },
}

impl<'a> Field<'a> {
    const fn new(name: &'static str, value: Value<'a>) -> Self {
        Self {
            name,
            value,
            marks: Vec::new(),
        }
    }
}

impl<'a> Record<'a> {
    /// The fields of a record of an entry.
    pub const ENTRY: [&'static str; 10] = [
        "HttpCode",
        "Code",
        "Message",
        "Resolution",
        "Retryable",
        "Origin",
        "Aliases",
        "Actions",
        "Notes",
        "Sources",
    ];

    /// A record of a catalog entry.
    #[must_use]
    pub fn of_entry(entry: &Entry<'a>) -> Self {
        let field = Field::new;
        Self {
            fields: vec![
                field(
                    "HttpCode",
                    entry.http_code.map_or(Value::Null, Value::Status),
                ),
                field("Code", Value::text(entry.code)),
                field("Message", Value::text(entry.message)),
                field("Resolution", Value::text(entry.resolution)),
                field("Retryable", Value::retryable(entry.retryable)),
                field("Origin", Value::origin(entry.origin)),
                field(
                    "Aliases",
                    Value::List {
                        item: "Alias",
                        texts: entry.aliases,
                    },
                ),
                field(
                    "Actions",
                    Value::List {
                        item: "Action",
                        texts: entry.actions,
                    },
                ),
                field(
                    "Notes",
                    Value::List {
                        item: "Note",
                        texts: entry.notes,
                    },
                ),
                field(
                    "Sources",
                    Value::List {
                        item: "Source",
                        texts: entry.sources,
                    },
                ),
            ],
        }
    }

    /// The fields that the record of a hit has beside those of its entry.
    pub const HIT: [&'static str; 2] = ["Score", "MatchedOn"];

    /// A record of an entry that a search found. `matched_on` are the names of the fields that `matches` are in.
    #[must_use]
    pub fn of_hit(hit: &'a Hit<'a>, matches: &[Match], matched_on: &'a str) -> Self {
        let mut record = Self::of_entry(&hit.entry);
        for found in matches {
            let field = record
                .fields
                .iter_mut()
                .find(|field| field.name == found.field.name());
            if let Some(Field {
                value: Value::Text(Cow::Borrowed(text)),
                marks,
                ..
            }) = field
            {
                marks.extend(text.get(found.range.clone()));
            }
        }
        record
            .fields
            .push(Field::new("Score", Value::share(hit.score)));
        let matched_on = Value::List {
            item: "MatchedField",
            texts: Texts::new(matched_on),
        };
        record.fields.push(Field::new("MatchedOn", matched_on));
        record
    }

    /// The fields of a record of a finding.
    pub const FINDING: [&'static str; 15] = [
        "HttpCode",
        "Code",
        "Message",
        "Resolution",
        "RequestId",
        "HostId",
        "Recommend",
        "Known",
        "Retryable",
        "Origin",
        "Notes",
        "Suggestions",
        "Count",
        "File",
        "Line",
    ];

    /// A record of a finding.
    #[must_use]
    pub fn of_finding(finding: &'a Finding<'a>) -> Self {
        let field = Field::new;
        let received = |text: &'a Option<String>| text.as_deref().map_or(Value::Null, Value::text);
        let occurrence = &finding.received;
        let entry = finding.entry;
        Self {
            fields: vec![
                field(
                    "HttpCode",
                    finding.http_code().map_or(Value::Null, Value::Status),
                ),
                field("Code", received(&occurrence.code)),
                field(
                    "Message",
                    finding.message().map_or(Value::Null, Value::text),
                ),
                field(
                    "Resolution",
                    entry.map_or(Value::Null, |entry| Value::text(entry.resolution)),
                ),
                field("RequestId", received(&occurrence.request_id)),
                field("HostId", received(&occurrence.host_id)),
                field("Recommend", received(&occurrence.recommend)),
                field("Known", Value::Truth(entry.is_some())),
                field("Retryable", Value::retryable(finding.retryable())),
                field(
                    "Origin",
                    entry.map_or(Value::Null, |entry| Value::origin(entry.origin)),
                ),
                field(
                    "Notes",
                    Value::List {
                        item: "Note",
                        texts: finding.notes(),
                    },
                ),
                field(
                    "Suggestions",
                    Value::List {
                        item: "Suggestion",
                        texts: finding.suggestions(),
                    },
                ),
                field("Count", Value::Number(occurrence.count)),
                field("File", Value::text(&finding.file)),
                field("Line", Value::Number(occurrence.line)),
            ],
        }
    }

    /// The value of a field; [`Value::Null`] when the record has none of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> &Value<'a> {
        self.fields
            .iter()
            .find(|field| field.name == name)
            .map_or(&Value::Null, |field| &field.value)
    }
}

impl<'a> Value<'a> {
    /// Nothing is known, or there is nothing to list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::List { texts, .. } => texts.is_empty(),
            _ => false,
        }
    }

    /// A share of 1, to two places.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is at most 100"
    )]
    fn share(share: f64) -> Self {
        // Not by `round`, which would need the system's mathematics library.
        Self::Share(f64::from((share * 100.0 + 0.5) as u8) / 100.0)
    }

    /// An entry of a user's catalog may lack a text; nothing is then known.
    fn text(text: &'a str) -> Self {
        if text.is_empty() {
            Self::Null
        } else {
            Self::Text(text.into())
        }
    }

    fn retryable(retryable: Retryable) -> Self {
        let meaning = match retryable {
            Retryable::Yes => "the same call may succeed later",
            Retryable::No => "something has to change first",
            Retryable::Unknown => "no source says, or they disagree",
        };
        Self::Word {
            word: retryable.word(),
            meaning,
        }
    }

    fn origin(origin: Origin) -> Self {
        let meaning = match origin {
            Origin::Guide => "Message and Resolution in the vendor's words",
            Origin::Api | Origin::Gateway => "Message and Resolution in our words",
            Origin::User => "from your own catalog",
        };
        Self::Word {
            word: origin.word(),
            meaning,
        }
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.fields.len()))?;
        for field in &self.fields {
            map.serialize_entry(field.name, &field.value)?;
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
            Self::Share(share) => serializer.serialize_f64(*share),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Word { word, .. } => serializer.serialize_str(word),
            Self::List { texts, .. } => serializer.collect_seq(texts.iter()),
        }
    }
}

/// How often each error was seen, and how much was read.
#[derive(Debug, Clone)]
pub struct Summary<'a> {
    /// The errors, most frequent first.
    pub rows: Vec<SummaryRow<'a>>,
    /// Bytes read.
    pub bytes: u64,
    /// Lines read.
    pub lines: u64,
    /// How long it took.
    pub elapsed: Duration,
}

/// One error of a summary.
#[derive(Debug, Clone)]
pub struct SummaryRow<'a> {
    /// The code; `None` when the text names none.
    pub code: Option<&'a str>,
    /// The status.
    pub http_code: Option<HttpCode>,
    /// Whether the same call may succeed later.
    pub retryable: Retryable,
    /// How often it was seen.
    pub count: u64,
}
