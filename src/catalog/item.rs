//! Reads one item of the array that a catalog file is: an object whose fields are those of an entry. Field by field, without a
//! value of the whole, since a file may have a million.

use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json_borrow::Value;

use super::fields::EntryReader;

/// Reads one item into an entry, as far as it is one. What is no object is a fault of this item alone; those behind it are read all
/// the same.
pub struct Item<'f>(pub EntryReader<'f>);

impl<'t> DeserializeSeed<'t> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Item<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry")
    }

    fn visit_map<A: MapAccess<'t>>(mut self, mut fields: A) -> Result<(), A::Error> {
        // A name may be written with escapes; a value is the one kind of text that is borrowed where it is not.
        while let Some((name, value)) = fields.next_entry::<Value<'t>, Value<'t>>()? {
            self.0.read(name.as_str().unwrap_or_default(), &value);
        }
        self.0.finish();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'t>>(self, items: A) -> Result<(), A::Error> {
        self.0
            .refuse(&Value::deserialize(SeqAccessDeserializer::new(items))?);
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.refuse(&Value::Str(text.into()));
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.0.refuse(&Value::Number(number.into()));
        Ok(())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.0.refuse(&Value::Number(number.into()));
        Ok(())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.0.refuse(&Value::Number(number.into()));
        Ok(())
    }

    fn visit_bool<E: Error>(self, bool: bool) -> Result<(), E> {
        self.0.refuse(&Value::Bool(bool));
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.refuse(&Value::Null);
        Ok(())
    }
}
