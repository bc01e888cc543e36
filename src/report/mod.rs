//! What a command answers, as data: records of named fields in the contract's vocabulary. It knows no format.

mod entry;
mod finding;
mod hit;
mod summary;

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::catalog::{HttpCode, Origin, Retryable, Text, phrase};
pub use summary::{Summary, SummaryRow};

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
    Status {
        /// The number.
        status: HttpCode,
        /// Its standard phrase, for people; empty where there is none.
        phrase: &'static str,
    },
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
        texts: &'a [Text],
    },
}

impl<'a> Record<'a> {
    /// A record with these names and values.
    fn new(fields: impl IntoIterator<Item = (&'static str, Value<'a>)>) -> Self {
        let fields = fields.into_iter().map(|(name, value)| Field {
            name,
            value,
            marks: Vec::new(),
        });
        Self {
            fields: fields.collect(),
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

    /// A status that may not be known.
    fn status(status: Option<HttpCode>) -> Self {
        status.map_or(Self::Null, |status| Self::Status {
            status,
            phrase: phrase(status).unwrap_or_default(),
        })
    }

    /// A text; an empty one, such as an entry of a user's catalog may have, tells nothing.
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
            Self::Status { status, .. } => serializer.serialize_u16(status.get()),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Share(share) => serializer.serialize_f64(*share),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Word { word, .. } => serializer.serialize_str(word),
            Self::List { texts, .. } => serializer.collect_seq(texts.iter()),
        }
    }
}
