//! The record of an entry that a search found: the entry's, with how well it fits and where.

use std::borrow::Cow;

use super::{Field, Record, Value};
use crate::catalog::Texts;
use crate::search::{Hit, Match};

const SCORE: &str = "Score";
const MATCHED_ON: &str = "MatchedOn";

impl<'a> Record<'a> {
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
        let matched_on = Value::List {
            item: "MatchedField",
            texts: Texts::new(matched_on),
        };
        let own = Self::new([(SCORE, share(hit.score)), (MATCHED_ON, matched_on)]);
        record.fields.extend(own.fields);
        record
    }

    /// The names of its fields.
    pub fn hit_names() -> impl Iterator<Item = &'static str> {
        Self::entry_names().chain([SCORE, MATCHED_ON])
    }
}

/// A share of 1, to two places.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is at most 100"
)]
fn share<'a>(share: f64) -> Value<'a> {
    // Not by `round`, which would need the system's mathematics library.
    Value::Share(f64::from((share * 100.0 + 0.5) as u8) / 100.0)
}
