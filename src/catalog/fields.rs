//! Reads the fields of one entry of a catalog file, and says what is wrong with them.

use std::mem::replace;

use serde_json_borrow::Value;

use super::code;
use super::entry::{HttpCode, Origin, Retryable};
use super::fault::{Flaw, brief};
use super::table::{Row, Span, Table};

/// Every field that an entry may have; the first is the one that it must have.
const FIELDS: [&str; 11] = [
    "Code",
    "HttpCode",
    "Message",
    "Resolution",
    "Retryable",
    "Origin",
    "Aliases",
    "Actions",
    "Notes",
    "Sources",
    "Link",
];

/// Reads the fields of one entry.
pub struct EntryReader<'f> {
    row: Row,
    /// Which of [`FIELDS`] were read.
    read: [bool; FIELDS.len()],
    table: &'f mut Table,
    flaws: &'f mut Vec<Flaw>,
}

impl<'f> EntryReader<'f> {
    /// Begins an entry of a layer behind those that the table has. What is wrong with it is added to the flaws.
    pub fn new(origin: Origin, table: &'f mut Table, flaws: &'f mut Vec<Flaw>) -> Self {
        Self {
            row: Row::new(origin),
            read: [false; FIELDS.len()],
            table,
            flaws,
        }
    }

    /// Reads what a field states, as far as it is right.
    pub fn read(&mut self, field: &str, value: &Value<'_>) {
        let Some(place) = FIELDS.iter().position(|&name| name == field) else {
            return self.flaw(field, "is not a field of an entry".to_owned());
        };
        if replace(&mut self.read[place], true) {
            return self.flaw(field, "stands twice in the entry".to_owned());
        }
        match field {
            "HttpCode" => self.row.http_code = self.http_code(field, value),
            "Code" => self.row.code = self.text(field, value),
            "Message" => self.row.message = self.text_or_null(field, value),
            "Resolution" => self.row.resolution = self.text_or_null(field, value),
            "Retryable" => {
                let words = Retryable::ALL.map(Retryable::word);
                self.row.retryable = self.word(field, value, words, Retryable::from_word);
            }
            // A printed catalog names the layer of each entry; what is loaded gets its layer from where it is loaded.
            "Origin" => {
                let words = Origin::ALL.map(Origin::word);
                _ = self.word(field, value, words, Origin::from_word);
            }
            "Aliases" => self.row.aliases = self.texts(field, value),
            "Actions" => self.row.actions = self.texts(field, value),
            "Notes" => self.row.notes = self.texts(field, value),
            // A printed catalog has the link of each entry, which follows from its code.
            "Link" => _ = self.text_or_null(field, value),
            _ => self.row.sources = self.texts(field, value),
        }
    }

    /// Ends the entry.
    pub fn finish(mut self) {
        if !self.read[0] {
            self.flaw(FIELDS[0], "is missing".to_owned());
        }
        self.table.rows.to_mut().push(self.row);
    }

    /// Ends an entry that is none: a value that is no object.
    pub fn refuse(mut self, found: &Value<'_>) {
        let found = shortened(found);
        self.flaw("", format!("expected an object with a Code, found {found}"));
        self.table.rows.to_mut().push(self.row);
    }

    fn flaw(&mut self, field: &str, problem: String) {
        self.flaws.push(Flaw {
            place: self.table.rows.len(),
            field: brief(field),
            problem,
        });
    }

    fn http_code(&mut self, field: &str, value: &Value<'_>) -> Option<HttpCode> {
        if value.is_null() {
            return None;
        }
        let number = value.as_u64().and_then(|number| u16::try_from(number).ok());
        let status = number.and_then(HttpCode::new);
        if status.is_none() {
            let found = shortened(value);
            self.flaw(
                field,
                format!("{found} is no HTTP status: a number from 100 to 599, or null"),
            );
        }
        status
    }

    fn text_or_null(&mut self, field: &str, value: &Value<'_>) -> Span {
        if value.is_null() {
            Span::default()
        } else {
            self.text(field, value)
        }
    }

    fn text(&mut self, field: &str, value: &Value<'_>) -> Span {
        let Some(text) = value.as_str() else {
            self.flaw(
                field,
                format!("expected a text, found {}", shortened(value)),
            );
            return Span::default();
        };
        self.check(field, text);
        self.table.keep(text)
    }

    fn texts(&mut self, field: &str, value: &Value<'_>) -> Span {
        if !matches!(value, Value::Array(items) if items.iter().all(Value::is_string)) {
            let found = shortened(value);
            self.flaw(field, format!("expected a list of texts, found {found}"));
        }
        for text in texts_of(value) {
            self.check(field, text);
        }
        self.table.keep_list(texts_of(value))
    }

    fn check(&mut self, field: &str, text: &str) {
        let is_code = matches!(field, "Code" | "Aliases");
        let problem = problem(text).or_else(|| is_code.then(|| never_found(text)).flatten());
        if let Some(problem) = problem {
            self.flaw(field, problem);
        }
    }

    fn word<T, const N: usize>(
        &mut self,
        field: &str,
        value: &Value<'_>,
        words: [&str; N],
        from_word: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let found = value.as_str().and_then(from_word);
        if found.is_none() {
            self.flaw(
                field,
                format!("{} is none of {}", shortened(value), words.join(", ")),
            );
        }
        found
    }
}

/// What is wrong with a text, if anything.
pub fn problem(text: &str) -> Option<String> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        Some("is empty".to_owned())
    } else if trimmed.len() != text.len() {
        Some(format!("'{}' begins or ends with white space", brief(text)))
    } else if holds_control(text) {
        Some(format!("{:?} holds a control character", brief(text)))
    } else {
        None
    }
}

/// Why no look-up would find a code, if it is so: what comes along with copying, such as a comma, is left out there.
fn never_found(code: &str) -> Option<String> {
    let why = "ends with a comma or has a blank that is not ASCII, which look-ups leave out";
    (code::cleaned(code) != code).then(|| format!("'{}' {why}", brief(code)))
}

/// Whether a text holds a control character other than a line break. Most texts are ASCII, where a whole look at every byte
/// is faster than one that ends early.
fn holds_control(text: &str) -> bool {
    if text.is_ascii() {
        let is_hidden = |byte: u8| byte.is_ascii_control() && byte != b'\n';
        text.bytes().fold(false, |any, byte| any | is_hidden(byte))
    } else {
        text.contains(|c: char| c.is_control() && c != '\n')
    }
}

/// The texts of a list.
fn texts_of<'v>(list: &'v Value<'_>) -> impl Iterator<Item = &'v str> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str)
}

/// A JSON value short enough to be quoted in a message.
fn shortened(value: &Value<'_>) -> String {
    brief(&value.to_string())
}
