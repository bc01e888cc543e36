//! The record of an entry that a search found: the entry's, with how well it fits and where.

use std::borrow::Cow;

use super::{Field, Record, Value};
use crate::catalog::Text;
use crate::search::{Hit, Match};

const SCORE: &str = "Score";
const MATCHED_ON: &str = "MatchedOn";

impl<'a> Record<'a> {
    /// A record of an entry that a search found. `matched_on` are the names of the fields that `matches` are in.
    #[must_use]
    pub fn of_hit(hit: &'a Hit<'a>, matches: &[Match], matched_on: &'a [Text]) -> Self {
        let mut record = Self::of_entry(hit.entry);
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
        let matched_on = Value::List {
            item: "MatchedField",
            texts: matched_on,
        };
        let score = Value::Share((hit.score * 100.0).round() / 100.0);
        let own = Self::new([(SCORE, score), (MATCHED_ON, matched_on)]);
        record.fields.extend(own.fields);
        record
    }

    /// The names of its fields.
    pub fn hit_names() -> impl Iterator<Item = &'static str> {
        Self::entry_names().chain([SCORE, MATCHED_ON])
    }
}
